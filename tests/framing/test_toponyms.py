import itertools

import pytest

from counterclaim.framing import difference, place_names
from counterclaim.framing.traditions import folded
from counterclaim.records import PlaceUse, Reading

from .framing_factory import read

TEXTS = {
    "a": "Rain fell on Qorat and the Qoratan hills.",
    "b": "Rain fell on Korat.",
    "c": "Rain fell on Lower Brae.",
    "d": "Rain fell on Qorat.",
}
NAMED = {"a": ("Qorat", "Qoratan"), "b": ("Korat",), "c": ("Lower Brae",), "d": ("Qorat",)}


class Likes:
    """Says that any two names with the same second letter can be one place, by spelling; counts what it is asked."""

    def __init__(self, *known: frozenset[str]) -> None:
        self.known = known
        self.asked: list[tuple[str, str]] = []

    def keys(self, name: str) -> frozenset[str]:
        """The second letter, and that of every name known to be its other name."""
        others = {n[1] for pair in self.known if name in pair for n in pair}
        return frozenset({name[1], *others})

    def agreement(self, a: str, b: str) -> float:
        """0.95 for known pairs, 0.8 for the same second letter."""
        self.asked.append((a, b))
        return 0.95 if frozenset((a, b)) in self.known else 0.8 * (a[1] == b[1])


def readings() -> list[Reading]:
    """One reading for each text."""
    return [read(n, t, places=NAMED[n]) for n, t in TEXTS.items()]


def test_a_place_with_two_spellings_is_listed_with_every_use_and_the_reason() -> None:
    """Forms come by how many articles use them; each use leads to its words."""
    (place,) = place_names(readings(), TEXTS, Likes())

    assert place.forms == ("Qorat", "Korat")
    assert place.why == ("q or k, as romanisations of Arabic, Persian and Turkic names differ",)
    assert [(u.article, u.span.of(TEXTS[u.article]), u.form) for u in place.uses] == [
        ("a", "Qorat", "Qorat"), ("b", "Korat", "Korat"), ("d", "Qorat", "Qorat"),
    ]  # fmt: skip


def test_the_order_of_articles_does_not_matter() -> None:
    """Every order gives the same places."""
    found = {place_names(order, TEXTS, Likes()) for order in itertools.permutations(readings())}

    assert len(found) == 1


def test_two_names_of_one_place_are_found_where_the_gazetteer_knows_them() -> None:
    """Names that share no letters are joined only on knowledge."""
    known = Likes(frozenset(("qorat", "lower brae")))
    (place,) = place_names([r for r in readings() if r.article in "acd"], TEXTS, known)

    assert place.forms == ("Qorat", "Lower Brae")
    assert place.why == ("another name",)


def test_a_slip_within_an_article_is_no_choice() -> None:
    """Where all articles mostly use one form, nothing is listed."""
    text = "Korat is dry. In Qorat, near the Qorat mill, rain fell."
    one = read("a", text, places=("Korat", "Qorat"))
    two = read("a", text, places=("Qorat mill",))

    assert place_names([one], {"a": text}, Likes()) == ()
    assert place_names([two], {"a": text}, Likes()) == ()


def test_adjectives_are_no_other_names() -> None:
    """“Qoratan” is not a spelling of “Qorat”, whatever it is tagged as, nor is a name that only qualifies."""
    adjective = read("b", "The Qoratan hills.", places=("Qoratan",))
    texts = {"a": TEXTS["a"], "b": "The Qoratan hills.", "c": "Korat rain"}
    modifier = read("c", "Korat rain", places=("Korat",), use=PlaceUse.MODIFIER)

    assert place_names([read("a", TEXTS["a"], places=("Qorat",)), adjective, modifier], texts, Likes()) == ()


def test_names_that_differ_in_much_are_not_joined_by_spelling_alone() -> None:
    """A like consonant frame is not enough."""
    texts = {"a": "Rain in Morando.", "b": "Rain in Meronde."}
    both = [read("a", texts["a"], places=("Morando",)), read("b", texts["b"], places=("Meronde",))]

    class Frame(Likes):
        def keys(self, name: str) -> frozenset[str]:
            return frozenset("x")

        def agreement(self, a: str, b: str) -> float:
            return 0.85

    assert place_names(both, texts, Frame()) == ()


def test_only_names_with_a_common_key_are_compared() -> None:
    """A case with many places does not compare all with all."""
    likes = Likes()
    place_names(readings(), TEXTS, likes)

    assert all(a[1] == b[1] for a, b in likes.asked)


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Halych", "Galych", "one has g where the other has h, as Russian and Ukrainian or Belarusian do"),
        ("Khorat", "Horat", "kh or h for one sound"),
        ("Orstt", "Orst", "a double or a single letter"),
        ("Ørst", "Orst", "another spelling"),
        ("Örst", "Orst", "accents, hyphens or capitals"),
        ("Bennavar", "Tolk", "another name"),
    ],
)
def test_what_two_spellings_differ_in_is_said_in_words(a: str, b: str, why: str) -> None:
    """The letters are told by tradition where one explains them."""
    assert difference(a, b) == why


def test_folding_leaves_out_article_possessive_and_accents() -> None:
    """Forms are compared by their letters."""
    assert folded("The Gulf of Çor’s") == "gulf of cor"
