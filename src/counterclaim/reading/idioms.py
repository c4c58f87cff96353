"""Sayings without a verb of saying: "would have none of it", "puts the dead at six", "the log shows four trucks".

A model knows few of them from its training, since each is rare. Phrases and nouns are in ``rules/idioms.toml``; a form
proposes only where a speaker or a document stands right before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import sentence_of, subject_before
from counterclaim.reading.draft import Draft
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, any_of, listed, table
from counterclaim.records import Entity, EntityType, Span

#: before it is scaled to the share that was right
CONFIDENCE = 0.6
#: the phrases that one table tells each
PHRASES = ("spurn", "have_it", "blame", "stand_by")
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})
_CLAUSE_END = re.compile(
    r"[;:()—–\n"
    + MARKS
    + r"]|,\s+(?:who|which|where|but|and|while|though|although|as|he|she|it|they)\b|[.!?…]+(?=\s+[\"“‘A-Z]|\s*$)",
    re.MULTILINE,
)
_OBJECT_END = re.compile(
    r"[,;:()—–\n"
    + MARKS
    + r"]|[.!?…]+(?=\s+[\"“‘A-Z]|\s*$)|\s(?:but|while|although|because|which|who|when|after|before)\s",
    re.MULTILINE,
)
_PRONOUN = re.compile(r"(?:it|this|that|them|these|those|any of (?:it|this|that))", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(
    r"(?<![\w’'])(?P<who>he|she|it|they|we|i|who|which)\s+(?:(?:also|now|then|still|simply|later|never)\s+)?$",
    re.IGNORECASE,
)
_NOBODY = frozenset("there rumour rumor legend word gossip what which".split())


def idioms(text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> Iterator[RawAttribution]:
    """A proposal for each such phrase with a subject; of two with one cue the first counts."""
    yield from _documents(text, sentences)
    yield from _named(text, entities)
    names = {e.span.end: e for e in entities if e.type in _SPEAKING}
    for found in (_phrases(text), _put_down(text), _amounts(text)):
        for cue, content, act in found:
            home = sentence_of(cue, sentences)
            who = speaker(text, cue.start, home, names) if home is not None else None
            if who is not None:
                yield proposal(cue, who, content, act)


def proposal(cue: Span, source: Span | None, content: Span | None, act: str) -> RawAttribution:
    """A proposal of the rule "idiom"."""
    return RawAttribution(
        anchor=cue, has_cue=True, source=(source,) if source else (), content=(content,) if content else (), venue=(),
        acts={act: 0.5}, confidence=CONFIDENCE, rule="idiom",
    )  # fmt: skip


def speaker(text: str, at: int, home: Span, names: Mapping[int, Entity]) -> Span | None:
    """Who stands right before a phrase: a pronoun, a name, or the subject by its form; an insertion may stand between.

    Args:
        text: the reading text.
        at: where the phrase begins.
        home: its sentence.
        names: entities that can speak, by where they end.
    """
    if (pronoun := _PRONOUN_BEFORE.search(text, home.start, at)) is not None:
        return Span(*pronoun.span("who"))
    before = text[home.start : at].rstrip()
    is_apart = before.endswith(",")
    name = names.get(home.start + len(before.rstrip(" ,")))
    if name is not None and (not is_apart or name.type in (EntityType.PER, EntityType.ORG)):
        return name.span
    subject = subject_before(text, at, home)
    if subject is None or subject.of(text).casefold().split()[0] in _NOBODY:
        return None
    head = Span(subject.start, subject.start + len(subject.of(text).split(",")[0]))
    if not is_apart and head == subject:
        return subject
    return head if is_apart and head != subject and head.end in names else None


@cache
def _phrase(section: str) -> re.Pattern[str]:
    return any_of("idioms", section)


def _phrases(text: str) -> Iterator[tuple[Span, Span | None, str]]:
    for section in PHRASES:
        told = table("idioms")[section]
        for match in _phrase(section).finditer(text):
            cue = Span(*match.span())
            if "nouns" in told:  # "stood by her | word": the pronoun begins what is stood by
                cue = Span(cue.start, text.rindex(" ", *cue))
            content = _after(cue.end, text, told["follows"])
            if "nouns" in told and (content is None or not any_of("idioms", section, "nouns").search(content.of(text))):
                continue
            yield cue, content, told["act"]


def _after(at: int, text: str, follows: str) -> Span | None:
    """What follows a phrase up to the end of its clause; None for a mere pronoun."""
    end = (_CLAUSE_END if follows == "clause" else _OBJECT_END).search(text, at)
    span = Span(at, end.start() if end else len(text)).trimmed(text)
    return None if span.end <= span.start or _PRONOUN.fullmatch(span.of(text)) else span


@cache
def _put_down_form() -> re.Pattern[str]:
    """With a pronoun only: "put the child down to sleep" says nothing."""
    verbs = alternatives(listed("idioms", "put_down", "verbs"))
    return re.compile(rf"(?<!\w)(?P<cue>{verbs}\s+(?:it|this|that)\s+down\s+to)\s")


def _put_down(text: str) -> Iterator[tuple[Span, Span | None, str]]:
    for match in _put_down_form().finditer(text):
        if (cause := _after(match.end(), text, "object")) is not None:
            yield Span(*match.span("cue")), cause, "assert"


@cache
def _amount() -> re.Pattern[str]:
    """A measure and a number: "puts tickets on sale at forty" and "put the kettle on at six" say nothing."""
    parts = {k: alternatives(listed("idioms", "amounts", k)) for k in ("verbs", "measures", "numbers", "many")}
    what = rf"(?:(?:[\w’'-]+\s+){{0,3}}?{parts['measures']}(?:\s+[\w’'-]+){{0,5}}?|it|them|that)"
    much = rf"(?:at\s+(?:[$€£]|\d|{parts['numbers']}(?!\w))|(?:at|in)\s+the\s+{parts['many']}(?!\w))"
    return re.compile(rf"(?<!\w)(?P<cue>{parts['verbs']})\s+(?P<what>{what}\s+{much})", re.IGNORECASE)


def _amounts(text: str) -> Iterator[tuple[Span, Span | None, str]]:
    for match in _amount().finditer(text):
        yield Span(*match.span("cue")), _after(match.start("what"), text, "object"), "assert"


@cache
def _document() -> re.Pattern[str]:
    nouns, verbs, shows, hedged = (
        alternatives(listed("idioms", "documents", k)) for k in ("nouns", "verbs", "showing", "hedged")
    )
    return re.compile(
        rf"\W*(?P<who>(?:[\w’'-]+\s+){{0,4}}{nouns}(?:\s+(?:of|from|by|at|kept|seen|reviewed|posted|shared|circulated|broadcast|aired|leaked|issued|written|prepared|commissioned|obtained|published|released|taken|made|held|filed|signed|dated)\s+(?:[\w’'.&-]+\s+){{0,6}}?[\w’'&-]+)?)"
        rf"\s+(?P<cue>(?:also\s+|clearly\s+)?{verbs}|(?:{hedged})\s+to\s+{shows})\s+(?P<that>that\s+)?(?P<what>\S)",
        re.IGNORECASE,
    )


def _documents(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“Sheets seen by Green Watch put the acid at four times the limit”, “pictures show four trucks”."""
    for sentence in sentences:
        if (match := _document().match(text, *sentence)) is not None:
            cue, who = Span(*match.span("cue")), Span(*match.span("who"))
            is_weak = match["cue"].split()[-1].casefold() in listed("idioms", "documents", "weak")
            content = _after(match.start("what"), text, "clause" if match["that"] else "object")
            if content is None or (is_weak and not match["that"] and not _number().search(content.of(text))):
                continue
            yield proposal(cue, who, content, "assert")


def with_document(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """“A video appears to show two men”: the video is what shows, however the showing is hedged."""
    home = sentence_of(draft.anchor, sentences)
    match = _document().match(text, *home) if draft.cue and home is not None else None
    if match is None or not Span(*match.span("cue")).overlaps(draft.anchor) or " to " not in match["cue"]:
        return draft
    content = _after(match.start("what"), text, "clause")
    cue, who = Span(*match.span("cue")), Span(*match.span("who"))
    return replace(draft, anchor=cue, cue=(cue,), source=(who,), content=(content,) if content else draft.content)


@cache
def _number() -> re.Pattern[str]:
    """A digit or a number in words."""
    return re.compile(r"\d|\b" + alternatives(listed("idioms", "amounts", "numbers")) + r"\b", re.IGNORECASE)


@cache
def _naming() -> re.Pattern[str]:
    verbs = alternatives(listed("idioms", "named", "verbs"))
    return re.compile(
        rf"(?<!\w)(?P<cue>{verbs})\s+(?:only\s+)?by\s+(?P<who>(?:[\w’'.&-]+\s+){{1,5}}?)as\s+(?P<what>[A-Z])"
    )


def _named(text: str, entities: Sequence[Entity]) -> Iterator[RawAttribution]:
    """Only of persons: who is "named by the coach as captain" is made one."""
    people = {e.span.start: e.span for e in entities if e.type is EntityType.PER}
    for match in _naming().finditer(text):
        if match.start("what") in people:
            content = _after(match.start("what"), text, "object")
            yield proposal(Span(*match.span("cue")), Span(*match.span("who")).trimmed(text), content, "assert")
