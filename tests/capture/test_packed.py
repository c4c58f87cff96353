"""Bodies in Brotli and zstd, and files in zstd frames: unpacked within bounds, every byte accounted for."""

from __future__ import annotations

import gzip
import io
import random
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from makers import PAGE, WORDS, answer, found_in, record, small, warc, zipped

from counterclaim.capture.readers.http import HttpAnswer, decoded_body
from counterclaim.capture.readers.packed import AllPacked, Packed, unpacked_zstd
from counterclaim.errors import InputRejected

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

URL = "https://lorne.example/gate"
CODINGS = {"br": brotli.compress, "zstd": zstd.compress}


def body_of(coding: str, body: bytes, **bounds: int) -> bytes:
    http = HttpAnswer(status=200, head="", headers={"content-encoding": coding}, rest=body)
    return decoded_body(http, small(**bounds)).data


@pytest.mark.parametrize("coding", CODINGS)
def test_a_page_in_an_encoding_is_unpacked(coding: str, tmp_path: Path) -> None:
    """The page is kept as the browser saw it, whatever it was packed with."""
    packed = CODINGS[coding](PAGE.encode())
    (tmp_path / "a.warc.gz").write_bytes(warc(answer(URL, packed, Content_Encoding=coding)))

    items, rejections, _ = found_in(tmp_path / "a.warc.gz")

    assert ([i.data for i in items], rejections) == ([PAGE.encode()], [])


@pytest.mark.parametrize("coding", CODINGS)
def test_a_page_that_was_stored_unpacked_is_taken_as_it_is(coding: str) -> None:
    """Archives often leave the header of an encoding on a body that has none any more."""
    assert body_of(coding, PAGE.encode()) == PAGE.encode()


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_that_unpacks_to_too_much_is_refused(coding: str) -> None:
    """A few bytes that become millions are not unpacked."""
    bomb = CODINGS[coding](b"x" * 20_000_000)

    assert len(bomb) < 5000
    with pytest.raises(InputRejected) as error:
        body_of(coding, bomb, item_bytes=100_000)
    assert error.value.reason == "too_large"


def test_a_body_that_is_not_what_it_says_is_refused() -> None:
    """Bytes that are neither Brotli nor a page give a rejection, and so does a broken zstd frame."""
    for coding, body in (("br", b"\xff\xfe\xfd" * 99), ("zstd", zstd.compress(PAGE.encode())[:4] + b"\xff" * 40)):
        with pytest.raises(InputRejected) as error:
            body_of(coding, body)
        assert error.value.reason == "encoding"


def test_frames_after_each_other_are_one_body() -> None:
    """A zstd body may be made of several frames."""
    assert unpacked_zstd(zstd.compress(b"ab") + zstd.compress(b"cd"), 100) == (b"abcd", True)


@pytest.mark.parametrize("coding", ["gzip", *CODINGS])
def test_a_body_that_is_cut_off_says_so(coding: str, tmp_path: Path) -> None:
    """The part that is there is kept, and the custody log will tell that the end is missing."""
    whole = random.Random(1).randbytes(3000).hex()
    packed = {"gzip": gzip.compress, **CODINGS}[coding](f"<html><p>{whole}".encode())
    (tmp_path / "a.warc.gz").write_bytes(warc(answer(URL, packed[:-400], Content_Encoding=coding)))

    items, _, _ = found_in(tmp_path / "a.warc.gz")

    assert [dict(i.origin).get("body") for i in items] in (["cut off within its encoding"], [])
    assert items or coding == "zstd"  # a frame of one block gives nothing before it is whole


def two_records() -> tuple[bytes, bytes]:
    return answer(URL, PAGE.encode()), record("resource", "urn:t", WORDS.encode(), "text/plain")


def test_a_warc_in_zstd_frames(tmp_path: Path) -> None:
    """Each record in a frame of its own, or all in one: the same items."""
    one, two = two_records()
    (tmp_path / "a.warc.zst").write_bytes(zstd.compress(one) + zstd.compress(two))
    (tmp_path / "whole.warc.zst").write_bytes(zstd.compress(one + two))

    for name in ("a.warc.zst", "whole.warc.zst"):
        items, rejections, (container,) = found_in(tmp_path / name)
        assert [i.data for i in items] == [PAGE.encode(), WORDS.encode()]
        assert (rejections, container.format) == ([], "WARC")


def test_a_warc_with_a_dictionary(tmp_path: Path) -> None:
    """The dictionary in the first frame, packed itself or not, serves for the others and is no gap."""
    samples = [f"{PAGE} {n} {random.Random(n).random()}".encode() for n in range(400)]
    trained = zstd.train_dict(samples, 4000)
    for number, stored in enumerate((trained.dict_content, zstd.compress(trained.dict_content))):
        head = struct.pack("<II", 0x184D2A5D, len(stored)) + stored
        frames = b"".join(zstd.compress(r, zstd_dict=trained) for r in two_records())
        (tmp_path / f"{number}.warc.zst").write_bytes(head + frames)

        items, rejections, _ = found_in(tmp_path / f"{number}.warc.zst")

        assert ([i.data for i in items], rejections) == ([PAGE.encode(), WORDS.encode()], [])


def test_a_damaged_frame_is_a_named_gap(tmp_path: Path) -> None:
    """What cannot be unpacked is named with its bytes, and the frames after it are read."""
    one, two = (zstd.compress(r) for r in two_records())
    (tmp_path / "a.warc.zst").write_bytes(two + one[:-30] + b"\xee" * 30 + two)

    items, (gap,), _ = found_in(tmp_path / "a.warc.zst")

    assert [i.data for i in items] == [WORDS.encode(), WORDS.encode()]
    assert (gap.reason, f"bytes {len(two)} to {len(two) + len(one)}" in gap.detail) == ("damaged", True)


def test_any_file_in_zstd(tmp_path: Path) -> None:
    """A text packed with zstd is the text; cut off, it is a rejection."""
    packed = zstd.compress(WORDS.encode() * 50)
    (tmp_path / "a.txt.zst").write_bytes(packed)
    (tmp_path / "b.txt.zst").write_bytes(packed[:-5])

    (item,), _, (container,) = found_in(tmp_path / "a.txt.zst")
    _, (cut,), _ = found_in(tmp_path / "b.txt.zst")

    assert (item.data, item.name, container.format) == (WORDS.encode() * 50, "a.txt", "zstd")
    assert cut.reason == "damaged"


def test_bombs_in_frames_end_at_the_bounds(tmp_path: Path) -> None:
    """A frame that unpacks to gigabytes ends early, as a file and as a record that claims to be as long."""
    bomb = zstd.compress(b"\0" * 60_000_000)
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 99999999999999\r\n\r\n"
    (tmp_path / "a.zst").write_bytes(bomb)
    (tmp_path / "b.warc.zst").write_bytes(zstd.compress(head + b"\0" * 60_000_000))
    (tmp_path / "c.zip").write_bytes(zipped({"a.zst": bomb}))

    for name in ("a.zst", "b.warc.zst", "c.zip"):
        _, rejections, _ = found_in(tmp_path / name, bounds=small(ratio_from_bytes=1_000_000))
        assert "too_large" in {r.reason for r in rejections}


def test_an_archive_with_a_warc_in_zstd(tmp_path: Path) -> None:
    """A WACZ may hold its records in zstd frames."""
    members = {"datapackage.json": b"{}", "archive/d.warc.zst": zstd.compress(two_records()[0])}
    (tmp_path / "a.wacz").write_bytes(zipped(members))

    items, _, _ = found_in(tmp_path / "a.wacz")

    assert [i.data for i in items] == [PAGE.encode()]


def test_a_window_that_takes_too_much_memory_is_refused() -> None:
    """A frame that asks for a window of gigabytes is damage, not an allocation."""
    options = {zstd.CompressionParameter.window_log: 30, zstd.CompressionParameter.enable_long_distance_matching: 1}
    packer = zstd.ZstdCompressor(options=options)
    frame = packer.compress(b"x" * 100) + packer.flush()

    with pytest.raises(zstd.ZstdError):
        list(AllPacked(io.BytesIO(frame), len(frame)))


@pytest.mark.parametrize("size", [1000, 256 * 1024, 256 * 1024 + 1, 300_000, 512 * 1024, 2_000_000])
@pytest.mark.parametrize("varied", [True, False], ids=["words", "one letter"])
def test_a_large_member_ends_where_it_ends(size: int, varied: bool) -> None:
    """The end of a member is known whatever it unpacks to, with another member behind it or at the end of the file."""
    words = b"".join(b"gate %d; " % n for n in range(size // 7 + 1)) if varied else b"x" * size
    member = gzip.compress(words[:size])

    for behind in (b"", gzip.compress(b"y" * 100_000)):
        stream = io.BytesIO(member + behind)
        packed = Packed(stream, 0)
        assert b"".join(packed) == words[:size]
        assert packed.end == len(member)
        assert b"".join(AllPacked(stream, len(member + behind))) == words[:size] + (b"y" * 100_000 if behind else b"")


def test_the_end_of_a_piece_is_known() -> None:
    """After it was unpacked, a piece says at which byte it ended, whatever follows."""
    frame = zstd.compress(b"y" * 700_000)
    packed = Packed(io.BytesIO(b"abc" + frame + b"rest" * 10), 3)

    assert sum(map(len, packed)) == 700_000
    assert packed.end == 3 + len(frame)


@pytest.mark.parametrize("packer", [gzip.compress, zstd.compress])
def test_what_follows_a_packed_file_is_said(packer: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Bytes after the last member are a rejection; zeros that fill a file up are nothing."""
    (tmp_path / "a.txt").write_bytes(packer(WORDS.encode()) + b"more")
    (tmp_path / "b.txt").write_bytes(packer(WORDS.encode()) + b"\0" * 500)

    (item,), (rest,), _ = found_in(tmp_path / "a.txt")
    _, none, _ = found_in(tmp_path / "b.txt")

    assert (item.data, rest.reason, rest.detail[:7], none) == (WORDS.encode(), "damaged", "4 bytes", [])


def test_damage_behind_the_last_record_is_said(tmp_path: Path) -> None:
    """A WARC packed at once with damage behind it gives its records and says where the damage begins."""
    whole = gzip.compress(b"".join(two_records()))
    for number, damaged in enumerate((whole + b"\x1f\x8b\x08damage", whole + b"garbage")):
        (tmp_path / f"{number}.warc.gz").write_bytes(damaged)

        items, rejections, _ = found_in(tmp_path / f"{number}.warc.gz")

        assert len(items) == 2
        assert [f"bytes {len(whole)} to" in r.detail for r in rejections] == [True]
