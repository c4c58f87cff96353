"""What makes a statement less plain than its words: a second reading, a negation, what it rests on, what it answers.

Each of these is shown as a small remark that leads to the exact words it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records import Attribution, Member, SecondReading, Span
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, clipped, joined_words

#: Acts as a reader would name them; the record's own names stand in the exports.
_ACTS = {
    "assert": "a statement",
    "deny": "a denial",
    "accuse": "an accusation",
    "demand": "a demand",
    "announce": "an announcement",
    "predict": "a prediction",
    "question": "a question",
    "evaluate": "a judgement",
}
_KINDS = {"direct": "quoted word for word", "indirect": "in the report’s words", "mixed": "partly quoted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A lead-in in the program's words, then words of the article and where they stand, where there are any."""

    lead: str
    words: str = ""
    href: str = ""
    title: str = ""


def second_anchor(attribution: Attribution, place: int) -> str:
    """The id under which the words of a second source stand."""
    return anchor("s2", attribution.id, place)


def answer_anchor(member: Member) -> str:
    """The id under which the words that a denial answers stand."""
    label = member.answers
    return anchor("an", label.article, label.start, label.end) if label is not None else ""


def evidence_anchor(article: str, span: Span) -> str:
    """The id of words that were read as evidence."""
    return anchor("ev", article, *span)


def negation_anchor(attribution: Attribution) -> str:
    """The id of the first words that an attribution's polarity rests on."""
    return anchor("neg", attribution.id)


def second_remarks(index: Index, attribution: Attribution) -> tuple[Remark, ...]:
    """The readings that it was a near thing not to take."""
    text = index.article[attribution.article].text
    return tuple(_second(attribution, s, n, text) for n, s in enumerate(attribution.second))


def _second(attribution: Attribution, second: SecondReading, place: int, text: str) -> Remark:
    sure = f"{second.confidence:.2f}, against {second.taken:.2f} for the reading taken"
    if second.of == "source":
        words = clipped(joined_words(second.spans, text), 80)
        return Remark(
            lead="or said by", words=words, href=second_anchor(attribution, place) if second.spans else "", title=sure
        )
    if second.of == "cue":
        return Remark(lead="or nobody’s statement", title=sure)
    if second.of == "act":
        taken = _ACTS.get(attribution.act.value, attribution.act.value)
        return Remark(lead=f"read as {taken}, or {_ACTS.get(second.value or '', second.value or '')}", title=sure)
    return Remark(lead=f"or {_KINDS.get(second.value or '', second.value or second.of)}", title=sure)


def negation_remark(index: Index, attribution: Attribution, within: Sequence[Span] = ()) -> tuple[Remark, ...]:
    """The words that a denial, or the absence of a statement, was read from.

    Args:
        index: the case.
        attribution: whose they are.
        within: the statement, where it is one of several in the attribution; words of the others are not its own.
    """
    content = attribution.content
    others = [s for s in attribution.negation if any(c.overlaps(s) for c in content)]
    found = [s for s in attribution.negation if not within or s not in others or any(w.overlaps(s) for w in within)]
    if not found:
        return ()
    words = joined_words(found, index.article[attribution.article].text)
    lead = "negative by" if attribution.polarity == "negative" else "not negative, in spite of"
    return (Remark(lead=lead, words=clipped(words, 60), href=negation_anchor(attribution)),)


def evidence_remarks(index: Index, member: Member) -> tuple[Remark, ...]:
    """Each type of evidence with the words that name it; a type whose words cannot be found stands alone."""
    out = []
    for kind in member.evidence or ("none stated",):
        span = _evidence_words(index, member, kind)
        if span is None:
            out.append(Remark(lead=kind))
        else:
            words = clipped(span.of(index.article[member.article].text), 60)
            out.append(Remark(lead=kind, words=words, href=evidence_anchor(member.article, span)))
    return tuple(out)


def _evidence_words(index: Index, member: Member, kind: str) -> Span | None:
    """The longest words of that type inside the statement, else in a sentence that it touches."""
    reading = index.reading.get(member.article)
    if reading is None:
        return None
    spans = [e.span for e in reading.evidence if e.type == kind]
    if not spans:
        return None
    inside = [s for s in spans if any(m.overlaps(s) for m in member.spans)]
    around = [s for s in reading.sentences if any(m.overlaps(s) for m in _places(index, member))]
    near = inside or [s for s in spans if any(a.contains(s) for a in around)]
    return max(near, key=lambda s: (s.end - s.start, -s.start), default=None)


def _places(index: Index, member: Member) -> tuple[Span, ...]:
    attribution = index.attribution.get(member.attribution or "")
    return (*member.spans, *attribution.cue, *attribution.source) if attribution is not None else member.spans


def answer_remark(index: Index, member: Member) -> tuple[Remark, ...]:
    """The words that a denial was tied to, where it does not name them itself; of two readings both."""
    label = member.answers
    if label is None or label.article not in index.article:
        return ()
    words = index.article[label.article].text[label.start : label.end]
    first = Remark(lead="answers", words=clipped(words, 90), href=answer_anchor(member))
    return (first, *(_or_answers(index, other) for other in _other_readings(index, member)))


def _other_readings(index: Index, member: Member) -> tuple[Member, ...]:
    """The same denial as a member of other claims, where it may as well answer something else."""
    return tuple(m for m in index.readings_of.get(member.id, ()) if m.answers != member.answers)


def _or_answers(index: Index, other: Member) -> Remark:
    label = other.answers
    words = index.article[label.article].text[label.start : label.end] if label is not None else ""
    return Remark(lead="or, read otherwise,", words=clipped(words, 90), href=answer_anchor(other), title=other.why)
