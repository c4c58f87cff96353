"""WARC, WACZ, ZIP, gzip: pages are taken out, the rest is counted, nothing hostile gets through."""

from __future__ import annotations

import gzip
import io
import json
import stat
import time
import zipfile
from pathlib import Path

import pytest
from makers import PAGE, WORDS, answer, found_in, mail, record, small, wacz, warc, zipped

from counterclaim.capture.readers.http import decoded_body, parsed_answer

URL = "https://lorne.example/gate"
RECORDS = (
    record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
    record("request", URL, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    answer(URL, PAGE.encode()),
    answer(f"{URL}.png", b"\x89PNG\r\n\x1a\n123", "image/png"),
    answer(f"{URL}/gone", b"<html>gone</html>", status=404),
    record("resource", "urn:text", WORDS.encode(), "text/plain"),
)


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_pages_of_a_warc(tmp_path: Path, packed: bool) -> None:
    """Pages are items with address, time and headers; every other record is counted by what it is."""
    (tmp_path / "x.bin").write_bytes(warc(*RECORDS, packed=packed))

    items, rejected, (told,) = found_in(tmp_path / "x.bin")

    assert [(i.url, i.media_type) for i in items] == [(URL, "text/html; charset=utf-8"), (None, "text/plain")]
    assert items[0].data == PAGE.encode()
    assert items[0].claimed_at is not None
    assert items[0].claimed_at.isoformat() == "2031-05-06T07:08:09+00:00"
    assert dict(items[0].origin)["digest"] == "matches"
    assert "HTTP/1.1 200" in dict(items[0].origin)["headers"]
    assert rejected == []
    assert sum(n for _, n in told.counts) == len(RECORDS)
    assert dict(told.counts)["not pages: image/png"] == 1
    assert dict(told.counts)["answers 404"] == 1


def test_a_warc_packed_as_one_piece(tmp_path: Path) -> None:
    """A file that was packed whole, not record by record, gives the same."""
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b"".join(RECORDS)))

    items, rejected, _ = found_in(tmp_path / "x.warc.gz")

    assert ([i.url for i in items], rejected) == ([URL, None], [])


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_damage_costs_the_damaged_record_alone(tmp_path: Path, packed: bool) -> None:
    """A damaged record is a rejection that names its bytes; those before and behind it are read."""
    parts = [warc(r, packed=packed) for r in (answer(f"{URL}/{n}", PAGE.encode()) for n in range(3))]
    middle = bytearray(parts[1])
    middle[len(middle) // 2 if packed else 2] ^= 0xFF
    (tmp_path / "x.warc").write_bytes(parts[0] + bytes(middle) + parts[2])

    items, rejected, _ = found_in(tmp_path / "x.warc")

    begin, end = len(parts[0]), len(parts[0] + middle)
    assert [i.url for i in items] == [f"{URL}/0", f"{URL}/2"]
    assert [(r.reason, f"bytes {begin} to {end}" in r.detail) for r in rejected] == [("damaged", True)]


def test_a_cut_off_warc_says_so(tmp_path: Path) -> None:
    """Wherever the file is cut, whole records are kept and the rest is a gap, never silence."""
    first = len(warc(answer(f"{URL}/0", PAGE.encode())))
    data = warc(*(answer(f"{URL}/{n}", PAGE.encode()) for n in range(2)))
    for cut in range(first + 1, len(data), 37):
        (tmp_path / "x.warc.gz").write_bytes(data[:cut])
        items, rejected, _ = found_in(tmp_path / "x.warc.gz")
        assert (len(items), [r.reason for r in rejected]) == (1, ["damaged"])


@pytest.mark.parametrize("unit", [b"WARC/1.0\r\n", b"WARC/1.0\r\na:"])
def test_false_beginnings_cost_no_more_than_their_bound(tmp_path: Path, unit: bytes) -> None:
    """A file of nothing but beginnings of records is one gap, in a time that does not grow with its square."""
    data = warc(answer(URL, PAGE.encode()), packed=False) + unit * (2_000_000 // len(unit))
    (tmp_path / "x.warc").write_bytes(data)

    began = time.process_time()
    items, rejected, _ = found_in(tmp_path / "x.warc")

    assert time.process_time() - began < 10
    assert [i.url for i in items] == [URL]
    assert [r.reason for r in rejected] == ["damaged"]
    assert f"to {len(data)} hold no whole record" in rejected[0].detail


def test_a_stated_digest_that_differs_is_told(tmp_path: Path) -> None:
    """A record whose bytes are not those of its digest is taken, with that finding."""
    (tmp_path / "x.warc").write_bytes(record("resource", URL, PAGE.encode(), "text/html", digest=b"other"))

    (item,), _, _ = found_in(tmp_path / "x.warc")

    assert dict(item.origin)["digest"] == "differs"


def test_encoded_bodies_are_decoded() -> None:
    """Chunks and gzip are undone, and left alone where the body is stored without them."""
    packed = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"

    for body in (chunked, packed, PAGE.encode()):
        assert decoded_body(parsed_answer(head + body, small()), small()).data == PAGE.encode()


def test_pages_of_a_wacz_are_those_it_lists(tmp_path: Path) -> None:
    """Only listed pages are taken; a listed page that is not there, or was an error, is a rejection."""
    records = warc(*RECORDS, answer("https://ads.example/frame", b"<html><p>Buy</p></html>"))
    listed = [URL, f"{URL}/gone", "https://lorne.example/never"]
    (tmp_path / "x").write_bytes(wacz(records, listed))

    items, rejected, told = found_in(tmp_path / "x")

    assert [i.url for i in items] == [URL]
    assert sorted(r.reason for r in rejected) == ["http_status", "missing"]
    assert told[-1].format == "WACZ"
    assert told[-1].findings == ()


def test_an_altered_wacz_is_read_with_a_finding(tmp_path: Path) -> None:
    """A file in it that does not have its stated digest is said."""
    (tmp_path / "x.wacz").write_bytes(wacz(warc(*RECORDS), [URL], altered=True))

    items, _, told = found_in(tmp_path / "x.wacz")

    assert [i.url for i in items] == [URL]
    assert told[-1].findings == ("pages/pages.jsonl does not have the stated digest",)


@pytest.mark.parametrize("spoilt", ["archive/a.warc.gz", "pages/pages.jsonl", "datapackage.json"])
def test_a_corrupt_member_of_a_wacz_costs_that_member_alone(tmp_path: Path, spoilt: str) -> None:
    """A deflate stream that is broken is named, as a rejection or a finding; what stands in the others is read."""
    pages = {f"archive/{name}.warc.gz": warc(answer(f"{URL}/{name}", PAGE.encode() + name.encode())) for name in "ab"}
    listed = b"".join(json.dumps({"url": f"{URL}/{name}"}).encode() + b"\n" for name in "ab")
    data = bytearray(zipped({**pages, "pages/pages.jsonl": listed, "datapackage.json": b'{"resources": []}'}))
    start = data.index(spoilt.encode()) + len(spoilt)
    data[start : start + 4] = b"\x07\xff\xff\xff"  # a block of a kind that deflate does not have
    (tmp_path / "x.wacz").write_bytes(data)

    items, rejected, told = found_in(tmp_path / "x.wacz")

    assert {i.url for i in items} == {f"{URL}/b"} | ({f"{URL}/a"} if "archive" not in spoilt else set())
    assert [r.reason for r in rejected] == (["damaged", "missing"] if "archive" in spoilt else [])
    named = [r.file for r in rejected] if "archive" in spoilt else told[-1].findings
    assert (f"x.wacz/{spoilt}" if "archive" in spoilt else f"{spoilt} cannot be unpacked") in named


def test_members_of_a_zip_are_what_their_bytes_are(tmp_path: Path) -> None:
    """A ZIP of anything gives what is in it; hidden, hostile and unusable members are rejections."""
    members = {
        "a/one.txt": WORDS.encode(), "two": PAGE.encode(), "three.eml": mail(), "in.zip": zipped({"x.md": b"# X"}),
        "x.warc.gz": warc(*RECORDS), "../../up.txt": b"up", "/abs.txt": b"abs", "C:/win.txt": b"w",
        ".hidden": b"h", "__MACOSX/._one.txt": b"m", "pic.jpg": b"\xff\xd8\xff\xe0" + b"x" * 20,
    }  # fmt: skip
    (tmp_path / "all.zip").write_bytes(zipped(members))

    items, rejected, told = found_in(tmp_path / "all.zip")

    assert [i.name for i in items] == [
        "all.zip/a/one.txt", "all.zip/in.zip/x.md", "all.zip/three.eml", "all.zip/two", "all.zip/x.warc.gz",
        "all.zip/x.warc.gz",
    ]  # fmt: skip
    assert sorted(r.reason for r in rejected) == ["binary", "hidden", "hidden", *["unsafe_name"] * 3]
    assert {t.format for t in told} == {"ZIP", "WARC"}
    assert list(tmp_path.iterdir()) == [tmp_path / "all.zip"]


def test_links_and_passwords_in_a_zip(tmp_path: Path) -> None:
    """A link in an archive and a member that needs a password are rejections."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("secret.txt", WORDS)
    data = bytearray(buffer.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + place] |= 1
    (tmp_path / "x.zip").write_bytes(data)

    items, rejected, _ = found_in(tmp_path / "x.zip")

    assert (items, sorted(r.reason for r in rejected)) == ([], ["encrypted", "link"])


def test_bombs_end_at_the_bound(tmp_path: Path) -> None:
    """A file that unpacks to far more than its size is given up, in a ZIP, nested, in gzip and in a WARC."""
    zeros = b" " * 3_000_000
    bounds = small(ratio=20, ratio_from_bytes=100_000, item_bytes=1_000_000)
    bombs = {
        "a.zip": zipped({"z.txt": zeros}),
        "b.zip": zipped({f"{n}.zip": zipped({"z.txt": zeros}) for n in range(3)}),
        "c.gz": gzip.compress(zeros),
        "d.warc.gz": warc(answer(URL, b"<html>" + zeros)),
    }
    for name, data in bombs.items():
        (tmp_path / name).write_bytes(data)
        items, rejected, _ = found_in(tmp_path / name, bounds=bounds)
        assert items == [], name
        assert "too_large" in {r.reason for r in rejected}, name


def test_archives_too_deep_are_rejected(tmp_path: Path) -> None:
    """Archives inside archives end at the bound."""
    data = b"text in the middle"
    for n in range(6):
        data = zipped({f"{n}.txt" if n == 0 else f"{n}.zip": data})
    (tmp_path / "x.zip").write_bytes(data)

    items, rejected, _ = found_in(tmp_path / "x.zip")

    assert (items, [r.reason for r in rejected]) == ([], ["too_deep"])


def test_documents_packed_as_zip_are_named(tmp_path: Path) -> None:
    """An office document is not taken for an archive of articles."""
    (tmp_path / "x.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))

    _, rejected, _ = found_in(tmp_path / "x.docx")

    assert [r.reason for r in rejected] == ["unsupported_type"]


def test_one_file_in_gzip(tmp_path: Path) -> None:
    """A packed text is the text under its own name; one cut off is damaged."""
    data = gzip.compress(PAGE.encode())
    (tmp_path / "a.html.gz").write_bytes(data)
    (tmp_path / "b.html.gz").write_bytes(data[:-9])

    items, _, _ = found_in(tmp_path / "a.html.gz")
    none, rejected, _ = found_in(tmp_path / "b.html.gz")

    assert [(i.name, i.media_type) for i in items] == [("a.html", "text/html")]
    assert (none, [r.reason for r in rejected]) == ([], ["damaged"])


def test_a_member_without_a_name_is_a_rejection(tmp_path: Path) -> None:
    """An empty name, which Python's own reader stumbles on, ends nothing: the other members are taken."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("", "n.txt"):
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, WORDS.encode())
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())

    items, (rejection,), _ = found_in(tmp_path / "a.zip")

    assert ([i.data for i in items], rejection.reason) == ([WORDS.encode()], "unsafe_name")


def test_a_record_of_a_file_bears_its_name(tmp_path: Path) -> None:
    """What our own export holds of files comes back under their names, behind that of the archive."""
    (tmp_path / "a.warc.gz").write_bytes(
        warc(record("resource", "file:///mail%20one.eml/x.txt#part=3", WORDS.encode(), "text/plain"))
    )

    (item,), _, _ = found_in(tmp_path / "a.warc.gz")

    assert item.name == "a.warc.gz/mail one.eml/x.txt"


def test_large_pages_of_a_warc_are_whole(tmp_path: Path) -> None:
    """A record that unpacks to more than is read at a time leaves no gap in the file."""
    large = [PAGE.encode() + b"<!-- %d -->" % n + b"<p>gate</p>" * 60_000 for n in range(3)]
    (tmp_path / "x.warc.gz").write_bytes(warc(*(answer(f"{URL}/{n}", page) for n, page in enumerate(large))))

    items, rejected, (told,) = found_in(tmp_path / "x.warc.gz")

    assert ([i.data for i in items], rejected) == (large, [])
    assert "gaps" not in dict(told.counts)
