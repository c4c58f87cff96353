"""Fitting confidence: scaling, checking by halves, and the table that is written."""

from __future__ import annotations

import random
import tomllib

import pytest
from bench.quality import confidence
from bench.quality.calibration import Match, calibration
from bench.quality.confidence import BY_EYE, FORM, RULES, Sample, applied, as_toml, checked, fit, gathered


def too_sure(n: int, docs: int = 40) -> list[Sample]:
    """Samples whose probability is far from one half twice as surely as it should be."""
    draw = random.Random(3)
    out = []
    for i in range(n):
        p = draw.uniform(0.05, 0.95)
        out.append(Sample(f"doc {i % docs}", applied((2.0, 0.0), p), draw.random() < p))
    return out


def test_a_fit_takes_back_what_was_too_sure() -> None:
    """Probabilities sharpened twice are flattened by about half, and the error on the other half of the documents falls."""
    samples = too_sure(3000)

    slope, intercept = fit(samples)
    before, after = checked(samples)

    assert slope == pytest.approx(0.5, abs=0.06)
    assert abs(intercept) < 0.15
    assert after < before / 2


def test_few_samples_move_little() -> None:
    """Two wrong ones of two do not make a kind worthless."""
    few = [Sample("a", 0.9, False), Sample("b", 0.9, False)]

    assert 0.4 < applied(fit(few), 0.9) < 0.9
    assert fit([]) == (1.0, 0.0)


def test_a_scaling_that_does_not_help_is_not_taken() -> None:
    """What is right as it is stays as it is, and the table says so."""
    draw = random.Random(5)
    fair = [Sample(f"doc {i % 7}", p, draw.random() < p) for i in range(60) for p in (0.2, 0.5, 0.8)]
    table = tomllib.loads(as_toml({"act": fair}))

    entry = table["scaled"]["act"]
    assert entry["error_after"] <= entry["error_before"]
    if entry["error_after"] == entry["error_before"]:
        assert (entry["slope"], entry["intercept"]) == (1.0, 0.0)


def test_the_table_counts_every_rule_seen_or_not() -> None:
    """A rule that proposed nothing has none of none; those read by eye have their counts."""
    seen = {"owner": [Sample("a", 0.5, True), Sample("a", 0.5, False)], FORM + "owner": [Sample("b", 0.5, True)]}
    table = tomllib.loads(as_toml(seen))

    assert set(table["rules"]) == {*RULES, *BY_EYE}
    assert table["rules"]["owner"] == {"right": 1, "of": 2, "form_right": 1, "form_of": 1}
    assert table["rules"]["refusal"] == {"right": 0, "of": 0, "form_right": 0, "form_of": 0}


def test_the_shipped_table_is_one_that_this_module_writes() -> None:
    """Same kinds and rules, so that a new one cannot be forgotten."""
    shipped = tomllib.loads(confidence.FILE.read_text(encoding="utf-8"))

    assert set(shipped["rules"]) == {*RULES, *BY_EYE}
    assert set(shipped["scaled"]) <= set(confidence.SCALED)
    assert {"attribution", "act", "name", "evidence"} <= set(shipped["scaled"])


def test_proposals_are_sorted_by_what_made_them() -> None:
    """A rule's attribution counts for the rule; a doubted cue is right to be doubted where none is annotated."""
    doc = {"id": "d", "attributions": [{"cue": [[0, 4]]}], "evidence": [], "own_voice": [], "loaded": []}
    second = [{"of": "cue", "value": "none", "confidence": 0.6, "taken": 0.4, "spans": []}]
    row = {"article": "d", "confidence": 0.7, "act": "deny", "act_confidence": 0.5, "cue": [[9, 12]], "second": second}
    by_model = Match(row | {"made_by": "reading/3 reader/2"}, None, False, False)
    by_rule = Match(row | {"made_by": "reading/3 reader/2; rule: owner", "second": []}, {"act": "deny"}, True, True)
    found = [{"id": "d", "evidence": [], "own_voice": [], "framing": []}]

    out = gathered([doc], found, [by_model, by_rule])

    assert [(s.confidence, s.is_right) for s in out["attribution"]] == [(0.7, False)]
    assert [s.is_right for s in out["owner"]] == [True]
    assert [(s.confidence, s.is_right) for s in out["second cue"]] == [(0.6, True)]
    assert [s.is_right for s in out["act"]] == [True]


def test_halves_keep_documents_whole() -> None:
    """With one document there is nothing to fit on, and nothing is claimed to be better."""
    one = [Sample("same", 0.9, False) for _ in range(30)]
    before, after = checked(one)

    assert before == pytest.approx(calibration([0.9] * 30, [False] * 30, 5)["ece"])
    assert after == before
