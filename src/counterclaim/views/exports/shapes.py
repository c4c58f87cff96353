"""The lines of the JSON-lines form: what each record looks like in it.

Fields named in the format keep their name and meaning; the record's further fields are written beside them,
so that nothing the ledger says is lost. Offsets are code points into the article's ``text``, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from counterclaim.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    LineageLink,
    Member,
    QuoteKind,
    Span,
    to_builtins,
)
from counterclaim.views.query import Case
from counterclaim.views.wording import framing_of

Line = dict[str, Any]


def article_lines(case: Case) -> Iterator[Line]:
    """Articles with typed segments and the publication date's evidence and alternatives."""
    return (_article(article) for article in case.articles)


def _article(article: Article) -> Line:
    segments = [{"type": s.type.value, "start": s.span.start, "end": s.span.end} for s in article.segments]
    credits = [{"name": c.name, "kind": c.kind, "start": c.span.start, "end": c.span.end} for c in article.credits]
    return _plain(article) | {"segments": segments, "credits": credits}


def actor_lines(case: Case) -> Iterator[Line]:
    """Actors with every place where they are named or meant."""
    return (_actor(actor) for actor in case.actors)


def _actor(actor: Actor) -> Line:
    mentions = [
        {"article": m.article, "start": m.span.start, "end": m.span.end, "form": m.form.value} for m in actor.mentions
    ]
    return _plain(actor) | {"mentions": mentions}


def party_lines(case: Case) -> Iterator[Line]:
    """Parties with the words they were proposed from."""
    return (_plain(party) for party in case.parties)


def attribution_lines(case: Case) -> Iterator[Line]:
    """Attributions with their speaker as an actor, and the chain of actors from the outlet inwards."""
    return (_attribution(case, attribution) for attribution in case.attributions)


def _attribution(case: Case, attribution: Attribution) -> Line:
    named = {"speaker_name": attribution.speaker, "speaker": case.speaker_of.get(attribution.id)}
    return _plain(attribution) | named | {"chain": chain_of(case, attribution)}


def chain_of(case: Case, attribution: Attribution) -> list[str | None]:
    """Actor ids from the outlet to the speaker; None at a hop whose actor is not known.

    A hop is kept even where nobody is named: how often words changed hands is part of what is reported.
    """
    speakers = [case.speaker_of.get(link.id) for link in case.chain(attribution)]
    return [case.outlet_actor_of.get(attribution.article), *speakers]


def claim_lines(case: Case) -> Iterator[Line]:
    """Claims with their members; ``denial`` is null where a member denies nothing."""
    return (_claim(claim) for claim in case.claims)


def _claim(claim: Claim) -> Line:
    return _plain(claim) | {"members": [_member(member) for member in claim.members]}


def _member(member: Member) -> Line:
    return _plain(member) | {"denial": [str(d.value) for d in member.denial] or None}


def relation_lines(case: Case) -> Iterator[Line]:
    """Relations between claims."""
    return (_plain(relation) for relation in case.relations)


def account_lines(case: Case) -> Iterator[Line]:
    """Accounts, and which of the same party's accounts each excludes."""
    return (_plain(account) for account in case.accounts)


def utterance_lines(case: Case) -> Iterator[Line]:
    """Acts of speaking, each with every article's rendering."""
    return (_plain(utterance) for utterance in case.utterances)


def lineage_lines(case: Case) -> Iterator[Line]:
    """Which article takes from which. ``spans`` count in ``to``, ``from_spans`` beside them in ``from``."""
    return (_lineage(link) for link in case.lineage)


def _lineage(link: LineageLink) -> Line:
    passages = sorted(link.passages, key=lambda p: p.b)
    line = {k: v for k, v in _plain(link).items() if k not in ("a", "b", "passages")}
    return line | {
        "from": link.a,
        "to": link.b,
        "spans": [list(p.b) for p in passages],
        "from_spans": [None if p.a is None else list(p.a) for p in passages],
        "drift": [{"what": d.what, "from": d.a, "to": d.b} for d in link.drift],
    }


def event_lines(case: Case) -> Iterator[Line]:
    """Dated happenings; ``alternatives`` is there for the format, no other reading is kept today."""
    return (_plain(event) | {"alternatives": []} for event in case.events)


def framing_lines(case: Case) -> Iterator[Line]:
    """Wordings that take a side or keep a distance, cues and what they imply, names of places that have several."""
    found = framing_of(case)
    lines = [
        _framing(case, r.article, f.span, f.kind, confidence=f.confidence) for r in case.readings for f in r.framing
    ]
    lines += [
        _framing(case, c.article, c.span, "cue", c.implicature.value, c.actor, attribution=c.attribution)
        for c in found.cues
    ]
    uses = (u for p in found.places for u in p.uses)
    lines += [_framing(case, u.article, u.span, "toponym", u.form, u.place) for u in uses]
    return iter(sorted(lines, key=lambda f: (f["article"], f["start"], f["end"], f["kind"], f["attribution"] or "")))


def _framing(
    case: Case, article: str, span: Span, kind: str, value: str | None = None, about: str | None = None, *,
    attribution: str | None = None, confidence: float | None = None,
) -> Line:  # fmt: skip
    """One wording; ``value`` is a cue's implicature or a place's form, ``about`` the speaker's or the place's id."""
    return {
        "article": article,
        "kind": kind,
        "start": span.start,
        "end": span.end,
        "actor": _whose(case, article, span),
        "value": value,
        "about": about,
        "attribution": attribution,
        "confidence": confidence,
    }


def _whose(case: Case, article: str, span: Span) -> str | None:
    """The speaker's, inside quotation marks; everywhere else the outlet chose the word."""
    quotes = [
        a
        for a in case.reading_by_article[article].attributions
        if a.kind is QuoteKind.DIRECT and any(c.contains(span) for c in a.content)
    ]
    if not quotes:
        return case.outlet_actor_of.get(article)
    inmost = min(quotes, key=lambda a: (sum(c.end - c.start for c in a.content), a.id))
    return case.speaker_of.get(inmost.id)


def voice_lines(case: Case) -> Iterator[Line]:
    """How many statements and words each article gives to each party; ``party`` is null where none is known."""
    return (_plain(share) for share in framing_of(case).shares)


def decision_lines(case: Case) -> Iterator[Line]:
    """The reviewers' log, by id; ``n`` gives its order."""
    return (_plain(d) for d in sorted(case.decisions, key=lambda d: d.id))


def rejection_lines(case: Case) -> Iterator[Line]:
    """What could not be used, and why."""
    return (_plain(rejection) for rejection in case.rejections)


def capture_lines(case: Case) -> Iterator[Line]:
    """Captures with every name their bytes came under."""
    for capture in case.captures:
        names = [{"file": s.file, "part": s.part} for s in case.names_of_capture.get(capture.id, ())]
        yield _plain(capture) | {"names": names}


def reading_lines(case: Case) -> Iterator[Line]:
    """Readings whole: sentences, entities, times, mentions and the rest."""
    return (_plain(reading) for reading in case.readings)


def merge_lines(case: Case) -> Iterator[Line]:
    """Why names were taken for one actor."""
    return (_plain(merge) for merge in case.merges)


def origin_lines(case: Case) -> Iterator[Line]:
    """Articles that are not independent of each other."""
    return (_plain(origin) for origin in case.origins)


def speaker_lines(case: Case) -> Iterator[Line]:
    """Why an attribution's speaker was taken for an actor."""
    return (_plain(speaker) for speaker in case.speakers)


def _plain(record: object) -> Line:
    line: Line = to_builtins(record)
    return line


#: File name (without ``.jsonl``) and what makes its lines. The last six go beyond the format's list.
FILES: tuple[tuple[str, Callable[[Case], Iterator[Line]]], ...] = (
    ("articles", article_lines),
    ("actors", actor_lines),
    ("parties", party_lines),
    ("attributions", attribution_lines),
    ("claims", claim_lines),
    ("relations", relation_lines),
    ("accounts", account_lines),
    ("utterances", utterance_lines),
    ("lineage", lineage_lines),
    ("events", event_lines),
    ("framing", framing_lines),
    ("decisions", decision_lines),
    ("rejections", rejection_lines),
    ("captures", capture_lines),
    ("readings", reading_lines),
    ("merges", merge_lines),
    ("origins", origin_lines),
    ("speakers", speaker_lines),
    ("voices", voice_lines),
)
