"""Contents to propositions: one sentence may put forward several, and each is claimed, denied and shown on its own.

No parser is used. A cut is made only where both sides have a subject and a finite verb, told by closed-class words and
verb endings; what cannot be told apart safely stays together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.records import Span

#: A piece of fewer words is not a proposition of its own.
PIECE_WORDS = 4
#: Before a subordinate clause fewer will do ("the deaths occurred after ...").
CORE_WORDS = 3
#: The finite verb of a coordinated clause is looked for among its first words.
VERB_WITHIN = 9

#: The finite verb of a main clause is looked for among so many words, and so many where it begins with a bare noun.
LONGEST_SUBJECT, BARE_SUBJECT = 14, 3

_AUXILIARY = frozenset(
    "is are was were be been has have had will would can could may might must should shall did does do isn't wasn't "
    "weren't hasn't hadn't didn't doesn't don't won't wouldn't cannot".split()
)
_IRREGULAR = frozenset(
    "said went left took came made gave struck sank fell hit shot fought began saw found told got knew sent lost met "
    "paid brought fled broke wrote spoke held led built hid put set kept ran took drove blew fires stands needs shows "
    "show remains says knows want wants".split()
)
_SUBJECTS = frozenset(
    "he she it they we i you the a an this that these those his her its their our no not none nobody neither one two "
    "three some many most all several there".split()
)
#: Words after which a form in -ed belongs to a noun.
_BEFORE_NOUN = frozenset("a an the of in by for from with his her its their our my your this these those".split())
#: Words after which a verb belongs to a clause inside the subject.
_RELATIVES = frozenset("who which whom whose that what where whether how why than as if when because while".split())
#: Forms in -ed that stand before a noun.
_PARTICIPLES = frozenset("armed alleged supposed purported suspected united so-called unnamed".split())
_CUT = re.compile(
    r"\s*;\s*|\s*[,—–]?\s+(?:and|or|but)\s+that\s+|,?\s+(?:adding|saying|claiming|noting|insisting)\s+that\s+"
    r"|(?P<and>,?\s+(?:and|but|while|whilst|whereas)\s+)|\s+[—–]\s+(?P<dash>)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r",?\s+(?:after|before|when|while|whilst|because|although|since)\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


class Piece(NamedTuple):
    """One proposition: ``span`` are all its words, ``core`` those without a subordinate clause it also stands on."""

    span: Span
    core: Span


def pieces(text: str, span: Span) -> list[Piece]:
    """The propositions of one stretch of text, in order; at least one, and together they leave out only joints."""
    out: list[Piece] = []
    for part in _coordinated(text, span):
        out.extend(_with_subordinate(text, part))
    return out


def _coordinated(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for m in _CUT.finditer(text, span.start, span.end):
        left, right = Span(start, m.start()), Span(m.end(), span.end)
        if m.start() < start or not is_clause(text, left):
            continue
        if starts_clause(text, right):
            yield left.trimmed(text)
            start = m.end()
    yield Span(start, span.end).trimmed(text)


def _with_subordinate(text: str, part: Span) -> list[Piece]:
    for m in _SUBORDINATE.finditer(text, part.start, part.end):
        core, rest = Span(part.start, m.start()), Span(m.end(), part.end)
        if is_clause(text, core, least=CORE_WORDS) and starts_clause(text, rest):
            return [Piece(part, core.trimmed(text)), Piece(rest.trimmed(text), rest.trimmed(text))]
    return [Piece(part, part)]


def is_clause(text: str, span: Span, least: int = PIECE_WORDS) -> bool:
    """Whether a stretch has a finite verb and enough words to mean something."""
    words = _WORD.findall(text, span.start, span.end)
    return len(words) >= least and _verb_at(words) is not None


def starts_clause(text: str, span: Span) -> bool:
    """Whether a stretch begins with a subject and has its finite verb soon."""
    words = _WORD.findall(text, span.start, span.end)
    if len(words) < PIECE_WORDS:
        return False
    begins = words[0].casefold() in _SUBJECTS or words[0][0].isupper()
    at = _verb_at(words[:VERB_WITHIN])
    return begins and at is not None and at > 0


def stands_alone(text: str, span: Span) -> bool:
    """Whether a stretch reads as a main clause: a subject at its head, then a finite verb with no relative between.

    "Women were offered money" does; "the man who was there", "messages he sent" and "nothing to do with it" do not.
    """
    words = _WORD.findall(text, span.start, span.end)
    at = next((i for i, w in enumerate(words) if _is_finite(w, i) and _can_be_verb(words, i)), None)
    if at is None or at > LONGEST_SUBJECT or any(w.casefold() in _RELATIVES for w in words[1:at]):
        return False
    begins = words[0].casefold() in _SUBJECTS or not words[0][0].islower()
    is_bare = at <= BARE_SUBJECT and words[at - 1].islower() and words[at - 1] not in _SUBJECTS
    return begins or is_bare


def _can_be_verb(words: Sequence[str], at: int) -> bool:
    """Whether a form that looks finite can be: not after "to", and no participle before a noun ("of hacked mails")."""
    before = words[at - 1].casefold() if at else "to"
    return before != "to" and not (words[at].endswith("ed") and before in _BEFORE_NOUN)


def finite_verbs(text: str, span: Span) -> list[Span]:
    """The places of the finite verbs of a stretch, as far as their forms tell."""
    found = [Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    return [s for i, s in enumerate(found) if _is_finite(s.of(text), i)]


def _verb_at(words: Sequence[str]) -> int | None:
    return next((i for i, word in enumerate(words) if _is_finite(word, i)), None)


def _is_finite(word: str, at: int) -> bool:
    """Whether a word's form is that of a finite verb; at the beginning a form in -ed is none."""
    folded = word.casefold().replace("’", "'")
    if folded in _AUXILIARY or folded in _IRREGULAR:
        return True
    return at > 0 and len(folded) > 4 and folded.endswith("ed") and folded not in _PARTICIPLES
