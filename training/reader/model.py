"""The reader's network: MiniLM encoder, token heads, and three heads over pairs of places in the text.

One pass gives hidden states and token logits. Then, for every anchor (a cue, or the first piece of a quote
without one), the pair head labels every piece of the window as source, content or venue of that anchor, the act
head says what the speaker does, and the link head scores every earlier mention as antecedent of a mention.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from counterclaim.models.reader.features import N_FEATURES
from counterclaim.models.reader.layout import ACTS, ENTITY_LABELS, EVIDENCE_TYPES, PLACE_USES, SCHEMES
from training.reader.windows import N_PAIR

WIDTH = 384
INNER = 256
N_DISTANCE = 65
TOKEN_HEADS = {
    "anchors": 4,
    "entities": len(ENTITY_LABELS),
    "places": len(PLACE_USES),
    "own_voice": 2,
    "loaded": 2,
    "evidence": 3,
    "evidence_type": len(EVIDENCE_TYPES),
}


class Encoder(nn.Module):
    """Pieces and surface features to hidden states, one vector of ``WIDTH`` a piece."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            str(base), attn_implementation="sdpa", attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        self.bert.pooler = None
        self.features = nn.Embedding(N_FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor) -> Tensor:
        """Args: ``[B, L]`` each. Returns ``[B, L, WIDTH]``."""
        words = self.bert.embeddings.word_embeddings(ids) + self.features(feats)
        hidden: Tensor = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden


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
        self.pair = nn.Sequential(nn.GELU(), nn.Linear(INNER, 128), nn.GELU(), nn.Linear(128, N_PAIR))
        self.act = nn.Sequential(nn.Linear(3 * WIDTH, INNER), nn.GELU(), nn.Linear(INNER, len(ACTS)))
        self.left = nn.Linear(2 * WIDTH, INNER)
        self.right = nn.Linear(2 * WIDTH, INNER)
        self.gap = nn.Embedding(N_DISTANCE, INNER)
        self.link = nn.Sequential(nn.GELU(), nn.Linear(INNER, 64), nn.GELU(), nn.Linear(64, 1))

    def tokens(self, hidden: Tensor, scheme: Tensor) -> dict[str, Tensor]:
        """Token logits; only anchors depend on the annotation scheme (``[B]``)."""
        out = {k: head(hidden) for k, head in self.token.items() if k != "anchors"}
        out["anchors"] = self.token["anchors"](hidden + self.scheme(scheme)[:, None])
        return out

    def pairs(self, hidden: Tensor, first: Tensor, last: Tensor, scheme: Tensor) -> Tensor:
        """Labels of every piece for each anchor.

        Args: hidden ``[N, L, WIDTH]`` (the window of each anchor), first and last piece of each ``[N]``.
        Returns: logits ``[N, L, N_PAIR]``.
        """
        rows = torch.arange(first.shape[0])
        styled = self.scheme(scheme)
        ends = torch.cat([hidden[rows, first] + styled, hidden[rows, last] + styled], -1)
        query, key = self.query(ends)[:, None], self.key(hidden)
        place = torch.arange(hidden.shape[1])[None] - first[:, None]
        return self.pair(query + key + query * key + self.distance(buckets(place)))  # type: ignore[no-any-return]

    def acts(self, hidden: Tensor, first: Tensor, last: Tensor, content: Tensor) -> Tensor:
        """Act logits ``[N, ACTS]``; ``content`` ``[N, L]`` weighs the pieces of the content (sums to 1 or 0)."""
        rows = torch.arange(first.shape[0])
        mean = (content[:, None] @ hidden)[:, 0]
        return self.act(torch.cat([hidden[rows, first], hidden[rows, last], mean], -1))  # type: ignore[no-any-return]

    def links(self, hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Antecedent scores ``[M, M]`` of one window's mentions (hidden ``[L, WIDTH]``): row i, antecedent j < i."""
        ends = torch.cat([hidden[first], hidden[last]], -1)
        left, right = self.left(ends)[None], self.right(ends)[:, None]
        gap = self.gap(buckets(first[:, None] - first[None]))
        return self.link(left + right + left * right + gap)[..., 0]  # type: ignore[no-any-return]


def buckets(distance: Tensor) -> Tensor:
    """Signed logarithmic distance in ``N_DISTANCE`` buckets."""
    scaled = torch.sign(distance) * torch.log2(1 + distance.abs().float()) * 4
    return scaled.round().long().clamp(-32, 32) + 32


class Reader(nn.Module):
    """Encoder and heads together, as trained."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = Encoder(base)
        self.dropout = nn.Dropout(0.1)
        self.heads = Heads()
