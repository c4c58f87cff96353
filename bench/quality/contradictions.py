"""Precision of the contradictions that a reader is shown: ``python bench/quality/contradictions.py --data ../shared``.

Three cases are built: the five seed articles, the bundled example, and a worked event. Every relation ``contradicts``
is looked up among the pairs labelled by hand in ``contradictions.tsv``: which article, which stretch of it, and
whether the two can both hold. A pair that nobody labelled is listed and counts neither way. The table holds no text of
any article.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.pipeline import Models, build_case
from counterclaim.records import Relation, Span
from counterclaim.views.query import Case, load_case

TABLE = Path(__file__).with_suffix(".tsv")
EXAMPLE = Path(__file__).parents[2] / "example/articles"
EVENT = "sony_hack_2014"
#: A shown span is a labelled one if they share so much of the shorter of the two.
SHARED = 0.5
LABELS = ("right", "wrong", "unclear")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article, which is named by its file, and by its id too where the file holds several."""

    article: str
    span: Span

    def likeness(self, other: Place) -> float:
        """Share of the longer span that both cover; 0 for two articles or where they hardly meet."""
        if self.article != other.article:
            return 0.0
        lengths = sorted(s.end - s.start for s in (self.span, other.span))
        shared = min(self.span.end, other.span.end) - max(self.span.start, other.span.start)
        return shared / lengths[1] if shared > 0 and shared >= SHARED * lengths[0] else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair. ``is_one_party`` where one party tells both; ``reason`` is the kind of error or of pair."""

    case: str
    a: Place
    b: Place
    label: str
    is_one_party: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A contradiction as a reader sees it; ``within`` where it is shown as one party's."""

    id: str
    a: Place
    b: Place
    within: bool
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was shown, with its label; None where nobody labelled it."""

    shown: Shown
    pair: Pair | None


def labelled(lines: Iterable[str]) -> list[Pair]:
    """The pairs of the table: tab-separated, ``#`` begins a remark."""
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return [_pair(row) for row in rows]


def _pair(row: dict[str, str]) -> Pair:
    a, b = (Place(row[f"{x}_article"], Span(int(row[f"{x}_start"]), int(row[f"{x}_end"]))) for x in "ab")
    if row["label"] not in LABELS:
        raise ValueError(f"no label: {row['label']!r}")
    return Pair(row["case"], a, b, row["label"], row["one_party"] == "yes", row["reason"])


def shown(case: Case) -> list[Shown]:
    """The contradictions of a case, by id."""
    names = _names(case)
    found = (r for r in case.relations if r.type == "contradicts" and len(r.shown) == 2)
    return [_shown(r, names) for r in sorted(found, key=lambda r: r.id)]


def _shown(relation: Relation, names: dict[str, str]) -> Shown:
    a, b = (Place(names[x.article], Span(x.start, x.end)) for x in relation.shown)
    return Shown(relation.id, a, b, relation.within_party is not None, relation.reason)


def _names(case: Case) -> dict[str, str]:
    held = Counter(a.file for a in case.articles)
    return {a.id: f"{a.file}#{a.id}" if held[a.file] > 1 else str(a.file) for a in case.articles}


def judge(found: Sequence[Shown], pairs: Sequence[Pair]) -> list[Verdict]:
    """Each contradiction with the labelled pair most like it, whichever of the two comes first."""
    return [Verdict(s, _nearest(s, pairs)) for s in found]


def _nearest(found: Shown, pairs: Sequence[Pair]) -> Pair | None:
    likest, best = 0.0, None
    for pair in pairs:
        straight = found.a.likeness(pair.a) * found.b.likeness(pair.b)
        crossed = found.a.likeness(pair.b) * found.b.likeness(pair.a)
        if max(straight, crossed) > likest:
            likest, best = max(straight, crossed), pair
    return best


def figures(verdicts: Sequence[Verdict]) -> dict[str, object]:
    """Counts and precision in percent: of the labelled ones, unclear counted as wrong, and without the unclear.

    ``party_wrong`` are right pairs shown as one party's that two parties tell; ``strict`` counts them as wrong.
    """
    known = [v.pair for v in verdicts if v.pair is not None]
    count = Counter(p.label for p in known)
    astray = sum(v.shown.within and not v.pair.is_one_party for v in verdicts if v.pair and v.pair.label == "right")
    right = count["right"]
    return {
        "shown": len(verdicts),
        **{label: count[label] for label in LABELS},
        "unlabelled": len(verdicts) - len(known),
        "precision": _percent(right, len(known)),
        "precision_clear": _percent(right, right + count["wrong"]),
        "party_wrong": astray,
        "precision_strict": _percent(right - astray, len(known)),
        "errors": dict(Counter(p.reason for p in known if p.label != "right").most_common()),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def event_files(data: Path, folder: Path) -> Path:
    """The worked event as JSON lines, one file for each article, with its outlet, date and address."""
    source = data / "data/events" / EVENT
    folder.mkdir(parents=True, exist_ok=True)
    for document in json.loads((source / "meta.json").read_text("utf-8"))["documents"]:
        line = {
            "url": document["url"],
            "title": document["title"],
            "published": document["date"],
            "outlet": document["outlet"],
            "text": (source / document["file"]).read_text("utf-8"),
        }
        name = Path(document["file"]).with_suffix(".jsonl").name
        (folder / name).write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    return folder


def cases(data: Path, work: Path, only: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The three cases, each built under ``work`` unless it is there already."""
    sources = {"seeds": data / "seeds", "example": EXAMPLE, EVENT: work / f"{EVENT}_articles"}
    for name, source in sources.items():
        if only and name not in only:
            continue
        if not (work / name).exists():
            if name == EVENT:
                event_files(data, source)
            build_case(work / name, [source], Models())
        yield name, work / name


def main() -> None:
    """Build or open the cases, judge what they show, print."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--keep", type=Path, help="folder for the cases; those in it are taken as they are")
    p.add_argument("--only", nargs="*", default=[], help=f"of: seeds example {EVENT}")
    p.add_argument("--case", type=Path, help="judge this case alone, built from any of the three")
    p.add_argument("--table", type=Path, default=TABLE)
    o = p.parse_args()
    pairs = labelled(o.table.read_text("utf-8").splitlines())
    work = o.keep or Path(tempfile.mkdtemp())
    every: list[Verdict] = []
    for name, folder in [(o.case.name, o.case)] if o.case else cases(o.data, work, o.only):
        verdicts = judge(shown(load_case(folder)), pairs)
        every += verdicts
        print(f"{name:16} {json.dumps(figures(verdicts))}")
    print(f"{'all':16} {json.dumps(figures(every))}")
    for v in every:
        if v.pair is None:
            print(f"unlabelled: {_where(v.shown.a)} / {_where(v.shown.b)}: {v.shown.why}", file=sys.stderr)


def _where(place: Place) -> str:
    return f"{place.article} {place.span.start}-{place.span.end}"


if __name__ == "__main__":
    main()
