"""Quotation marks: which open, which close, and what lies between, with missing, doubled and mixed marks repaired.

Each line is read by itself, so that a stray mark cannot shift the pairs of another. Rules, in their order:

* ``“ « „ ‟ `` `` open; ``” »`` and ``''`` close; ``“`` closes what ``„`` opened. Marks side by side are one mark.
* A straight ``"`` opens where only what follows touches it, closes where only what stands before touches it, and
  takes turns otherwise. After a digit with nothing open it is an inch.
* Single marks count as a pair around two words or more (or one of four letters) that no double mark encloses;
  apostrophes ("don't", "'90s", "'em", "the workers' union") open and close nothing.
* An opening mark while one of its kind is open nests if the line has closing marks for both; else the first mark's
  own closing mark is missing.
* A quote without its closing mark ends before the clause that reports it ("..., she said"), else with its line; it
  *continues* if the next line opens with a mark.
* A closing mark without an opener closes a quote from its line's start if a reporting clause follows; else nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span

OPENERS = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
MARKS = '"“”„«»‟'
_MARK = re.compile(r"[" + MARKS + r"]+|``|''")
_OPENING_LINE = re.compile(r"\s*[“\"«„‟]")
_SINGLE = re.compile(r"[‘’'‚‹›`]")
#: a single-quoted word has at least so many characters
SINGLE_WORD = 4
#: so many further marks of a line are looked at to tell whether one nests, so that time stays linear
NESTING_MARKS = 40
#: the possessive of a plural looks so many characters ahead for the mark that closes
POSSESSIVE_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks. ``is_closed`` is False where the closing mark is missing;
    ``continues`` where the next line goes on with the same quote (its mark opens again).
    """

    inner: Span
    is_closed: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark, or several side by side, and what it can do by its form and its neighbours."""

    start: int
    end: int
    form: str
    may_open: bool
    may_close: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quotes of a text in order; inner spans are trimmed of blanks and never empty."""
    out: list[Quote] = []
    position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line.rstrip())
        doubles = _paired(text, position, end)
        out += doubles
        out += _singles(text, position, end, doubles)
        position += len(line)
    cleaned = [Quote(q.inner.trimmed(text), q.is_closed, _continues(text, q)) for q in out]
    return tuple(sorted((q for q in cleaned if q.inner.end > q.inner.start), key=lambda q: q.inner))


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The double marks of a line, those side by side taken for one."""
    for m in _MARK.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        touches_before = not before.isspace() and before not in "([{—–-:/"
        touches_after = not after.isspace() and after not in ")]}.,;:!?—–"
        forms = set(m.group())
        if m.group() == "''" and not touches_before:
            forms = {'"'}
        if forms & set("“«„‟`") and not forms & set("”»"):
            form = next(c for c in m.group() if c in "“«„‟`")
            yield Mark(m.start(), m.end(), form, True, form == "“" and touches_before and not touches_after)
        elif forms & set("”»'"):
            yield Mark(m.start(), m.end(), "”" if "'" in forms else max(forms & set("”»")), False, True)
        elif before.isdigit() and len(m.group()) == 1:
            yield Mark(m.start(), m.end(), '"', False, True)
        else:
            neither = touches_before == touches_after
            yield Mark(m.start(), m.end(), '"', neither or touches_after, neither or touches_before)


def _paired(text: str, start: int, end: int) -> list[Quote]:
    """The quotes in double marks of one line."""
    marks = list(_marks(text, start, end))
    out: list[Quote] = []
    opened: list[Mark] = []
    for i, mark in enumerate(marks):
        if opened and mark.may_close and _closes(opened[-1], mark) and not _reopens(opened[-1], mark):
            first = opened.pop()
            if not opened:
                out.append(Quote(Span(first.end, mark.start), True, False))
        elif mark.may_open and opened and not _nests(marks[i : i + NESTING_MARKS], len(opened)):
            out.append(_unclosed(text, opened[0].end, mark.start))
            opened = [mark]
        elif mark.may_open:
            opened.append(mark)
        elif not opened and (missing := _unopened(text, start, mark, out, end)) is not None:
            out.append(missing)
    if opened:
        out.append(_unclosed(text, opened[0].end, end))
    return out


def _closes(opener: Mark, mark: Mark) -> bool:
    """Whether a mark's form can close what ``opener`` opened."""
    if opener.form == "«":
        return mark.form == "»"
    if opener.form == "„":
        return mark.form in '“”"'
    return mark.form in '”"' or (mark.form == "“" and mark.may_close)


def _reopens(opener: Mark, mark: Mark) -> bool:
    """Whether a straight mark while one is open can only be the opening of the next quote."""
    return mark.form == '"' and mark.may_open and not mark.may_close and mark.start > opener.end


def _nests(rest: Sequence[Mark], depth: int) -> bool:
    """Whether the line has closing marks for an opening mark inside ``depth`` open ones."""
    balance = 0
    for mark in rest:
        balance += 1 if mark.may_open and not mark.may_close else -1
        if balance == -depth:
            return True
    return False


@cache
def _reported() -> re.Pattern[str]:
    """The clause that reports: ", she said", ", the mayor told", "? asked Renn"."""
    verbs = alternatives(listed("quotes", "reporting"))
    name = r"(?:Mr|Mrs|Ms|Dr)?\.?\s*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}"
    phrase = r"(?:the|a|an|one|his|her)\s+[\w’'-]+(?:\s+[\w’'-]+){0,2}"
    who = rf"(?:he|she|they|it|I|we|{phrase}|{name})"
    return re.compile(
        r"[,?!.…—–]+[\"”’']*\s+(?:"
        + who
        + r"\s+(?:has\s+|had\s+|also\s+)?"
        + verbs
        + r"\b|"
        + verbs
        + r"\s+"
        + who
        + ")"
    )


def _unclosed(text: str, start: int, end: int) -> Quote:
    """A quote whose closing mark is missing: to the clause that reports it, else to ``end``."""
    clause = _reported().search(text, start, end)
    return Quote(Span(start, clause.start() + 1 if clause else end), False, False)


def _unopened(text: str, start: int, mark: Mark, before: Sequence[Quote], end: int) -> Quote | None:
    """The quote of a closing mark without opener: from the line's start, if a reporting clause follows the mark."""
    if before or not mark.may_close or text[mark.start - 1 : mark.start] not in tuple(",.?!"):
        return None
    clause = _reported().match(text, mark.start - 1, end)
    return Quote(Span(start, mark.start), True, False) if clause else None


def _singles(text: str, start: int, end: int, doubles: Sequence[Quote]) -> list[Quote]:
    """The quotes in single marks that no double marks enclose."""
    places = [m.start() for m in _SINGLE.finditer(text, start, end) if not _is_inside(m.start(), text, doubles)]
    closers = [at for at in places if _closes_single(text, at, end)]
    may_close = frozenset(closers)
    out: list[Quote] = []
    opened: int | None = None
    for at in places:
        if opened is None and bisect_right(closers, at) < len(closers) and _opens_single(text, at, start, end):
            opened = at + 1
        elif opened is not None and at in may_close:
            inner = Span(opened, at).of(text)
            if " " in inner.strip() or len(inner) >= SINGLE_WORD:
                out.append(Quote(Span(opened, at), True, False))
            opened = None
    return [q for q in out if not _overlaps_any(q.inner, doubles)]


def _overlaps_any(span: Span, doubles: Sequence[Quote]) -> bool:
    """Whether a span shares a character with one of the quotes, which are in order and apart."""
    i = bisect_right(doubles, span.start, key=lambda q: q.inner.start)
    return any(q.inner.overlaps(span) for q in doubles[max(0, i - 1) : i + 1])


def _is_inside(at: int, text: str, doubles: Sequence[Quote]) -> bool:
    """Whether a place lies in a quote in double marks, or is half of a doubled single mark."""
    is_doubled = text[at : at + 2] in ("''", "``") or text[at - 1 : at + 1] in ("''", "``")
    return is_doubled or _overlaps_any(Span(at, at + 1), doubles)


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    """Whether a single mark can open: at a word's front, and neither an elision nor a year."""
    before = text[at - 1] if at > start else " "
    if before.isalnum() or before in "’'" or at + 1 >= end or text[at + 1].isspace() or text[at] in "›":
        return False
    word = re.compile(r"\w+").match(text, at + 1, end)
    if word is None or text[at] == "‘":
        return True
    is_year = re.fullmatch(r"\d\ds?", word.group()) is not None
    return not is_year and word.group().casefold() not in listed("quotes", "elisions")


def _closes_single(text: str, at: int, end: int) -> bool:
    """Whether a single mark can close: at a word's back, and not the possessive of a plural with a mark to come."""
    after = text[at + 1] if at + 1 < end else " "
    if after.isalnum() or text[at - 1].isspace() or text[at] in "‚‹":
        return False
    is_plural = text[at - 1] in "sS" and after == " " and text[at + 2 : at + 3].islower()
    if not is_plural:
        return True
    for other in _SINGLE.finditer(text, at + 1, min(end, at + POSSESSIVE_CHARACTERS)):
        before, behind = text[other.start() - 1], text[other.end() : other.end() + 1]
        if before.isspace() or before in "([":
            return True
        if not behind.isalnum():
            return False
    return True


def _continues(text: str, quote: Quote) -> bool:
    """Whether a quote without a closing mark goes on in the next line, which opens with a mark again."""
    if quote.is_closed:
        return False
    line_end = text.find("\n", quote.inner.end)
    if line_end < 0 or any(c.isalnum() for c in text[quote.inner.end : line_end]):
        return False
    return _OPENING_LINE.match(text, line_end) is not None


def quoted_share(spans: Sequence[Span], quotes: Sequence[Quote], text: str) -> float:
    """Share of the letters and digits of ``spans`` that stand inside quotation marks, 0 to 1."""
    total = inside = 0
    for span in spans:
        total += _letters(text, *span)
        at = span.start
        for quote in sorted(q.inner for q in quotes if q.inner.overlaps(span)):  # one may stand inside another
            inside += _letters(text, max(at, quote.start), min(quote.end, span.end))
            at = max(at, quote.end)
    return inside / total if total else 0.0


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
