"""Confidence that was measured."""

from dataclasses import replace

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import confidence, read_text
from counterclaim.reading.confidence import of_rule, scaled
from counterclaim.records import EvidenceMention, Span


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in which one kind is far too sure and one rule was right three times of four."""
    table = {
        "scaled": {"attribution": {"slope": 0.5, "intercept": -1.0}, "evidence": {"slope": 1.0, "intercept": -2.0}},
        "rules": {
            r: {"right": 3, "of": 4, "form_right": 0, "form_of": 0}
            for r in ("refusal", "evidence noun", "distancing cue", "scare quote", "according", "owner")
        },
    }
    monkeypatch.setattr(confidence, "table", lambda name: table)


def test_scaling_keeps_the_order_and_stays_a_probability(fitted: None) -> None:
    """Surer stays surer; 0 and 1 come out between 0 and 1."""
    values = [scaled("attribution", p) for p in (0.0, 0.3, 0.6, 0.9, 1.0)]

    assert values == sorted(values)
    assert all(0 < v < 1 for v in values)
    assert values[3] < 0.9


def test_a_kind_that_was_not_fitted_is_taken_as_it_is(fitted: None) -> None:
    """No entry, no change."""
    assert scaled("act", 0.37) == 0.37


def test_a_rule_is_as_sure_as_it_was_right_with_one_and_one_added(fitted: None) -> None:
    """Three of four right: four of six."""
    assert of_rule("refusal") == pytest.approx(4 / 6)


def test_a_form_that_is_mostly_right_speaks_for_a_rule_that_was_seldom_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing beside the model, nine of ten by form: more than one half. Many beside it: those decide."""
    seldom = {"right": 0, "of": 0, "form_right": 9, "form_of": 10}
    table = {"rules": {"seldom": seldom, "often": seldom | {"right": 10, "of": 100}}}
    monkeypatch.setattr(confidence, "table", lambda name: table)

    assert of_rule("seldom") == pytest.approx(10 / 12)
    assert of_rule("often") < 0.15


def test_a_rule_that_was_never_measured_is_an_error(fitted: None) -> None:
    """A new rule has to be measured before it is shipped."""
    with pytest.raises(KeyError):
        of_rule("guess")


def test_records_say_the_measured_confidence_and_the_rule(fitted: None) -> None:
    """What the model proposes is scaled; what a rule adds says its own share and its name."""
    text = "The mayor said the gate was open. The harbour office did not respond."
    raw = replace(proposal(text, cue="said", source=["The mayor"], content=["the gate was open"]), confidence=0.9)
    said, withheld = read_text(text, Spoken(Told(attributions=[raw]))).attributions

    assert said.confidence == pytest.approx(scaled("attribution", 0.9), abs=1e-4)
    assert "rule" not in said.made_by
    assert withheld.confidence == pytest.approx(4 / 6, abs=1e-4)
    assert withheld.made_by.endswith("; rule: refusal")


def test_evidence_is_scaled_as_well(fitted: None) -> None:
    """A mention of the model, and one by its noun."""
    text = "The footage was shown. The autopsy was not."
    known = EvidenceMention(span=Span(0, 11), type="video", confidence=0.9)

    first, second = read_text(text, Spoken(Told(evidence=[known]))).evidence

    assert first.confidence == pytest.approx(scaled("evidence", 0.9), abs=1e-4)
    assert second.confidence == pytest.approx(4 / 6, abs=1e-4)


def test_every_rule_of_the_package_was_counted() -> None:
    """Each name that a proposal can carry has its counts in the shipped table."""
    rules = (
        "owner", "hedge", "raising", "according", "refusal", "headline", "turn", "header", "free quote",
        "evidence noun", "distancing cue", "scare quote", "whole text", "relayed",
    )  # fmt: skip

    assert all(0 < of_rule(r) < 1 for r in rules)
