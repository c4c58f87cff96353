"""Headlines with the verb dropped, shortened or put last."""

import pytest
from spoken import Spoken, Told, person, place, proposal

from counterclaim.reading import read_text
from counterclaim.records import Entity, PlaceUse, Reading


def read(text: str, entities: tuple[Entity, ...] = (), **told: object) -> Reading:
    return read_text(text, Spoken(Told(entities=entities, **told)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headline", "who", "cue", "what"),
    [
        ("Convoy was hit by its own side, officials say", ["officials"], "say", ["Convoy was hit by its own side"]),
        ("Bodies were moved: ministry", ["ministry"], ":", ["Bodies were moved"]),
        ("Army denies shelling the port", ["Army"], "denies", ["shelling the port"]),
        ("Officials say bodies were moved", ["Officials"], "say", ["bodies were moved"]),
        ("Bridge report ‘not true’, says army", ["army"], "says", ["Bridge report", "not true"]),
        ("Police reject claim that the gate was open", ["Police"], "reject", ["claim that the gate was open"]),
        ("Army accused of shelling the port", [], "accused", ["Army", "of shelling the port"]),
        ("Mayor condemned for remarks by rebels", ["rebels"], "condemned", ["Mayor", "for remarks"]),
        ("Port ambassador: strike on the bridge was a warning", ["Port ambassador"], ":", ["strike on the bridge was a warning"]),
        ("EXCLUSIVE: Mayor knew of the order, report shows", ["report"], "shows", ["Mayor knew of the order"]),
        ("‘They shot at us’ – survivors in the valley", ["survivors in the valley"], "–", ["They shot at us"]),
        ("Report: mayor knew of the order", ["Report"], ":", ["mayor knew of the order"]),
    ],
)  # fmt: skip
def test_headlines_attribute_by_their_form(headline: str, who: list[str], cue: str, what: list[str]) -> None:
    """Colon, dash, a verb last or first, and a participle without its auxiliary tell who speaks."""
    found = {a.cue[0].of(headline): a for a in read(headline).attributions}[cue]

    assert [s.of(headline) for s in found.source] == who
    assert [s.of(headline) for s in found.content] == what


@pytest.mark.parametrize(
    "headline",
    [
        "Opinion: the bridge must stand",
        "Explainer: what is a blockade",
        "Fight night in Orst: high stakes for the mayor",
        "Orst: two killed in a fire at the port",
        "Mayor — flanked by Renn — calls for calm",
    ],
)
def test_labels_places_and_insertions_do_not_speak(headline: str) -> None:
    """What stands before a colon or after a dash speaks only where it is somebody."""
    known = tuple(place(headline, "Orst") for _ in range(1) if "Orst" in headline)

    assert not [a for a in read(headline, known).attributions if a.cue and a.cue[0].of(headline) in (":", "—")]


def test_a_government_named_by_its_place_speaks() -> None:
    """“Orst: we did not shell the port” is said by a government where the place is used for one."""
    headline = "Orst: we did not shell the port"

    (found,) = read(headline, (place(headline, "Orst", PlaceUse.METONYMIC),)).attributions

    assert found.source[0].of(headline) == "Orst"


def test_a_headlines_content_stays_in_the_headline() -> None:
    """The model's content from the line below is replaced by the clause before the verb."""
    text = "Convoy was hit by its own side, officials say\nThe road to Orst was closed on Monday."
    raw = proposal(text, cue="say", source=["officials"], content=["The road to Orst"])

    (found,) = read(text, attributions=[raw]).attributions

    assert [s.of(text) for s in found.content] == ["Convoy was hit by its own side"]


def test_a_persons_name_before_a_colon_speaks() -> None:
    """“Renn: ...” in a headline."""
    headline = "Oda Renn: the gate was shut all night"

    (found,) = read(headline, (person(headline, "Oda Renn"),)).attributions

    assert found.source[0].of(headline) == "Oda Renn"


def test_whom_the_model_takes_for_a_speaker_speaks_with_the_verb_put_last() -> None:
    """The model may look for the content in the next line; the form of the headline tells it."""
    text = "Dam blown up from inside, weavers conclude\nThe water rose."
    raw = proposal(text, cue="conclude", source=["weavers"], content=["The water rose"])

    (found,) = read(text, attributions=[raw]).attributions

    assert [s.of(text) for s in found.content] == ["Dam blown up from inside"]
    assert [s.of(text) for s in found.source] == ["weavers"]


@pytest.mark.parametrize("clock", ["14:05", "09:40 GMT", "9.15am", "Update 3"])
def test_a_time_of_day_speaks_for_nobody(clock: str) -> None:
    """What opens an entry of a running report is no speaker, whatever a model takes it for."""
    text = f"{clock}: The mayor says four are missing."
    raw = [
        proposal(text, cue=":", source=[clock], content=["The mayor says four are missing"], n=text.count(":")),
        proposal(text, cue="says", source=["The mayor"], content=["four are missing"]),
    ]

    (found,) = read_text(text, Spoken(Told(raw))).attributions

    assert [s.of(text) for s in found.source] == ["The mayor"]
