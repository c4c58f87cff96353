"""Every stretch of a document gets a type: rules for what has a form of its own, the model for the rest.

Order of trust: what a rule cuts out of a line; strong line rules; for pages the body extractor's verdict and the
markup's hints; the model. Afterwards the whole is looked at once: where the headline, the standfirst and the
comment section are, and what merely repeats earlier words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.article.bounds import MAX_MODEL_LINES
from counterclaim.article.dates import is_date_line, label_in
from counterclaim.article.document import Block, Document, LineSegmenter
from counterclaim.article.furniture import Rule, cut, line_rule, opens_comments
from counterclaim.article.repeats import plain, repeats
from counterclaim.records import Segment, SegmentType, Span

_TEXT = frozenset({SegmentType.BODY, SegmentType.STANDFIRST})
_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"”’»')\]]*$")
#: The model's probability of running text above which a line of plain text is taken for it.
_TEXT_THRESHOLD = 0.5
_DATELINE_LINES = 3
#: The model's probability of running text above which a neighbour does not make a line furniture.
_SURE_TEXT = 0.9
#: Words from which on a link outside the text is taken for another article's headline rather than for a menu's item.
_LINK_WORDS = 4


@dataclass(slots=True)
class Stretch:
    """A piece of one block on its way to a segment."""

    span: Span
    block: Block
    words: int
    type: SegmentType | None = None
    is_fixed: bool = False
    rule: Rule | None = None
    p_text: float = 0.0
    p_head: float = 0.0
    likely: SegmentType = SegmentType.WIDGET


def label(document: Document, segmenter: LineSegmenter) -> tuple[Segment, ...]:
    """Typed segments covering every non-blank character of the document, in order."""
    stretches = _stretches(document)
    _ask(document.text, stretches, segmenter)
    for s in stretches:
        if s.type is None:
            s.type = _first_type(document.text, s)
    _name_authors(document, stretches)
    _name_subheadings(stretches)
    _name_page_dates(document.text, stretches)
    _name_top(document, stretches)
    _name_captions(stretches)
    _name_comments(document.text, stretches)
    _name_rest(document.text, stretches)
    return tuple(Segment(type=s.type or SegmentType.BODY, span=s.span) for s in stretches)


def _stretches(document: Document) -> list[Stretch]:
    """All blocks cut at what rules find inside them."""
    out: list[Stretch] = []
    long_lines = 0
    repeated = repeats(document)
    for i, block in enumerate(document.blocks):
        words = _count_words(document.text, block.span)
        if block.tag == "front" and block.hint is not None:
            out.append(Stretch(block.span, block, words, SegmentType(block.hint), True))
            continue
        if i in repeated:
            out.append(Stretch(block.span, block, words, SegmentType.DUPLICATE, True))
            continue
        long_lines += words >= 8
        rule = line_rule(document.text[block.span.start : min(block.span.end, block.span.start + 1000)])
        if rule is not None and rule.strong:
            out.append(Stretch(block.span, block, words, rule.type, True, rule))
            continue
        pieces = cut(document.text, block.span, may_have_dateline=0 < long_lines <= _DATELINE_LINES + 1)
        for span, kind in pieces:
            own = words if span == block.span else _count_words(document.text, span)
            out.append(Stretch(span, block, own, kind, kind is not None, rule))
    return out


def _count_words(text: str, span: Span) -> int:
    return len(text[span.start : min(span.end, span.start + 4000)].split())


def _ask(text: str, stretches: Sequence[Stretch], segmenter: LineSegmenter) -> None:
    """Put the model's opinion on the stretches; those that a rule fixed are shown to it as well, as context.

    Paragraphs of a page whose text has been chosen already are named by markup and rules: the rest are lists of links
    or parts of the page.
    """
    if any(s.block.is_body for s in stretches):
        for s in stretches:
            s.p_text = 1.0 if s.block.is_body else 0.0
            s.likely = SegmentType.RELATED if s.block.is_link and s.words >= _LINK_WORDS else SegmentType.WIDGET
        return
    shown = stretches[:MAX_MODEL_LINES]
    lines = [text[s.span.start : min(s.span.end, s.span.start + 4000)] for s in shown]
    names = [SegmentType(label) for label in segmenter.labels]
    for s, row in zip(shown, segmenter.probabilities(lines), strict=True):
        s.p_text = sum(p for p, name in zip(row, names, strict=True) if name in _TEXT)
        s.p_head = row[names.index(SegmentType.HEADLINE)]
        s.likely = max(((p, name) for p, name in zip(row, names, strict=True) if name not in _TEXT))[1]
    for s in stretches[MAX_MODEL_LINES:]:
        s.p_text = 0.9 if s.words >= 15 else 0.1


def _first_type(text: str, s: Stretch) -> SegmentType:
    """The type of one stretch without regard to the others."""
    if s.block.is_body is not None:
        is_text = s.block.is_body and s.block.hint not in ("comment",)
    else:
        is_text = s.p_text >= _TEXT_THRESHOLD
    if s.rule is not None and s.words <= 12:
        return s.rule.type
    if is_date_line(text[s.span.start : min(s.span.end, s.span.start + 200)]):
        return SegmentType.DATELINE
    if is_text:
        return SegmentType.BODY
    if s.rule is not None:
        return s.rule.type
    if s.block.hint is not None and s.block.hint != "headline":
        return SegmentType(s.block.hint)
    return s.likely


def _name_authors(document: Document, stretches: list[Stretch]) -> None:
    """A short line with the name of a stated author is the byline."""
    claims = [*document.stated.authors, *(c.name for c in document.stated.names if len(c.name) < 60)]
    names = [n for n in map(plain, claims) if " " in n]
    for s in stretches:
        if names and not s.is_fixed and s.words <= 8 and s.type is not SegmentType.BODY:
            own = plain(s.span.of(document.text))
            if any(n in own for n in names) and s.type is not SegmentType.DATELINE:
                s.type, s.is_fixed = SegmentType.BYLINE, True
                return


def _name_subheadings(stretches: list[Stretch]) -> None:
    """A heading between two paragraphs of the body is a subheading, whatever the model and the extractor say."""
    for before, s, after in zip(stretches, stretches[1:], stretches[2:], strict=False):
        is_heading = re.fullmatch(r"h[2-6]", s.block.tag) is not None and s.block.hint is None
        if is_heading and not s.is_fixed and before.type is after.type is SegmentType.BODY and s.words <= 25:
            s.type = SegmentType.BODY


def _name_page_dates(text: str, stretches: list[Stretch]) -> None:
    """A date line beside weather or other page furniture is today's date on the page, not the article's.

    One that a label introduces ("Published: ...") is left alone, and so is one below the first running text's top.
    """
    for i, s in enumerate(stretches):
        if s.type is not SegmentType.DATELINE or s.is_fixed or label_in(s.span.of(text)):
            continue
        near = [x for x in (*stretches[max(0, i - 1) : i], *stretches[i + 1 : i + 2]) if x.is_fixed]
        if any(x.type is SegmentType.WIDGET for x in near):
            s.type, s.is_fixed = SegmentType.WIDGET, True


def _name_top(document: Document, stretches: list[Stretch]) -> None:
    """Headline and standfirst: what stands before the first running text, or equals the stated title."""
    body = next((i for i, s in enumerate(stretches) if s.type is SegmentType.BODY and s.words >= 8), len(stretches))
    head = _headline(document, stretches, body)
    for i, s in enumerate(stretches):
        if i == head:
            s.type, s.is_fixed = SegmentType.HEADLINE, True
        elif s.type in (SegmentType.HEADLINE, SegmentType.STANDFIRST) and not s.is_fixed:
            if s.type is SegmentType.STANDFIRST and head is not None and head < i <= body + 1:
                continue
            s.type = SegmentType.HEADLINE if s.type is SegmentType.HEADLINE and head is None and i < body else None
    if head is None:
        return
    _name_standfirst(document, stretches, head, body)


def _headline(document: Document, stretches: Sequence[Stretch], body: int) -> int | None:
    """Index of the stretch that is the article's headline."""
    title = plain(document.stated.title or "")
    if title:
        same = [i for i, s in enumerate(stretches) if plain(s.span.of(document.text)[:600]) == title]
        # A page may carry its title in a menu before and in a teaser after; a top heading is the real one.
        same.sort(key=lambda i: (stretches[i].block.tag != "h1", i > body + 2, abs(body - i)))
        if same:
            return same[0]
    if document.is_page:
        heads = [i for i, s in enumerate(stretches[: body + 1]) if s.block.tag == "h1" and not s.is_fixed]
        return heads[-1] if heads else None
    return _plain_headline(document.text, stretches, body)


def _plain_headline(text: str, stretches: Sequence[Stretch], body: int) -> int | None:
    """The headline of plain text: of the lines before the body that are shaped like one, the best placed."""
    shaped = [i for i in range(min(body + 1, 60, len(stretches))) if _is_shaped_like_headline(text, stretches, i)]
    return max(shaped, key=lambda i: (_headline_score(text, stretches, i, shaped[0]), -i), default=None)


def _is_shaped_like_headline(text: str, stretches: Sequence[Stretch], i: int) -> bool:
    s = stretches[i]
    line = s.span.of(text)
    if s.is_fixed or s.type is SegmentType.DATELINE or not 3 <= s.words <= 30 or len(line) > 220:
        return False
    is_open = not _SENTENCE_END.search(line) or line.endswith(("?", "!"))
    stands_alone = i + 1 < len(stretches) and stretches[i + 1].block is not s.block
    begins = not line[0].islower() and line[0] not in "*•-–" and not line.endswith((":", ","))
    is_likely = s.likely in (SegmentType.HEADLINE, SegmentType.RELATED) or s.type in _TEXT or s.words >= 6
    return is_open and stands_alone and begins and is_likely


def _headline_score(text: str, stretches: Sequence[Stretch], i: int, first: int) -> float:
    """How well a line is placed as headline: it comes first, is repeated, or stands over byline, date or body.

    Only lists of other articles can come before it, so a repeated one wins over an earlier line.
    """
    own = plain(stretches[i].span.of(text))
    repeated = any(s.type is SegmentType.DUPLICATE and own in plain(s.span.of(text)[:2000]) for s in stretches[i + 1 :])
    after = next((s for s in stretches[i + 1 :] if s.type is not SegmentType.DUPLICATE), None)
    under = (SegmentType.DATELINE, SegmentType.BYLINE, SegmentType.BODY, SegmentType.STANDFIRST)
    is_over = after is not None and after.type in under
    return 2.0 * repeated + 0.6 * is_over + 0.7 * (i == first) + 0.5 * stretches[i].p_head


def _name_standfirst(document: Document, stretches: list[Stretch], head: int, body: int) -> None:
    """The summary under the headline, if the first running text is one."""
    for s in stretches[head + 1 : head + 8]:
        if s.is_fixed or document.text[s.span.start] not in "*•" or s.words > 40:
            break
        s.type, s.is_fixed = SegmentType.STANDFIRST, True  # an agency's summary in points
    description = plain(document.stated.description or "")
    first = next((s for s in stretches[head + 1 :] if s.type in _TEXT and not s.is_fixed), None)
    if first is None:
        return
    own = plain(first.span.of(document.text)[:1000])
    if document.is_page:
        if first.block.hint == "standfirst":
            first.type = SegmentType.STANDFIRST
        return
    following = [s for s in stretches[stretches.index(first) + 1 :] if s.type is SegmentType.BODY]
    is_stated = bool(description) and own.startswith(description[:80])
    is_short = first.words <= 30 and len(following) >= 3 and following[0].words >= 1.6 * first.words
    between = stretches[head + 1 : stretches.index(first)]
    is_lone = is_short and not between and first.words <= 22
    if is_stated or first.likely is SegmentType.STANDFIRST or is_lone:
        first.type = SegmentType.STANDFIRST


def _name_captions(stretches: list[Stretch]) -> None:
    """A short paragraph right before a line that is nothing but a photo credit is the photograph's caption."""
    for s, after in itertools.pairwise(stretches):
        is_credit = after.type is SegmentType.CREDIT and after.rule is not None and after.rule.photo
        if is_credit and not s.is_fixed and 3 <= s.words <= 60 and (s.p_text < _SURE_TEXT or s.block.is_body is False):
            s.type = SegmentType.CAPTION


def _name_comments(text: str, stretches: list[Stretch]) -> None:
    """After a comment section's heading or form, what is not furniture by rule is readers' comments."""
    body = [i for i, s in enumerate(stretches) if s.type is SegmentType.BODY and s.words >= 12]
    if len(body) < 2:
        return
    least = body[0] + 1
    for i, s in enumerate(stretches[least:], least):
        if not opens_comments(s.span.of(text)[:800]):
            continue
        before = sum(1 for j in body if j < i)
        if before >= 2 and (before >= len(body) / 3 or s.block.is_body is not None):
            _comment_zone(text, stretches, i + 1)
            return


def _comment_zone(text: str, stretches: list[Stretch], start: int) -> None:
    for s in stretches[start:]:
        if s.type is SegmentType.RELATED and s.is_fixed:
            return  # the comments are over: lists of other articles follow
        if s.block.is_body:
            continue
        if s.type is SegmentType.BODY or (not s.is_fixed and s.words >= 2):
            s.type, s.is_fixed = SegmentType.COMMENT, True
        elif s.type is SegmentType.COMMENT:
            s.is_fixed = True


def _name_rest(text: str, stretches: list[Stretch]) -> None:
    """What the model calls a headline elsewhere: a subheading inside the body is body, otherwise a link."""
    for i, s in enumerate(stretches):
        if s.type is None:
            before = any(x.type is SegmentType.BODY for x in stretches[max(0, i - 2) : i])
            after = any(x.type is SegmentType.BODY and x.words >= 8 for x in stretches[i + 1 : i + 3])
            is_text = before and after and s.block.is_body is not False
            s.type = SegmentType.BODY if is_text else SegmentType.RELATED
        elif s.type is SegmentType.COMMENT and not s.is_fixed and s.block.hint != "comment":
            # Without a comment section around it, the model's word is not enough to call a line a comment.
            s.type = SegmentType.WIDGET
