"""Which pairs are compared, and that the others could not have mattered."""

from case import CaseInWords, Says, WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import OneAnswer, Scores

from counterclaim.claims import build_claims
from counterclaim.claims.candidates import Candidates, candidates, most_added, traits_of
from counterclaim.claims.grouping import JOIN_FROM, group
from counterclaim.claims.likeness import compare_units
from counterclaim.claims.nearest import keys_of
from counterclaim.claims.structure import structure_terms
from counterclaim.claims.units import Unit, make_units
from counterclaim.records import FORGETFUL, Act

#: With a model all candidates are compared; this one adds nothing to any.
SILENT = OneAnswer("silent/1", Scores())
CONTENTS = (
    ("Orland ships rammed the ferry off Astel", Act.ACCUSE),
    ("Orland ships had rammed a ferry near Bruma", Act.ACCUSE),
    ("the ferry was rammed and forty people were killed", Act.ASSERT),
    ("fifty people were killed off Astel", Act.ASSERT),
    ("the pictures of the ferry were faked", Act.ASSERT),
    ("no ship rammed the ferry", Act.DENY),
    ("the harvest of barley will be late", Act.ASSERT),
    ("the barley harvest will be very late", Act.ASSERT),
    ("Orland shelled the harbour", Act.ACCUSE),
    ("the ferry left the harbour late", Act.ASSERT),
)


def units_of(chosen: list[int]) -> list[Unit]:
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"}, places=["Astel", "Bruma"])
    for n in chosen:
        content, act = CONTENTS[n]
        case.add(f"Vesna said {content}.", Says("Vesna", "said", [content], act))
    return make_units(case.material())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, len(CONTENTS) - 1), min_size=2, max_size=14))
def test_pairs_that_are_left_out_change_no_group(chosen: list[int]) -> None:
    """Comparing only what can come together gives the groups that comparing everything gives."""
    units = units_of(chosen)
    vectors = WordEncoder().embed([u.context for u in units])

    some = compare_units(units, vectors, {}, threshold=JOIN_FROM)
    every = compare_units(units, vectors, {}, threshold=JOIN_FROM, model=SILENT)

    assert some.pairs().items() <= every.pairs().items()
    assert group(len(units), some) == group(len(units), every)


def test_linked_units_bring_the_pairs_between_their_groups() -> None:
    """A link joins two chains; then what stands between their members counts."""
    units = units_of([0, 0, 6, 7])
    vectors = WordEncoder().embed([u.context for u in units])

    alone = compare_units(units, vectors, {}, threshold=JOIN_FROM)
    linked = compare_units(units, vectors, {}, threshold=JOIN_FROM, linked=[(0, 2)])

    between = {(i, j) for i in (0, 1) for j in (2, 3)}
    assert not between & alone.pairs().keys()
    assert between & candidate_pairs(units) <= linked.pairs().keys()


def paired(units: list[Unit]) -> Candidates:
    vectors = WordEncoder().embed([u.context for u in units])
    return candidates(keys_of([u.id for u in units], vectors), traits_of(units, FORGETFUL), vectors)


def candidate_pairs(units: list[Unit]) -> set[tuple[int, int]]:
    found = paired(units)
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_no_pair_gains_more_than_it_is_thought_to_gain_at_most() -> None:
    """The bound by which pairs are left out holds for every pair."""
    units = units_of(list(range(len(CONTENTS))) * 2)
    found = paired(units)

    gained = [structure_terms(units[i], units[j]) for i, j in zip(found.left, found.right, strict=True)]

    assert len(gained) > 50
    assert all(g <= most + 1e-6 for g, most in zip(gained, most_added(traits_of(units, FORGETFUL), found), strict=True))


def test_each_candidate_pair_comes_once_and_in_order() -> None:
    """A pair that shares a key and is near by its words is one candidate."""
    units = units_of([0, 1, 8, 0, 2])
    found = paired(units)
    pairs = list(zip(found.left.tolist(), found.right.tolist(), strict=True))

    assert pairs == sorted(set(pairs))
    assert all(i < j for i, j in pairs)


def test_radios_are_no_weapons() -> None:
    """Who acknowledged that radio sets were carried has not affirmed that weapons were."""
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"})
    case.add(
        "Vesna said the barge carried rifles to the island. Orland admitted the barge carried radio sets to the island.",
        Says("Vesna", "said", ["the barge carried rifles to the island"]),
        Says("Orland", "admitted", ["the barge carried radio sets to the island"]),
    )

    assert len(build_claims(case.material(), WordEncoder()).claims) == 2
