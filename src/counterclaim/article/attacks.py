"""What in a text a reader cannot see or is misled by: recorded with its place, never changed.

Marks that turn the order of letters (Boucher and Anderson, "Trojan Source", 2021), zero-width and tag characters,
words mixed from scripts whose letters look alike (Unicode TR 39), words that a page hides, bytes that could not be
read. Most are harmless in themselves (an emoji is joined by zero-width marks, Persian needs them), so only those are
named that stand where writing has no use for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterclaim.article.bounds import MAX_WARNINGS
from counterclaim.article.document import Document
from counterclaim.records import Span, TextWarning

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]+")
#: Soft hyphens, and joiners between letters of scripts that use them, are ordinary typesetting.
_INVISIBLE = re.compile(
    "[\u200b\u2060-\u2064\ufeff\u180e\u034f\u115f\u1160\u3164\uffa0]+|[\U000e0000-\U000e007f]+|[\u200c\u200d]+"
)
#: All of those: most texts have none, which this tells ten times as soon.
_ANY_INVISIBLE = re.compile(
    "[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u034f\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f]"
)
_JOINED = re.compile(
    "[\u0600-\u06ff\u0700-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]"
)
_FLAG = "\U0001f3f4"
_MIXED = re.compile(r"[^\W\d_]{3,}")
#: Scripts whose letters can pass for one another's.
_CONFUSABLE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
#: Everything in which letters of those scripts but Latin stand: where there is none, no word can be mixed.
_OTHER_SCRIPTS = re.compile("[\u0370-\u1fff\u2c00-\u2dff\ua000-\uabff\ufb00-\ufb4f\U00010000-\U0010ffff]")
#: Letters of other scripts that look like a Latin one; a word is suspect when all its strangers do.
_LOOKALIKES = frozenset(
    "аеорсухіјѕһԁԛԝгпкмтвнАВЕКМНОРСТХУІЈЅԌ"  # Cyrillic
    "οανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"  # Greek
    "օսհոցԱՕՍ"  # Armenian
)


def find_warnings(document: Document, replaced: int) -> tuple[TextWarning, ...]:
    """Warnings about a document's text, in the order of the text, those without a place last.

    Args:
        document: the text, with what of it the page hides.
        replaced: how many characters stand for bytes that could not be read.

    """
    text = document.text
    found = [*_bidi(text), *_invisible(text), *_homoglyphs(text), *_hidden(document)]
    placed = sorted(found, key=lambda w: w.span or Span(0, 0))[:MAX_WARNINGS]
    return (*placed, *_unplaced(document, replaced, len(found) - len(placed)))


def _bidi(text: str) -> Iterator[TextWarning]:
    for m in _BIDI.finditer(text):
        yield TextWarning(kind="bidi", span=Span(m.start(), m.end()), detail=_named(m.group()))


def _invisible(text: str) -> Iterator[TextWarning]:
    for m in _INVISIBLE.finditer(text) if _ANY_INVISIBLE.search(text) else ():
        around = text[max(0, m.start() - 1) : m.start()] + text[m.end() : m.end() + 1]
        is_joiner = m.group()[0] in "\u200c\u200d" and _JOINED.search(around)
        is_flag = m.group()[0] >= "\U000e0000" and text[m.start() - 1 : m.start()] == _FLAG
        if not is_joiner and not is_flag and m.start() > 0:
            yield TextWarning(kind="invisible", span=Span(m.start(), m.end()), detail=_named(m.group()))


def _homoglyphs(text: str) -> Iterator[TextWarning]:
    if not _OTHER_SCRIPTS.search(text):
        return
    for m in _MIXED.finditer(text):
        word = m.group()
        if not word.isascii() and (told := _mixture(word)):
            yield TextWarning(kind="homoglyph", span=Span(m.start(), m.end()), detail=told)


@lru_cache(maxsize=4096)
def _mixture(word: str) -> str | None:
    """What is mixed in a word of Latin letters and look-alikes of other scripts; None for honest words."""
    scripts = {script: c for c in word if (script := _script(c))}
    if len(scripts) < 2 or "LATIN" not in scripts:
        return None
    strangers = [c for c in word if _script(c) not in ("LATIN", None)]
    latin = [c for c in word if _script(c) == "LATIN"]
    if not all(c in _LOOKALIKES for c in strangers) and len(latin) >= len(strangers):
        return None
    return "letters of " + " and ".join(sorted(s.capitalize() for s in scripts))


def _script(letter: str) -> str | None:
    name = unicodedata.name(letter, "").split(" ")[0]
    return name if name in _CONFUSABLE else None


def _hidden(document: Document) -> Iterator[TextWarning]:
    for block in document.blocks:
        if block.is_hidden:
            detail = "the page's own markup hides these words; an extractor takes them for the article"
            yield TextWarning(kind="hidden", span=block.span, detail=detail)


def _unplaced(document: Document, replaced: int, more: int) -> Iterator[TextWarning]:
    if document.hidden_chars:
        detail = f"{document.hidden_chars} characters that the page hides are left out"
        yield TextWarning(kind="hidden", span=None, detail=detail)
    if replaced:
        yield TextWarning(kind="replaced", span=None, detail=f"{replaced} characters could not be read")
    if more:
        yield TextWarning(kind="invisible", span=None, detail=f"{more} more places of the kinds above")


def _named(characters: Sequence[str]) -> str:
    names = dict.fromkeys(f"U+{ord(c):04X} {unicodedata.name(c, '').lower()}".strip() for c in characters)
    return ", ".join(list(names)[:3])
