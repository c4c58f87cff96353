"""Names looked for in many texts."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.sought import FEW, Sought, names_inside
from counterclaim.pipeline.kept import Kept
from counterclaim.records import FORGETFUL

LETTERS = "orlandvesiİıßOR\u0307 -’.\n"
NAMES = st.sets(st.text("orlandvesi", min_size=4, max_size=6), min_size=1, max_size=6)


@given(NAMES, st.text(LETTERS, max_size=60))
def test_every_name_that_a_pattern_finds_is_among_those_that_can_stand_in_a_text(names: set[str], text: str) -> None:
    """Whatever the case of letters, with dots or without, no name is left out that begins a word there."""
    pattern = re.compile(rf"\b({'|'.join(sorted(names, key=lambda n: (-len(n), n)))})", re.IGNORECASE)
    given_text = f"{text} {min(names).upper()}’s ship"

    found = Sought(names).inside(given_text)

    printed = {m.group(1).casefold().replace("\u0307", "").replace("ı", "i") for m in pattern.finditer(given_text)}
    assert printed <= set(found) <= names
    assert found == sorted(found)


class Text:
    def __init__(self, text: str) -> None:
        self.text = text


@given(NAMES, NAMES, st.lists(st.text(LETTERS, max_size=40), max_size=4, unique=True))
def test_what_was_looked_for_before_is_not_looked_for_again(was: set[str], now: set[str], texts: list[str]) -> None:
    """With names added and others gone, and a text more, what is found is what is found from nothing."""
    articles = [Text(f"{t} {min(was | now)}") for t in texts] + [Text("Orland's ship")]
    with tempfile.TemporaryDirectory() as folder:
        names_inside("names", was, articles[1:], Kept(Path(folder)))  # type: ignore[arg-type]

        found = names_inside("names", now, articles, Kept(Path(folder)))  # type: ignore[arg-type]

    assert found == names_inside("names", now, articles, FORGETFUL)  # type: ignore[arg-type]


def test_many_names_are_found_as_few_are() -> None:
    """However many names are looked for, the same of them stand in a text."""
    text = "The Orlandish fleet left. Vesnan ships did not."
    others = {f"{chr(97 + i)}{chr(97 + j)}xyz" for i in range(6) for j in range(6)}

    assert len(others) > FEW
    assert Sought({"orland", "vesna", *others}).inside(text) == Sought({"orland", "vesna"}).inside(text)
