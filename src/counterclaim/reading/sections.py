"""What of a reading text is read, and in which portions.

Paragraphs in another language are set aside. What is left is read in one portion; a text longer than any article is
read in several, cut at paragraph ends, so that time grows with its length and no faster, and memory with the longest
portion. Names that are spelt alike are one bearer across portions; other references are resolved inside one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.reading.language import passage_language
from counterclaim.reading.text import ReadingText
from counterclaim.records import Attribution, Mention, MentionForm, Reading, Span, Unread

#: characters of one portion: about 8,000 words, several times the longest news article
SECTION_CHARS = 50_000
_LINE = re.compile(r"[^\n]*\n?")
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]*\s")
READ_LANGUAGE = "en"
#: what is told of a passage without words (ISO 639-2: no linguistic content)
WORDLESS = "zxx"
#: a passage this long of which fewer characters than this share are letters is no prose
WORDLESS_CHARS, LETTERS_FROM = 400, 0.4


def is_wordless(passage: str) -> bool:
    """Whether a long passage holds few letters: a table of figures, rows of marks, what is left of a binary."""
    if len(passage) < WORDLESS_CHARS:
        return False
    solid = len(passage) - sum(map(str.isspace, passage))
    return sum(map(str.isalpha, passage)) < LETTERS_FROM * solid


def set_aside(own: ReadingText) -> tuple[ReadingText, tuple[Unread, ...], str | None]:
    """The reading text without its passages in other languages, those passages, and the language of most of it."""
    lines = [Span(*m.span()) for m in _LINE.finditer(own.text) if m.end() > m.start()]
    told, most = languages(own.text, lines)
    gone = {line: code for line, code in zip(lines, told, strict=True) if code not in (None, READ_LANGUAGE)}
    if not gone:
        return own, (), most
    unread = tuple(
        Unread(span=part, reason="not_words" if code == WORDLESS else "language", detail=str(code))
        for line, code in gone.items()
        for part in own.back(line.trimmed(own.text))
    )
    return own.only(line for line in lines if line not in gone), unread, most


def languages(text: str, lines: Sequence[Span]) -> tuple[list[str | None], str | None]:
    """The language of each line, None where it cannot be told, and that of most of the text.

    In a text without a line of English, lines too short to tell are taken to be in the language of most of it.
    """
    told = [WORDLESS if is_wordless(line.of(text)) else passage_language(line.of(text)) for line in lines]
    size: Counter[str] = Counter()
    for line, code in zip(lines, told, strict=True):
        if code not in (None, WORDLESS):
            size[str(code)] += line.end - line.start
    whole = passage_language(text) if not size else None  # lines may be too short to tell one by one
    most = max(size, key=lambda code: (size[code], code)) if size else whole
    if READ_LANGUAGE in size:
        return told, most
    return [code or most for code in told], most


def portions(own: ReadingText) -> Iterator[ReadingText]:
    """The text in portions of at most ``SECTION_CHARS``, cut after a line, else a sentence, else a blank."""
    start, text = 0, own.text
    while len(text) - start > SECTION_CHARS:
        end = _last_cut(text, start, start + SECTION_CHARS)
        yield own.only([(start, end)])
        start = end
    yield own if start == 0 else own.only([(start, len(text))])


def _last_cut(text: str, start: int, limit: int) -> int:
    least = start + SECTION_CHARS // 2
    line = text.rfind("\n", least, limit)
    if line >= 0:
        return line + 1
    sentence = max((m.end() for m in _SENTENCE_END.finditer(text, least, limit)), default=-1)
    blank = text.rfind(" ", least, limit) + 1
    return sentence if sentence > 0 else blank or limit


def joined(readings: Sequence[Reading], text: str) -> Reading:
    """The readings of the portions of one article as one reading; ``text`` is the article's."""
    if len(readings) == 1:
        return readings[0]
    mentions: list[Mention] = []
    attributions: list[Attribution] = []
    for reading in readings:
        shift, base = len(mentions), max((m.entity for m in mentions), default=-1) + 1
        mentions += [replace(m, entity=m.entity + base) for m in reading.mentions]
        attributions += [
            a if a.speaker_mention is None else replace(a, speaker_mention=a.speaker_mention + shift)
            for a in reading.attributions
        ]
    return replace(
        readings[0],
        sentences=tuple(x for r in readings for x in r.sentences),
        entities=tuple(x for r in readings for x in r.entities),
        timexes=tuple(x for r in readings for x in r.timexes),
        mentions=with_names_joined(mentions, text),
        attributions=tuple(attributions),
        own_voice=tuple(x for r in readings for x in r.own_voice),
        evidence=tuple(x for r in readings for x in r.evidence),
        framing=tuple(x for r in readings for x in r.framing),
    )


def with_names_joined(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Mentions with names that are spelt alike standing for one bearer, the one met first."""
    first: dict[str, int] = {}
    same: dict[int, int] = {}
    for m in mentions:
        if m.form is MentionForm.NAME:
            entity = first.setdefault(m.span.of(text).casefold(), same.get(m.entity, m.entity))
            same.setdefault(m.entity, entity)
    return tuple(replace(m, entity=same.get(m.entity, m.entity)) for m in mentions)
