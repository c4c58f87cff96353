"""Weights to train on from, out of the shipped file: ``python -m training.relation.recover --out runs/relation``.

The parts that training writes are not kept in the project; the shipped graph holds the same numbers, in int8. Weights
come back as the floats that the graph computes with.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.relation.model import save

Floats = NDArray[np.float32]
MODEL = Path("src/counterclaim/models/relation/model.onnx")
#: how the exported graph calls what the network calls otherwise
RENAMED = {
    "layers.": "bert.encoder.layer.",
    "positions.": "bert.embeddings.position_embeddings.",
    "kinds.": "bert.embeddings.token_type_embeddings.",
    "norm.": "bert.embeddings.LayerNorm.",
}


def recovered(model: onnx.ModelProto) -> dict[str, Floats]:
    """The network's weights by name, without its word embeddings, which are those of the base.

    A matrix has no name of its own in the graph: it is called after the bias that is added to its product.
    """
    stored = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    named = {network_name(n): w for n, w in _named(stored) if not n.startswith("words.")}
    named.update(_products(model, stored))
    return {name: np.ascontiguousarray(w, dtype=np.float32) for name, w in named.items()}


def network_name(name: str) -> str:
    """What the network calls a constant of the graph."""
    start = next((s for s in RENAMED if name.startswith(s)), "")
    return RENAMED.get(start, "") + name.removeprefix(start)


def _named(stored: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Constants that kept their names, those in int8 as floats."""
    for name, value in stored.items():
        if name.endswith((".weight", ".bias")):
            yield name, value
        elif name.endswith(".weight_q"):
            yield name.removesuffix("_q"), value * stored[name.removesuffix("_q") + "_s"]


def _products(model: onnx.ModelProto, stored: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Matrices that lost their names: each is multiplied right before a bias with a name is added."""
    factor: NDArray[Any] | None = None
    for node in model.graph.node:
        if node.op_type == "Cast" and node.input[0].endswith("_q") and node.input[0] in stored:
            factor = stored[node.input[0]] * stored[node.input[0].removesuffix("_q") + "_s"]
        elif node.op_type == "MatMul" and node.input[1] in stored:
            factor = stored[node.input[1]]
        elif node.op_type == "Add" and factor is not None:
            bias = next((n for n in node.input if n in stored and n.endswith(".bias")), None)
            if bias is not None:
                yield network_name(bias.removesuffix("bias") + "weight"), factor.T
                factor = None


def main() -> None:
    """Write ``weights-*.pt``."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", type=Path, default=MODEL)
    p.add_argument("--out", type=Path, required=True)
    o = p.parse_args()
    state = {name: torch.from_numpy(w.copy()) for name, w in recovered(onnx.load(str(o.model))).items()}
    for path in save(state, o.out):
        print(path, path.stat().st_size)


if __name__ == "__main__":
    main()
