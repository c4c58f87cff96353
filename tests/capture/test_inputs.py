"""Everything the user points at becomes an item or a rejection; nothing is lost, nothing crashes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.capture import REJECTION_REASONS, Bounds, InputItem, iter_inputs
from counterclaim.records import Rejection

SMALL = Bounds(item_bytes=1000, depth=5)


def taken(paths: Iterable[Path], bounds: Bounds = SMALL) -> tuple[dict[str, InputItem], dict[str, str]]:
    """Items by name and part, and the reasons of rejections by name and part."""
    items, reasons = {}, {}
    for found in iter_inputs(paths, bounds=bounds):
        if isinstance(found, Rejection):
            assert found.reason in REJECTION_REASONS
            reasons[f"{found.file}#{found.detail.split(':')[0]}" if "line " in found.detail else found.file] = (
                found.reason
            )
        else:
            items[found.name if found.part is None else f"{found.name}#{found.part}"] = found
    return items, reasons


def test_a_folder_gives_its_texts_in_order(tmp_path: Path) -> None:
    """Every supported file below a folder is an item named by its path below it, bytes unchanged."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_bytes(b"caf\xe9 \r\n")
    (tmp_path / "a.md").write_bytes(b"# A")
    (tmp_path / "x.HTML").write_bytes(b"<p>x</p>")

    found = [f for f in iter_inputs([tmp_path]) if isinstance(f, InputItem)]

    assert [(f.name, f.media_type) for f in found] == [
        ("a.md", "text/markdown"),
        ("b/x.txt", "text/plain"),
        ("x.HTML", "text/html"),
    ]
    assert found[1].data == b"caf\xe9 \r\n"


def test_same_names_in_different_folders_are_different_items(tmp_path: Path) -> None:
    """Two files of one name in two folders are two items, also when the folders are given apart."""
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(folder)

    apart = [f for f in iter_inputs([tmp_path / "a", tmp_path / "b"]) if isinstance(f, InputItem)]

    assert [(f.name, f.data) for f in apart] == [("x.txt", b"a"), ("x.txt", b"b")]
    assert set(taken([tmp_path])[0]) == {"a/x.txt", "b/x.txt"}


def test_lines_of_jsonl_are_items_and_broken_ones_are_rejected_alone(tmp_path: Path) -> None:
    """Each line is one item with its bytes unchanged; broken lines are named, the others go on."""
    lines = [
        b'{"text": "a"}',
        b"{broken",
        b"",
        b'{ "text":  "\xc3\xa9" }',
        b"[1]",
        b'{"a": "\xff"}',
        b'{"z": 1}',
    ]
    (tmp_path / "x.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))

    items, reasons = taken([tmp_path])

    assert {k: v.data for k, v in items.items()} == {
        "x.jsonl#1": lines[0],
        "x.jsonl#4": lines[3],
        "x.jsonl#7": lines[6],
    }
    assert reasons == dict.fromkeys(("x.jsonl#line 2", "x.jsonl#line 5", "x.jsonl#line 6"), "bad_json")


def test_a_line_over_the_bound_is_rejected_and_skipped(tmp_path: Path) -> None:
    """A line longer than the bound is rejected without being kept, and the next line is read."""
    long = b'{"text": "' + b"x" * 5_000_000 + b'"}'
    (tmp_path / "x.jsonl").write_bytes(long + b"\n" + b'{"a": 1}\n' + b"y" * 1001)

    items, reasons = taken([tmp_path])

    assert list(items) == ["x.jsonl#2"]
    assert reasons == dict.fromkeys(("x.jsonl#line 1", "x.jsonl#line 3"), "too_large")


def test_a_line_as_long_as_the_bound_is_taken(tmp_path: Path) -> None:
    """The bound counts the line without its end."""
    line = b'{"t":"' + b"x" * 992 + b'"}'
    (tmp_path / "x.jsonl").write_bytes(line + b"\r\n" + line)

    items, reasons = taken([tmp_path])

    assert (len(line), list(items), reasons) == (1000, ["x.jsonl#1", "x.jsonl#2"], {})


def test_deeply_nested_json_is_rejected(tmp_path: Path) -> None:
    """Nesting that would exhaust the parser is a rejection."""
    (tmp_path / "x.jsonl").write_bytes(b'{"a":' * 150_000)

    assert taken([tmp_path], Bounds())[1] == {"x.jsonl#line 1": "bad_json"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"\x00\x01\x02\xff" * 50, "binary"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "binary"),
        ("a.jsonl", b"PK\x03\x04" + b"\x00" * 50, "damaged"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "binary"),
        ("a.txt", b"x" * 1001, "too_large"),
        ("page.css", b"p { color: red }", "unsupported_type"),
        (".hidden.txt", b"text", "hidden"),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """Empty, binary, over-large, unsupported and hidden files are rejections that say why."""
    (tmp_path / name).write_bytes(data)

    assert taken([tmp_path]) == ({}, {name: reason})


def test_a_named_hidden_file_is_read(tmp_path: Path) -> None:
    """A hidden file the user names is taken."""
    (tmp_path / ".note.txt").write_text("text")

    assert list(taken([tmp_path / ".note.txt"])[0]) == [".note.txt"]


def test_a_missing_path_is_rejected(tmp_path: Path) -> None:
    """A path that does not exist is a rejection that does not tell where the user's folders are."""
    (found,) = iter_inputs([tmp_path / "no.txt"])

    assert isinstance(found, Rejection)
    assert found.reason == "not_found"
    assert str(tmp_path) not in found.file + found.detail


def test_loops_of_links_end(tmp_path: Path) -> None:
    """Links to folders, to themselves and to nowhere are rejected; the walk ends."""
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a" / "x.txt").write_text("x")
    (root / "a" / "up").symlink_to(root, target_is_directory=True)
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "gone.txt").symlink_to(root / "nothing")

    items, reasons = taken([root])

    assert list(items) == ["a/x.txt"]
    assert reasons == {"a/up": "link", "self.txt": "unreadable", "gone.txt": "unreadable"}


def test_links_out_of_the_folder_are_not_read(tmp_path: Path) -> None:
    """A link within the folder may be read, one to a file outside may not."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (root / "x.txt").write_text("x")
    (root / "in.txt").symlink_to(root / "x.txt")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")

    items, reasons = taken([root])

    assert sorted(items) == ["in.txt", "x.txt"]
    assert reasons == {"out.txt": "link_outside"}


def test_folders_too_deep_are_rejected(tmp_path: Path) -> None:
    """Folders nested beyond the bound are rejected, those above are read."""
    folder = tmp_path
    for _ in range(7):
        folder = folder / "d"
        folder.mkdir()
        (folder / "x.txt").write_text("x")

    items, reasons = taken([tmp_path])

    assert len(items) == SMALL.depth
    assert set(reasons.values()) == {"too_deep"}


def test_what_is_no_file_is_rejected(tmp_path: Path) -> None:
    """A pipe is rejected and not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")

    assert taken([tmp_path])[1] == {"pipe.txt": "not_a_file"}


def test_an_unreadable_file_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file the system refuses to read is a rejection without a path in it; the others are read."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    found = list(iter_inputs([tmp_path]))

    assert isinstance(found[0], Rejection)
    assert (found[0].reason, found[0].detail) == ("unreadable", "Permission denied")
    assert isinstance(found[1], InputItem)


def test_names_that_are_not_unicode_become_printable(tmp_path: Path) -> None:
    """A file name that is not UTF-8 is kept in escapes, so that it can be stored and shown."""
    path = os.fsencode(tmp_path) + b"/n\xe9.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - the name is not text
        stream.write(b"x")

    assert list(taken([tmp_path])[0]) == ["n\\xe9.txt"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    """Nothing is opened before it is asked for."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    inputs = iter_inputs([tmp_path])
    next(inputs)
    (tmp_path / "b.txt").unlink()

    (last,) = inputs
    assert isinstance(last, Rejection)
    assert last.reason in ("not_found", "unreadable")


def test_the_uri_tells_name_and_part_only() -> None:
    """An item's URI is made of its name and part, escaped."""
    item = InputItem(name="a b/ü.jsonl", part="3", data=b"{}", media_type="application/json")

    assert item.uri == "file:///a%20b/%C3%BC.jsonl#part=3"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), name=st.sampled_from(["f.txt", "f.html", "f.md", "f.jsonl"]))
def test_any_bytes_are_taken_or_rejected(tmp_path: Path, data: bytes, name: str) -> None:
    """Whatever the bytes, a file gives an item with the same bytes or a rejection; lines add up."""
    (tmp_path / name).write_bytes(data)
    found = list(iter_inputs([tmp_path / name]))

    if name != "f.jsonl":
        assert len(found) == 1
        assert isinstance(found[0], Rejection) or found[0].data == data
    else:
        lines = [line for line in data.split(b"\n") if line.removeprefix(b"\xef\xbb\xbf").strip()]
        assert len(found) == len(lines) or [getattr(f, "reason", "") for f in found] in (
            ["binary"],
            ["empty"],
        )
