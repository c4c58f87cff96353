"""Who stands for himself: whoever is accused in person, suspended, dismissed, charged or on trial.

"Sergeant Brandt, the officer accused of shooting him" is no voice of the police, nor is his lawyer; "the dismissed
director" none of the company. Who leads a body or speaks for it goes on doing so while others accuse or try him: it
takes that the office was taken from him.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.tenures import SINGLE

_REMOVED = "suspended|dismissed|sacked|discharged|disgraced"
_GONE = rf"{_REMOVED}|removed from (?:office|duty|(?:his|her|the) post)|stripped of"
_TRIED = (
    r"charged (?:with|over|in)|indicted|arrested|detained|jailed|imprisoned|convicted|sentenced|court-martialled"
    r"|(?:on|awaiting|standing|facing) trial|facing (?:charges|a court martial)|placed on (?:[a-z]+ )?leave"
)
#: "Who accused" somebody is not accused.
_CHARGED = r"accused (?:of|in|over)|suspected of|blamed for|under investigation"
_BE = r"(?:is|was|has been|had been|were|being) (?:also |since |now |later |himself |herself )?"
#: So far after a mention it is told what became of somebody.
WITHIN = 90


class _Told(NamedTuple):
    """Patterns of what tells it: after a mention, at its beginning or end before, and inside."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    first: re.Pattern[str]
    inside: re.Pattern[str]


def _told(clauses: str, adjectives: str) -> _Told:
    who = rf"who (?:{_BE}(?:{clauses}|fired)|(?:{clauses}))"
    # "The family accused | Sergeant Brandt" tells of a charge, "the accused | Sergeant Brandt" of him.
    before = adjectives.replace("accused", r"(?:the|an?|its|his|her|\w['’]s) accused")
    return _Told(
        re.compile(
            rf",? (?:{who}|(?:{clauses})\b|(?:the|an?|one of the) (?:[\w’'-]+ ){{1,4}}(?:{who}|(?:{clauses})\b))"
        ),
        re.compile(rf"\b(?:{before})\s+$", re.I),
        re.compile(rf"^(?:the |an? )?(?:[\w’'-]+ ){{0,3}}?(?:{adjectives}) ", re.I),
        re.compile(rf"^(?:(?!\b(?:of|for|to)\b).)*?\b(?:{who}|{clauses})\b"),
    )


_ALL = _told(
    f"{_GONE}|{_TRIED}|{_CHARGED}", f"{_REMOVED}|fired|jailed|imprisoned|detained|arrested|convicted|indicted|accused"
)
#: Of those who lead a body or speak for one.
_OUT = _told(_GONE, f"{_REMOVED}|fired")


def alone_in(result: Resolved) -> dict[str, bool]:
    """The persons of an article who by its words speak for themselves alone.

    With each whether that holds in the whole case: who led a body did speak for it before.
    """
    text = result.text.article.text
    out: dict[str, bool] = {}
    for ref in result.text.refs:
        if ref.actor is not None and ref.phrase.is_person and ref.phrase.kind != "pronoun" and _is_alone(text, ref):
            out[ref.actor] = out.get(ref.actor, True) and not _is_leading(ref)
    return out


def _is_leading(ref: Ref) -> bool:
    role = ref.phrase.role
    return role is not None and (role.name in SINGLE or role.name in ("spokesperson", "lawyer", "leader", "relative"))


def _is_alone(text: str, ref: Ref) -> bool:
    told, start, end = _OUT if _is_leading(ref) else _ALL, ref.span.start, ref.span.end
    is_owner = text[end : end + 2] in ("'s", "’s")  # "dismissed the minister's words"
    is_before = not is_owner and told.before.search(text, max(0, start - 24), start) is not None
    own = f"{ref.phrase.text}{text[end : end + 4]}"  # "the officer accused| of"
    is_inside = told.first.match(ref.phrase.text) is not None or told.inside.match(own) is not None
    return is_before or is_inside or told.after.match(text, end, end + WITHIN) is not None
