"""The furniture patterns of ``furniture.toml``: whole lines, stretches inside lines, and comment sections."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from counterclaim.article.bounds import MAX_LINE_CHARS
from counterclaim.records import SegmentType, Span

#: Longest line that can be furniture as a whole; rules against longer ones would only find article text.
_MAX_FURNITURE_CHARS = 700
#: Longest stretch before a photo credit that is taken for its caption.
_MAX_CAPTION_CHARS = 450


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: what a match is, whether it outranks the model, and why in words."""

    type: SegmentType
    pattern: re.Pattern[str]
    why: str
    strong: bool
    colon: bool
    photo: bool
    rest: SegmentType | None
    ends_not: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All patterns, by where they apply."""

    line: tuple[Rule, ...]
    inline: tuple[Rule, ...]
    suffix: tuple[Rule, ...]
    prefix: tuple[Rule, ...]
    lead: tuple[Rule, ...]
    comments: tuple[Rule, ...]
    any_line: re.Pattern[str]
    any_lead: re.Pattern[str]
    any_comments: re.Pattern[str]


@cache
def rules() -> Rules:
    """The patterns, compiled once."""
    data = tomllib.loads((files(__package__) / "furniture.toml").read_text("utf-8"))
    lists = {k: tuple(_rule(r) for r in data[k]) for k in ("line", "inline", "suffix", "prefix", "lead", "comments")}
    line, lead, comments = (_any(lists[k]) for k in ("line", "lead", "comments"))
    return Rules(**lists, any_line=line, any_lead=lead, any_comments=comments)


def _any(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """One pattern for all that need no certain words: most lines match none, and one search says so."""
    return re.compile("|".join(f"(?:{r.pattern.pattern})" for r in rules if not r.needs), re.IGNORECASE)


def _rule(row: dict[str, object]) -> Rule:
    return Rule(
        type=SegmentType(str(row.get("type", "comment"))),
        pattern=re.compile(_with_classes(str(row["pattern"])), re.IGNORECASE),
        why=str(row["why"]),
        strong=bool(row.get("strong")),
        colon=bool(row.get("colon")),
        photo="photo" in str(row["why"]),
        rest=SegmentType(str(row["rest"])) if "rest" in row else None,
        ends_not=str(row.get("ends_not", "")),
        needs=tuple(map(str, needs)) if isinstance(needs := row.get("needs"), list) else (),
    )


def _with_classes(pattern: str) -> str:
    r"""``\p{Lu}`` and ``\p{Ll}`` spelt out, which Python's own expressions lack."""
    for category in ("Lu", "Ll"):
        token, inside = f"\\p{{{category}}}", _ranges(category)
        # Within a character class only the ranges are put in, elsewhere a class around them.
        parts = re.split(r"(\[(?:[^\]\\]|\\.)*\])", pattern)
        filled = [p.replace(token, inside if i % 2 else f"[{inside}]") for i, p in enumerate(parts)]
        pattern = "".join(filled)
    return pattern


@cache
def _ranges(category: str) -> str:
    found = [chr(i) for i in range(0x250) if unicodedata.category(chr(i)) == category]
    found += [chr(i) for i in range(0x370, 0x590) if unicodedata.category(chr(i)) == category]
    return "".join(found)


@lru_cache(maxsize=4096)  # a page's paragraphs are asked about twice
def line_rule(line: str) -> Rule | None:
    """The rule that says what a whole line is, if any does."""
    text = line.strip()
    if len(text) > _MAX_FURNITURE_CHARS or rules().any_lead.match(text):
        return None
    bare = text.strip("*_#> ") or text  # the marks of Markdown are no part of what a line says
    folded = bare.casefold()
    needy = [r for r in rules().line if r.needs and any(n in folded for n in r.needs)]
    if not needy and not rules().any_line.fullmatch(bare):
        return None
    return next((r for r in rules().line if r.pattern.fullmatch(bare)), None)


def opens_comments(line: str) -> bool:
    """Whether a line heads a comment section or stands in its form."""
    text = line.strip()
    return len(text) <= _MAX_FURNITURE_CHARS and rules().any_comments.fullmatch(text) is not None


def cut(text: str, line: Span, *, may_have_dateline: bool) -> list[tuple[Span, SegmentType | None]]:
    """A line's stretches in order: those that a rule names, and None for the rest.

    Args:
        text: the article's text.
        line: the line.
        may_have_dateline: whether a place before a dash or colon can be a dateline here (the first long lines).

    """
    named: list[tuple[Span, SegmentType]] = []
    end = min(line.end, line.start + MAX_LINE_CHARS)
    for rule in rules().lead if rules().any_lead.match(text, line.start, end) else ():
        found = rule.pattern.match(text, line.start, end)
        if found and rule.rest:
            rest = Span(found.end(), line.end)
            return [(Span(line.start, found.end()).trimmed(text), rule.type), (rest, rule.rest)]
    if may_have_dateline and (prefix := _prefix(text, Span(line.start, end))):
        named.append((prefix, SegmentType.DATELINE))
    named += _inline(text, Span(named[0][0].end if named else line.start, end))
    rest = Span(named[-1][0].end if named else line.start, line.end)
    if rest.end - rest.start <= MAX_LINE_CHARS and (suffix := _suffix(text, rest)):
        span, kind, is_photo = suffix
        before = Span(rest.start, span.start).trimmed(text)
        if is_photo and not named and before.end - before.start <= _MAX_CAPTION_CHARS:
            named.append((before, SegmentType.CAPTION))
        named.append((span, kind))
    return _filled(text, line, named)


def _filled(text: str, line: Span, named: list[tuple[Span, SegmentType]]) -> list[tuple[Span, SegmentType | None]]:
    """``named`` and what lies between them, blanks trimmed."""
    out: list[tuple[Span, SegmentType | None]] = []
    at = line.start
    for span, kind in named:
        out.append((Span(at, span.start).trimmed(text), None))
        out.append((span.trimmed(text), kind))
        at = span.end
    out.append((Span(at, line.end).trimmed(text), None))
    return [(s, k) for s, k in out if s.end > s.start]


def _prefix(text: str, line: Span) -> Span | None:
    words = len(text[line.start : min(line.end, line.start + 2000)].split())
    if words < 8:
        return None
    for rule in rules().prefix:
        found = rule.pattern.match(text, line.start, min(line.end, line.start + 160))
        if not found or found.end() >= line.end:
            continue
        # A colon also follows speakers and topics ("Minister: ..."), so it needs a long paragraph behind it.
        is_long = words >= 25 and text[line.end - 1] in '.!?"”'
        if is_long or not rule.colon:
            return Span(line.start, found.end())
    return None


def _inline(text: str, line: Span) -> list[tuple[Span, SegmentType]]:
    out: list[tuple[Span, SegmentType]] = []
    for rule in rules().inline:
        for found in rule.pattern.finditer(text, line.start, line.end):
            if out and found.start() < out[-1][0].end:
                continue
            start = Span(found.start(), found.end()).trimmed(text).start
            if start > line.start or found.end() - start < line.end - start:
                out.append((Span(start, _end_of_pointer(text, found.end(), line.end)), rule.type))
    return out


def _end_of_pointer(text: str, start: int, line_end: int) -> int:
    """Where the headline that a pointer names ends: at the line's end, at the next pointer, or where prose resumes."""
    following = [m.start() for r in rules().inline for m in [r.pattern.search(text, start + 1, line_end)] if m]
    end = min([line_end, *following])
    for found in re.finditer(r"[.!?][\"”’]?\s+(?=[\"“‘«(]?\w)", text[start:end]):
        rest = text[start + found.end() : end]
        if _is_prose(rest):
            return start + found.end()
    return end


def _is_prose(text: str) -> bool:
    """Whether a stretch reads as a sentence rather than as a headline: long, ended, mostly in lower case."""
    words = text.split()
    if len(words) < 8 or text.rstrip()[-1:] not in '.!?"”’)':
        return False
    return sum(w[0].islower() for w in words) >= 0.55 * len(words)


def _suffix(text: str, line: Span) -> tuple[Span, SegmentType, bool] | None:
    """A sign-off or photo credit at the end of a line, and whether it is the latter."""
    last = text[line.start : line.end].rstrip()[-1:]
    for rule in rules().suffix:
        if last in rule.ends_not:
            continue
        found = rule.pattern.search(text, max(line.start, line.end - 260), line.end)
        if found and found.start() > line.start:
            return Span(found.start(), line.end), rule.type, rule.photo
    return None
