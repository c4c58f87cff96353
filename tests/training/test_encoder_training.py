"""What the sentence encoder learns from an invented case: which of its propositions belong together."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train': pip install -e '.[train]'")

from training.cases import Proposition  # noqa: E402
from training.encoder.train import Between, case_loss  # noqa: E402


def told(*signs: tuple[str, int]) -> Proposition:
    """A proposition whose words say this of these claims."""
    return Proposition("words", "sentence", "before", "A", signs, signs)


CASE = [told(("fired", 1)), told(("fired", 1)), told(("fired", -1)), told(("dead", 1)), told(("fired", 0))]


def test_same_opposed_and_other_claims_are_told_apart() -> None:
    """Two that affirm one claim are the same, one that denies it is opposed, an open question is in none."""
    between = Between.of(CASE)
    assert between.same.nonzero().tolist() == [[0, 1], [1, 0]]
    assert between.opposed.nonzero().tolist() == [[0, 2], [1, 2], [2, 0], [2, 1]]
    assert between.apart.nonzero().tolist() == [[0, 3], [1, 3], [2, 3], [3, 0], [3, 1], [3, 2], [3, 4], [4, 3]]
    assert between.by_claim().same.sum() == 6 and not between.by_claim().opposed.any()


def test_the_loss_falls_where_what_says_the_same_lies_together() -> None:
    """Vectors that part the claims cost less than vectors that put a statement next to its denial."""
    right = torch.nn.functional.normalize(
        torch.tensor([[1.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]), dim=1
    )
    wrong = right[torch.tensor([0, 2, 1, 3, 4])]
    assert case_loss(right, Between.of(CASE)) < case_loss(wrong, Between.of(CASE))
