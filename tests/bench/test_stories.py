from __future__ import annotations

from itertools import permutations

import numpy as np
from bench.quality.lineage import article as made
from bench.quality.stories import average_link, stories

from counterclaim.records import Article
from invented_reports import DAM, MILL

FLOOD = (
    "The council of Orlesk opened schools to families after water from the cracked northern spillway reached the "
    "harbour district. Farmers moved animals to higher ground, and trains on the eastern line were cancelled."
)


def article(key: str, text: str) -> Article:
    return made(key, text, None)


def test_reports_of_one_event_in_different_words_are_one_story() -> None:
    """A report of the flood joins the other one and not that of the fire; the smallest id names the story."""
    case = [article("b", DAM), article("c", FLOOD), article("a", MILL)]

    assert stories(case) == {"a": "a", "b": "b", "c": "b"}


def test_the_order_of_articles_does_not_matter() -> None:
    """Any order, and an article given twice, leave the stories as they are."""
    case = [article("b", DAM), article("c", FLOOD), article("a", MILL)]

    assert all(stories([*order, case[0]]) == stories(case) for order in permutations(case))


def test_articles_without_words_are_stories_of_their_own() -> None:
    """Nothing to compare joins nothing; no articles have no stories."""
    assert stories([article("a", "."), article("b", "…")]) == {"a": "a", "b": "b"}
    assert stories([]) == {}


def test_groups_join_by_the_mean_of_all_their_pairs() -> None:
    """A chain of like neighbours is not one group where its ends are unlike."""
    alike = np.array([[1, 0.8, 0.0], [0.8, 1, 0.5], [0.0, 0.5, 1]], dtype=np.float32)

    assert average_link(alike, 0.3) == [[0, 1], [2]]
    assert average_link(alike, 0.2) == [[0, 1, 2]]
