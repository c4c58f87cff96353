"""Train the encoder's second answer: whether two statements on one claim stand alike, and whether a speaker denies.

    python -m training.encoder.leanings runs/encoder/encoder.pt --data ../shared/data --out runs/leanings

The encoder stays as it is. What each of its layers makes of a statement's words goes through two small layers to its
*leanings*: ``WIDTH`` numbers whose product with another statement's tells whether both affirm or deny one claim (above
0) or stand against each other, and one that tells how likely it is that the speaker denies. Labels are the signs of
``training/cases`` and ``training/events``. Some ten minutes on two cores, nearly all of it reading the statements once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from sklearn.metrics import average_precision_score, roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn

from counterclaim.models.encoder import pieces_of
from training.cases import FOLDER as CASES
from training.cases import held_back as held_back_cases
from training.cases import read_cases
from training.encoder.train import published, put_in, word_pieces
from training.events import FOLDER as EVENTS
from training.events import Event, held_back, of_case, read_events
from training.minilm import LAYERS, MiniLM, load_base
from training.minilm import WIDTH as HIDDEN

#: What the embeddings and every layer make of a statement, side by side.
POOLED = (LAYERS + 1) * HIDDEN
#: Numbers of a statement whose product with those of another one is looked at, and of the layer before them.
WIDTH, BETWEEN = 64, 256
DROPOUT = 0.3
#: What a pair that stands against each other weighs beside one that does not, and a denial beside what is none.
AGAINST, DENIES = 2.0, 2.0
#: What telling denials weighs beside telling pairs.
ALONE = 0.3
#: Statements that are read at once.
BATCH = 64


class Leanings(nn.Module):
    """What the layers make of a statement's words, ``[N, POOLED]``, to its leanings, ``[N, WIDTH + 2]``.

    Of the last two the first is the same for all statements, so that the product of all but the last one of two
    statements is the logit of their standing alike; the last is the logit of the speaker's denying.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(POOLED, BETWEEN)
        self.side, self.denies = nn.Linear(BETWEEN, WIDTH), nn.Linear(BETWEEN, 1)
        self.common = nn.Parameter(torch.tensor(1.0))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, pooled: Tensor) -> Tensor:
        """One row a statement."""
        x = F.layer_norm(pooled, (POOLED,))
        x = self.dropout(F.gelu(self.inner(self.dropout(x))))
        side = self.side(x) / WIDTH**0.25
        return torch.cat([side, torch.ones_like(side[:, :1]) * self.common, self.denies(x)], dim=1)


@dataclass(frozen=True, slots=True)
class Signed:
    """An event as it is learned from: what its statements are read as, ``[N, POOLED]``; pairs of them ``[P, 2]`` that
    are on one claim and whether they stand alike on it; and of each whether it denies, NaN where that is not told.
    """

    pooled: Tensor
    pairs: Tensor
    alike: Tensor
    denies: Tensor

    @staticmethod
    def of(event: Event, pooled: Tensor) -> Signed:
        """Compare the signs of an event. Two statements of one sentence, or in the same words, tell nothing."""
        told = event.statements
        found = [
            (i, j, min(products))
            for i, a in enumerate(told)
            for j, b in enumerate(told[:i])
            if a.place != b.place
            and a.words != b.words
            and (products := {a.signs[k] * b.signs[k] for k in a.signs.keys() & b.signs.keys()} - {0})
        ]
        rows = torch.tensor(found, dtype=torch.long).reshape(-1, 3)
        signs = [set(t.signs.values()) for t in told]
        denies = [1.0 if -1 in s else float("nan") if 0 in s else 0.0 for s in signs]
        return Signed(pooled, rows[:, :2], (rows[:, 2] > 0).float(), torch.tensor(denies))


@torch.no_grad()
def pooled(model: MiniLM, events: Sequence[Event], tokenizer: Tokenizer) -> list[Tensor]:
    """The mean over each statement's words of what the embeddings and every layer make of them, event by event."""
    made = [pieces_of(t.text, tokenizer) for e in events for t in e.statements]
    out = torch.zeros(len(made), POOLED, dtype=torch.float16)
    order = sorted(range(len(made)), key=lambda i: len(made[i][0]))
    for start in range(0, len(order), BATCH):
        at = order[start : start + BATCH]
        ids, marks = (nn.utils.rnn.pad_sequence([torch.from_numpy(made[i][k]) for i in at], True) for k in (0, 1))
        mask = torch.arange(ids.shape[1])[None] < torch.tensor([len(made[i][0]) for i in at])[:, None]
        out[at] = torch.cat(_means(model, ids, marks, mask), dim=1).half()
    return list(out.split([len(e.statements) for e in events]))


def _means(model: MiniLM, ids: Tensor, marks: Tensor, mask: Tensor) -> list[Tensor]:
    e, weight = model.embeddings, marks[..., None].float()
    x = e.word_embeddings(ids) + e.token_type_embeddings(marks) + e.position_embeddings.weight[: ids.shape[1]]
    states = [e.LayerNorm(x)]
    for layer in model.encoder.layer:
        states.append(layer(states[-1], mask[:, None, None]))
    return [(x * weight).sum(1) / weight.sum(1) for x in states]


def loss_of(leanings: Tensor, event: Signed) -> Tensor:
    """How far the leanings of an event's statements are from its signs; a large event weighs little more than a small
    one.
    """
    told = ~event.denies.isnan()
    weight = torch.tensor(DENIES)
    loss = ALONE * F.binary_cross_entropy_with_logits(
        leanings[told, -1], event.denies[told], pos_weight=weight, reduction="sum"
    ) / told.sum().clamp(min=1)  # fmt: skip
    if len(event.pairs):
        pairs = F.binary_cross_entropy_with_logits(alike(leanings, event.pairs), event.alike, reduction="none")
        pairs = pairs * torch.where(event.alike > 0, 1.0, AGAINST)
        loss = loss + pairs.mean() * len(event.pairs) ** -0.25
    return loss


def alike(leanings: Tensor, pairs: Tensor) -> Tensor:
    """Logits of two statements' standing alike on a claim they are both on."""
    side = leanings[:, :-1]
    return (side[pairs[:, 0]] * side[pairs[:, 1]]).sum(1)


def learn(events: Sequence[Signed], rounds: int, rate: float, seed: int) -> Leanings:
    """Look at each event ``rounds`` times, in an order drawn anew each time, with a rate that falls to nothing."""
    torch.manual_seed(seed)
    rng, model = np.random.default_rng(seed), Leanings().train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.05)
    order = [k for _ in range(rounds) for k in rng.permutation(len(events))]
    for step, k in enumerate(order):
        for group in optimiser.param_groups:
            group["lr"] = rate * (1 - step / len(order))
        loss = loss_of(model(events[k].pooled.float()), events[k])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return model.eval()


@torch.no_grad()
def agreement(model: Leanings, events: Sequence[Signed]) -> dict[str, float]:
    """How well pairs that stand against each other are told, and statements that deny: area under the ROC curve and
    average precision, with the share of each.
    """
    leanings = [model(e.pooled.float()) for e in events]
    scores = torch.cat([-alike(x, e.pairs) for x, e in zip(leanings, events, strict=True)]).numpy()
    against = torch.cat([1 - e.alike for e in events]).numpy()
    told = [~e.denies.isnan() for e in events]
    denies = torch.cat([e.denies[t] for e, t in zip(events, told, strict=True)]).numpy()
    alone = torch.cat([x[t, -1] for x, t in zip(leanings, told, strict=True)]).numpy()
    found = {}
    for name, label, score in (("against", against, scores), ("denies", denies, alone)):
        found |= {
            f"{name}_share": label.mean(),
            f"{name}_area": roc_auc_score(label, score),
            f"{name}_precision": average_precision_score(label, score),
        }
    return {name: round(float(value), 3) for name, value in found.items()}


def main() -> None:
    """Train by the options of the command and leave ``leanings.pt``."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("weights", type=Path, help="encoder.pt that training left")
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--out", type=Path, default=Path("runs/leanings"))
    p.add_argument("--tokenizer", type=Path, default=Path("src/counterclaim/models/reader/tokenizer.json"))
    p.add_argument("--rounds", type=int, default=8)
    p.add_argument("--rate", type=float, default=1e-3)
    p.add_argument("--seed", type=int, default=0)
    o = p.parse_args()
    model = load_base(published())
    put_in(model, o.weights)
    held = held_back_cases(CASES) | held_back(EVENTS)
    kinds = {"invented": [of_case(c) for c in read_cases(CASES)], "real": read_events(o.data, EVENTS)}
    every = [e for events in kinds.values() for e in events]
    read = dict(zip([e.name for e in every], pooled(model.eval(), every, word_pieces(o.tokenizer)), strict=True))
    signed = {e.name: Signed.of(e, read[e.name]) for e in every}
    made = learn([signed[e.name] for e in every if e.name not in held], o.rounds, o.rate, o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: w.half() for name, w in made.state_dict().items()}, o.out / "leanings.pt")
    for kind, events in kinds.items():
        told = agreement(made, [signed[e.name] for e in events if e.name in held])
        print(json.dumps({"held_back": kind, **told}), flush=True)


if __name__ == "__main__":
    main()
