"""The table of given names."""

from __future__ import annotations

import pytest

from counterclaim.records.given_names import gender_of_given_name, name_groups


@pytest.mark.parametrize(("name", "gender"), [("Gloria", "f"), ("thomas", "m"), ("Olbrek", None), ("", None)])
def test_a_known_name_has_a_gender(name: str, gender: str | None) -> None:
    """Letter case does not matter; unknown names tell nothing."""
    assert gender_of_given_name(name) == gender


def test_a_name_that_both_genders_bear_tells_nothing() -> None:
    """Every name in groups of both genders has none."""
    men, women = ({n.casefold() for g in name_groups() if g.gender == s for n in g.names} for s in "mf")

    assert all(gender_of_given_name(n) is None for n in men & women)


def test_only_forms_of_one_name_are_alike() -> None:
    """Lists of one gender alone are marked as such, and every group has a gender and names."""
    assert all(g.gender in ("m", "f") and g.names for g in name_groups())
    assert any(g.alike for g in name_groups())
    assert not next(g for g in name_groups() if "Gloria" in g.names).alike
