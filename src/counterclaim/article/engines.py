"""Body extractors, and which paragraphs of a page each of them takes for the article.

trafilatura's strict mode is the best single library on news pages; the page's own JSON-LD ``articleBody`` and the
densest element (``block_measures``) are the others. Whatever an extractor returns is found again in the page's own
paragraphs, so that nothing but visible words, in their own order, gets into an article.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from counterclaim.article.document import NameClaim
from counterclaim.article.expressions import quick_expressions
from counterclaim.article.html_blocks import RawBlock, is_heading

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_FOUND = 0.6
#: Blocks that do not match in a row after which the body is over.
_GAP = 4
#: Least share of the extractor's words that must be found in the visible text for its verdict to be used.
_LEAST_FOUND = 0.5
#: Elements that trafilatura's own extraction drops with all they hold before it looks for the article. Its list has
#: more: forms, figures and formulas, which it may keep.
_DROPPED = tuple(
    (
        "aside audio button canvas datalist dialog embed fieldset footer head iframe input label legend link map menu "
        "nav noscript object option picture script select style svg textarea time video"
    ).split()
)
_FORUM = "DiscussionForumPosting"


@cache
def hush() -> None:
    """Import trafilatura (slow; plain text does not need it) and keep its loggers quiet."""
    import trafilatura  # noqa: F401

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def body_by_trafilatura(root: HtmlElement, *, is_strict: bool = True, is_alone: bool = False) -> str:
    """The text that trafilatura takes for the article; empty where it finds none or fails.

    Args:
        root: the page.
        is_strict: whether less and surer text is wanted.
        is_alone: leave out the fallbacks that trafilatura compares its own answer with (readability, jusText), which
            take half its time and change the answer only where it is short or a heap of tables; then it is empty.

    """
    hush()
    from trafilatura import bare_extraction

    tree = _thinned(root) if is_alone else root
    try:
        with quick_expressions():
            got = bare_extraction(tree, options=_options(is_strict=is_strict, is_fast=is_alone))
    # A foreign parser on a hostile page: anything may come, and the page is then read without it.
    except Exception:
        return ""
    if got is None or isinstance(got, dict) or (is_alone and _is_heap_of_tables(got.body)):
        return ""
    return str(got.text or "").strip()


@cache  # reading its settings takes longer than some of its steps
def _options(*, is_strict: bool, is_fast: bool) -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, precision=is_strict, fast=is_fast)


def _thinned(root: HtmlElement) -> HtmlElement:
    """A copy without what trafilatura drops anyway: it goes over all elements several times before it does.

    Kinds of elements that stand in their own kind are left: of them trafilatura drops those up to there.
    """
    tree = copy(root)
    if any(_FORUM in (script.text or "") for script in root.iter("script")):
        return tree  # by its scripts, trafilatura knows a forum
    nested = {e.tag for e in tree.iter(*_DROPPED) if next(e.iterancestors(e.tag), None) is not None}
    etree.strip_elements(tree, *(tag for tag in _DROPPED if tag not in nested), with_tail=False)
    return tree


def _is_heap_of_tables(body: etree._Element) -> bool:
    """Whether an answer has no paragraph with words, or more tables than paragraphs."""
    return not body.xpath(".//p//text()") or len(body.findall(".//table")) > len(body.findall(".//p"))


def verdicts(blocks: Sequence[RawBlock], body: str) -> list[bool]:
    """For each block whether it is part of ``body``, as far as its words are found there in place.

    Long blocks are matched by 4-word shingles, short ones by being a whole paragraph of the body; each shingle and
    paragraph can be used as often as the body has it, so that a teaser does not pass for the passage it repeats.
    """
    if not body:
        return [False] * len(blocks)
    wanted = Counter(shingles(body))
    lines = {" ".join(_WORD.findall(line)) for line in body.split("\n")}
    found_in: list[bool] = []
    for block in blocks:
        words = _WORD.findall(block.text)
        if len(words) >= 2 * _SHINGLE:
            known = [run for run in _runs(words) if run in wanted]
            least = _FOUND * (len(words) - _SHINGLE + 1)
            # Runs are counted only where enough are known at all, which most paragraphs outside the body have not.
            is_body = len(known) >= least and sum(min(n, wanted[r]) for r, n in Counter(known).items()) >= least
        else:
            is_body = bool(words) and " ".join(words) in lines
        found_in.append(is_body)
    placed = connected_once(blocks, found_in)
    total = sum(len(b.text) for b, v in zip(blocks, placed, strict=True) if v)
    return placed if total >= _LEAST_FOUND * len(body) else [False] * len(blocks)


def connected_once(blocks: Sequence[RawBlock], verdicts: list[bool]) -> list[bool]:
    """Drop lone matches far from the others: short ones outside the span of long ones, and repeats.

    Of several blocks with the same words, a visible one that is not a heading is kept.
    """
    long = [i for i, (b, v) in enumerate(zip(blocks, verdicts, strict=True)) if v and len(b.text) >= 80]
    if not long:
        return verdicts
    out = _connected(verdicts, min(long), max(long))
    best: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if out[i]:
            j = best.setdefault(block.text, i)
            if j != i and (blocks[j].is_hidden, is_heading(blocks[j].tag)) > (
                block.is_hidden,
                is_heading(block.tag),
            ):
                best[block.text] = i
    return [v and (best[b.text] == i or len(b.text) < 40) for i, (v, b) in enumerate(zip(out, blocks, strict=True))]


def _connected(verdicts: list[bool], first: int, last: int) -> list[bool]:
    """Matches from ``first`` to ``last``, and those before and after that follow each other closely."""
    out = [v and first <= i <= last for i, v in enumerate(verdicts)]
    for indices in (range(first - 1, -1, -1), range(last + 1, len(verdicts))):
        gap = 0
        for i in indices:
            gap = 0 if verdicts[i] else gap + 1
            if gap >= _GAP:
                break
            out[i] = verdicts[i]
    return out


def shingles(text: str) -> list[tuple[str, ...]]:
    """All runs of four words, in order."""
    return _runs(_WORD.findall(text))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def guessed_day(root: HtmlElement, html: str, latest: str | None) -> tuple[str | None, bool]:
    """The day that htmldate reads off a page as ISO date, and whether the source has it in a machine's form."""
    hush()
    from htmldate import find_date

    try:
        day = find_date(root, original_date=True, extensive_search=True, max_date=latest)
    except Exception:  # as in body_by_trafilatura
        return None, False
    if not day:
        return None, False
    return day, any(form in html for form in (day, day.replace("-", "/"), day.replace("-", "")))


def guessed_authors(root: HtmlElement) -> tuple[NameClaim, ...]:
    """Authors that trafilatura finds in a page's layout."""
    hush()
    from trafilatura.metadata import extract_author

    try:
        with quick_expressions():
            names = extract_author(root) or ""
    except Exception:  # as in body_by_trafilatura
        return ()
    return tuple(NameClaim(name=n.strip(), how="trafilatura") for n in names.split(";") if n.strip())
