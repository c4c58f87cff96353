"""Resolves one article: which actor each ref stands for, and who speaks in each attribution.

The article is read in text order with a :class:`~counterclaim.actors.discourse.Discourse`. Actors are
keyed by what they are, not by numbers, so that the same actor in two articles has the same key.
"""

from __future__ import annotations

import re

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.documents import Documents
from counterclaim.actors.names import gender_of
from counterclaim.actors.naming import personal_name
from counterclaim.actors.unnamed import is_everyone
from counterclaim.records import Act, ActorKind, Attribution, QuoteKind, Span, hull

#: Hedges and legal terms that, where the article names prosecutors, repeat what those say. On contested_news
#: train 34 such attributions have them as speaker, 24 nobody or somebody else; "accused" is a coin toss.
_LEGAL = re.compile(r"\b(charged?|charges|indicted|indictment|alleged(?:ly)?)\b", re.I)

__all__ = ["ArticleActors", "Resolved"]


class ArticleActors(Documents):
    """Resolving of one article, in one pass from its first word to its last."""

    def resolve(self) -> Resolved:
        """Walk the refs and the source-less attributions in text order."""
        events: list[tuple[int, int, Ref | Attribution]] = [(r.span.start, 0, r) for r in self.text.refs]
        for a in self.text.reading.attributions:
            if not a.source and (a.cue or a.content):
                events.append((hull(a.content or a.cue).start, 1, a))
        for _, _, item in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(item, Ref):
                self._ref(item)
            else:
                self._sourceless(item)
        for attribution, ref in self.later:
            if ref.actor is not None:
                self.out.speakers[attribution] = (ref.actor, "the prosecutors the article names")
        return self.out

    def _ref(self, ref: Ref) -> None:
        same = ref.same.actor if ref.same is not None else None
        found = (same, f"“{ref.phrase.text}” is set beside the name") if same is not None else self._whom(ref)
        if found is None:
            return
        ref.actor, ref.why = found
        profile = self._profile(ref.actor, ref)
        name = personal_name(ref, self.case.surnames)
        state = ref.phrase.state
        resumed = ref.phrase.is_person and not name and ref.actor.startswith("per|")
        owner = self._owner(ref.phrase, ref.span.start) if ref.phrase.possessor else None
        if owner is not None:
            profile.owners.add(owner)
        if ref.phrase.kind != "pronoun" and not resumed:
            profile.learn(
                ref.phrase,
                gender_of((), ref.phrase.text) if profile.kind is ActorKind.PERSON else None,
                state,
            )
        self.talk.note(ref.span, ref.actor, speaker=bool(ref.source_of), state=profile.state)
        for attribution in ref.source_of:
            self.out.speakers[attribution] = (ref.actor, ref.why)

    def _whom(self, ref: Ref) -> tuple[str, str] | None:
        phrase = ref.phrase
        if phrase.kind != "pronoun" and is_everyone(phrase):
            return None
        if phrase.kind == "pronoun":
            own = tuple(s for a in ref.source_of for s in _own_words(self.attributions[a], ref.span))
            return self._pronoun(phrase.head, ref.span, own)
        name = personal_name(ref, self.case.surnames)
        if name is not None:
            return self._person(name, ref)
        if phrase.kind == "document":
            return self._document(ref)
        if phrase.is_person:
            return self._nominal_person(ref)
        if phrase.kind == "state" and phrase.role is None:
            return (
                f"state|{phrase.state}",
                f"“{phrase.exact}” stands for {self.case.title(phrase.state or '')}",
            )
        if phrase.kind in ("seat", "organisation"):
            return f"org|{phrase.org}", f"“{phrase.exact}” is a name of {phrase.org}"
        if phrase.kind == "name":
            return self._proper(ref)
        return self._body(ref)

    def _sourceless(self, attribution: Attribution) -> None:
        found = self._who_speaks(attribution)
        if found is not None:
            self.out.speakers[attribution.id] = found
            at = hull(attribution.content or attribution.cue)
            self.talk.note(
                Span(at.start, at.start + 1), found[0], speaker=True, state=self.out.profiles[found[0]].state
            )

    def _who_speaks(self, attribution: Attribution) -> tuple[str, str] | None:
        quoted = attribution.kind in (QuoteKind.DIRECT, QuoteKind.MIXED)
        if quoted and not attribution.cue and attribution.content:
            return self._continues(attribution)
        if (
            attribution.act is Act.ACCUSE
            and attribution.cue
            and _LEGAL.search(hull(attribution.cue).of(self.text.article.text))
        ):
            return self._accuser(attribution)
        return None

    def _continues(self, attribution: Attribution) -> tuple[str, str] | None:
        """A quotation without words of saying goes on with whoever spoke just before."""
        at = hull(attribution.content).start
        before = [
            p
            for p in self.talk.before(at + 1)
            if not p.quoted and self.text.paragraph(at) - self.text.paragraph(p.span.start) <= 2
        ]
        spoke = [p for p in before if p.speaker]
        if not spoke:
            person = [p for p in before if self.out.profiles[p.actor].kind is ActorKind.PERSON and p.subject]
            return (person[-1].actor, "the person spoken of just before the quotation") if person else None
        return spoke[-1].actor, "the quotation goes on after this speaker's words"

    def _accuser(self, attribution: Attribution) -> tuple[str, str] | None:
        at = hull(attribution.cue).start
        near = self._prosecutors(at)
        if near is None:
            return None
        if near.actor is None:
            self.later.append((attribution.id, near))
            return None
        return near.actor, "the prosecutors the article names"


def _own_words(attribution: Attribution, source: Span) -> tuple[Span, ...]:
    """What an attribution presents, in which nobody is named who says it: not what stands around "he says" in one
    sentence, of which he is mostly the subject ("Ivo Brandt has never, he says, been asked").
    """
    content = attribution.content
    is_around = any(s.end <= source.start for s in content) and any(s.start >= source.end for s in content)
    return () if is_around and attribution.kind is QuoteKind.INDIRECT else content
