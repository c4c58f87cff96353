"""Anchors for windows without labels, as the teachers see them, so that a student can follow their links."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from counterclaim.models.reader.layout import CUE_BEGIN, CUE_INSIDE, QUOTE_BEGIN
from training.reader.batches import pick
from training.reader.losses import opinions
from training.reader.model import Reader
from training.reader.pack import Table
from training.reader.windows import IGNORE

#: a piece is taken for the beginning of a cue from this probability: weak cues teach too
LIKELY = 0.3
CONTENT_BEGIN, CONTENT_INSIDE = 3, 4


def runs(p: np.ndarray) -> list[tuple[int, int]]:
    """First and last piece of the likely anchors; p ``[L, 4]``."""
    out = []
    for i in np.flatnonzero((p[:, CUE_BEGIN] > LIKELY) | (p[:, QUOTE_BEGIN] > LIKELY)):
        last = i
        while p[i, CUE_BEGIN] > LIKELY and last + 1 < len(p) and p[last + 1].argmax() == CUE_INSIDE:
            last += 1
        out.append((int(i), int(last)))
    return out


@torch.no_grad()
def with_anchors(table: Table, teachers: Sequence[Reader], device: torch.device, size: int = 128) -> Table:
    """The table with an attribution for each likely anchor: its place and contents, no labels."""
    tensors = {k: torch.from_numpy(v).to(device) for k, v in table.arrays.items()}
    found: list[list[tuple[int, int]]] = []
    for chosen in torch.arange(len(table), device=device).split(size):
        batch = pick(tensors, chosen, 10)
        p = opinions(teachers, batch)["anchors"] * batch["mask"][..., None]
        found += [runs(x) for x in p.float().cpu().numpy()]
    count = np.array([len(f) for f in found], np.int64)
    every = [a for f in found for a in f]
    length = table.arrays["ids"].shape[1]
    a = table.arrays | {
        "begin": np.cumsum(count) - count, "count": count,
        "a_first": np.array([f for f, _ in every], np.int64), "a_last": np.array([e for _, e in every], np.int64),
        "a_act": np.full(len(every), IGNORE, np.int64), "a_negates": np.full(len(every), IGNORE, np.int64),
        "a_labels": np.zeros((len(every), length), np.uint8), "a_content": np.zeros((len(every), length), bool),
    }  # fmt: skip
    return with_contents(Table(a), teachers, device, size)


@torch.no_grad()
def with_contents(table: Table, teachers: Sequence[Reader], device: torch.device, size: int) -> Table:
    """The contents of the anchors as the teachers label them, which the act head looks at."""
    tensors = {k: torch.from_numpy(v).to(device) for k, v in table.arrays.items()}
    content = table.arrays["a_content"]
    for chosen in torch.arange(len(table), device=device).split(size):
        batch = pick(tensors, chosen, 10**6)
        if not len(batch["row"]):
            continue
        label = opinions(teachers, batch)["pairs"].argmax(-1)
        begin, count = tensors["begin"][chosen], tensors["count"][chosen]
        which = torch.cat([torch.arange(int(b), int(b + c)) for b, c in zip(begin, count, strict=True)])
        content[which.numpy()] = ((label == CONTENT_BEGIN) | (label == CONTENT_INSIDE)).cpu().numpy()
    return table
