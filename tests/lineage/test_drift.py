from __future__ import annotations

import pytest
from lineage_factory import article, attribution

from counterclaim.lineage import find_lineage
from counterclaim.lineage.drift import cue_key
from counterclaim.records import Article, Attribution, Drift
from invented_reports import DAM

FACT = "the sluice keepers had left their posts before the water rose"


def drift_between(a: tuple[Article, Attribution], *b: Article | Attribution) -> tuple[Drift, ...]:
    """Drift on the one link between two reports, read from the first."""
    later = [x for x in b if isinstance(x, Article)]
    known = [a[1], *(x for x in b if isinstance(x, Attribution))]
    (link,) = find_lineage([a[0], *later], known).links
    assert link.a == a[0].id
    return link.drift


@pytest.fixture
def early() -> tuple[Article, Attribution]:
    """A report in which the harbour office says something, with a hedge."""
    text = f"{DAM} The harbour office said that allegedly {FACT}."
    report = article("a", text, published="2031-03-01")
    return report, attribution(
        report, FACT, source="The harbour office", cue="said", hedge="allegedly", speaker="The harbour office"
    )


def later(text: str) -> Article:
    """A later report with the same body."""
    return article("b", f"{DAM} {text}", published="2031-03-02")


def test_words_printed_without_their_speaker_are_a_lost_attribution(
    early: tuple[Article, Attribution],
) -> None:
    """What somebody said there and the outlet says here is named, with the words of both."""
    (found,) = drift_between(early, later(f"At that hour {FACT}."))

    assert found.what == "attribution"
    assert found.a.startswith("The harbour office said: the sluice keepers")
    assert found.b.startswith("own voice: the sluice keepers")


def test_an_attribution_that_only_the_reading_missed_is_not_lost(early: tuple[Article, Attribution]) -> None:
    """Where the later text prints the same cue, the missing attribution is not held against the outlet."""
    assert drift_between(early, article("b", early[0].text, published="2031-03-02")) == ()


def test_a_changed_cue_speaker_and_dropped_hedge_are_drift(early: tuple[Article, Attribution]) -> None:
    """Each difference of the same statement is its own drift, from the earlier words to the later."""
    report = later(f"The river guild admitted that {FACT}.")
    y = attribution(report, FACT, source="The river guild", cue="admitted", speaker="The river guild")

    assert {(d.what, d.a, d.b) for d in drift_between(early, report, y)} == {
        ("speaker", "The harbour office", "The river guild"),
        ("cue", "said", "admitted"),
        ("hedge", "allegedly", "none"),
    }


def test_the_same_actor_under_two_names_is_no_drift_of_speaker(early: tuple[Article, Attribution]) -> None:
    """Resolved actors decide whether the speaker changed."""
    report = later(f"Captain Velm said that allegedly {FACT}.")
    y = attribution(report, FACT, source="Captain Velm", cue="said", hedge="allegedly", speaker="Captain Velm")
    known = {early[1].id: "act_1", y.id: "act_1"}

    (named,) = find_lineage([early[0], report], [early[1], y]).links
    (resolved,) = find_lineage([early[0], report], [early[1], y], known).links

    assert [d.what for d in named.drift] == ["speaker"]
    assert resolved.drift == ()


def test_the_same_printed_name_is_no_drift_of_speaker(early: tuple[Article, Attribution]) -> None:
    """A copy that prints the same name changed nothing, even where it was resolved to two actors."""
    report = later(f"The harbour office said that allegedly {FACT}.")
    y = attribution(
        report, FACT, source="The harbour office", cue="said", hedge="allegedly", speaker="The harbour office"
    )

    (link,) = find_lineage([early[0], report], [early[1], y], {early[1].id: "act_1", y.id: "act_2"}).links

    assert link.drift == ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("said", "has told", True),
        ("said", "according to", True),
        ("claimed", "claims", True),
        ("said", "claimed", False),
        ("denied", "did not deny", False),
        ("flattered", "flatters", True),
    ],
)
def test_cues_are_compared_by_what_they_imply(one: str, other: str, is_same: bool) -> None:
    """Inflection and neutral verbs are no change of cue; an implicature or a negation is."""
    assert (cue_key(one) == cue_key(other)) is is_same


def test_what_both_texts_print_alike_is_no_drift(early: tuple[Article, Attribution]) -> None:
    """A reprint whose words were read for somebody else changed nothing."""
    report = article("b", early[0].text, published="2031-03-02")
    y = attribution(report, FACT, source="borrowed tractors", cue="said", speaker="borrowed tractors")

    assert drift_between(early, report, y) == ()


def test_a_firm_that_is_named_there_and_pointed_to_here_is_no_other_speaker(
    early: tuple[Article, Attribution],
) -> None:
    """What "the office" says be that of the one whom the earlier report names; "the river guild" is another."""
    report = later(f"The office said that allegedly {FACT}.")
    y = attribution(report, FACT, source="The office", cue="said", hedge="allegedly", speaker="The office")

    assert drift_between(early, report, y) == ()


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("At least 14 people", "14 people", ("At least 14 people", "14 people")),
        ("About 40 boats", "More than 40 boats", ("About 40 boats", "More than 40 boats")),
        ("At least 14 people", "At least 14 people", None),
    ],
)
def test_a_bound_that_is_dropped_or_changed_is_drift_of_a_number(
    first: str, second: str, told: tuple[str, str] | None
) -> None:
    """The words "at least 14" and "14" say two things, in either direction."""
    tail = "were brought across the river by the ferrymen of the lower town that night."
    a = article("a", f"{DAM} {first} {tail}", published="2031-03-01")
    b = article("b", f"{DAM} {second} {tail}", published="2031-03-02")

    (link,) = find_lineage([a, b]).links

    assert [(d.a, d.b) for d in link.drift if d.what == "number"] == ([told] if told else [])


def test_a_hedge_without_a_speaker_has_no_speaker_or_cue_to_change(early: tuple[Article, Attribution]) -> None:
    """Where "allegedly" alone kept the outlet from saying it, and somebody says it here, a hedge was dropped."""
    text = f"{DAM} Then it was told how allegedly {FACT}."
    a = article("a", text, published="2031-03-01")
    x = attribution(a, FACT, cue="allegedly")
    report = later(f"The river guild said that {FACT}.")
    y = attribution(report, FACT, source="The river guild", cue="said", speaker="The river guild")

    assert [(d.what, d.a, d.b) for d in drift_between((a, x), report, y)] == [("hedge", "allegedly", "none")]


def test_a_number_that_is_found_in_two_ways_is_told_once(early: tuple[Article, Attribution]) -> None:
    """By its place and by what is counted."""
    tail = "were brought across the river by the ferrymen of the lower town that night"
    a = article("a", f"{DAM} The guild said that eleven boats {tail}.", published="2031-03-01")
    b = article("b", f"{DAM} The guild said that nine boats {tail}.", published="2031-03-02")
    x, y = (
        attribution(r, f"{n} boats {tail}", source="The guild", cue="said", speaker="The guild")
        for r, n in ((a, "eleven"), (b, "nine"))
    )

    found = [d for d in drift_between((a, x), b, y) if d.what == "number"]

    assert len(found) == 1
