"""Pairs of statements written for this project: blocks of a premise, hypotheses, and changed premises.

The files of ``training/pairs`` are our own invention (CC0). One block, its lines beginning with a letter::

    P A woman sweeps the floor of a bakery before dawn.
    e Someone is cleaning a bakery.
    n The bakery opens at six.
    c A woman is sweeping the pavement.
    Q een A woman sweeps the floor of a bakery that opens at six.

``e``, ``n``, ``c``: what follows from the premise, is left open by it, cannot hold with it. ``Q``: the premise with few
words changed, after the labels that the same hypotheses have under it, in their order (``-``: not sure). So no
hypothesis and no premise tells its label by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.relation.corpora import NLI, Pair, share

FOLDER = Path(__file__).parents[1] / "pairs"
LABELS = {"e": "entailment", "n": "neutral", "c": "contradiction"}
UNSURE = "-"
#: share of the blocks that is kept for development
DEV = 0.06


@dataclass(frozen=True, slots=True)
class Block:
    """One block: each premise with a label for each hypothesis."""

    hypotheses: tuple[str, ...]
    premises: tuple[tuple[str, str], ...]

    def pairs(self, name: str) -> Iterator[Pair]:
        """Every pair whose label is sure."""
        for premise, labels in self.premises:
            for hypothesis, label in zip(self.hypotheses, labels, strict=True):
                if label != UNSURE:
                    yield Pair(name, "relation", premise, hypothesis, NLI[LABELS[label]])


def read_blocks(path: Path) -> Iterator[Block]:
    """The blocks of a file.

    Raises:
        ValueError: for a line of another form, with its file and number.
    """
    premises: list[tuple[str, str]] = []
    hypotheses: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        kind, _, rest = line.strip().partition(" ")
        if kind == "P":
            if premises:
                yield Block(tuple(hypotheses), tuple(premises))
            premises, hypotheses = [(rest, "")], []
        elif kind in LABELS and len(premises) == 1 and rest:
            hypotheses.append(rest)
            premises[0] = (premises[0][0], premises[0][1] + kind)
        elif kind == "Q" and hypotheses:
            labels, _, premise = rest.partition(" ")
            if len(labels) != len(hypotheses) or not set(labels) <= {*LABELS, UNSURE} or not premise:
                raise ValueError(f"{path.name}, line {number}: one label for each of {len(hypotheses)} hypotheses")
            premises.append((premise, labels))
        elif kind:
            raise ValueError(f"{path.name}, line {number}: neither a premise nor a hypothesis: {line[:60]}")
    if premises:
        yield Block(tuple(hypotheses), tuple(premises))


def written(split: str, folder: Path = FOLDER) -> Iterator[Pair]:
    """The pairs of every file, a set for each folder of them; blocks are split whole."""
    for path in sorted(folder.glob("*/*.txt")):
        for block in read_blocks(path):
            if (share(block.premises[0][0]) < DEV) == (split == "dev"):
                yield from block.pairs(f"written_{path.parent.name}")
