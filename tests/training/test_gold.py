"""Coreference corpora brought to one shape, with nothing taken for annotated that is not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from training.reader.gold import contested_gold, gap_gold, gum_gold, plain_gold

TEXT = "Ivo Marten came late. He left the old harbour early."


def mention(words: str, entity: int, kind: str, etype: str | None = None, n: int = 1) -> dict[str, Any]:
    at = -1
    for _ in range(n):
        at = TEXT.index(words, at + 1)
    extra = {"etype": etype} if etype else {}
    return {"start": at, "end": at + len(words), "entity": entity, "type": kind, **extra}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder laid out like the data, one document in each corpus."""
    marten, he = mention("Ivo Marten", 0, "name", "person"), mention("He", 0, "pronoun", "person")
    harbour = mention("the old harbour", 1, "nominal", "object")
    corpora = {
        "gum": [marten, he, harbour],
        "ontogum": [{**marten, "entity": 7}, {**he, "entity": 7}, {**mention("left", 8, "verb"), "entity": 8}],
        "litbank": [{**marten, "etype": "PER"}, {**he, "etype": "PER"}],
        "parcorfull_news": [mention("Ivo Marten", 0, "name"), mention("He", 0, "pronoun")],
        "gap": [mention("Ivo Marten", 0, "name"), mention("He", 0, "pronoun")],
    }
    for name, mentions in corpora.items():
        folder = tmp_path / "coref" / name
        folder.mkdir(parents=True)
        row = {"id": "d", "text": TEXT, "mentions": mentions}
        (folder / "train.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    return tmp_path


def test_gum_takes_links_from_one_annotation_and_lone_mentions_from_the_other(root: Path) -> None:
    """Entities of the two never mix; verbs are left out; kinds come from the full annotation."""
    text, gold = gum_gold(root)["d"]

    assert text == TEXT
    assert {(m.entity, m.kind) for m in gold.mentions} == {("o7", "person"), ("g1", "other")}
    assert len(gold.mentions) == 3


def test_gum_spans_are_in_the_channels_they_belong_to(root: Path) -> None:
    """Every phrase refers, only the linked corefer, only people, bodies and places are actors."""
    gold = gum_gold(root)["d"][1]

    by_channel = [{(s, e) for c, s, e in gold.spans if c == n} for n in range(3)]
    assert [len(spans) for spans in by_channel] == [3, 2, 2]
    assert by_channel[1] == by_channel[2] < by_channel[0]


@pytest.mark.parametrize(
    ("name", "annotated", "weight"),
    [("litbank", (False, False, True), 0.3), ("parcorfull_news", (False, True, False), 1.0)],
)
def test_a_channel_that_a_corpus_does_not_annotate_has_no_weight(
    root: Path, name: str, annotated: tuple[bool, bool, bool], weight: float
) -> None:
    """Silence of a corpus teaches nothing."""
    [(_, _, gold)] = plain_gold(root, name)

    assert tuple(w > 0 for w in gold.channels) == annotated
    assert {c for c, _, _ in gold.spans} == {n for n in range(3) if annotated[n]}
    assert {m.learns for m in gold.mentions} == {weight}


def test_gap_teaches_its_pronouns_alone(root: Path) -> None:
    """The names' own antecedents are not annotated."""
    [(_, _, gold)] = gap_gold(root)

    assert {TEXT[m.start : m.end]: m.learns for m in gold.mentions} == {"Ivo Marten": 0.0, "He": 1.0}
    assert gold.channels == (0.0, 0.0, 0.0)


def test_contested_sources_stand_for_their_speakers() -> None:
    """The first part of a source and each named mention give links of actors."""
    doc = {
        "mentions": [{"start": 0, "end": 10, "actor": "Ivo Marten"}, {"start": 30, "end": 45, "actor": None}],
        "attributions": [{"speaker": "Ivo Marten", "source": [[22, 24]]}, {"speaker": None, "source": [[1, 2]]}],
    }

    gold = contested_gold(doc)

    assert [(m.start, m.end, m.entity) for m in gold.mentions] == [(0, 10, "Ivo Marten"), (22, 24, "Ivo Marten")]
    assert gold.scheme == 1
