"""Whom an article credits, and for what: five things that look alike.

- its own text: ``copy`` (a dateline, a sign-off, an agency as author) and ``source`` ("Source: ...");
- a report: ``in_text`` ("reported AFP", "told AFP");
- a photograph: ``photo``;
- the place where somebody spoke: ``venue`` ("in an interview with AFP");
- nothing: ``mention`` ("an AFP photographer was hurt").

Only the first says by itself that the text comes from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from counterclaim.article.bounds import MAX_LINE_CHARS
from counterclaim.records import Credit, Segment, SegmentType, Span

_SOURCE = re.compile(
    r"^\W{0,3}(?:sources?|quelle|fuente|fonte|источник|джерело|kaynak|via)\s*:\s*(?P<name>[^\W\d_][^\n.;|()]{1,60})",
    re.I,
)
_FIRST_IN = re.compile(
    r"(?:first|originally) (?:appeared|published) (?:on|in|by|at)\s+(?P<name>[^\n,;()]{2,50}?)\W*$", re.I
)
_INPUTS = re.compile(
    r"(?:inputs?|reporting|information|material|files) (?:from|by) (?:the )?"
    r"(?P<name>(?-i:[A-Z])[\w’'&.-]*(?: (?-i:[A-Z])[\w’'&.-]*){0,2})",
    re.I,
)
#: Who filed it, in brackets or between strokes behind the place: "CITY (AGENCY) -", "CITY, 4 May. /AGENCY/."
_FILED = re.compile(r"[(/](?P<name>[A-Z][\w .&-]{1,30})[)/]")
_SIGNED = re.compile(r"^[(\[](?P<name>[A-Z]{2,8})[)\]]$")
_PHOTO_WORDS = re.compile(r"©|photo|pic\b|picture|image|foto|getty|camera|/|courtesy|handout", re.I)
_REPORTS = (
    r"report(?:s|ed|ing)?|said|says|say|saying|wrote|writes|quot(?:es|ed|ing)|cit(?:es|ed|ing)|told|tells|according to|"
    r"informed|learned|carried|published|announced|confirmed"
)
_NOUNS = (
    r"(?:the |a )?(?:\w+ )?(?:state |official |private |semi-official |local )?(?:news |wire |press )?"
    r"(?:agency|wire|service|newspaper|outlet|broadcaster|channel)"
)
_VENUE = (
    r"(?:interview(?:ed)?|conversation|briefing|comments?|remarks|appearance|statement|podcast|debate)"
    r"(?:\s\w+){0,3}?\s(?:with|to|for|by|on|at)"
    r"|(?:speaking|spoke|speaks|talking|talked|appearing|appeared|interviewed)(?:\s\w+){0,2}?\s(?:to|with|on|by|at)"
)
#: What stands around an agency's name where its staff or a desk of it is the author.
_DESK = re.compile(
    r"^\W*(?:by|von|par|por|from)\b:?|\b(?:staff|writers?|reporters?|newsroom|news|desk|bureau|agency|wire|redaktion)\b",
    re.I,
)
_BRACKETS = re.compile(r"\s*\([^()]{1,30}\)")
#: The longest line that can be a byline, and what its words are not looked for in.
_MAX_AUTHOR_CHARS = 60
_RUNNING = frozenset({SegmentType.BODY, SegmentType.STANDFIRST})
_NO_AUTHORS = frozenset({SegmentType.RELATED, SegmentType.COMMENT, SegmentType.HEADLINE, SegmentType.CAPTION})
#: Short names that are other words or initials more often than agencies where nothing around them says so.
_LEAST_MENTION = 4
_SHORT_BUT_SURE = frozenset({"AFP", "DPA", "dpa", "EFE", "PTI", "ANI", "UPI"})


@cache
def _agencies() -> tuple[dict[str, str], re.Pattern[str]]:
    rows = (files(__package__) / "agencies.tsv").read_text("utf-8").splitlines()
    names: dict[str, str] = {}
    for canonical, spellings in (r.split("\t") for r in rows if r and not r.startswith("#")):
        names.update(dict.fromkeys(spellings.split("|"), canonical))
    joined = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    # The first letters come first: few places in a text have one of them, and all names are tried at those alone.
    firsts = "".join(sorted({name[0] for name in names}))
    return names, re.compile(rf"(?=[{re.escape(firsts)}])(?<![\w-])(?:{joined})(?![\w-])")


@cache
def _in_text() -> re.Pattern[str]:
    agency = _agencies()[1].pattern
    other = r"(?-i:[A-Z][\w’'&.-]+(?: [A-Z][\w’'&.-]+){0,2})"
    return re.compile(
        rf"(?:{_REPORTS})\s+(?:by\s+|to\s+|that\s+)?(?:{_NOUNS}\s+)?(?P<a>(?-i:{agency}))"
        rf"|(?P<b>(?-i:{agency}))(?:\s{_NOUNS})?(?:\s(?:has|have|had|also|later))?\s(?:{_REPORTS})\b"
        rf"|{_NOUNS}\s(?P<c>(?-i:{agency}))"
        rf"|(?:reported|quoted|cited)\s(?:by\s)?(?:the\s)?(?:\w+\s)?(?:news|press|wire)\sagency\s(?P<d>{other})"
        rf"|(?P<e>{other})\s(?:news|press)\sagency\s(?:{_REPORTS})\b",
        re.I,
    )


@cache
def _venue() -> re.Pattern[str]:
    return re.compile(rf"(?:{_VENUE})\s+(?:the\s)?(?:{_NOUNS}\s+)?(?P<name>(?-i:{_agencies()[1].pattern}))", re.I)


def find_credits(text: str, segments: Sequence[Segment], authors: Sequence[str] = ()) -> tuple[Credit, ...]:
    """Credits in the order of the text.

    Args:
        text: the article's text.
        segments: its typed segments.
        authors: every name given as the author's, in a byline or in a page's metadata. An agency among them is a
            credit where the text prints it in a line of its own; what the text prints nowhere is looked for in the
            stored object itself (``stated_credits``).

    """
    found: list[Credit] = []
    for segment in segments:
        span = Span(segment.span.start, min(segment.span.end, segment.span.start + MAX_LINE_CHARS))
        if segment.type in (SegmentType.CREDIT, SegmentType.CAPTION):
            found += _of_credit(text, span, segment.type)
        elif segment.type in (SegmentType.DATELINE, SegmentType.BYLINE):
            found += _of_dateline(text, span)
        elif segment.type in (SegmentType.BODY, SegmentType.STANDFIRST):
            found += _of_body(text, span)
    found += _of_authors(text, segments, agencies_among(authors) - {c.name for c in found if c.kind == "copy"})
    return tuple(sorted(dict.fromkeys(found), key=lambda c: c.span))


def _of_credit(text: str, span: Span, kind: SegmentType) -> Iterator[Credit]:
    """A credit line or caption: a stated source, a photographer's agency, or agency copy."""
    words = span.of(text)
    for pattern in (_SOURCE, _FIRST_IN):
        stated = pattern.search(words)
        if stated and kind is SegmentType.CREDIT:
            name = stated.group("name").strip(" \t.-–—")
            start = span.start + stated.start("name")
            yield Credit(name=_canonical(name), kind="source", span=Span(start, start + len(name)))
            return
    filed = _INPUTS.search(words) or _SIGNED.search(words)
    if filed and kind is SegmentType.CREDIT and not _is_staff(words):
        yield _credit(filed.group("name"), "copy", span.start + filed.start("name"), text)
        return
    is_photo = kind is SegmentType.CAPTION or bool(_PHOTO_WORDS.search(words))
    for m in _agencies()[1].finditer(text, span.start, span.end):
        yield _credit(m.group(), "photo" if is_photo else "copy", m.start(), text)


def _is_staff(words: str) -> bool:
    """Whether a credit names reporters rather than an agency."""
    return bool(re.match(r"\W*(?:additional )?(?:reporting|writing|editing) by\b", words, re.I))


def _of_dateline(text: str, span: Span) -> Iterator[Credit]:
    """Agencies in a dateline or byline, known ones anywhere in it, others where an agency's name stands."""
    known = list(_agencies()[1].finditer(text, *span))
    for m in known or _FILED.finditer(text, *span):
        name = m.group("name") if "name" in m.re.groupindex else m.group()
        yield _credit(name, "copy", m.start("name") if "name" in m.re.groupindex else m.start(), text)


def agencies_among(authors: Sequence[str]) -> set[str]:
    """The agencies that are named as author as such, with or without their staff or desk ("Reuters Staff")."""
    bare = (_DESK.sub("", _BRACKETS.sub("", name)).strip() for name in authors)
    return {canonical for name in bare if (canonical := _canonical(name)) in _agencies()[0].values()}


def _of_authors(text: str, segments: Sequence[Segment], wanted: set[str]) -> Iterator[Credit]:
    """Where the page prints an agency that its metadata name as author: a short line outside the running text."""
    for segment in segments if wanted else ():
        line = segment.span.of(text)[: _MAX_AUTHOR_CHARS + 1]
        if segment.type in _NO_AUTHORS or len(line) > _MAX_AUTHOR_CHARS:
            continue
        for m in _agencies()[1].finditer(line):
            name = _canonical(m.group())
            is_alone = not _DESK.sub("", line[: m.start()] + line[m.end() :]).strip(" |,·-–—")
            if name in wanted and (is_alone or segment.type not in _RUNNING):
                wanted = wanted - {name}
                yield _credit(m.group(), "copy", segment.span.start + m.start(), text)


def _of_body(text: str, span: Span) -> Iterator[Credit]:
    """Agencies in running text: the place of an interview, a quoted report, or just a mention."""
    known = list(_agencies()[1].finditer(text, span.start, span.end))
    if not known and text.find("agency", span.start, span.end) < 0:
        return  # most paragraphs name none, and the patterns below are slow
    taken: list[Span] = []
    for m in _venue().finditer(text, span.start, span.end):
        taken.append(Span(m.start(), m.end()))
        yield Credit(name=_canonical(m.group("name")), kind="venue", span=taken[-1])
    for m in _in_text().finditer(text, span.start, span.end):
        group = next(g for g in "abcde" if m.group(g))
        own = Span(m.start(), m.end())
        if not any(Span(m.start(group), m.end(group)).overlaps(t) for t in taken):
            taken.append(own)
            yield Credit(name=_canonical(m.group(group)), kind="in_text", span=own)
    for m in known:
        own = Span(m.start(), m.end())
        is_sure = len(m.group()) >= _LEAST_MENTION or m.group() in _SHORT_BUT_SURE
        if is_sure and not any(own.overlaps(t) for t in taken):
            yield Credit(name=_canonical(m.group()), kind="mention", span=own)


def _credit(name: str, kind: str, start: int, text: str) -> Credit:
    return Credit(name=_canonical(name), kind=kind, span=Span(start, start + len(name)))


def _canonical(name: str) -> str:
    plain = re.sub(r"\s+", " ", name)
    names = _agencies()[0]
    return names.get(plain) or names.get(re.sub(r"^[Tt]he ", "", plain)) or plain
