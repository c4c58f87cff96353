"""Papers as sources: a report, a statement, an indictment speaks for whoever issued it."""

from __future__ import annotations

import re

from counterclaim.actors.bodies import Bodies
from counterclaim.actors.collect import Ref
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.records import ActorKind

_ISSUER = re.compile(r"\b(?:by|from|of|for|in)\s+(.+)$")
_STATEMENTS = frozenset(
    [
        "statement",
        "tweet",
        "post",
        "message",
        "letter",
        "memo",
        "press",
        "release",
        "email",
        "e-mail",
        "rebuttal",
    ]
)
_COURT_PAPERS = frozenset(["indictment", "complaint", "affidavit", "charge", "filing", "motion"])
_INDICTMENTS = frozenset(["indictment", "charging document"])
_ISSUING = frozenset({ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.GROUP})


class Documents(Bodies):
    """Resolving of papers to their issuers."""

    def _document(self, ref: Ref) -> tuple[str, str] | None:
        """Words on paper speak for whoever issued them; a nameless paper speaks for nobody."""
        found = self._issuer(ref)
        if found is not None:
            self.issuers[ref.phrase.head.removesuffix("s")] = found[0]
        return found

    def _issuer(self, ref: Ref) -> tuple[str, str] | None:
        phrase = ref.phrase
        owner = self._owner(phrase, ref.span.start)
        if owner is not None:
            return owner, f"issued “{phrase.text}”"
        issuer = _ISSUER.search(phrase.text)
        if issuer is not None:
            inner = read_phrase(issuer.group(1), self.case.world)
            if inner.kind not in ("unknown", "document", "pronoun"):
                return self._whom(Ref(ref.span, inner, ref.form, ref.type))
        if phrase.org or phrase.proper or phrase.state:
            bound = self._document_owner(phrase, ref)
            if bound is not None:
                return bound
        return self._known_document(ref) if phrase.definite or phrase.text[:1].isupper() else None

    def _known_document(self, ref: Ref) -> tuple[str, str] | None:
        """The issuer of a document spoken of before, or of a statement right after its issuer spoke."""
        head = ref.phrase.head.removesuffix("s")
        if head in self.issuers:
            return self.issuers[head], f"“{ref.phrase.text}” is the one it issued"
        if head in _COURT_PAPERS:
            return self._charging(ref, head)
        reach, kinds = (3, frozenset(ActorKind)) if head in _STATEMENTS else (3, _ISSUING)
        last = self.talk.last_speaker(ref.span.start, kinds, reach)
        return (last, f"“{ref.phrase.text}” right after its words") if last else None

    def _charging(self, ref: Ref, head: str) -> tuple[str, str] | None:
        """Who issued a court paper: the prosecutors of the article; an indictment is some prosecutors' in any case."""
        found = self._prosecutors(ref.span.start)
        if found is not None and found.actor is not None:
            return found.actor, "the prosecutors the article names"
        if found is not None:
            self.later += [(attribution, found) for attribution in ref.source_of]
        if found is not None or head not in _INDICTMENTS:
            return None
        return f"group|{self.article}|prosecutors", f"“{ref.phrase.text}” is issued by prosecutors"

    def _prosecutors(self, position: int) -> Ref | None:
        found = [
            r
            for r in self.text.refs
            if r.phrase.role is not None and r.phrase.role.name in ("prosecutor", "prosecution")
        ]
        return min(found, key=lambda r: (not r.phrase.plural, abs(r.span.start - position)), default=None)

    def _document_owner(self, phrase: Phrase, ref: Ref) -> tuple[str, str] | None:
        if phrase.org:
            return f"org|{phrase.org}", f"issued “{phrase.text}”"
        if phrase.proper:
            inner = read_phrase(phrase.proper, self.case.world)
            if inner.kind == "name":
                return self._whom(Ref(ref.span, inner, ref.form, None))
        return None
