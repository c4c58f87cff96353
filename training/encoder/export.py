"""Write the trained encoder as an int8 ONNX file with its card.

    python -m training.encoder.export runs/encoder/encoder.pt runs/leanings/leanings.pt

Pooling and normalising are inside the graph: pieces and which of them are marked in, unit vectors of 384 numbers and
leanings (``training.encoder.leanings``) out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.leanings import Leanings
from training.encoder.train import published, put_in
from training.layers import layer_output
from training.minilm import MiniLM, load_base


class Pooled(nn.Module):
    """The encoder in plain operations, mean over the marked pieces, or all where none is, length one; and leanings."""

    def __init__(self, model: MiniLM, leanings: Leanings) -> None:
        super().__init__()
        self.bert, self.leanings = model, leanings

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """ids and marks ``[B, L]``, without padding. Returns ``[B, 384]`` and ``[B, 66]``."""
        e = self.bert.embeddings
        x = e.word_embeddings(ids) + e.token_type_embeddings(marks)
        x = e.LayerNorm(x + e.position_embeddings(torch.arange(ids.shape[1])))
        states, bias = [x], torch.zeros(1, 1, 1, 1)
        for layer in self.bert.encoder.layer:
            states.append(layer_output(layer, states[-1], bias))
        weight = marks[..., None].float()
        weight = weight + (weight.sum(1, keepdim=True) == 0).float()
        means = [(x * weight).sum(1) / weight.sum(1) for x in states]
        return nn.functional.normalize(means[-1], dim=-1), self.leanings(torch.cat(means, dim=1))


def trained_model(weights: Path) -> MiniLM:
    """The published model with the weights that training changed."""
    model = load_base(published())
    put_in(model, weights)
    return model.eval()


def trained_leanings(weights: Path) -> Leanings:
    """The layers that ``training.encoder.leanings`` left."""
    leanings = Leanings()
    leanings.load_state_dict({name: w.float() for name, w in torch.load(weights, weights_only=True).items()})
    return leanings.eval()


def export(model: MiniLM, leanings: Leanings, to: Path, work: Path) -> str:
    """Write ``encoder.onnx`` in int8 to a folder; returns its SHA-256."""
    for folder in (to, work):
        folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 12))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Pooled(model, leanings).eval(), (ids, torch.ones_like(ids)), str(work / "encoder.onnx"),
        input_names=["ids", "marks"], output_names=["vectors", "leanings"], opset_version=17, dynamo=False,
        dynamic_axes={"ids": axes, "marks": axes, "vectors": {0: "batch"}, "leanings": {0: "batch"}},
    )  # fmt: skip
    quantize_dynamic(
        work / "encoder.onnx", to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    return hashlib.sha256((to / "encoder.onnx").read_bytes()).hexdigest()


def card(digest: str) -> dict[str, object]:
    """What the encoder is made of."""
    return {
        "name": "encoder",
        "version": "5",
        "files": {"encoder.onnx": digest},
        "base": {"name": "all-MiniLM-L6-v2 (sentence-transformers)", "licence": "Apache-2.0"},
        "data": [
            {
                "name": "training/cases: 42 invented contested events; for the leanings 149",
                "licence": "CC0 (our own)",
            },
            {
                "name": "training/events: 284 real events (news set, BASIL, ECB+), which statement is on which claim",
                "licence": "labels CC0 (our own); the articles' text is the publishers', unstated, and not here",
            },
        ],
        "training": "python -m training.encoder.train, training.encoder.leanings, then training.encoder.export; "
        "see docs/reference/models.md",
        "scores": {},
    }


def main() -> None:
    """Export by the options of the command."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("weights", type=Path, help="encoder.pt that training left")
    p.add_argument("leanings", type=Path, help="leanings.pt that training left")
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/encoder"))
    p.add_argument("--work", type=Path, default=Path("runs/encoder"))
    o = p.parse_args()
    digest = export(trained_model(o.weights), trained_leanings(o.leanings), o.to, o.work)
    (o.to / "card.json").write_text(json.dumps(card(digest), indent=2) + "\n")


if __name__ == "__main__":
    main()
