"""The articles of a case, each collected and resolved when somebody needs it, once in a run.

What an article gives is kept by what it was made from: the article with its reading, the states that it may name, and
for what depends on more of the case the questions that it asked, the keys that lead, or the parties that it looks at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from counterclaim.actors import tenures
from counterclaim.actors.actor_records import titles_of
from counterclaim.actors.aliases import rename, short_forms
from counterclaim.actors.article_actors import ArticleActors, Resolved
from counterclaim.actors.asking import Answers, Asked, Asking
from counterclaim.actors.collect import Text, collect, is_place
from counterclaim.actors.contexts import Hint, hints
from counterclaim.actors.namesakes import prefer_persons, tell_apart
from counterclaim.actors.offices import day_of, moment
from counterclaim.actors.printed import Printed, place_key, printed
from counterclaim.actors.ruled import forms_in, put_apart
from counterclaim.actors.told import Told, told
from counterclaim.actors.world import Beheld, World
from counterclaim.records import Article, EntityType, Keeper, Reading, key_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of an article: its questions, the actors it is about, which names are short, a digest of it all."""

    asked: Asked
    keys: tuple[str, ...]
    shorts: tuple[tuple[str, str], ...]
    mark: bytes


@dataclass(frozen=True, slots=True)
class Leading:
    """Which key stands for each in the whole case, and which forms are taken from which key then."""

    of: Mapping[str, str]
    apart: Sequence[tuple[str, str]] = ()

    def among(self, keys: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """Those that change something in an article with these keys."""
        led = {self.of.get(k, k) for k in keys}
        return {k: self.of[k] for k in keys if self.of.get(k, k) != k}, [m for m in self.apart if m[0] in led]


class Articles:
    """The articles that have a reading, by id."""

    def __init__(
        self, pairs: Sequence[tuple[Article, Reading]], world: World, keeper: Keeper,
        sources: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        self._pairs = {a.id: (a, r) for a, r in pairs}
        self._world, self._keeper = world, keeper
        sources = sources or {a.id: key_of(a, r) for a, r in pairs}
        beheld = beheld_in([a.text for a, _ in pairs], world, keeper)
        #: Of each article a digest of what its words say of states in this case.
        self.beheld = {a.id: key_of(seen) for (a, _), seen in zip(pairs, beheld, strict=True)}
        self._keys = {a.id: key_of(sources[a.id], seen) for (a, _), seen in zip(pairs, beheld, strict=True)}
        self._texts: dict[str, Text] = {}
        self._resolved: dict[str, tuple[Resolved, Asked]] = {}
        self._answers: Answers | None = None
        self._leading = Leading({})
        self._renamed: set[str] = set()

    def printed(self) -> dict[str, Printed]:
        """What each article tells its case before it is resolved."""
        return self._recall("printed", self._keys, Printed, lambda a: printed(self._text(a), self._world))

    def tenures(self) -> dict[str, tuple[tenures.Told, ...]]:
        """The offices that each article tells of."""
        kind = tuple[tenures.Told, ...]
        return self._recall("tenures", self._keys, kind, lambda a: tenures.tenures_in(self._text(a), self._world))

    def resolutions(self, answers: Answers) -> dict[str, Resolution]:
        """What becomes of each article with what its case answers."""
        self._answers = answers
        ids = list(self._keys)
        return self._recall(
            "resolved", self._keys, Resolution, lambda a: _resolution(*self._resolve(a)),
            lambda at, kept: answers.are_still(kept.asked, ids[at]),
        )  # fmt: skip

    def forms(self, found: Mapping[str, Resolution]) -> dict[str, Counter[str]]:
        """What the mentions of each key print."""
        marks = {a: r.mark for a, r in found.items()}
        out: dict[str, Counter[str]] = defaultdict(Counter)
        kept = self._recall("forms", marks, dict[str, dict[str, int]], lambda a: forms_in(self._resolve(a)[0]))
        for forms in kept.values():
            for key, counts in forms.items():
                out[key].update(counts)
        return dict(out)

    def told(self, found: Mapping[str, Resolution], leading: Leading) -> tuple[dict[str, Told], dict[str, bytes]]:
        """What each article tells once it is known which keys lead, with the digest of what that is made from."""
        self._leading = leading
        marks = {}
        for article, one in found.items():
            led, moved = leading.among(one.keys)
            titles = titles_of(self._world, [*one.keys, *led.values()])
            marks[article] = key_of(self._keys[article], one.mark, led, moved, titles)
        return self._recall("told", marks, Told, lambda a: told(self._led(a), self._world)), marks

    def hints(
        self, found: Mapping[str, Told], marks: Mapping[str, bytes], party_of: Mapping[str, str]
    ) -> list[list[Hint]]:  # fmt: skip
        """What the words around say in each article where they may say something."""
        keys = {
            article: key_of(marks[article], [(k, party_of[k]) for k in one.watched if k in party_of])
            for article, one in found.items()
            if one.watched
        }
        kept = self._recall("hints", keys, list[Hint], lambda a: hints(self._world, self._led(a), party_of))
        return list(kept.values())

    def _recall(
        self, step: str, keys: Mapping[str, bytes], kind: type[T], make: Callable[[str], T],
        holds: Callable[[int, T], bool] | None = None,
    ) -> dict[str, T]:  # fmt: skip
        ids = list(keys)
        found = self._keeper.recall(step, list(keys.values()), kind, lambda at: [make(ids[i]) for i in at], holds)
        return dict(zip(ids, found, strict=True))

    def _text(self, article: str) -> Text:
        if article not in self._texts:
            self._texts[article] = collect(*self._pairs[article], self._world)
            prefer_persons(self._texts[article])
            tell_apart(self._texts[article])
        return self._texts[article]

    def _resolve(self, article: str) -> tuple[Resolved, Asked]:
        """One article resolved, and what it asked its case."""
        if article not in self._resolved and self._answers is not None:
            text = self._text(article)
            asking = Asking(self._answers, article, moment(article, day_of(text.article.published.value)))
            for ref in text.refs:
                place = place_key(ref)
                if place and asking.is_place(place):
                    ref.type = EntityType.LOC
            self._resolved[article] = (ArticleActors(asking, text).resolve(), asking.asked())
        return self._resolved[article]

    def _led(self, article: str) -> Resolved:
        """One article resolved, with the keys that lead."""
        result, _ = self._resolve(article)
        if article not in self._renamed:
            self._renamed.add(article)
            rename(result, self._leading.of)
            for key, form in self._leading.apart:
                put_apart(result, key, form)
        return result


def _resolution(result: Resolved, asked: Asked) -> Resolution:
    refs = [(r.span, r.form, r.phrase, r.type, r.source_of, r.actor, r.why) for r in result.text.refs]
    profiles = {key: (p.kind, sorted(p.owners)) for key, p in result.profiles.items()}
    met = {r.actor for r in result.text.refs if r.actor}
    places = {r.actor for r in result.text.refs if r.actor and is_place(result.text.article.text, r)}
    return Resolution(
        asked=asked,
        keys=tuple(sorted(met | {key for key, _ in result.speakers.values()})),
        shorts=short_forms(met, places),
        mark=key_of(result.text.article.id, refs, profiles, result.speakers, result.named_by),
    )


def beheld_in(texts: Sequence[str], world: World, keeper: Keeper) -> list[Beheld]:
    """What pieces of each text may say in a world (``World.beheld``); kept, as few articles bring new states."""
    learned = key_of([world.told(form) for form in sorted(world.learned)], sorted(world.crafts))

    def make(at: Sequence[int]) -> list[Beheld]:
        return [world.beheld(texts[i]) for i in at]

    return keeper.recall("beheld", [key_of(learned, text) for text in texts], Beheld, make)
