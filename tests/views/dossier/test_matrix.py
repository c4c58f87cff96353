from dataclasses import replace

from counterclaim.records import Stance
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.matrix import matrix

from .factory import LUND, RAMMED, ferry, member


def test_actors_stand_by_party_in_alphabetical_order_and_cells_lead_to_words() -> None:
    """Each mark has the stance and the anchor of the first words."""
    found = matrix(Index(ferry()))

    assert found.groups == (("Norland", 1), ("Southmark", 1))
    assert [c.name for c in found.columns] == ["Ilse Varn", "Peer Lund"]
    assert [[(m.stance, m.href) for m in cell] for cell in found.rows[0].cells] == [
        [(Stance.AFFIRMS, "w-att_varn")],
        [(Stance.DENIES, "w-att_lund")],
    ]


def test_two_stances_of_one_actor_are_both_in_the_cell() -> None:
    """Nothing is averaged."""
    both = replace(RAMMED, members=(*RAMMED.members, member(LUND, "act_lund", Stance.AFFIRMS)))

    cell = matrix(Index(replace(ferry(), claims=(both,)))).rows[0].cells[1]

    assert [m.stance for m in cell] == [Stance.AFFIRMS, Stance.DENIES]


def test_what_does_not_fit_is_counted() -> None:
    """Thirty contested claims are cut to the table's size and the rest is said."""
    many = tuple(replace(RAMMED, id=f"clm_{n}") for n in range(30))

    found = matrix(Index(replace(ferry(), claims=many)))

    assert len(found.rows) + found.claims_left_out == 30
    assert found.claims_left_out > 0


def test_of_actors_heard_on_one_claim_each_those_with_more_statements_are_shown() -> None:
    """Who makes the main charge again and again is not left out for the letter of their name."""
    case = ferry()
    names = [f"act_{n:02d}" for n in range(14)]
    actors = tuple(replace(case.actors[0], id=n, name=n, party=None) for n in names)
    often = [member(LUND, names[-1], Stance.AFFIRMS)] * 3
    said = replace(RAMMED, members=(*(member(LUND, n, Stance.AFFIRMS) for n in names), *often))

    found = matrix(Index(replace(case, actors=actors, claims=(said,))))

    assert names[-1] in [c.name for c in found.columns]
    assert found.actors_left_out == 2
