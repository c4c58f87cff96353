"""Every character of an article leads back to the captured bytes it was written with."""

import base64
import json
import quopri

import pytest
from article_factory import ShapeSegmenter, capture_of
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.article import byte_map, extract_article
from counterclaim.records import Article, Span

P = "“The weir held,” said Ana Müller of Łódź & Sons on Monday, “and nobody was told to leave the valley.”"


def mapped(data: bytes, **capture: object) -> tuple[Article, list[bytes | None]]:
    """The article, and for each of its characters the bytes it was written with."""
    record = capture_of(data, **capture)  # type: ignore[arg-type]
    article = extract_article(data, capture=record, segmenter=ShapeSegmenter())
    found = byte_map(data, article, record)
    ranges = (found.bytes_of(Span(i, i + 1)) for i in range(len(article.text)))
    return article, [data[r[0] : r[1]] if r else None for r in ranges]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_plain_text_maps_in_every_encoding(encoding: str) -> None:
    """Each character of plain text maps to exactly its own bytes, byte-order mark or not."""
    text = f"{P}\n\n{P}\n" * 3
    data = text.encode(encoding)
    article, found = mapped(data, media_type=f"text/plain; charset={encoding}")
    plain = "utf-16-le" if encoding == "utf-16" else "utf-8" if encoding == "utf-8-sig" else encoding

    assert article.text == text
    assert found == [c.encode(plain) for c in text]


def test_page_maps_through_tags_and_entities() -> None:
    """A character maps to its bytes across tags and comments, an entity to all of the entity's bytes."""
    page = (
        f"<html><head><title>Weir</title></head><body><script>var a = '{P}';</script><!-- {P} -->"
        "<p>The weir <b>held</b> &amp; the <i>valley&#8217;s</i>\n   people <!-- x --> stayed at home on that Monday.</p>"
        f"<p>{P.replace('&', '&amp;')}</p></body></html>"
    ).encode()
    article, found = mapped(page, file="a.html", media_type="text/html")
    pairs = [(c, b) for c, b in zip(article.text, found, strict=True) if not c.isspace()]

    assert all(b is not None for _, b in pairs)
    assert ("&", b"&amp;") in pairs
    assert ("’", b"&#8217;") in pairs
    assert all(b == c.encode() for c, b in pairs if b and not b.startswith(b"&"))
    first = article.text.index("The weir")
    assert byte_map(page, article, capture_of(page, file="a.html", media_type="text/html")).bytes_of(
        Span(first, first + 8)
    ) == (page.index(b"<p>The weir") + 3, page.index(b"<p>The weir") + 11)


def test_item_maps_through_escapes() -> None:
    """A character of a JSON item maps to its bytes, an escape to all of the escape's bytes."""
    data = json.dumps({"title": "Weir held", "text": f"{P}\n{P} 😀 end."}).encode()
    article, found = mapped(data, file="a.json", media_type="application/json", part="1")
    pairs = {(c, b) for c, b in zip(article.text, found, strict=True) if not c.isspace()}

    assert all(b is not None for _, b in pairs)
    assert {("“", b"\\u201c"), ("ü", b"\\u00fc"), ("😀", b"\\ud83d\\ude00"), ("W", b"W")} <= pairs


def test_unknown_characters_have_no_bytes() -> None:
    """Where the encoding lost characters in a way that cannot be counted, nothing is guessed."""
    data = (P * 30).encode("cp1250") + b"\x81 end of it."
    article, found = mapped(data, media_type="text/plain; charset=windows-1250")

    assert "\ufffd" not in article.text or set(found) == {None}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_maps_or_says_nothing(words: str) -> None:
    """Whatever a paragraph holds, a mapped character decodes from its bytes to itself."""
    page = f"<html><body><p>{P}</p><p>{words.replace('<', '&lt;').replace('&', '&amp;')}</p></body></html>".encode()
    article, found = mapped(page, file="a.html", media_type="text/html")

    for c, b in zip(article.text, found, strict=True):
        assert b is None or c.isspace() or b.startswith(b"&") or b.decode() == c


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_words_of_a_message_map_to_where_they_are_written(encoding: str) -> None:
    """A saved page maps through quoted-printable, soft breaks and all; what is in base64 maps to nothing."""
    page = f"<html><body><h1>Weir</h1><p>{P.replace('&', '&amp;')}</p><p>{P.replace('&', '&amp;')} Twice.</p></body></html>"
    body = {
        "8bit": str.encode,
        "quoted-printable": lambda text: quopri.encodestring(text.encode()),
        "base64": lambda text: base64.encodebytes(text.encode()),
    }[encoding](page)
    head = f'Subject: Other\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n'
    data = head.encode() + body + b"\n--b--\n"
    article = extract_article(
        page.encode(), capture=capture_of(page.encode(), media_type="text/html"), segmenter=ShapeSegmenter()
    )

    record = capture_of(data, file="x.mhtml", media_type="multipart/related")
    found = byte_map(data, article, record)

    written = [
        data[s:e] if s >= 0 else None
        for c, s, e in zip(article.text, found.starts, found.ends, strict=True)
        if not c.isspace()
    ]
    seen = [c for c in article.text if not c.isspace()]
    if encoding == "base64":
        assert set(written) == {None}
        return
    quoted = {b"".join(b"=%02X" % b for b in c.encode()): c for c in "“”ŁóźüŁ"}
    for c, b in zip(seen, written, strict=True):
        assert b is not None
        plain = b.replace(b"=\n", b"")
        assert plain in (c.encode(), b"&amp;") or quoted.get(plain) == c


def test_a_pdf_maps_to_nothing_rather_than_to_a_guess() -> None:
    """The characters of a PDF are not written in it as such."""
    data = b"%PDF-1.4 " + P.encode()
    article = extract_article(P.encode(), capture=capture_of(P.encode()), segmenter=ShapeSegmenter())

    found = byte_map(data, article, capture_of(data, file="x.pdf", media_type="application/pdf"))

    assert set(found.starts) == {-1}
