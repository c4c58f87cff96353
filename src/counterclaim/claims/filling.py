"""All that a unit holds, read from the words of one proposition.

What it charges whom with, what it is on and compared by, how it is hedged, what stands as evidence, and what around it
sets it against what was said before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from counterclaim.claims import lexicon
from counterclaim.claims.charges import charge_of, names_only
from counterclaim.claims.corrections import corrected
from counterclaim.claims.deeds import deeds_in
from counterclaim.claims.inquiry import Inquiry
from counterclaim.claims.propositions import TOPIC, Part, is_anaphoric, is_declining, is_left_open, is_saying
from counterclaim.claims.rebuttals import retorts
from counterclaim.claims.retold import is_retold
from counterclaim.claims.sides import Named, without_sides
from counterclaim.claims.unit import SHORT_CONTENT_WORDS, Unit
from counterclaim.records import Act, Attribution, EvidenceMention, Span, content_id, hull, words_of

_PRONOUNS = frozenset("it she he they this that these those her his its their both".split())
#: What somebody calls the accusation that he denies.
_CALLED = re.compile(r"\b(?:as|to be|is|are)\b", re.IGNORECASE)
#: A charge that is called by its topic does it in at most so many words; its noun stands so many characters before it.
TOPIC_WORDS, BEFORE = 14, 40
_ON_TOPIC = re.compile(rf"\W*(?:(?:against|by|from|of|made by|the)\W+)*{TOPIC}\s", re.IGNORECASE)
_BEHIND_NOUN = re.compile(rf"\b{TOPIC}\s+(?:(?:the|its|their|his|her|this|that)\s+)?$", re.IGNORECASE)
_NOUN_OF_CHARGE = re.compile(
    r"\b(?:accusation|allegation|claim|charge|insinuation|assertion|suggestion)s?\W*$", re.IGNORECASE
)
#: Two sides that charge each other charge different things, which these words do not tell.
_EACH_OTHER = re.compile(r"\W*(?:each other|one another)\b", re.IGNORECASE)
#: What is left of "contradicts that of Orland" without the name.
_OF_SIDE = re.compile(r"\W*of(?:\s+the)?\W*", re.IGNORECASE)
#: What stands as evidence where the words name none.
NONE_STATED = "none stated"


def make_unit(inquiry: Inquiry, a: Attribution | None, part: Part, children: tuple[str, ...]) -> Unit:
    """The unit of one proposition of an attribution or, where there is none, of the outlet's own.

    Args:
        inquiry: the article, and what it asks of the case.
        a: who puts it forward, and how.
        part: the proposition.
        children: the statements of others that it names.
    """
    spans, core = tuple(p.span for p in part.pieces), tuple(p.core for p in part.pieces)
    words = words_of(spans, inquiry.text)
    whole = hull(spans)
    sentence = next((s for s in inquiry.reading.sentences if s.overlaps(whole)), whole)
    actor = inquiry.speaker(a.id) if a else None
    party = inquiry.side(a) if a else None
    accused = _accused(inquiry, a, spans, party, part)
    named = [n for s in core for n in inquiry.named(a, s, party)]
    fallback = next(iter(sorted(accused)), None) if len(accused) == 1 else None
    deeds = deeds_in(inquiry.text, core, named, fallback)
    is_charging = part.is_denied or (a is not None and a.act is Act.ACCUSE)
    return Unit(
        id=content_id("unit", inquiry.article.id, a.id if a else "own", *spans, part.is_denied),
        article=inquiry.article.id,
        attribution=a,
        spans=spans,
        words=words,
        context=_context(inquiry, a, core, words_of(core, inquiry.text)),
        topic=_topic(inquiry, core, named, sentence),
        sentence=sentence,
        actor=actor,
        party=party,
        accused=accused,
        scene=inquiry.scene(spans),
        numbers=lexicon.numbers_in(words_of(spans, inquiry.undated)) - corrected(words),
        deeds=deeds,
        kinds=frozenset(d.kind for d in deeds if d.is_told),
        charge=charge_of(deeds, accused, party, is_charging=is_charging, is_bare=names_only(inquiry.text, core, named)),
        things=lexicon.things_in(words_of(core, inquiry.text)),
        evidence=_evidence(inquiry, a, spans, sentence),
        hedge=_hedge(inquiry, a, spans),
        said=(a.said.value[:10] if a and a.said else None) or (inquiry.article.published.value or "")[:10] or None,
        is_denial=part.is_denied,
        is_anaphoric=part.is_answer or (a is not None and _is_bare(inquiry, a, part, party)),
        is_declining=not part.is_denied and a is not None and is_declining(a, inquiry.text),
        is_part=part.is_part,
        is_retold=is_retold(inquiry.text, a, spans, inquiry.reading.sentences),
        is_open=a is not None and is_left_open(words_of(a.cue, inquiry.text), words),
        is_question=a is None and inquiry.text[whole.start : whole.end].rstrip("\"”' ").endswith("?"),
        children=children,
        retort=_retort(inquiry, a, spans, sentence) if a is not None else None,
    )


def _is_bare(inquiry: Inquiry, a: Attribution, part: Part, party: str | None) -> bool:
    """Whether nothing is left of the words but a name and a noun of saying ("repeated Halvenia's charge").

    What a denial calls it is left out ("that version | as an insult", "these claims | to be lies").
    """
    left = [without_sides(inquiry.text, p.span, inquiry.named(None, p.span, party)) for p in part.pieces]
    words = re.sub(r"(?<!\w)['’]s?(?!\w)", " ", " ".join(left))
    if a.act is Act.DENY and part.is_denied:
        words = _CALLED.split(words, maxsplit=1)[0]
        if _OF_SIDE.fullmatch(words):
            return True
    tells_nothing = is_saying(words) or _EACH_OTHER.match(words) is not None
    if is_anaphoric(words) or (tells_nothing and not lexicon.kinds_in(words) - {"blame", "sink", "lie"}):
        return True
    return a.act is Act.ACCUSE and _is_topic(inquiry, a, part, words)


def _is_topic(inquiry: Inquiry, a: Attribution, part: Part, words: str) -> bool:
    """Whether a charge is called by what it is on alone ("accusations over *the ferry*", "claims about a village")."""
    whole = hull([p.span for p in part.pieces])
    before = inquiry.text[max(0, whole.start - BEFORE) : whole.start]
    on = _ON_TOPIC.match(words) or (_BEHIND_NOUN.search(before) and words)
    is_noun = bool(a.cue) and _NOUN_OF_CHARGE.search(words_of(a.cue, inquiry.text)) is not None
    return bool(on) and is_noun and len(words.split()) <= TOPIC_WORDS and not lexicon.kinds_in(words)


def _accused(
    inquiry: Inquiry, a: Attribution | None, spans: Sequence[Span], party: str | None, part: Part
) -> frozenset[str]:
    """The sides a unit charges: those it names beside the speaker's own; what is denied, its denier."""
    if part.is_denied and party:
        return frozenset({party})
    named = {
        n.party: None for s in spans for n in inquiry.named(a, s, party) if not n.first_person and n.party != party
    }
    if not named and a is not None and a.act is Act.ACCUSE and a.parent in inquiry.by_id:
        parent = inquiry.by_id[a.parent]
        denier = inquiry.party(parent.id)
        if parent.act is Act.DENY and denier and denier != party:
            return frozenset({denier})
    if a is not None and a.act is Act.ACCUSE:
        return frozenset(list(named)[:1])
    return frozenset(named)


def _context(inquiry: Inquiry, a: Attribution | None, spans: tuple[Span, ...], words: str) -> str:
    """What a unit is compared by: its words, with who said it and how where the words are few."""
    if a is None or len(words.split()) >= SHORT_CONTENT_WORDS:
        return words
    whole = hull((*a.source, *a.cue, *spans))
    is_alone = not any(whole.overlaps(c) and not any(s.overlaps(c) for s in spans) for c in a.content)
    inside = sum(c.end - c.start for c in a.content if whole.overlaps(c)) - sum(s.end - s.start for s in spans)
    if is_alone and inside < len(words) and whole.end - whole.start < 300:
        return inquiry.text[whole.start : whole.end]
    return f"{words_of((*a.source, *a.cue), inquiry.text)}: {words}"


def _topic(inquiry: Inquiry, spans: Sequence[Span], named: Sequence[Named], sentence: Span) -> str:
    """What a unit is on, without the names of sides; a pronoun at its start stands for the sentence before."""
    words = " ".join(without_sides(inquiry.text, s, named) for s in spans)
    if words_of(spans, inquiry.text).split(" ", 1)[0].casefold().strip("\"“‘'") not in _PRONOUNS:
        return words
    at = bisect_right(inquiry.reading.sentences, sentence) - 1
    before = inquiry.reading.sentences[at - 1 : at] if at > 0 else ()
    return f"{before[0].of(inquiry.text)} {words}" if before else words


def _evidence(inquiry: Inquiry, a: Attribution | None, spans: Sequence[Span], sentence: Span) -> tuple[str, ...]:
    def near(e: EvidenceMention) -> bool:
        return any(s.overlaps(e.span) for s in spans) or (a is not None and sentence.contains(e.span))

    return tuple(sorted({e.type for e in inquiry.reading.evidence if near(e)})) or (NONE_STATED,)


def _hedge(inquiry: Inquiry, a: Attribution | None, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Hedging words inside the unit, and those the reader found beside its cue."""
    found = {
        Span(m.start(), m.end())
        for s in spans
        for m in lexicon.words("acts", "hedge").finditer(inquiry.text, s.start, s.end)
    }
    return tuple(sorted(found | set(a.hedge if a else ())))


def _retort(inquiry: Inquiry, a: Attribution, spans: Sequence[Span], sentence: Span) -> Span | None:
    """Words that set a statement against what was said before it, in the sentence where it begins or, where nothing
    else is said there, in the one before.
    """
    first = min((*a.content, *spans))
    at = bisect_right(inquiry.reading.sentences, Span(first.start, len(inquiry.text))) - 1
    sentence = inquiry.reading.sentences[at] if at >= 0 else sentence
    before = inquiry.reading.sentences[at - 1] if at > 0 else sentence
    for m in retorts().finditer(inquiry.text, before.start, sentence.end):
        found = Span(m.start(), m.end())
        others = [c for x in inquiry.attributions for c in x.content if not found.contains(c)]
        if found.start < sentence.start and any(before.overlaps(c) for c in others):
            continue
        if not any(c.overlaps(found) for c in others) or found.start - first.start in (0, 1):
            return found
    return None
