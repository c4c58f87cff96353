"""Extraction as a whole: text, coverage, kinds of input, and what is refused."""

import json
import time

import pytest
from article_factory import capture_of, extract, stretches
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.article import REJECTION_REASONS
from counterclaim.errors import InputRejected
from counterclaim.records import content_id

BODY = (
    "The harbour master said on Tuesday that no ship of that name had called at the port in the past year.\n\n"
    "A spokesman for the ministry rejected the claim and called the photographs a clumsy forgery of old pictures.\n\n"
    "Neither side has shown documents that would settle the question of who gave the order to sail that night.\n"
)


def assert_covers(article: object) -> None:
    """Every character that is not blank lies in exactly one segment, and segments are in order."""
    text, at = article.text, 0  # type: ignore[attr-defined]
    for segment in article.segments:  # type: ignore[attr-defined]
        assert segment.span.start >= at
        assert not text[at : segment.span.start].strip()
        assert segment.span.end > segment.span.start
        at = segment.span.end
    assert not text[at:].strip()


def test_plain_text_is_kept_as_it_is() -> None:
    """The text of a plain-text capture is the decoded file, line ends and blanks included."""
    raw = "  Ferry owner denies ramming pilot boat\r\n\r\n" + BODY.replace("\n", "\r\n") + "\t\r\n"

    article = extract(raw)

    assert article.text == raw
    assert_covers(article)


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    """Only a byte-order mark is taken off."""
    article = extract(b"\xef\xbb\xbf" + BODY.encode())

    assert article.text == BODY


def test_identifier_comes_from_the_capture() -> None:
    """The article's id is made from the capture's."""
    article = extract(BODY)

    assert article.id == content_id("art", capture_of(BODY.encode()).id)


def test_same_bytes_give_the_same_article() -> None:
    """Extraction has no hidden state."""
    assert extract(BODY) == extract(BODY)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_is_covered_or_refused(text: str) -> None:
    """Whatever the characters, the segments cover the text, or the input is refused with a known reason."""
    try:
        article = extract(text)
    except InputRejected as refused:
        assert refused.reason in REJECTION_REASONS
    else:
        assert_covers(article)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "no_text"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7\n%abc", "unsupported_format"),
        (b"\xff\xd8\xff\xe0JFIF", "unsupported_format"),
        (b"word " * 6_000_000, "too_large"),
        (b"a line\n" * 40_000, "too_large"),
        (b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no_text"),
    ],
)
def test_refused_inputs_say_why(data: bytes, reason: str) -> None:
    """What cannot be used is refused with its reason code, in a few seconds."""
    started = time.monotonic()

    with pytest.raises(InputRejected) as caught:
        extract(data)

    assert caught.value.reason == reason
    assert caught.value.detail
    assert time.monotonic() - started < 20


def test_one_huge_line_ends() -> None:
    """A single line of millions of characters is read within its bounds."""
    article = extract("The minister said so again. " * 100_000)

    assert_covers(article)


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_kind_is_told_by_content(suffix: str) -> None:
    """A page is read as a page under any name."""
    page = f"<!DOCTYPE html><html><body><h1>Port closed</h1><p>{BODY}</p></body></html>"

    article = extract(page, file="x" + suffix)

    assert "<h1>" not in article.text
    assert article.text.startswith("Port closed")


def test_plain_text_named_html_stays_plain() -> None:
    """A file without any markup is plain text even if it is called .html."""
    assert extract(BODY, file="x.html").text == BODY


def test_item_has_title_then_text() -> None:
    """A JSON item's text is its title, a blank line, and its text; its fields are what is stated."""
    item = {
        "title": "Port denies visit",
        "text": BODY,
        "date": "2023-03-08",
        "outlet": "Bay Echo",
        "author": "Ida Roth",
    }

    article = extract(json.dumps(item), file="x.jsonl", part="1")

    assert article.text == f"Port denies visit\n\n{BODY}"
    assert (article.title, article.outlet, article.authors) == ("Port denies visit", "Bay Echo", ("Ida Roth",))
    assert article.published.value == "2023-03-08"
    assert stretches(article, "headline") == ["Port denies visit"]


def test_item_does_not_repeat_its_title() -> None:
    """A text that begins with the title is left as it is."""
    text = f"Port denies visit\n{BODY}"

    article = extract(json.dumps({"headline": "Port denies visit", "body": text}), part="1")

    assert article.text == text


@pytest.mark.parametrize(("raw", "reason"), [("{broken", "bad_json"), ('{"id": 3}', "no_text_field")])
def test_bad_items_are_refused(raw: str, reason: str) -> None:
    """An item that is no JSON, or has no text, is refused."""
    with pytest.raises(InputRejected) as caught:
        extract(raw, part="7", file="x.jsonl")

    assert caught.value.reason == reason


def test_front_matter_states_title_and_date() -> None:
    """The fields at the top of a Markdown file are read as what it states, and are no body."""
    raw = f'---\ntitle: "Port denies visit"\nauthor: Ida Roth\ndate: 2023-03-08\n---\n\n# Port denies visit\n\n{BODY}'

    article = extract(raw, file="x.md")

    assert article.text == raw
    assert article.title == "Port denies visit"
    assert article.published.value == "2023-03-08"
    assert stretches(article, "byline") == ["author: Ida Roth"]
    assert all("title:" not in b for b in stretches(article, "body"))


def test_other_languages_are_kept_and_labelled() -> None:
    """A text in another language is an article like any other, with its language."""
    text = "Le ministre a déclaré mardi que les accusations étaient sans fondement et que rien ne s'était passé. " * 4

    assert extract(text).language == "fr"
