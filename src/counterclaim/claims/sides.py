"""Which side is named where: by the actors found in the case, by words made from a state's name, by "we" and "our".

A side is a party. "A Tesmaran vessel" names Tesmara though no actor of that name is mentioned; the adjective is made
from the state's name by rule, so it works for every state alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.records import Actor, ActorKind, Article, MentionForm, Span

#: A state's name gives an adjective by its stem only if the stem has this many letters, lest "Iran" match "Irate".
STEM_LETTERS = 4
_SUFFIX = r"(?:a|e|y|n|an|ian|ans|ians|ns|ese|ish|i|is|iani|ine|ines)?"


class SidesSeen(NamedTuple):
    """The sides as far as one article names them, as plain values: stems and things with the party they name."""

    party_of: tuple[tuple[str, str | None], ...]
    state_names: tuple[str, ...]
    mentions: tuple[tuple[Span, str], ...]
    stems: tuple[tuple[str, str], ...]
    owned: tuple[tuple[str, str], ...]

    def sides(self, article: str) -> Sides:
        """The sides of a case that has no other article."""
        names, of = frozenset(self.state_names), dict(self.party_of)
        return _compiled(of, names, {article: list(self.mentions)}, dict(self.stems), dict(self.owned))


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

    def seen_by(self, article: Article, actors: Iterable[str]) -> SidesSeen:
        """What there is to know of the sides for an article in which these actors speak.

        Names that cannot stand in its text are left out, which changes nothing that is read of it.
        """
        text, loose = article.text, _loose(article.text)
        mentions = self.mentions.get(article.id, [])
        known = {*actors, *(a for _, a in mentions)}
        return SidesSeen(
            party_of=tuple((a, self.party_of[a]) for a in sorted(known) if a in self.party_of),
            state_names=tuple(n for n in sorted(self.state_names) if _loose(n) in loose),
            mentions=tuple(mentions),
            stems=tuple((s, p) for s, p in sorted(self.by_adjective.items()) if _loose(s) in loose),
            owned=tuple((n, p) for n, p in sorted(self.by_owned.items()) if n in text),
        )

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
    owned = _owned(articles, _either(stems), stems) if stems else {}
    states = (a for a in actors if a.party and a.kind is ActorKind.STATE)
    names = frozenset(n.casefold() for a in states for n in a.aliases)
    return _compiled({a.id: a.party for a in actors}, names, mentions, stems, owned)


def _compiled(
    party_of: dict[str, str | None], state_names: frozenset[str], mentions: dict[str, list[tuple[Span, str]]],
    stems: dict[str, str], owned: dict[str, str],
) -> Sides:  # fmt: skip
    pattern = rf"\b({_either(stems)}){_SUFFIX}\b(?:['’]s?)?"
    return Sides(
        party_of=party_of,
        state_names=state_names,
        mentions=mentions,
        adjectives=re.compile(pattern, re.IGNORECASE) if stems else None,
        by_adjective=stems,
        owned=re.compile(rf"(?<![\w-])(?:{_either(owned)})(?![\w-])") if owned else None,
        by_owned=owned,
    )


def _either(names: Iterable[str]) -> str:
    """A pattern for any of some names, of two that fit the longer."""
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))


def _loose(text: str) -> str:
    """A text in which a name stands that a pattern finds in it whatever the case of its letters."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")  # the dotted and the dotless i count as one there


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
