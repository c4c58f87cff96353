"""The relation network: MiniLM over both statements at once, and one small head for all outputs.

Needs torch and transformers and nothing of the package, so that it runs where only this folder was copied to.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

WIDTH = 384
CLS, SEP = 101, 102


class Relation(nn.Module):
    """Pieces of two statements to ``N_OUTPUTS`` logits.

    A piece that also stands in the other statement is marked (``seen``): what two reports have in common and where
    they part is then plain from the first layer on.
    """

    def __init__(self, base: Path, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            str(base), attn_implementation="sdpa", hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout
        ).float()
        self.bert.pooler = None
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.seen = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.seen.weight)
        self.inner = nn.Linear(2 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(WIDTH, outputs)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """All ``[B, L]``: pieces; 0 or 1 for the statement; 0 for padding. Returns logits ``[B, outputs]``."""
        words = self.bert.embeddings.word_embeddings(ids) + self.seen(seen(ids, kinds, mask))
        states = self.bert(inputs_embeds=words, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        weight = mask[..., None].to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        both = torch.cat([states[:, 0], mean], -1)
        logits: Tensor = self.out(self.dropout(nn.functional.gelu(self.inner(self.dropout(both)))))
        return logits


def seen(ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
    """1 for the pieces (marks and padding aside) that occur in the other statement too, ``[B, L]``."""
    word = (mask > 0) & (ids != CLS) & (ids != SEP)
    same = (ids[:, :, None] == ids[:, None, :]) & (kinds[:, :, None] != kinds[:, None, :])
    return (same & word[:, None, :] & word[:, :, None]).any(-1).long()


def load(folder: Path, base: Path, outputs: int) -> Relation:
    """A trained network from the parts ``weights-*.pt`` in a folder, and the base's word embeddings."""
    model = Relation(base, outputs)
    state: dict[str, Tensor] = {}
    for path in sorted(folder.glob("weights-*.pt")):
        state |= {k: v.float() for k, v in torch.load(path, map_location="cpu", weights_only=True).items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any("word_embeddings" not in k for k in missing):
        raise SystemExit(f"{folder} does not hold a whole network: missing {missing}, unexpected {unexpected}")
    return model.eval()


def save(state: dict[str, Tensor], folder: Path, limit: int = 14_000_000) -> list[Path]:
    """Write all but the word embeddings in half precision, in parts of at most ``limit`` bytes."""
    parts: list[dict[str, Tensor]] = [{}]
    size = 0
    for name, value in state.items():
        if "word_embeddings" in name or "position_ids" in name:
            continue
        half = value.detach().cpu().half().clone()
        if size + half.numel() * 2 > limit:
            parts.append({})
            size = 0
        parts[-1][name] = half
        size += half.numel() * 2
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"weights-{n}.pt" for n in range(len(parts))]
    for path, part in zip(paths, parts, strict=True):
        torch.save(part, path)
    return paths
