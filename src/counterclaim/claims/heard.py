"""Who speaks of whom in the articles of a case: what a statement must tell of somebody for his words to answer it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.claims import lexicon
from counterclaim.claims.rebuttals import stand_for
from counterclaim.claims.stems import is_small, stem, stems
from counterclaim.claims.unit import Unit
from counterclaim.records import Actor, Article, Reading, Span, key_of, words_of

#: Words by which one thing is told from another of its kind.
IS_ANOTHER = re.compile(
    r"\b(?:another|other|rival|neighbouring|neighboring|second|different|nearby|previous|earlier)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a case tells who speaks of whom: texts and sentences by article, the actors named in each article, and
    the party of each actor.
    """

    texts: Mapping[str, str]
    titles: Mapping[str, Span | None]
    sentences: Mapping[str, Sequence[Span]]
    named: Mapping[str, Sequence[tuple[Span, str]]]
    party: Mapping[str, str | None]

    @staticmethod
    def of(articles: Sequence[Article], readings: Sequence[Reading], actors: Sequence[Actor]) -> Heard:
        """That of a case."""
        named: dict[str, list[tuple[Span, str]]] = {}
        for a in actors:
            for m in a.mentions:
                named.setdefault(m.article, []).append((m.span, a.id))
        texts = {a.id: a.text for a in articles}
        sentences = {r.article: r.sentences for r in readings}
        titles = {a.id: a.title_span for a in articles}
        party = {a.id: a.party for a in actors}
        return Heard(texts, titles, sentences, {k: sorted(v) for k, v in named.items()}, party)

    def key(self, units: Sequence[Unit]) -> bytes:
        """The digest of all that matters to the units of one article."""
        article = units[0].article
        # Who is who matters, and not what anybody is called in the case: that changes with other articles.
        called: dict[str | None, int] = {None: 0}
        named = [
            (span, called.setdefault(actor, len(called)), self.party.get(actor))
            for span, actor in self.named.get(article, ())
        ]
        said = [(u.digest, called.setdefault(u.actor, len(called)), u.party) for u in units]
        return key_of(self.texts[article], self.titles[article], named, said)

    def inside(self, unit: Unit) -> Iterator[str]:
        """The actors that a unit's words name."""
        listed = self.named.get(unit.article, ())
        for span in unit.spans:
            at = bisect_right(listed, (Span(span.start, 0), ""))
            while at < len(listed) and listed[at][0].start < span.end:
                yield listed[at][1]
                at += 1

    def source(self, unit: Unit) -> str:
        """The words that name who speaks."""
        a = unit.attribution
        return words_of(a.source, self.texts[unit.article]) if a is not None else ""

    def is_title(self, unit: Unit) -> bool:
        """Whether a unit stands in its article's title, which tells what the text tells again."""
        title = self.titles[unit.article]
        return title is not None and any(title.overlaps(s) for s in unit.spans)

    def place(self, unit: Unit) -> int:
        """The number of a unit's sentence in its article."""
        return bisect_right(self.sentences[unit.article], unit.sentence)


def topic(words: str, unit: Unit, heard: Heard) -> frozenset[str]:
    """Stems of what a unit tells, without the names of who speaks and of places."""
    return stems(words) - names_of(unit, heard) - stems(" ".join(unit.scene.places))


def names_of(unit: Unit, heard: Heard) -> frozenset[str]:
    """Stems of the words that name who speaks."""
    return stems(heard.source(unit))


def speaks_of(told: Unit, answer: Unit, heard: Heard) -> bool:
    """Whether a statement speaks of who answers: by name, as the side it charges, or by the word for what he is."""
    party = answer.party
    charged = {*told.accused, told.charge, *(d.doer for d in told.deeds)}
    if party is not None and party in charged:
        return True
    for actor in heard.inside(told):
        if actor == answer.actor or (party is not None and heard.party.get(actor) == party):
            return True
    source = heard.source(answer)
    if IS_ANOTHER.search(source):
        return False
    plain, names = _described(source)
    words = stems(told.words)
    is_named = bool(plain and plain <= words) or bool(names and names <= words)
    return is_named or _is_for_him(source) or stand_for(source, told.words)


@lru_cache(maxsize=65536)
def _described(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words for what a source is, and of its names; what anybody may be is left out."""
    generic = lexicon.entries("rebuttals", "generic", "words")
    said = [w.strip("’'\".,") for w in source.replace("’s", "").replace("'s", "").split()]
    telling = [w for w in said if len(w) > 2 and not is_small(w) and w.casefold() not in generic]
    plain = frozenset(stem(w) for w in telling if w[0].islower())
    return plain, frozenset(stem(w) for w in telling if w[0].isupper())


def _is_for_him(source: str) -> bool:
    """Whether a source is somebody who speaks for a person just named ("his lawyer")."""
    words = [w.strip(",.") for w in source.casefold().split()[:3]]
    return (
        bool(words)
        and words[0] in ("his", "her", "their")
        and bool(set(words[1:]) & lexicon.entries("rebuttals", "generic", "for_somebody"))
    )
