"""Write the trained sentence encoder, in the mean with the published weights, as an int8 ONNX file with its card.

    python -m training.encoder.export runs/encoder/encoder.pt

The mean of weights before and after training keeps more of what the published ones know of other texts than either end
(Wortsman et al. 2022, https://arxiv.org/abs/2109.01903). Mean pooling and normalising are inside the graph: pieces in,
unit vectors of 384 numbers out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.train import published
from training.layers import layer_output
from training.minilm import MiniLM, load_base


class Pooled(nn.Module):
    """The encoder in plain operations, mean over the pieces, length one."""

    def __init__(self, model: MiniLM) -> None:
        super().__init__()
        self.bert = model

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids and mask ``[B, L]``. Returns ``[B, 384]``."""
        e = self.bert.embeddings
        x = (
            e.word_embeddings(ids)
            + e.token_type_embeddings.weight[0]
            + e.position_embeddings(torch.arange(ids.shape[1]))
        )
        x = e.LayerNorm(x)
        bias = (1.0 - mask[:, None, None].float()) * -1e4
        for layer in self.bert.encoder.layer:
            x = layer_output(layer, x, bias)
        weight = mask[..., None].float()
        return nn.functional.normalize((x * weight).sum(1) / weight.sum(1).clamp(min=1.0), dim=-1)


def mean_weights(trained: Path, share: float) -> MiniLM:
    """The model whose weights are ``share`` of the trained ones and the rest of the published ones."""
    model = load_base(published())
    before, after = model.state_dict(), torch.load(trained, weights_only=True)
    model.load_state_dict({name: (1 - share) * before[name] + share * after[name] for name in before})
    return model.eval()


def export(model: MiniLM, to: Path, work: Path) -> str:
    """Write ``encoder.onnx`` in int8 to a folder; returns its SHA-256."""
    for folder in (to, work):
        folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 12))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Pooled(model).eval(), (ids, torch.ones_like(ids)), str(work / "encoder.onnx"),
        input_names=["ids", "mask"], output_names=["vectors"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        work / "encoder.onnx", to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    return hashlib.sha256((to / "encoder.onnx").read_bytes()).hexdigest()


def card(digest: str, share: float) -> dict[str, object]:
    """What the encoder is made of."""
    return {
        "name": "encoder",
        "version": "2",
        "files": {"encoder.onnx": digest},
        "base": {"name": "all-MiniLM-L6-v2 (sentence-transformers)", "licence": "Apache-2.0"},
        "data": [
            {"name": "training/cases: 42 invented contested events", "licence": "CC0 (our own)"},
            {"name": "STS benchmark, 1,500 training pairs", "licence": "research use, as its sources state"},
        ],
        "training": f"python -m training.encoder.train (twice), then training.encoder.export --share {share}; "
        "see docs/reference/models.md",
        "scores": {},
    }


def main() -> None:
    """Export by the options of the command."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("weights", type=Path, help="encoder.pt that training left")
    p.add_argument("--share", type=float, default=0.5, help="of the trained weights in the mean with the published")
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/encoder"))
    p.add_argument("--work", type=Path, default=Path("runs/encoder"))
    o = p.parse_args()
    digest = export(mean_weights(o.weights, o.share), o.to, o.work)
    (o.to / "card.json").write_text(json.dumps(card(digest, o.share), indent=2) + "\n")


if __name__ == "__main__":
    main()
