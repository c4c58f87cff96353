"""Bytes to characters."""

import pytest

from counterclaim.article.encoding import decode
from counterclaim.errors import InputRejected

RUSSIAN = "Представитель министерства во вторник отверг обвинения и назвал фотографии подделкой. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    """Marks, patterns and statistics find the encoding of a text that declares none."""
    text = RUSSIAN if "16-" not in encoding else "The ministry denied the claim. " * 20

    assert decode(text.encode(encoding)).text == text


def test_declared_charset_is_used() -> None:
    """A page's declared legacy charset is used when the bytes are not UTF-8."""
    page = '<html><head><meta charset="iso-8859-1"></head><body>café “nearby” déjà</body></html>'

    found = decode(page.encode("cp1252"))

    assert (found.text, found.encoding, found.method) == (page, "cp1252", "declared")


def test_valid_utf8_beats_a_wrong_declaration() -> None:
    """Bytes that are valid UTF-8 are read as such even where the page says otherwise."""
    page = '<html><head><meta charset="iso-8859-1"></head><body>café</body></html>'

    assert decode(page.encode()).text == page


def test_cut_last_character_is_counted() -> None:
    """A file cut in the middle of a character keeps its text and says what was lost."""
    found = decode("déjà vu, café".encode()[:-1])

    assert found.text == "déjà vu, caf\ufffd"
    assert "1 characters not readable" in found.told()


def test_zero_bytes_are_binary() -> None:
    """Scattered zero bytes are no text."""
    with pytest.raises(InputRejected) as caught:
        decode(b"abc\0defghij" * 50)

    assert caught.value.reason == "binary"
