"""How statements are grouped into claims, on invented events whose propositions are marked (``bench/quality/cases``).

Each event is laid out as small reports and built by the whole program. A mark counts as standing in every claim that
has a member on it. Scored are B-cubed over marks (Bagga & Baldwin 1998; for marks of two claims as extended by Amigo et
al. 2009), the share of marks that stand in any claim, and the pairs of opposite marks that one claim shows with one
stance. ``python -m bench.quality.cases`` builds and scores; an event takes some 20 s of one core.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

from training.cases import MARK, read_case

from counterclaim.pipeline import Models, build_case
from counterclaim.records import Claim, Span, Stance
from counterclaim.views.query import load_case

EVENTS = Path(__file__).with_name("cases")
#: Events that were scored while settings of the grouping were chosen: for those settings they measure nothing.
SETTLED_ON = tuple(
    "d02 d04 d06 d08 d10 e02 e03 e05 e07 e09 e11 f01 f04 f05 f07 f09 f11 "
    "g03 g06 g07 g09 g11 g13 h01 h02 h04 h06 h08 h10".split()
)
STATEMENTS_A_REPORT = 9
#: A member stands on a mark if it covers this share of it,
COVERED = 0.5
#: or lies in it with this share of itself and is not less than this share of it.
WITHIN, NOT_LESS = 0.8, 0.25


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as it is printed, after the sentence before it; ``marks`` are its spans and their signs by claim."""

    before: str
    sentence: str
    marks: tuple[tuple[Span, Mapping[str, str]], ...]

    @property
    def paragraph(self) -> str:
        """What the report prints."""
        return f"{self.before} {self.sentence}".strip()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked proposition in an article (None where no article has its sentence); ``signs`` by claim: ``+ - ?``."""

    article: str | None
    span: Span
    signs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """An event's figures: percent, then numbers of pairs of opposite marks."""

    event: str
    precision: float
    recall: float
    f1: float
    found: float
    opposite_in_one_claim: int
    with_one_stance: int

    def __str__(self) -> str:
        return (
            f"{self.event}  P {self.precision:.1f}  R {self.recall:.1f}  F1 {self.f1:.1f}  found {self.found:.1f}  "
            f"one stance {self.with_one_stance} of {self.opposite_in_one_claim} opposite pairs"
        )


def statements(path: Path) -> list[Statement]:
    """What an event's file states.

    Raises:
        ValueError: if the file is not of the form of ``training.cases``.
    """
    read_case(path)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [_statement(cells[2].strip(), cells[3].strip()) for cells in lines if cells[0] == "say"]


def _statement(before: str, marked: str) -> Statement:
    sentence, marks, end = "", [], 0
    for mark in MARK.finditer(marked):
        words, keys = mark.groups()
        sentence += marked[end : mark.start()]
        signs = {key[:-1]: key[-1] for key in keys.replace(",", " ").split()}
        marks.append((Span(len(sentence), len(sentence) + len(words)), signs))
        sentence, end = sentence + words, mark.end()
    return Statement(before, sentence + marked[end:], tuple(marks))


def reports(stated: Sequence[Statement], size: int = STATEMENTS_A_REPORT) -> list[str]:
    """The event as texts of ``size`` statements, a paragraph each."""
    starts = range(0, len(stated), size)
    return ["\n\n".join(s.paragraph for s in stated[at : at + size]) + "\n" for at in starts]


def located(stated: Sequence[Statement], texts: Mapping[str, str]) -> list[Mark]:
    """The marks in the articles' texts, by article id, as the program has them: it may have taken a line away."""
    out = []
    for one in stated:
        places = [(article, at) for article, text in texts.items() if (at := text.find(one.paragraph)) >= 0]
        article, start = places[0] if places else (None, 0)
        start += len(one.paragraph) - len(one.sentence)
        out += [Mark(article, Span(start + s.start, start + s.end), signs) for s, signs in one.marks]
    return out


def is_on(spans: Collection[Span], mark: Span) -> bool:
    """Whether a member's words are the mark's: they cover half of it, or are a good part of it and little else."""
    shared = sum(max(0, min(s.end, mark.end) - max(s.start, mark.start)) for s in spans)
    own, length = sum(s.end - s.start for s in spans), mark.end - mark.start
    return shared >= COVERED * length or (own > 0 and shared >= WITHIN * own and shared >= NOT_LESS * length)


def standings(marks: Sequence[Mark], claims: Sequence[Claim]) -> list[dict[str, set[Stance]]]:
    """For each mark the claims it stands in, and the stances that its members have there."""
    members = defaultdict(list)
    for claim in claims:
        for member in claim.members:
            members[member.article].append((claim.id, member))
    out = []
    for mark in marks:
        held: defaultdict[str, set[Stance]] = defaultdict(set)
        for claim_id, member in members[mark.article] if mark.article is not None else ():
            if is_on(member.spans, mark.span):
                held[claim_id].add(member.stance)
        out.append(dict(held))
    return out


def bcubed(found: Sequence[Collection[str]], gold: Sequence[Collection[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of items that each belong to one group or more."""
    precision, recall = _side(found, gold), _side(gold, found)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def _side(of: Sequence[Collection[str]], by: Sequence[Collection[str]]) -> float:
    """How far two items that ``of`` puts together are together in ``by`` too: the mean over items of the mean."""
    ours, theirs, total = [set(x) for x in of], [set(x) for x in by], 0.0
    for mine, other in zip(ours, theirs, strict=True):
        shared = [(len(mine & m), len(other & o)) for m, o in zip(ours, theirs, strict=True) if mine & m]
        total += sum(min(a, b) / a for a, b in shared) / len(shared)
    return total / len(ours) if ours else 0.0


def opposite_pairs(marks: Sequence[Mark], held: Sequence[Mapping[str, set[Stance]]]) -> tuple[int, int]:
    """Pairs of a ``+`` and a ``-`` of one key that share a claim, and how many of them have only one stance there."""
    sides: defaultdict[str, dict[str, list[int]]] = defaultdict(lambda: {"+": [], "-": [], "?": []})
    for n, mark in enumerate(marks):
        for key, sign in mark.signs.items():
            sides[key][sign].append(n)
    together = alike = 0
    for side in sides.values():
        for a, b in product(side["+"], side["-"]):
            shared = held[a].keys() & held[b].keys()
            together += bool(shared)
            alike += any(len(held[a][claim] | held[b][claim]) == 1 for claim in shared)
    return together, alike


def score(event: str, marks: Sequence[Mark], claims: Sequence[Claim]) -> Score:
    """The figures of a built event; a mark that stands in no claim is a group of its own."""
    held = standings(marks, claims)
    found = [set(claims_of) or {f"mark {n}"} for n, claims_of in enumerate(held)]
    figures = [round(x, 1) for x in bcubed(found, [mark.signs.keys() for mark in marks])]
    share = round(100 * sum(map(bool, held)) / len(marks), 1)
    return Score(event, figures[0], figures[1], figures[2], share, *opposite_pairs(marks, held))


def score_event(path: Path, folder: Path, models: Models) -> Score:
    """One event built in an empty folder and scored."""
    stated = statements(path)
    (folder / "reports").mkdir(parents=True)
    for n, text in enumerate(reports(stated)):
        (folder / "reports" / f"{n:02d}.txt").write_text(text, encoding="utf-8")
    build_case(folder / "case", [folder / "reports"], models)
    case = load_case(folder / "case")
    return score(path.stem, located(stated, {a.id: a.text for a in case.articles}), case.claims)


def mean(scores: Sequence[Score]) -> Score:
    """The mean of the percentages; the pairs are added up."""
    p, r, f1, found = (
        round(sum(x) / len(scores), 1)
        for x in zip(*((s.precision, s.recall, s.f1, s.found) for s in scores), strict=True)
    )
    pairs = sum(s.opposite_in_one_claim for s in scores), sum(s.with_one_stance for s in scores)
    return Score(f"mean of {len(scores)}", p, r, f1, found, *pairs)


def chosen(names: Sequence[str], limit: int | None) -> list[str]:
    """So many of the names, spread evenly over their order: always the same."""
    if limit is None or limit >= len(names):
        return list(names)
    return [names[(2 * n + 1) * len(names) // (2 * limit)] for n in range(limit)]


def event_names(*, settled_on: bool) -> list[str]:
    """The events that settings were chosen on, or the others."""
    return [p.stem for p in sorted(EVENTS.glob("*.txt")) if (p.stem in SETTLED_ON) is settled_on]


def _scores(names: Sequence[str]) -> Iterator[Score]:
    models = Models()
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            yield score_event(EVENTS / f"{name}.txt", Path(folder), models)


def main() -> None:
    """Build and score invented events, a line each."""
    p = argparse.ArgumentParser(prog="python -m bench.quality.cases", description=main.__doc__)
    p.add_argument("--limit", type=int, help="only so many events, spread over all")
    p.add_argument("--settled-on", action="store_true", help="the events that settings of the grouping were chosen on")
    p.add_argument("--out", type=Path, help="a JSON file for the figures")
    o = p.parse_args()
    names = chosen(event_names(settled_on=o.settled_on), o.limit)
    if not names:
        p.error("--limit: no event is left")
    done = []
    for one in _scores(names):
        done.append(one)
        print(f"{len(done)} of {len(names)}  {one}", flush=True)
    print(mean(done))
    if o.out is not None:
        o.out.write_text(json.dumps([asdict(s) for s in [*done, mean(done)]], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
