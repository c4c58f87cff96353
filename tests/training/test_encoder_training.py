"""What the encoder of statements learns from an event: which of its statements are on one claim."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train': pip install -e '.[train]'")

from tokenizers import Tokenizer  # noqa: E402
from training.encoder.train import Read, loss_of  # noqa: E402
from training.events import Event, Told  # noqa: E402

from counterclaim.records import Span, marked  # noqa: E402

TOKENIZER = Tokenizer.from_file(str(Path(__file__).parents[2] / "src/counterclaim/models/reader/tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


def told(words: str, place: int, *claims: str) -> Told:
    """A statement that is all of its sentence."""
    return Told(marked(words, [Span(0, len(words))]), words, (0, place), frozenset(claims))


EVENT = Event(
    "ferry",
    (
        told("Orland fired.", 0, "fired"),
        told("Its guns were silent.", 1, "fired"),
        told("Nine died.", 2, "dead"),
        told("Nine are dead.", 3, "dead"),
        told("and nobody else", 3, "fired"),
    ),
)


def test_pairs_on_one_claim_are_told_from_others() -> None:
    """What affirms a claim and what denies it are on it; two statements of one sentence are compared neither way."""
    read = Read.of(EVENT, TOKENIZER, torch.device("cpu"))

    assert torch.triu(read.same).nonzero().tolist() == [[0, 1], [0, 4], [1, 4], [2, 3]]
    assert torch.triu(read.apart).nonzero().tolist() == [[0, 2], [0, 3], [1, 2], [1, 3], [2, 4]]
    assert read.marks[:, 0].sum() == 0
    assert (read.marks.sum(1) == read.mask.sum(1) - 2).all()


def test_the_loss_falls_where_what_is_on_one_claim_lies_together() -> None:
    """Vectors that part the claims cost less than vectors that mix them."""
    read = Read.of(EVENT, TOKENIZER, torch.device("cpu"))
    right = torch.eye(3)[torch.tensor([0, 0, 1, 1, 0])]
    wrong = torch.eye(3)[torch.tensor([0, 1, 0, 1, 2])]
    assert loss_of(right @ right.T, read.same, read.apart) < loss_of(wrong @ wrong.T, read.same, read.apart)


def test_whole_claims_are_drawn() -> None:
    """Of a large event some statements: each drawn claim has its partners, and no statement comes twice."""
    claims = [f"c{n // 4}" for n in range(200)]
    event = Event("large", tuple(told(f"word {n}", n, claim) for n, claim in enumerate(claims)))
    drawn = Read.of(event, TOKENIZER, torch.device("cpu")).drawn(40, np.random.default_rng(0)).tolist()
    whole = [c for c in {claims[i] for i in drawn} if sum(claims[i] == c for i in drawn) == 4]

    assert len(drawn) == len(set(drawn)) == 40
    assert len(whole) >= 7
    assert Read.of(EVENT, TOKENIZER, torch.device("cpu")).drawn(40, np.random.default_rng(0)).tolist() == [
        0,
        1,
        2,
        3,
        4,
    ]
