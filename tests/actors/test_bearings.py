"""Like names weighed by what the case tells of their bearers; all are invented."""

from __future__ import annotations

import itertools

import pytest
from actors_factory import article, reading, speaker

from counterclaim.actors import Actors, resolve_actors

STATES = " Orlandian troops left Orland. Veldorian troops left Veldoria."


def case(*texts: str) -> Actors:
    """Reports whose sources are the words between asterisks; the person's name is what follows a bar in them."""
    articles, readings = [], []
    for name, text in zip("abcdefgh", texts, strict=False):
        marked = tuple(dict.fromkeys(text.split("*")[1::2]))
        plain = text.replace("*", "").replace("|", "") + STATES
        people = tuple(dict.fromkeys(m.rpartition("|")[2] for m in marked))
        articles.append(article(name, plain))
        readings.append(reading(name, plain, [(m.replace("|", ""), 1) for m in marked], people))
    return resolve_actors(articles, readings)


def is_one(found: Actors, a: str, b: str) -> bool:
    """Whether some actor is printed by both names."""
    return any({a, b} <= set(one.aliases) for one in found.actors)


MINISTER = "Orlandian Energy Minister Viktor Dorne"
MAYOR = "*Mayor |Viktor Dorn* said that the bridge fell. *Dorn* left."


@pytest.mark.parametrize(
    "other",
    [
        "*Orlandian Energy Minister |Viktor Dorne* said that it stands.",
        "*Orlandian Defence Minister |Viktor Dorne* said that it stands.",
        "*Viktor Dorne*, a nurse, said that it stands.",
    ],
)
def test_like_names_with_offices_that_nobody_holds_together_are_two_persons(other: str) -> None:
    """A mayor and a minister one letter apart stay two, in either order of the reports, and the reason is told."""
    for texts in itertools.permutations((MAYOR, other)):
        found = case(*texts)

        assert not is_one(found, "Viktor Dorn", "Viktor Dorne")
        assert is_one(found, "Viktor Dorn", "Dorn")
        assert any("kept apart from Viktor Dorne" in s.why for s in found.speakers)


def test_a_misprint_with_the_same_office_is_one_person_and_weighs_more() -> None:
    """Both are called the defence minister of one state: that speaks for a slip of the pen."""
    bare = case("*Anna Kestler* said so.", "*Anna Kestlar* said no.")
    found = case(
        "*Orlandian Defence Minister |Anna Kestler* said so.", "*Orlandian Defence Minister |Anna Kestlar* said no."
    )

    (light,) = (m for m in bare.merges if {m.a, m.b} == {"Anna Kestler", "Anna Kestlar"})
    (heavy,) = (m for m in found.merges if {m.a, m.b} == {"Anna Kestler", "Anna Kestlar"})
    assert heavy.weight > light.weight
    assert "both called defence minister" in heavy.reason


def test_one_office_of_two_states_is_held_by_two() -> None:
    """Not even a name that is romanised otherwise joins the foreign ministers of two states."""
    found = case(
        "*Orlandian Foreign Minister |Yuri Sokol* said so. *Veldorian Foreign Minister |Yuriy Sokol* said no.",
    )

    assert not is_one(found, "Yuri Sokol", "Yuriy Sokol")


def test_a_romanisation_is_one_person_whatever_light_things_differ() -> None:
    """The governor whom another outlet spells in the other language's way is the same."""
    found = case("*Governor |Oleksii Hryhorenko* spoke.", "The region's leader, *Alexei Grigorenko*, spoke.")

    assert is_one(found, "Oleksii Hryhorenko", "Alexei Grigorenko")


def test_two_trades_in_one_article_are_two_persons() -> None:
    """A driver and a nurse of like names are introduced as two."""
    found = case("*Sergei Malin*, a driver, said that it was dark. *Sergei Malun*, a nurse, said that it was not.")

    assert not is_one(found, "Sergei Malin", "Sergei Malun")


def test_a_spelling_that_recurs_is_no_slip() -> None:
    """Two like names, each in three articles or each twice in one, are two persons; printed once, one is a slip."""
    ones = [f"*Denis Karpov* spoke {n} times." for n in "245"]
    others = [f"*Denis Karlov* spoke {n} times." for n in "379"]

    assert not is_one(case(*ones, *others), "Denis Karpov", "Denis Karlov")
    assert is_one(case(*ones, others[0]), "Denis Karpov", "Denis Karlov")
    beside = "*Denis Karpov* spoke. *Denis Karlov* answered. *Denis Karpov* left. *Denis Karlov* stayed."
    assert not is_one(case(beside), "Denis Karpov", "Denis Karlov")


def test_a_name_that_can_be_either_of_two_is_neither() -> None:
    """“I. Lunev” may be Igor or Ivan; where one is named in the same article, it is that one."""
    found = case("*I. Lunev* spoke.", "*Igor Lunev* spoke.", "*Ivan Lunev* spoke.")
    told = case("*I. Lunev* spoke. *Ivan Lunev* spoke.", "*Igor Lunev* spoke.")

    assert not is_one(found, "I. Lunev", "Igor Lunev")
    assert not is_one(found, "I. Lunev", "Ivan Lunev")
    assert is_one(told, "I. Lunev", "Ivan Lunev")


def test_who_is_kept_apart_speaks_for_his_own_side_alone() -> None:
    """The mayor gets no party from the minister whose name is like his."""
    found = case(MAYOR, "*Orlandian Energy Minister |Viktor Dorne* said that it stands.")

    mayor, minister = speaker(found, "a", "Mayor Viktor Dorn"), speaker(found, "b", MINISTER)
    assert mayor is not None
    assert minister is not None
    assert (mayor.party, minister.party is None) == (None, False)
