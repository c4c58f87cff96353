"""Calibration, acts, places, and the regular expressions that the reader is compared with."""

from __future__ import annotations

import pytest
from bench.quality import baseline, entities
from bench.quality.calibration import Match, calibration
from bench.quality.jobs import acts, acts_by_cue

from counterclaim.models.reader.layout import ENTITY_TYPES


def test_confidence_that_says_the_share_right_has_no_error() -> None:
    """Half of those said to be half sure are right, all of those said to be sure: no error in either bin."""
    found = calibration([0.5] * 4 + [1.0] * 4, [True, False, True, False] + [True] * 4, bins=2)

    assert found["ece"] == 0.0
    assert [b["n"] for b in found["bins"]] == [4, 4]


def test_confidence_that_is_always_wrong_has_its_own_size_as_error() -> None:
    """Said to be 90 % sure and never right: an error of 90, with fewer attributions than bins."""
    found = calibration([0.9, 0.9, 0.9], [False, False, False])

    assert found["ece"] == pytest.approx(90.0)
    assert sum(b["n"] for b in found["bins"]) == 3


def test_acts_count_over_found_contents_and_denials_over_all() -> None:
    """A denial that was not found lowers the F1 of denials but not the accuracy of acts."""
    gold = [{"attributions": [{"act": "deny"}, {"act": "deny"}, {"act": "assert"}]}]
    one, _, three = gold[0]["attributions"]
    pairs = [
        Match({"act": "deny"}, one, True, True),
        Match({"act": "deny"}, three, True, False),
        Match({"act": "assert"}, None, False, False),
    ]

    found = acts(gold, pairs)

    assert (found["accuracy"], found["matched"], found["deny_f1"]) == (50.0, 2, 50.0)


def test_denials_are_also_counted_by_cue() -> None:
    """With overlapping cues a denial is right whatever its content; one without a cue is not found."""
    gold = [{"attributions": [{"act": "deny", "cue": [[5, 11]]}, {"act": "deny", "cue": []}]}]
    found = [{"attributions": [{"act": "deny", "cue": [[8, 11]]}]}]

    assert acts_by_cue(gold, found) == {"accuracy": 100.0, "matched": 1, "deny_f1": 66.7}


def test_every_type_of_the_reader_stands_for_something_in_every_set() -> None:
    """A type that the reader learns has to be given its place in each set, or the figures would be wrong in silence."""
    for name in entities.MAPS:
        assert {entities.type_map(name).get(t, t) for t in ENTITY_TYPES} <= {*entities.TYPES[name], None}


def test_a_type_without_a_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new type is named in the error."""
    monkeypatch.setattr(entities, "ENTITY_TYPES", (*ENTITY_TYPES, "SHIP"))

    with pytest.raises(ValueError, match="SHIP"):
        entities.type_map("worldwide")


def test_places_are_compared_by_use_over_those_found() -> None:
    """A place that was not found counts against all, not against those found; a word for its people modifies."""
    gold = [{"entities": [
        {"start": 0, "end": 5, "type": "Literal"}, {"start": 10, "end": 15, "type": "Metonymic"},
        {"start": 20, "end": 25, "type": "Non_Literal_Modifier"}, {"start": 30, "end": 35, "type": "Literal"},
        {"start": 40, "end": 45, "type": "Mixed"},
    ]}]  # fmt: skip
    predicted = [{"entities": [
        {"start": 0, "end": 5, "type": "LOC", "use": "literal"}, {"start": 10, "end": 15, "type": "LOC", "use": "literal"},
        {"start": 20, "end": 25, "type": "NORP", "use": None}, {"start": 30, "end": 35, "type": "ORG", "use": None},
    ]}]  # fmt: skip

    found = entities.place_uses(gold, predicted)

    assert (found["n"], found["found"], found["accuracy"], found["accuracy_of_all"]) == (4, 3, 66.7, 50.0)
    assert found["government_or_location"] == 50.0


def test_the_baseline_finds_plain_direct_and_indirect_speech() -> None:
    """The regular expressions read the simplest sentences rightly."""
    text = "“We never signed the lease,” Ana Ruiz said. The mayor said that the pier was closed.\nOfficials left."

    found = baseline.attributions(text)

    told = [tuple(text[a[r][0][0] : a[r][0][1]] for r in ("source", "cue", "content")) for a in found]
    assert told == [
        ("Ana Ruiz", "said", "We never signed the lease,"),
        ("The mayor", "said", "the pier was closed"),
    ]
