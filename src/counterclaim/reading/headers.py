"""Speech told by the form of its line: headers that announce it, dashes, and a speaker before a colon and a mark.

* ``From the ministry's statement:`` above quoted lines; the noun is the cue, its owner the source.
* ``The mayor: “We were not there.”``, ``Ministry – 'we did not'`` at the start of a line.
* ``“We were not there.” – Oda Renn`` as a whole line.
* ``Q:`` and ``A:`` in interviews, whose speakers nobody names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.reading.draft import Draft
from counterclaim.reading.headlines import is_speaker
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Act, Entity, Span

_FRONT = re.compile(
    r"^(?P<who>[^\W\d_][^:\n" + MARKS + r"]{1,70}?)(?P<cue>:|[ \t][-–—―])[ \t]+(?=[" + MARKS + r"‘'])", re.MULTILINE
)
_BACK = re.compile(
    r"[" + MARKS + r"’'][.,]?\s*(?P<cue>[-–—―]{1,2})\s*(?P<who>[^\W\d_][^\n" + MARKS + r"]{1,60}?)\.?[^\S\n]*$",
    re.MULTILINE,
)


@cache
def _announcement() -> re.Pattern[str]:
    noun = alternatives(listed("headers", "announcements"))
    return re.compile(
        r"^(?:From |In |Here is |Read )?(?P<before>[^:\n" + MARKS + r"]{0,60}?)(?<!\w)(?P<cue>" + noun
        + r")(?!\w)(?:\s+(?:of|by|from)\s+(?P<after>[^:\n]{2,50}?))?(?:\s+in full)?:\s*$",
        re.MULTILINE | re.IGNORECASE,
    )  # fmt: skip


@cache
def _interview() -> re.Pattern[str]:
    ask, answer = (alternatives(listed("headers", "questions", k)) for k in ("question", "answer"))
    return re.compile(
        r"^(?:(?P<ask>" + ask + r")|" + answer + r")(?P<cue>[:.])[ \t]+(?P<what>\S.*)$", re.MULTILINE | re.IGNORECASE
    )


#: A line by itself that tells what the next is on; it is one where it ends in a word of saying.
_ABOVE = re.compile(r"^(?:What|How|Why|Where|When|Who)(?: [\w’'.-]+){1,5}$", re.MULTILINE)


def headed(text: str, known: Sequence[Draft], quotes: Sequence[Quote], entities: Sequence[Entity]) -> list[Draft]:
    """The attributions such lines make, where nothing known has their cue or their words.

    A saying told inside the words of such a line ("“The mayor said ...” – Oda Renn") is nested in it and no rival.
    """
    found = [
        *_announced(text),
        *_fronted(text, quotes, entities),
        *_backed(text, quotes, entities),
        *_interviewed(text),
    ]
    return [d for d in found if not any(_is_rival(k, d) for k in known)]


def without_labels(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts but those that take the "Q" and "A" of an interview for speakers, which are read line by line as a whole,
    or a heading for words of saying ("What Orland Said", above a paragraph).
    """
    marks = [Span(m.start(), m.end("cue")) for m in _turns_of_interview(text)]
    ends = {m.end() for m in _ABOVE.finditer(text)}
    drafts = [d for d in drafts if not any(s.end in ends for s in d.cue)]
    return [d for d in drafts if not any(m.contains(s) for m in marks for s in (*d.source, *d.cue))]


def _turns_of_interview(text: str) -> list[re.Match[str]]:
    """The lines of an interview, only where both questions and answers are marked."""
    found = list(_interview().finditer(text))
    return found if any(m["ask"] for m in found) and not all(m["ask"] for m in found) else []


def _is_rival(known: Draft, found: Draft) -> bool:
    """Whether a known draft has words of a line's speaker, cue or speech, and does not lie wholly in that speech."""
    parts = (*known.cue, *known.content, *((known.anchor,) if not known.cue else ()))
    if not any(p.overlaps(s) for p in parts for s in (*found.source, *found.cue, *found.content)):
        return False
    return not known.cue or not all(any(c.contains(p) for c in found.content) for p in (*known.source, *parts))


def _draft(cue: Span, source: Sequence[Span], content: Sequence[Span], act: Act = Act.ASSERT) -> Draft:
    return Draft(
        anchor=cue,
        source=tuple(source),
        cue=(cue,),
        content=tuple(content),
        venue=None,
        act=act,
        act_confidence=0.4,
        confidence=0.6,
        rule="header",
    )


def _announced(text: str) -> Iterator[Draft]:
    """“From the ministry's statement:”; the quoted lines below are joined to it by ``turns.free_quotes``."""
    for m in _announcement().finditer(text):
        before = re.sub(r"[’']s?\s*$", "", m["before"].rstrip())
        owned = before != m["before"].rstrip()
        source = (
            Span(*m.span("after"))
            if m["after"]
            else Span(m.start("before"), m.start("before") + len(before))
            if owned
            else None
        )
        yield _draft(Span(*m.span("cue")), [source] if source else [], [])


def _fronted(text: str, quotes: Sequence[Quote], entities: Sequence[Entity]) -> Iterator[Draft]:
    for m in _FRONT.finditer(text):
        who = Span(*m.span("who"))
        quote = next((q for q in quotes if 0 < q.inner.start - m.end() <= 3), None)
        if quote is not None and is_speaker(who, text, entities):
            yield _draft(Span(*m.span("cue")).trimmed(text), [who], [quote.inner])


def _backed(text: str, quotes: Sequence[Quote], entities: Sequence[Entity]) -> Iterator[Draft]:
    for m in _BACK.finditer(text):
        who = Span(*m.span("who"))
        name = Span(who.start, who.start + len(who.of(text).split(",")[0]))
        quote = next((q for q in quotes if q.is_closed and 0 <= m.start() - q.inner.end <= 2), None)
        line = text.rfind("\n", 0, m.start()) + 1
        is_whole = quote is not None and not any(c.isalnum() for c in text[line : quote.inner.start])
        if quote is not None and is_whole and is_speaker(name, text, entities):
            yield _draft(Span(*m.span("cue")), [name], [quote.inner])


def _interviewed(text: str) -> Iterator[Draft]:
    """Turns of an interview whose speakers are not named."""
    for m in _turns_of_interview(text):
        what = Span(*m.span("what")).trimmed(text)
        yield _draft(Span(*m.span("cue")), [], [what], Act.QUESTION if m["ask"] else Act.ASSERT)
