"""Tables and lists of articles: every row becomes an item or a rejection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from makers import found_in, small

from counterclaim.capture.readers.tables import columns_for, parsed_map
from counterclaim.errors import UsageError


def test_a_media_cloud_list_is_read_without_a_map(tmp_path: Path) -> None:
    """Known column names are enough; the file is kept whole and each row names it."""
    path = tmp_path / "stories.csv"
    path.write_text(
        "stories_id,title,publish_date,media_name,url,text\n"
        '7,"Gate, seven",2031-05-04,Lorne Courier,https://l.example/7,"Open.\nAll night."\n',
        encoding="utf-8",
    )

    (whole, row), rejected, (told,) = found_in(path)

    fields = json.loads(row.data)
    assert (whole.data, whole.is_container, rejected) == (path.read_bytes(), True, [])
    assert (fields["title"], fields["text"], fields["published"]) == ("Gate, seven", "Open.\nAll night.", "2031-05-04")
    assert fields["outlet"] == "Lorne Courier"
    assert fields["columns"]["stories_id"] == "7"
    assert (row.part, row.url, row.container) == ("row 1", "https://l.example/7", whole.sha256)
    assert dict(told.counts) == {"rows": 1, "bad rows": 0}


def test_a_map_names_other_columns(tmp_path: Path) -> None:
    """--map goes before what is known, and a column that is not there is said."""
    path = tmp_path / "t.tsv"
    path.write_text("Inhalt\tKopf\ttitle\nWorte\tOben\tUnten\n", encoding="utf-8")

    items, _, _ = found_in(path, columns={"text": "Inhalt", "title": "Kopf"})
    _, rejected, _ = found_in(path, columns={"text": "Nope"})

    assert json.loads(items[1].data)["title"] == "Oben"
    assert json.loads(items[1].data)["text"] == "Worte"
    assert [(r.reason, "Nope" in r.detail) for r in rejected] == [("no_columns", True)]


def test_a_row_that_does_not_fit_is_rejected_alone(tmp_path: Path) -> None:
    """Too many cells in one row is that row's rejection; the others are taken."""
    path = tmp_path / "t.csv"
    path.write_text("url,text\na,b\nc,d,e\nf,g\n", encoding="utf-8")

    items, rejected, _ = found_in(path)

    assert [i.part for i in items] == [None, "row 1", "row 3"]
    assert [r.reason for r in rejected] == ["bad_row"]
    assert rejected[0].detail.startswith("row 2:")


def test_an_open_quotation_mark_does_not_swallow_rows_in_silence(tmp_path: Path) -> None:
    """Where a quotation mark is never closed, the rows it swallows are not one odd row but a rejection that says so."""
    (tmp_path / "t.csv").write_text('url,text\nu,one\nv,"two\nw,three\nx,four\n', encoding="utf-8")
    (tmp_path / "h.csv").write_text('url,"text\nu,one\n', encoding="utf-8")

    items, rejected, _ = found_in(tmp_path / "t.csv")

    assert [i.part for i in items] == [None, "row 1"]
    assert [(r.reason, "line 3" in r.detail, "never closed" in r.detail) for r in rejected] == [("bad_row", True, True)]
    assert [r.reason for r in found_in(tmp_path / "h.csv")[1]] == ["damaged"]


def test_a_table_without_known_columns_says_which_it_has(tmp_path: Path) -> None:
    """Nothing to read is one rejection that names the columns, so that a map can be given."""
    (tmp_path / "t.csv").write_text("a;b\n1;2\n", encoding="utf-8")

    items, rejected, _ = found_in(tmp_path / "t.csv")

    assert (items, [r.reason for r in rejected]) == ([], ["no_columns"])
    assert "a, b" in rejected[0].detail


def test_semicolons_and_other_encodings_are_read(tmp_path: Path) -> None:
    """A spreadsheet's export in a Windows encoding with semicolons is read."""
    (tmp_path / "t.csv").write_bytes("title;text\nGröße;Wörter\n".encode("cp1252"))
    (tmp_path / "u.csv").write_bytes("title,text\nГород,Слова\n".encode("utf-16"))

    for name, title in (("t.csv", "Größe"), ("u.csv", "Город")):
        items, _, _ = found_in(tmp_path / name)
        assert json.loads(items[-1].data)["title"] == title


def test_a_list_in_a_json_document(tmp_path: Path) -> None:
    """A JSON list of objects, or the list under a usual name, is one item for each object."""
    rows = [{"title": "A", "text": "x", "url": "https://l.example/a"}, 3, {"headline": "B", "body": "y"}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"total": 3, "articles": rows}), encoding="utf-8")

    for name in ("a.json", "b.json"):
        items, rejected, _ = found_in(tmp_path / name)
        assert [json.loads(i.data).get("title") for i in items[1:]] == ["A", "B"]
        assert [r.reason for r in rejected] == ["bad_row"]


def test_one_json_object_is_one_item_unchanged(tmp_path: Path) -> None:
    """A document that is one article keeps its bytes."""
    (tmp_path / "a.json").write_bytes(b'{ "title": "A",\n "text": "x" }')

    items, _, _ = found_in(tmp_path / "a.json")

    assert [(i.data, i.part) for i in items] == [(b'{ "title": "A",\n "text": "x" }', None)]


def test_json_lines_with_a_map(tmp_path: Path) -> None:
    """Mapped lines are items of their own, and the file is kept whole beside them."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"corpo": "x", "data": "2031-05-04"}\n', encoding="utf-8")

    (whole, row), _, _ = found_in(path, columns={"text": "corpo", "published": "data"})

    assert whole.is_container
    assert json.loads(row.data)["text"] == "x"
    assert json.loads(row.data)["published"] == "2031-05-04"


@pytest.mark.parametrize(("name", "data"), [("t.csv", b"url,text\n"), ("t.json", b"[]")])
def test_a_table_without_rows_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    """A header alone, or an empty list, is a rejection."""
    (tmp_path / name).write_bytes(data)

    _, rejected, _ = found_in(tmp_path / name)

    assert [r.reason for r in rejected] == ["empty"]


def test_the_best_of_several_known_columns_wins() -> None:
    """Where two columns could be the date, the better known name is taken, in whatever order they stand."""
    assert columns_for(["date", "publish_date", "Source URL"], {})["published"] == "publish_date"
    assert columns_for(["Source URL"], {}) == {"url": "Source URL"}


@pytest.mark.parametrize("word", ["text", "nonsense=x", "text="])
def test_a_map_that_cannot_be_meant_is_refused(word: str) -> None:
    """A target that does not exist, or no column, is an error that lists the targets."""
    with pytest.raises(UsageError, match="published"):
        parsed_map((word,))


def test_too_many_rows_end_the_file(tmp_path: Path) -> None:
    """Above the bound the file ends with a rejection, and what was read before it is kept."""
    (tmp_path / "t.csv").write_text("text\n" + "x\n" * 9, encoding="utf-8")

    items, rejected, _ = found_in(tmp_path / "t.csv", bounds=small(bundle_items=5))

    assert (len(items), [r.reason for r in rejected]) == (6, ["too_many"])
