"""Every kind of record the ledger keeps, in plain sight: table, columns, what it was made from.

The tables themselves are in ``migrations/``; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from counterclaim.ledger.rows import Below, Columns, Kind
from counterclaim.records import (
    Account,
    Actor,
    Article,
    Capture,
    Claim,
    Decision,
    Event,
    LineageLink,
    Merge,
    Origin,
    Party,
    Reading,
    Rejection,
    Relation,
    SpeakerLink,
    Utterance,
)

_SPAN = "start=span.start end=span.end"


class _RoleSpan(NamedTuple):
    attribution: str
    role: str
    start: int
    end: int


class _MemberSpan(NamedTuple):
    member: int
    start: int
    end: int


def _attribution_spans(reading: Reading) -> Iterator[_RoleSpan]:
    for item in reading.attributions:
        for role in ("source", "cue", "content", "hedge"):
            for span in getattr(item, role):
                yield _RoleSpan(item.id, role, span.start, span.end)
        if item.venue is not None:
            yield _RoleSpan(item.id, "venue", item.venue.start, item.venue.end)


def _member_spans(claim: Claim) -> Iterator[_MemberSpan]:
    for number, member in enumerate(claim.members):
        for span in member.spans:
            yield _MemberSpan(number, span.start, span.end)


def _below(owner: str, table: str, field: str, columns: str) -> Below:
    return Below(table=table, owner=owner, items=attrgetter(field), columns=Columns(columns))


def _volatile_in_rejection(record: Any) -> frozenset[str]:
    """The same bytes under two names are one capture, and which name its rejection bears is chance."""
    return frozenset({"id", "file"}) if record.capture is not None else frozenset()


CAPTURES = Kind(
    table="captures",
    record=Capture,
    columns=Columns("uri file part media_type size_bytes captured_at how warc_file warc_offset"),
    volatile=lambda _: frozenset({"uri", "file", "part", "captured_at", "how", "warc_file", "warc_offset"}),
)
REJECTIONS = Kind(
    table="rejections",
    record=Rejection,
    columns=Columns("capture file stage reason detail"),
    inputs=lambda r: (r.capture,),
    volatile=_volatile_in_rejection,
)
ARTICLES = Kind(
    table="articles",
    record=Article,
    columns=Columns(
        "capture file uri title outlet byline authors language published=published.value "
        "published_precision=published.precision published_method=published.method "
        "published_reason=published.reason text"
    ),
    inputs=lambda a: (a.capture,),
    volatile=lambda _: frozenset({"file", "uri"}),
    text_column="text",
    below=(
        _below("article", "segments", "segments", f"type {_SPAN}"),
        _below("article", "credits", "credits", f"name kind {_SPAN}"),
        _below(
            "article",
            "date_candidates",
            "published.alternatives",
            f"value precision kind method confidence {_SPAN}",
        ),
    ),
)
READINGS = Kind(
    table="readings",
    record=Reading,
    key="article",
    columns=Columns("language"),
    inputs=lambda r: (r.article,),
    below=(
        _below(
            "article",
            "attributions",
            "attributions",
            "id kind speaker speaker_mention parent act polarity said=said.value "
            "said_precision=said.precision confidence act_confidence made_by",
        ),
        Below(
            table="attribution_spans",
            owner="article",
            items=_attribution_spans,
            columns=Columns("attribution role start end"),
        ),
        _below("article", "entities", "entities", f"type use confidence {_SPAN}"),
        _below(
            "article", "timexes", "timexes", f"type value precision first_day=start last_day=end direction rule {_SPAN}"
        ),
        _below("article", "mentions", "mentions", f"entity form type confidence {_SPAN}"),
        _below("article", "own_voice", "own_voice", f"confidence {_SPAN}"),
        _below("article", "evidence", "evidence", f"type confidence {_SPAN}"),
        _below("article", "framing", "framing", f"kind confidence {_SPAN}"),
    ),
)
PARTIES = Kind(
    table="parties",
    record=Party,
    columns=Columns("name"),
    inputs=lambda p: p.actors,
    below=(_below("party", "party_evidence", "evidence", f"actor article reason {_SPAN}"),),
)
ACTORS = Kind(
    table="actors",
    record=Actor,
    columns=Columns("name kind party aliases"),
    inputs=lambda a: (m.article for m in a.mentions),
    below=(_below("actor", "actor_mentions", "mentions", f"article form {_SPAN}"),),
)
MERGES = Kind(table="merges", record=Merge, columns=Columns("actor a b reason weight"), inputs=lambda m: (m.actor,))
SPEAKERS = Kind(
    table="attribution_speakers",
    record=SpeakerLink,
    key="attribution",
    columns=Columns("actor why"),
    inputs=lambda s: (s.attribution, s.actor),
)
CLAIMS = Kind(
    table="claims",
    record=Claim,
    columns=Columns(
        "label_article=label.article label_start=label.start label_end=label.end contested origins "
        "places=referents.places dates=referents.dates numbers=referents.numbers"
    ),
    inputs=lambda c: (m.attribution or m.article for m in c.members),
    below=(
        _below(
            "claim",
            "claim_members",
            "members",
            "article attribution actor stance denial evidence confidence why",
        ),
        Below(
            table="claim_member_spans",
            owner="claim",
            items=_member_spans,
            columns=Columns("member start end"),
        ),
    ),
)
RELATIONS = Kind(
    table="relations",
    record=Relation,
    columns=Columns("a b type within_party reason confidence"),
    inputs=lambda r: (r.a, r.b),
)
ACCOUNTS = Kind(
    table="accounts",
    record=Account,
    columns=Columns("party referent"),
    inputs=lambda a: (a.party, *a.claims),
    below=(
        _below("account", "account_claims", "claims", "claim=."),
        _below("account", "account_exclusions", "excludes", "excludes=account relation"),
    ),
)
UTTERANCES = Kind(
    table="utterances",
    record=Utterance,
    columns=Columns("speaker said"),
    inputs=lambda u: (v.attribution for v in u.variants),
    below=(_below("utterance", "utterance_variants", "variants", "article attribution differences"),),
)
LINEAGE = Kind(
    table="lineage",
    record=LineageLink,
    columns=Columns("a b type score directed reason"),
    inputs=lambda link: (link.a, link.b),
    below=(
        _below("link", "lineage_passages", "passages", "a_start=a.start a_end=a.end b_start=b.start b_end=b.end"),
        _below("link", "lineage_drift", "drift", "what a b"),
    ),
)
ORIGINS = Kind(
    table="origins",
    record=Origin,
    columns=Columns("reason"),
    inputs=lambda o: o.articles,
    below=(_below("origin", "origin_articles", "articles", "article=."),),
)
EVENTS = Kind(
    table="events",
    record=Event,
    columns=Columns(f"article {_SPAN} when_start=when.start when_end=when.end value precision anchor attribution"),
    inputs=lambda e: (e.article, e.attribution),
)
DECISIONS = Kind(
    table="decisions",
    record=Decision,
    columns=Columns("n who when what target before after why previous hash"),
    inputs=lambda d: (d.target,),
    volatile=lambda _: frozenset({"id", "when", "previous", "hash"}),
)

#: Proposals over the whole case: replaced together, never one by one.
CASE_KINDS = (
    PARTIES,
    ACTORS,
    MERGES,
    SPEAKERS,
    CLAIMS,
    RELATIONS,
    ACCOUNTS,
    UTTERANCES,
    LINEAGE,
    ORIGINS,
    EVENTS,
)
KINDS = (CAPTURES, REJECTIONS, ARTICLES, READINGS, *CASE_KINDS, DECISIONS)
KIND_OF: dict[type[Any], Kind] = {kind.record: kind for kind in KINDS}
