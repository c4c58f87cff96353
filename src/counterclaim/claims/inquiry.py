"""One article as its units are read: its attributions by what their words do, and what is asked of the case.

All that the units of an article depend on beside the article itself is asked here, so that it is known of each stretch
what it asked (:mod:`~counterclaim.claims.asked`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from counterclaim.claims import lexicon
from counterclaim.claims.asked import NAMED, PARTY, SCENE, SPEAKER, Question
from counterclaim.claims.propositions import dismisses, is_left_open
from counterclaim.claims.referents import Scene, own_scene
from counterclaim.claims.seen import Seen
from counterclaim.claims.sides import Named
from counterclaim.records import Act, Attribution, QuoteKind, Span, words_of

_AS = re.compile(r"\bas\b", re.IGNORECASE)
#: Words by which somebody says again what was said.
_AGAIN = re.compile(
    r"\b(?:repeat|reiterat|renew|restat|maintain|insist)\w*|\b(?:stood|stands?|standing)\s+by\b", re.IGNORECASE
)
_CHARGE = r"(?:\w+\s+)?(?:charge|accusation|allegation|claim|assertion)s?\b"
_OWN_CHARGE = re.compile(
    rf"\W*(?:(?:his|her|its|their|our|my)\s+{_CHARGE}|(?:the|that|this|these|those)\s+{_CHARGE}(?=\W*$|\s+that\b))",
    re.IGNORECASE,
)
#: Words by which somebody grants what another says.
_GRANTS = re.compile(
    r"(?:\b(?:not|never|cannot|no\s+longer)|n['’]t)\s+(?:\w+ly\s+)?(?:disput|contest|question|doubt|challeng|quarrel)\w*",
    re.IGNORECASE,
)


def _as_worded(a: Attribution, text: str) -> Attribution:
    """An attribution by what its words do: one whose cue dismisses an accusation ("slammed the claims") denies it, one
    whose cue puts one forward again ("repeated her charge that"), grants a thing ("does not dispute that") or leaves it
    open ("did not rule out that"), denies nothing.
    """
    if a.act is Act.DENY:
        cue = words_of(a.cue, text)
        if _GRANTS.search(cue) or is_left_open(cue, ""):
            return replace(a, act=Act.ASSERT, polarity="positive")
        is_own = _AGAIN.search(cue) and _OWN_CHARGE.match(words_of(a.content, text))
        return replace(a, act=Act.ACCUSE, polarity="positive") if is_own else a
    return replace(a, act=Act.DENY, polarity="negative") if dismisses(a, text) else a


class Inquiry:
    """An article with its attributions, and what its stretches ask of the case.

    ``asked`` are the questions since it was last emptied, in order.
    """

    def __init__(self, seen: Seen) -> None:
        self.article, self.text, self.reading = seen.article, seen.article.text, seen.reading
        self._speakers, self._sides, self._places = seen.speakers, seen.known_sides, seen.places
        self._answers: dict[Question, Any] = {}
        self.asked: dict[Question, None] = {}
        self.attributions = [_as_worded(a, self.text) for a in self.reading.attributions]
        self.by_id = {a.id: a for a in self.attributions}
        self.children: dict[str, list[str]] = {}
        for a in self.attributions:
            if a.parent:
                self.children.setdefault(a.parent, []).append(a.id)
        self.undated = self._without_dates()

    def _without_dates(self) -> str:
        """The text with blanks for its dates: their numbers count nothing."""
        dated = list(self.text)
        for t in self.reading.timexes:
            dated[t.span.start : t.span.end] = " " * (t.span.end - t.span.start)
        return "".join(dated)

    def answer(self, question: Question) -> Any:
        """What the case says of a question; each is asked once of it."""
        if question not in self._answers:
            self._answers[question] = self._found(question)
        return self._answers[question]

    def _found(self, question: Question) -> Any:
        kind, name, spans, is_reported = question
        if kind == SPEAKER:
            return self._speakers.get(name or "")
        if kind == PARTY:
            return self._sides.party_of.get(name or "")
        if kind == NAMED:
            return self._sides.named(self.article.id, self.text, spans[0], name, is_reported=is_reported)
        return own_scene(self.text, self.reading, spans, self._sides, self._places)

    def _ask(self, question: Question) -> Any:
        self.asked[question] = None
        return self.answer(question)

    def speaker(self, attribution: str) -> str | None:
        """Who speaks in an attribution."""
        found: str | None = self._ask(Question(SPEAKER, attribution))
        return found

    def party(self, attribution: str) -> str | None:
        """The party of who speaks in an attribution."""
        speaker = self.speaker(attribution)
        found: str | None = self._ask(Question(PARTY, speaker)) if speaker is not None else None
        return found

    def side(self, a: Attribution) -> str | None:
        """The party that speaks; what a document shows is put forward by whoever tells of the document."""
        party = self.party(a.id)
        is_document = lexicon.words("acts", "offering", "documents").search(words_of(a.source, self.text))
        return self.party(a.parent) if party is None and a.parent and is_document else party

    def named(self, a: Attribution | None, span: Span, party: str | None) -> list[Named]:
        """The sides that words of an attribution, or of the outlet, name; ``party`` is "we" in them."""
        is_reported = a is not None and a.kind is not QuoteKind.DIRECT
        found: list[Named] = self._ask(Question(NAMED, party, (span,), is_reported))
        return found

    def scene(self, spans: tuple[Span, ...]) -> Scene:
        """Where, when and about what spans are."""
        found: Scene = self._ask(Question(SCENE, spans=spans))
        return found

    def accusations_named(self, a: Attribution) -> list[Attribution]:
        """Statements of others that an attribution names in its content: what a denial can be a denial of."""
        own = self.party(a.id)
        children = (self.by_id[c] for c in self.children.get(a.id, ()) if not self.is_evaluation(self.by_id[c]))
        return [c for c in children if (p := self.party(c.id)) != own or (p is None and c.act is Act.ACCUSE)]

    def is_evaluation(self, a: Attribution) -> bool:
        """Whether quoted words that nobody is named for are what a denial calls the accusation ("as 'absurd'")."""
        parent = self.by_id.get(a.parent or "")
        if parent is None or parent.act is not Act.DENY or a.source or not a.cue or not a.content:
            return False
        between = self.text[a.cue[-1].end : a.content[0].start]
        return bool(_AS.search(between)) or (not between.strip(" \"“”'‘’") and a.kind is QuoteKind.DIRECT)
