"""The relation model on ONNX Runtime: pairs of statements in, calibrated probabilities out.

It reads both statements at once, so it tells a claim from its denial, which a comparison of vectors cannot. It knows
nothing of who speaks or when: referents are compared before it is asked (``claims``), and what it says is a proposal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models import files
from counterclaim.models.relation.layout import (
    CLS,
    HEADS,
    MATCHES,
    MAX_PAIR,
    MAX_STATEMENT,
    MIRROR,
    N_OUTPUTS,
    RELATIONS,
    SEP,
    STANCES,
)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FOLDER = Path(__file__).parent
#: pieces that go through the network together, padding counted; bounds memory to some 100 MB
BATCH_PIECES = 2048


@dataclass(frozen=True, slots=True)
class Comparison:
    """How statement a stands to statement b: five probabilities that sum to 1.

    ``same``: they say the same; ``entails``: b follows from a; ``entailed``: a follows from b; ``contradicts``: they
    cannot both hold; ``unrelated``: none of these.
    """

    same: float
    entails: float
    entailed: float
    contradicts: float
    unrelated: float

    @property
    def label(self) -> str:
        """The likeliest of the five; the first of ``RELATIONS`` where two are equal."""
        return max(RELATIONS, key=lambda name: float(getattr(self, name)))


#: How a statement stands to itself.
ITSELF = Comparison(1.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class StanceOfText:
    """How a text stands to a claim: four probabilities that sum to 1."""

    agrees: float
    disagrees: float
    discusses: float
    unrelated: float

    @property
    def label(self) -> str:
        """The likeliest of the four."""
        return max(STANCES, key=lambda name: float(getattr(self, name)))


class RelationModel:
    """The shipped cross-encoder. Loads its file on first use; safe to share between calls of one process."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 2, both_orders: bool = True) -> None:
        """``both_orders=False`` halves the time and gives up that exchanging a and b gives the mirrored answer."""
        self.folder, self.threads, self.both_orders = folder, threads, both_orders

    @cached_property
    def version(self) -> str:
        """Name, version and digest of the model file."""
        return files.version_of(self.folder)

    @cached_property
    def temperatures(self) -> dict[str, float]:
        """What the logits of each head are divided by, fitted on development data."""
        card = json.loads((self.folder / "card.json").read_text(encoding="utf-8"))
        return {name: float(card["temperatures"].get(name, 1.0)) for name in ("relation", "stance", *MATCHES)}

    @cached_property
    def session(self) -> Any:
        """The graph, after its digest was checked."""
        files.checked_card(self.folder)
        return files.session(self.folder / "model.onnx", self.threads)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, cut at ``MAX_STATEMENT`` pieces, without marks."""
        tokenizer = Tokenizer.from_file(str(files.TOKENIZER))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_STATEMENT)
        return tokenizer

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        """How the statements of each pair stand to each other, in the order given.

        A pair's answer does not depend on the pairs beside it. Statements beyond ``MAX_STATEMENT`` pieces are cut.
        The same words twice are the same without the network, which has hardly seen such pairs and is wrong on some.
        """
        probabilities = softmax(self.logits(pairs)[:, HEADS["relation"]] / self.temperatures["relation"])
        is_one = [_plain(a) == _plain(b) for a, b in pairs]
        return [ITSELF if one else Comparison(*map(float, row)) for one, row in zip(is_one, probabilities, strict=True)]

    def stances(self, pairs: Sequence[tuple[str, str]]) -> list[StanceOfText]:
        """How each text (first) stands to each claim (second); choose ``passages`` of a long text beforehand."""
        logits = self.logits(pairs, both_orders=False)[:, HEADS["stance"]]
        return [StanceOfText(*map(float, row)) for row in softmax(logits / self.temperatures["stance"])]

    def matches(self, pairs: Sequence[tuple[str, str]], kind: str = "point") -> Floats:
        """Probability of each pair being on one ``point``, or of one ``event`` (triggers between asterisks)."""
        column = HEADS["match"].start + MATCHES.index(kind)
        scaled = self.logits(pairs)[:, column] / np.float32(self.temperatures[kind])
        out: Floats = (1 / (1 + np.exp(-scaled))).astype(np.float32)
        return out

    def logits(self, pairs: Sequence[tuple[str, str]], *, both_orders: bool | None = None) -> Floats:
        """Raw outputs ``[len(pairs), N_OUTPUTS]``, averaged over both orders unless told otherwise."""
        pieces = self.encoded(pairs)
        first = self.run(pieces)
        if not (self.both_orders if both_orders is None else both_orders):
            return first
        second = self.run([(b, a) for a, b in pieces])
        mean: Floats = ((first + second) / 2).astype(np.float32)
        relation = HEADS["relation"]
        mean[:, relation] = (first[:, relation] + second[:, list(MIRROR)]) / 2
        mean[:, HEADS["stance"]] = first[:, HEADS["stance"]]
        return mean

    def encoded(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[list[int], list[int]]]:
        """Pieces of each pair, each distinct statement encoded once, the longer one cut to fit."""
        texts = sorted({text for pair in pairs for text in pair})
        coded = self.tokenizer.encode_batch(texts, add_special_tokens=False)
        ids = {text: list(c.ids) for text, c in zip(texts, coded, strict=True)}
        return [cut(ids[a], ids[b]) for a, b in pairs]

    def run(self, pieces: Sequence[tuple[list[int], list[int]]]) -> Floats:
        """Outputs for pairs of pieces, in batches of like length, put back in order."""
        out = np.zeros((len(pieces), N_OUTPUTS), dtype=np.float32)
        order = sorted(range(len(pieces)), key=lambda n: (len(pieces[n][0]) + len(pieces[n][1]), n))
        batch: list[int] = []
        for n in order:
            width = len(pieces[n][0]) + len(pieces[n][1]) + 3
            if batch and (len(batch) + 1) * width > BATCH_PIECES:
                out[batch] = self.session.run(None, feed([pieces[k] for k in batch]))[0]
                batch = []
            batch.append(n)
        if batch:
            out[batch] = self.session.run(None, feed([pieces[k] for k in batch]))[0]
        return out


def _plain(text: str) -> str:
    """A statement without capitals, outer marks and double blanks."""
    return " ".join(text.casefold().split()).strip(" .,;:!\"'“”‘’")


def cut(a: list[int], b: list[int]) -> tuple[list[int], list[int]]:
    """Both statements within ``MAX_PAIR``; as in training, the first gives way down to half of the room."""
    room = MAX_PAIR - 3
    a = a[: max(room - len(b), room // 2)]
    return a, b[: room - len(a)]


def feed(pairs: Sequence[tuple[list[int], list[int]]]) -> dict[str, Ints]:
    """The network's inputs for one batch."""
    width = max(len(a) + len(b) for a, b in pairs) + 3
    ids = np.zeros((len(pairs), width), dtype=np.int64)
    kinds, mask, seen = np.zeros_like(ids), np.zeros_like(ids), np.zeros_like(ids)
    for row, (a, b) in enumerate(pairs):
        n = len(a) + len(b) + 3
        ids[row, :n] = [CLS, *a, SEP, *b, SEP]
        kinds[row, len(a) + 2 : n] = 1
        mask[row, :n] = 1
        common = list(set(a) & set(b))
        seen[row, 1 : len(a) + 1] = np.isin(ids[row, 1 : len(a) + 1], common)
        seen[row, len(a) + 2 : n - 1] = np.isin(ids[row, len(a) + 2 : n - 1], common)
    return {"ids": ids, "kinds": kinds, "mask": mask, "seen": seen}


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out
