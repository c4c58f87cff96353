"""Seconds and memory of everything that crosses articles, over many articles and then one more.

    python -m bench.quality.scale DATA [--articles 1000] [--profile] [--keep READINGS.pickle]
    python -m bench.quality.scale --case CASE [--articles 1000]

To read a thousand articles takes far longer than what is measured here, so the readings are made from labelled
attributions: those of ``attribution/polnear`` and ``attribution/contested_news``, then, where more articles are asked
for, of ``news`` without any. The reading stage's rules run over them as over a model's proposals, so that sentences,
times, mentions, acts and hedges are real; names are runs of capitalised words, typed by lists; one sentence in
``OWN_VOICE_EVERY`` that holds a name is taken for the outlet's own assertion. Ids and counts of what was made, with a
digest over all of it, tell whether a change for speed changed a result.

``--case`` takes the articles of a case and its shipped reader's readings of them instead.

"One more" is what a case pays for its next article: the same stages over all articles, with what they gave before on
disk (``pipeline.kept``). On a machine with other work, ``cpu_seconds`` are the figure to compare.
``--words-only`` puts the hashes of words in the encoder's place, to profile everything but the encoder; ``--all-only``
leaves out the one more. Memory is the highest that the process ever held, after each stage.
"""

from __future__ import annotations

import argparse
import cProfile
import gzip
import hashlib
import json
import pickle
import pstats
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.quality.lineage import article
from counterclaim.actors import resolve_actors
from counterclaim.actors.lexicon import given_names, states
from counterclaim.claims import Material, build_claims
from counterclaim.claims.interface import Encoder, Telling
from counterclaim.ledger import Ledger
from counterclaim.lineage import find_lineage, find_utterances
from counterclaim.models.encoder import WIDTH, OnnxEncoder
from counterclaim.pipeline.kept import Kept
from counterclaim.pipeline.uncollected import uncollected
from counterclaim.pipeline.vectors import KeptVectors
from counterclaim.reading import read_text
from counterclaim.reading.interface import LinkedMention, MentionProposal, RawAttribution
from counterclaim.records import (
    Article,
    Entity,
    EntityType,
    EvidenceMention,
    Keeper,
    PlaceUse,
    Published,
    Reading,
    Span,
    sources_of,
    unmarked,
    words_of,
)

OWN_VOICE_EVERY = 8
#: What words around the marked ones weigh in the encoder's stand-in.
AROUND = 0.4
LABELLED = ("attribution/contested_news/{}.jsonl.gz", "attribution/polnear/{}.jsonl.gz")
UNREAD = ("news/contested.jsonl.gz", "news/general.jsonl.gz")
_NAME = re.compile(r"(?<=[\w,;:–—\"“(] )[A-Z][\w’'.-]+(?: (?:of |the )*[A-Z][\w’'-]+)*")
Row = dict[str, Any]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Gold:
    """One text's labels, as a model would propose them; made for the text of a whole article."""

    attributions: tuple[RawAttribution, ...]
    entities: tuple[Entity, ...]
    evidence: tuple[EvidenceMention, ...] = ()
    proposals: tuple[MentionProposal, ...] = ()

    def own_voice(self, span: Span) -> float:
        """Certain for one in so many sentences that hold a name, else impossible."""
        is_named = any(span.contains(e.span) for e in self.entities)
        return float(is_named and span.start % OWN_VOICE_EVERY == 0)

    def loaded(self) -> Sequence[tuple[Span, float]]:
        """Nothing: not labelled."""
        return ()

    def linked(self, mentions: Sequence[Span]) -> Sequence[LinkedMention]:
        """Nothing beyond the names: not labelled."""
        return [LinkedMention({}, None, 0.0) for _ in mentions]


class GoldReader:
    """A reader that knows the labels of one article."""

    version = "labels"

    def __init__(self, row: Row) -> None:
        self.row = row

    def read(self, text: str) -> Gold:
        """The labels; of a portion of the article those that lie in it."""
        at = self.row["text"].find(text)
        proposed = [raw for a in self.row.get("attributions", ()) if (raw := _proposal(a, at, len(text))) is not None]
        return Gold(tuple(sorted(proposed, key=lambda r: r.anchor)), tuple(_entities(text)))


def _proposal(a: Row, at: int, size: int) -> RawAttribution | None:
    """A labelled attribution in the offsets of a portion; None where it is not all in it."""
    source, cue, content = (tuple(Span(s - at, e - at) for s, e in a[k]) for k in ("source", "cue", "content"))
    every = (*source, *cue, *content)
    if at < 0 or not every or any(s.start < 0 or s.end > size for s in every):
        return None
    anchor = cue[0] if cue else every[-1]
    acts = {a["act"]: 0.9} if a.get("act") else {}
    return RawAttribution(
        anchor=anchor, has_cue=bool(cue), source=source, content=content, venue=(), acts=acts, confidence=0.9
    )


def _entities(text: str) -> Iterator[Entity]:
    """Runs of capitalised words inside sentences, typed by lists of given names and states."""
    places = {word.casefold() for key, state in states().items() for word in (key, *_words(state))}
    for m in _NAME.finditer(text):
        words = m.group().rstrip(".’'-")
        first = words.split()[0].casefold()
        kind = EntityType.PER if first in given_names() else EntityType.LOC if words.casefold() in places else None
        kind = kind or (EntityType.LOC if re.search(r"\b(?:in|at|near|from) $", text[: m.start()][-6:]) else None)
        use = PlaceUse.LITERAL if kind is EntityType.LOC else None
        yield Entity(span=Span(m.start(), m.start() + len(words)), type=kind or EntityType.ORG, use=use, confidence=0.9)


def _words(state: object) -> tuple[str, ...]:
    name = getattr(state, "name", "")
    return (name,) if name else ()


@dataclass(frozen=True, slots=True)
class Case:
    """Articles and their readings, in id order."""

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]

    def first(self, count: int) -> Case:
        """The first articles alone."""
        return Case(self.articles[:count], self.readings[:count])


def load(data: Path, count: int, kept: Path | None) -> Case:
    """``count`` articles with their readings, from a file of them where there is one with enough."""
    if kept is not None and kept.is_file():
        case = Case(*pickle.loads(kept.read_bytes()))
        if len(case.articles) >= count:
            return case.first(count)
    rows = [row for _, row in zip(range(count), _rows(data), strict=False)]
    pairs = [read(row) for row in rows]
    case = Case(tuple(a for a, _ in pairs), tuple(r for _, r in pairs))
    if kept is not None:
        kept.write_bytes(pickle.dumps((case.articles, case.readings)))
    return case


def of_case(folder: Path) -> Case:
    """The articles of a case with their readings."""
    with Ledger.open(folder, readonly=True) as ledger:
        readings = {r.article: r for r in ledger.readings()}
        articles = tuple(sorted((a for a in ledger.articles() if a.id in readings), key=lambda a: a.id))
    return Case(articles, tuple(readings[a.id] for a in articles))


def _rows(data: Path) -> Iterator[Row]:
    names = [pattern.format(split) for split in ("train", "dev") for pattern in LABELLED]
    for name in (*names, *UNREAD):
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def read(row: Row) -> tuple[Article, Reading]:
    """The article of a row and its reading."""
    day = (row.get("published") or "")[:10] or None
    dated = Published(value=day, precision="day" if day else None, method="given", evidence=None, reason="in the set")
    made = article(row["id"], row["text"], row.get("outlet"), dated)
    return made, read_text(row["text"], GoldReader(row), article=row["id"], published=day, language="en")


class WordVectors:
    """A stand-in for the encoder that costs nothing: the sum of a fixed vector for each marked word, and less of the
    words around them.
    """

    version = "words"

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row a text."""
        out = np.stack([self._sum(*unmarked(t)) for t in texts])
        return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), dtype=np.float32)

    def _sum(self, text: str, spans: Sequence[Span]) -> Floats:
        own, every = (
            sum(map(_word_vector, t.casefold().split()), _word_vector("")) for t in (words_of(spans, text), text)
        )
        return np.asarray(own + AROUND * every, dtype=np.float32)


class TimedEncoder:
    """An encoder that counts what it takes: ``build`` encodes a statement when it reads its article, not here."""

    width = WIDTH

    def __init__(self, encoder: Encoder) -> None:
        self.encoder, self.version = encoder, encoder.version
        self.seconds = self.cpu_seconds = 0.0

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row a text."""
        return self.tell(texts)[:, : self.width]

    def tell(self, texts: Sequence[str]) -> Floats:
        """The same with leanings behind them, where the encoder tells any."""
        wall, cpu = time.perf_counter(), time.process_time()
        out = self.encoder.tell(texts) if isinstance(self.encoder, Telling) else self.encoder.embed(texts)
        self.seconds += time.perf_counter() - wall
        self.cpu_seconds += time.process_time() - cpu
        return out

    def taken(self) -> Row:
        """What was taken since this was last asked."""
        row = {"seconds": round(self.seconds, 2), "cpu_seconds": round(self.cpu_seconds, 2)}
        self.seconds = self.cpu_seconds = 0.0
        return row


@cache
def _word_vector(word: str) -> Floats:
    seed = int.from_bytes(hashlib.sha256(word[:6].encode("utf-8", "replace")).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(384).astype(np.float32) / (1 + 2 * (len(word) < 5))


@dataclass
class Run:
    """Times and results of one run of all stages."""

    stages: dict[str, Row] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    digest: Any = field(default_factory=hashlib.sha256)

    def timed(self, name: str, step: Callable[[], Any]) -> Any:
        """Do a step and note what it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        out = step()
        self.stages[name] = {
            "seconds": round(time.perf_counter() - wall, 2),
            "cpu_seconds": round(time.process_time() - cpu, 2),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        return out

    def note(self, **records: Sequence[object]) -> None:
        """Count what was made and take it into the digest."""
        for name, found in records.items():
            self.made[name] = len(found)
            self.digest.update(repr(found).encode())

    def report(self) -> Row:
        """All figures."""
        totals = {k: round(sum(s[k] for s in self.stages.values()), 2) for k in ("seconds", "cpu_seconds")}
        peak = max(s["peak_mb"] for s in self.stages.values())
        return {"stages": self.stages, **totals, "peak_mb": peak, "made": self.made, "digest": self.digest.hexdigest()}


def relate(case: Case, encoder: Encoder, keeper: Keeper) -> Row:
    """All stages after reading, in the order of ``pipeline.flow``."""
    run = Run()
    said = [a for r in case.readings for a in r.attributions]
    sources = run.timed("digests", lambda: sources_of(case.articles, case.readings))
    people = run.timed("actors", lambda: resolve_actors(case.articles, case.readings, (), keeper, sources))
    speaker_of = {s.attribution: s.actor for s in people.speakers}
    lineage = run.timed("lineage", lambda: find_lineage(case.articles, said, speaker_of, keeper))
    utterances = run.timed("utterances", lambda: find_utterances(case.articles, said, speaker_of, keeper))
    material = Material(
        articles=case.articles, readings=case.readings, actors=people.actors, parties=people.parties,
        speakers=speaker_of, origins=lineage.origins, sources=sources,
    )  # fmt: skip
    claims = run.timed("claims, relations, accounts", lambda: build_claims(material, encoder, keeper=keeper))
    run.note(attributions=said, actors=people.actors, merges=people.merges, parties=people.parties)
    run.note(links=lineage.links, origins=lineage.origins, utterances=utterances, claims=claims.claims)
    run.note(relations=claims.relations, accounts=claims.accounts)
    return run.report()


def main() -> None:
    """Run a case of so many articles, then one more, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", help="labelled sets")
    parser.add_argument("--case", type=Path, help="a built case, in place of labelled sets")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="a file that keeps the readings between two measurements")
    parser.add_argument("--profile", action="store_true", help="where the time goes, on standard error")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--words-only", action="store_true", help="hashes of words in the encoder's place")
    parser.add_argument("--all-only", action="store_true", help="without one more article")
    asked = parser.parse_args()
    if (asked.data is None) == (asked.case is None):
        parser.error("give either DATA or --case")
    whole = of_case(asked.case) if asked.case else load(asked.data, asked.articles + 1, asked.keep)
    with tempfile.TemporaryDirectory() as folder:
        timed = TimedEncoder(WordVectors() if asked.words_only else OnnxEncoder(threads=asked.threads))
        print(json.dumps(measured(whole, timed, Path(folder), asked), indent=1))


def measured(whole: Case, timed: TimedEncoder, folder: Path, asked: argparse.Namespace) -> Row:
    """The figures of all articles but one, then of all."""
    count = min(asked.articles, len(whole.articles) - 1)
    encoder, keeper = KeptVectors(timed, folder), Kept(folder)
    profile = cProfile.Profile(time.process_time)
    report: Row = {
        "articles": count,
        "before_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }
    if asked.profile:
        profile.enable()
    with uncollected():
        report["all"] = relate(whole.first(count), encoder, keeper) | {"of_it_encoding": timed.taken()}
    profile.disable()
    if not asked.all_only:
        with uncollected():
            report["one_more"] = relate(whole.first(count + 1), encoder, keeper) | {"of_it_encoding": timed.taken()}
    if asked.profile:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(45)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(60)
    return report


if __name__ == "__main__":
    main()
