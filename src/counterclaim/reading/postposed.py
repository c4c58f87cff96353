"""A reporting clause after a comma: "They were gone, the mayor admitted last night", "They were, he said, not ours".

What stands before it is said, though a model may find nothing or only what comes after. Of 145 such clauses between
commas in training articles (PolNeAR's 400, contested news) that no quotation follows, 133 hold the words before them;
the others open with a link ("But", "In response") or with a question put to the speaker. Words in
``rules/postposed.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.clauses import rest_of, sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.sources import is_verbal
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.records import Entity, EntityType, Span, hull

#: before it is scaled to the share that was right
CONFIDENCE = 0.6
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})
_THAT = re.compile(r"(?:(?:of|about)\s+)?(?:that|this|it)", re.IGNORECASE)
_CERTAIN = re.compile(
    r"(?:is|was|are|were|am|be)\s+(?:quite\s+|absolutely\s+)?(?:sure|certain|convinced|confident|positive|adamant|clear)"
    r"(?:\s+(?:of|about))?",
    re.IGNORECASE,
)
#: A clause that was said has at least so many words where nothing else of it was found.
CLAUSE_WORDS = 3
#: Between speaker and verb stands at most so much ("the mayor | has also | said").
GAP_CHARACTERS = 16


def with_front(
    draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span], quotes: Sequence[Quote]
) -> Draft:
    """The draft with the clause before its reporting clause, where nothing or only what comes after was found."""
    home = sentence_of(draft.anchor, sentences)
    block = _block(draft, text, home) if home is not None else None
    if home is None or block is None:
        return draft
    front = _front(block, text, home)
    if front is None or any(q.inner.overlaps(front) for q in quotes) or _is_others(front, draft, drafts):
        return draft
    before = [c for c in draft.content if c.start < block.start]
    if before:
        draft = replace(draft, content=_whole_front(draft, before, front, text))
        return _with_rest(draft, block, text, home, _PREDICATE, _AFTER_COLON)
    draft = _with_rest(draft, block, text, home, _PREDICATE)
    told = _without_pronoun(draft, text)
    if told.content and not _goes_on(block, told.content[0], text):
        return draft
    if not told.content and (len(front.of(text).split()) < CLAUSE_WORDS or not _ends(hull((block, *told.cue)), text)):
        return draft
    whole = replace(told, content=(front, *told.content))
    return _weighed(_with_rest(whole, block, text, home, _PREDICATE, _AFTER_COLON), text)


def _whole_front(draft: Draft, before: Sequence[Span], front: Span, text: str) -> tuple[Span, ...]:
    """Contents of which only a piece of the clause before was found, cut off in the middle of it, with all of it."""
    is_piece = all(front.contains(c) for c in before) and any(map(str.isalnum, text[before[-1].end : front.end]))
    return (front, *(c for c in draft.content if c not in before)) if is_piece else draft.content


#: Whom it was told, between the verb and what goes on ("low tides, she told the radio, are common").
_HEARER = r"(?:(?<=told)|(?<=tells)|(?<=assured)|(?<=reminded)|(?<=informed))\s+(?:[\w’'-]+\s+){0,3}[\w’'-]+"
_AFTER_COLON = re.compile(r":\s+(?=[^\W\d_])")


def _with_rest(draft: Draft, block: Span, text: str, home: Span, *forms: re.Pattern[str]) -> Draft:
    """What goes on behind the reporting clause in one of some forms: the verb of what stands before ("No boat of
    theirs, the islanders maintain, could have done it"), or what a colon announces.
    """
    if any(c.start > block.start for c in draft.content):
        return draft
    after = next((m for form in forms if (m := form.match(text, block.end, home.end))), None)
    if after is None:
        return draft
    return replace(draft, content=(*draft.content, rest_of(Span(block.start, after.end()), text, home)))


_INTERRUPTED = re.compile(rf"(?:{_HEARER})?,\s+")
_PREDICATE = re.compile(
    rf"(?:{_HEARER})?,\s+(?=(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b)",
    re.IGNORECASE,
)


def postposed(text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> Iterator[RawAttribution]:
    """“CLAUSE, the ministry underlines”: a proposal for rare verbs of saying where the form tells them."""
    names = {e.span.end: e for e in entities if e.type in _SPEAKING}
    for match in _after_clause().finditer(text):
        cue = Span(*match.span("cue"))
        home = sentence_of(cue, sentences)
        who = _who(match, names) if home is not None else None
        if home is None or who is None or len(text[home.start : match.start()].split()) < CLAUSE_WORDS:
            continue
        yield RawAttribution(
            anchor=cue, has_cue=True, source=(who,), content=(), venue=(), acts={"assert": 0.5}, confidence=CONFIDENCE,
            rule="postposed",
        )  # fmt: skip


@cache
def _after_clause() -> re.Pattern[str]:
    """A comma or a mark, who speaks, and the verb with nothing but an adjunct after it."""
    verbs, adjuncts = (alternatives(listed("postposed", k)) for k in ("verbs", "adjuncts"))
    return re.compile(
        rf",[”\"’']?\s+(?P<who>he|she|they|it|(?:the|its|their|his|her)\s+(?:\w+\s+){{0,3}}?\w+"
        rf"|(?:[A-Z][\w.’'-]*\s+){{0,4}}[A-Z][\w’'-]*)"
        rf"\s+(?P<cue>{verbs})(?=\s*[.,;:!?\n]|\s*$|\s+{adjuncts}(?!\w))"
    )


def _who(match: re.Match[str], names: Mapping[int, Entity]) -> Span | None:
    """Who stands before the verb; capitals alone are nobody unless a name ends there."""
    who = Span(*match.span("who"))
    return who if match["who"][0].islower() or who.end in names else None


def _without_pronoun(draft: Draft, text: str) -> Draft:
    """A draft without "(of) that" for its content, which is what stands before ("It fell, she was sure of that")."""
    is_that = len(draft.content) == 1 and _THAT.fullmatch(draft.content[0].of(text)) is not None
    if not is_that or not _CERTAIN.fullmatch(draft.anchor.of(text)):
        return draft
    cue = Span(draft.anchor.start, draft.content[0].end)
    return replace(draft, anchor=cue, cue=(cue,), content=())


def _block(draft: Draft, text: str, home: Span) -> Span | None:
    """Speaker and verb side by side after a comma."""
    if not draft.cue or len(draft.source) != 1 or not is_verbal(draft.cue[0].of(text)):
        return None
    if any_of("constructions", "refusals").search(draft.cue[0].of(text)):
        return None
    source, cue = draft.source[0], draft.cue[0]
    gap = text[min(source.end, cue.end) : max(source.start, cue.start)]
    block = hull((source, cue))
    is_near = len(gap) <= GAP_CHARACTERS and not any(c in ",;:" + MARKS for c in gap)
    return block if is_near and home.contains(block) and text[: block.start].endswith(", ") else None


def _front(block: Span, text: str, home: Span) -> Span | None:
    """What stands before the comma; None if it only links, or tells what the speaker was asked or answers to."""
    start = max(
        home.start, text.rfind("; ", home.start, block.start) + 1, text.rfind(": ", home.start, block.start) + 1
    )
    front = Span(start, block.start - 2).trimmed(text)
    words = front.of(text)
    return None if not words or _linking().fullmatch(words) or _leading().match(words) else front


@cache
def _linking() -> re.Pattern[str]:
    return re.compile(alternatives(listed("postposed", "links")), re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    """What tells of the speaker's circumstances or was asked; or words whose clause begins further on."""
    words = alternatives(listed("postposed", "openings"))
    return re.compile(
        rf"\W*(?:{words}\b|(?!\w*thing\b)\w{{2,}}ing\b)|.*\b(?:which|who|whom|and|but|or)$", re.IGNORECASE
    )


def _is_others(front: Span, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the words before belong to another saying: with its verb outside them or with no content of its own."""
    others = [d for d in drafts if d is not draft and d.cue and any(s.overlaps(front) for s in (*d.cue, *d.content))]
    return any(not front.contains(d.anchor) or not d.content or not d.source for d in others)


def _goes_on(block: Span, after: Span, text: str) -> bool:
    """Whether a second comma and unquoted words follow: the reporting clause only interrupts."""
    return bool(_INTERRUPTED.fullmatch(text, block.end, after.start))


def _ends(block: Span, text: str) -> bool:
    """Whether nothing but an adjunct follows: a mark, a preposition or a word of time."""
    return _ending().match(text, block.end) is not None


@cache
def _ending() -> re.Pattern[str]:
    adjuncts = alternatives(listed("postposed", "adjuncts"))
    return re.compile(rf"\s*(?:[.,;:!?–—)\n]|$)|\s+{adjuncts}(?!\w)", re.IGNORECASE)


def _weighed(draft: Draft, text: str) -> Draft:
    """The draft with its act told again, now that its content is whole."""
    if draft.raw is None:
        return draft
    said, who, cue = (" ".join(s.of(text) for s in spans) for spans in (draft.content, draft.source, draft.cue))
    acts = weighed(draft.raw.acts, cue, said, who)
    act, sure = likeliest(acts)
    return replace(draft, act=act, act_confidence=sure, acts=acts)
