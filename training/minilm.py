"""The MiniLM encoder in plain PyTorch, with the parameter names of the published weights.

Written out here so that training needs neither a modelling library nor its version; the same names let
``layers.layer_output`` write it to ONNX.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from torch import Tensor, nn

WIDTH = 384
INNER = 1536
LAYERS = 6
HEADS = 12
VOCABULARY = 30522
POSITIONS = 512


class SelfAttention(nn.Module):
    """Query, key and value projections."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))


class Output(nn.Module):
    """A projection back to the width, and the norm of the sum with what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dense = nn.Linear(width, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-12)


class Attention(nn.Module):
    """Attention with its output, named as the published weights name it."""

    def __init__(self) -> None:
        super().__init__()
        self.self = SelfAttention()
        self.output = Output(WIDTH)


class Intermediate(nn.Module):
    """The wide half of the feed-forward part."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(WIDTH, INNER)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = Attention()
        self.intermediate = Intermediate()
        self.output = Output(INNER)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x ``[B, L, WIDTH]``, mask ``[B, 1, 1, L]`` true for words."""
        b, n, w = x.shape
        rate = self.dropout if self.training else 0.0
        a = self.attention
        q, k, v = (f(x).view(b, n, HEADS, w // HEADS).transpose(1, 2) for f in (a.self.query, a.self.key, a.self.value))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=rate)
        mixed = mixed.transpose(1, 2).reshape(b, n, w)
        x = a.output.LayerNorm(F.dropout(a.output.dense(mixed), rate) + x)
        inner = F.gelu(self.intermediate.dense(x))
        out: Tensor = self.output.LayerNorm(F.dropout(self.output.dense(inner), rate) + x)
        return out


class Embeddings(nn.Module):
    """Words, positions and the one segment."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, WIDTH)
        self.position_embeddings = nn.Embedding(POSITIONS, WIDTH)
        self.token_type_embeddings = nn.Embedding(2, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-12)


class Stack(nn.Module):
    """The layers."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))


class MiniLM(nn.Module):
    """Word pieces to hidden states.

    Args:
        dropout: rate inside the layers, in training only.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.embeddings = Embeddings()
        self.encoder = Stack(dropout)

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        """ids and mask ``[B, L]``; ``extra`` ``[B, L, WIDTH]`` is added to the words. Returns ``[B, L, WIDTH]``."""
        e = self.embeddings
        x = e.word_embeddings(ids) + e.position_embeddings.weight[: ids.shape[1]] + e.token_type_embeddings.weight[0]
        x = e.LayerNorm(x if extra is None else x + extra)
        keep = mask[:, None, None].bool()
        for layer in self.encoder.layer:
            x = layer(x, keep)
        return x


def load_base(folder: Path, dropout: float = 0.1) -> MiniLM:
    """The published weights: ``model.safetensors`` or ``base.pt`` (a state dict) in ``folder``."""
    path = folder / "base.pt"
    if path.exists():
        weights = torch.load(path, weights_only=True)
    else:
        from safetensors.torch import load_file

        weights = load_file(str(folder / "model.safetensors"))
    model = MiniLM(dropout)
    wanted = set(model.state_dict())
    model.load_state_dict({k: v.float() for k, v in weights.items() if k in wanted})
    return model
