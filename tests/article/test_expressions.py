"""Expressions answered in Python find what XPath finds, and trafilatura has its own back afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from counterclaim.article.engines import body_by_trafilatura, hush
from counterclaim.article.expressions import NotUnderstoodError, Quick, quick_expressions

NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
READ = (
    ".//*[self::div or self::p][re:test(@id, '^share|nav') or re:test(@class, '(^|\\s)link(\\s|$)| ad |author')]",
    ".//*[re:test(@id|@class, 'author') or starts-with(@id|@class, 'reply-') or @hidden or @role='nav bar']",
    "//*[self::div or self::span][contains(translate(@class, 'NL','nl'), 'nav l') or re:test(@class, 'AUTHOR', 'i')]",
    ".//*[self::div or self::ul][re:test(@class, '^nav')][not(self::ul) or re:test(@id, 'share')]",
    ".//*[self::div][contains(@class, 'nav')][not(.//p)]",
    ".//*[self::div or self::p][@class='author' or @id='share'][1]",
    "(.//*[self::div or self::p][@class='author' or @id='share'])[1]",
    ".//p[contains(@class, 'a.d')]",
)
LEFT = (
    ".//header",
    ".//article|.//main",
    ".//*[self::div]",
    ".//*[self::div][@class='a' and @id='b']",
    ".//*[self::div][@class='a'][2]",
    ".//*[self::div][@class='a'][last()]",
    ".//*[self::div][rel='me' or @class='a']",
    ".//*[contains(@class, '')]",
    ".//*[re:test(@class, '(a)\\1')]",
    ".//div[@class='a']//p",
    "(.//*[@class='a'])[1]|(.//main)[1]",
    './/*[@class="a"]',
    ".//*[contains(translate(@class, 'N','n'), 'Nav')]",
    ".//*[not(@class='a')]",
)
VALUES = ("", "author", "nav link", "Nav Link", "share", "reply-1 author", "x ad y", "a.d", "axd", "nav bar", "\x85nav")
PAIRS = st.dictionaries(
    st.sampled_from(("id", "class", "role", "hidden", "title")), st.sampled_from(VALUES), max_size=3
)


@st.composite
def trees(draw: st.DrawFn) -> HtmlElement:
    root = document_fromstring("<html><body></body></html>")
    places = [root.find("body")]
    for _ in range(draw(st.integers(0, 25))):
        parent = draw(st.sampled_from(places))
        if draw(st.integers(0, 9)) == 0:
            parent.append(etree.Comment("nav"))
            continue
        child = etree.SubElement(parent, draw(st.sampled_from(("div", "p", "span", "ul"))))
        for name, value in draw(PAIRS).items():
            child.set(name, value)
        places.append(child)
    return root


@settings(max_examples=60, deadline=None)
@given(tree=trees(), data=st.data())
def test_finds_what_xpath_finds(tree: HtmlElement, data: st.DataObject) -> None:
    """Whatever the page and the part of it that is asked, the elements and their order are those of XPath."""
    part = data.draw(st.sampled_from(list(tree.iter(etree.Element))))
    for source in READ:
        assert Quick(source)(part) == etree.XPath(source, namespaces=NAMESPACES)(part), source


@pytest.mark.parametrize("source", LEFT)
def test_what_is_not_understood_is_left(source: str) -> None:
    """An expression with another form, or with a condition that an absent attribute meets, is refused."""
    with pytest.raises(NotUnderstoodError):
        Quick(source)


def test_reads_most_of_those_in_use() -> None:
    """Those of trafilatura's expressions that it finds bodies, furniture and comments by are read."""
    hush()
    from trafilatura import xpaths

    with quick_expressions():
        for name in ("OVERALL_DISCARD_XPATH", "REMOVE_COMMENTS_XPATH", "RAW_TREE_PRUNE_XPATH"):
            assert all(isinstance(x, Quick) for x in getattr(xpaths, name)), name
        assert isinstance(xpaths.BODY_XPATH[0], Quick)


def test_trafilatura_has_its_own_expressions_back() -> None:
    """After a page, and after a failure, trafilatura's lists hold what they held."""
    hush()
    from trafilatura import xpaths

    before = list(xpaths.OVERALL_DISCARD_XPATH)
    paragraph = "<p>The council said on Monday that the bridge would be closed until the end of May.</p>"
    page = document_fromstring(
        f"<html><body><div class='sidebar'><p>Read more</p></div><article>{paragraph * 9}</article></body></html>"
    )
    assert "bridge" in body_by_trafilatura(page, is_alone=True)
    assert before == xpaths.OVERALL_DISCARD_XPATH
    with pytest.raises(KeyError), quick_expressions():
        raise KeyError
    assert before == xpaths.OVERALL_DISCARD_XPATH
