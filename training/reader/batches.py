"""Batches drawn on the device from packed windows: a corpus' share of the pieces is what the mix says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.reader.pack import Table

Batch = dict[str, Tensor]


@dataclass
class Shelf:
    """One length of windows on the device, with weights for drawing under each mix."""

    arrays: dict[str, Tensor]
    length: int
    weights: list[Tensor]


class Library:
    """All shelves, and how they are drawn from."""

    def __init__(
        self, tables: dict[int, Table], corpora: list[str], mixes: list[dict[str, float]], device: torch.device
    ) -> None:
        pieces = np.zeros(len(corpora))
        for t in tables.values():
            pieces += np.bincount(t.arrays["corpus"], t.arrays["pieces"], len(corpora))
        self.device, self.corpora = device, corpora
        self.shelves: list[Shelf] = []
        for length, t in tables.items():
            weights = []
            for mix in mixes:
                each = np.array([mix.get(c, 0.0) / max(1, n) for c, n in zip(corpora, pieces, strict=True)])
                weights.append(torch.from_numpy(each[t.arrays["corpus"]] * t.arrays["pieces"] ** 0.0).to(device))
            tensors = {k: torch.from_numpy(v).to(device) for k, v in t.arrays.items()}
            self.shelves.append(Shelf(tensors, length, weights))
        #: for each mix, the share of padded pieces on each shelf
        self.shares = [
            torch.tensor([float(s.weights[m].sum()) * s.length for s in self.shelves]) for m in range(len(mixes))
        ]

    def draw(self, mix: int, pieces: int, most: int) -> Batch:
        """About ``pieces`` pieces of windows of one length, with up to ``most`` of their attributions."""
        shelf = self.shelves[int(torch.multinomial(self.shares[mix], 1))]
        count = max(2, pieces // shelf.length)
        chosen = torch.multinomial(shelf.weights[mix].float(), count, replacement=True)
        return pick(shelf.arrays, chosen, most)


def pick(arrays: dict[str, Tensor], chosen: Tensor, most: int) -> Batch:
    """The windows ``chosen``; ``row`` says to which of them each attribution belongs."""
    out = {k: v[chosen] for k, v in arrays.items() if not k.startswith("a_") and k not in {"begin", "count"}}
    out["ids"], out["feats"] = out["ids"].long(), out["feats"].long()
    out["mask"] = (out["ids"] > 0).long()
    count, begin = arrays["count"][chosen], arrays["begin"][chosen]
    row = torch.repeat_interleave(torch.arange(len(chosen), device=chosen.device), count)
    within = torch.arange(len(row), device=chosen.device) - (torch.cumsum(count, 0) - count)[row]
    which = begin[row] + within
    if len(row) > most:
        keep = torch.randperm(len(row), device=chosen.device)[:most]
        row, which = row[keep], which[keep]
    out["row"] = row
    return out | {k: v[which] for k, v in arrays.items() if k.startswith("a_")}
