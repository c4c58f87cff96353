"""The reader's network: MiniLM encoder, token heads, and heads over pairs of places in the text.

One pass gives hidden states and token logits. Then, for every anchor (a cue, or the first piece of a quote
without one), the pair head labels every piece of the window as source, content or venue of that anchor, and the act
head says what the speaker does and whether it is negated. Who is who is ``coreference``.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from counterclaim.models.reader.features import N_FEATURES
from counterclaim.models.reader.layout import ACTS, ENTITY_LABELS, EVIDENCE_TYPES, PLACE_USES, SCHEMES
from training.minilm import WIDTH, load_base
from training.reader.coreference import CoreferenceHeads
from training.reader.windows import N_PAIR

INNER = 256
NARROW = 128
N_DISTANCE = 65
#: heads that depend on the annotation scheme; the last two are for training alone
STYLED = ("anchors", "said_by", "said")
TOKEN_HEADS = {
    "anchors": 4,
    "entities": len(ENTITY_LABELS),
    "places": len(PLACE_USES),
    "own_voice": 2,
    "loaded": 2,
    "evidence": 3,
    "evidence_type": len(EVIDENCE_TYPES),
    "ends": 2,
    "said_by": 3,
    "said": 3,
}


class Encoder(nn.Module):
    """Pieces and surface features to hidden states, one vector of ``WIDTH`` a piece."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = load_base(base, dropout)
        self.features = nn.Embedding(N_FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor) -> Tensor:
        """Args: ``[B, L]`` each. Returns ``[B, L, WIDTH]``."""
        hidden: Tensor = self.bert(ids, mask, self.features(feats))
        return hidden


class Neighbours(nn.Module):
    """Labels of a piece depend on those beside it: a convolution along the window, added to what goes in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.mix = nn.Conv1d(width, width, 5, padding=2)

    def forward(self, x: Tensor) -> Tensor:
        """x and result ``[N, L, width]``."""
        mixed: Tensor = self.mix(x.transpose(1, 2)).transpose(1, 2)
        return x + nn.functional.gelu(mixed)


class Heads(nn.Module):
    """Everything above the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.scheme = nn.Embedding(len(SCHEMES), WIDTH)
        nn.init.zeros_(self.scheme.weight)
        self.token = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in TOKEN_HEADS.items()})
        self.query = nn.Linear(2 * WIDTH, INNER)
        self.key = nn.Linear(WIDTH, INNER)
        self.distance = nn.Embedding(N_DISTANCE, INNER)
        self.pair = nn.Sequential(
            nn.GELU(), nn.Linear(INNER, NARROW), nn.GELU(), Neighbours(NARROW), nn.Linear(NARROW, N_PAIR)
        )
        self.act = nn.Sequential(nn.Linear(3 * WIDTH, INNER), nn.GELU(), nn.Linear(INNER, len(ACTS) + 2))

    def tokens(self, hidden: Tensor, scheme: Tensor) -> dict[str, Tensor]:
        """Token logits; ``scheme`` ``[B]`` is the annotation scheme of each window."""
        styled = hidden + self.scheme(scheme)[:, None]
        return {k: head(styled if k in STYLED else hidden) for k, head in self.token.items()}

    def pairs(self, hidden: Tensor, first: Tensor, last: Tensor, scheme: Tensor) -> Tensor:
        """Labels of every piece for each anchor.

        Args: hidden ``[N, L, WIDTH]`` (the window of each anchor), first and last piece of each ``[N]``.
        Returns: logits ``[N, L, N_PAIR]``.
        """
        rows = torch.arange(first.shape[0], device=hidden.device)
        styled = self.scheme(scheme)
        ends = torch.cat([hidden[rows, first] + styled, hidden[rows, last] + styled], -1)
        query, key = self.query(ends)[:, None], self.key(hidden)
        place = torch.arange(hidden.shape[1], device=hidden.device)[None] - first[:, None]
        return self.pair(query + key + query * key + self.distance(buckets(place)))  # type: ignore[no-any-return]

    def acts(self, hidden: Tensor, first: Tensor, last: Tensor, content: Tensor) -> Tensor:
        """Logits ``[N, ACTS + 2]`` of the act, and of "affirms" and "negates"; ``content`` ``[N, L]`` weighs the
        pieces of the content (sums to 1 or 0).
        """
        rows = torch.arange(first.shape[0], device=hidden.device)
        mean = (content.to(hidden.dtype)[:, None] @ hidden)[:, 0]
        return self.act(torch.cat([hidden[rows, first], hidden[rows, last], mean], -1))  # type: ignore[no-any-return]


def buckets(distance: Tensor) -> Tensor:
    """Signed logarithmic distance in ``N_DISTANCE`` buckets."""
    scaled = torch.sign(distance) * torch.log2(1 + distance.abs().float()) * 4
    return scaled.round().long().clamp(-32, 32) + 32


class Reader(nn.Module):
    """Encoder and heads together, as trained."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(base, dropout)
        self.dropout = nn.Dropout(dropout)
        self.heads = Heads()
        self.coreference = CoreferenceHeads()
