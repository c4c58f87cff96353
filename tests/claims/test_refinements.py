"""What says more exactly what another says."""

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.claims.refinements import refinement
from counterclaim.claims.unit import Unit
from counterclaim.claims.units import make_units
from counterclaim.records import Act

SIDES = {"Orland": "orland", "Vesna": "vesna"}


def unit(words: str, act: Act = Act.ASSERT) -> Unit:
    """The first assertion of Vesna's saying these words."""
    case = CaseInWords(SIDES, places=["Astel"])
    case.add(f"Vesna said {words}.", Says("Vesna", "said", [words], act), published="2031-05-04")
    return make_units(case.material())[0]


@pytest.mark.parametrize(
    ("exact", "added"),
    [
        ("Orland shelled the bakery in Astel", "where (astel)"),
        ("Orland shelled the bakery on Sunday", "when (2031-05-04)"),
        ("Orland shelled the bakery with 12 guns", "how many (12)"),
    ],
)
def test_what_names_place_day_or_number_of_the_same_act_is_more_exact(exact: str, added: str) -> None:
    """The reason says what is added; the other way round nothing is."""
    general = unit("Orland shelled the bakery")

    found = refinement(unit(exact), general)

    assert found is not None
    assert found.reason == f"the same, more exactly: {added}"
    assert refinement(general, unit(exact)) is None


def test_by_what_means_is_more_exact_than_that_it_was_attacked() -> None:
    """A shelling is an attack; an attack need not be a shelling."""
    assert refinement(unit("Orland shelled the bakery"), unit("Orland attacked the bakery")) is not None
    assert refinement(unit("Orland attacked the bakery"), unit("Orland shelled the bakery")) is None


@pytest.mark.parametrize(
    "other",
    [
        "Vesna shelled the bakery in Astel",
        "Orland shelled the harbour in Astel",
        "Orland did not shell the bakery in Astel",
        "Orland would shell the bakery in Astel",
        "an inquiry into the shelling of the bakery in Astel",
    ],
)
def test_another_doer_thing_or_polarity_refines_nothing(other: str) -> None:
    """What tells of something else, or that it was not done, is no more exact telling."""
    assert refinement(unit(other), unit("Orland shelled the bakery")) is None


def test_a_refinement_stands_between_two_claims_with_the_words_it_rests_on() -> None:
    """The relation points from the exact claim to the general one and shows both."""
    case = CaseInWords(SIDES)
    case.add("Vesna said Orland attacked the bakery.", Says("Vesna", "said", ["Orland attacked the bakery"]))
    words = "in a long night Orland guns with terrible noise shelled the old bakery"
    case.add(f"Vesna said {words}.", Says("Vesna", "said", [words]))

    found = build_claims(case.material(), WordEncoder())

    (relation,) = [r for r in found.relations if r.type == "refines"]
    texts = {a.id: a.text for a in case.articles}
    shown = [texts[w.article][w.start : w.end] for w in relation.shown]
    assert shown == [words, "Orland attacked the bakery"]
    assert relation.within_party == "vesna"
