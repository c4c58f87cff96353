"""The reference page of claims says what the program does."""

import re
from pathlib import Path

from counterclaim.claims.exclusions import RULES
from counterclaim.records import Position

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/claims.md"


def rows(heading: str) -> list[str]:
    """First cells of the table under a heading."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| (.+?) \|", part, re.MULTILINE)
    return [c for c in cells if not c.startswith("-")]


def test_every_position_of_an_outlet_has_its_row() -> None:
    """Each position is explained, and no other."""
    named = [c.strip("`") for c in rows("How an outlet stands to a claim")[1:]]

    assert named == [p.value for p in Position]


def test_every_rule_of_exclusion_has_its_row() -> None:
    """The table of rules is as long as the tuple of rules (faked and played are one rule in the code)."""
    cells = rows("Relations")
    by_needs, by_words = cells.index("rule"), cells.index("rule", cells.index("rule") + 1)

    assert by_words - by_needs - 1 == len(RULES) + 1
