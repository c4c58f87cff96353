"""Who hears a thing does not say it."""

from collections.abc import Sequence

import pytest
from spoken import Spoken, Told, find, person, proposal

from counterclaim.reading import read_text
from counterclaim.reading.interface import LinkedMention, MentionProposal
from counterclaim.records import Span


@pytest.mark.parametrize("verb", ["told", "assured", "warned"])
def test_the_hearer_is_not_the_speaker(verb: str) -> None:
    """“Parents were told that the roof was safe” names nobody who says so."""
    text = f"Parents were {verb} that the roof was safe."
    raw = proposal(text, cue=verb, source=["Parents"], content=["the roof was safe"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert found.source == ()
    assert [s.of(text) for s in found.cue] == [f"were {verb}"]
    assert [s.of(text) for s in found.content] == ["the roof was safe"]


def test_the_teller_stands_after_by() -> None:
    """“Were assured by Lena Sturm that”: she says it, and the hearers are no part of it."""
    text = "Owners were assured by Lena Sturm that the mine would reopen."
    raw = proposal(text, cue="were assured by", source=["Owners"], content=["that the mine would reopen"])

    (found,) = read_text(text, Spoken(Told([raw], entities=[person(text, "Lena Sturm")]))).attributions

    assert [s.of(text) for s in found.source] == ["Lena Sturm"]
    assert [s.of(text) for s in found.content] == ["the mine would reopen"]


def test_a_loudspeaker_is_a_means() -> None:
    """“Told by loudspeaker to stay in”: how it was told is not who told it."""
    text = "Others were told by loudspeaker to stay in."
    raw = proposal(text, cue="told", source=["Others"], content=["to stay in"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert found.source == ()


def test_the_hearer_is_met_again() -> None:
    """“Parents were told ...”: they say nothing, and a later "they" may still be they."""
    text = "Parents were told that the roof was safe. They stayed away."
    raw = proposal(text, cue="told", source=["Parents"], content=["the roof was safe"])
    parents, they = find(text, "Parents"), find(text, "They")

    reading = read_text(text, Spoken(LinkedToParents([raw], links={they: parents})))

    assert [(m.span, m.entity) for m in reading.mentions] == [(parents, 0), (they, 0)]
    assert reading.attributions[0].speaker_mention is None


class LinkedToParents(Told):
    """A pass that proposes only the pronoun: the hearer is a mention by what the rules find or not at all."""

    @property
    def proposals(self) -> list[MentionProposal]:
        """The mentions that stand for earlier ones."""
        return [MentionProposal(m, 0.9, 0.9) for m in sorted(self.links)]

    def linked(self, mentions: Sequence[Span]) -> list[LinkedMention]:
        """The links told, where both ends are mentions."""
        at = {m: i for i, m in enumerate(mentions)}
        return [LinkedMention({at[to]: 3.0} if (to := self.links.get(m)) in at else {}, None, 0.0) for m in mentions]


def test_who_tells_in_the_active_speaks() -> None:
    """An active verb keeps its speaker."""
    text = "Parents told us that the roof was safe."
    raw = proposal(text, cue="told", source=["Parents"], content=["the roof was safe"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.source] == ["Parents"]


@pytest.mark.parametrize("body", ["the council", "a court", "the Security Council", "reporters"])
def test_whom_it_is_told_to_is_no_part_of_what_is_told(body: str) -> None:
    """“Told the council her government knew”: the council hears it, and her government is who knew."""
    text = f"The envoy told {body} her government had denied it."
    raw = [
        proposal(text, cue="told", source=["The envoy"], content=[f"{body} her government had denied it"]),
        proposal(text, cue="had denied", source=[f"{body} her government"], content=["it"]),
    ]

    told, denied = read_text(text, Spoken(Told(raw))).attributions

    assert [s.of(text) for s in told.content] == ["her government had denied it"]
    assert [s.of(text) for s in denied.source] == ["her government"]


def test_a_body_that_is_asked_to_do_a_thing_stays() -> None:
    """“Warned the council of floods”: without a clause after it nothing is cut."""
    text = "The envoy warned the council of floods."
    raw = proposal(text, cue="warned", source=["The envoy"], content=["the council of floods"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.content] == ["the council of floods"]


def test_a_day_between_hearer_and_clause_is_no_part_of_it() -> None:
    """“Told reporters Tuesday that”: what is told begins after "that"."""
    text = "The envoy told reporters Tuesday that he had full confidence."
    raw = proposal(text, cue="told", source=["The envoy"], content=["he had full confidence"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.content] == ["he had full confidence"]
