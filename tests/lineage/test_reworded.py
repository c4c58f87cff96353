"""Drift between reports of which one says in other words what the other said."""

from __future__ import annotations

from lineage_factory import article, attribution

from counterclaim.lineage import find_lineage
from counterclaim.records import Drift
from invented_reports import DAM

SAID = "at least eleven villagers drowned in the lower valley while the sluice keepers slept"
AGAIN = "while sluice keepers slept, 19 villagers had drowned down in the lower valley"


def drift(before: str, after: str, cues: tuple[str, str] = ("said", "said"), hedge: str | None = None) -> set[Drift]:
    """Drift from a report that has one statement to a copy that has it in other words."""
    early = article("a", f"{DAM} The harbour office {cues[0]} that {before}.", published="2031-03-01")
    late = article("b", f"{DAM} That much the harbour office {cues[1]}: {after}.", published="2031-03-02")
    told = [
        attribution(early, before, source="The harbour office", cue=cues[0], hedge=hedge, speaker="The harbour office"),
        attribution(late, after, source="the harbour office", cue=cues[1], speaker="The harbour office"),
    ]
    (link,) = find_lineage([early, late], told).links
    return set(link.drift)


def test_a_number_that_changes_in_a_reworded_statement_is_drift() -> None:
    """Eleven villagers there, nineteen here; the words around are others."""
    assert drift(SAID, AGAIN) == {Drift(what="number", a="eleven villagers", b="19 villagers")}


def test_the_same_number_in_other_words_is_no_drift() -> None:
    """Only what differs is told."""
    assert drift(SAID, AGAIN.replace("19", "11")) == set()


def test_a_cue_that_takes_sides_is_drift_also_where_the_words_are_others() -> None:
    """“Said” became “admitted”."""
    assert drift(SAID, AGAIN.replace("19", "11"), ("said", "admitted")) == {Drift(what="cue", a="said", b="admitted")}


def test_a_hedge_that_is_dropped_in_other_words_is_drift() -> None:
    """“Allegedly” stands there and nowhere here."""
    found = drift(f"allegedly {SAID}", AGAIN.replace("19", "11"), hedge="allegedly")

    assert found == {Drift(what="hedge", a="allegedly", b="none")}


def test_two_reports_on_one_event_without_a_link_have_no_drift() -> None:
    """What two reports have in common by chance is not compared."""
    early = article("a", f"The harbour office said that {SAID}.", published="2031-03-01")
    late = article("b", f"The river guild: {AGAIN}.", published="2031-03-02")

    assert find_lineage([early, late]).links == ()
