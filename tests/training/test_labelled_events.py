"""Labels of real events, and invented cases in the same form."""

import gzip
import json
import re
from pathlib import Path

import pytest
from training.cases import read_cases
from training.events import FOLDER, SETS, held_back, of_case, read_events

from counterclaim.records import unmarked

LABEL = re.compile(r"=|[a-z][a-z0-9]*[+\-?](?: [a-z][a-z0-9]*[+\-?])*")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda p: p.stem)
def test_labels_are_whole(path: Path) -> None:
    """Every statement is of an article of the file and on claims that it defines; several statements share a claim."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [line[1] for line in lines if line[0] == "article"]
    claims = {line[1] for line in lines if line[0] == "claim"}
    said = [line[1:] for line in lines if line[0] == "say"]

    assert 2 <= len(articles) <= 5
    assert len(said) >= 20
    for number, places, around, labels in said:
        assert int(number) < len(articles)
        start, end = map(int, around.split("-"))
        assert all(start <= int(a) < int(b) <= end for a, b in (p.split("-") for p in places.split(",")))
        assert LABEL.fullmatch(labels)
        assert labels == "=" or {key[:-1] for key in labels.split()} <= claims


def test_a_statement_is_found_in_its_article(tmp_path: Path) -> None:
    """Offsets are of title, empty line and body, in whichever set it is; what stands alone is on a claim of its own."""
    rows = [
        {"id": "a1", "title": "Ferry", "text": "It sank. It was late, Vesna said."},
        {"id": "a2", "title": None, "text": "The ferry sank."},
    ]
    for name, own in zip(SETS, ([rows[0]], [], [], [rows[1]]), strict=True):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in own)
    (tmp_path / "e.tsv").write_text(
        "article\ta1\narticle\ta2\nclaim\tsank\tthe ferry sank\n"
        "say\t0\t7-14\t7-15\tsank+\nsay\t0\t16-27\t7-40\t=\nsay\t1\t0-14\t0-15\tsank+\n",
        encoding="utf-8",
    )
    (event,) = read_events(tmp_path, tmp_path)
    sank, late, again = event.statements

    assert (sank.words, late.words, again.words) == ("It sank", "It was late", "The ferry sank")
    assert again.claims == sank.claims
    assert unmarked(late.text)[0] == "It sank. It was late, Vesna said."
    assert sank.claims == {"sank"}
    assert len(late.claims) == 1
    assert not late.claims & sank.claims


def test_an_invented_case_is_read_alike() -> None:
    """Each proposition is marked once, in its sentence after the sentence before."""
    case = read_cases()[0]
    event = of_case(case)

    assert len(event.statements) == len(case.propositions)
    for told, p in zip(event.statements, case.propositions, strict=True):
        plain, (own,) = unmarked(told.text)
        assert own.of(plain) == p.words == told.words
        assert p.sentence in plain


def test_some_events_are_held_back() -> None:
    """Each is there, and most are not among them."""
    held, every = held_back(), {path.stem for path in FOLDER.glob("*.tsv")}

    assert held < every
    assert 8 <= len(held) < len(every) / 4
