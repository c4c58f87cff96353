"""Who stands against the others of his claim though no word of his denies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from built import build
from case import CaseInWords, Says, WordEncoder
from numpy.typing import NDArray

from counterclaim.claims import build_claims
from counterclaim.claims.leaning import DENIES_FROM, turned
from counterclaim.claims.unit import Unit
from counterclaim.claims.units import make_units
from counterclaim.records import Stance

SIDES = {"Orland": "orland", "Vesna": "vesna"}
AFFIRMS, DENIES, QUESTIONS = Stance.AFFIRMS, Stance.DENIES, Stance.QUESTIONS
SURE, UNSURE = DENIES_FROM + 1, DENIES_FROM - 1


def in_words() -> CaseInWords:
    """Two reports that the guns fired, and one that they were silent."""
    case = CaseInWords(SIDES)
    case.add("Vesna said the guns fired at the mill.", Says("Vesna", "said", ["the guns fired at the mill"]))
    case.add("Vesna said the guns fired at the mill.", Says("Vesna", "said", ["the guns fired at the mill"]))
    case.add(
        "Orland said the guns at the mill kept still.", Says("Orland", "said", ["the guns at the mill kept still"])
    )
    return case


@pytest.fixture
def units() -> list[Unit]:
    return make_units(in_words().material())


def leanings(*rows: tuple[float, float]) -> NDArray[np.float32]:
    """Side and denial of each; sides of one sign stand alike."""
    return np.array(rows, dtype=np.float32)


def test_who_leans_against_the_others_and_looks_like_a_denial_denies(units: list[Unit]) -> None:
    """He is told with how likely his words deny; without looking like it, or leaning with the others, he affirms."""
    stances = [AFFIRMS] * 3

    assert turned(units, stances, leanings((1, -3), (1, -3), (-1, SURE))) == {2: pytest.approx(0.924, abs=0.001)}
    assert not turned(units, stances, leanings((1, -3), (1, -3), (-1, UNSURE)))
    assert not turned(units, stances, leanings((1, -3), (1, -3), (1, SURE)))


def test_who_leans_with_one_that_denies_is_against_who_affirms(units: list[Unit]) -> None:
    """What rules call a denial counts against; who asks or reports counts for nobody and stays."""
    against = leanings((1, -3), (-1, -3), (-1, SURE))

    assert turned(units, [AFFIRMS, DENIES, AFFIRMS], against).keys() == {2}
    assert not turned(units, [AFFIRMS, DENIES, QUESTIONS], against)


def test_somebody_stays_who_affirms(units: list[Unit]) -> None:
    """Of two that stand against each other the one that looks more like a denial is turned; never both."""
    assert turned(units[1:], [AFFIRMS, AFFIRMS], leanings((1, SURE), (-1, SURE + 1))).keys() == {1}


def test_one_sentence_tells_nothing_of_itself(units: list[Unit]) -> None:
    """Two statements of one sentence are not held against each other."""
    assert not turned([units[0], units[0]], [AFFIRMS, AFFIRMS], leanings((1, -3), (-1, SURE)))


def test_what_a_reviewer_said_stays(units: list[Unit]) -> None:
    """No leaning turns whose stance was given."""
    told = leanings((1, -3), (1, -3), (-1, SURE))

    assert not turned(units, [AFFIRMS] * 3, told, fixed={units[2].id})


def test_without_leanings_nobody_is_turned(units: list[Unit]) -> None:
    """An encoder may tell none."""
    assert not turned(units, [AFFIRMS] * 3, np.zeros((3, 0), dtype=np.float32))


class LeaningEncoder(WordEncoder):
    """Takes whatever keeps still for a denial."""

    version = "leaning/1"

    def lean(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Side and denial, by one word."""
        return leanings(*((-1.0, SURE) if "still" in t else (1.0, -3.0) for t in texts))


def test_a_claim_shows_who_leans_against_it_as_denying() -> None:
    """It is contested then, and says why; without leanings the same words affirm."""
    case = in_words()
    (plain,) = [c for c in build(case).claims if len(c.members) == 3]
    (claim,) = [c for c in build_claims(case.material(), LeaningEncoder()).claims if len(c.members) == 3]
    (against,) = [m for m in claim.members if m.stance is DENIES]

    assert not plain.contested
    assert claim.contested
    assert against.actor == "Orland"
    assert "no word of denying" in against.why
    assert against.denial
