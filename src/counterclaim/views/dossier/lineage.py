"""Which report takes from which: a small layered drawing, the shared passages side by side, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from counterclaim.records import Drift, LineageLink, LineageType
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, clipped

#: How lineage names what has no words on one side of a change.
OWN_VOICE, NOBODY, NONE = "own voice", "nobody named", "none"
_NODE_W, _NODE_H, _COL, _LINE = 168, 38, 226, 52
_WORDING = {
    LineageType.REPRINT: "reprints",
    LineageType.SHARED_PASSAGE: "shares a passage with",
    LineageType.CREDITS: "credits",
    LineageType.REUSED_QUOTE: "reuses a quotation from",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report or a credited agency in the drawing."""

    x: int
    y: int
    name: str
    under: str
    href: str | None
    agency: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One or more links between the same two nodes, as a curve."""

    path: str
    type: str
    directed: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """The drawing with its size."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """The same words in two texts (``a`` is None for an agency whose own text is not in the case)."""

    a: str | None
    a_href: str
    b: str
    b_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView:
    """One change on the way: in which respect, and on each side who says it, in the program's words, and the words."""

    lead: str
    a_by: str
    a: str
    b_by: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One link as an entry of the list."""

    id: str
    a: str
    a_date: str
    a_href: str | None
    b: str
    b_date: str
    b_href: str
    wording: str
    directed: bool
    reason: str
    score: float
    passages: tuple[PassageView, ...]
    drift: tuple[DriftView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One independent origin and the reports folded into it."""

    id: str
    articles: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSection:
    """Everything about copying in one case."""

    diagram: Diagram
    links: tuple[LinkView, ...]
    origins: tuple[OriginRow, ...]
    alone: tuple[tuple[str, str], ...]


def lineage_section(index: Index) -> LineageSection:
    """The lineage of a case."""
    links = sorted(index.lineage, key=lambda k: (_place(index, k.b), k.type.value, _place(index, k.a), k.id))
    linked = {end for k in links for end in (k.a, k.b)}
    return LineageSection(
        diagram=_diagram(index, links),
        links=tuple(_link(index, k) for k in links),
        origins=tuple(_origins(index)),
        alone=tuple((index.outlet(a.id), anchor("art", a.id)) for a in index.articles if a.id not in linked),
    )


def _place(index: Index, end: str) -> tuple[int, str]:
    return (index.number.get(end, 0), end)


def _link(index: Index, link: LineageLink) -> LinkView:
    known = link.a in index.article
    return LinkView(
        id=anchor("link", link.id),
        a=index.outlet(link.a) if known else link.a,
        a_date=index.published(link.a) if known else "",
        a_href=anchor("art", link.a) if known else None,
        b=index.outlet(link.b),
        b_date=index.published(link.b),
        b_href=anchor("art", link.b),
        wording=_WORDING[link.type],
        directed=link.directed,
        reason=index.in_words(link.reason),
        score=link.score,
        passages=tuple(_passages(index, link)),
        drift=tuple(_drift(d) for d in link.drift),
    )


def _drift(drift: Drift) -> DriftView:
    """A change as it is read: what has no words of its own on one side (nobody named, no hedge) is no quotation."""
    a_by, a = _side(drift.what, drift.a)
    b_by, b = _side(drift.what, drift.b)
    lead = f"{drift.what} changed"
    if OWN_VOICE in (a_by, b_by):
        lead = "attribution lost" if b_by == OWN_VOICE else "attribution added"
    elif drift.what == "hedge" and NONE in (a_by, b_by):
        lead = "hedge dropped" if b_by == NONE else "hedge added"
    if "hedge" in lead:
        a_by, b_by = ("" if by == NONE else by for by in (a_by, b_by))
    a_by, b_by = ("in its own voice" if by == OWN_VOICE else by for by in (a_by, b_by))
    return DriftView(lead=lead, a_by=a_by, a=a, b_by=b_by, b=b)


def _side(what: str, words: str) -> tuple[str, str]:
    """Who says it, in the program's words, and the words themselves; either may be empty."""
    if words in (NOBODY, NONE):
        return words, ""
    if what != "attribution":
        return "", words
    who, _, said = words.partition(": ")
    return (who, said) if said else ("", words)


def _passages(index: Index, link: LineageLink) -> list[PassageView]:
    found = []
    for place, passage in enumerate(link.passages):
        a_text = index.article[link.a].text if link.a in index.article else ""
        found.append(
            PassageView(
                a=clipped(passage.a.of(a_text), 700) if passage.a is not None and a_text else None,
                a_href=anchor("a", link.id, place),
                b=clipped(passage.b.of(index.article[link.b].text), 700),
                b_href=anchor("b", link.id, place),
            )
        )
    return found


def _origins(index: Index) -> list[OriginRow]:
    """All origins, the largest first; an article in no stored origin is one by itself."""
    origins = list({o.id: o for o in index.origin_of.values()}.values())
    rows = [
        OriginRow(
            id=anchor("o", o.id),
            articles=tuple(
                (index.outlet(a), anchor("art", a))
                for a in sorted((a for a in o.articles if a in index.number), key=lambda a: index.number[a])
            ),
            reason=o.reason,
        )
        for o in origins
    ]
    rows += [
        OriginRow(id=anchor("o", a.id), articles=((index.outlet(a.id), anchor("art", a.id)),), reason="")
        for a in index.articles
        if a.id not in index.origin_of
    ]
    return sorted(rows, key=lambda r: (-len(r.articles), r.articles, r.id))


def _diagram(index: Index, links: list[LineageLink]) -> Diagram:
    """Layers from left to right: what takes from nothing, then each report right of all it takes from."""
    columns = _columns(index, links)
    tallest = max((len(c) for c in columns), default=0)
    at = {
        end: (8 + column * _COL, 8 + int((row + (tallest - len(ends)) / 2) * _LINE))
        for column, ends in enumerate(columns)
        for row, end in enumerate(ends)
    }
    return Diagram(
        nodes=tuple(_node(index, end, *at[end]) for end in at),
        edges=tuple(_edges(index, links, at)),
        width=16 + max(0, len(columns) - 1) * _COL + _NODE_W,
        height=16 + tallest * _LINE,
    )


def _columns(index: Index, links: list[LineageLink]) -> list[list[str]]:
    """The nodes by layer; within a layer near the middle of their neighbours, so that fewer lines cross."""
    layer = _layers(links)
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for end in sorted(layer, key=lambda e: _place(index, e)):
        columns[layer[end]].append(end)
    for left, right in [*pairwise(columns), *((r, n) for n, r in pairwise(columns))]:
        place = {end: row - len(left) / 2 for row, end in enumerate(left)}
        near = {
            e: [place[o] for k in links for o in (k.a, k.b) if e in (k.a, k.b) and o != e and o in place] for e in right
        }
        right.sort(key=lambda e: (sum(near[e]) / len(near[e]) if near[e] else 0.0, _place(index, e)))
    return [c for c in columns if c]


def _layers(links: list[LineageLink]) -> dict[str, int]:
    """The longest way from a source to each node; sources move next to the first that takes from them.

    A cycle (where the order of two reports is unsure) stops growing at the number of nodes.
    """
    ends = sorted({e for k in links for e in (k.a, k.b)})
    layer = dict.fromkeys(ends, 0)
    for _ in ends:
        grown = {k.b: layer[k.a] + 1 for k in links if layer[k.b] <= layer[k.a]}
        if not grown:
            break
        layer |= {end: min(value, len(ends)) for end, value in grown.items()}
    taking = {k.b for k in links}
    first = {e: min(layer[k.b] for k in links if k.a == e) - 1 for e in ends if e not in taking}
    return layer | {end: max(0, value) for end, value in first.items()}


def _node(index: Index, end: str, x: int, y: int) -> Node:
    if end not in index.article:
        return Node(x=x, y=y, name=clipped(end, 24), under="credited, not in the case", href=None, agency=True)
    value = index.article[end].published.value
    return Node(
        x=x,
        y=y,
        name=clipped(index.article[end].outlet or f"Report {index.number[end]}", 24),
        under=long_date(value) if value is not None else "date not known",
        href=anchor("art", end),
        agency=False,
    )


def _edges(index: Index, links: list[LineageLink], at: dict[str, tuple[int, int]]) -> list[Edge]:
    edges = {}
    for link in links:
        (ax, ay), (bx, by) = at[link.a], at[link.b]
        x1, y1, x2, y2 = ax + _NODE_W, ay + _NODE_H // 2, bx - 7, by + _NODE_H // 2
        bend = max(24, (x2 - x1) // 2)
        path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
        names = (index.outlet(e) if e in index.article else e for e in (link.b, link.a))
        title = f" {_WORDING[link.type]} ".join(names)
        edges[path, link.type] = Edge(path=path, type=link.type.value, directed=link.directed, title=title)
    return list(edges.values())
