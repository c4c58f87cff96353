"""A transformer layer in plain matrix operations, so that exported graphs are small and free of library quirks."""

from __future__ import annotations

import torch
from torch import Tensor, nn

HEADS = 12


def layer_output(layer: nn.Module, x: Tensor, bias: Tensor) -> Tensor:
    """One BERT layer.

    Args:
        layer: its weights, as the library names them.
        x: hidden states ``[B, L, W]``.
        bias: ``[B, 1, 1, L]``, 0 for words and very negative for padding.
    """
    b, n, w = x.shape
    a = layer.attention

    def split(t: Tensor) -> Tensor:
        return t.view(b, n, HEADS, w // HEADS).transpose(1, 2)

    q, k, v = (split(f(x)) for f in (a.self.query, a.self.key, a.self.value))
    weights = torch.softmax(q @ k.transpose(-1, -2) / (w // HEADS) ** 0.5 + bias, -1)
    mixed = (weights @ v).transpose(1, 2).reshape(b, n, w)
    x = a.output.LayerNorm(a.output.dense(mixed) + x)
    inner = nn.functional.gelu(layer.intermediate.dense(x))
    out: Tensor = layer.output.LayerNorm(layer.output.dense(inner) + x)
    return out
