"""Claims on labelled real events."""

from bench.quality.news_events import bcubed


def sets(*told: str) -> list[frozenset[str]]:
    """One set a statement, a letter a claim."""
    return [frozenset(t) for t in told]


def test_the_same_claims_score_in_full() -> None:
    """Whatever they are called, and where a statement is on two."""
    assert bcubed(sets("a", "ab", "b"), sets("x", "xy", "y")) == (100.0, 100.0, 100.0)


def test_joining_costs_precision_and_parting_costs_recall() -> None:
    """One claim for two is half right; two for one find half."""
    assert bcubed(sets("a", "a"), sets("x", "y")) == (50.0, 100.0, 66.7)
    assert bcubed(sets("a", "b"), sets("x", "x")) == (100.0, 50.0, 66.7)
