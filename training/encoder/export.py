"""Write the trained encoder as an int8 ONNX file with its card.

    python -m training.encoder.export runs/encoder/encoder.pt

Pooling and normalising are inside the graph: pieces and which of them are marked in, unit vectors of 384 numbers out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.train import published, put_in
from training.layers import layer_output
from training.minilm import MiniLM, load_base


class Pooled(nn.Module):
    """The encoder in plain operations, mean over the marked pieces, or all where none is, length one."""

    def __init__(self, model: MiniLM) -> None:
        super().__init__()
        self.bert = model

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """ids and marks ``[B, L]``, without padding. Returns ``[B, 384]``."""
        e = self.bert.embeddings
        x = e.word_embeddings(ids) + e.token_type_embeddings(marks)
        x = e.LayerNorm(x + e.position_embeddings(torch.arange(ids.shape[1])))
        bias = torch.zeros(1, 1, 1, 1)
        for layer in self.bert.encoder.layer:
            x = layer_output(layer, x, bias)
        weight = marks[..., None].float()
        weight = weight + (weight.sum(1, keepdim=True) == 0).float()
        return nn.functional.normalize((x * weight).sum(1) / weight.sum(1), dim=-1)


def trained_model(weights: Path) -> MiniLM:
    """The published model with the weights that training changed."""
    model = load_base(published())
    put_in(model, weights)
    return model.eval()


def export(model: MiniLM, to: Path, work: Path) -> str:
    """Write ``encoder.onnx`` in int8 to a folder; returns its SHA-256."""
    for folder in (to, work):
        folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 12))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Pooled(model).eval(), (ids, torch.ones_like(ids)), str(work / "encoder.onnx"),
        input_names=["ids", "marks"], output_names=["vectors"],
        dynamic_axes={"ids": axes, "marks": axes, "vectors": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        work / "encoder.onnx", to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    return hashlib.sha256((to / "encoder.onnx").read_bytes()).hexdigest()


def card(digest: str) -> dict[str, object]:
    """What the encoder is made of."""
    return {
        "name": "encoder",
        "version": "4",
        "files": {"encoder.onnx": digest},
        "base": {"name": "all-MiniLM-L6-v2 (sentence-transformers)", "licence": "Apache-2.0"},
        "data": [
            {"name": "training/cases: 42 invented contested events", "licence": "CC0 (our own)"},
            {
                "name": "training/events: 284 real events (news set, BASIL, ECB+), which statement is on which claim",
                "licence": "labels CC0 (our own); the articles' text is the publishers', unstated, and not here",
            },
        ],
        "training": "python -m training.encoder.train, then training.encoder.export; see docs/reference/models.md",
        "scores": {},
    }


def main() -> None:
    """Export by the options of the command."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("weights", type=Path, help="encoder.pt that training left")
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/encoder"))
    p.add_argument("--work", type=Path, default=Path("runs/encoder"))
    o = p.parse_args()
    digest = export(trained_model(o.weights), o.to, o.work)
    (o.to / "card.json").write_text(json.dumps(card(digest), indent=2) + "\n")


if __name__ == "__main__":
    main()
