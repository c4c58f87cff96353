"""The invented events and their annotation."""

from pathlib import Path

import pytest
from bench.quality.invented_events import EVENTS, READ, READ_SINCE, UNREAD, _near, gold_of, text_of


@pytest.mark.parametrize("name", [*READ, *READ_SINCE, *UNREAD])
def test_the_annotation_is_in_the_reports(name: str) -> None:
    """All words of the tables are found in the texts, and every statement taken up by a claim is there."""
    gold = gold_of(EVENTS / name)

    known = {(d["doc"], a["id"]) for d in gold["docs"] for a in d["attributions"]}
    taken = {(m["doc"], m["attribution"]) for c in gold["case"]["claims"] for m in c["members"]}
    assert taken <= known
    assert len(gold["docs"]) == len(list((EVENTS / name / "articles").iterdir()))


def test_every_event_is_scored_by_one_job() -> None:
    """Each folder of an event is among those that were read, those read since, or those that nobody reads."""
    assert sorted([*READ, *READ_SINCE, *UNREAD]) == sorted(p.name for p in EVENTS.iterdir() if p.is_dir())


def test_words_that_stand_twice_are_told_apart_by_a_number() -> None:
    """The number after the words says which of their places is meant, and one too many is an error."""
    text = "He said no. She said no."

    assert _near(text, "said@2", []) == [16, 20]
    with pytest.raises(ValueError, match="not in the report"):
        _near(text, "said@3", [])


def test_a_claim_without_a_side_holds_the_statement_and_no_stance(tmp_path: Path) -> None:
    """What is only reported belongs to the claim; nobody is said to affirm or deny it."""
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles/01_x.txt").write_text("The mill is reportedly shut. The owner denied it.\n", encoding="utf-8")
    (tmp_path / "gold/actors.tsv").write_text("owner\tthe owner\t-\tThe owner\n", encoding="utf-8")
    (tmp_path / "gold/claims.tsv").write_text("shut\tThe mill is shut.\n", encoding="utf-8")
    rows = "a1\ti\tassert\t-\t-\t-\treportedly\tshut\tshut\na2\ti\tdeny\towner\t-\tThe owner\tdenied\tit\tshut:d\n"
    (tmp_path / "gold/01.tsv").write_text(rows, encoding="utf-8")

    claim = gold_of(tmp_path)["case"]["claims"][0]

    assert [m["attribution"] for m in claim["members"]] == ["a1", "a2"]
    assert [(s["attribution"], s["stance"]) for s in claim["stances"]] == [("a2", "denies")]


def test_a_page_gives_the_text_of_its_blocks() -> None:
    """The head's title is not shown, and each block is a line."""
    lines = text_of(EVENTS / "hospital/articles/05_halden_courier.html").splitlines()

    assert lines[0] == "The Halden Courier | Subscribe"
    assert "At UN, Korrin says Ilsk hospital bombing was staged" in lines
