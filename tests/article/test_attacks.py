"""What a reader cannot see is recorded with its place and left as it was."""

from article_factory import extract

P = "The governor of the province said on Tuesday that the bridge had been closed for repairs only."


def kinds(text: str) -> list[tuple[str, str]]:
    article = extract(text)
    return [(w.kind, w.span.of(article.text) if w.span else "") for w in article.warnings]


def test_plain_text_has_no_warnings() -> None:
    """Ordinary text, also of several scripts and with an emoji, is not warned about."""
    plain = f"{P}\nГубернатор области заявил во вторник, что мост закрыт.\nمی‌خواهم بروم\n👩‍👩‍👧 Naïve café, β-blocker and Δt."

    assert kinds(plain) == []


def test_marks_that_turn_letters_are_named() -> None:
    """An override of the direction of writing is recorded, and the text still holds it."""
    text = P.replace("closed", "\u202eclosed\u202c")

    assert kinds(text) == [("bidi", "\u202e"), ("bidi", "\u202c")]
    assert extract(text).text == text


def test_invisible_characters_are_named() -> None:
    """Zero-width and tag characters inside words are recorded one place at a time."""
    text = P.replace("bridge", "bri\u200bdge").replace("only", "on\U000e0061\U000e0062ly")

    assert kinds(text) == [("invisible", "\u200b"), ("invisible", "\U000e0061\U000e0062")]


def test_byte_order_mark_at_the_start_is_ordinary() -> None:
    """A mark in front of a file is no attack."""
    assert kinds("\ufeff" + P) == []


def test_lookalike_letters_are_named() -> None:
    """A Latin word with letters of another script that look the same is recorded whole."""
    assert kinds(P.replace("governor", "gоvernоr")) == [("homoglyph", "gоvernоr")]


def test_hidden_words_are_left_out_with_a_warning() -> None:
    """What a page hides is not in the text, and the warning says how much that is."""
    page = f"<html><body><p>{P}</p><p>{P[::-1]}</p><p style='display:none'>Nobody sees these words.</p></body></html>"
    article = extract(page)

    assert "Nobody" not in article.text
    assert [(w.kind, w.span, w.detail[:2]) for w in article.warnings] == [("hidden", None, "24")]


def test_unreadable_bytes_are_counted() -> None:
    """Bytes that no encoding explains are counted in a warning without a place."""
    article = extract(P.encode() * 4 + b" \xff\xfe end of \xe9\x28 it.")

    assert article.warnings == () or article.warnings[-1].kind == "replaced"


def test_many_places_are_counted_not_listed() -> None:
    """A text full of invisible marks gives a bounded list and the number of the rest."""
    article = extract(" ".join(["wo\u200brd"] * 1000))

    assert len(article.warnings) == 201
    assert article.warnings[-1].detail.startswith("800 more")
