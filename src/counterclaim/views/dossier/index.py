"""Lookups over one case that every section of the dossier needs, in the order in which it shows things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from counterclaim.records import Article, Attribution, CaseFraming, Claim, Member, Origin, Party, Span, Stance
from counterclaim.views.dossier.dates import dated, long_date
from counterclaim.views.dossier.words import clipped
from counterclaim.views.query import Case
from counterclaim.views.wording import framing_of

#: So many characters of a file's name stand for a report without an outlet.
FILE_SHOWN = 32
#: Reasons after which names of places follow.
_NAMING = ("different places", "different events")


class Index:
    """A case with its records by id, and the numbers under which the dossier shows articles and claims."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.articles = tuple(sorted(case.articles, key=_article_order))
        self.article = case.article_by_id
        self.number = {a.id: n for n, a in enumerate(self.articles, 1)}
        self.reading = case.reading_by_article
        self.attribution = case.attribution_by_id
        self.actor = case.actor_by_id
        self.party = case.party_by_id
        self.capture = case.capture_by_id
        anchored = [self._anchored(c) for c in case.claims]
        self.claims = tuple(sorted((c for c in anchored if c is not None), key=self._claim_order))
        self.claim = {c.id: c for c in self.claims}
        self.readings_of: dict[str, list[Member]] = {}
        for member in (m for c in self.claims for m in c.members if m.id and m.answers is not None):
            self.readings_of.setdefault(member.id, []).append(member)
        self.events = tuple(e for e in case.events if e.article in self.article)
        self.lineage = tuple(k for k in case.lineage if k.b in self.article)
        self.orphans = self._orphans()
        self.claim_number = {c.id: n for n, c in enumerate(self.claims, 1)}

    def _anchored(self, claim: Claim) -> Claim | None:
        """The claim with those members whose words are in the case; None if none are, or its label is not."""
        members = tuple(m for m in claim.members if self._is_anchored(m))
        if not members or claim.label.article not in self.article:
            return None
        return claim if len(members) == len(claim.members) else replace(claim, members=members)

    def _is_anchored(self, member: Member) -> bool:
        known = member.attribution is None or member.attribution in self.attribution
        return known and member.article in self.article

    def _orphans(self) -> int:
        """How many records point to words that are not there (a case that was not built to its end)."""
        members = sum(len(c.members) for c in self.case.claims) - sum(len(c.members) for c in self.claims)
        events = len(self.case.events) - len(self.events)
        return members + events + len(self.case.lineage) - len(self.lineage)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties in alphabetical order, the only order that favours none."""
        return tuple(sorted(self.case.parties, key=lambda p: (p.name.casefold(), p.id)))

    @cached_property
    def _party_of(self) -> dict[str, str]:
        listed = {a: p.id for p in self.parties for a in p.actors}
        own = {a.id: a.party for a in self.case.actors if a.party in self.party}
        return {**listed, **{actor: party for actor, party in own.items() if party is not None}}

    def party_id(self, actor: str | None) -> str | None:
        """The party an actor speaks for, if any is proposed."""
        return self._party_of.get(actor) if actor is not None else None

    def party_name(self, actor: str | None) -> str | None:
        """The name of the party an actor speaks for."""
        party = self.party_id(actor)
        return self.party[party].name if party is not None else None

    @cached_property
    def origin_of(self) -> dict[str, Origin]:
        """The origin each article was folded into. An article in none stands for itself."""
        return {a: o for o in sorted(self.case.origins, key=lambda o: o.id) for a in o.articles}

    def origin_count(self, articles: set[str]) -> int:
        """How many independent origins a set of articles comes down to."""
        return len({self.origin_of[a].id if a in self.origin_of else a for a in articles})

    @cached_property
    def members_of(self) -> dict[str, tuple[tuple[Claim, Member], ...]]:
        """By attribution id, the claims it is a member of; own-voice members stand under the article's id."""
        found: dict[str, list[tuple[Claim, Member]]] = defaultdict(list)
        for claim in self.claims:
            for member in claim.members:
                found[member.attribution or member.article].append((claim, member))
        return {key: tuple(pairs) for key, pairs in found.items()}

    @cached_property
    def framing(self) -> CaseFraming:
        """Cues, names of places and words given to each party, made once for the page."""
        return framing_of(self.case)

    @cached_property
    def toponyms(self) -> dict[str, list[Span]]:
        """By article, where places stand of which the case has several names."""
        found: dict[str, list[Span]] = defaultdict(list)
        for use in (u for p in self.framing.places for u in p.uses):
            found[use.article].append(use.span)
        return found

    @cached_property
    def _answering(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = defaultdict(list)
        for claim in self.claims:
            for member in claim.members:
                if member.answers is not None:
                    found[member.answers.article].append(member)
        return found

    def answering(self, article: str) -> list[Member]:
        """The members of claims that were tied to words of an article."""
        return self._answering.get(article, [])

    @cached_property
    def _printed(self) -> dict[str, str]:
        """By name in lower case, how the case's texts print it most often."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for reading in self.case.readings:
            if (article := self.article.get(reading.article)) is not None:
                for e in reading.entities:
                    words = " ".join(e.span.of(article.text).split())
                    found[words.casefold()][words] += 1
        return {name: min(forms, key=lambda f: (-forms[f], f)) for name, forms in found.items()}

    def as_printed(self, name: str) -> str:
        """A place that a record names in lower case, as the texts print it."""
        return self._printed.get(name.casefold(), name)

    def in_words(self, reason: str) -> str:
        """A recorded reason as it is read: dates in words, and places as the texts print them."""
        head, colon, names = dated(reason).partition(": ")
        if colon and head.endswith(_NAMING):
            names = re.sub(r"[^,/ ](?:[^,/]*[^,/ ])?", lambda m: self.as_printed(m[0]), names)
        return head + colon + names

    def attributions(self) -> Iterator[Attribution]:
        """All attributions, article by article in the dossier's order."""
        for article in self.articles:
            if article.id in self.reading:
                yield from self.reading[article.id].attributions

    def outlet(self, article: str) -> str:
        """The outlet's name as printed; where none is stated, the report's number and the file it is known by."""
        record = self.article[article]
        return record.outlet or f"Report {self.number[article]} ({self._file[article]})"

    @cached_property
    def _file(self) -> dict[str, str]:
        """By article the name of its file; where it has none of its own, that no outlet is stated."""
        held = Counter(a.file for a in self.articles)
        return {
            a.id: clipped(a.file, FILE_SHOWN) if a.file is not None and held[a.file] == 1 else "outlet not stated"
            for a in self.articles
        }

    def published(self, article: str) -> str:
        """The publication date in words."""
        value = self.article[article].published.value
        return long_date(value) if value is not None else "date not known"

    def speaker(self, attribution: Attribution) -> str:
        """The best name for who speaks: the case's actor, else the article's own words for the source."""
        actor = self.actor.get(self.case.speaker_of.get(attribution.id, ""))
        if actor is not None:
            return actor.name
        text = self.article[attribution.article].text
        printed = " ".join(s.of(text) for s in attribution.source)
        return attribution.speaker or printed or "nobody named"

    def is_read(self, article: str) -> bool:
        """Whether the article's text was read for attributions, as against kept and labelled only."""
        reading = self.reading.get(article)
        return reading is not None and bool(reading.sentences or reading.attributions)

    def _claim_order(self, claim: Claim) -> tuple[int, int, int, int, int, str]:
        """Contested first, then by how many reports carry it, then by where its label stands."""
        reports = len({m.article for m in claim.members})
        label = self.number.get(claim.label.article, 0)
        return (
            not claim.contested,
            -reports,
            -len(claim.members),
            label,
            claim.label.start,
            claim.id,
        )


def _article_order(article: Article) -> tuple[str, str, str, str]:
    return (article.published.value or "9999", article.outlet or "~", article.file or "", article.id)


#: The order in which stances are shown; it is the order of the record, not of merit.
STANCES = (
    Stance.AFFIRMS,
    Stance.DENIES,
    Stance.QUESTIONS,
    Stance.DECLINES,
    Stance.DISTANCES,
    Stance.REPORTS,
)
