"""Agencies that only metadata name as author: credited with the bytes of the stored object that say so."""

from __future__ import annotations

import json

import pytest
from article_factory import capture_of, extract

P = "The coast guard on Monday denied that its cutter had fired on the trawler near the disputed reef."
LD = '<script type="application/ld+json">{"publisher": {"name": "Bay Echo"}, "author": {"@type": "Organization", "name": "%s"}, "@type": "NewsArticle", "headline": "Cutter é"}</script>'


def page(head: str, printed: str = "World") -> str:
    """A page with something in its head and a line between headline and text."""
    return (
        f"<html><head><title>Größe</title>{head}</head><body><h1>Cutter denies firing</h1><div>{printed}</div>"
        f"<article><p>{P}</p><p>{P[:-1]} twice.</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "method", "words"),
    [
        (LD % "Reuters", "JSON-LD author", "Reuters"),
        (LD % "Reuters Staff", "JSON-LD author", "Reuters Staff"),
        ('<meta content="Reuters" name="author">', "meta author", "Reuters"),
        ("<META NAME='byl' CONTENT='By Reuters'>", "meta byl", "By Reuters"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_agency_named_only_in_metadata_is_credited_with_its_bytes(
    head: str, method: str, words: str, encoding: str
) -> None:
    """The credit is for copy, says where it stands, and its bytes are those words in the file as it was captured."""
    data = page(head + '<meta name="x" content="Reuters">').encode(encoding)

    article = extract(data, file="report.html", media_type="text/html")

    (credit,) = article.stated_credits
    assert (credit.name, credit.kind, credit.method, credit.words) == ("Reuters", "copy", method, words)
    plain = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    assert data[credit.start : credit.end].decode(plain) == words
    before = data[: credit.start].decode(plain, "replace").lower()
    assert before.rindex("author" if "LD" in method else "<meta") > before.rfind('name="x"')
    assert [c for c in article.credits if c.kind == "copy"] == []


def test_agency_as_the_author_of_an_item_is_credited_with_its_bytes() -> None:
    """A field of a JSON line is such a place too; the same word in other fields is not taken for it."""
    data = json.dumps({"source": "Reuters", "author": "Reuters", "title": "Cutter", "text": P}).encode()

    (credit,) = extract(data, file="x.jsonl", part="1", media_type="application/json").stated_credits

    assert (credit.method, credit.start) == ("item field", data.index(b"Reuters", 20))


@pytest.mark.parametrize(
    "text",
    [
        page(LD % "Reuters", printed="Reuters"),  # printed: a credit with words in the text
        page(LD % "Ana Ruiz"),
        page('<meta name="description" content="Reuters">'),
        page('<meta name="author" content="A friend of Reuters readers">'),
    ],
)
def test_what_is_printed_or_names_no_agency_is_no_stated_credit(text: str) -> None:
    """One credit is not given twice, and an agency elsewhere in the metadata is not the author."""
    assert extract(text, file="report.html", media_type="text/html").stated_credits == ()


def test_a_working_copy_has_no_bytes_to_point_to() -> None:
    """Where the bytes read are not those captured, as of an MHTML file, nothing is claimed."""
    from article_factory import ShapeSegmenter

    from counterclaim.article import extract_article

    capture = capture_of(b"other bytes", file="report.mhtml", media_type="text/html")

    article = extract_article(page(LD % "Reuters").encode(), capture=capture, segmenter=ShapeSegmenter())

    assert (article.authors, article.stated_credits) == (("Reuters",), ())
