"""Whose words a whole sentence is: "in the council's telling", "by his own admission", "as the fishermen tell it".

The noun or verb is the cue, its owner the source, and what is said is the rest of the sentence: after it where it opens
the sentence, before it where it closes it, and both where it stands between commas. Words in ``rules/idioms.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.idioms import proposal
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span

#: a frame that opens a sentence goes on so far to its comma ("in the army's account of the night,")
REST_CHARACTERS = 60
#: what it frames has at least so many words
CLAUSE_WORDS = 3
_REST = re.compile(rf"(?:\s+of\s[^,;:\n]{{1,{REST_CHARACTERS}}})?(?P<comma>,)?\s+")


@cache
def _frame() -> re.Pattern[str]:
    openings, nouns, tellings = (
        alternatives(listed("idioms", "framing", k)) for k in ("openings", "nouns", "tellings")
    )
    named = r"(?P<who>(?:the\s+|an?\s+)?(?:[\w’'.&-]+\s+){0,5}?[\w.&-]+?)(?:[’']s|(?<=s)[’'])"
    owner = rf"(?:(?P<pronoun>his|her|their|its)|{named})"
    noun = rf"\b{openings}\s+{owner}\s+(?:own\s+)?(?P<cue>{nouns})(?!\w)"
    verb = rf"\bas\s+(?P<teller>(?:the\s+)?(?:[\w’'.&-]+\s+){{1,5}}?)(?P<verb>{tellings})(?!\w)"
    return re.compile(f"{noun}|{verb}", re.IGNORECASE)


def frames(text: str, sentences: Sequence[Span], within: Span | None = None) -> Iterator[tuple[Span, RawAttribution]]:
    """Where each frame stands, and what it proposes; in a stretch of the text only if one is given."""
    for match in _frame().finditer(text, *(within or Span(0, len(text)))):
        cue = Span(*match.span("verb" if match["verb"] else "cue"))
        who = Span(*match.span("teller" if match["verb"] else "pronoun" if match["pronoun"] else "who")).trimmed(text)
        home = sentence_of(cue, sentences)
        content = framed_by(Span(*match.span()), text, home) if home is not None else ()
        if content and "\n" not in match.group():
            yield Span(*match.span()), replace(proposal(cue, who, None, "assert"), content=content, rule="framing")


def framed_by(frame: Span, text: str, home: Span) -> tuple[Span, ...]:
    """What a frame holds of its sentence; nothing where it is set off from neither side."""
    end = home.end
    while end > frame.end and text[end - 1] in ".!?…" + MARKS + " ":
        end -= 1
    before, after = Span(home.start, frame.start).trimmed(text), Span(frame.end, end)
    comma = _REST.match(text, after.start, after.end)
    if not before.of(text).strip(MARKS):
        rest = Span(comma.end() if comma else after.start, after.end).trimmed(text)
        return (rest,) if len(rest.of(text).split()) >= CLAUSE_WORDS else ()
    if not before.of(text).endswith(","):
        return ()
    before = Span(before.start, before.end - 1)
    if not any(c.isalnum() for c in after.of(text)):
        return (before,) if len(before.of(text).split()) >= CLAUSE_WORDS else ()
    is_between = comma is not None and comma["comma"] is not None
    return (before, Span(comma.end(), after.end)) if is_between and comma is not None else ()


def with_framed(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """A draft whose cue is a frame's, with the frame's owner and all that it holds."""
    if not draft.cue or draft.rule == "framing":
        return draft
    home = sentence_of(draft.anchor, sentences)
    if home is None or not _words() & {w.casefold() for w in draft.anchor.of(text).split()}:
        return draft
    for frame, raw in frames(text, sentences, home):
        if frame.overlaps(draft.anchor) and raw.anchor.overlaps(draft.anchor):
            return replace(draft, anchor=raw.anchor, cue=(raw.anchor,), source=raw.source, content=raw.content)
    return draft


@cache
def _words() -> frozenset[str]:
    """The nouns, and the verbs of the tellings."""
    return listed("idioms", "framing", "nouns") | {t.split()[0] for t in listed("idioms", "framing", "tellings")}
