"""Second readings: what was nearly taken is kept beside what was."""

from dataclasses import replace

import pytest
from spoken import Spoken, Told, find, proposal

from counterclaim.reading import read_text
from counterclaim.reading.confidence import scaled
from counterclaim.records import Attribution

TEXT = "The ministry told the mayor that the bridge was gone."


def read(**changed: object) -> Attribution:
    raw = proposal(TEXT, cue="told", source=["The ministry"], content=["the bridge was gone"])
    (found,) = read_text(TEXT, Spoken(Told(attributions=[replace(raw, **changed)]))).attributions  # type: ignore[arg-type]
    return found


def test_a_source_nearly_as_likely_is_kept() -> None:
    """Both sources stand in the record, each with its probability, which together are no more than one."""
    found = read(source_confidence=0.6, other_source=find(TEXT, "the mayor"), other_source_confidence=0.4)

    (second,) = found.second
    assert found.source[0].of(TEXT) == "The ministry"
    assert (second.of, [s.of(TEXT) for s in second.spans]) == ("source", ["the mayor"])
    assert second.confidence == pytest.approx(scaled("second source", 0.4), abs=1e-4)
    assert second.confidence < second.taken <= 1 - second.confidence + 1e-4


def test_a_source_far_less_likely_is_not_told() -> None:
    """Only near things are."""
    assert read(source_confidence=0.9, other_source=find(TEXT, "the mayor"), other_source_confidence=0.3).second == ()


def test_a_doubtful_cue_may_be_none() -> None:
    """The second reading of a cue is that it is none; both together are sure."""
    (second,) = read(anchor_confidence=0.45).second

    assert (second.of, second.value) == ("cue", "none")
    assert second.confidence == pytest.approx(scaled("second cue", 0.55), abs=1e-4)
    assert second.confidence + second.taken == pytest.approx(1)


def test_a_near_act_is_kept() -> None:
    """The other act, never with more than the taken one leaves."""
    (second,) = read(acts={"assert": 0.5, "accuse": 0.45}).second

    assert (second.of, second.value) == ("act", "accuse")
    assert 0 < second.confidence <= 1 - second.taken + 1e-4


def test_what_is_sure_has_no_second_reading() -> None:
    """Sure proposals stand alone."""
    assert read().second == ()
