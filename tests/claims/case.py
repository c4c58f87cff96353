"""A small case for the claims stage, in words: articles are sentences, attributions are given by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import Material
from counterclaim.reading.sentences import split_sentences
from counterclaim.reading.timexes import find_timexes
from counterclaim.records import (
    Act,
    Actor,
    ActorKind,
    ActorMention,
    Article,
    Attribution,
    Entity,
    EntityType,
    Framing,
    MentionForm,
    OwnVoice,
    Party,
    PlaceUse,
    Published,
    QuoteKind,
    Reading,
    Segment,
    SegmentType,
    Span,
    unmarked,
    words_of,
)


def find(text: str, words: str) -> Span:
    """The first place of ``words``."""
    at = text.index(words)
    return Span(at, at + len(words))


@dataclass(frozen=True)
class Says:
    """One attribution, by its words; ``inside`` is the number of the one it is nested in."""

    who: str | None
    cue: str
    content: Sequence[str]
    act: Act = Act.ASSERT
    source: str | None = None
    inside: int | None = None
    kind: QuoteKind = QuoteKind.INDIRECT
    hedge: str | None = None


@dataclass
class CaseInWords:
    """Collects articles and gives the material of the claims stage."""

    parties: Mapping[str, str | None]
    places: Sequence[str] = ()
    media: Sequence[str] = ()
    articles: list[Article] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    speakers: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        text: str,
        *says: Says,
        own: Sequence[str] = (),
        published: str | None = None,
        framing: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """One article; ``framing`` maps words of it to a kind of framing."""
        key = f"art{len(self.articles)}"
        body = Segment(type=SegmentType.BODY, span=Span(0, len(text)))
        day = "day" if published else None
        unknown = Published(value=published, precision=day, method="test", evidence=None, reason="given by the test")
        self.articles.append(
            Article(
                id=key, capture=key, file=None, uri=None, title=None, title_span=None, outlet=None, byline=None, authors=(),
                language="en", published=unknown, credits=(), text=text, segments=(body,), made_by="test",
            )
        )  # fmt: skip
        found = tuple(self._attribution(key, text, n, s) for n, s in enumerate(says))
        entities = tuple(
            Entity(span=find(text, p), type=EntityType.LOC, use=PlaceUse.LITERAL, confidence=1.0)
            for p in self.places
            if p in text
        )
        self.readings.append(
            Reading(
                article=key, language="en", sentences=split_sentences(text), entities=entities, mentions=(), timexes=find_timexes(text, published),
                attributions=found, own_voice=tuple(OwnVoice(span=find(text, o), confidence=1.0) for o in own),
                evidence=(), made_by="test",
                framing=tuple(Framing(kind=k, span=find(text, w), confidence=1.0) for w, k in framing.items()),
            )
        )  # fmt: skip

    def _attribution(self, key: str, text: str, n: int, says: Says) -> Attribution:
        if says.who:
            self.speakers[f"{key}.{n}"] = says.who
        shown = says.source if says.source is not None else says.who
        return Attribution(
            id=f"{key}.{n}", article=key, kind=says.kind, source=(find(text, shown),) if shown else (),
            cue=(find(text, says.cue),), content=tuple(find(text, c) for c in says.content),
            parent=f"{key}.{says.inside}" if says.inside is not None else None, speaker=says.who, speaker_mention=None,
            act=says.act, polarity="positive", hedge=(find(text, says.hedge),) if says.hedge else (), venue=None, said=None, confidence=1.0, act_confidence=1.0, made_by="test",
        )  # fmt: skip

    def material(self) -> Material:
        """What the claims stage is given."""
        actors = []
        for name, party in sorted(self.parties.items(), key=lambda item: item[0]):
            mentions = tuple(
                ActorMention(article=a.id, span=Span(i, i + len(name)), form=MentionForm.NAME)
                for a in self.articles
                for i in range(len(a.text))
                if a.text.startswith(name, i)
            )
            actors.append(
                Actor(
                    id=name,
                    name=name,
                    kind=ActorKind.MEDIA if name in self.media else ActorKind.STATE,
                    party=party,
                    aliases=(name,),
                    mentions=mentions,
                    made_by="test",
                )
            )
        parties = tuple(
            Party(
                id=p,
                name=p,
                actors=tuple(sorted(a for a, q in self.parties.items() if q == p)),
                evidence=(),
                made_by="test",
            )
            for p in sorted({p for p in self.parties.values() if p})
        )
        return Material(
            articles=tuple(self.articles), readings=tuple(self.readings), actors=tuple(actors), parties=parties,
            speakers=self.speakers, origins=(),
        )  # fmt: skip


class WordEncoder:
    """Statements as bags of words: enough to tell like from unlike, and fast. What stands around marked words counts
    less than they do.
    """

    version = "words/2"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors over hashed words."""
        out = np.zeros((len(texts), 256), dtype=np.float32)
        for i, text in enumerate(texts):
            plain, spans = unmarked(text)
            for part, weight in ((words_of(spans, plain), 1.0), (plain, 0.3 if spans else 1.0)):
                for word in part.lower().replace(",", " ").replace(".", " ").split():
                    if word not in {"the", "a", "of", "in", "that", "was", "were", "by", "its", "to"}:
                        out[i, sum(map(ord, word)) % 256] += weight
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
