"""Two names side by side."""

from __future__ import annotations

import pytest

from counterclaim.actors import compare_names
from counterclaim.errors import UsageError


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oleksandr Hrytsenko", "Alexander Gritsenko"),
        ("Viktor Lasko", "Vitkor Lasko"),
        ("Yevhen Shchur", "Evgeny Schur"),
        ("Muhammad al-Rashidi", "Mohamed El Rashidi"),
        ("Halyna Borska", "Borska"),
        ("Governor Ivan Melnyk", "Ivan Melnik"),
        ("José Pérez", "Jose Perez"),
        ("Xi Weimin", "Xi"),
        ("Abdolreza Kazemian", "Abdul Reza Kazemian"),
        ("Abd al-Rahman Sarkis", "Abdurrahman Sarkis"),
        ("Ivan Volodymyrovych Lunev", "Ivan Vladimirovich Lunev"),
        ("Ivan Sergeyevich Lunev", "Ivan Lunev"),
        ("Aram Kevorn Jr.", "Aram Kevorn"),
    ],
)
def test_spellings_of_one_person_are_the_same(a: str, b: str) -> None:
    """Romanisations, slips of the pen, titles and surnames alone can be one person's."""
    assert compare_names(a, b, "person").same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oleh Marchuk", "Ivan Marchuk"),
        ("Vitali Harko", "Wladimir Harko"),
        ("Olena Borska", "Oleksandr Borsky"),
        ("Lyudmila Ratina", "Vladimir Ratin"),
        ("Petro Kovalchuk", "Petro Kovalenko"),
        ("Ivan Sergeyevich Lunev", "Ivan Petrovich Lunev"),
        ("Aram Kevorn Jr.", "Aram Kevorn Sr."),
        ("Abu Yazan al-Hallani", "Yazan al-Hallani"),
        ("Khalid bin Hamad al-Thuri", "Hamad al-Thuri"),
        ("Salim Haddad", "Salem Hamdad"),
    ],
)
def test_look_alikes_are_told_apart(a: str, b: str) -> None:
    """Another given name, sex, surname, patronymic or generation is another person; so is whose father one is."""
    assert not compare_names(a, b, "person").same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kiev", "Kyiv", True),
        ("Lemberg", "Lviv", True),
        ("Burma", "Myanmar", True),
        ("Kharkiv", "Kherson", False),
        ("Lviv", "Lviv Oblast", False),
        ("Dnipro", "Dnieper River", False),
    ],
)
def test_places_are_joined_through_alternate_names(a: str, b: str, same: bool) -> None:
    """One place under two names is one; a town, its region and a river are not."""
    assert compare_names(a, b, "place").same is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Poland's Defence Ministry", "the Polish Ministry of Defense", True),
        ("Polish Defence Ministry", "Czech Defence Ministry", False),
        ("Polish Defence Ministry", "Polish Foreign Ministry", False),
        ("World Health Organization", "WHO", True),
        ("Marsk Relief Agency", "MRA", True),
        ("FSB", "SBU", False),
    ],
)
def test_organisations_are_joined_by_table_body_and_initials(a: str, b: str, same: bool) -> None:
    """The same body of the same state, a known alias, or initials join; another state or body does not."""
    assert compare_names(a, b, "organisation").same is same


def test_a_comparison_gives_its_reason() -> None:
    """A score without a reason would be useless to a reviewer."""
    assert compare_names("Ivan Melnyk", "Oleh Melnyk", "person").reasons == ("the given names differ",)


def test_an_unknown_kind_is_an_error() -> None:
    """A misspelled kind must not count as "not the same"."""
    with pytest.raises(UsageError):
        compare_names("a", "b", "animal")
