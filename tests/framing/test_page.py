"""The page on framing lists what the code has."""

import re
from pathlib import Path

from counterclaim.records import Implicature

PAGE = Path(__file__).parents[2] / "docs/reference/framing.md"


def test_every_implicature_and_kind_is_explained() -> None:
    """Each has a row, and there is no row for another."""
    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), re.M))

    kinds = {"cue", "loaded", "scare_quote", "distancing_cue", "toponym"}

    assert rows == kinds | {i.value for i in Implicature}
