"""The table of attributions: what was read, and what it was a near thing not to read."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records import SecondReading
from counterclaim.views.cli.tables import TABLES

from .factory import ferry


def test_negation_and_second_readings_are_shown() -> None:
    """The words that a denial was read from, and the reading nearly taken with both probabilities."""
    case = ferry()
    reading = next(r for r in case.readings if r.attributions)
    first = reading.attributions[0]
    other = SecondReading(of="act", value="accuse", spans=(), confidence=0.4, taken=0.5)
    changed = replace(first, negation=first.cue, second=(other,))
    readings = tuple(
        replace(r, attributions=(changed, *r.attributions[1:])) if r is reading else r for r in case.readings
    )

    row = next(r for r in TABLES["attributions"].rows(replace(case, readings=readings)) if r["id"] == first.id)

    assert row["second"] == ["act: accuse (0.40 against 0.50)"]
    assert row["negation"] == row["cue"]
