from counterclaim.records import Span
from counterclaim.views.dossier.words import anchor, clipped, isolated, joined_words, plain, shown


def test_invisible_characters_are_boxes_in_text_and_brackets_in_attributes() -> None:
    """The code point is named either way."""
    assert shown("a\u202eb<") == 'a<span class="ctl">U+202E</span>b&lt;'
    assert plain("a\u202eb<") == "a[U+202E]b<"


def test_right_to_left_words_are_isolated_and_others_are_left_bare() -> None:
    """Only what could disturb its surroundings gets the extra element."""
    assert isolated("שלום  עולם") == "<bdi>שלום עולם</bdi>"
    assert isolated("plain  words") == "plain words"


def test_joiners_that_scripts_need_are_kept() -> None:
    """Zero-width joiner and non-joiner shape Persian, Hindi and emoji."""
    assert shown("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


def test_harmless_identifiers_are_anchors_as_they_are_and_others_are_digests() -> None:
    """Anchors are stable and safe."""
    assert anchor("w", "att_01") == "w-att_01"
    assert anchor("w", 'x" y') == anchor("w", 'x" y')
    assert anchor("w", 'x" y') != anchor("w", "x' y")
    assert '"' not in anchor("w", 'x" y')


def test_left_out_words_between_spans_are_shown_as_left_out() -> None:
    """Quotation marks and blanks between two spans are no words."""
    text = "“One”, “two” said he, “three”"

    assert joined_words((Span(1, 4), Span(8, 11)), text) == "One”, “two"
    assert joined_words((Span(8, 11), Span(23, 28)), text) == "two […] three"


def test_long_texts_are_cut_at_a_word() -> None:
    """Short texts are left alone."""
    assert clipped("one two, three", 9) == "one two …"
    assert clipped("one\n two", 9) == "one two"
