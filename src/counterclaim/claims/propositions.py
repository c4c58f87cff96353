"""The contents of an attribution as propositions, each with whether the speaker denies it.

Of several sentences said in denial only those that deny are denied. A denial in negative words ("we fired no shot") or
by counter-claim ("it was staged") answers what was said before, and puts its own proposition forward besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import Piece, is_clause, pieces, starts_clause
from counterclaim.records import Act, Attribution, QuoteKind, Span, words_of

#: What is dismissed stands among so many words after the verb.
DISMISSED_WITHIN = 4
#: That a thing is left open stands among so many first words.
OPENED_WITHIN = 9
#: Words that what there is no evidence of has at least.
NOTHING_SHOWN = 3
#: The same where it is only named ("no sign of *a break-in*").
NAMED_SHOWN = 2
#: What leads to the topic of a charge ("the accusations over the loss").
TOPIC = r"(?:over|about|on|regarding|concerning|relating to|related to|in connection with|surrounding)"
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|nothing|nobody|neither|nor|cannot|nowhere)\b|n['’]t\b", re.IGNORECASE)


class Part(NamedTuple):
    """One proposition: its pieces (several where quoted and unquoted words make one clause), and how it is meant.

    ``is_denied`` where the speaker denies it; ``is_answer`` where its words do not name what is denied; ``is_part``
    where it is one of several propositions of a longer content.
    """

    pieces: tuple[Piece, ...]
    is_denied: bool
    is_answer: bool
    is_part: bool


def parts_of(
    a: Attribution, text: str, sentences: Sequence[Span], names_accusation: Callable[[Span], bool]
) -> Iterator[Part]:
    """The propositions of an attribution, in order; a denial by counter-claim gives two parts with the same words.

    Args:
        a: the attribution.
        text: the article's text.
        sentences: the article's sentences.
        names_accusation: whether a stretch of the content names somebody else's statement; then that is denied.
    """
    contents = split_contents(a, text, sentences)
    several = len(contents) > 1
    found = []
    for group in contents:
        unproven = without_evidence(text, group) if a.act in _PUTTING else None
        if unproven is not None:
            yield Part((unproven,), True, False, several)
        else:
            found.append(group)
    if a.act is not Act.DENY:
        for group in found:
            words = words_of((p.span for p in group), text)
            is_answer = a.act is not Act.QUESTION and answers(words)
            if not (is_answer and is_anaphoric(words)):
                yield Part(group, False, is_declining(a, text), several)
            if is_answer:
                yield Part(group, True, not _named(group, names_accusation), several)
        return
    if not found:
        return
    texts = [words_of((p.span for p in group), text) for group in found]
    denying = [
        (not several and not _only_states(a, text, texts, names_accusation, found))
        or bool(lexicon.words("denials", "denying").search(t))
        for t in texts
    ]
    if not any(denying):
        denying[:1] = [not _only_states(a, text, texts, names_accusation, found)]
    for group, words, denies in zip(found, texts, denying, strict=True):
        is_own = (says_unreal(words) or is_negated(words)) and not _names_denied(a, words, text)
        own = is_own and not is_anaphoric(words) and not _named(group, names_accusation)
        answer = denies and (own or is_anaphoric(words) or not a.content)
        yield Part(group, denies, answer, several)
        if denies and own and a.content:
            yield Part(group, False, False, several)


def _only_states(
    a: Attribution, text: str, texts: Sequence[str], names: Callable[[Span], bool], groups: Sequence[Sequence[Piece]]
) -> bool:
    """Whether words that are taken for a denial only state a thing: a plain verb of saying, and nothing that denies.

    What stands after "said" is what the speaker holds, never what he denies.
    """
    cue = words_of(a.cue, text)
    if not lexicon.words("denials", "plainly", "words").fullmatch(cue.strip()) or any(_named(g, names) for g in groups):
        return False
    types = lexicon.denial_patterns().values()
    return not any(
        is_negated(t) or says_unreal(t) or is_anaphoric(t) or answers(t) or any(p.search(t) for p in types)
        or lexicon.words("denials", "denying").search(t)
        for t in texts
    )  # fmt: skip


def without_evidence(text: str, group: Sequence[Piece]) -> Piece | None:
    """What there is said to be no evidence of ("had not shown any evidence that | its guns had fired"), compared by the
    words after "that"; None where words say no such thing. Of words in several pieces the last says it (he had "*no
    proof that ...*").
    """
    span = group[-1].span
    m = _NO_EVIDENCE.match(text, span.start, span.end)
    if m is not None and is_clause(text, Span(m.end(), span.end), least=NOTHING_SHOWN):
        return Piece(span, Span(m.end(), span.end).trimmed(text))
    m = _NO_EVIDENCE_OF.match(text, span.start, span.end)
    words = text[m.end() : span.end].split() if m is not None else []
    hollow = lexicon.entries("denials", "anaphora", "nouns")
    if m is None or len(words) < NAMED_SHOWN or any(w.strip('.,"”’').casefold() in hollow for w in words[:NAMED_SHOWN]):
        return None
    return Piece(span, Span(m.end(), span.end).trimmed(text))


@lru_cache(maxsize=65536)
def evidence_denied(words: str) -> str:
    """The words by which something is said to have no evidence, up to what it is; empty where nothing is."""
    m = _NO_EVIDENCE.match(words) or _NO_EVIDENCE_OF.match(words)
    return m.group() if m is not None else ""


def _names_denied(a: Attribution, words: str, text: str) -> bool:
    """Whether reported words are what is denied: after "denied that", not after "dismissed it *as*"."""
    cue = words_of(a.cue, text)
    is_named = a.kind is QuoteKind.INDIRECT and bool(lexicon.words("denials", "named").search(cue))
    return is_named and not _AS.search(words) and not is_negated(words)


def _named(group: Sequence[Piece], names_accusation: Callable[[Span], bool]) -> bool:
    return any(names_accusation(p.span) for p in group)


def split_contents(a: Attribution, text: str, sentences: Sequence[Span]) -> list[tuple[Piece, ...]]:
    """Contents cut at sentence ends and between clauses; quoted and unquoted parts of one clause stay together."""
    if not a.content:
        stands_alone = a.act in (Act.DENY, Act.ACCUSE) or (a.source and is_declining(a, text))
        return [tuple(Piece(c, c) for c in a.cue)] if a.cue and stands_alone else []
    by_sentence: list[list[Span]] = []
    last: Span | None = None
    for content in a.content:
        for part in _cut_at_sentences(content, sentences):
            home = next((s for s in sentences if s.overlaps(part)), None)
            if by_sentence and home is not None and home == last and not _is_next(by_sentence[-1], part, text):
                by_sentence[-1].append(part)
            else:
                by_sentence.append([part])
            last = home
    out: list[tuple[Piece, ...]] = []
    for spans in by_sentence:
        if len(spans) == 1:
            out += [(p,) for p in pieces(text, spans[0])]
        else:
            out.append(tuple(Piece(s, s) for s in spans))
    return out


def _is_next(before: Sequence[Span], part: Span, text: str) -> bool:
    """Whether a further span of a sentence is a clause of its own, after one that was complete."""
    return any(is_clause(text, s) for s in before) and starts_clause(text, part)


def _cut_at_sentences(content: Span, sentences: Sequence[Span]) -> list[Span]:
    inside = [Span(max(s.start, content.start), min(s.end, content.end)) for s in sentences if s.overlaps(content)]
    return inside if len(inside) > 1 else [content]


@lru_cache(maxsize=65536)
def is_negated(words: str) -> bool:
    """Whether words are negative themselves ("no ship fired", "we did not")."""
    return bool(_NEGATIVE.search(words))


#: Words by which somebody does not deny a thing, nor say it.
_NOT_DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|without)|n['’]t)\s+(?:\w+ly\s+)?(?:den(?:y|ied|ying)|rul(?:e|ed|ing)|exclud\w*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def is_left_open(cue: str, words: str) -> bool:
    """Whether the speaker says that he cannot tell ("cannot confirm that", "it was not clear whether"), or only does
    not deny it.
    """
    head = " ".join(words.split()[:OPENED_WITHIN])
    return bool(
        _NOT_DENIED.search(cue)
        or lexicon.words("denials", "left_open", "cues").search(cue)
        or lexicon.words("denials", "left_open", "heads").search(head)
    )


def says_unreal(words: str) -> bool:
    """Whether words say that a thing was staged or forged."""
    return bool(lexicon.kinds_in(words) & lexicon.act_class("unreal"))


def answers(words: str) -> bool:
    """Whether content denies what was said before by calling it untrue, whatever its reporting verb."""
    return bool(lexicon.words("denials", "rejecting").search(words))


def dismisses(a: Attribution, text: str) -> bool:
    """Whether a cue rejects an accusation that it, or the beginning of the content, names ("slammed the claims")."""
    verb = lexicon.words("denials", "dismissing", "verbs").search(words_of(a.cue, text))
    if verb is None:
        return False
    named = f"{words_of(a.cue, text)[verb.end() :]} {words_of(a.content, text)}".split()[:DISMISSED_WITHIN]
    return bool(lexicon.words("denials", "dismissing", "nouns").search(" ".join(named)))


def is_declining(a: Attribution, text: str) -> bool:
    """Whether the cue says that the speaker would not comment ("declined to comment on"), or "declined to" does with
    no more content than that ("comment for this").
    """
    content, cue = words_of(a.content, text), words_of(a.cue, text)
    if _NO_WORD.search(cue):
        return True
    if content and not _COMMENT.match(content):
        return False
    return bool(lexicon.denial_patterns()["declines to comment"].search(f"{cue} {content}".strip()))


#: When it was denied, which is no part of what is denied.
_WHEN = re.compile(
    r"\s+(?:yesterday|today|earlier|again|(?:(?:on|last)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\W*$"
)


def is_anaphoric(words: str) -> bool:
    """Whether words say only that something is denied or charged ("the allegations", "We reject any accusations")."""
    tokens = re.findall(r"[\w'’]+", _WHEN.sub("", words.casefold()))
    nouns = lexicon.entries("denials", "anaphora", "nouns")
    fillers = lexicon.entries("denials", "anaphora", "fillers")
    if _SAYS_FALSE.match(words):
        return True
    is_of_act = bool(_RESPONSIBLE.match(words))
    pointed = {t for before, t in pairwise(tokens) if is_of_act and before in _POINTING and lexicon.kinds_in(t)}
    known = nouns | fillers | pointed
    return bool(tokens) and any(t in nouns for t in tokens) and all(t in known for t in tokens)


def is_saying(words: str) -> bool:
    """Whether words are a noun of saying and what it is on, without a clause ("the accusations over the loss")."""
    return bool(_SAYING.match(words.casefold())) and not _CLAUSE.search(_ON.split(words, maxsplit=1)[0])


_AS = re.compile(r"\bas\b", re.IGNORECASE)
#: Acts in which a lack of evidence is put forward against another's charge.
_PUTTING = frozenset({Act.ASSERT, Act.ACCUSE, Act.DENY, Act.EVALUATE, Act.ANNOUNCE})
_NO_EVIDENCE = re.compile(
    r"[^,;:.]{0,60}?(?:\b(?:no|not|never|without|nothing)\b|n['’]t\b)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:evidence|proof|indications?|signs?|(?<=nothing\s)to\s+(?:show|suggest|prove))\s+that\s+",
    re.IGNORECASE,
)
_NO_EVIDENCE_OF = re.compile(
    r"[^,;:.]{0,60}?(?:(?:\b(?:no|not|never|without)\b|n['’]t\b)\s+(?:[\w’'-]+\s+){0,3}?(?:evidence|proof|indications?|signs?)\s+(?:of|for)"
    r"|\bnothing\W+(?:that|which|to)\s+(?:points?|pointed|suggest(?:s|ed)?|indicate[sd]?|shows?|proves?)(?:\s+to)?)\s+(?!that\b)",
    re.IGNORECASE,
)
#: "This was a lie" says of what was said before that it is not so.
_SAYS_FALSE = re.compile(
    r"\W*(?:all\s+)?(?:this|that|it|these|those|they)\s+(?:is|was|are|were|['’]s)\s+(?:(?:all|just|simply|only|a|an|pure|complete|utter|blatant"
    r"|outright|absolute|absolutely|completely|utterly|total)\s+)*(?:lies?|untrue|false|nonsense|not\s+true|fabrications?|inventions?|slander"
    r"|fiction|rubbish|fairy\s+tales?)\W*$",
    re.IGNORECASE,
)
#: "Responsibility for that attack": the act is pointed at, and not told.
_RESPONSIBLE = re.compile(r"\W*(?:any\s+|all\s+)?(?:responsibility|involvement|role|part|blame|hand)\b", re.IGNORECASE)
_POINTING = frozenset({"that", "this", "the", "these", "those", "such"})
_NO_WORD = re.compile(
    r"\b(?:declin|refus)\w*\b.*\b(?:comment|elaborate|discuss|answer|respond|say)\b"
    r"|\bwould not (?:comment|elaborate|discuss|say)\b|\bno comment\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"\W*(?:to\s+)?(?:comment|elaborate|discuss|answer|respond|say)\w*(?:\W+\w+){0,5}\W*$", re.IGNORECASE
)
_SAYING = re.compile(
    r"\W*(?:(?:the|all|any|such|these|those|both|its|their|his|her|of|latest|sweeping|false|baseless)\s+)*"
    r"(?:accusation|allegation|claim|charge|assertion|insinuation|suggestion)s?\b"
)
_CLAUSE = re.compile(r"\b(?:that|of)\b", re.IGNORECASE)
_ON = re.compile(rf"\b{TOPIC}\b", re.IGNORECASE)
