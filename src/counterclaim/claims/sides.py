"""Which side is named where: by the actors found in the case, by words made from a state's name, by "we" and "our".

A side is a party. "A Tesmaran vessel" names Tesmara though no actor of that name is mentioned; the adjective is made
from the state's name by rule, so it works for every state alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.sought import keys_of_texts, names_inside
from counterclaim.records import FORGETFUL, Actor, ActorKind, Article, Keeper, MentionForm, Span

#: A state's name gives an adjective by its stem only if the stem has this many letters, lest "Iran" match "Irate".
STEM_LETTERS = 4
_SUFFIX = r"(?:a|e|y|n|an|ian|ans|ians|ns|ese|ish|i|is|iani|ine|ines)?"


#: What a body of a side says that it did itself ("the command said *it* had struck the depot").
_SAYS_IT_HAD = re.compile(r"\W*(it|they)\s+(?:had|has|have)\s+(?!been\b)", re.IGNORECASE)


class SidesSeen(NamedTuple):
    """The sides as far as one article names them, as plain values: who speaks for which party, and where and by which
    stems and things parties are named.
    """

    party_of: tuple[tuple[str, str | None], ...]
    state_names: tuple[str, ...]
    mentions: tuple[tuple[Span, str], ...]
    stems: tuple[tuple[str, str], ...]
    owned: tuple[tuple[str, str], ...]

    def sides(self, article: str) -> Sides:
        """The sides of a case that has no other article."""
        of = {**{party: party for _, party in self.mentions}, **dict(self.party_of)}
        mentions = {article: list(self.mentions)}
        return _compiled(of, frozenset(self.state_names), mentions, dict(self.stems), dict(self.owned))


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
        own = _SAYS_IT_HAD.match(text, span.start, span.end) if speaker is not None and is_reported else None
        if speaker is not None and own is not None:
            at = Span(own.start(1), own.end(1))
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


class SidesInTexts:
    """What single articles see of the sides of a case.

    Names that cannot stand in an article's text are left out, which changes nothing that is read of it; and so is which
    actor is mentioned, where it is for its party alone.
    """

    def __init__(self, sides: Sides, articles: Sequence[Article], keeper: Keeper) -> None:
        self._sides = sides
        self._owned = sorted(sides.by_owned.items())
        found = names_inside("stems", sides.by_adjective, articles, keeper)
        self._stems = dict(zip((a.id for a in articles), found, strict=True))

    def seen_by(self, article: Article, speakers: Mapping[str, str], names: Set[str]) -> SidesSeen:
        """What there is to know of the sides for an article.

        Args:
            article: which.
            speakers: what it calls those who speak, and the actors they are.
            names: all that it may name as a place, in lower case.
        """
        sides = self._sides
        named = {at: party for at, a in sides.mentions.get(article.id, ()) if (party := sides.party_of.get(a))}
        return SidesSeen(
            party_of=tuple((s, sides.party_of[a]) for s, a in sorted(speakers.items()) if a in sides.party_of),
            state_names=tuple(sorted(sides.state_names & names)),
            mentions=tuple(sorted(named.items())),
            stems=tuple((s, sides.by_adjective[s]) for s in self._stems[article.id]),
            owned=tuple((n, p) for n, p in self._owned if n in article.text),
        )


def _own_words(is_reported: bool) -> re.Pattern[str]:
    """The words by which a speaker names its own side: "we" in its own words, "its ships" in reported ones."""
    return lexicon.words("acts", "agency", "own" if is_reported else "first_person")


def sides_of(actors: Sequence[Actor], articles: Sequence[Article] = (), keeper: Keeper = FORGETFUL) -> Sides:
    """The sides of a case, from its actors and the parties they were given.

    In ``articles`` things of a side are looked for by name ("the Tesmaran patrol ship TMG-41"); ``keeper`` remembers
    those of texts that were searched before.
    """
    mentions: dict[str, list[tuple[Span, str]]] = {}
    of_states = {a.party for a in actors if a.kind is ActorKind.STATE}
    for a in actors:
        # of other sides persons are named for what they did or was done to them, not for the side: a man and his family
        if a.kind is ActorKind.PERSON and a.party not in of_states:
            continue
        for m in a.mentions:
            if m.form is not MentionForm.PRONOUN:
                mentions.setdefault(m.article, []).append((m.span, a.id))
    for listed in mentions.values():
        listed.sort()
    stems = _stems(actors)
    owned = _owned(articles, stems, keeper) if stems else {}
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


def _owned(articles: Sequence[Article], stems: Mapping[str, str], keeper: Keeper) -> dict[str, str]:
    """Names of things that some text gives to one side only; a name given to two sides belongs to none."""

    def make(at: Sequence[int]) -> list[bool]:
        return [_things_told().search(articles[i].text) is not None for i in at]

    told = keeper.recall("things told", keys_of_texts(articles), bool, make)
    find = _finder_of_things(_either(stems))
    found: dict[str, set[str]] = {}
    for article in (a for a, is_told in zip(articles, told, strict=True) if is_told):
        for name, stem in find(article.text):
            found.setdefault(name, set()).add(stems[stem])
    return {n: next(iter(p)) for n, p in found.items() if len(p) == 1 and n.casefold() not in stems}


def _finder_of_things(pattern: str) -> Callable[[str], Iterator[tuple[str, str]]]:
    """What finds the things of sides in a text: the name of each and the stem of its side; ``pattern`` is of stems."""
    thing = lexicon.things()["vessel"].pattern
    name = r"([A-Z][\w]*(?:-\w+)?)"
    before = re.compile(rf"\b(?i:({pattern}){_SUFFIX})\s+(?:[a-z]+[ -]){{0,3}}?(?i:{thing})\s+{name}")
    after = re.compile(rf"\b{name}, an? (?:[a-z]+[ -]){{0,2}}?(?i:{thing}) of (?:the )?(?i:({pattern}){_SUFFIX})\b")

    def find(text: str) -> Iterator[tuple[str, str]]:
        yield from ((m.group(2), m.group(1).casefold()) for m in before.finditer(text))
        yield from ((m.group(1), m.group(2).casefold()) for m in after.finditer(text))

    return find


@cache
def _things_told() -> re.Pattern[str]:
    """What both ways of naming a thing of a side need, and are slow to find that there is none: such a word with a
    name or a side behind it.
    """
    return re.compile(rf"(?i:{lexicon.things()['vessel'].pattern})(?=\s+[A-Z]| of )")


def without_sides(text: str, span: Span, named: Sequence[Named]) -> str:
    """The words of a span with the names of sides blanked."""
    left = list(span.of(text))
    for n in named:
        for i in range(max(n.span.start, span.start), min(n.span.end, span.end)):
            left[i - span.start] = " "
    return "".join(left)
