"""Who is in the reader's mind at a point of one article, and whom a pronoun or a description there means.

Everything said before a point is scored: how near it is, whether it spoke, whether it was a sentence's
subject, and whether gender, number and office agree. The best candidate wins; there is no threshold for
pronouns (somebody is meant) and a firm one for descriptions (they may introduce somebody new).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from counterclaim.actors.clusters import Meant
from counterclaim.actors.collect import Text
from counterclaim.actors.phrase import Phrase
from counterclaim.actors.profile import Profile, is_told_apart, role_match
from counterclaim.actors.unnamed import is_official
from counterclaim.records import ActorKind, Span

_OBJECT = re.compile(
    r"\b(of|with|to|by|against|for|from|about|on|over|at|in|and|told|accused|blamed|urged|asked|called)"
    r"\s+(the\s+|a\s+)?$",
    re.I,
)
_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves", "those", "these", "both"])
_IT = frozenset(["it", "its", "itself"])
_RELATIVE = frozenset(["who", "whom", "whose", "which", "that"])


#: What may part two clauses, or make two words for somebody one in the same.
_CLAUSE = re.compile(
    r"[,;:()\n“”\"—–]|\b(?:and|or|but|as|that|who|whom|whose|which|when|while|where|if|whether|because|since|after|before|than"
    r"|until|though|although|is|are|was|were|be|been|being|became|becomes|remains?|remained|said|says)\b|['’]s?\s*$",
    re.IGNORECASE,
)
#: Weights of recency, found by coordinate search on the pronoun sources of contested_news train; that of the
#: reader's cluster on its development part (with clusters and without: 79.6 and 79.0% of found speakers right).
W = {"sentence": 1.2, "paragraph": 0.5, "speaker": 2.5, "subject": 1.0, "object": 1.2, "quoted": 2.0, "cluster": 3.0}


@dataclass(slots=True)
class Point:
    """One place where an actor was named, meant or spoke."""

    span: Span
    actor: str
    speaker: bool
    subject: bool
    object: bool
    quoted: bool
    state: str | None


@dataclass(slots=True)
class Discourse:
    """The points of one article so far and the profiles of the actors at them."""

    text: Text
    profiles: dict[str, Profile]
    quotes: list[tuple[Span, str]] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    def note(self, span: Span, actor: str, *, speaker: bool, state: str | None) -> None:
        """Remember that an actor was met at a span."""
        body = self.text.article.text
        sentence = self.text.sentences[self.text.sentence(span.start)]
        lead = body[sentence : span.start].strip(" \"“‘'\n")
        after_comma = lead.endswith((",", "”", '"')) and len(lead) > 1
        subject = not lead or lead.lower() in ("the", "but", "and", "meanwhile,", "however,", "still,") or after_comma
        objective = bool(_OBJECT.search(body[max(0, span.start - 20) : span.start])) or body[
            span.end : span.end + 2
        ] in ("'s", "’s")
        self.points.append(
            Point(
                span,
                actor,
                speaker,
                subject,
                objective and not speaker,
                self.in_quote(span) is not None,
                state,
            )
        )

    def in_quote(self, span: Span) -> str | None:
        """The attribution whose quoted words hold the span, if any (the innermost)."""
        inside = [(q.end - q.start, a) for q, a in self.quotes if q.contains(span)]
        return min(inside)[1] if inside else None

    def before(self, position: int) -> list[Point]:
        """The points that end before a position."""
        return [p for p in self.points if p.span.end <= position]

    def recency(self, point: Point, position: int) -> float:
        """The weight of a point at a later position."""
        distance = self.text.sentence(position) - self.text.sentence(point.span.start)
        apart = self.text.paragraph(position) - self.text.paragraph(point.span.start)
        score = (
            -W["sentence"] * min(distance, 8) - W["paragraph"] * min(apart, 4) - 0.0005 * (position - point.span.end)
        )
        return (
            score
            + W["speaker"] * point.speaker
            + W["subject"] * point.subject
            - W["object"] * point.object
            - W["quoted"] * point.quoted
        )

    def pronoun(
        self,
        word: str,
        position: int,
        exclude: str | None = None,
        own: tuple[Span, ...] = (),
        likely: Mapping[str, Meant] = MappingProxyType({}),
    ) -> tuple[str, str] | None:
        """The actor a third-person pronoun means, and why.

        ``own`` are the words the pronoun's own attribution presents: nobody is named in them who says them.
        ``likely`` are the actors that the reader's cluster of the pronoun names.
        """
        if word in _RELATIVE:
            found = self._relative(position)
            if found is not None:
                return found, f"“{word}” follows the name"
        best: tuple[float, int, str] | None = None
        quoted = self.in_quote(Span(position, position + 1)) is not None
        for point in self.before(position):
            profile = self.profiles[point.actor]
            fit = _pronoun_fit(word, profile)
            if fit is None or point.actor == exclude or any(s.contains(point.span) for s in own):
                continue
            score = self.recency(point, position) + fit + (2.0 if point.quoted and quoted else 0.0)
            if point.actor in likely:
                score += W["cluster"] * likely[point.actor].sure
            if best is None or (score, point.span.start) > best[:2]:
                best = (score, point.span.start, point.actor)
        if best is None:
            return None
        if best[2] in likely:
            return best[2], f"“{word}” is “{likely[best[2]].words.of(self.text.article.text)}”"
        return best[2], f"“{word}”: the nearest fitting subject or speaker before it"

    def _relative(self, position: int) -> str | None:
        near = [p for p in self.points if 0 <= position - p.span.end <= 3]
        return near[-1].actor if near else None

    def description(
        self, phrase: Phrase, position: int, states: set[str], orgs: set[str], owner: str | None = None
    ) -> tuple[str, str] | None:
        """The actor a definite description resumes, and why, or None where it introduces somebody."""
        best: tuple[float, int, str, str] | None = None
        before = self.before(position)
        beside = {p.actor for p in before if self._is_in_clause(p, position)}
        for point in before:
            profile = self.profiles[point.actor]
            if point.actor in beside:
                continue
            fit = _description_fit(phrase, profile, states, orgs, owner)
            if fit is None:
                continue
            near = self.text.sentence(position) - self.text.sentence(point.span.start)
            score = 3.0 * fit[0] + 0.5 * self.recency(point, position) + (2.0 if point.speaker and near <= 2 else 0.0)
            if best is None or (score, point.span.start) > best[:2]:
                best = (score, point.span.start, point.actor, fit[1])
        return (best[2], best[3]) if best else None

    def _is_in_clause(self, point: Point, position: int) -> bool:
        """Whether a point stands in the same clause before a position: "Brandt pressed the Veldorian president" is of
        two, and "Brandt is the Veldorian president" of one.
        """
        if self.text.sentence(point.span.start) != self.text.sentence(position):
            return False
        between = self.text.article.text[point.span.end : position]
        return bool(between.strip()) and _CLAUSE.search(between) is None

    def last_speaker(self, position: int, kinds: frozenset[ActorKind], reach: int) -> str | None:
        """The last actor of some kind that spoke within ``reach`` sentences before a position."""
        here = self.text.sentence(position)
        for point in reversed(self.before(position)):
            if here - self.text.sentence(point.span.start) > reach:
                break
            if point.speaker and self.profiles[point.actor].kind in kinds:
                return point.actor
        return None

    def state_near(self, position: int, reach: int = 4) -> tuple[str, str] | None:
        """The state in whose name somebody last spoke, or that was last named, near a position."""
        here = self.text.sentence(position)
        candidates: list[tuple[float, int, str]] = []
        for point in self.before(position):
            state = point.state or self.profiles[point.actor].state
            distance = here - self.text.sentence(point.span.start)
            if point.speaker and distance <= 1 and self._is_of_unknown_state(point.actor):
                candidates.clear()  # who spoke before that does not tell whose it is
            if state is not None and distance <= reach:
                score = 3.0 * point.speaker + 1.0 * point.subject - 1.0 * point.object - 1.0 * distance
                candidates.append((score, point.span.start, state))
        if not candidates:
            return None
        return max(candidates)[2], "the state of whoever spoke just before"

    def _is_of_unknown_state(self, actor: str) -> bool:
        """Whether this is a state's own body, and of which state is unknown."""
        profile = self.profiles[actor]
        return actor.startswith("group|") and profile.state is None and any(map(is_official, profile.roles))


def _pronoun_fit(word: str, profile: Profile) -> float | None:
    """How well a pronoun fits an actor: None where it cannot."""
    person = profile.kind is ActorKind.PERSON and not profile.plural
    if word in _HE or word in _SHE:
        if not person or profile.gender == ("f" if word in _HE else "m"):
            return None
        return 1.0 if profile.gender else 0.0
    if word in _THEY:
        if person:
            return -3.0
        return 1.5 if profile.plural or profile.kind is ActorKind.GROUP else -0.5
    if word in _IT:
        if person or (profile.kind is ActorKind.GROUP and profile.plural):
            return None if person else -2.0
        return 0.5
    if word in ("who", "whom", "whose"):
        return 0.5 if person else 0.0
    return 0.0


def _is_owned(profile: Profile, owner: str, match: float) -> bool:
    """Whether "his lawyer" can be this actor: introduced as his, or with just that noun and nobody else's."""
    return owner in profile.owners or (match == 1.0 and not profile.owners and profile.key != owner)


def _same_body(one: set[str], other: set[str]) -> bool:
    """Whether two sets of bodies can mean one ("ministry" and "foreign ministry" can)."""
    return any(
        a == b or a.endswith(f" {b}") or b.endswith(f" {a}") or {a, b} <= _PRESIDENTIAL for a in one for b in other
    )


_PRESIDENTIAL = frozenset({"presidency", "Kremlin", "White House", "Elysee", "government"})


def _description_fit(
    phrase: Phrase, profile: Profile, states: set[str], orgs: set[str], owner: str | None
) -> tuple[float, str] | None:
    """How well a description fits an actor, with the reason; None where it contradicts what is known."""
    person = profile.kind is ActorKind.PERSON and not profile.plural
    if phrase.is_person != person or (phrase.plural and person):
        return None
    if not person and phrase.plural != profile.plural and phrase.kind not in ("forces", "state"):
        return None
    match = 0.0 if is_told_apart(phrase, profile) else role_match(phrase, profile)
    if match == 0.0 or (owner is not None and owner.startswith("per|") and not _is_owned(profile, owner, match)):
        return None
    gender = phrase_gender(phrase)
    if gender and profile.gender and gender != profile.gender:
        return None
    score = 1.0 + match
    reason = (
        f"“{phrase.head}” is the office it was introduced with"
        if match == 1.0
        else f"“{phrase.head}” can stand for its office"
    )
    if states and profile.states:
        if not states & set(profile.states):
            return None
        score, reason = score + 0.7, reason + ", of the same state"
    if orgs and profile.orgs:
        if not _same_body(orgs, profile.orgs):
            return None
        score, reason = score + 0.7, reason + ", of the same body"
    return score, reason


def phrase_gender(phrase: Phrase) -> str | None:
    """The gender a description's own noun tells ("spokeswoman")."""
    from counterclaim.actors.names import gender_of

    return gender_of((), phrase.head)
