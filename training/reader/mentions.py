"""Batches for the coreference heads, put together once: windows of like length with their padded targets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.reader.coreference import Targets, batch_tensors, coreference_targets, prepare_gold
from training.reader.corpora import Doc, rows
from training.reader.gold import Gold, contested_gold, gap_gold, gum_gold, plain_gold
from training.reader.pack import CLS, SEP
from training.reader.windows import cuts, encode

Seen = tuple[list[int], list[int], Targets]
#: windows of each corpus a pass, as a share of all of them
SHARES = {"gum": 1.0, "meantime": 3.0, "parcorfull_news": 3.0, "litbank": 0.15, "gap": 0.06, "contested": 0.4}
SIZE = 8


def golds(data: Path, split: str = "train") -> Iterator[tuple[str, str, Gold]]:
    """Corpus, text and gold of every document."""
    for text, gold in gum_gold(data, split).values():
        yield "gum", text, gold
    for name in ("meantime", "parcorfull_news", "litbank"):
        for _, text, gold in plain_gold(data, name, split):
            yield name, text, gold
    for _, text, gold in gap_gold(data, split):
        yield "gap", text, gold
    for d in rows(data / "attribution/contested_news" / f"{split}.jsonl.gz"):
        yield "contested", d["text"], contested_gold(d)


def seen_in(job: tuple[list[tuple[str, str, Gold]], int, Path]) -> list[Seen]:
    """The windows of some documents in one version."""
    docs, seed, path = job
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rng = random.Random(seed)
    out: list[Seen] = []
    for name, text, gold in docs:
        enc, prepared = encode(Doc("", text), tokenizer), prepare_gold(text, gold)
        for s, e in cuts(enc, rng):
            offsets = np.array(enc.offsets[s:e], dtype=np.int64).reshape(-1, 2)
            targets = coreference_targets(prepared, offsets[:, 0], offsets[:, 1], rng)
            share = SHARES[name]
            times = int(share) + (rng.random() < share % 1)
            if targets is not None and e - s > 8:
                out += [(enc.ids[s:e], enc.feats[s:e], targets)] * times
    return out


def coreference_batches(
    data: Path, tokenizer: Path, versions: int, workers: int, split: str = "train"
) -> list[dict[str, Tensor]]:
    """Batches of ``SIZE`` windows: ``ids``, ``feats``, ``mask`` and what the coreference losses want."""
    docs = list(golds(data, split))
    jobs = [(docs[i : i + 25], v * 7919 + i, tokenizer) for v in range(versions) for i in range(0, len(docs), 25)]
    with ProcessPoolExecutor(workers) as pool:
        seen = [s for part in pool.map(seen_in, jobs) for s in part]
    rng = random.Random(versions)
    rng.shuffle(seen)
    out = []
    for i in range(0, len(seen), SIZE * 20):
        group = sorted(seen[i : i + SIZE * 20], key=lambda s: len(s[0]))
        out += [one_batch(group[j : j + SIZE]) for j in range(0, len(group), SIZE)]
    rng.shuffle(out)
    return out


def one_batch(windows: list[Seen]) -> dict[str, Tensor]:
    """Windows padded to the longest, with their targets."""
    length = max(len(ids) for ids, _, _ in windows) + 2
    out = {k: torch.zeros(len(windows), length, dtype=torch.long) for k in ("ids", "feats", "mask")}
    for i, (ids, feats, _) in enumerate(windows):
        out["ids"][i, : len(ids) + 2] = torch.tensor([CLS, *ids, SEP])
        out["feats"][i, 1 : len(ids) + 1] = torch.tensor(feats)
        out["mask"][i, : len(ids) + 2] = 1
    return out | (batch_tensors([t for _, _, t in windows], "cpu", len(windows)) or {})
