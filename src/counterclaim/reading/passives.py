"""“X was rejected by Y”: who speaks stands after "by", and what is spoken of is the subject.

Between the verb and "by" may stand what a thing is called or laid on ("was dismissed as fake by officials"). Nouns that
end an agent's name are in ``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from counterclaim.reading.clauses import AUXILIARY_CHARACTERS, named_after, rest_of, sentence_of, subject_before
from counterclaim.reading.contents import without
from counterclaim.reading.draft import Draft
from counterclaim.reading.edges import right_edge
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Entity, EntityType, Span

#: An agent that no name begins has at most so many words.
AGENT_WORDS = 5
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC})
_BY = re.compile(r"\s+by\s+", re.IGNORECASE)
_BY_LATER = re.compile(r"\s+(?P<what>(?:as|on|for)\s+(?:[\w’'-]+\s+){1,5}?)by\s+(?!\w+ing\b)", re.IGNORECASE)
#: What an agent did or said is no part of its name ("by villagers | of poisoning", "by the mayor | as a lie").
_COMPLEMENT = re.compile(r"\s(?:as|to|of\s+(?:having\s+)?\w+ing|for\s+\w+ing)\s", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?=(?:of|with|for|as|to)\s)")
_THAT = re.compile(r",?\s+that\s+", re.IGNORECASE)
_ACCUSED = re.compile(r"\b(?:accused|suspected|convicted)$", re.IGNORECASE)


class Agent(NamedTuple):
    """Who speaks, and what stands between the verb and "by", if anything."""

    speaker: Span
    called: Span | None


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:has|have|had)\s+)?"
        + alternatives(listed("constructions", "raising", "auxiliaries"))
        + r"(?:\s+being)?\s+(?:\w+ly\s+)?(?:\w+(?:ed|en)|told|said|made|put|met|sent|taken)$",
        re.IGNORECASE,
    )


def with_agent(draft: Draft, text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> Draft:
    """“X was rejected by Y”: Y speaks and X is what is spoken of, with whatever follows the agent ("of lying").

    “It was claimed by Y that”: what is said follows. “The story floated by Y” is Y's too.
    """
    home = sentence_of(draft.anchor, sentences)
    if not draft.cue or home is None:
        return draft
    floor = max(home.start, draft.anchor.start - AUXILIARY_CHARACTERS)
    passive = _passive().search(text, floor, draft.anchor.end)
    if passive is None or passive.end() != draft.anchor.end or passive.start() > draft.anchor.start:
        return _with_agent_of_participle(draft, text, home, entities)
    cue = Span(passive.start(), draft.anchor.end)
    found = _agent_of(cue, text, home, entities)
    subject = subject_before(text, cue.start, home)
    if found is None or subject is None:
        return _with_agent_of_participle(draft, text, home, entities)
    told = _told(subject, found, text, home)
    return replace(draft, anchor=cue, cue=(cue,), source=(found.speaker,), content=told)


def _with_agent_of_participle(draft: Draft, text: str, home: Span, entities: Sequence[Entity]) -> Draft:
    """“The story floated by the mayor”: who stands behind "by" speaks, where nobody was found who does."""
    by = _BY.match(text, draft.anchor.end, home.end) if not draft.source else None
    speaker = agent(by.end(), text, home, entities) if by is not None else None
    if speaker is None or not _PARTICIPLE.search(text, *draft.anchor):
        return draft
    return replace(draft, source=(speaker,), content=tuple(without(draft.content, (speaker,))))


_PARTICIPLE = re.compile(r"(?:ed|en|told|said|made|put|brought)$", re.IGNORECASE)


def _agent_of(cue: Span, text: str, home: Span, entities: Sequence[Entity]) -> Agent | None:
    """Who stands after "by", right after the verb or after what a thing is called."""
    by = _BY.match(text, cue.end, home.end)
    later = _BY_LATER.match(text, cue.end, home.end) if by is None else None
    if later is not None and re.search(r"\d|day\b", later["what"]):
        return None  # "was said on Monday by": when
    start = by.end() if by else later.end() if later else None
    limit = Span(home.start, _before_complement(start, text, home, _ACCUSED.search(cue.of(text)) is not None))
    speaker = agent(start, text, limit, entities) if start is not None else None
    if speaker is None:
        return None
    return Agent(speaker, Span(*later.span("what")).trimmed(text) if later else None)


def _before_complement(at: int | None, text: str, home: Span, is_accused: bool) -> int:
    """Where the words that follow an agent begin; the sentence's end where none do."""
    stop = re.compile(r"\sof\s").search(text, at, home.end) if is_accused and at is not None else None
    stop = stop or (_COMPLEMENT.search(text, at, home.end) if at is not None else None)
    return stop.start() if stop else home.end


def _told(subject: Span, found: Agent, text: str, home: Span) -> tuple[Span, ...]:
    """What is said: the subject with what it is called and what follows; of "it" what "that" opens."""
    that = _THAT.match(text, found.speaker.end, home.end)
    if subject.of(text).casefold() == "it" and that is not None:
        return (rest_of(Span(found.speaker.end, that.end()), text, home),)
    if found.called is not None:
        return (subject, found.called)
    after = _AFTER.match(text, found.speaker.end, home.end)
    return (subject, right_edge(Span(after.end(), after.end() + 2), text, home.end)) if after else (subject,)


def agent(at: int, text: str, home: Span, entities: Sequence[Entity]) -> Span | None:
    """The agent after "by": to the first name's end if it begins with one, else to a mark or the next clause.

    Nouns after the name that end an office or a body belong to it ("the Tarn | border guard", "Velm's | ministry").
    """
    first = next((e.span for e in entities if e.type in _SPEAKING and at <= e.span.start < at + 40), None)
    if first is not None and len(text[at : first.start].split()) <= 3 and "," not in text[at : first.start]:
        holder = next((e.span for e in entities if _OFFICE.fullmatch(text, first.end, e.span.start)), None)
        if holder is not None:
            return Span(at, holder.end)
        body = _body().match(text, first.end, home.end)
        return Span(at, body.end() if body else first.end)
    told = named_after(Span(at, at), text, home)
    return told if 0 < len(told.of(text).split()) <= AGENT_WORDS else None


#: An office between a body and who holds it ("Quell | chief executive | Ana Stern").
_OFFICE = re.compile(
    r"(?:[’']s?)?\s+(?:(?!(?:and|or|in|on|at|of|by|for|with|from|to|that|who|was|is)\b)[a-z][\w-]*\s+){1,3}"
)


@cache
def _body() -> re.Pattern[str]:
    nouns = listed("headlines", "offices") | listed("edges", "titles") | listed("constructions", "bodies")
    no_noun = (
        r"(?:in|on|at|of|by|for|with|from|to|after|before|as|and|or|but|that|who|its|his|her|their|the|an?|is|was)"
    )
    return re.compile(rf"(?:[’']s?)?\s+(?:(?!{no_noun}\b)[a-z][\w-]*\s+){{0,2}}{alternatives(nouns)}(?![\w-])")
