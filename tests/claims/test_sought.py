"""Names looked for in many texts."""

import re

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.sought import Sought, keys_of_texts
from counterclaim.records import key_of

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


def test_a_text_is_known_by_what_is_looked_for_in_it() -> None:
    """The same text has another key when other names are looked for, and no two texts have one."""

    class Text:
        def __init__(self, text: str) -> None:
            self.text = text

    texts = [Text("one"), Text("two")]

    one, other = keys_of_texts(texts, ["orland"]), keys_of_texts(texts, ["vesna"])  # type: ignore[arg-type]

    assert len({*one, *other}) == 4
    assert len(one[0]) == len(key_of("one"))
