"""Three clocks on one page: when things are said to have happened, when it was said, when it was published.

The drawing runs downwards, one row for each date that the texts name, so that it is read on a phone like a
page; rows are in order but not to scale, and a gap of more than a day is named. A vague date ("March 2031")
keeps a row of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from counterclaim.views.dossier.assertions import words_anchor
from counterclaim.views.dossier.dates import day_of, long_date
from counterclaim.views.dossier.excerpt import excerpt
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, clipped, guarded, isolated

LANES = ("happened", "said", "published")
_TOP, _ROW, _GAP = 58, 34, 26
_LANE_X = {"happened": 150, "said": 235, "published": 320}
WIDTH = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on one clock. ``also`` are other reports that print it in the same words of the same speaker."""

    lane: str
    value: str
    words: Markup
    who: str
    outlet: str
    href: str
    read_from: str
    attribution: str | None = None
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The items of one lane on one date."""

    x: int
    y: int
    r: float
    count: int
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One date: its label, its place in the drawing, the gap before it, its items for the table."""

    value: str
    label: str
    y: int
    gap: str | None
    dots: tuple[Dot, ...]
    items: tuple[Item, ...]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawing and the table hold the same items."""

    rows: tuple[Row, ...]
    links: tuple[tuple[int, int, int, int], ...]
    width: int
    height: int
    undated: int


def timeline(index: Index) -> Timeline:
    """The three clocks of a case."""
    items = [*_happened(index), *_said(index), *_published(index)]
    rows = _rows(items)
    return Timeline(
        rows=tuple(rows),
        links=tuple(_links(items, rows)),
        width=WIDTH,
        height=(rows[-1].y if rows else _TOP) + _ROW,
        undated=sum(1 for e in index.events if e.value is None),
    )


def _happened(index: Index) -> list[Item]:
    found = []
    for event in sorted(index.events, key=lambda e: (index.number[e.article], e.span, e.id)):
        if event.value is None:
            continue
        text = index.article[event.article].text
        said = index.attribution.get(event.attribution or "")
        found.append(
            Item(
                lane="happened",
                value=day_of(event.value),
                words=isolated(clipped(event.span.of(text), 240)),
                who=index.speaker(said) if said is not None else "",
                outlet=index.outlet(event.article),
                href=anchor("e", event.id),
                read_from=event.when.of(text),
                attribution=event.attribution,
            )
        )
    return found


def _said(index: Index) -> list[Item]:
    found = []
    for attribution in index.attributions():
        if attribution.said is None:
            continue
        text = index.article[attribution.article].text
        evidence = attribution.said.evidence
        found.append(
            Item(
                lane="said",
                value=day_of(attribution.said.value),
                words=guarded(excerpt(text, attribution.content, attribution)),
                who=index.speaker(attribution),
                outlet=index.outlet(attribution.article),
                href=words_anchor(attribution),
                read_from=evidence.of(text) if evidence is not None else "",
                attribution=attribution.id,
            )
        )
    return found


def _published(index: Index) -> list[Item]:
    return [
        Item(
            lane="published",
            value=day_of(a.published.value),
            words=isolated(clipped(a.title or a.text, 120)),
            who="",
            outlet=index.outlet(a.id),
            href=anchor("art", a.id),
            read_from=a.published.evidence.of(a.text) if a.published.evidence is not None else "",
        )
        for a in index.articles
        if a.published.value is not None
    ]


def _rows(items: list[Item]) -> list[Row]:
    by_date: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_date[item.value].append(item)
    values = sorted(by_date)
    gaps = [None, *(_gap(a, b) for a, b in pairwise(values))]
    rows: list[Row] = []
    y = _TOP - _ROW
    for value, gap in zip(values, gaps, strict=False):
        y += _ROW + (_GAP if gap is not None else 0)
        rows.append(_row(value, y, gap, by_date[value]))
    return rows


def _once(items: list[Item]) -> list[Item]:
    """Items of one date, those with the same words once: a reprint is no second happening."""
    found: dict[tuple[str, str, str, str], Item] = {}
    for i in items:
        key = (i.lane, i.words, i.who, i.read_from)
        first = found.setdefault(key, i)
        if i.outlet not in (first.outlet, *(name for name, _ in first.also)):
            found[key] = replace(first, also=(*first.also, (i.outlet, i.href)))
    return list(found.values())


def _row(value: str, y: int, gap: str | None, items: list[Item]) -> Row:
    ordered = sorted(_once(items), key=lambda i: LANES.index(i.lane))
    return Row(
        value=value,
        label=long_date(value),
        y=y,
        gap=gap,
        dots=tuple(d for lane in LANES if (d := _dot(lane, y, ordered, value)) is not None),
        items=tuple(ordered),
        id=anchor("day", value),
    )


def _dot(lane: str, y: int, items: list[Item], value: str) -> Dot | None:
    here = [i for i in items if i.lane == lane]
    if not here:
        return None
    title = f"{long_date(value)}: {len(here)} {lane}"
    href = anchor("day", value)
    return Dot(x=_LANE_X[lane], y=y, r=9 + min(len(here), 16) ** 0.5, count=len(here), href=href, title=title)


def _gap(before: str, after: str) -> str | None:
    """The time between the beginnings of two rows in words, where it is more than a day."""
    try:
        days = (_first_day(after) - _first_day(before)).days
    except ValueError:
        return None
    if days <= 1:
        return None
    if days < 60:
        return f"{days} days"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"


def _first_day(value: str) -> date:
    return date.fromisoformat(value + "-01" * (2 - value.count("-")))


def _links(items: list[Item], rows: list[Row]) -> list[tuple[int, int, int, int]]:
    """Lines from a date of speaking to the date of what is spoken of, one for each pair of dates."""
    y = {row.value: row.y for row in rows}
    said = {i.attribution: i.value for i in items if i.lane == "said"}
    pairs = {
        (said[i.attribution], i.value)
        for i in items
        if i.lane == "happened" and i.attribution is not None and i.attribution in said
    }
    return [(_LANE_X["said"], y[s], _LANE_X["happened"], y[h]) for s, h in sorted(pairs)]
