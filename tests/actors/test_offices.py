"""Offices over time: who holds which on the day of a report, from the words of the case alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from actors_factory import article, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import Actor, SpeakerLink, Tenure

PEOPLE = ("Anna Kest", "Ilan Dorr", "Ivo Brandt", "Oda Renn")
STATE = " Veldorian troops were told. Veldoria was calm."
KEST = "Veldorian Defence Minister Anna Kest said the pier burned."
NOMINAL = "The Veldorian defence minister said it would be rebuilt."


def case(*reports: tuple[str | None, str, tuple[str, ...]]) -> Actors:
    """Reports by day, text and sources, named a, b, c ..."""
    articles, readings = [], []
    for name, (day, text, sources) in zip("abcdefgh", reports, strict=False):
        made = article(name, text + STATE)
        articles.append(replace(made, published=replace(made.published, value=day, precision="day")))
        readings.append(reading(name, text + STATE, [(s, 1) for s in sources], PEOPLE))
    return resolve_actors(articles, readings)


def actor(found: Actors, name: str) -> Actor:
    return next(a for a in found.actors if a.name == name)


def tenure(found: Actors, name: str) -> Tenure:
    (one,) = actor(found, name).offices
    return one


def link(found: Actors, attribution: str) -> SpeakerLink:
    return next(s for s in found.speakers if s.attribution == attribution)


def meant(found: Actors, name: str, words: str = "The Veldorian defence minister") -> str | None:
    who = speaker(found, name, words)
    return who.name if who is not None else None


BEFORE = ("2031-05-03", KEST, ("Veldorian Defence Minister Anna Kest",))
LATER = ("2031-05-09", NOMINAL, ("The Veldorian defence minister",))


@pytest.mark.parametrize(
    "words",
    [
        "Ilan Dorr was appointed defence minister of Veldoria on Tuesday.",
        "Ilan Dorr, who was named Veldorian defence minister, took his seat.",
        "Ilan Dorr became the Veldorian defence minister.",
        "On Tuesday Ilan Dorr succeeded Defence Minister Anna Kest of Veldoria.",
        "Ilan Dorr replaced Anna Kest as defence minister of Veldoria.",
        "Ilan Dorr replaced Anna Kest.",
        "Kest's successor Ilan Dorr was sworn in.",
        "Veldorian Defence Minister Ilan Dorr, who was appointed on Sunday, was silent.",
        "Newly appointed Veldorian Defence Minister Ilan Dorr was silent.",
    ],
)
def test_a_change_of_office_is_read_from_the_words(words: str) -> None:
    """After it "the defence minister" is the new one, before it the old one."""
    found = case(BEFORE, ("2031-05-06", words, ()), LATER, ("2031-05-04", NOMINAL, ("The Veldorian defence minister",)))

    assert (meant(found, "d"), meant(found, "c")) == ("Anna Kest", "Ilan Dorr")
    assert (tenure(found, "Anna Kest").first, tenure(found, "Anna Kest").left) == ("2031-05-03", "2031-05-06")
    assert (tenure(found, "Ilan Dorr").first, tenure(found, "Ilan Dorr").left) == ("2031-05-06", None)
    assert {t.of for t in actor(found, "Ilan Dorr").offices} == {"Veldoria"}


@pytest.mark.parametrize(
    "change",
    [
        "Former defence minister Anna Kest was silent. Veldorian Defence Minister Ilan Dorr was not.",
        "Veldorian Defence Minister Ilan Dorr spoke. Dorr's predecessor Anna Kest was silent.",
        "Veldorian Defence Minister Ilan Dorr spoke. Anna Kest resigned as Veldorian defence minister last week.",
    ],
)
def test_a_former_holder_is_not_meant_and_the_day_between_stays_open(change: str) -> None:
    """Once she is told to have left the other is meant; on a day before, it may have been either."""
    found = case(
        BEFORE, ("2031-05-06", change, ()), LATER, ("2031-05-04", NOMINAL, ("The Veldorian defence minister",))
    )

    assert meant(found, "c") == "Ilan Dorr"
    assert "left open" in link(found, "d:The Veldorian defence minister:1").why


@pytest.mark.parametrize(
    "words",
    [
        "Veldorian Defence Minister Anna Kest, who dismissed two generals, was silent.",
        "Ilan Dorr dismissed Defence Minister Anna Kest's words.",
        "Ilan Dorr is to be a defence minister. Ilan Dorr was a soldier.",
        "If Ilan Dorr becomes the next defence minister of Veldoria, all will change.",
        "And then Defence Minister Anna Kest was silent.",
    ],
)
def test_what_only_looks_like_a_change_is_none(words: str) -> None:
    """Who dismisses others has not left, nor whose words are dismissed; a plan is no office."""
    found = case(BEFORE, ("2031-05-06", words, ()), LATER)

    assert meant(found, "c") == "Anna Kest"
    assert tenure(found, "Anna Kest").left is None


def test_two_holders_without_a_change_leave_the_description_open() -> None:
    """Both are called minister and nothing tells which came first: neither is taken, and the reason names both."""
    dorr = ("2031-05-05", KEST.replace("Anna Kest", "Ilan Dorr"), ())
    found = case(BEFORE, dorr, LATER)

    assert meant(found, "c") not in PEOPLE
    assert "Anna Kest or Ilan Dorr: left open" in link(found, "c:The Veldorian defence minister:1").why


@pytest.mark.parametrize(
    "words",
    [
        "Former Veldorian defence minister Anna Kest said she was not asked.",
        "Anna Kest, a former Veldorian defence minister, said she was not asked.",
        "Ex-defence minister Anna Kest said she was not asked.",
    ],
)
def test_who_has_left_does_not_speak_for_the_state_from_then_on(words: str) -> None:
    """What was said in office stays the state's; what is said after is not, and the link says why."""
    source = words.split(" said")[0]
    found = case(BEFORE, ("2031-05-08", words, (source,)))

    assert actor(found, "Anna Kest").party is not None
    assert not link(found, "a:Veldorian Defence Minister Anna Kest:1").has_left
    assert link(found, f"b:{source}:1").has_left
    assert "had left office by then" in link(found, f"b:{source}:1").why


def test_who_only_ever_was_in_office_has_no_party() -> None:
    """To be called a former minister makes nobody a voice of the state."""
    source = "Former Veldorian defence minister Anna Kest"
    found = case(("2031-05-08", f"{source} said she was not asked.", (source,)), LATER)

    assert actor(found, "Anna Kest").party is None


def test_the_former_minister_is_the_one_who_left() -> None:
    """In one article “the former minister” and “the minister” are two persons."""
    text = (
        "Veldorian Defence Minister Ilan Dorr said it would be rebuilt. Former defence minister Anna Kest said no. "
        "The former minister said more. The minister said nothing."
    )
    sources = (
        "Veldorian Defence Minister Ilan Dorr", "Former defence minister Anna Kest", "The former minister", "The minister",
    )  # fmt: skip
    found = case(("2031-05-08", text, sources))

    assert meant(found, "a", "The former minister") == "Anna Kest"
    assert meant(found, "a", "The minister") == "Ilan Dorr"


def test_a_nested_office_is_its_owners() -> None:
    """A spokesman's office is that of whom he speaks for, and he speaks for whom that one speaks."""
    source = "Prime Minister Oda Renn's spokesman, Ivo Brandt"
    found = case(
        ("2031-05-03", f"{source} said no.", (source,)),
        ("2031-05-04", "The name of the Veldorian prime minister is Oda Renn.", ()),
    )

    office = tenure(found, "Ivo Brandt")
    assert (office.office, office.of) == ("spokesperson", "Prime Minister Oda Renn")
    assert actor(found, "Oda Renn").party is not None
    assert actor(found, "Ivo Brandt").party == actor(found, "Oda Renn").party


def test_an_office_of_an_office_is_told_in_the_texts_words() -> None:
    """“The president's spokesman” is the president's, though the president is not named; “his spokesman” is nobody's."""
    found = case(
        ("2031-05-03", "The president's spokesman, Ivo Brandt, said no.", ("The president's spokesman, Ivo Brandt",)),
        ("2031-05-03", "His spokesman, Oda Renn, said yes.", ("His spokesman, Oda Renn",)),
    )

    assert tenure(found, "Ivo Brandt").of == "president"
    assert tenure(found, "Oda Renn").of is None


def test_the_words_of_an_apposition_are_shown_with_the_office() -> None:
    """The evidence spans the name and the office beside it."""
    text = "Ivo Brandt, the commander of the Northern Fleet, said no."
    found = case(("2031-05-03", text, ("Ivo Brandt",)))

    (evidence,) = tenure(found, "Ivo Brandt").evidence
    assert evidence.span.of(text) == "Ivo Brandt, the commander"


def test_the_order_of_the_reports_does_not_matter() -> None:
    """Offices are told by days, not by what is read first."""
    reports = (BEFORE, ("2031-05-06", "Ilan Dorr was appointed defence minister of Veldoria.", ()), LATER)
    articles, readings = [], []
    for name, (day, text, sources) in zip("abc", reports, strict=True):
        made = article(name, text + STATE)
        articles.append(replace(made, published=replace(made.published, value=day, precision="day")))
        readings.append(reading(name, text + STATE, [(s, 1) for s in sources], PEOPLE))

    assert resolve_actors(articles, readings) == resolve_actors(articles[::-1], readings[::-1])


def test_a_word_on_the_past_makes_no_change() -> None:
    """Who is a former minister was not newly appointed, though a report tells of that day."""
    past = "Before Ilan Dorr became defence minister of Veldoria he was a sailor. Former defence minister Ilan Dorr smiled."
    found = case(BEFORE, ("2031-05-06", past, ()), LATER)

    assert meant(found, "c") == "Anna Kest"


def test_a_report_without_a_day_is_read_by_its_own_words() -> None:
    """It says who is a former minister; of another without a day it is not known whom it means."""
    change = (None, "Former defence minister Anna Kest was silent. " + NOMINAL, ("The Veldorian defence minister",))
    dorr = ("2031-05-06", "Ilan Dorr was appointed defence minister of Veldoria.", ())
    found = case(BEFORE, dorr, change, (None, NOMINAL, ("The Veldorian defence minister",)))

    assert meant(found, "c") == "Ilan Dorr"
    assert "left open" in link(found, "d:The Veldorian defence minister:1").why


def test_a_report_without_a_day_ends_no_tenure() -> None:
    """Where "former" has no day and another report calls her minister, it is not known which came first."""
    found = case(BEFORE, (None, "Former defence minister Anna Kest was silent.", ()))

    assert tenure(found, "Anna Kest").left is None


def test_a_deputy_is_not_the_minister() -> None:
    """A deputy has an office of his own."""
    found = case(("2031-05-03", "Veldorian Deputy Defence Minister Ivo Brandt said no.", ()), BEFORE)

    assert tenure(found, "Ivo Brandt").office != tenure(found, "Anna Kest").office


@pytest.mark.parametrize(
    ("words", "source", "called"),
    [
        ("Presidential press secretary Oda Renn spoke.", "Presidential press secretary Oda Renn", "Presidential press secretary"),
        ("Oda Renn, the mayor of Orst, spoke.", "Oda Renn", "mayor"),
        ("Former defence minister Oda Renn spoke.", "defence minister Oda Renn", "defence minister"),
        ("Oda Renn was appointed top envoy of Veldoria on Tuesday.", "", "top envoy of Veldoria"),
        ("Veldoria's deputy prime minister, Oda Renn, spoke.", "Veldoria's deputy prime minister, Oda Renn", "Veldoria's deputy prime minister"),
        ("An army spokeswoman, Oda Renn, was there.", "", "army spokeswoman"),
        ("Archbishop Oda Renn, the church's head, spoke.", "Archbishop Oda Renn, the church's head", "Archbishop"),
    ],
)  # fmt: skip
def test_an_office_is_called_as_it_is_printed(words: str, source: str, called: str) -> None:
    """The words stand with each place and with the office; they are cut out of the text."""
    found = case(("2031-05-03", words, (source,) if source else ()))

    one = tenure(found, "Oda Renn")
    (evidence,) = one.evidence
    assert one.words == evidence.words == called
    assert called in evidence.span.of(words + STATE)


def test_an_office_is_called_as_most_reports_do() -> None:
    """Each place keeps its own words."""
    texts = ["Veldorian Defence Minister Oda Renn spoke.", "Veldorian Defence Secretary Oda Renn spoke."]
    found = case(*((f"2031-05-0{n}", texts[n > 2], (texts[n > 2][:-7],)) for n in (1, 2, 3)))

    one = tenure(found, "Oda Renn")
    assert one.words == "Veldorian Defence Minister"
    assert [e.words for e in one.evidence] == ["Veldorian Defence Minister"] * 2 + ["Veldorian Defence Secretary"]
