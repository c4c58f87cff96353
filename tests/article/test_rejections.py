"""The list of reasons."""

import re
from pathlib import Path

import pytest

import counterclaim.article as package
from counterclaim.article.rejections import REJECTION_REASONS, rejected


def test_every_reason_is_used_and_explained() -> None:
    """Each code is raised somewhere in the package and explained in one sentence."""
    sources = "".join(p.read_text("utf-8") for p in Path(package.__file__).parent.glob("*.py"))
    used = set(re.findall(r'rejected\(\s*"(\w+)"', sources))

    assert used == set(REJECTION_REASONS)
    assert all(text.endswith(".") for text in REJECTION_REASONS.values())


def test_unknown_reason_is_a_mistake() -> None:
    """A code that is not on the list cannot be raised."""
    with pytest.raises(ValueError, match="unknown rejection reason"):
        rejected("because", "")
