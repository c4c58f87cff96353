"""Vectors of a case's units, kept by article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from case import CaseInWords, Says, WordEncoder
from numpy.typing import NDArray

from counterclaim.claims.compared import kept_vectors
from counterclaim.claims.nearest import grained
from counterclaim.claims.surroundings import vectors_of
from counterclaim.claims.units import make_units
from counterclaim.pipeline.kept import CHECKED, Kept
from counterclaim.pipeline.vectors import KeptVectors


def case(reports: int) -> CaseInWords:
    """So many reports of two sentences."""
    made = CaseInWords({}, places=("Astel",))
    for n in range(reports):
        said = f"the ferry number {n} was rammed off Astel"
        made.add(f"Rain fell on day {n}. Mira Talen said {said}.", Says("Mira Talen", "said", [said]))
    return made


class Counting(WordEncoder):
    """Words, and what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().embed(texts)


def vectors(folder: Path, reports: int, encoder: Counting) -> NDArray[np.float32]:
    """The kept vectors of a case of so many reports."""
    material = case(reports).material()
    texts, readings = {a.id: a.text for a in material.articles}, {r.article: r for r in material.readings}
    return kept_vectors(make_units(material), texts, readings, KeptVectors(encoder, folder), Kept(folder))


def test_they_are_those_of_the_units_as_they_are_compared(tmp_path: Path) -> None:
    """Made, found again, and with one more article, each is the one that is made from nothing, to the last bit."""
    for reports in (7, 7, 8):
        material = case(reports).material()
        texts, readings = {a.id: a.text for a in material.articles}, {r.article: r for r in material.readings}
        wanted = grained(vectors_of(make_units(material), texts, readings, WordEncoder()))

        assert np.array_equal(vectors(tmp_path, reports, Counting()), wanted)


def test_one_more_article_has_only_its_own_words_encoded(tmp_path: Path) -> None:
    """The texts of the others are not asked for, but for those of a few articles, which are kept too."""
    vectors(tmp_path, 7, Counting())
    more = Counting()

    vectors(tmp_path, 8, more)

    new = {t for t in more.asked if "number 7" in t or "day 7" in t}
    assert new
    assert len(set(more.asked) - new) <= CHECKED


def test_a_case_without_units_has_no_vectors(tmp_path: Path) -> None:
    """Nothing is kept and nothing fails."""
    assert len(vectors(tmp_path, 0, Counting())) == 0
