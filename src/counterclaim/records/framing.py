"""Choices of words by outlets: what a cue implies, the spelling of a place, how many words each party is given.

Counts and words, on the same scale for every outlet and party; nothing here is a grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.span import Span


class Implicature(StrEnum):
    """What a word that introduces a statement lets the reader infer beyond that it was made."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"
    RELUCTANT = "reluctant"
    INSISTING = "insisting"
    COLOURED = "coloured"
    NEGATED = "negated"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueUse:
    """A cue with its implicature.

    ``word`` is the list's entry it was known by, ``actor`` whose statement it introduces, ``party`` is the party that
    the actor speaks for; both are None where not known.
    """

    article: str
    attribution: str
    span: Span
    word: str
    implicature: Implicature
    actor: str | None
    party: str | None
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One place where an article names a place of which the case has several names or spellings."""

    article: str
    span: Span
    place: str
    form: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """A place that articles name or spell differently. ``why`` says for each form but the first what it differs in.

    ``forms`` are in order of how many articles use them, then by alphabet. ``id`` comes from the forms.
    """

    id: str
    forms: tuple[str, ...]
    why: tuple[str, ...]
    uses: tuple[Toponym, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyShare:
    """What one article gives to one party: statements, words inside quotation marks, words in the article's own.

    ``party`` is None for speakers of whom no party is known. ``attributions`` are the ids, in text order. Words that
    lie in several nested attributions count once, for the inmost.
    """

    article: str
    party: str | None
    attributions: tuple[str, ...]
    quotes: int
    quoted_words: int
    reported_words: int
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFraming:
    """All of it, for a case."""

    cues: tuple[CueUse, ...]
    places: tuple[PlaceNames, ...]
    shares: tuple[PartyShare, ...]
