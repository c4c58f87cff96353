"""The invented events and their annotation."""

import pytest
from bench.quality.invented_events import EVENTS, READ, UNREAD, gold_of, text_of


@pytest.mark.parametrize("name", [*READ, *UNREAD])
def test_the_annotation_is_in_the_reports(name: str) -> None:
    """All words of the tables are found in the texts, and every statement taken up by a claim is there."""
    gold = gold_of(EVENTS / name)

    known = {(d["doc"], a["id"]) for d in gold["docs"] for a in d["attributions"]}
    taken = {(m["doc"], m["attribution"]) for c in gold["case"]["claims"] for m in c["members"]}
    assert taken <= known
    assert len(gold["docs"]) == len(list((EVENTS / name / "articles").iterdir()))


def test_every_event_is_scored_by_one_job() -> None:
    """Each folder of an event is either among those that were read or among those that were not."""
    assert sorted([*READ, *UNREAD]) == sorted(p.name for p in EVENTS.iterdir() if p.is_dir())


def test_a_page_gives_the_text_of_its_blocks() -> None:
    """The head's title is not shown, and each block is a line."""
    lines = text_of(EVENTS / "hospital/articles/05_halden_courier.html").splitlines()

    assert lines[0] == "The Halden Courier | Subscribe"
    assert "At UN, Korrin says Ilsk hospital bombing was staged" in lines
