"""All reading of the ledger: one case, as it was at one moment, with the lookups that views need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from counterclaim.ledger import Ledger
from counterclaim.records import (
    Account,
    Actor,
    ActorKind,
    Article,
    Attribution,
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
    Span,
    SpeakerLink,
    Utterance,
)

V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A name under which the bytes of a capture came."""

    capture: str
    file: str
    part: str | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything a view needs. Tuples are sorted by id, decisions by their number."""

    name: str
    captures: tuple[Capture, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    articles: tuple[Article, ...] = ()
    readings: tuple[Reading, ...] = ()
    actors: tuple[Actor, ...] = ()
    merges: tuple[Merge, ...] = ()
    parties: tuple[Party, ...] = ()
    speakers: tuple[SpeakerLink, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    accounts: tuple[Account, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    lineage: tuple[LineageLink, ...] = ()
    origins: tuple[Origin, ...] = ()
    events: tuple[Event, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    decisions: tuple[Decision, ...] = ()
    models: tuple[tuple[str, str], ...] = ()
    is_current: bool = True

    @cached_property
    def capture_by_id(self) -> Mapping[str, Capture]:
        """Captures by sha256."""
        return MappingProxyType({c.id: c for c in self.captures})

    @cached_property
    def article_by_id(self) -> Mapping[str, Article]:
        """Articles by id."""
        return MappingProxyType({a.id: a for a in self.articles})

    @cached_property
    def reading_by_article(self) -> Mapping[str, Reading]:
        """Readings by the id of the article read."""
        return MappingProxyType({r.article: r for r in self.readings})

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each article in the order of the case, by id."""
        return MappingProxyType({a.id: n for n, a in enumerate(self.articles)})

    @cached_property
    def read_or_not(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the articles in which a sentence was read, and of the others, each in the order of the case."""
        read = {r.article for r in self.readings if r.sentences}
        ids = [a.id for a in self.articles]
        return tuple(a for a in ids if a in read), tuple(a for a in ids if a not in read)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions of all readings, by id."""
        every = (a for r in self.readings for a in r.attributions)
        return tuple(sorted(every, key=lambda a: a.id))

    @cached_property
    def attribution_by_id(self) -> Mapping[str, Attribution]:
        """Attributions by id."""
        return MappingProxyType({a.id: a for a in self.attributions})

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return MappingProxyType({a.id: a for a in self.actors})

    @cached_property
    def party_by_id(self) -> Mapping[str, Party]:
        """Parties by id."""
        return MappingProxyType({p.id: p for p in self.parties})

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return MappingProxyType({c.id: c for c in self.claims})

    @cached_property
    def relation_by_id(self) -> Mapping[str, Relation]:
        """Relations by id."""
        return MappingProxyType({r.id: r for r in self.relations})

    @cached_property
    def account_by_id(self) -> Mapping[str, Account]:
        """Accounts by id."""
        return MappingProxyType({a.id: a for a in self.accounts})

    @cached_property
    def speaker_of(self) -> Mapping[str, str]:
        """The actor who speaks, by attribution id; an attribution with no known speaker is not in it."""
        return MappingProxyType({s.attribution: s.actor for s in self.speakers})

    @cached_property
    def why_speaker(self) -> Mapping[str, str]:
        """Why that actor is taken for the speaker, by attribution id."""
        return MappingProxyType({s.attribution: s.why for s in self.speakers})

    @cached_property
    def claims_of_actor(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims an actor is a member of, whatever the stance, by actor id."""
        pairs = ((m.actor, c) for c in self.claims for m in c.members if m.actor is not None)
        return _grouped(pairs)

    @cached_property
    def claims_of_article(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims an article gives voice to, by article id."""
        return _grouped((m.article, c) for c in self.claims for m in c.members)

    @cached_property
    def claims_of_attribution(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims an attribution is a member of, by attribution id."""
        pairs = ((m.attribution, c) for c in self.claims for m in c.members if m.attribution is not None)
        return _grouped(pairs)

    @cached_property
    def relations_of_claim(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations a claim stands in, by claim id."""
        return _grouped((claim, r) for r in self.relations for claim in (r.a, r.b))

    @cached_property
    def names_of_capture(self) -> Mapping[str, tuple[Sighting, ...]]:
        """Every name the bytes of a capture came under, by sha256."""
        return _grouped((s.capture, s) for s in self.sightings)

    @cached_property
    def outlet_actor_of(self) -> Mapping[str, str]:
        """The actor that stands for an article's outlet, by article id, where the case has one."""
        media = [a for a in self.actors if a.kind is ActorKind.MEDIA]
        by_name = {name.casefold(): a.id for a in reversed(media) for name in (*a.aliases, a.name)}
        pairs = ((a.id, by_name.get((a.outlet or "").casefold())) for a in self.articles)
        return MappingProxyType({article: actor for article, actor in pairs if actor is not None})

    def words(self, article: str, span: Span) -> str:
        """The exact words at ``span`` in an article."""
        return span.of(self.article_by_id[article].text)

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attributions an attribution is nested in, outermost first, ending with itself."""
        chain: list[Attribution] = []
        link: Attribution | None = attribution
        while link is not None and link not in chain:  # a loop is a fault of a reading, not a reason to hang
            chain.append(link)
            link = self.attribution_by_id.get(link.parent) if link.parent is not None else None
        return tuple(reversed(chain))


def load_case(case_dir: Path) -> Case:
    """Read a whole case, as of one moment, checking each record against its digest.

    Raises:
        CaseError: if there is no case.
        IntegrityError: if a record was altered.
    """
    with Ledger.open(case_dir, readonly=True) as ledger, ledger.snapshot():
        sightings = ledger.sightings()
        return Case(
            name=case_dir.resolve().name,
            captures=ledger.records(Capture),
            sightings=tuple(Sighting(capture=c, file=f, part=p) for c, f, p in sightings),
            articles=ledger.articles(),
            readings=ledger.readings(),
            actors=ledger.records(Actor),
            merges=ledger.records(Merge),
            parties=ledger.records(Party),
            speakers=ledger.records(SpeakerLink),
            claims=ledger.records(Claim),
            relations=ledger.records(Relation),
            accounts=ledger.records(Account),
            utterances=ledger.records(Utterance),
            lineage=ledger.records(LineageLink),
            origins=ledger.records(Origin),
            events=ledger.records(Event),
            rejections=ledger.records(Rejection),
            decisions=ledger.decisions(),
            models=tuple(sorted(ledger.models().items())),
            is_current=ledger.has_current_case(),
        )


def _grouped(pairs: Iterable[tuple[str, V]]) -> Mapping[str, tuple[V, ...]]:
    """Values by key, each once, in the order in which they came."""
    groups: defaultdict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        if not groups[key] or groups[key][-1] is not value:
            groups[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})
