"""What bytes are is told by the bytes."""

from __future__ import annotations

import time

import pytest

from counterclaim.capture.media import is_binary, is_blank, media_type_of

PAGE = "<!DOCTYPE html><html><body><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("data", "extension", "expected"),
    [
        (PAGE.encode(), ".txt", "text/html"),
        (b"<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<HTML lang=en>", ".md", "text/html"),
        (PAGE.encode("utf-16"), ".txt", "text/html"),
        (b"\xef\xbb\xbf  " + PAGE.encode(), ".txt", "text/html"),
        (b"<p>fragment</p>", ".html", "text/html"),
        (b"<p>fragment</p>", ".txt", "text/plain"),
        (b"only words, 3 < 4", ".html", "text/plain"),
        (b"# Title", ".md", "text/markdown"),
        (b"He wrote <html> in the text", ".txt", "text/plain"),
    ],
)
def test_media_type(data: bytes, extension: str, expected: str) -> None:
    """A page is HTML under any extension, and words are not HTML under any."""
    assert media_type_of(data, extension) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Größe, Київ".encode(), False),
        ("Київ та інше".encode("cp1251"), False),
        ("東京の火事".encode("shift_jis"), False),
        ("Plain words here".encode("utf-16-le"), False),
        ("Plain words".encode("utf-16"), False),
        ("Plain words".encode("utf-32"), False),
        (b"a\x00b\x00\x00c" * 9, True),
        (b"%PDF-1.4 text", True),
        (bytes(range(32)) * 4, True),
        (b"one stray \x02 control in a long line of text", False),
    ],
)
def test_binary(data: bytes, expected: bool) -> None:
    """Text in any encoding is text; pictures, archives and noise are binary."""
    assert is_binary(data) is expected


def test_blank() -> None:
    """A byte order mark and blanks are nothing to read."""
    assert is_blank(b"\xff\xfe \x00\n\x00")
    assert not is_blank(b"\xef\xbb\xbfx")


@pytest.mark.parametrize("unit", [b"<!---->", b"<!--", b"<a ", b"<?xml ", b"<", b" "])
def test_sniffing_is_linear(unit: bytes) -> None:
    """No input makes the decision slow."""
    data = unit * (2_000_000 // len(unit))
    began = time.perf_counter()
    media_type_of(data, ".html")

    assert time.perf_counter() - began < 2
