"""Windows as arrays: cut and labelled once by several processes, then drawn on the device without Python.

Windows of like length share a table (padding costs as much as words). Attributions of all windows of a table lie
in one list; ``begin`` and ``count`` say which are a window's.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.reader.augment import Names, load_names, with_other_marks, with_other_names
from training.reader.corpora import Doc
from training.reader.windows import IGNORE, MAX_PIECES, Window, cuts, encode, window

#: lengths of windows with their two special tokens
LENGTHS = (34, 66, 130, MAX_PIECES + 2)
TOKEN_TARGETS = (
    "anchors", "places", "own_voice", "loaded", "evidence", "evidence_type", "ends", "said_by", "said",
)  # fmt: skip
#: corpora of long texts, also cut into short windows
CUT_SHORT = ("polnear", "contested", "worldwide", "gum")
CLS, SEP = 101, 102


@dataclass
class Table:
    """Windows of one length: arrays by name, first axis the window (or the attribution: names with ``a_``)."""

    arrays: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.arrays["scheme"])


def one_table(windows: Sequence[Window], corpora: Sequence[int], length: int) -> Table:
    """Windows padded to ``length`` with their targets."""
    n = len(windows)
    a: dict[str, np.ndarray] = {
        "ids": np.zeros((n, length), np.int32), "feats": np.zeros((n, length), np.uint8),
        "scheme": np.array([w.scheme for w in windows], np.int64), "corpus": np.array(corpora, np.int64),
        "pieces": np.array([len(w.ids) for w in windows], np.int64),
        "entities": np.zeros((n, length), np.int32),
    }  # fmt: skip
    a |= {k: np.full((n, length), IGNORE, np.int8) for k in TOKEN_TARGETS}
    for i, w in enumerate(windows):
        k = len(w.ids)
        a["ids"][i, : k + 2] = [CLS, *w.ids, SEP]
        a["feats"][i, 1 : k + 1] = w.feats
        for name in (*TOKEN_TARGETS, "entities"):
            if (target := getattr(w, name)) is not None:
                a[name][i, 1 : k + 1] = target
    return Table(a | attribution_arrays(windows, length))


def attribution_arrays(windows: Sequence[Window], length: int) -> dict[str, np.ndarray]:
    """The attributions of all windows, one after another."""
    count = np.array([len(w.attributions) for w in windows], np.int64)
    every = [t for w in windows for t in w.attributions]
    labels = np.zeros((len(every), length), np.uint8)
    content = np.zeros((len(every), length), bool)
    for i, t in enumerate(every):
        labels[i, 1 : 1 + len(t.labels)] = t.labels
        content[i, [c + 1 for c in t.content]] = True
    return {
        "begin": np.cumsum(count) - count, "count": count,
        "a_first": np.array([t.anchor[0] + 1 for t in every], np.int64),
        "a_last": np.array([t.anchor[1] + 1 for t in every], np.int64),
        "a_act": np.array([t.act for t in every], np.int64),
        "a_negates": np.array([t.negates for t in every], np.int64), "a_labels": labels, "a_content": content,
    }  # fmt: skip


def together(tables: Sequence[Table]) -> Table:
    """Several tables of one length as one."""
    shift, parts = 0, []
    for t in tables:
        parts.append(t.arrays | {"begin": t.arrays["begin"] + shift})
        shift += len(t.arrays["a_first"])
    return Table({k: np.concatenate([p[k] for p in parts]) for k in parts[0]})


@dataclass(frozen=True)
class Job:
    """Some documents of one corpus, cut in one version."""

    corpus: int
    name: str
    docs: tuple[Doc, ...]
    seed: int
    vary: bool
    tokenizer: Path
    names: Names | None


def cut(job: Job) -> dict[int, Table]:
    """The tables of one job; varied versions have other names, marks or lengths here and there."""
    tokenizer = Tokenizer.from_file(str(job.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rng = random.Random(job.seed)
    found: dict[int, list[Window]] = {}
    for doc in job.docs:
        if job.vary:
            doc = varied(doc, job.names, rng)
        enc = encode(doc, tokenizer)
        short = job.vary and job.name in CUT_SHORT and rng.random() < 0.2
        for s, e in cuts(enc, rng if job.vary else None, short):
            if e - s > 4:
                length = next(n for n in LENGTHS if e - s + 2 <= n)
                found.setdefault(length, []).append(window(enc, s, e))
    return {n: one_table(ws, [job.corpus] * len(ws), n) for n, ws in found.items()}


def varied(doc: Doc, names: Names | None, rng: random.Random) -> Doc:
    """The document, sometimes with other names or other quotation marks."""
    if names and doc.entities and rng.random() < 0.25:
        return with_other_names(doc, names, rng)
    if doc.attributions and rng.random() < 0.25:
        return with_other_marks(doc, rng)
    return doc


def jobs(
    corpora: dict[str, list[Doc]], tokenizer: Path, names: Names | None, version: int, vary: bool, size: int = 30
) -> Iterable[Job]:
    """The work of one version in pieces of about ``size`` documents."""
    for number, (name, docs) in enumerate(corpora.items()):
        for i in range(0, len(docs), size):
            seed = (version * 1009 + number) * 100_003 + i
            yield Job(number, name, tuple(docs[i : i + size]), seed, vary, tokenizer, names)


def pack(
    corpora: dict[str, list[Doc]], tokenizer: Path, data: Path | None, versions: int, workers: int, first: int = 0
) -> dict[int, Table]:
    """All corpora as tables by length.

    Args:
        corpora: documents by corpus.
        tokenizer: the tokenizer's file.
        data: where the names for swaps are; None: the documents as they are, cut at fixed places.
        versions: how often each document is cut anew.
        workers: processes.
        first: number of the first version (other versions differ in cuts and swaps).
    """
    names = load_names(data) if data else None
    work = [j for v in range(first, first + versions) for j in jobs(corpora, tokenizer, names, v, data is not None)]
    parts: dict[int, list[Table]] = {}
    with ProcessPoolExecutor(workers) as pool:
        for tables in pool.map(cut, work, chunksize=4):
            for n, t in tables.items():
                parts.setdefault(n, []).append(t)
    return {n: together(ts) for n, ts in sorted(parts.items())}
