"""Train a trained relation model further, on little: two cores and an hour or two.

    python -m training.relation.refine --pack runs/relation/pack.npz.xz --base BASE --start runs/relation \\
        --out runs/relation2 --minutes 70

What a pass of ``train`` costs is saved in four places: the lowest layers and the word embeddings stay as they are;
each pair is read in one order, drawn by lot; attention has no dropout; and the sets are drawn by ``refine.toml``, most
from those in which the model is weak and a little of everything else, so that it forgets nothing. The weights' moving
average is written, with development scores, every ``--keep`` minutes; the rate falls to nothing by the clock.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from torch import Tensor

from training.relation.corpora import NLI
from training.relation.model import Relation, load, save
from training.relation.pack import read_pack
from training.relation.train import (
    FIRST_MATCH,
    STANCE,
    WEIGHTS,
    Average,
    Batch,
    Budget,
    Pairs,
    allowed_loss,
    dev_scores,
    epoch,
    predictions,
)

#: tables of the file of shares, and what they give for a set that they do not name
COLUMNS = (("copies", 0.0), ("neutral", 1.0))


def freeze(model: Relation, layers: int) -> None:
    """Leave the embeddings and the lowest ``layers`` as they are; take the dropout out of the attention."""
    still = [model.bert.embeddings, model.seen, *model.bert.encoder.layer[:layers]]
    for part in still:
        for parameter in part.parameters():
            parameter.requires_grad = False
    for name, part in model.named_modules():
        if name.endswith("attention.self"):
            part.dropout_prob = 0.0
            part.dropout.p = 0.0


def optimiser(model: Relation, rate: float) -> torch.optim.Optimizer:
    """AdamW over what is not frozen; the head learns twice as fast."""
    encoder = [p for p in model.bert.parameters() if p.requires_grad]
    head = [*model.inner.parameters(), *model.out.parameters()]
    groups = [{"params": encoder, "lr": rate, "full": rate}, {"params": head, "lr": 2 * rate, "full": 2 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.02)


def swapped(batch_head: Tensor, rng: np.random.Generator) -> Tensor:
    """Which pairs of a batch are read in the other order; stances never are."""
    return torch.from_numpy(rng.random(len(batch_head)) < 0.5) & (batch_head != STANCE)


def loss_of(logits: Tensor, batch: Batch, turned: Tensor, columns: dict[str, list[int]], mirror: Tensor) -> Tensor:
    """The mean loss of a batch of all heads; ``turned`` tells the pairs that were exchanged."""
    relation = logits[:, slice(*columns["relation"])]
    relation = torch.where(turned[:, None], relation[:, mirror], relation)
    total = torch.zeros(len(logits))
    for n, (name, x) in enumerate((("relation", relation), ("stance", logits[:, slice(*columns["stance"])]))):
        here = batch.head == n
        masks = torch.where(here, batch.target, torch.ones_like(batch.target))
        total = total + WEIGHTS[name] * allowed_loss(x, masks) * here
    here = batch.head >= FIRST_MATCH
    column = (batch.head - FIRST_MATCH).clamp(min=0)[:, None]
    match = logits[:, slice(*columns["match"])].gather(1, column)[:, 0]
    goal = batch.target.clamp(0, 1)
    total = total + WEIGHTS["match"] * F.binary_cross_entropy_with_logits(match, goal, reduction="none") * here
    return total.mean()


def watched(pack: dict[str, Any], names: list[str], most: int) -> np.ndarray[Any, Any]:
    """Development rows of the sets that are told at each checkpoint."""
    sets = json.loads(str(pack["sets"]))
    rows = [np.flatnonzero((pack["dev"] == 1) & (pack["set"] == sets.index(n)))[:most] for n in names]
    return np.concatenate(rows)


def report(model: Relation, average: Average, pairs: Pairs, pack: dict[str, Any], o: argparse.Namespace) -> None:
    """Write the averaged weights and tell their development scores; the live weights come back afterwards."""
    live = [p.detach().clone() for p in average.live]
    average.put()
    save(model.state_dict(), o.out)
    rows = watched(pack, o.watch, o.most)
    mirror = torch.from_numpy(np.asarray(pack["mirror"]).astype(np.int64))
    for name, told in dev_scores(predictions(model, pairs, rows, mirror, 20 * o.batch), pack, rows).items():
        print(name, json.dumps(told), flush=True)
    with torch.no_grad():
        for p, value in zip(average.live, live, strict=True):
            p.copy_(value)
    model.train()


def refine(model: Relation, pairs: Pairs, pack: dict[str, Any], o: argparse.Namespace) -> Average:
    """The loop: ends by the clock. Returns the average of the weights."""
    rng = np.random.default_rng(o.seed)
    columns = json.loads(str(pack["columns"]))
    mirror = torch.from_numpy(np.asarray(pack["mirror"]).astype(np.int64))
    opt, average, budget = optimiser(model, o.rate), Average(model, o.decay), Budget(10**9, o.minutes)
    kept, total = time.monotonic(), 0.0
    model.train()
    while budget.done() < 1:
        for rows in epoch(pack, pairs.lengths, o.batch, rng):
            for group in opt.param_groups:
                group["lr"] = group["full"] * budget.factor()
            turned = swapped(pairs.head[torch.from_numpy(rows)], rng)
            batch = pairs.batch(rows, turned)
            loss = loss_of(model(batch.ids, batch.kinds, batch.mask), batch, turned, columns, mirror)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(average.live, 1.0)
            opt.step()
            opt.zero_grad(set_to_none=True)
            average.update()
            budget.step += 1
            total += float(loss.detach())
            if budget.step % o.tell == 0:
                told = {"step": budget.step, "done": round(budget.done(), 3), "loss": round(total / o.tell, 4)}
                print(json.dumps(told), flush=True)
                total = 0.0
            if time.monotonic() - kept > 60 * o.keep:
                report(model, average, pairs, pack, o)
                kept = time.monotonic()
            if budget.done() >= 1:
                break
    return average


def shares(pack: dict[str, Any], path: Path) -> None:
    """Set how often each set is seen to what the file says; sets it does not name are left out.

    ``neutral`` in the file is how much more often the neutral pairs of a set are seen, where it has fewer of them.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    copies, neutral = ([told.get(k, {}).get(n, d) for n in json.loads(str(pack["sets"]))] for k, d in COLUMNS)
    pack["copies"] = np.array(copies, np.float32)[pack["set"]]
    is_neutral = (pack["head"] == 0) & (pack["target"] == NLI["neutral"])
    pack["copies"] = np.where(is_neutral, pack["copies"] * np.array(neutral, np.float32)[pack["set"]], pack["copies"])


def main() -> None:
    """Train on, and leave ``weights-*.pt`` and ``scores.json`` in the output folder."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pack", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--start", type=Path, required=True, help="folder of trained weights")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--minutes", type=float, required=True)
    p.add_argument("--copies", type=Path, default=Path(__file__).with_name("refine.toml"))
    p.add_argument("--frozen", type=int, default=2, help="layers that stay as they are")
    p.add_argument("--batch", type=int, default=1000, help="pieces a batch")
    p.add_argument("--rate", type=float, default=7e-5)
    p.add_argument("--decay", type=float, default=0.995, help="of the averaged weights")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--tell", type=int, default=100, help="steps between lines")
    p.add_argument("--keep", type=float, default=12.0, help="minutes between checkpoints")
    p.add_argument("--watch", nargs="*", default=["cad_snli", "wanli_15k"], help="sets told at checkpoints")
    p.add_argument("--most", type=int, default=500, help="pairs of a set told at checkpoints")
    o = p.parse_args()
    torch.manual_seed(o.seed)
    pack = read_pack(o.pack)
    shares(pack, o.copies)
    pairs = Pairs(pack, torch.device("cpu"))
    columns = json.loads(str(pack["columns"]))
    model = load(o.start, o.base, max(stop for _, stop in columns.values()))
    freeze(model, o.frozen)
    average = refine(model, pairs, pack, o)
    report(model, average, pairs, pack, o)


if __name__ == "__main__":
    main()
