"""Articles edited between two captures of one address: both are kept, and what differs is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casebuilder import build, item
from click.testing import CliRunner

from counterclaim.records import Segment, SegmentType, Span
from counterclaim.views.cli.main import group
from counterclaim.views.edits import edits, withdrawn
from counterclaim.views.query import Case, load_case

URL = "https://l.example/gate"


def versions(folder: Path, *, url: str | None = URL, second_type: str | None = None) -> Case:
    """A case with two captures of one article, of which the later has one more word."""
    first = replace(item(0), url=url)
    later = first.data.replace(b"Nobody", b"Nobody whatsoever")
    assert later != first.data
    build(folder, [first, replace(first, data=later, media_type=second_type or first.media_type)])
    case = load_case(folder)
    old = {first.sha256: datetime(2031, 5, 3, tzinfo=UTC)}
    captures = tuple(replace(c, captured_at=old.get(c.id, c.captured_at.replace(year=2032))) for c in case.captures)
    return replace(case, captures=captures)


def test_an_edited_article_is_shown_line_by_line(tmp_path: Path) -> None:
    """The two captures stand in the order of their times, with the lines that went and came."""
    (edit,) = edits(versions(tmp_path / "case"))

    assert edit.url == URL
    assert "whatsoever" not in edit.before.text
    assert [line[:2] for line in edit.lines] == ["- ", "+ "]
    assert "Nobody whatsoever" in edit.lines[1]


def test_captures_of_other_kinds_and_of_files_are_no_edits(tmp_path: Path) -> None:
    """A feed's summary of a page is no earlier version of it, and two files are not one address."""
    assert edits(versions(tmp_path / "a", second_type="application/json")) == []
    assert edits(versions(tmp_path / "b", url=None)) == []


def test_statements_that_the_later_version_lacks_are_told_by_who_made_them(tmp_path: Path) -> None:
    """Who denied in the earlier version and does not in the later is named with the words; what stays is not."""
    case = versions(tmp_path / "case")
    (edit,) = edits(case)
    body = "Fire at the gate, the Harbour board says."
    later = replace(
        edit.after, text=body, segments=(Segment(type=SegmentType.BODY, span=Span(0, len(body))),), shared=()
    )

    told = withdrawn(case, replace(edit, after=later))

    assert [line.partition(" – ")[0] for line in told] == ["no longer in it: Ines Vidal denies: “Nobody”"]
    assert withdrawn(case, edit) == []


def test_edits_are_a_table_of_show(tmp_path: Path) -> None:
    """`show CASE edits` names both captures."""
    build(tmp_path / "case", [replace(item(0), url=URL)])
    later = replace(item(0), url=URL, data=item(0).data.replace(b"Nobody", b"Nobody whatsoever"))
    build(tmp_path / "case", [later])

    result = CliRunner().invoke(group, ["show", str(tmp_path / "case"), "edits", "--json"])

    (row,) = map(json.loads, result.output.splitlines())
    assert row["captures"] == [item(0).sha256, later.sha256]
    assert row["address"] == URL
