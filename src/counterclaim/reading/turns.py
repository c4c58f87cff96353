"""Speech without a verb of saying: turns in transcripts, quoted lines, quotes announced by a colon.

* ``NAME: words`` at the start of a line, the name in capitals or a person's: a turn of that speaker.
* A line that ends in a colon and has a cue announces the quoted line after it.
* A quote on the line of its speaker's earlier words, with nothing but marks since (", she said. “...”"), is hers too.
* Any other line that is all quotation is speech without a cue; a quote that was left open goes on in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.draft import Draft
from counterclaim.reading.headlines import is_label
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.records import Act, Entity, EntityType, Span

#: A quote this long (in words) on a line of its own is somebody's speech even if no proposal covers it.
MIN_FREE_QUOTE_WORDS = 6
#: The same where it stands below a line of quoted speech and ends a sentence.
FOLLOWING_WORDS = 2
#: Between a speaker's verb and the next quote there is at most an adjunct of so many characters ("on Monday").
ADJUNCT_CHARACTERS = 60
_TURN = re.compile(rf"^[{MARKS}]?(?P<who>[^\W\d_][\w.’' -]{{1,40}}?)(?P<cue>:)[ \t]+(?P<what>\S.*)$", re.MULTILINE)
_TURN_START = re.compile(r"[^\W\d_][\w.’' -]{1,40}:\s")


def is_turn(span: Span, text: str) -> bool:
    """Whether words begin with a speaker's name in capitals and a colon."""
    match = _TURN_START.match(text, span.start, span.end)
    return match is not None and match.group().rstrip(": ").isupper()


def turns(text: str, known: Sequence[Draft], entities: Sequence[Entity]) -> list[Draft]:
    """The turns of a transcript that no proposal has as it is; a name in capitals, or a person's."""
    people = {e.span for e in entities if e.type is EntityType.PER}
    out = []
    for match in _TURN.finditer(text):
        who, cue = Span(*match.span("who")), Span(*match.span("cue"))
        is_name = match["who"].isupper() and len(match["who"]) > 2
        if is_label(who, text) or not (is_name or who in people) or any(d.anchor.overlaps(cue) for d in known):
            continue
        what = _stripped(Span(*match.span("what")), text)
        if what.end > what.start:
            out.append(
                Draft(
                    anchor=cue,
                    source=(who,),
                    cue=(cue,),
                    content=(what,),
                    venue=None,
                    act=Act.ASSERT,
                    act_confidence=0.4,
                    confidence=0.7,
                    rule="turn",
                )
            )
    return out


def free_quotes(drafts: Sequence[Draft], text: str, quotes: Sequence[Quote]) -> list[Draft]:
    """All drafts, with the quoted lines nobody proposed: as the content a colon announced, or as speech of its own."""
    out = list(drafts)
    taken = [s for d in drafts for s in (*d.content, *d.cue, *d.source)]
    open_since: int | None = None
    for quote in quotes:
        inner = _stripped(quote.inner, text)
        is_taken = any(t.overlaps(inner) for t in taken)
        goes_on = None if is_taken else _goes_on(inner, text, out)
        if goes_on is not None:
            out[goes_on] = replace(out[goes_on], content=(*out[goes_on].content, inner))
            open_since = goes_on if quote.continues else None
            continue
        is_free = _is_whole_line(inner, text) and not is_taken
        if not is_free:
            open_since = None
            continue
        announcer = _announcer(inner, text, out)
        least = FOLLOWING_WORDS if follows_speech(inner, text, out) else MIN_FREE_QUOTE_WORDS
        if open_since is not None:
            out[open_since] = replace(out[open_since], content=(*out[open_since].content, inner))
        elif announcer is not None:
            out[announcer] = replace(out[announcer], content=(*out[announcer].content, inner))
            open_since = announcer
        elif len(inner.of(text).split()) >= least:
            out.append(_speech(inner))
            open_since = len(out) - 1
        if not quote.continues:
            open_since = None
    return out


def follows_speech(inner: Span, text: str, drafts: Sequence[Draft]) -> bool:
    """Whether a quoted line that ends a sentence stands right below a line of quoted speech: it goes on with it."""
    end = text.find("\n", inner.end)
    last = text[inner.start : end if end >= 0 else len(text)].rstrip(MARKS + "’' \t")
    before = text[: text.rfind("\n", 0, inner.start) + 1].rstrip()
    line = Span(before.rfind("\n") + 1, len(before))
    return last.endswith((".", "!", "?", "…")) and any(
        line.contains(c) and _is_quoted(replace(d, content=(c,)), text) for d in drafts for c in d.content[-1:]
    )


def whole_turn(draft: Draft, text: str) -> Draft:
    """A turn of a transcript (a name in capitals, a colon) has all of its line; only asking makes it a question."""
    match = _TURN.match(text, text.rfind("\n", 0, draft.anchor.start) + 1)
    if match is None or not draft.cue or draft.anchor != Span(*match.span("cue")) or not draft.content:
        return draft
    what = _stripped(Span(*match.span("what")), text)
    if not match["who"].isupper() or len(match["who"]) < 3 or not what.contains(draft.content[0]):
        return draft
    ends = re.findall(r"[.!?…]+(?=\s|$)", what.of(text))
    act = Act.QUESTION if ends and all("?" in e for e in ends) else draft.act
    return replace(draft, source=_label_alone(draft, match), content=(what,), act=act)


def _label_alone(draft: Draft, match: re.Match[str]) -> tuple[Span, ...]:
    """The speaker of a turn without the lines above it."""
    who = Span(*match.span("who"))
    return tuple(who if s.contains(who) else s for s in draft.source)


def _speech(inner: Span) -> Draft:
    return Draft(
        anchor=Span(inner.start, inner.start + 1),
        source=(),
        cue=(),
        content=(inner,),
        venue=None,
        act=Act.ASSERT,
        act_confidence=0.4,
        confidence=0.5,
        rule="free quote",
    )


def _announcer(inner: Span, text: str, drafts: Sequence[Draft]) -> int | None:
    """The draft with a cue and no content in the line before, if that line ends in a colon."""
    before = text[: inner.start].rstrip(MARKS + " \n\t")
    if not before.endswith(":"):
        return None
    line = Span(before.rfind("\n") + 1, len(before))
    there = [i for i, d in enumerate(drafts) if d.cue and line.contains(d.cue[0]) and not d.content]
    return there[-1] if there else None


def _goes_on(inner: Span, text: str, drafts: Sequence[Draft]) -> int | None:
    """The draft with quoted words whose speaker and verb stand right before a quote, with a full stop between."""
    line = text.rfind("\n", 0, inner.start) + 1
    before = text[line : inner.start].rstrip(MARKS + " ‘'")
    if not before.endswith((".", ",", ";")):
        return None
    end = line + len(before)
    for i, d in enumerate(drafts):
        if (
            not d.cue
            or not d.source
            or not d.content
            or not any(line <= c.start and c.end <= d.anchor.start for c in d.content)
        ):
            continue
        last = max(s.end for s in (*d.source, *d.cue))
        gap = text[last:end]
        if last <= end and len(gap) <= ADJUNCT_CHARACTERS and not re.search(r"[.!?]\s", gap) and _is_quoted(d, text):
            return i
    return None


def _is_quoted(draft: Draft, text: str) -> bool:
    """Whether a mark stands right before the draft's first words."""
    start = draft.content[0].start
    return text[max(0, start - 1) : start] in tuple(MARKS + "‘'")


def _is_whole_line(inner: Span, text: str) -> bool:
    start = text.rfind("\n", 0, inner.start) + 1
    end = text.find("\n", inner.end)
    rest = text[inner.end : end if end >= 0 else len(text)]
    return not any(c.isalnum() for c in text[start : inner.start] + rest)


def _stripped(span: Span, text: str) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS + ","):
        end -= 1
    return Span(start, end)
