"""Nameless spokesmen, bodies named by a pronoun, sources that are no one; all are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from actors_factory import article, find, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import Entity, EntityType

PREMIER = "Brennian Prime Minister Anselm Kovrat"
STATE = " Brennian troops left Brennia. Sardovian troops left Sardovia."


def case(*reports: tuple[str, list[tuple[str, int]]], people: tuple[str, ...] = ()) -> Actors:
    """Reports a, b, c by text and sources."""
    articles = [article(n, text) for n, (text, _) in zip("abc", reports, strict=False)]
    readings = [reading(n, text, sources, people) for n, (text, sources) in zip("abc", reports, strict=False)]
    return resolve_actors(articles, readings)


def test_a_premiers_spokesman_is_one_office_however_it_is_put() -> None:
    """Over reports and spellings of the name; he speaks for whom the premier does."""
    forms = ("A spokesman for Prime Minister Ansel Kovrat", "A spokesman for Kovrat", "Anselm Kovrat's spokesman")
    texts = [f"{PREMIER} left. Ansel Kovrat said no. {form} spoke.{STATE}" for form in forms]
    people = ("Anselm Kovrat", "Ansel Kovrat", "Kovrat")
    found = case(*((t, [(PREMIER, 1), (f, 1)]) for t, f in zip(texts, forms, strict=True)), people=people)

    who = [speaker(found, n, f) for n, f in zip("abc", forms, strict=True)]
    assert None not in who
    assert len({a.id for a in who if a is not None}) == 1
    assert {a.name for a in who if a is not None} == {"spokesman of Anselm Kovrat"}
    assert {p.name for p in found.parties for a in who if a is not None and a.party == p.id} == {"Brennia"}


def test_spokesmen_of_look_alikes_are_two() -> None:
    """So are a spokesman and a spokeswoman of one."""
    text = f"Brennian Foreign Minister Jan Sokolik left. Sardovian Foreign Minister Jan Sokolin left.{STATE} "
    forms = ("A spokesman for Jan Sokolik", "A spokesman for Jan Sokolin", "A spokeswoman for Jan Sokolin")
    text += "".join(f"{form} spoke. " for form in forms)
    found = case((text, [(f, 1) for f in forms]), people=("Jan Sokolik", "Jan Sokolin"))

    assert len({a.id for f in forms if (a := speaker(found, "a", f)) is not None}) == 3


def test_a_premiers_spokesman_is_whoever_the_case_names_as_such() -> None:
    """In another report, by the office; not for a spokeswoman where he is a man, nor for "a spokesman"."""
    named = "Prime Minister Anselm Kovrat's spokesman, Daniel Munz,"
    other = "Anselm Kovrat's spokesman"
    reports = [(f"{PREMIER} left. {named} spoke.{STATE}", [(named.strip(","), 1)])]
    for form in (other, "Anselm Kovrat's spokeswoman"):
        reports.append((f"{PREMIER} left. {form} spoke.{STATE}", [(form, 1)]))
    found = case(*reports, people=("Anselm Kovrat", "Daniel Munz"))

    assert speaker(found, "a", named.strip(",")) == speaker(found, "b", other)
    woman = speaker(found, "c", "Anselm Kovrat's spokeswoman")
    assert woman is not None
    assert woman.name == "spokeswoman of Anselm Kovrat"


@pytest.mark.parametrize(
    ("words", "name"),
    [("Its government", "government of Brennia"), ("Its foreign ministry", "foreign ministry of Brennia")],
)
def test_a_body_that_only_a_pronoun_ties_to_its_state_is_called_by_that(words: str, name: str) -> None:
    """“Its government” is no name."""
    found = case((f"Brennia was calm.{STATE} Brennia spoke. {words} denied it.", [("Brennia", 3), (words, 1)]))

    who = speaker(found, "a", words)
    assert who is not None
    assert who.name == name


@pytest.mark.parametrize("words", ["Each side", "The two countries", "Both governments", "Neither side"])
def test_all_who_quarrel_at_once_are_no_actor(words: str) -> None:
    """Their words have no speaker."""
    assert speaker(case((f"{words} complained.{STATE}", [(words, 1)])), "a", words) is None


@pytest.mark.parametrize("words", ["Both brothers", "The two ministers"])
def test_two_persons_are_an_actor(words: str) -> None:
    """Who is no side of the case may speak together."""
    assert speaker(case((f"{words} complained.{STATE}", [(words, 1)])), "a", words) is not None


@pytest.mark.parametrize("words", ["The Brennian side", "The Brennian leadership"])
def test_the_side_of_a_state_is_the_state(words: str) -> None:
    """A noun that tells nothing else means it."""
    who = speaker(case((f"{words} denied it.{STATE}", [(words, 1)])), "a", words)

    assert who is not None
    assert who.name == "Brennia"


def test_branches_of_an_army_are_bodies_of_their_own() -> None:
    """The navy is not the coast guard, and neither is the army."""
    forms = ("The Brennian navy", "The Brennian coast guard", "The Brennian army", "The Brennian Border Guard")
    found = case((" ".join(f"{f} spoke." for f in forms) + STATE, [(f, 1) for f in forms]))

    assert len({a.id for f in forms if (a := speaker(found, "a", f)) is not None}) == len(forms)


def test_a_branch_that_another_state_has_is_left_open() -> None:
    """After Sardovia spoke, "the coast guard" is not Sardovia's where the case knows Brennia's alone."""
    text = f"The Brennian coast guard left.{STATE}"
    found = case(
        (text, []), (f"{STATE} Sardovia spoke. The coast guard denied it.", [("Sardovia", 3), ("The coast guard", 1)])
    )

    who = speaker(found, "b", "The coast guard")
    assert who is not None
    assert who.party is None


def test_a_ministry_is_one_whatever_the_order_of_its_words() -> None:
    """Its field tells it from others."""
    forms = ("The Brennian Roads Ministry", "The Ministry of Roads of Brennia", "The Ministry of Mines of Brennia")
    found = case((" ".join(f"{f} spoke." for f in forms) + STATE, [(f, 1) for f in forms]))

    who = [speaker(found, "a", f) for f in forms]
    assert who[0] == who[1] != who[2]


def test_the_engineers_are_those_told_of_before() -> None:
    """By the same noun, and by no other."""
    text = "Three engineers at the dam spoke. Two divers spoke. The engineers left. The divers left. The cooks left."
    forms = ("Three engineers at the dam", "Two divers", "The engineers", "The divers", "The cooks")
    found = case((text, [(f, 1) for f in forms]))

    three, two, engineers, divers, cooks = (speaker(found, "a", f) for f in forms)
    assert (three, two) == (engineers, divers)
    assert cooks not in (three, two)


def test_mr_and_mrs_are_told_apart_over_the_case() -> None:
    """A report that prints no given name means the only one who can be so addressed."""
    full = ("Kamran Tarash", "Leyla Tarash")
    first = ("Kamran Tarash spoke. Leyla Tarash spoke.", [(f, 1) for f in full])
    second = ("Mr Tarash left. Mrs Tarash left.", [("Mr Tarash", 1), ("Mrs Tarash", 1)])
    found = case(
        ("His uncle, Kamran Tarash, spoke. His wife, Leyla Tarash, spoke.", [(f, 1) for f in full]), first, second,
        people=(*full, "Tarash"),
    )  # fmt: skip

    assert [speaker(found, "c", s) for s in ("Mr Tarash", "Mrs Tarash")] == [speaker(found, "b", f) for f in full]


def test_who_comes_after_a_minister_speaks_for_the_same_state() -> None:
    """“His successor as interior minister” needs no state of its own."""
    text = "Brennian Interior Minister Pavel Orst spoke. His successor as interior minister, Lena Hrub, left."
    found = case((text + STATE, [("Brennian Interior Minister Pavel Orst", 1), ("Lena Hrub", 1)]), people=("Pavel Orst", "Lena Hrub"))  # fmt: skip

    who = speaker(found, "a", "Lena Hrub")
    assert who is not None
    assert next(p.name for p in found.parties if p.id == who.party) == "Brennia"


def test_a_source_that_the_reader_cut_before_family_is_the_family() -> None:
    """“The Tarash | family said” is not a person of that name."""
    text = "The Tarash family said no. Kamran Tarash left."
    given = reading("a", text, [("The Tarash", 1)], ("Kamran Tarash",))
    (said,) = given.attributions
    cut = replace(said, cue=(find(text, "said"),))
    org = Entity(span=find(text, "Tarash family"), type=EntityType.ORG, use=None, confidence=1.0)
    found = resolve_actors([article("a", text)], [replace(given, attributions=(cut,), entities=(*given.entities, org))])

    who = speaker(found, "a", "The Tarash")
    assert who is not None
    assert "family" in who.name


def test_a_palace_that_the_text_explains_is_the_office_in_it() -> None:
    """It is the presidency, and neither the state nor another body of it; its spokeswoman speaks for the state."""
    text = f"The Larch Palace, seat of the Brennian presidency, denied it.{STATE} Presidential spokeswoman Hana Dorv spoke. "
    text += "The Larch Palace left. Brennia left. The Brennian government left. Dorv, who speaks for President Emil Stan, left."
    sources = ["The Larch Palace, seat of the Brennian presidency", "Presidential spokeswoman Hana Dorv", "Dorv"]
    palaces = [(sources[0], 1), ("The Larch Palace", 2), ("Brennia left", 1), ("The Brennian government", 1)]
    found = case(
        (text, [*palaces, (sources[1], 1), ("Dorv", 2), ("President Emil Stan", 1)]),
        people=("Hana Dorv", "Dorv", "Emil Stan"),
    )

    explained, palace, state, government = (speaker(found, "a", *s) for s in palaces)
    assert explained == palace
    assert palace not in (state, government)
    sides = {a.name: next((p.name for p in found.parties if p.id == a.party), None) for a in found.actors}
    assert (sides["Hana Dorv"], sides["Emil Stan"]) == ("Brennia", "Brennia")


def test_a_house_whose_spokeswoman_speaks_for_a_state_does_so_too() -> None:
    """By her title in one report and her other one in the next; the house of another spokeswoman is nobody's."""
    first = f"Brennia's presidential spokeswoman, Neria Solv, spoke. Ada Roon, a spokeswoman, spoke.{STATE}"
    second = f"Amber House spokeswoman Neria Solv spoke. Rowan House spokeswoman Ada Roon spoke.{STATE}"
    third = f"The Amber House left. The Rowan House left.{STATE}"
    found = case(
        (first, [("Brennia's presidential spokeswoman, Neria Solv", 1)]),
        (second, [("Amber House spokeswoman Neria Solv", 1), ("Rowan House spokeswoman Ada Roon", 1)]),
        (third, [("The Amber House", 1), ("The Rowan House", 1)]),
        people=("Neria Solv", "Ada Roon"),
    )

    houses = [speaker(found, "c", f"The {n} House") for n in ("Amber", "Rowan")]
    names = {p.id: p.name for p in found.parties}
    assert [names.get(h.party or "") if h is not None else "" for h in houses] == ["Brennia", None]


@pytest.mark.parametrize(
    ("office", "is_one"), [("Russian presidential spokesman", True), ("Russian army spokesman", False)]
)
def test_a_seat_and_the_office_in_it_are_one_employer(office: str, *, is_one: bool) -> None:
    """A slip in the name of the Kremlin's spokesman is one who is called the president's, and not the army's."""
    forms = ("Kremlin spokesman Dmitry Orlenko", f"{office} Dmirty Orlenko")
    found = case(*((f"{f} spoke.", [(f, 1)]) for f in forms), people=("Dmitry Orlenko", "Dmirty Orlenko"))

    assert (speaker(found, "a", forms[0]) == speaker(found, "b", forms[1])) is is_one


def test_a_houses_spokeswoman_is_whoever_the_case_names_as_such() -> None:
    """After the house "its spokeswoman" is she; of another house she is not."""
    first = f"Amber House spokeswoman Neria Solv spoke.{STATE}"
    second = f"The Amber House left. Its spokeswoman spoke.{STATE}"
    third = f"The Rowan House left. Its spokeswoman spoke.{STATE}"
    found = case(
        (first, [("Amber House spokeswoman Neria Solv", 1)]),
        (second, [("The Amber House", 1), ("Its spokeswoman", 1)]),
        (third, [("The Rowan House", 1), ("Its spokeswoman", 1)]),
        people=("Neria Solv",),
    )

    named, amber, rowan = (
        speaker(found, "a", "Amber House spokeswoman Neria Solv"), speaker(found, "b", "Its spokeswoman"),
        speaker(found, "c", "Its spokeswoman"),
    )  # fmt: skip
    assert named == amber
    assert rowan not in (None, named)


def test_ms_is_not_short_for_a_man_of_the_surname() -> None:
    """Where the article names a man alone, she is the woman of the case."""
    first = ("Clara Hemm spoke. Anders Hemm spoke.", [("Clara Hemm", 1), ("Anders Hemm", 1)])
    second = ("Anders Hemm spoke. Ms Hemm left. Mr Hemm left.", [("Anders Hemm", 1), ("Ms Hemm", 1), ("Mr Hemm", 1)])
    found = case(first, second, people=("Clara Hemm", "Anders Hemm", "Hemm"))

    who = [speaker(found, "b", s) for s in ("Ms Hemm", "Mr Hemm")]
    assert who == [speaker(found, "a", s) for s in ("Clara Hemm", "Anders Hemm")]


def test_an_association_of_a_country_is_not_its_state() -> None:
    """Nor is its chairman; the country's ministry is."""
    text = f"The Brennian Pilots' Association spoke. The Brennian transport ministry spoke.{STATE}"
    sources = ("The Brennian Pilots' Association", "The Brennian transport ministry")
    found = case((text, [(s, 1) for s in sources]))

    pilots, ministry = (speaker(found, "a", s) for s in sources)
    assert pilots is not None
    assert pilots.party is None
    assert ministry is not None
    assert ministry.party is not None


def test_a_former_minister_is_who_was_followed_in_the_same_report() -> None:
    """“Took over from” tells who has left, also where no report prints the state beside the office."""
    text = f"Defence Minister Olav Brenn spoke. Sanna Lier took over on Saturday from Olav Brenn.{STATE} "
    text += "Lier left. The former defence minister spoke."
    found = case((text, [("Defence Minister Olav Brenn", 1), ("Lier", 2), ("The former defence minister", 1)]), people=("Olav Brenn", "Sanna Lier", "Lier"))  # fmt: skip

    assert speaker(found, "a", "The former defence minister") == speaker(found, "a", "Defence Minister Olav Brenn")


@pytest.mark.parametrize("words", ["The relatives of Captain Behruz Tarash", "The family of Captain Behruz Tarash"])
def test_the_relatives_of_a_dead_man_are_not_he(words: str) -> None:
    """A title between "of" and the name does not make the name theirs."""
    found = case((f"{words} spoke. Behruz Tarash left.", [(words, 1), ("Behruz Tarash", 2)]), people=("Behruz Tarash",))

    who = speaker(found, "a", words)
    assert who not in (None, speaker(found, "a", "Behruz Tarash", 2))


def test_his_wife_is_not_his_brother() -> None:
    """Two relatives of one man are two."""
    text = "Oskar Nim left. His wife spoke. His brother spoke. His wife wept."
    found = case(
        (text, [("Oskar Nim", 1), ("His wife", 1), ("His brother", 1), ("His wife", 2)]), people=("Oskar Nim",)
    )

    wife, brother, again = (speaker(found, "a", *s) for s in (("His wife", 1), ("His brother", 1), ("His wife", 2)))
    assert wife is not None
    assert wife == again != brother
    assert wife.name == "wife of Oskar Nim"
