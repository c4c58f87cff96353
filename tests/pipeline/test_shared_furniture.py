"""Furniture that only several articles of one outlet show, by the real commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.ledger import Ledger
from counterclaim.records import Article
from counterclaim.views.cli.main import group

CALL = "Our reporters depend on readers who give a little each month to keep this work going."


def call(*args: str) -> str:
    result = CliRunner().invoke(group, list(args))
    assert result.exit_code == 0, result.output
    return result.output


def write(folder: Path, n: int, outlet: str) -> Path:
    """One article of an outlet with the call in the middle of it."""
    first = f"The harbour board of town {n} said on Monday, {n} May 2031, that gate {n} had been left open all night."
    last = (
        f"A pilot from quay {n} denied on Monday that he had been near the gate, and nobody else in town {n} was asked."
    )
    item = {
        "title": f"Gate {n} left open",
        "outlet": outlet,
        "date": f"2031-05-0{n}",
        "text": f"{first}\n\n{CALL}\n\n{last}\n",
    }
    path = folder / f"{n}.jsonl"
    path.write_text(json.dumps(item) + "\n", encoding="utf-8")
    return path


def calls(case_dir: Path) -> list[str]:
    """What the call is in each article, by title."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        articles = sorted(ledger.articles(), key=lambda a: a.title or "")
        readings = {r.article: r for r in ledger.readings()}
    for article in articles:
        is_read = any(s.of(article.text) == CALL for s in readings[article.id].sentences)
        assert is_read == (not article.shared)
    return [type_of_call(a) for a in articles]


def type_of_call(article: Article) -> str:
    """The type of the segment that holds the call."""
    segment = article.segment_at(article.text.index(CALL))
    assert segment is not None
    return segment.type.value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


def test_line_of_one_outlet_is_furniture_until_another_prints_it(folder: Path) -> None:
    """Furniture in two articles of one outlet, shown as such and verified; text again when another outlet prints it."""
    case = folder / "case"
    files = [write(folder, n, outlet) for n, outlet in enumerate(("The Post", "The Post", "Echo"), 1)]

    call("build", *map(str, files[:2]), "--case", str(case))
    assert calls(case) == ["widget", "widget"]
    assert "Everything matches" in call("verify", str(case))
    call("dossier", str(case), "-o", str(folder / "dossier.html"))
    call("build", str(files[2]), "--case", str(case))
    assert calls(case) == ["body", "body", "body"]
    assert "Everything matches" in call("verify", str(case))

    page = (folder / "dossier.html").read_text("utf-8")
    assert page.count("in several articles of this outlet") == 2
    assert page.count(CALL) == 2


def test_order_of_adding_does_not_matter(folder: Path) -> None:
    """All at once gives the same case as one after the other."""
    case = folder / "at-once"
    call("build", *(str(folder / f"{n}.jsonl") for n in (3, 1, 2)), "--case", str(case))

    digests = []
    for case_dir in (case, folder / "case"):
        with Ledger.open(case_dir, readonly=True) as ledger:
            digests.append(ledger.content_digest())
    assert digests[0] == digests[1]
