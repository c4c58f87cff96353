"""Sides that are no states: who accuses and who answers, with those who speak for them; all cases are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from actors_factory import article, attribution, decision, find, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import Act, Article, Entity, EntityType, Reading

Says = tuple[str, str, Act]
POLICE = (
    "The family of a man shot in Velby accused police of killing an unarmed man. His mother, Ruth Oken, said he had "
    "raised his hands. A police spokeswoman, Carla Nims, denied the accusation. The family's lawyer, Peter Lund, said "
    "no gun was found. The county medical examiner, Dr Irene Falk, said he was hit in the back."
)
POLICE_SAYS: list[Says] = [
    ("The family of a man", "police of killing an unarmed man", Act.ACCUSE),
    ("His mother, Ruth Oken", "he had raised his hands", Act.ASSERT),
    ("A police spokeswoman, Carla Nims", "the accusation", Act.DENY),
    ("The family's lawyer, Peter Lund", "no gun was found", Act.ASSERT),
    ("The county medical examiner, Dr Irene Falk", "he was hit in the back", Act.ASSERT),
]
LATER = "Police Chief Howard Brill rejected that. A neighbour, Sam Ode, said she heard shots."
LATER_SAYS: list[Says] = [
    ("Police Chief Howard Brill", "that", Act.DENY),
    ("A neighbour, Sam Ode", "she heard shots", Act.ASSERT),
]
PEOPLE = ("Ruth Oken", "Carla Nims", "Peter Lund", "Irene Falk", "Howard Brill", "Sam Ode")


def read(name: str, text: str, says: Sequence[Says], people: Sequence[str] = ()) -> tuple[Article, Reading]:
    """An article with its reading."""
    made = reading(name, text, [], tuple(p for p in people if p in text))
    said = tuple(attribution(name, text, (source, 1), content, act=act) for source, content, act in says)
    return article(name, text), replace(made, attributions=said)


def sides(*pairs: tuple[Article, Reading], decisions: Sequence[object] = ()) -> dict[str, str | None]:
    """The party of each actor, both by name."""
    found = resolve_actors([a for a, _ in pairs], [r for _, r in pairs], decisions)  # type: ignore[arg-type]
    names = {p.id: p.name for p in found.parties}
    return {a.name: names.get(a.party or "") for a in found.actors}


@pytest.fixture(scope="module")
def police() -> Actors:
    """A man shot: his family and the police, in two articles."""
    pairs = [read("a", POLICE, POLICE_SAYS, PEOPLE), read("b", LATER, LATER_SAYS, PEOPLE)]
    return resolve_actors([a for a, _ in pairs], [r for _, r in pairs])


def test_police_and_family_are_sides_with_those_who_speak_for_them(police: Actors) -> None:
    """A mother and a lawyer stand under the family, a spokeswoman and the chief of another article under the police."""
    names = {p.id: p.name for p in police.parties}
    members = {name: {a.name for a in police.actors if a.party == i} for i, name in names.items()}

    assert members["family of a man"] >= {"Ruth Oken", "Peter Lund"}
    assert members["police"] >= {"Carla Nims", "Howard Brill"}


def test_examiners_and_bystanders_are_no_side(police: Actors) -> None:
    """Who measures or only saw it speaks for nobody."""
    party = {a.name: a.party for a in police.actors}

    assert party["Irene Falk"] is None
    assert party["Sam Ode"] is None


def test_a_party_names_the_words_it_rests_on(police: Actors) -> None:
    """Each member's evidence quotes the mention that says whom it speaks for."""
    by_id = {a.id: a for a in police.actors}
    reasons = {by_id[e.actor].name: e.reason for p in police.parties for e in p.evidence}

    assert reasons["Peter Lund"] == "“The family's lawyer, Peter Lund” speaks for family of a man"
    assert reasons["Howard Brill"] == "“Police Chief Howard Brill” speaks for police"


def test_without_a_charge_there_are_no_sides() -> None:
    """Where nobody accuses or denies, police and family are no sides."""
    calm = [(s, c, Act.ASSERT) for s, c, _ in POLICE_SAYS]

    assert set(sides(read("a", POLICE, calm, PEOPLE)).values()) == {None}


def test_a_reviewer_overrides_a_proposed_side() -> None:
    """Who a reviewer says speaks for another side does so after a rerun."""
    pair = read("a", POLICE, POLICE_SAYS, PEOPLE)
    ruled = decision(1, "edit", "act_1", after=json.dumps({"form": "Peter Lund", "party": "police"}))

    found = sides(pair, decisions=[ruled])

    assert found["Peter Lund"] == "police"
    assert found["Ruth Oken"] == "family of a man"


FIRMS = (
    "{a} accused {b} of copying its engine. {a}'s chief executive, Ada Wren, said the drawings were stolen. "
    "{b} denied it. A spokesman for {b}, Tom Issel, said {a} had bought the plans."
)
NAMES = ("Quill Motors", "Sarn Engines", "Dask Works", "Marrow Group")


def firms(a: str, b: str) -> dict[str, str | None]:
    """The sides of a quarrel between two companies."""
    text = FIRMS.format(a=a, b=b)
    says = [
        (a, f"{b} of copying its engine", Act.ACCUSE),
        (f"{a}'s chief executive, Ada Wren", "the drawings were stolen", Act.ASSERT),
        (b, "it", Act.DENY),
        (f"A spokesman for {b}, Tom Issel", f"{a} had bought the plans", Act.ACCUSE),
    ]
    one, made = read("a", text, says, ("Ada Wren", "Tom Issel"))
    made = replace(made, attributions=(*made.attributions[:2], attribution("a", text, (b, 2), "it", act=Act.DENY), made.attributions[3]))  # fmt: skip
    spans = [find(text, n, k) for n in (a, b) for k in range(1, text.count(n) + 1)]
    orgs = [Entity(span=s, type=EntityType.ORG, use=None, confidence=1.0) for s in spans]
    return sides((one, replace(made, entities=tuple(sorted((*made.entities, *orgs), key=lambda e: e.span)))))


@settings(max_examples=12, deadline=None)
@given(st.permutations(NAMES))
def test_renaming_the_sides_mirrors_the_result(names: list[str]) -> None:
    """Whatever two companies are called, and whichever accuses, each has those who speak for it."""
    a, b, *_ = names

    found = firms(a, b)

    assert (found[a], found["Ada Wren"]) == (a, a)
    assert (found[b], found["Tom Issel"]) == (b, b)


def test_a_noun_that_fits_two_sides_names_neither() -> None:
    """Of two companies in one article "the company's lawyer" speaks for an unknown one."""
    text = FIRMS.format(a="Quill Motors", b="Sarn Engines") + " The company's lawyer, Ivo Brandt, said nothing."
    says = [
        ("Quill Motors", "Sarn Engines of copying its engine", Act.ACCUSE),
        ("A spokesman for Sarn Engines, Tom Issel", "Quill Motors had bought the plans", Act.DENY),
        ("The company's lawyer, Ivo Brandt", "nothing", Act.ASSERT),
    ]
    more = " The company Quill Motors and the company Sarn Engines will meet."
    says += [("The company Quill Motors", "meet", Act.ASSERT), ("the company Sarn Engines", "meet", Act.ASSERT)]

    found = sides(read("a", text + more, says, ("Ivo Brandt", "Tom Issel", "Ada Wren")))

    assert found["Ivo Brandt"] is None


def test_a_person_who_is_accused_and_denies_is_a_side_with_a_lawyer() -> None:
    """A rower accused by an agency stands for herself, her lawyer for her."""
    text = (
        "The World Rowing Agency accused Lina Halvor of doping. Lina Halvor denied it. Her lawyer, Jon Beck, said the "
        "samples had been swapped."
    )
    says = [
        ("The World Rowing Agency", "Lina Halvor of doping", Act.ACCUSE),
        ("Her lawyer, Jon Beck", "samples had been swapped", Act.ASSERT),
    ]
    one, made = read("a", text, says, ("Lina Halvor", "Jon Beck"))
    denial = attribution("a", text, ("Lina Halvor", 2), "it", act=Act.DENY)

    found = sides((one, replace(made, attributions=(*made.attributions, denial))))

    assert found["Jon Beck"] == found["Lina Halvor"] == "Lina Halvor"
    assert found["World Rowing Agency"] == "World Rowing Agency"


def test_critics_with_a_capital_are_nobodys_name() -> None:
    """“Critics” at the head of a sentence is a noun, in whatever articles, and no name of the side that they accuse."""
    text = "Critics accused Lina Halvor of doping. Lina Halvor denied it. Critics are many."
    one, made = read("a", text, [("Critics", "Lina Halvor of doping", Act.ACCUSE)], ("Lina Halvor",))
    denial = attribution("a", text, ("Lina Halvor", 2), "it", act=Act.DENY)
    other = read("b", "Critics say that the roof leaks.", [("Critics", "the roof leaks", Act.ASSERT)])

    found = resolve_actors([one, other[0]], [replace(made, attributions=(*made.attributions, denial)), other[1]])

    assert not {p.name for p in found.parties} & {"Critics"}
    assert {a.party for a in found.actors if a.name == "Critics"} == {None}


def test_where_states_accuse_each_other_bystanders_who_accuse_are_no_side() -> None:
    """Between two states villagers who accuse one of them do not become a third party."""
    text = (
        "Iran accused Iraq of shelling Marsk. Iraq denied the accusation and accused Iran. Villagers accused Iraq of "
        "killing forty people."
    )
    says = [
        ("Iran", "Iraq of shelling Marsk", Act.ACCUSE),
        ("Villagers", "Iraq of killing forty people", Act.ACCUSE),
    ]
    one, made = read("a", text, says)
    more = (
        attribution("a", text, ("Iraq", 2), "the accusation", act=Act.DENY),
        replace(attribution("a", text, ("Iraq", 2), "Iran", act=Act.ACCUSE), id="more"),
    )

    found = sides((one, replace(made, attributions=(*made.attributions, *more))))

    assert found["Iraq"] == "Iraq"
    assert found["Villagers"] is None


@pytest.mark.parametrize(("last", "is_side"), [(Act.DENY, True), (Act.ASSERT, False)])
def test_beside_two_states_a_family_and_the_company_it_charges_are_sides(last: Act, *, is_side: bool) -> None:
    """What the next sentence denies is a charge, whatever its verb; without an answer neither is a side."""
    text = (
        "Orland denied it. Veldoria denied that. Veldorian troops left Veldoria. Orlandian troops left Orland. "
        "The Adam family accused Verrin Hydro of murder. The family's lawyer, Peter Lund, said Verrin Hydro had burned the "
        "log. Verrin Hydro, a company from the coast, called that untrue."
    )
    says: list[Says] = [
        ("Orland", "it", Act.DENY),
        ("Veldoria", "that", Act.DENY),
        ("The Adam family", "Verrin Hydro of murder", Act.ACCUSE),
        ("The family's lawyer, Peter Lund", "Verrin Hydro had burned the log", Act.ASSERT),
        ("Verrin Hydro, a company from the coast", "that untrue", last),
    ]
    made, given_ = read("a", text, says, ("Peter Lund",))
    firm = (
        Entity(span=find(text, "Verrin Hydro", n), type=EntityType.ORG, use=None, confidence=1.0) for n in (1, 2, 3)
    )
    found = sides((made, replace(given_, entities=(*given_.entities, *firm))))

    assert (found["Peter Lund"] is not None) is is_side
    assert any(name is not None and "Verrin" in name for name in found.values()) is is_side


def test_a_captains_uncle_speaks_for_the_family_that_sues() -> None:
    """The title of the owner is not the speaker's, and to sue is to accuse."""
    text = (
        "Kamran Tarash, the captain's uncle, said that the family would sue Norvik Air. The Tarash family wants answers. "
        "The chief executive of Norvik Air, Anders Hemm, denied any guilt."
    )
    says: list[Says] = [
        ("Kamran Tarash, the captain's uncle", "the family would sue Norvik Air", Act.ANNOUNCE),
        ("The Tarash family", "answers", Act.DEMAND),
        ("The chief executive of Norvik Air, Anders Hemm", "any guilt", Act.DENY),
    ]
    made, given_ = read("a", text, says, ("Kamran Tarash", "Anders Hemm"))
    firm = Entity(span=find(text, "Norvik Air"), type=EntityType.ORG, use=None, confidence=1.0)
    found = sides((made, replace(given_, entities=(*given_.entities, firm))))

    assert found["Kamran Tarash"] == found["Tarash family"] == "Tarash family"
    assert found["Anders Hemm"] == "Norvik Air"
