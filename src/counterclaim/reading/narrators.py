"""Who tells a text in the first person, where it says so itself.

* A letter: its signature, and "Dear ..." for the one it is written to.
* A line "By ..." at the beginning, or "My name is ...", in a text told by one.
* A record's heading, "STATEMENT OF ...", up to the next such heading, or a first line "Statement by ...".
* "An interview with ..." above questions: one person answers them all, and is "you" in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.groups import with_group
from counterclaim.reading.naming import with_title
from counterclaim.reading.speech import Speech
from counterclaim.reading.talks import turns_of_talk
from counterclaim.records import Entity, EntityType, Span

#: lines at a text's beginning and end where its writer and the one written to are named
HEAD_LINES, CLOSING_LINES = 12, 6
#: lines at the beginning that may tell of an interview, and the longest first line that is a title
TITLE_LINES, TITLE_CHARACTERS = 8, 160
#: questions on lines of their own, and their share of the lines, from which a text prints an interview: one whose title
#: says so, and one that only tells of it farther on, as columns with questions of their own do too
TITLED, UNTITLED = (2, 0.15), (3, 0.25)
#: characters in which a narrator introduces themself; later "I'm" is in words whose marks were lost
INTRODUCED_BY = 1000
#: longest question that is put to whoever makes a statement: longer ones are part of it
QUESTION_WORDS = 60
#: characters between "interview with" and the name of whom
NEAR_CHARACTERS = 40
#: from so many lines on, and with so large a share of short ones, a text is a talk of several
TALK_LINES, TALK_SHARE, SHORT_CHARACTERS = 8, 0.4, 60
_CLOSING = re.compile(
    r"^(?:(?:very|most|with)\s+)?(?:yours|sincerely|regards|respectfully|love|truly|faithfully|cordially"
    r"|(?:best|kind|warm)(?:est)?\s+(?:regards|wishes)|in solidarity)\b[\w ]{0,24}[,.]?\s*",
    re.IGNORECASE,
)
_GREETING = re.compile(r"^(?:dear|hi|hello|hey)\s+(?=\w)|^(?=(?:mr|mrs|ms|dr|prof|sir|madam)\b)", re.IGNORECASE)
_BYLINE = re.compile(r"^by:?\s+(?=[A-Z])", re.IGNORECASE)
#: a writer who is not named is one all the same, the same throughout
_ANONYMOUS = re.compile(r"by:?\s+(?P<who>anonymous|a staff member|name withheld)$", re.IGNORECASE)
_INTERVIEW = re.compile(
    r"\binterview(?:s|ed|ing)?\b|\b(?:spoke|speaks|talked|talks|sat down) (?:to|with)\b|\bQ ?& ?A\b"
    r"|\bin conversation with\b",
    re.IGNORECASE,
)
_NAMES_SELF = re.compile(r"\b(?:[Mm]y name is|[Mm]y name['’]s|I am|I['’]m)\s+$")
_RECORD = re.compile(
    r"^(?:ORAL ARGUMENT|(?:OPENING |PREPARED |CLOSING )?STATEMENT|TESTIMONY|REMARKS|ADDRESS) (?:OF|BY) (?=[A-Z])",
    re.MULTILINE,
)
#: the same in small letters: only a text's first line, and only with nothing after the name and its office
_TITLED = re.compile(
    r"(?:(?:Opening |Prepared |Closing |Press )?Statement|Testimony|Remarks|Address|Speech) (?:of|by) (?=[A-Z])"
    r"(?=[^\n,]{3,60}(?:,[^\n]{3,80})?\n)"
)


def narrations(text: str, entities: Sequence[Entity], quotes: Sequence[Span]) -> list[Speech]:
    """The stretches told by somebody who is named, outside quotation marks.

    Args:
        text: the reading text.
        entities: its named entities.
        quotes: the words in quotation marks.
    """
    people = [with_title(e.span, text) for e in entities if e.type is EntityType.PER]
    return with_group(_tellings(text, people, quotes), text, people, quotes)


def _tellings(text: str, people: Sequence[Span], quotes: Sequence[Span]) -> list[Speech]:
    lines = list(_lines(text))
    found = list(_records(text, people)) or _answered(text, lines, people)
    if found or not lines:
        return found
    letter = _letter(text, lines, people)
    if letter:
        return letter
    outside = [p for p in people if not any(q.contains(p) for q in quotes)]
    titled = _titled_two(text, lines[:1], people)
    talk = turns_of_talk(text, lines, outside, titled, is_talk(text, lines))
    if talk or is_talk(text, lines):
        return talk
    teller = _named_self(text, people, quotes)
    if teller is not None:
        return [Speech(Span(0, len(text)), teller, quoted=False, form="self")]
    return list(_bylined(text, lines, people))


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text that are not blank, without the blanks around them."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line)).trimmed(text)
        at += len(line) + 1


def is_talk(text: str, lines: Sequence[Span]) -> bool:
    """Whether a text's lines are the turns of a talk, so that "I" is now one, now another."""
    short = sum(line.end - line.start < SHORT_CHARACTERS and text[line.end - 1] in ".?!…—-" for line in lines)
    return len(lines) >= TALK_LINES and short >= TALK_SHARE * len(lines)


def _records(text: str, people: Sequence[Span]) -> list[Speech]:
    headings = list(_RECORD.finditer(text)) or _first_line(text, people)
    ends = [*(m.start() for m in headings), len(text)][1:]
    out: list[Speech] = []
    for heading, end in zip(headings, ends, strict=True):
        line_end = text.find("\n", heading.end())
        line = Span(heading.end(), line_end if line_end >= 0 else len(text))
        name = next((p for p in people if line.contains(p)), None)
        if name is not None:
            out += _stated(text, Span(line.end, end).trimmed(text), name)
    return out


def _first_line(text: str, people: Sequence[Span]) -> list[re.Match[str]]:
    """A first line "Statement by NAME" or "Statement by NAME, OFFICE"; one that goes on is a headline about it."""
    found = _TITLED.match(text)
    name = next((p for p in people if found and p.start >= found.end()), None)
    return [found] if found and name is not None and text[name.end : name.end + 1] in (",", "\n") else []


def _stated(text: str, words: Span, name: Span) -> Iterator[Speech]:
    """A statement up to the first question put to whoever makes it; what follows is theirs and the questioners'."""
    lines = [Span(s.start + words.start, s.end + words.start) for s in _lines(words.of(text))]
    asked = [s for s in lines[1:] if s.of(text).endswith("?") and len(s.of(text).split()) <= QUESTION_WORDS]
    end = asked[0].start if asked else words.end
    yield Speech(Span(words.start, end).trimmed(text), name, quoted=False, form="record")
    if asked:
        yield Speech(Span(end, words.end), name, quoted=False, form="answers")
    for question in asked:
        yield Speech(question, None, name, quoted=False, form="answers")


def _answered(text: str, lines: Sequence[Span], people: Sequence[Span]) -> list[Speech]:
    """The questions and answers of an interview with one person whom its first lines name."""
    asked = [n for n, line in enumerate(lines) if line.of(text).rstrip(' ”"').endswith("?")]
    share = len(asked) / (len(lines) - asked[0]) if asked else 0.0
    who = _titled(text, lines[:1], people) if len(asked) >= TITLED[0] and share >= TITLED[1] else None
    if who is None and len(asked) >= UNTITLED[0] and share >= UNTITLED[1]:
        who = _told_of(text, lines[:TITLE_LINES], people)
    if who is None:
        return []
    questions = {lines[n] for n in asked}
    return [
        Speech(line, None, who, quoted=False, form="interview")
        if line in questions
        else Speech(line, who, quoted=False, form="interview")
        for line in lines[asked[0] :]
    ]


def _titled(text: str, title: Sequence[Span], people: Sequence[Span]) -> Span | None:
    """The one person whom a title that tells of an interview names."""
    line = title[0] if title else Span(0, 0)
    if line.end - line.start > TITLE_CHARACTERS or not _INTERVIEW.search(text, *line):
        return None
    return _only([p for p in people if line.contains(p)], text)


def _titled_two(text: str, title: Sequence[Span], people: Sequence[Span]) -> list[Span]:
    """The two persons whom a title that tells of an interview names side by side; none if it is not two."""
    line = title[0] if title else Span(0, 0)
    named = [p for p in people if line.contains(p)]
    if line.end - line.start > TITLE_CHARACTERS or not _INTERVIEW.search(text, *line) or len(named) != 2:
        return []
    return named if text[named[0].end : named[1].start].strip() in ("and", "&") else []


def _told_of(text: str, lines: Sequence[Span], people: Sequence[Span]) -> Span | None:
    """The one person named right beside "interviewed" or "sat down with"."""
    for line in lines:
        told = _INTERVIEW.search(text, *line)
        if told is not None:
            beside = [p for p in people if 0 <= p.start - told.end() <= NEAR_CHARACTERS or p.end + 1 == told.start()]
            return _only([p for p in beside if line.contains(p)], text)
    return None


def _only(people: Sequence[Span], text: str) -> Span | None:
    return people[0] if len({p.of(text).split()[-1] for p in people}) == 1 else None


def _letter(text: str, lines: Sequence[Span], people: Sequence[Span]) -> list[Speech]:
    """The words between a greeting and a signature, or all before a signature; the one greeted is told them.

    The closing formula is told by nobody: "yours" in it is the one greeted.
    """
    closing, teller = _signed(text, lines, people)
    if closing is None or teller is None:
        return []
    greeting = next((line for line in lines[:HEAD_LINES] if _is_greeting(line.of(text))), None)
    named = [p for p in people if greeting is not None and greeting.overlaps(p)]
    told = named[0] if len(named) == 1 and named[0] != teller else None
    words = Span(greeting.start if greeting is not None else 0, closing.start).trimmed(text)
    form = "letter" if greeting is not None else "self"
    return [
        Speech(words, teller, addressee=told, quoted=False, form=form),
        Speech(closing, None, addressee=told, quoted=False, form=form),
    ]


def _is_greeting(line: str) -> bool:
    return _GREETING.match(line) is not None and line.rstrip().endswith((":", ","))


def _signed(text: str, lines: Sequence[Span], people: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """The line of a closing formula, and the name after it, on its line or the next."""
    last = lines[-CLOSING_LINES:]
    for n, line in enumerate(last):
        found = _CLOSING.match(line.of(text))
        if found is None:
            continue
        after = Span(line.start + found.end(), line.end) if found.end() < len(line.of(text)) else None
        after = after or (last[n + 1] if n + 1 < len(last) else None)
        named = [p for p in people if after and after.start <= p.start <= after.start + 4 and p.end <= after.end]
        return line, named[0] if named else None
    return None, None


def _bylined(text: str, lines: Sequence[Span], people: Sequence[Span]) -> Iterator[Speech]:
    """The words after a line "By ..." that names one person, or says that nobody is named."""
    for line in lines[:HEAD_LINES]:
        found = _BYLINE.match(line.of(text))
        named = [p for p in people if line.contains(p)] if found else []
        nobody = _ANONYMOUS.match(text, *line)
        if nobody is not None:
            named = [Span(*nobody.span("who"))]
        if len(named) == 1 and named[0].start <= line.start + (found.end() if found else 0):
            yield Speech(Span(line.end, len(text)).trimmed(text), named[0], quoted=False, form="byline")
            return


def _named_self(text: str, people: Sequence[Span], quotes: Sequence[Span]) -> Span | None:
    """The one person who is named after "I'm" or "my name is" outside quotation marks, near the beginning."""
    found = [
        p
        for p in people
        if p.start < INTRODUCED_BY
        and _NAMES_SELF.search(text, max(0, p.start - 16), p.start)
        and not any(q.contains(p) for q in quotes)
    ]
    return found[0] if len({p.of(text).casefold() for p in found}) == 1 else None
