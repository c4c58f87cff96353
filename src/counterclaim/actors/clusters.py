"""Who else the reader takes for the one a mention means: its clusters, looked up by place.

The reader joins mentions by the words around them; this stage knows names, offices and states. So a cluster is
evidence for an actor, weighed with what else speaks for it, and no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from counterclaim.actors.collect import Ref
from counterclaim.records import Mention, MentionForm, Reading, Span


@dataclass(frozen=True, slots=True)
class Meant:
    """An actor that a cluster names, the words that name it, and how sure the weakest link to them is."""

    actor: str
    words: Span
    sure: float


class Clusters:
    """The clusters of one article's reading."""

    def __init__(self, reading: Reading, refs: list[Ref]) -> None:
        self.at = {m.span: m for m in reading.mentions}
        self.ends: dict[int, list[Mention]] = defaultdict(list)
        self.members: dict[int, list[Mention]] = defaultdict(list)
        for m in sorted(reading.mentions, key=lambda m: m.span):
            self.ends[m.span.end].append(m)
            self.members[m.entity].append(m)
        self.refs: dict[int, list[Ref]] = defaultdict(list)
        for ref in refs:
            self.refs[ref.span.end].append(ref)

    def of(self, span: Span) -> Mention | None:
        """The mention at a span; else the shortest that ends with it and holds it or is held by it."""
        exact = self.at.get(span)
        if exact is not None:
            return exact
        near = [m for m in self.ends.get(span.end, []) if m.span.overlaps(span)]
        return min(near, key=lambda m: m.span.end - m.span.start, default=None)

    def company(self, span: Span) -> list[Mention]:
        """The other mentions of the one a span means: those before it, latest first, then those after it."""
        mention = self.of(span)
        if mention is None:
            return []
        others = [m for m in self.members[mention.entity] if not m.span.overlaps(span)]
        before = [m for m in others if m.span.end <= span.start]
        return before[::-1] + [m for m in others if m.span.start >= span.end]

    def ref(self, mention: Mention) -> Ref | None:
        """The ref that is a mention: it has its span, or ends where its first words or all of it end."""
        same_end = [r for r in self.refs.get(mention.span.end, []) if r.span.overlaps(mention.span)]
        exact = [r for r in same_end if r.span == mention.span]
        return next(iter(exact or same_end), None)

    def actors(self, span: Span) -> list[Meant]:
        """The actors met at the other mentions of the one a span means, in that order, names before descriptions."""
        mention = self.of(span)
        found: dict[str, Meant] = {}
        for other in sorted(self.company(span), key=lambda m: m.form is not MentionForm.NAME):
            ref = self.ref(other)
            if ref is not None and ref.actor is not None and mention is not None:
                sure = min(mention.confidence, other.confidence)
                found.setdefault(ref.actor, Meant(ref.actor, other.span, sure))
        return list(found.values())
