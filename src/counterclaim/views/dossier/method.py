"""How the dossier was made: proposals, people's decisions, the bytes it rests on, what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.records import Decision, Rejection
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A model or rule set with its version, what it proposed, how many, how sure it was."""

    what: str
    made_by: str
    count: int
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureView:
    """The bytes behind one article."""

    outlet: str
    href: str
    file: str
    sha256: str
    captured_at: str
    how: str
    size: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """Everything of the last section."""

    makers: tuple[Maker, ...]
    decisions: tuple[Decision, ...]
    captures: tuple[CaptureView, ...]
    rejections: tuple[Rejection, ...]
    models: tuple[tuple[str, str], ...]
    orphans: int


def method(index: Index) -> Method:
    """The method section of a case."""
    return Method(
        makers=tuple(_makers(index)),
        decisions=tuple(sorted(index.case.decisions, key=lambda d: d.n)),
        captures=tuple(_captures(index)),
        rejections=tuple(sorted(index.case.rejections, key=lambda r: (r.file, r.stage, r.id))),
        models=index.case.models,
        orphans=index.orphans,
    )


def _proposals(index: Index) -> Iterator[tuple[str, str, float | None]]:
    """Every proposal as (what, made by, confidence)."""
    case = index.case
    yield from (("articles cut into segments, titles and dates", a.made_by, None) for a in index.articles)
    yield from (("attributions", a.made_by, a.confidence) for a in index.attributions())
    yield from (("actors", a.made_by, None) for a in case.actors)
    yield from (("parties", p.made_by, None) for p in case.parties)
    yield from (("assertions put to a claim", c.made_by, m.confidence) for c in index.claims for m in c.members)
    yield from (("relations between claims", r.made_by, r.confidence) for r in case.relations)
    yield from (("accounts", a.made_by, None) for a in case.accounts)
    yield from (("utterances", u.made_by, None) for u in case.utterances)
    yield from (("links of lineage", k.made_by, k.score) for k in index.lineage)
    yield from (("origins", o.made_by, None) for o in case.origins)
    yield from (("dated events", e.made_by, None) for e in index.events)


def _makers(index: Index) -> list[Maker]:
    found: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for what, made_by, confidence in _proposals(index):
        found[what, made_by].append(confidence)
    return [
        Maker(what=what, made_by=made_by, count=len(values), confidence=_spread(values))
        for (what, made_by), values in found.items()
    ]


def _spread(values: list[float | None]) -> str:
    """Lowest, highest and median confidence, or that none is given."""
    known = sorted(v for v in values if v is not None)
    if not known:
        return "none given"
    return f"{known[0]:.2f} to {known[-1]:.2f}, median {known[len(known) // 2]:.2f}"


def _captures(index: Index) -> Iterator[CaptureView]:
    for article in index.articles:
        capture = index.capture.get(article.capture)
        names = {s.file for s in index.case.names_of_capture.get(article.capture, ())} - {article.file}
        yield CaptureView(
            outlet=index.outlet(article.id),
            href=anchor("art", article.id),
            file=article.file or article.uri or "",
            sha256=article.capture,
            captured_at=f"{capture.captured_at:%Y-%m-%d %H:%M} UTC" if capture is not None else "not known",
            how=capture.how if capture is not None else "not known",
            size=f"{capture.size_bytes:,} bytes" if capture is not None else "not known",
            other_names=tuple(sorted(names)),
        )
