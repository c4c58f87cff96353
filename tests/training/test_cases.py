"""Invented cases for training: their form, and what their marks say."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.cases import FOLDER, held_back, read_case, read_cases

CASE = """# Somebody let the boats go at Morrel; the harbour office (A) accuses the yacht club (B)
claim\tloosed\tthe club's watchman untied the boats
claim\tgate\tthe gate was locked
say\tA\tThe boats were gone at dawn.\t"{The watchman untied them|loosed+}," the harbour office said.
say\tB\t\tThe club denied {that its man had touched a rope|loosed-} and said {the gate was locked|gate+ loosed-}.
say\tC\tBoth were asked.\t{Who did it is open|loosed?}, the mayor said.
"""


def case_of(tmp_path: Path, text: str) -> Path:
    """A file with a case."""
    path = tmp_path / "morrel.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_each_marked_proposition_in_its_sentence(tmp_path: Path) -> None:
    """A mark gives words, the sentence without marks, the sentence before or, where there is none, the same again."""
    found = read_case(case_of(tmp_path, CASE))
    assert found.claims["gate"] == "the gate was locked"
    first, denied, locked, left = found.propositions
    assert (first.words, first.before) == ("The watchman untied them", "The boats were gone at dawn.")
    assert denied.sentence == locked.sentence == denied.before
    assert denied.sentence == "The club denied that its man had touched a rope and said the gate was locked."
    assert locked.stances == (("gate", 1), ("loosed", -1))
    assert left.stances == (("loosed", 0),)


def test_words_under_a_denying_cue_do_not_deny_themselves(tmp_path: Path) -> None:
    """Who denies that he touched a rope denies; the words that he touched a rope say that he did."""
    _, denied, locked, _ = read_case(case_of(tmp_path, CASE)).propositions
    assert (dict(denied.stances)["loosed"], dict(denied.told)["loosed"]) == (-1, 1)
    assert dict(locked.told)["loosed"] == -1, "the cue before the first mark says nothing of the second"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("say\tA\t\tNobody said {it|other+}.", "unknown claim"),
        ("say\tA\t\tNobody said {it|gate}.", "unknown claim or sign"),
        ("say\tA\t\tNobody said it.", "no proposition"),
        ("say\tA\t\tNobody {said it|gate+} {twice.", "no proposition"),
        ("said A that it was so", "neither a claim nor a statement"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    """What cannot be read is told with its file and line."""
    with pytest.raises(ValueError, match=rf"morrel.txt, line 7.*{wrong}"):
        read_case(case_of(tmp_path, CASE + line + "\n"))


def test_the_cases_of_the_project_can_be_read() -> None:
    """Every case has claims that several statements share, and words that affirm and that deny."""
    cases = read_cases()
    assert len(cases) >= 40
    for case in cases:
        keys = [key for p in case.propositions for key in p.claims]
        assert max(map(keys.count, case.claims)) >= 5, case.name
        assert {s for p in case.propositions for _, s in p.told} >= {1, -1}, case.name


def test_some_cases_are_held_back() -> None:
    """They are among the cases, and fewer than a quarter of them; a folder that names none holds none back."""
    held, every = held_back(), {path.stem for path in FOLDER.glob("*.txt")}
    assert held < every
    assert 20 <= len(held) < len(every) / 4
    assert not held_back(FOLDER / "none")
