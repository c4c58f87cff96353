"""The reader's proposals in PolNeAR's convention, and as the tags of CofeNet's chunks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bench.quality.polnear import (
    AS_READ,
    MENDED,
    attributions,
    chunk_text,
    contents,
    printed_marks,
    tagged_spans,
    tags,
)

from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import find_quotes
from counterclaim.records import Entity, EntityType, Span


@dataclass
class Pass:
    """What one pass of a reader found."""

    attributions: list[RawAttribution]
    entities: list[Entity] = field(default_factory=list)


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def raw(text: str, source: str, cue: str, content: str, confidence: float = 0.9) -> RawAttribution:
    return RawAttribution(
        anchor=span(text, cue), has_cue=True, source=(span(text, source),), content=(span(text, content),), venue=(),
        acts={"assert": 1.0}, confidence=confidence,
    )  # fmt: skip


def alone(text: str, content: str) -> RawAttribution:
    return RawAttribution(
        anchor=Span(len(text), len(text)), has_cue=False, source=(), content=(span(text, content),), venue=(),
        acts={"assert": 1.0}, confidence=0.9,
    )  # fmt: skip


def ends(text: str, content: str) -> list[str]:
    return [s.of(text) for s in contents(alone(text, content), text, find_quotes(text), MENDED)]


def of(text: str, spans: list[list[int]]) -> list[str]:
    return [text[a:b] for a, b in spans]


def test_contents_take_in_their_marks_and_the_comma() -> None:
    """A content that the weights gave without marks gets the opening mark, the comma and the closing mark back."""
    text = "“We never signed the lease,” the harbour master said."

    found = attributions(Pass([raw(text, "the harbour master", "said", "We never signed the lease")]), text)

    assert of(text, found[0]["content"]) == ["“We never signed the lease,”"]
    assert found[0]["kind"] == "direct"


def test_contents_take_in_an_opening_that() -> None:
    """“That” before a content belongs to it, and with it the mark between them."""
    text = 'Ana Ruiz insisted that "the ferry was empty" at noon.'

    assert ends(text, "the ferry was empty") == ['that "the ferry was empty"']


def test_a_mark_that_closes_nothing_of_the_content_stays_outside() -> None:
    """A closing mark after a content that no mark opened belongs to another's quotation."""
    text = 'The report called it "a fire that Ana Ruiz said was set" on Monday.'

    assert ends(text, "was set") == ["was set"]


def test_the_full_stop_of_the_sentence_is_no_content() -> None:
    """A full stop at the end of unquoted words is cut off; that of an abbreviation is kept."""
    text = "He said the pier was closed. She said it belonged to Acme Inc. They left."

    assert ends(text, "the pier was closed.") == ["the pier was closed"]
    assert ends(text, "it belonged to Acme Inc.") == ["it belonged to Acme Inc."]


def test_half_a_quotation_is_the_whole_of_it() -> None:
    """A content that holds most of a quotation is widened to it; one that holds a word of it is not."""
    text = "“We never signed the lease with them,” they said. “It was a bad, bad deal for everybody,” wrote the paper."

    assert ends(text, "never signed the lease") == ["“We never signed the lease with them,”"]
    assert ends(text, "deal") == ["deal"]


def test_contents_on_other_lines_are_left_to_other_cues() -> None:
    """A content on the cue's own line is kept, one a paragraph away is not, unless there is no other."""
    text = "The pier is closed.\nAna Ruiz said the ferry was full."
    near, far = span(text, "the ferry was full"), span(text, "The pier is closed")
    proposal = raw(text, "Ana Ruiz", "said", "the ferry was full")

    both = attributions(Pass([replace(proposal, content=(far, near))]), text)
    only = attributions(Pass([replace(proposal, content=(far,))]), text)

    assert of(text, both[0]["content"]) == ["the ferry was full"]
    assert of(text, only[0]["content"]) == ["The pier is closed"]


def test_as_read_leaves_the_ends_alone() -> None:
    """Weights trained on PolNeAR's own ends are taken at their word."""
    text = "“We never signed the lease,” the harbour master said."
    proposal = raw(text, "the harbour master", "said", "We never signed")

    found = attributions(Pass([proposal]), text, AS_READ)

    assert of(text, found[0]["content"]) == ["We never signed"]


def test_speech_signed_with_a_dash_is_added() -> None:
    """A quotation and a name after a dash, which no proposal has, are an attribution; a known one is not doubled."""
    text = "“We never signed the lease.” ― Oda Renn\nAna Ruiz left."
    who = [Entity(span=span(text, "Oda Renn"), type=EntityType.PER, use=None, confidence=1.0)]
    known = raw(text, "Oda Renn", "―", "We never signed the lease.")

    found = attributions(Pass([], who), text)
    again = attributions(Pass([known], who), text)

    assert [(of(text, a["source"]), of(text, a["cue"])) for a in found] == [(["Oda Renn"], ["―"])]
    assert of(text, found[0]["content"]) == ["“We never signed the lease.”"]
    assert len(again) == 1


def test_doubtful_proposals_are_left_out() -> None:
    """A proposal under the threshold is no attribution."""
    text = "Ana Ruiz said the pier was closed."

    found = attributions(Pass([raw(text, "Ana Ruiz", "said", "the pier was closed", confidence=0.2)]), text)

    assert found == []


def test_chunks_are_read_with_printed_marks() -> None:
    """Treebank marks become printed ones, and every token keeps its place in the text that is read."""
    tokens = ["``", "Go", ",", "''", "she", "said"]
    chunk = {
        "text": "``Go,'' she said", "tokens": tokens,
        "offsets": [[0, 2], [2, 4], [4, 5], [5, 7], [8, 11], [12, 16]],
    }  # fmt: skip

    text, offsets = chunk_text(chunk)

    assert text == "“Go,” she said"
    assert [text[a:b] for a, b in offsets] == ["“", "Go", ",", "”", "she", "said"]


def test_marks_that_do_not_say_whether_they_open_take_turns() -> None:
    """Some chunks write every mark as a closing one: then every other one opens, and stands before its word."""
    tokens = ["He", "said", ",", "''", "Go", ".", "''"]
    chunk = {
        "text": "He said,'' Go.''", "tokens": tokens,
        "offsets": [[0, 2], [3, 7], [7, 8], [8, 10], [11, 13], [13, 14], [14, 16]],
    }  # fmt: skip
    inside = ["No", ",", "''", "he", "said", ".", "''", "Go", ".", "''"]

    text, offsets = chunk_text(chunk)

    assert text == "He said, “Go.”"
    assert [text[a:b] for a, b in offsets] == ["He", "said", ",", "“", "Go", ".", "”"]
    assert [m for m in printed_marks(inside) if m] == ["”", "“", "”"]


def test_a_token_has_one_role_and_the_surest_claim_wins() -> None:
    """Of two contents that overlap, the surer one is tagged; tags come back as the spans they were."""
    offsets = [(0, 2), (3, 5), (6, 8), (9, 11), (12, 14)]
    rows = [
        {"confidence": 0.9, "source": [[0, 2]], "cue": [[3, 5]], "content": [[6, 14]]},
        {"confidence": 0.5, "source": [], "cue": [], "content": [[9, 14]]},
    ]

    labels = tags(rows, offsets)

    assert labels == ["B-source", "B-cue", "B-content", "I-content", "I-content"]
    assert tagged_spans(labels, offsets) == [
        {"label": "source", "start": 0, "end": 2},
        {"label": "cue", "start": 3, "end": 5},
        {"label": "content", "start": 6, "end": 14},
    ]


def test_a_signed_line_wins_over_what_runs_on_into_it_and_over_what_is_inside() -> None:
    """Letters one below the other: a dash taken for the cue of two of them, and a saying told inside one, give way."""
    text = "“We had no light that week.” ― Oda Renn\n“The mayor said it was a drill.” ― Per Holm\n"
    people = [
        Entity(span=span(text, n), type=EntityType.PER, use=None, confidence=0.9) for n in ("Oda Renn", "Per Holm")
    ]
    both = raw(text, "Oda Renn", "―", "We had no light that week")
    both = replace(both, content=(*both.content, span(text, "The mayor said it was a drill")))
    inside = raw(text, "The mayor", "said", "it was a drill")

    found = attributions(Pass([both, inside], people), text)

    assert [(of(text, a["source"]), of(text, a["content"])) for a in found] == [
        (["Oda Renn"], ["“We had no light that week.”"]),
        (["Per Holm"], ["“The mayor said it was a drill.”"]),
    ]


def test_confidence_is_brought_to_the_share_that_polnear_has() -> None:
    """A doubtful proposal is less sure in this convention than the reader says, and the order is kept."""
    text = "The clerk said the gate was open."
    one = raw(text, "The clerk", "said", "the gate was open")

    sure = [attributions(Pass([replace(one, confidence=c)]), text)[0]["confidence"] for c in (0.5, 0.7, 0.95)]

    assert sure == sorted(sure)
    assert sure[0] < 0.4 and sure[1] < 0.6
