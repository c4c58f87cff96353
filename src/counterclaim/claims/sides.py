"""Which side is named where: by the actors found in the case, by words made from a state's name, by "we" and "our".

A side is a party. "A Tesmaran vessel" names Tesmara though no actor of that name is mentioned; the adjective is made
from the state's name by rule, so it works for every state alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.records import Actor, ActorKind, Article, MentionForm, Span

#: A state's name gives an adjective by its stem only if the stem has this many letters, lest "Iran" match "Irate".
STEM_LETTERS = 4
_SUFFIX = r"(?:a|e|y|n|an|ian|ans|ians|ns|ese|ish|i|is|iani|ine|ines)?"


class Named(NamedTuple):
    """A place in a text where a side is named; ``first_person`` where it is the speaker's "we"."""

    span: Span
    party: str
    first_person: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """Names of the parties in a case; made by :func:`sides_of`."""

    party_of: dict[str, str | None]
    state_names: frozenset[str]
    mentions: dict[str, list[tuple[Span, str]]]
    adjectives: re.Pattern[str] | None
    by_adjective: dict[str, str]
    owned: re.Pattern[str] | None
    by_owned: dict[str, str]

    def inside(self, article: str, span: Span) -> frozenset[str]:
        """Actors named inside a span."""
        return frozenset(actor for m, actor in self._between(article, span))

    def named(
        self, article: str, text: str, span: Span, speaker: str | None, *, is_reported: bool = False
    ) -> list[Named]:
        """Every place in ``span`` where a side is named, in text order.

        Args:
            article: whose text it is.
            text: the article's text.
            span: where to look.
            speaker: the party that "we" stands for.
            is_reported: whether the words are reported, so that "its ships" are the speaker's.
        """
        found = {m: Named(m, p, False) for m, a in self._between(article, span) if (p := self.party_of.get(a))}
        if self.adjectives is not None:
            for m in self.adjectives.finditer(text, span.start, span.end):
                at = Span(m.start(), m.end())
                if not any(at.overlaps(k) for k in found):
                    found[at] = Named(at, self.by_adjective[m.group(1).casefold()], False)
        if self.owned is not None:
            for m in self.owned.finditer(text, span.start, span.end):
                at = Span(m.start(), m.end())
                found.setdefault(at, Named(at, self.by_owned[m.group()], False))
        if speaker is not None:
            for m in _own_words(is_reported).finditer(text, span.start, span.end):
                at = Span(m.start(), m.end())
                if not is_reported or not any(k.start < at.start for k in found):
                    found[at] = Named(at, speaker, True)
        return [found[k] for k in sorted(found)]

    def _between(self, article: str, span: Span) -> list[tuple[Span, str]]:
        listed = self.mentions.get(article, [])
        at = bisect_left(listed, (Span(span.start, 0), ""))
        out = []
        while at < len(listed) and listed[at][0].start < span.end:
            if listed[at][0].end <= span.end:
                out.append(listed[at])
            at += 1
        return out


def _own_words(is_reported: bool) -> re.Pattern[str]:
    """The words by which a speaker names its own side: "we" in its own words, "its ships" in reported ones."""
    return lexicon.words("acts", "agency", "own" if is_reported else "first_person")


def sides_of(actors: Sequence[Actor], articles: Sequence[Article] = ()) -> Sides:
    """The sides of a case, from its actors and the parties they were given.

    In ``articles`` things of a side are looked for by name ("the Tesmaran patrol ship TMG-41").
    """
    mentions: dict[str, list[tuple[Span, str]]] = {}
    for a in actors:
        for m in a.mentions:
            if m.form is not MentionForm.PRONOUN:
                mentions.setdefault(m.article, []).append((m.span, a.id))
    for listed in mentions.values():
        listed.sort()
    stems = _stems(actors)
    pattern = "|".join(re.escape(s) for s in sorted(stems, key=lambda s: (-len(s), s)))
    adjectives = re.compile(rf"\b({pattern}){_SUFFIX}\b(?:['’]s?)?", re.IGNORECASE) if stems else None
    owned = _owned(articles, pattern, stems) if stems else {}
    names = "|".join(re.escape(n) for n in sorted(owned, key=lambda n: (-len(n), n)))
    return Sides(
        party_of={a.id: a.party for a in actors},
        state_names=frozenset(n.casefold() for a in actors if a.party and a.kind is ActorKind.STATE for n in a.aliases),
        mentions=mentions,
        adjectives=adjectives,
        by_adjective=stems,
        owned=re.compile(rf"(?<![\w-])(?:{names})(?![\w-])") if owned else None,
        by_owned=owned,
    )


def _stems(actors: Sequence[Actor]) -> dict[str, str]:
    """Stems of state names, each with its party; a stem that two parties share names neither."""
    owners: dict[str, set[str]] = {}
    for a in actors:
        if a.party is None or a.kind is not ActorKind.STATE:
            continue
        for name in {a.name, *a.aliases}:
            if name[:1].isupper() and len(name) >= STEM_LETTERS:
                owners.setdefault(_stem(name), set()).add(a.party)
    return {s: next(iter(p)) for s, p in owners.items() if len(p) == 1 and len(s) >= STEM_LETTERS}


def _stem(name: str) -> str:
    folded = name.casefold()
    return folded[:-1] if folded[-1] in "aey" and len(folded) > STEM_LETTERS + 1 else folded


def _owned(articles: Sequence[Article], pattern: str, stems: dict[str, str]) -> dict[str, str]:
    """Names of things that some text gives to one side only; a name given to two sides belongs to none."""
    thing = lexicon.things()["vessel"].pattern
    name = r"([A-Z][\w]*(?:-\w+)?)"
    before = re.compile(rf"\b(?i:({pattern}){_SUFFIX})\s+(?:[a-z]+[ -]){{0,3}}?(?i:{thing})\s+{name}")
    after = re.compile(rf"\b{name}, an? (?:[a-z]+[ -]){{0,2}}?(?i:{thing}) of (?:the )?(?i:({pattern}){_SUFFIX})\b")
    found: dict[str, set[str]] = {}
    for article in articles:
        if lexicon.things()["vessel"].search(article.text) is None:
            continue  # both patterns need such a word, and are slow to find that there is none
        for m in before.finditer(article.text):
            found.setdefault(m.group(2), set()).add(stems[m.group(1).casefold()])
        for m in after.finditer(article.text):
            found.setdefault(m.group(1), set()).add(stems[m.group(2).casefold()])
    return {n: next(iter(p)) for n, p in found.items() if len(p) == 1 and n.casefold() not in stems}


def without_sides(text: str, span: Span, named: Sequence[Named]) -> str:
    """The words of a span with the names of sides blanked."""
    left = list(span.of(text))
    for n in named:
        for i in range(max(n.span.start, span.start), min(n.span.end, span.end)):
            left[i - span.start] = " "
    return "".join(left)
