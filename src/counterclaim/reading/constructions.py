"""Attributions told by their form alone, for whatever a model did not propose; tables in ``rules/constructions.toml``.

* ``X's claim``, ``their denial``: a noun of saying with its owner; what it holds follows "that" or "of".
* ``allegedly``, ``reportedly``: nobody is named, and what is hedged is the content.
* ``is said to``, ``was accused of``: nobody is named.
* ``according to X``.
* ``declined to comment``: speech withheld, with no content.
* ``X said Y had admitted``: see ``relayed``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import named_after, raising, sentence_of, subject_before
from counterclaim.reading.draft import Draft
from counterclaim.reading.framing import frames
from counterclaim.reading.further import further
from counterclaim.reading.idioms import idioms
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.postposed import postposed
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.relayed import in_quotes, relayed, told_by
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.reading.unsourced import inserted
from counterclaim.records import Entity, EntityType, Span

#: Which of two constructions with one cue is taken: their precision on the development articles, in steps of a
#: twentieth. What is told of them is measured: ``confidence.of_rule``.
CONFIDENCE = {"owner": 0.6, "hedge": 0.6, "raising": 0.6, "according": 0.8, "refusal": 0.7}
_COMMA = re.compile(r",\s+")
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})
_END = re.compile(r"[,;:()—–\n" + MARKS + r"]|[.!?…]+(?=\s|$)|\s(?:but|while|although|because|which|who)\s")


def constructions(
    text: str,
    known: Sequence[RawAttribution],
    sentences: Sequence[Span],
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
) -> list[RawAttribution]:
    """Proposals for constructions whose cue nothing in ``known`` touches, in text order."""
    found = [
        *owned(text, entities),
        *hedged(text, sentences),
        *raised(text, sentences),
        *(_raw("raising", cue, [], content) for cue, content in inserted(text, sentences)),
        *according_to(text, sentences),
        *withheld(text, sentences),
        *relayed(text, known, sentences),
        *further(text, known, sentences),
        *told_by(text, sentences),
        *idioms(text, sentences, entities),
        *(raw for _, raw in frames(text, sentences)),
        *postposed(text, sentences, entities),
    ]
    inner = list(in_quotes(text, sentences, quotes))
    taken = [r.anchor for r in known if r.has_cue]
    out: list[RawAttribution] = []
    for proposal in sorted([*found, *inner], key=lambda r: (r.anchor, -r.confidence)):
        is_quoted = proposal not in inner and any(q.inner.contains(proposal.anchor) for q in quotes)
        if is_quoted or any(t.overlaps(proposal.anchor) for t in taken):
            continue
        taken.append(proposal.anchor)
        out.append(proposal)
    return out


def _raw(kind: str, cue: Span, source: Sequence[Span], content: Sequence[Span], act: str = "assert") -> RawAttribution:
    return RawAttribution(
        anchor=cue,
        has_cue=True,
        source=tuple(source),
        content=tuple(c for c in content if c.end > c.start),
        venue=(),
        acts={act: 0.5},
        confidence=CONFIDENCE[kind],
        rule=kind,
    )


@cache
def _owned() -> re.Pattern[str]:
    nouns = alternatives(listed("constructions", "nouns") | listed("constructions", "nouns", "held"))
    return re.compile(
        r"(?:(?P<name>(?<=\w))[’']s?|(?P<pronoun>\b(?:his|her|their|its)))\s+(?:\w+\s+)?(?P<cue>(?<!\w)"
        + nouns
        + r"(?!\w))"
    )


def owned(text: str, entities: Sequence[Entity]) -> Iterator[RawAttribution]:
    """“the ministry's claim (that ...)”, “his denial”."""
    ends = {e.span.end: e.span for e in entities if e.type in _SPEAKING}
    for match in _owned().finditer(text):
        cue = Span(*match.span("cue"))
        source = _owner(match, ends)
        content = complement(cue, text)
        is_thing = cue.of(text) in listed("constructions", "nouns", "held")
        if source is None or (is_thing and not re.match(r"\s+that\s", text[cue.end :])):
            continue
        yield _raw("owner", cue, [source], [content] if content else [], _owned_act(cue.of(text)))


def _owned_act(noun: str) -> str:
    """What the owner of a noun of saying does with it, where nothing else tells."""
    if "denial" in noun:
        return "deny"
    return "accuse" if noun in listed("constructions", "nouns", "accusing") else "assert"


def _owner(match: re.Match[str], ends: Mapping[int, Span]) -> Span | None:
    """The pronoun, or the name that the possessive ends."""
    if match["pronoun"]:
        return Span(*match.span("pronoun"))
    return ends.get(match.start())


def with_owner(draft: Draft, text: str, entities: Sequence[Entity]) -> Draft:
    """A noun of saying after a possessive is its owner's, with a content only where a complement opens it."""
    if not draft.cue or draft.anchor.of(text).casefold() not in listed("constructions", "nouns"):
        return draft
    for match in _owned().finditer(text, max(0, draft.anchor.start - 40), draft.anchor.end):
        ends = {e.span.end: e.span for e in entities if e.span.end == match.start() and e.type in _SPEAKING}
        owner = _owner(match, ends)
        if match.span("cue") == draft.anchor and owner is not None:
            content = draft.content if complement(draft.anchor, text) is not None else ()
            return replace(draft, source=(owner,), content=content)
    return draft


@cache
def _made_by() -> re.Pattern[str]:
    nouns, made = (alternatives(listed("constructions", *k)) for k in (("nouns",), ("nouns", "made")))
    return re.compile(rf"{nouns}\s+(?:being\s+)?{made}(?:\s+against\s+(?:\w+\s+){{1,3}}?)?\s+by\s+(?:the\s+)?(?=\w)")


def with_maker(draft: Draft, text: str, entities: Sequence[Entity]) -> Draft:
    """“The accusations made by Orland over the ferry” are Orland's; what they are on is no content."""
    made = _made_by().match(text, draft.anchor.start) if draft.cue else None
    maker = next((e.span for e in entities if made and e.span.start == made.end() and e.type in _SPEAKING), None)
    if made is None or maker is None or draft.anchor.end > made.end():
        return draft
    content = complement(Span(draft.anchor.start, maker.end), text)
    is_told = content is not None and text[: content.start].rstrip().endswith(("that", "of"))
    return replace(draft, source=(maker,), content=(content,) if content is not None and is_told else ())


_OWNER_BEFORE = re.compile(r"(?:[’']s?)?\s+(?:\w+\s+){0,3}")
_OWNER_AFTER = re.compile(r"\s+(?:(?!(?:was|were|been|is|are)\b)\w+\s+){0,2}(?:by|of|from)\s+(?:\w+\s+){0,3}")


def is_loose(draft: Draft, text: str) -> bool:
    """Whether a noun of saying is not beside its source ("The allegation was rejected by the guard"): it is not its."""
    if not draft.cue or not draft.source or draft.anchor.of(text).casefold() not in listed("constructions", "nouns"):
        return False
    who = draft.source[0]
    if who.end <= draft.anchor.start:
        return _OWNER_BEFORE.fullmatch(text, who.end, draft.anchor.start) is None
    return _OWNER_AFTER.fullmatch(text, draft.anchor.end, who.start) is None


def complement(cue: Span, text: str) -> Span | None:
    """What a noun of saying holds, where "that", "of" or the like opens it."""
    words = alternatives(listed("constructions", "nouns", "complements"))
    opening = re.compile(r"\s+(?P<word>" + words + r")\s+", re.IGNORECASE).match(text, cue.end)
    if opening is None:
        return None
    start = opening.start("word") if opening["word"].casefold() == "to" else opening.end()
    stop = _END.search(text, opening.end())
    return Span(start, stop.start() if stop else len(text)).trimmed(text)


def hedged(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“X allegedly did Y”: subject and predicate; “alleged Y”: its phrase."""
    for match in any_of("constructions", "hedging_adverbs").finditer(text):
        cue = Span(*match.span())
        home = sentence_of(cue, sentences)
        if home is None:
            continue
        opens = _COMMA.match(text, cue.end) if not text[home.start : cue.start].strip(MARKS + " ") else None
        start = opens.end() if opens else cue.end
        stop = _END.search(text, start, home.end)
        rest = Span(start, stop.start() if stop else home.end).trimmed(text)
        subject = subject_before(text, cue.start, home)
        yield _raw("hedge", cue, [], [s for s in (subject, rest) if s is not None], _hedged_act(match.group()))


def _hedged_act(hedge: str) -> str:
    """What is alleged accuses; what is reported is only asserted."""
    return "accuse" if hedge.casefold() in ("allegedly", "purportedly") else "assert"


def raised(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“X is said to be Y”: the draft's subject is found later, as for a model's proposal."""
    proposed = listed("constructions", "raising", "proposed")
    complements = listed("constructions", "raising", "complements")
    for match in raising().finditer(text):
        cue = Span(*match.span())
        home = sentence_of(cue, sentences)
        after = text[cue.end : cue.end + 8].split()
        verb = match.group().split()[-1].casefold()
        if home is None or not after or after[0].casefold() not in complements or verb not in proposed:
            continue
        rest = Span(cue.end, home.end).trimmed(text)
        content = Span(rest.start, rest.start + len(rest.of(text).rstrip(".!?…" + MARKS)))
        yield _raw("raising", cue, [], [content], "accuse" if verb in ("accused", "alleged", "suspected") else "assert")


def according_to(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“according to X”: its content is found later, as for a model's proposal."""
    for match in any_of("constructions", "according").finditer(text):
        cue = Span(*match.span())
        home = sentence_of(cue, sentences)
        if home is not None and (source := named_after(cue, text, home)).end > source.start:
            yield _raw("according", cue, [source], [])


def withheld(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“X declined to comment”."""
    for match in any_of("constructions", "refusals").finditer(text):
        cue = Span(*match.span())
        home = sentence_of(cue, sentences)
        subject = subject_before(text, cue.start, home) if home is not None else None
        yield _raw("refusal", cue, [subject] if subject else [], [], "announce")


def with_refusal(raw: RawAttribution, text: str) -> RawAttribution:
    """A proposal whose cue begins a phrase of refusal ("refused | to be drawn"), with all of it and no content."""
    whole = any_of("constructions", "refusals").match(text, raw.anchor.start) if raw.has_cue else None
    if whole is None or whole.end() <= raw.anchor.end:
        return raw
    return replace(raw, anchor=Span(*whole.span()), content=(), acts={**raw.acts, "announce": 1.0})


def is_request(raw: RawAttribution, text: str) -> bool:
    """Whether a proposal is a reporter's "request for comment", which says nothing about what the report is on."""
    noun = raw.has_cue and raw.anchor.of(text).casefold() in listed("constructions", "requests", "nouns")
    return noun and any_of("constructions", "requests", "aims").match(text, raw.anchor.end + 1) is not None


def without_requests(draft: Draft, text: str) -> Draft:
    """A draft without "(to) requests for comment" among its contents: what was not answered is no word of anybody's."""
    kept = tuple(s for s in draft.content if not _requested().match(text, *s))
    return draft if kept == draft.content else replace(draft, content=kept)


@cache
def _requested() -> re.Pattern[str]:
    nouns, aims = (alternatives(listed("constructions", "requests", k)) for k in ("nouns", "aims"))
    return re.compile(rf"(?:to\s+)?(?:\w+\s+){{0,2}}{nouns}\s+{aims}(?!\w)", re.IGNORECASE)


def with_object(raw: RawAttribution, text: str) -> RawAttribution:
    """A proposal whose cue is a refusal and the charge refused ("rejected claims"), with the charge in its content."""
    match = _refused().fullmatch(text, *raw.anchor) if raw.has_cue else None
    if match is None:
        return raw
    start, end = match.start("what"), raw.anchor.end
    following = next((c for c in raw.content if 0 <= c.start - end <= len(" against ")), None)
    what = Span(start, following.end if following else end)
    rest = (c for c in raw.content if c is not following)
    return replace(raw, anchor=Span(raw.anchor.start, match.end("verb")), content=(what, *rest))


@cache
def _refused() -> re.Pattern[str]:
    verbs, nouns = (alternatives(listed("constructions", "refused", k)) for k in ("verbs", "nouns"))
    return re.compile(
        rf"(?P<verb>(?:\w+\s+){{0,3}}{verbs})\s+(?P<what>(?:the\s+|all\s+|any\s+)?{nouns})", re.IGNORECASE
    )


def without_hedge(raw: RawAttribution, text: str) -> RawAttribution:
    """A proposal whose cue is a hedge and a verb ("reportedly rejected"), with the verb: the hedge is nobody's."""
    hedge = any_of("constructions", "hedging_adverbs").match(text, *raw.anchor) if raw.has_cue else None
    if hedge is None or hedge.end() >= raw.anchor.end:
        return raw
    return replace(raw, anchor=Span(hedge.end(), raw.anchor.end).trimmed(text))
