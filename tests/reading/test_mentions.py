"""Which stretches are mentions, of what form, and what they are called."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, find, person, proposal

from counterclaim.reading import read_text
from counterclaim.reading.interface import LinkedMention, MentionProposal
from counterclaim.reading.mentions import Names, best_names, form_of, mention_spans, name_key, resolve
from counterclaim.records import Entity, EntityType, MentionForm, PlaceUse, Span

TEXT = "Ivo Marten, spokesman for the port of Orst, denied it. The spokesman said he had asked Marten's lawyer."
ORST = Entity(span=find(TEXT, "Orst"), type=EntityType.LOC, use=PlaceUse.MODIFIER, confidence=0.9)
NAMES = Names(TEXT, [person(TEXT, "Ivo Marten"), ORST, person(TEXT, "Marten", 2)])


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Ivo Marten, spokesman for the port of Orst", MentionForm.NAME),
        ("spokesman for the port of Orst", MentionForm.NOMINAL),
        ("Marten's lawyer", MentionForm.NOMINAL),
        ("Marten's", MentionForm.NAME),
        ("he", MentionForm.PRONOUN),
    ],
)
def test_the_form_of_a_mention_is_that_of_its_head(words: str, form: MentionForm) -> None:
    """A name inside a description does not make it a name."""
    assert form_of(find(TEXT, words), NAMES) is form


def test_a_name_is_one_mention_with_the_phrase_it_heads() -> None:
    """A source or proposal that a name heads takes the name's place; unlikely proposals are left out."""
    whole, he, it = find(TEXT, "Ivo Marten, spokesman for the port of Orst"), find(TEXT, "he", 3), find(TEXT, "it")
    proposals = [MentionProposal(he, 0.8, 0.9), MentionProposal(it, 0.1, 0.1)]

    found = mention_spans(NAMES, [whole], proposals)

    assert whole in found
    assert he in found
    assert find(TEXT, "Marten", 2) in found
    assert find(TEXT, "Ivo Marten") not in found
    assert it not in found


def test_an_entity_is_called_by_its_fullest_name() -> None:
    """The longest name that heads a mention, people first, and never a pronoun."""
    spans = [find(TEXT, "Ivo Marten"), find(TEXT, "he", 3), find(TEXT, "Marten", 2)]
    mentions = resolve(
        spans, NAMES, [LinkedMention({}, None, 0.0), LinkedMention({0: 2.0}, None, 0.0), LinkedMention({}, None, 0.0)]
    )

    assert [m.entity for m in mentions] == [0, 0, 0]
    assert best_names(mentions, NAMES) == {0: "Ivo Marten"}


def test_a_link_s_confidence_is_kept() -> None:
    """A link by name is surer than one at even odds."""
    spans = [find(TEXT, "Ivo Marten"), find(TEXT, "he", 3), find(TEXT, "Marten", 2)]
    models = [LinkedMention({}, None, 0.0), LinkedMention({0: 0.1}, None, 0.0), LinkedMention({}, None, 0.0)]

    _, he, name = resolve(spans, NAMES, models)

    assert 0.5 < he.confidence < 0.6 < name.confidence


@pytest.mark.parametrize("words", ["Ivo Marten and Oda Renn", "Ivo Marten, Oda Renn and I"])
def test_a_row_of_names_is_nobody_s_name(words: str) -> None:
    """Several people are not the first or the last of them."""
    text = f"{words} left."
    names = Names(text, [person(text, "Ivo Marten"), person(text, "Oda Renn")])

    assert form_of(find(text, words), names) is MentionForm.NOMINAL
    assert form_of(find(text, "Ivo Marten"), names) is MentionForm.NAME


def test_a_title_belongs_to_the_mention_of_a_name() -> None:
    """“Gen. Marten” is one mention where no longer phrase is proposed."""
    text = "It was Gen. Marten who left."

    assert mention_spans(Names(text, [person(text, "Marten")]), [], []) == [find(text, "Gen. Marten")]


def test_name_keys_leave_out_article_and_ending() -> None:
    """Names are compared without "the", "'s" and stops."""
    assert name_key("The U.N.'s") == ("un",)
    assert name_key("Ivo Marten’s") == ("ivo", "marten")


def test_a_pronoun_source_is_given_the_name_its_cluster_has() -> None:
    """Reading a text names the speaker behind "he"."""
    text = "Ivo Marten came late. He said that the bridge was closed."
    he, name = find(text, "He"), find(text, "Ivo Marten")
    told = Told(
        attributions=[proposal(text, cue="said", source=["He"], content=["that the bridge was closed"])],
        entities=[person(text, "Ivo Marten")], links={he: name},
    )  # fmt: skip

    [found] = read_text(text, Spoken(told)).attributions

    assert found.speaker == "Ivo Marten"


def test_mentions_keep_their_order_and_spans_without_a_model() -> None:
    """With no links at all every mention is written, in text order, each its own."""
    spans = sorted([Span(0, 10), find(TEXT, "it"), find(TEXT, "he", 3)])

    found = resolve(spans, Names(TEXT, []), [LinkedMention({}, None, 0.0)] * 3)

    assert [m.span for m in found] == spans
    assert [m.entity for m in found] == [0, 1, 2]


def test_a_person_named_after_an_office_is_the_head() -> None:
    """“The mayor, Oda Renn” is called by her name; "the port, Oda Renn" is a row that was cut."""
    text = "The mayor, Oda Renn, left the port, Jan Olbrek."
    names = Names(text, [person(text, "Oda Renn"), person(text, "Jan Olbrek")])

    assert form_of(find(text, "The mayor, Oda Renn"), names) is MentionForm.NAME
    assert form_of(find(text, "the port, Jan Olbrek"), names) is MentionForm.NOMINAL
