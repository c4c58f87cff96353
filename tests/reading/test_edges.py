"""Where cues, sources and contents begin and end."""

import pytest
from spoken import find, person, place

from counterclaim.reading.edges import (
    antecedent,
    cue_edges,
    right_edge,
    source_edges,
    whole_cue,
    with_auxiliaries,
    with_owned,
)
from counterclaim.records import Span


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Renn also criticised it", "also criticised", "criticised"),
        ("Renn has also accused them", "has also accused", "accused"),
        ("Renn declined to comment on it", "declined", "declined to comment"),
        ("She was quoted as saying it", "was quoted", "was quoted as saying"),
        ("The charges laid out the plan", "laid", "laid out"),
        ("He pointed out that", "pointed", "pointed out"),
        ("They didn’t call it a war", "t call", "didn’t call"),
        ("It has to be so", "has to", None),
        ("He came later that day", "later", None),
        ("The army again denied it", "again", None),
        ("The army further said so", "further", None),
        ("The army further said so", "further said", "said"),
    ],
)
def test_a_cue_has_its_particles_and_no_adverbs_of_order(text: str, cue: str, expected: str | None) -> None:
    """Complements and particles belong to a cue; “also” does not; a cue without a word of saying is none."""
    found = cue_edges(find(text, cue), text)

    assert (found.of(text) if found else None) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Renn didn’t respond to it", "didn", "didn’t respond"),
        ("Renn couldn't really say", "couldn", "couldn't really say"),
        ("Renn has vehemently denied it", "has vehemently", "has vehemently denied"),
        ("Renn's plan 't was", "Renn's plan", "Renn's plan"),
        ("It is said ’t was he", "is said", "is said"),
    ],
)
def test_a_cue_that_stops_before_its_verb_goes_on(text: str, cue: str, expected: str) -> None:
    """What a model leaves of “didn’t” is no cue, and neither is an auxiliary."""
    assert whole_cue(find(text, cue), text).of(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Renn has denied it", "denied", "has denied"),
        ("Renn did not say so", "say", "did not say"),
        ("They have repeatedly denied it", "denied", "have repeatedly denied"),
        ("There was no notification", "no notification", "no notification"),
        ("Renn denied it", "denied", "denied"),
    ],
)
def test_a_verb_takes_the_auxiliaries_before_it(text: str, cue: str, expected: str) -> None:
    """“has”, “did not” and manner adverbs between belong to the cue."""
    assert with_auxiliaries(find(text, cue), text).of(text) == expected


@pytest.mark.parametrize(
    ("text", "source", "name", "expected"),
    [
        ("Then Foreign Minister Oda Renn said", "Oda Renn", "Oda Renn", "Foreign Minister Oda Renn"),
        (
            "In it army spokesman Colonel Ivo Marten said",
            "Ivo Marten",
            "Ivo Marten",
            "army spokesman Colonel Ivo Marten",
        ),
        (
            "Oda Renn, a doctor at the port hospital, said",
            "Oda Renn, a doctor at the port hospital",
            "Oda Renn",
            "Oda Renn",
        ),
        ("Oda Renn, 42, said", "Oda Renn, 42", "Oda Renn", "Oda Renn"),
        ("Oda Renn on Monday said", "Oda Renn on", "Oda Renn", "Oda Renn"),
        ("The U.S. said", "The U", "The U", "The U.S."),
        ("Orst outwardly praised it", "Orst outwardly", "Orst", "Orst"),
    ],
)
def test_a_source_is_its_noun_phrase_with_titles_and_without_appositions(
    text: str, source: str, name: str, expected: str
) -> None:
    """Titles before a name belong to it; appositions, ages, adverbs and dangling words after it do not."""
    found = source_edges(find(text, source), text, [person(text, name)]).of(text)

    assert found == expected


def test_a_relative_pronoun_stands_for_the_name_before_its_comma() -> None:
    """“Orst, which denied it”: Orst denies."""
    text = "Orst, which denied it, closed the port."

    assert antecedent(find(text, "which"), text, [place(text, "Orst")]).of(text) == "Orst"
    assert antecedent(find(text, "which"), text, []).of(text) == "which"


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said the bridge fell within a year.", "the bridge fell within a", "the bridge fell within a year"),
        ("He spoke of a restraining order, Renn said.", "a restraining", "a restraining order"),
        (
            "It cost $2,500 in the U.S. market alone.",
            "It cost $2,500 in the",
            "It cost $2,500 in the U.S. market alone",
        ),
        ("He urged calm while the talks went on for days.", "calm while", "calm"),
        ("He met Gov. Marten at the port.", "He met Gov. Marten at the", "He met Gov. Marten at the port"),
        ("He praised the army and left.", "the army", "the army"),
        ("He praised the army of the whole north there.", "the army", "the army"),
    ],
)
def test_a_content_cut_short_goes_on_to_its_clause_end(text: str, content: str, expected: str) -> None:
    """Nothing ends in an article; one or two words left of a clause are its own; conjunctions begin another."""
    assert right_edge(find(text, content), text, len(text)).of(text) == expected


def test_a_content_never_grows_beyond_its_limit() -> None:
    """Words that have a part of their own are not taken."""
    text = "the fall of the Renn said"

    assert right_edge(Span(0, 15), text, 15) == Span(0, 15)


def test_a_colon_after_a_closing_mark_stays_alone() -> None:
    """A single mark before a colon closes a quotation; only before a letter it may be an elision's."""
    text = "‘No troops in the valley’: general"

    assert cue_edges(find(text, ":"), text) == find(text, ":")


def test_a_source_does_not_end_inside_a_name() -> None:
    """A source that stops before the last word of a name goes on to its end."""
    text = "Renn Vale Port said no."

    found = source_edges(find(text, "Renn Vale"), text, [place(text, "Vale Port")])

    assert found.of(text) == "Renn Vale Port"


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("Dagen’s Harbour Ministry left, adding it was late.", "Dagen’s", "adding", "Dagen’s Harbour Ministry"),
        ("Dagen’s Claims of arson", "Dagen’s", "Claims", "Dagen’s"),
        ("Dagen’s mayor left, adding it was late.", "Dagen’s", "adding", "Dagen’s"),
    ],
)
def test_a_possessive_goes_on_over_the_name_it_owns(text: str, source: str, cue: str, expected: str) -> None:
    """Half of "Dagen’s Harbour Ministry" is another speaker; a noun of saying after it is the cue."""
    assert with_owned(find(text, source), text, find(text, cue)).of(text) == expected


def test_a_content_does_not_end_between_to_and_its_verb() -> None:
    """“To swiftly | reopen the gate” goes on to the clause's end."""
    text = "He spoke of efforts to swiftly reopen the old gate."

    assert (
        right_edge(find(text, "efforts to swiftly"), text, len(text)).of(text)
        == "efforts to swiftly reopen the old gate"
    )
