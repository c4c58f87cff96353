"""Pairs written for the relation model: their form, and that neither side of a pair tells its label."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from pathlib import Path

import pytest
from training.relation.corpora import NLI
from training.relation.written import FOLDER, read_blocks, written

BLOCKS = """P The gates of the depot were open all night.
e The depot's gates were not shut.
n A guard had opened them.
c The gates were locked at dusk.

Q cnc The gates of the depot were shut all night.
Q -ec A guard opened the gates of the depot at ten.
P It rained.
c It was dry.
"""


def test_each_premise_meets_each_hypothesis(tmp_path: Path) -> None:
    """A changed premise has labels of its own for the same hypotheses; what its writer was not sure of is left out."""
    (tmp_path / "a.txt").write_text(BLOCKS, encoding="utf-8")
    first, second = read_blocks(tmp_path / "a.txt")
    pairs = [(p.a[:12], p.b[:10], p.target) for p in first.pairs("ours")]
    assert len(pairs) == 3 + 3 + 2
    assert (pairs[0][2], pairs[3][2]) == (NLI["entailment"], NLI["contradiction"])
    assert pairs[6] == ("A guard open", "A guard ha", NLI["entailment"])
    assert [p.set for p in second.pairs("ours")] == ["ours"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Q ce The gates were shut.", "one label for each of 3"),
        ("Q cnx The gates were shut.", "one label for each of 3"),
        ("X the gates", "neither a premise nor a hypothesis"),
        ("e too late", "neither a premise nor a hypothesis"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    """What cannot be read is told with its file and line."""
    (tmp_path / "a.txt").write_text("\n".join([*BLOCKS.splitlines()[:6], line]), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"a.txt, line 7.*{wrong}"):
        list(read_blocks(tmp_path / "a.txt"))


def test_blocks_stay_whole_between_training_and_development() -> None:
    """No hypothesis of a development block is trained on beside its own premises."""
    dev, train = ({(p.set, p.a) for p in written(split)} for split in ("dev", "train"))
    assert dev
    assert not dev & train


@pytest.mark.parametrize("folder", sorted(p.name for p in FOLDER.iterdir()))
def test_no_label_is_rare_and_no_premise_comes_twice(folder: str) -> None:
    """Each label is at least a fifth of a folder's pairs; a premise stands in one block."""
    blocks = [b for path in sorted((FOLDER / folder).glob("*.txt")) for b in read_blocks(path)]
    labels = Counter(p.target for b in blocks for p in b.pairs(folder))
    assert min(labels[NLI[k]] for k in ("entailment", "neutral", "contradiction")) > labels.total() / 5
    premises = Counter(premise.casefold() for b in blocks for premise, _ in b.premises)
    assert [p for p, n in premises.items() if n > 1] == []


def test_a_hypothesis_alone_does_not_tell_its_label() -> None:
    """Counts of the words of hypotheses, without the premises, guess the labels of other blocks little above chance."""
    seen: dict[float, Counter[str]] = defaultdict(Counter)
    labels = Counter[float]()
    for p in written("train"):
        seen[p.target].update(set(p.b.casefold().split()))
        labels[p.target] += 1

    def likelihood(label: float, hypothesis: str) -> float:
        words = set(hypothesis.casefold().split())
        return log(labels[label]) + sum(log((seen[label][w] + 1) / (labels[label] + 2)) for w in words)

    dev = list(written("dev"))
    right = sum(max(sorted(labels), key=lambda k: likelihood(k, p.b)) == p.target for p in dev)
    assert right / len(dev) < 0.5
