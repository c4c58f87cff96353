import re

from counterclaim.views.dossier import render_dossier

from .hostile import ATTACK, hostile
from .page import Page


def test_no_string_from_outside_becomes_an_element_or_an_attribute() -> None:
    """The attack adds no script, no image, no handler, no link but to fragments."""
    page = Page(render_dossier(hostile()))

    assert page.faults == []
    assert len(page.named("script")) == 1
    assert not {"img", "base", "b-"} & {tag for tag, _ in page.tags}
    assert not [a for _, a in page.tags if any(name.startswith("on") for name in a)]
    assert all(a["href"].startswith("#") for a in page.named("a"))  # type: ignore[union-attr]
    assert {a["href"][1:] for a in page.named("a")} <= set(page.ids)  # type: ignore[index]


def test_ids_made_from_hostile_identifiers_are_plain() -> None:
    """Anchors hold letters, digits, hyphens and underscores only."""
    page = Page(render_dossier(hostile()))

    assert all(re.fullmatch(r"[A-Za-z][\w-]*", i, re.ASCII) for i in page.ids)
    assert all(re.fullmatch(r"#[\w-]+", a["href"] or "", re.ASCII) for a in page.named("a"))


def test_the_attack_is_still_there_to_be_read() -> None:
    """Nothing is cleaned away: the words are shown as words."""
    assert ATTACK in Page(render_dossier(hostile())).text


def test_characters_that_reorder_or_hide_text_are_shown_not_used() -> None:
    """Bidirectional controls, zero-width blanks, NUL, escape and a lone surrogate are named by code point."""
    html = render_dossier(hostile())

    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\x1b\ud800-\udfff]", html)
    for code in ("202E", "2066", "200B", "FEFF", "0000", "001B", "D800"):
        assert f'<span class="ctl">U+{code}</span>' in html


def test_template_syntax_in_an_article_is_not_run() -> None:
    """Braces are words too."""
    text = Page(render_dossier(hostile())).text

    assert "{{ 7*7 }}{% raw %}" in text
