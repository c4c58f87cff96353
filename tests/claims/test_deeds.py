"""Who is said to have done what."""

import pytest
from case import CaseInWords

from counterclaim.claims import lexicon
from counterclaim.claims.deeds import Deed, deeds_in
from counterclaim.claims.sides import sides_of
from counterclaim.records import Span

SIDES = {"Orland": "orland", "Vesna": "vesna"}


def deeds(text: str, speaker: str | None = None, accused: str | None = None) -> tuple[Deed, ...]:
    case = CaseInWords(SIDES)
    case.add(text)
    material = case.material()
    sides = sides_of(material.actors, material.articles)
    whole = Span(0, len(text))
    return deeds_in(text, [whole], sides.named("art0", text, whole, speaker), accused)


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        ("Orland troops shelled the town", "shell", "orland"),
        ("the town was shelled by Vesna", "shell", "vesna"),
        ("the Vesnan patrol ship rammed the ferry", "ram", "vesna"),
        ("Orland of staging the whole affair", "stage", "orland"),
        ("Orland's shelling of the town", "shell", "orland"),
        ("the ferry was rammed", "ram", None),
        ("Orland's army had gunned down its own civilians", "shoot", "orland"),
        ("Vesna's claim that Orland troops shelled the town", "shell", "orland"),
        ("a fake attack mounted by Vesna", "stage", "vesna"),
        ("an Orland patrol boat sank her", "sink", "orland"),
        ("Vesna soldiers wounded two fishermen", "hurt", "vesna"),
        ("an Orland ferry sank the next day", "sink", None),
        ("the Vesna trawler sank off the cape", "sink", None),
    ],
)
def test_kind_and_doer(text: str, kind: str, doer: str | None) -> None:
    """The main act and the side that did it, from the order of words; where they do not say, it is not known."""
    head = deeds(text)[0]

    assert (head.kind, head.doer, head.negated) == (kind, doer, False)


def test_we_are_the_speakers_side() -> None:
    """“Our” names the side that speaks."""
    (head, *_) = deeds("None of our ships was near the strait", speaker="orland")

    assert (head.kind, head.doer, head.negated, head.universal) == ("present", "orland", True, True)


@pytest.mark.parametrize(
    "text", ["the guard had switched off his body camera", "the battery was dead", "the phone line went dead"]
)
def test_things_do_not_die(text: str) -> None:
    """A body camera is no body, and a dead battery has not been killed."""
    assert deeds(text) == ()


def test_twice_is_a_number() -> None:
    """“Fired twice” and “fired two shots” tell the same number."""
    assert lexicon.numbers_in("the guard fired twice") == lexicon.numbers_in("the guard fired two shots") == {"2"}


def test_the_dead_are_not_the_mourners_doing() -> None:
    """A word for an outcome does not make whoever stands before it the doer."""
    assert deeds("We grieve for the dead", speaker="orland")[0].doer is None


@pytest.mark.parametrize("text", ["Orland was shot in the back", "Orland says shots were fired from the roof"])
def test_who_was_shot_did_not_shoot(text: str) -> None:
    """Where the act's own words are a passive, whoever stands before them is not the doer."""
    head = deeds(text)[0]

    assert (head.kind, head.doer) == ("shoot", None)


def test_what_is_planned_or_feared_is_not_said_to_be_done() -> None:
    """“Would shell”, “a pretext to commit a massacre”: supposed, not told."""
    assert all(d.is_supposed for d in deeds("Orland would shell the town"))
    assert all(d.is_supposed for d in deeds("Orland has a pretext to commit a real massacre"))


def test_a_charge_without_a_doer_is_against_the_accused() -> None:
    """“Responsibility for the deaths”, said of a side, is that side's doing."""
    assert deeds("the massacre of the villagers", accused="vesna")[0].doer == "vesna"


def test_things_are_known_by_name_once_a_text_gives_them_to_a_side() -> None:
    """“The Vesnan cutter Sable” makes the Sable Vesna's wherever it is named alone."""
    text = "The Vesnan cutter Sable sailed at ten. Later Sable fired on the ferry."
    case = CaseInWords(SIDES)
    case.add(text)
    material = case.material()
    sides = sides_of(material.actors, material.articles)
    second = Span(text.index("Later"), len(text))

    (named,) = sides.named("art0", text, second, None)

    assert (named.span.of(text), named.party) == ("Sable", "vesna")


def test_its_ships_are_the_speakers_in_reported_words_only() -> None:
    """“said that its ships were elsewhere” is of the speaker's ships; inside quotation marks “its” is anybody's."""
    text = "its ships were elsewhere that night"
    case = CaseInWords(SIDES)
    case.add(text)
    sides = sides_of(case.material().actors)
    whole = Span(0, len(text))

    assert [n.party for n in sides.named("art0", text, whole, "orland", is_reported=True)] == ["orland"]
    assert sides.named("art0", text, whole, "orland") == []


@pytest.mark.parametrize(
    "text",
    [
        "it was not clear whether Orland shelled the town",
        "you do not shell a town by mistake",
        "the hole did not look like the work of a shell",
    ],
)
def test_what_is_open_or_holds_of_anybody_is_not_told_as_done(text: str) -> None:
    """Words that leave it open, or that speak of no one time, commit nobody."""
    assert all(d.is_supposed for d in deeds(text))


def test_to_have_been_in_port_is_not_to_have_been_there() -> None:
    """Where all of a side was instead stands after the words for having been somewhere."""
    (head, *_) = deeds("all of our ships spent the night of the storm in port", speaker="orland")

    assert (head.kind, head.negated, head.universal) == ("present", True, True)


def test_not_only_denies_nothing() -> None:
    """What was "not only" done was done."""
    assert not deeds("Orland not only shelled the town")[0].negated
    assert deeds("Orland never shelled the town")[0].negated


@pytest.mark.parametrize("text", ["Orland carried out an inquiry", "the target was an ammunition depot"])
def test_set_phrases_and_names_tell_of_no_cargo(text: str) -> None:
    """“Carried out” carries nothing, and a depot's name says nothing of goods."""
    assert "carry" not in {d.kind for d in deeds(text)}


def test_up_to_a_number_is_told() -> None:
    """The “to” of “up to forty” puts nothing into the future."""
    assert not deeds("up to forty gunmen were killed")[0].is_supposed


@pytest.mark.parametrize("text", ["one of its rockets struck the mill", "it had shelled the depot"])
def test_what_a_body_says_of_its_own_things_it_did(text: str) -> None:
    """In reported words “its rockets” and “it had” are the speaker's side."""
    case = CaseInWords(SIDES)
    case.add(text)
    material = case.material()
    sides = sides_of(material.actors, material.articles)
    named = sides.named("art0", text, Span(0, len(text)), "orland", is_reported=True)

    assert deeds_in(text, [Span(0, len(text))], named, None)[0].doer == "orland"
