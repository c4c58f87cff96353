"""The wording of each outlet: words given to each party, cues and what they imply, names of places, loaded words.

Counts and the words behind them, the same for every outlet and party; outlets by alphabet, and no grade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records import CaseFraming, CueUse, Implicature, PartyShare, PlaceNames, Span
from counterclaim.views.dossier.assertions import words_anchor
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, clipped

#: What each implicature means, in the order in which it is shown.
IMPLICATURES = {
    Implicature.NEUTRAL: "says that it was said, and no more",
    Implicature.DISTANCING: "the outlet does not stand behind it",
    Implicature.ENDORSING: "takes it for so",
    Implicature.RELUCTANT: "takes it for so, and says that the speaker gave way",
    Implicature.INSISTING: "said with force, or against doubt",
    Implicature.COLOURED: "paints how the speaker spoke",
    Implicature.NEGATED: "not said, not confirmed, not known",
    Implicature.UNLISTED: "not in the list of cue words",
}
_KINDS = {
    "loaded": "Wording that takes a side",
    "scare_quote": "Words in scare quotes",
    "distancing_cue": "Words that keep a distance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A wording and the places where it stands."""

    words: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What an outlet gives to one party. ``href`` leads to the first of the statements."""

    statements: int
    quotes: int
    quoted_words: int
    reported_words: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cues of one implicature with which an outlet introduces one party's statements."""

    implicature: str
    meaning: str
    count: int
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCues:
    """How one party's statements are introduced."""

    party: str
    cues: tuple[Cues, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletWording:
    """One outlet: ``shares`` are in the order of the table's columns, None where it gives a party nothing."""

    id: str
    name: str
    reports: int
    shares: tuple[Share | None, ...]
    cues: tuple[PartyCues, ...]
    own: tuple[tuple[str, tuple[Use, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place with several names: each form with why it differs, and which outlets use it where."""

    forms: tuple[tuple[str, str, tuple[Use, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Everything of the section."""

    parties: tuple[str, ...]
    outlets: tuple[OutletWording, ...]
    places: tuple[PlaceView, ...]
    meanings: tuple[tuple[str, str], ...]


def wording(index: Index) -> Wording:
    """The wording section of a case."""
    found = index.framing
    parties = (*(p.id for p in index.parties), None)
    read = [a.id for a in index.articles if index.is_read(a.id)]
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for article in read:
        by_outlet[index.outlet(article)].append(article)
    names = sorted(by_outlet, key=lambda n: _order(index, n, by_outlet[n][0]))
    return Wording(
        parties=tuple(index.party[p].name if p is not None else "no party read" for p in parties),
        outlets=tuple(_outlet(index, found, n, by_outlet[n], parties) for n in names),
        places=tuple(_place(index, p) for p in found.places),
        meanings=tuple((i.value, m) for i, m in IMPLICATURES.items()),
    )


def _order(index: Index, name: str, first: str) -> tuple[bool, str, int]:
    """By alphabet; reports without an outlet behind them, by number."""
    is_nameless = index.article[first].outlet is None
    return (is_nameless, "" if is_nameless else name.casefold(), index.number[first])


def _outlet(
    index: Index, found: CaseFraming, name: str, articles: Sequence[str], parties: Sequence[str | None]
) -> OutletWording:
    shares = [s for s in found.shares if s.article in articles]
    cues = [c for c in found.cues if c.article in articles]
    return OutletWording(
        id=anchor("wording", articles[0]),
        name=index.short(articles[0]),
        reports=len(articles),
        shares=tuple(_share(index, [s for s in shares if s.party == p]) for p in parties),
        cues=tuple(_party_cues(index, cues, p) for p in parties if any(c.party == p for c in cues)),
        own=tuple((title, uses) for kind, title in _KINDS.items() if (uses := _own(index, articles, kind))),
    )


def _share(index: Index, shares: Sequence[PartyShare]) -> Share | None:
    if not shares:
        return None
    return Share(
        statements=sum(len(s.attributions) for s in shares),
        quotes=sum(s.quotes for s in shares),
        quoted_words=sum(s.quoted_words for s in shares),
        reported_words=sum(s.reported_words for s in shares),
        href=words_anchor(index.attribution[shares[0].attributions[0]]),
    )


def _party_cues(index: Index, cues: Iterable[CueUse], party: str | None) -> PartyCues:
    by_kind: dict[Implicature, list[CueUse]] = defaultdict(list)
    for cue in cues:
        if cue.party == party:
            by_kind[cue.implicature].append(cue)
    found = [(kind, by_kind[kind]) for kind in IMPLICATURES if kind in by_kind]
    return PartyCues(
        party=index.party[party].name if party is not None else "no party read",
        cues=tuple(
            Cues(implicature=k.value, meaning=IMPLICATURES[k], count=len(c), uses=_cue_uses(index, c)) for k, c in found
        ),
    )


def _cue_uses(index: Index, cues: Iterable[CueUse]) -> tuple[Use, ...]:
    """Cue words as printed, the most used first, each use leading to its statement."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for cue in cues:
        words = " ".join(cue.span.of(index.article[cue.article].text).split()).casefold()
        by_words[words].append(words_anchor(index.attribution[cue.attribution]))
    return _ranked(by_words)


def _own(index: Index, articles: Iterable[str], kind: str) -> tuple[Use, ...]:
    by_words: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for f in index.reading[article].framing:
            if f.kind == kind:
                words = clipped(f.span.of(index.article[article].text), 60)
                by_words[words].append(framing_anchor(article, f.span, kind))
    return _ranked(by_words)


def _ranked(by_words: dict[str, list[str]]) -> tuple[Use, ...]:
    ordered = sorted(by_words, key=lambda w: (-len(by_words[w]), w))
    return tuple(Use(words=w, hrefs=tuple(by_words[w])) for w in ordered)


def _place(index: Index, place: PlaceNames) -> PlaceView:
    return PlaceView(
        forms=tuple(
            (form, why, _users(index, place, form)) for form, why in zip(place.forms, ("", *place.why), strict=True)
        )
    )


def _users(index: Index, place: PlaceNames, form: str) -> tuple[Use, ...]:
    """The outlets that use a form, by alphabet, with each place where they do."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for use in place.uses:
        if use.form == form and use.article in index.article:
            by_outlet[index.short(use.article)].append(toponym_anchor(use.article, use.span))
    return tuple(Use(words=n, hrefs=tuple(by_outlet[n])) for n in sorted(by_outlet, key=str.casefold))


def framing_anchor(article: str, span: Span, kind: str) -> str:
    """The id of a wording in the outlet's own voice."""
    return anchor("fr", article, *span, kind)


def toponym_anchor(article: str, span: Span) -> str:
    """The id of a name of a place that has several."""
    return anchor("tp", article, *span)
