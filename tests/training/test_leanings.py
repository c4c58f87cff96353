"""What the encoder learns of signs: which statements stand alike, and which deny."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train': pip install -e '.[train]'")
pytest.importorskip("sklearn", reason="training needs the extra 'train': pip install -e '.[train]'")

from training.encoder.leanings import Signed, agreement, learn  # noqa: E402
from training.events import Event, Told  # noqa: E402
from training.minilm import LAYERS, WIDTH  # noqa: E402


def told(words: str, place: int, **signs: int) -> Told:
    """A statement with its signs."""
    return Told(words, words, (0, place), frozenset(signs), signs)


EVENT = Event(
    "ferry",
    (
        told("Orland fired", 0, fired=1),
        told("Its guns were silent", 1, fired=-1),
        told("it is not known who fired", 2, fired=0),
        told("nobody fired but Orland", 3, fired=1, others=-1),
        told("not others", 3, others=-1),
    ),
)


def test_pairs_on_one_claim_stand_alike_or_against_each_other() -> None:
    """Who leaves it open is in no pair, two statements of one sentence are in none, and who denies anything denies."""
    signed = Signed.of(EVENT, torch.zeros(5, 1))

    assert {tuple(p): a for p, a in zip(signed.pairs.tolist(), signed.alike.tolist(), strict=True)} == {
        (1, 0): 0.0,
        (3, 0): 1.0,
        (3, 1): 0.0,
    }
    assert signed.denies[[0, 1, 3, 4]].tolist() == [0, 1, 1, 1]
    assert signed.denies[2].isnan()


def test_signs_that_can_be_seen_are_learned() -> None:
    """Where what denies lies on one side of the space, both answers are right after a few looks."""
    torch.manual_seed(0)
    side, events = torch.randn((LAYERS + 1) * WIDTH), []
    for _ in range(12):
        signs = [1, -1, 1, -1]
        made = torch.randn(4, len(side)) + torch.tensor(signs)[:, None] * side
        event = Event("e", tuple(told(str(n), n, fired=s) for n, s in enumerate(signs)))
        events.append(Signed.of(event, made.half()))

    found = agreement(learn(events[:8], rounds=20, rate=1e-3, seed=0), events[8:])

    assert found["against_area"] == found["denies_area"] == 1.0
