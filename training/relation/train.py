"""Train the relation model from a pack.

    python -m training.relation.train --pack runs/relation/pack.npz.xz --base BASE --out runs/relation --minutes 5

``BASE`` is the folder of the base model. Every step sees each pair in both orders, with different dropout; the two
answers must agree, mirrored (after R-Drop, Liang et al. 2021, with the order exchanged as well), which makes the
model symmetric and keeps it from learning a small corpus by heart. Weights are averaged over steps. On a GPU batches
are gathered from the packed arrays in its memory. ``--device cpu`` gives the same in some hours on two cores.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from torch import Tensor

from training.relation.model import CLS, SEP, Relation, save
from training.relation.pack import read_pack

MAX_PAIR = 224
#: batches that are sorted by length together
POOL = 40
#: share of the budget over which the rate rises
WARM = 0.06
#: weight of the agreement of the two orders
AGREE = 1.0
WEIGHTS = {"relation": 1.0, "stance": 0.7, "match": 0.7}
STANCE, FIRST_MATCH = 1, 2


@dataclass
class Batch:
    """What the network reads, and what is known of each pair."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    head: Tensor
    target: Tensor


class Pairs:
    """The pack in memory of the device: gathers batches without going through each pair."""

    def __init__(self, pack: dict[str, Any], device: torch.device) -> None:
        def held(name: str, kind: torch.dtype) -> Tensor:
            return torch.from_numpy(np.asarray(pack[name]).astype(np.int64 if kind == torch.long else np.float32)).to(
                device, kind
            )

        self.device = device
        self.pieces = held("pieces", torch.long).int()
        self.starts = held("starts", torch.long)
        self.a, self.b = held("a", torch.long), held("b", torch.long)
        self.head, self.target = held("head", torch.long), held("target", torch.float32)
        sizes = np.diff(pack["starts"])
        self.lengths = np.minimum(sizes[pack["a"]] + sizes[pack["b"]] + 3, MAX_PAIR)

    def batch(self, rows: np.ndarray[Any, Any], swap: Tensor | None = None) -> Batch:
        """The pairs of some rows; where ``swap`` is true the second statement comes first."""
        at = torch.from_numpy(rows).to(self.device)
        a, b = self.a[at], self.b[at]
        if swap is not None:
            a, b = torch.where(swap, b, a), torch.where(swap, a, b)
        n_a, n_b = self.starts[a + 1] - self.starts[a], self.starts[b + 1] - self.starts[b]
        room = MAX_PAIR - 3
        n_a = torch.minimum(n_a, (room - n_b).clamp(min=room // 2))
        n_b = torch.minimum(n_b, room - n_a)
        width = -(-int(self.lengths[rows].max()) // 8) * 8
        place = torch.arange(width, device=self.device)[None]
        n_a, n_b = n_a[:, None], n_b[:, None]
        in_a = (place >= 1) & (place <= n_a)
        in_b = (place >= n_a + 2) & (place < n_a + 2 + n_b)
        source = torch.where(in_a, self.starts[a][:, None] + place - 1, self.starts[b][:, None] + place - n_a - 2)
        ids = torch.where(in_a | in_b, self.pieces[source * (in_a | in_b)].long(), 0)
        ids = ids + CLS * (place == 0) + SEP * ((place == n_a + 1) | (place == n_a + n_b + 2))
        kinds = ((place >= n_a + 2) & (place <= n_a + n_b + 2)).long()
        return Batch(ids, kinds, (place <= n_a + n_b + 2).long(), self.head[at], self.target[at])


class Budget:
    """How much of the training is done: by steps, or by minutes where they come first."""

    def __init__(self, steps: int, minutes: float | None) -> None:
        self.steps, self.minutes, self.step, self.began = steps, minutes, 0, time.monotonic()

    def done(self) -> float:
        """Share done, 1 or more at the end."""
        by_time = (time.monotonic() - self.began) / 60 / self.minutes if self.minutes else 0.0
        return max(self.step / self.steps, by_time)

    def factor(self) -> float:
        """The rate's factor: up over the first part, then down to nothing."""
        done = self.done()
        return min(1.0, (done + 1e-3) / WARM) * max(0.0, 1 - done)


def epoch(pack: dict[str, Any], lengths: np.ndarray[Any, Any], size: int, rng: np.random.Generator) -> Iterator[Any]:
    """Rows of one pass, each pair as often as its set's share says, in batches of like length."""
    rows = np.flatnonzero(pack["dev"] == 0)
    times = np.floor(pack["copies"][rows].astype(np.float64) + rng.random(len(rows))).astype(int)
    rows = rng.permutation(np.repeat(rows, times))
    per_pool = max(1, int(POOL * size / lengths[rows].mean()))
    for start in range(0, len(rows), per_pool):
        pool = rows[start : start + per_pool]
        pool = pool[np.argsort(lengths[pool], kind="stable")]
        cuts, first = [], 0
        for n in range(1, len(pool) + 1):
            if n == len(pool) or (n + 1 - first) * lengths[pool[n]] > size:
                cuts.append(pool[first:n])
                first = n
        yield from (cuts[k] for k in rng.permutation(len(cuts)))


def allowed_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Negative log of the probability of the allowed labels, by row; ``masks`` are bit masks."""
    bits = (masks.long()[:, None] >> torch.arange(logits.shape[-1], device=logits.device)) & 1
    return logits.logsumexp(-1) - logits.masked_fill(bits == 0, -1e4).logsumexp(-1)


def disagreement(one: Tensor, other: Tensor) -> Tensor:
    """Kullback-Leibler divergence both ways, by row."""
    p, q = one.log_softmax(-1), other.log_softmax(-1)
    return ((p.exp() - q.exp()) * (p - q)).sum(-1)


def losses(
    first: Tensor, second: Tensor, batch: Batch, columns: dict[str, list[int]], mirror: Tensor
) -> dict[str, Tensor]:
    """Loss sums of each head; ``second`` are the logits of the exchanged pairs (stances are not exchanged)."""
    rows = len(first)
    out: dict[str, Tensor] = {}
    for n, name in enumerate(("relation", "stance")):
        here = (batch.head == n).float()
        x, y = (t[:, slice(*columns[name])] for t in (first, second))
        y = y[:, mirror] if name == "relation" else y
        masks = torch.where(batch.head == n, batch.target, torch.ones_like(batch.target))
        loss = (allowed_loss(x, masks) + allowed_loss(y, masks)) / 2 + AGREE * disagreement(x, y) / 2
        out[name] = (loss * here).sum() / rows
    column = (batch.head - FIRST_MATCH).clamp(min=0)[:, None]
    x, y = (t[:, slice(*columns["match"])].gather(1, column)[:, 0] for t in (first, second))
    goal = batch.target.clamp(0, 1)
    loss = F.binary_cross_entropy_with_logits(x, goal, reduction="none")
    loss = (loss + F.binary_cross_entropy_with_logits(y, goal, reduction="none")) / 2
    loss = loss + AGREE * (x.sigmoid() - y.sigmoid()) * (x - y) / 2
    out["match"] = (loss * (batch.head >= FIRST_MATCH).float()).sum() / rows
    return out


class Average:
    """A moving average of the weights."""

    def __init__(self, model: Relation, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.live = [p for p in model.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.live]

    def update(self) -> None:
        """Take in the weights as they are now."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.live], 1 - decay)

    def put(self) -> None:
        """Make the average the model's weights."""
        with torch.no_grad():
            for live, mean in zip(self.live, self.mean, strict=True):
                live.copy_(mean)


def optimiser(model: Relation, rate: float, cuda: bool) -> torch.optim.Optimizer:
    """AdamW; what is new learns five times faster than the encoder."""
    encoder = [p for p in model.bert.parameters() if p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    groups = [{"params": encoder, "lr": rate, "full": rate}, {"params": new, "lr": rate * 5, "full": rate * 5}]
    return torch.optim.AdamW(groups, weight_decay=0.02, fused=cuda)


def train(model: Relation, pairs: Pairs, pack: dict[str, Any], o: argparse.Namespace) -> None:
    """The training loop."""
    rng = np.random.default_rng(o.seed)
    columns = json.loads(str(pack["columns"]))
    mirror = torch.from_numpy(np.asarray(pack["mirror"]).astype(np.int64)).to(pairs.device)
    per_pass = sum(1 for _ in epoch(pack, pairs.lengths, o.batch, np.random.default_rng(0)))
    budget = Budget(max(1, round(per_pass * o.passes)), o.minutes)
    cuda = pairs.device.type == "cuda"
    opt, average = optimiser(model, o.rate, cuda), Average(model, o.decay)
    sums: dict[str, Tensor] = {}
    print(json.dumps({"steps_a_pass": per_pass, "steps": budget.steps}), flush=True)
    model.train()
    while budget.done() < 1:
        for rows in epoch(pack, pairs.lengths, o.batch, rng):
            for group in opt.param_groups:
                group["lr"] = group["full"] * budget.factor()
            parts = step(model, pairs, rows, columns, mirror)
            loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros((), device=pairs.device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(average.live, 1.0)
            opt.step()
            opt.zero_grad(set_to_none=True)
            average.update()
            budget.step += 1
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v.detach()
            if budget.step % o.tell == 0:
                told = {k: round(float(v) / o.tell, 4) for k, v in sums.items()}
                seconds = time.monotonic() - budget.began
                line = {
                    "step": budget.step,
                    "done": round(budget.done(), 3),
                    "a_second": round(budget.step / seconds, 2),
                }
                print(json.dumps(line | told), flush=True)
                sums = {}
            if budget.done() >= 1:
                break
    average.put()


def step(
    model: Relation, pairs: Pairs, rows: np.ndarray[Any, Any], columns: dict[str, list[int]], mirror: Tensor
) -> dict[str, Tensor]:
    """Losses of one batch, both orders in one go."""
    batch = pairs.batch(rows)
    other = pairs.batch(rows, batch.head != STANCE)
    both = [torch.cat([getattr(batch, k), getattr(other, k)]) for k in ("ids", "kinds", "mask")]
    with torch.autocast(pairs.device.type, torch.bfloat16, enabled=pairs.device.type == "cuda"):
        logits = model(*both)
    first, second = logits.float().chunk(2)
    return losses(first, second, batch, columns, mirror)


@torch.no_grad()
def predictions(
    model: Relation, pairs: Pairs, rows: np.ndarray[Any, Any], mirror: Tensor, size: int
) -> np.ndarray[Any, Any]:
    """Logits of some rows, both orders averaged where a head is symmetric."""
    model.eval()
    order = rows[np.argsort(pairs.lengths[rows], kind="stable")]
    out = np.zeros((int(rows.max()) + 1, model.out.out_features), np.float32)
    width = max(1, size // MAX_PAIR)
    for start in range(0, len(order), width):
        part = order[start : start + width]
        batch = pairs.batch(part)
        other = pairs.batch(part, torch.ones(len(part), dtype=torch.bool, device=pairs.device))
        with torch.autocast(pairs.device.type, torch.bfloat16, enabled=pairs.device.type == "cuda"):
            one, two = model(batch.ids, batch.kinds, batch.mask), model(other.ids, other.kinds, other.mask)
        one, two = one.float(), two.float()
        mean = (one + two) / 2
        mean[:, : len(mirror)] = (one[:, : len(mirror)] + two[:, mirror]) / 2
        stance = slice(len(mirror), one.shape[1] - 2)
        mean[:, stance] = one[:, stance]
        out[part] = mean.cpu().numpy()
    return out[rows]


def dev_scores(logits: np.ndarray[Any, Any], pack: dict[str, Any], rows: np.ndarray[Any, Any]) -> dict[str, Any]:
    """One or two figures for each set: accuracy and macro-F1, or the area under the ROC curve."""
    columns, sets = json.loads(str(pack["columns"])), json.loads(str(pack["sets"]))
    out: dict[str, Any] = {}
    for n in sorted(set(pack["set"][rows].tolist())):
        here = pack["set"][rows] == n
        head, target = int(pack["head"][rows][here][0]), pack["target"][rows][here].astype(np.float64)
        if head >= FIRST_MATCH:
            score = logits[here, columns["match"][0] + head - FIRST_MATCH]
            out[sets[n]] = {"n": int(here.sum()), "auc": round(auc(score, target > 0.5), 4)}
        else:
            x = logits[here][:, slice(*columns["relation" if head == 0 else "stance"])]
            out[sets[n]] = {"n": int(here.sum())} | classified(x, target.astype(int))
    return out


def classified(logits: np.ndarray[Any, Any], masks: np.ndarray[Any, Any]) -> dict[str, float]:
    """Accuracy and macro-F1 over the masks that occur: the answer is the mask with the highest probability."""
    known = np.unique(masks)
    p = np.exp(logits - logits.max(-1, keepdims=True))
    bits = (known[:, None] >> np.arange(logits.shape[1])) & 1
    overlap = (bits.sum(0) > 1).any()
    mass = p @ bits.T.astype(np.float64)
    got = known[mass.argmax(-1)]
    right = ((masks >> logits.argmax(-1)) & 1).mean() if overlap else (got == masks).mean()
    f1 = [2 * ((got == k) & (masks == k)).sum() / max(1, (got == k).sum() + (masks == k).sum()) for k in known]
    return {"accuracy": round(float(right), 4)} | ({} if overlap else {"macro_f1": round(float(np.mean(f1)), 4)})


def auc(score: np.ndarray[Any, Any], gold: np.ndarray[Any, Any]) -> float:
    """Area under the ROC curve; ties are as good as random to four digits."""
    ranks = np.empty(len(score))
    ranks[np.argsort(score, kind="stable")] = np.arange(1, len(score) + 1)
    n1 = int(gold.sum())
    return float((ranks[gold].sum() - n1 * (n1 + 1) / 2) / max(1, n1 * (len(gold) - n1)))


def options() -> argparse.Namespace:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pack", type=Path, required=True)
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--minutes", type=float, help="end the schedule after so many minutes if that comes first")
    p.add_argument("--passes", type=float, default=6.0, help="passes over the data")
    p.add_argument("--batch", type=int, default=12000, help="pieces a batch, each order")
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--decay", type=float, default=0.999, help="of the averaged weights")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--tell", type=int, default=50, help="steps between lines")
    p.add_argument("--dev", type=int, help="only so many development pairs (for trials)")
    return p.parse_args()


def main() -> None:
    """Train, score, and leave ``weights-*.pt``, ``scores.json`` in the output folder."""
    o = options()
    torch.manual_seed(o.seed)
    pack = read_pack(o.pack)
    device = torch.device(o.device)
    pairs = Pairs(pack, device)
    columns = json.loads(str(pack["columns"]))
    model = Relation(o.base, max(stop for _, stop in columns.values())).to(device)
    train(model, pairs, pack, o)
    for path in save(model.state_dict(), o.out):
        print(path.name, path.stat().st_size, flush=True)
    rows = np.flatnonzero(pack["dev"] == 1)[: o.dev]
    mirror = torch.from_numpy(np.asarray(pack["mirror"]).astype(np.int64)).to(device)
    scores = dev_scores(predictions(model, pairs, rows, mirror, 4 * o.batch), pack, rows)
    for name, told in scores.items():
        print(name, json.dumps(told), flush=True)
    note = {k: str(v) if isinstance(v, Path) else v for k, v in vars(o).items()}
    (o.out / "scores.json").write_text(json.dumps({"options": note, "scores": scores}, indent=1) + "\n")


if __name__ == "__main__":
    main()
