"""Documents to predictions, exactly as ``counterclaim read`` makes them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bench.quality.data import Row
from counterclaim.actors import resolve_actors
from counterclaim.models.reader.onnx import FOLDER, OnnxReader
from counterclaim.pipeline import Models
from counterclaim.pipeline.flow import reading_of
from counterclaim.views.cli.rows import article_of, reading_row

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a job measures, and with what.

    ``reader`` is the folder of the reader's model files; ``limit`` the number of documents of each set, all if None.
    """

    data: Path
    reader: Path = FOLDER
    limit: int | None = None
    threads: int = 1
    convention: str = "mended"

    def onnx_reader(self, scheme: str | None = None, *, unlinked: bool = False) -> OnnxReader:
        """The reader, in its own annotation scheme or another it was trained on; with its tagger if asked."""
        weights = {scheme: 1.0} if scheme else None
        return OnnxReader(self.reader, threads=self.threads, scheme=weights, unlinked=unlinked)

    def models(self, scheme: str | None = None) -> Models:
        """The shipped models with this setting's reader."""
        models = Models(threads=self.threads)
        models.__dict__["reader"] = self.onnx_reader(scheme)  # where the cached property keeps it
        return models


def told(items: list[Item], name: str, every_s: float = 10.0) -> Iterator[Item]:
    """The items, with a line of progress on standard error every few seconds."""
    began = last = time.monotonic()
    for n, item in enumerate(items):
        if time.monotonic() - last >= every_s:
            last = time.monotonic()
            print(f"  {name}: {n} of {len(items)}, {last - began:.0f} s", file=sys.stderr, flush=True)
        yield item


def read_all(docs: Iterable[Row], models: Models, *, speakers: bool = True) -> list[dict[str, Any]]:
    """Each document as ``counterclaim read`` writes it; without speakers where only entities are asked for."""
    out = []
    for n, doc in enumerate(docs, 1):
        given = {k: doc[k] for k in ("id", "text", "published", "segments") if doc.get(k)}
        article = article_of(given, n)
        reading = reading_of(article, models)
        names: dict[str, str] = {}
        if speakers:
            people = resolve_actors([article], [reading])
            actor = {a.id: a.name for a in people.actors}
            names = {s.attribution: actor[s.actor] for s in people.speakers}
        out.append(reading_row(reading, names))
    return out
