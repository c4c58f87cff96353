"""Quality and cost of article extraction on annotated pages, beside single libraries on the same pages.

    python bench/quality/extraction.py ../shared                      # our own extraction, floors and goals
    python bench/quality/extraction.py ../shared --pages 40           # a quick look at some of them
    python bench/quality/extraction.py ../shared --page-weights FOLDER   # by weights that saw no page of the same site
    python bench/quality/extraction.py ../shared --rival NAME=FILE    # beside a library's answers (see below)

The first argument holds ``data/extraction`` (pages with truth) and ``tools/score_extraction.py`` (the scorer). The
shipped weights saw these pages: ``--page-weights`` and ``--line-weights`` take those of the folds of cross-validation,
which ``training/page_blocks.py`` and ``training/segmenter.py`` write with ``--fold-weights``.

Time is taken as ``build`` spends it: a worker reads one page after another, and a page that kills it or takes
``LIMIT_S`` of processor time costs its own answer only, since a new worker goes on with the next page. A page's time
is the worker's processor time from bytes to article; its memory is the worker's peak so far.
With ``--fresh`` every page gets a process of its own, forked from a warm one: a tenth slower or more, since each has to
make the parent's memory its own first, which no user pays. With ``--beside`` trafilatura reads every fifth page right
after us in the same worker, so that what neighbours on the machine take from one they take from the other.

Answers are cached a page, under a digest of the code that gave them, so a run that was stopped goes on where it was.
``extraction_rivals.py`` beside this file writes the answers of other libraries; it runs in an environment of its own,
because they do not fit in ours.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import random
import resource
import select
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from trafilatura import bare_extraction
from trafilatura.external import jt_stoplist_init

import counterclaim.article as article_stage
import counterclaim.models.segmenter as segmenter_model
from counterclaim.article import extract_article
from counterclaim.article.block_measures import MEASURES_VERSION
from counterclaim.errors import InputRejected
from counterclaim.models.segmenter import Segmenter, load_segmenter
from counterclaim.models.segmenter.blocks import Blocks, blocks_of
from counterclaim.records import Capture, SegmentType

Row = dict[str, Any]
#: Processor seconds on one page after which a worker is killed; on a loaded machine wall time would say nothing.
LIMIT_S = 60
#: Of so many pages trafilatura's time is taken on one.
BESIDE = 5
BODY_SETS = {"scrapinghub": "sh-", "fundus-evaluation": "fe-", "fixtures": "fu-", "newspaper4k": "an-", "wcxb": "wx-"}
#: Measure, floor, goal, as the issue states them; with "at most" the figure must not be above.
BARS = (
    ("body scrapinghub", 0.964, 0.975, "at least"),
    ("body fundus-evaluation", 0.950, 0.965, "at least"),
    ("body fixtures", 0.946, 0.960, "at least"),
    ("date right", 0.945, 0.97, "at least"),
    ("date wrong", 0.045, 0.02, "at most"),
    ("date is capture day and wrong", 0.0, 0.0, "at most"),
    ("title loose", 0.880, 0.93, "at least"),
    ("authors exact", 0.795, 0.86, "at least"),
    ("plain text full", 0.911, 0.95, "at least"),
    ("plain text residue", 0.938, 0.965, "at least"),
    ("median ms", 80, 50, "at most"),
    ("slowest s", 10, 5, "at most"),
    ("largest MB", 1000, 512, "at most"),
)


def main() -> None:
    """Run what is not cached, score, print."""
    o = _options()
    scorer = _scorer(o.shared / "tools/score_extraction.py")
    folder = o.shared / "data/extraction"
    truth = scorer.load_records(folder / "truth.jsonl.gz")
    lines = scorer.load_records(folder / "plaintext_lines.jsonl.gz")
    if o.pages:
        truth = random.Random(3).sample(truth, min(o.pages, len(truth)))
        lines = random.Random(3).sample(lines, min(2 * o.pages, len(lines)))
    segmenter = load_segmenter()
    _warm_up(segmenter)
    digest = _code_digest()
    folds = _page_folds(o.page_weights) if o.page_weights else None
    tag = f"-{_digest_of(o.page_weights)}" if folds else ""
    ways = "".join(f"-{way}" for way in ("tell_capture_day", "fresh", "beside") if getattr(o, way))
    cache = o.cache / f"pages-{digest}{tag}{ways}.jsonl"

    def answer(row: Row) -> Row:
        fold = folds[_fold(row["site"], len(folds))] if folds else None
        got = _page(folder, row, replace(segmenter, blocks=fold) if fold else segmenter, o.tell_capture_day)
        return got | _by_trafilatura(folder, row) if o.beside and crc32(row["id"].encode()) % BESIDE == 0 else got

    pages = _answers(truth, cache, answer, o)
    report = page_report(scorer, truth, pages)
    if o.plain:
        report |= plain_report(scorer, lines, truth, o, digest)
    _print_bars(report)
    if o.rival:
        _print_rivals(scorer, truth, pages, dict(x.split("=", 1) for x in o.rival))
    if o.out:
        o.out.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", "utf-8")


def _options() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("shared", type=Path)
    p.add_argument(
        "--cache", type=Path, default=Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")) / "counterclaim-bench"
    )
    p.add_argument("--pages", type=int, help="only so many pages, drawn at random")
    p.add_argument("--no-plain", dest="plain", action="store_false", help="leave the plain-text items out")
    p.add_argument("--line-weights", type=Path, help="written by training/segmenter.py --fold-weights")
    p.add_argument("--page-weights", type=Path, help="written by training/page_blocks.py --fold-weights")
    p.add_argument("--rival", action="append", default=[], metavar="NAME=FILE")
    p.add_argument("--tell-capture-day", action="store_true", help="give the day each page was captured, where known")
    p.add_argument("--workers", type=int, default=1)
    p.add_argument("--fresh", action="store_true", help="a process of its own for every page")
    p.add_argument("--beside", action="store_true", help="take trafilatura's time on every fifth page too")
    p.add_argument("--out", type=Path, help="write the figures here as JSON")
    o = p.parse_args()
    o.cache = o.cache.expanduser()
    o.cache.mkdir(parents=True, exist_ok=True)
    return o


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _code_digest() -> str:
    """Digest of everything whose change could change an answer."""
    folders = [Path(m.__file__ or "").parent for m in (article_stage, segmenter_model)]
    digest = hashlib.sha256()
    for path in sorted(
        p for f in folders for p in f.rglob("*") if p.suffix in (".py", ".tsv", ".toml", ".npz", ".json")
    ):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


# ---------------------------------------------------------------- running
def _page(folder: Path, row: Row, segmenter: Segmenter, tell: bool) -> Row:
    data = gzip.decompress((folder / row["html"]).read_bytes())
    day = (row.get("crawl_date") or "")[:10] if tell else ""
    captured = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC) if day else datetime.now(UTC)
    return _extracted(data, "text/html", segmenter, captured)


def _by_trafilatura(folder: Path, row: Row) -> Row:
    """How long trafilatura by itself takes for a page's body and metadata."""
    html = gzip.decompress((folder / row["html"]).read_bytes()).decode("utf-8", "replace")
    begun = time.process_time()
    with suppress(Exception):
        bare_extraction(html, with_metadata=True)
    return {"trafilatura ms": 1000 * (time.process_time() - begun)}


def _warm_up(segmenter: Segmenter) -> None:
    """Import, load and compile everything before the workers are forked, so that no page pays for it."""
    words = "The council told Reuters on Monday, 4 March 2019, that the bridge would be closed until the end of May. "
    page = (
        "<html lang='en'><head><title>Bridge closed</title></head><body><h1>Bridge closed</h1><p>By Ana Ruiz</p>"
        f"<p>Published 5 March 2019</p><article>{f'<p>{words}</p>' * 20}</article></body></html>"
    )
    for data, kind in ((page.encode(), "text/html"), ((words + "\n").encode() * 9, "text/plain")):
        _extracted(data, kind, segmenter, datetime.now(UTC))
    jt_stoplist_init()


def _extracted(data: bytes, media_type: str, segmenter: Segmenter, captured: datetime) -> Row:
    capture = Capture(
        id=hashlib.sha256(data).hexdigest(), uri="bench:", file=None, part=None, media_type=media_type,
        size_bytes=len(data), captured_at=captured, how="bench",
    )  # fmt: skip
    begun = time.process_time()
    try:
        a = extract_article(data, capture=capture, segmenter=segmenter)
    except InputRejected as e:
        return {"rejected": e.reason, "ms": 1000 * (time.process_time() - begun)}
    return {
        "ms": 1000 * (time.process_time() - begun),
        "body": a.running_text(),
        "body_only": "\n".join(x.span.of(a.text) for x in a.segments if x.type is SegmentType.BODY),
        "agreement": a.agreement,
        "warnings": len(a.warnings),
        "title": a.title,
        "authors": list(a.authors),
        "date": a.published.value,
        "method": a.published.method,
        "reason": a.published.reason,
        "others": [(c.value, c.kind, c.method) for c in a.published.alternatives],
        "language": a.language,
    }


def _answers(rows: Sequence[Row], cache: Path, answer: Callable[[Row], Row], o: argparse.Namespace) -> dict[str, Row]:
    """An answer for each row: from the cache, else from a worker."""
    done = {r["id"]: r for r in _jsonl(cache)} if cache.exists() else {}
    # The sets with a floor of their own come first, so that a run that is stopped has their figures.
    waiting = sorted(
        (r for r in rows if r["id"] not in done), key=lambda r: not r["id"].startswith(("sh-", "fe-", "fu-"))
    )
    with cache.open("a", encoding="utf-8") as file:
        for n, (key, got) in enumerate(_in_workers(waiting, answer, o.workers, o.fresh), 1):
            done[key] = {"id": key, **got}
            file.write(json.dumps(done[key]) + "\n")
            file.flush()
            if n % 100 == 0:
                print(f"{n} of {len(waiting)}", file=sys.stderr, flush=True)
    return {r["id"]: done[r["id"]] for r in rows}


def _jsonl(path: Path) -> Iterator[Row]:
    for line in path.read_text("utf-8").splitlines():
        if line.endswith("}"):  # a last line may have been cut off by a kill
            yield json.loads(line)


@dataclass(slots=True)
class _Worker:
    """A forked process, the ends of its pipes that are ours, the row it is at, and what came of its answer so far."""

    pid: int
    asked: int
    told: int
    at: int = -1
    got: bytearray = field(default_factory=bytearray)


def _in_workers(
    rows: Sequence[Row], answer: Callable[[Row], Row], count: int, is_fresh: bool
) -> Iterator[tuple[str, Row]]:
    """Have ``count`` workers answer the rows, one after another; a worker that dies is followed by a new one."""
    waiting = list(reversed(range(len(rows))))
    workers: dict[int, _Worker] = {}
    while waiting or workers:
        while waiting and len(workers) < count:
            worker = _forked(rows, answer, [w.asked for w in workers.values()])
            workers[worker.told] = worker
            _ask(worker, waiting.pop())
        for told in select.select(list(workers), [], [])[0]:
            worker = workers[told]
            chunk = os.read(told, 1 << 20)
            worker.got += chunk
            if chunk and not worker.got.endswith(b"\n"):
                continue
            key = rows[worker.at]["id"]
            if chunk:
                yield key, json.loads(worker.got)
                if waiting and not is_fresh:
                    _ask(worker, waiting.pop())
                    continue
            status, usage = _ended(worker)
            del workers[told]
            if not chunk:
                yield key, {"failed": f"status {status}", "mb": round(usage.ru_maxrss / 1024, 1)}


def _ask(worker: _Worker, at: int) -> None:
    worker.at, worker.got = at, bytearray()
    with suppress(BrokenPipeError):  # it is gone, which the reading end says
        os.write(worker.asked, at.to_bytes(4, "little"))


def _ended(worker: _Worker) -> tuple[int, resource.struct_rusage]:
    os.close(worker.asked)
    os.close(worker.told)
    _, status, usage = os.wait4(worker.pid, 0)
    return status, usage


def _forked(rows: Sequence[Row], answer: Callable[[Row], Row], others: Sequence[int]) -> _Worker:
    """A worker that answers until its pipe is closed; the system ends it where a page takes too long."""
    asked, told = os.pipe(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(asked[0])
        os.close(told[1])
        return _Worker(pid, asked[1], told[0])
    try:  # the worker: only answers, then gone without the parent's exit handlers
        for end in (asked[1], told[0], *others):
            os.close(end)
        while at := os.read(asked[0], 4):
            row = rows[int.from_bytes(at, "little")]
            signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
            got = answer(row)
            signal.setitimer(signal.ITIMER_PROF, 0)
            got["mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
            with os.fdopen(os.dup(told[1]), "wb") as out:
                out.write(json.dumps(got).encode() + b"\n")
        os._exit(0)
    except BaseException as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)
        os._exit(1)


# ---------------------------------------------------------------- scoring
def page_report(scorer: Any, truth: Sequence[Row], answers: dict[str, Row]) -> Row:
    """The figures of one system on the pages."""
    out: Row = {}
    for name, prefix in BODY_SETS.items():
        part = [t for t in truth if t["id"].startswith(prefix)]
        out[f"body {name}"] = scorer.score_body(part, answers).get("f1")
    date, title, authors = (f(truth, answers) for f in (scorer.score_date, scorer.score_title, scorer.score_authors))
    out["snippets"] = scorer.score_snippets(truth, answers).get("f1")
    out["date right"], out["date wrong"] = date.get("accuracy"), date.get("wrong_rate")
    out["date is capture day and wrong"] = date.get("crawl_date_rate")
    out["title loose"], out["title exact"] = title.get("title_loose"), title.get("title_strict")
    out["authors exact"], out["authors F1"] = authors.get("authors_exact"), authors.get("authors_f1")
    out |= _cost(answers.values())
    return out


def _cost(answers: Iterable[Row]) -> Row:
    rows = list(answers)
    times = sorted(r["ms"] for r in rows if "ms" in r)
    if not times:
        return {}
    out = {"median ms": statistics.median(times), "slowest s": times[-1] / 1000}
    if any("mb" in r for r in rows):
        out["largest MB"] = max(r.get("mb", 0) for r in rows)
    if beside := [(r["ms"], r["trafilatura ms"]) for r in rows if "trafilatura ms" in r and "ms" in r]:
        ours, theirs = zip(*beside, strict=True)
        out["median ms beside trafilatura"], out["trafilatura median ms"] = map(statistics.median, (ours, theirs))
    out["failed"] = sum("failed" in r or "rejected" in r for r in rows)
    return out


def plain_report(scorer: Any, items: Sequence[Row], truth: Sequence[Row], o: argparse.Namespace, digest: str) -> Row:
    """The plain-text items, by the shipped weights or by those of the fold that did not hold the item's site."""
    folds = _fold_weights(o.line_weights) if o.line_weights else None
    sites = {t["id"]: t["site"] for t in truth}
    shipped = load_segmenter()
    now = datetime.now(UTC)

    def answer(item: Row) -> Row:
        segmenter = shipped
        if folds:
            key = sites.get(item["id"].rsplit(":", 1)[0]) or item["id"]
            segmenter = folds[_fold(key, len(folds))]
        got = _extracted(item["text"].encode("utf-8", "replace"), "text/plain", segmenter, now)
        return {k: got[k] for k in ("body", "ms", "rejected") if k in got}

    tag = f"-{_digest_of(o.line_weights)}" if o.line_weights else ""
    answers = _answers(items, o.cache / f"plain-{digest}{tag}.jsonl", answer, o)
    out = {}
    for kind in ("full", "residue"):
        part = [i for i in items if i["id"].endswith(f":{kind}")]
        out[f"plain text {kind}"] = scorer.score_lines(part, answers).get("f1")
    return out


def _digest_of(folder: Path) -> str:
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(folder.glob("*.npz")))).hexdigest()[:8]


def _fold(site: str, folds: int) -> int:
    """The fold a site belongs to, as both training scripts cut them."""
    return int(hashlib.sha1(site.encode()).hexdigest()[:8], 16) % folds


def _page_folds(folder: Path) -> list[Blocks]:
    return [blocks_of(p.read_bytes(), p.stem, MEASURES_VERSION) for p in sorted(folder.glob("fold-*.npz"))]


def _fold_weights(folder: Path) -> list[Segmenter]:
    import numpy as np

    out = []
    for path in sorted(folder.glob("fold-*.npz")):
        with np.load(path) as arrays:
            out.append(Segmenter(version=path.stem, first=arrays["first"].astype(np.float32), second=arrays["second"]))
    return out


# ---------------------------------------------------------------- printing
def _print_bars(report: Row) -> None:
    print(f"{'measure':32} {'value':>8} {'floor':>8} {'goal':>8}")
    bars = {name: (floor, goal, side) for name, floor, goal, side in BARS}
    for name, value in report.items():
        if value is None:
            continue
        floor, goal, side = bars.get(name, ("", "", ""))
        verdict = ""
        if side:
            sign = 1 if side == "at least" else -1
            verdict = "goal" if sign * value >= sign * goal else "floor" if sign * value >= sign * floor else "BELOW"
        print(f"{name:32} {value:8.4f} {floor:>8} {goal:>8} {verdict}")


def _print_rivals(scorer: Any, truth: Sequence[Row], ours: dict[str, Row], rivals: dict[str, str]) -> None:
    """One row a system, and the paired bootstrap of our lead over each."""
    systems = {"counterclaim": ours, **{name: scorer.load_preds(path) for name, path in rivals.items()}}
    reports = {name: page_report(scorer, truth, answers) for name, answers in systems.items()}
    columns = [c for c in reports["counterclaim"] if c not in ("largest MB", "failed", "slowest s")]
    print("\n| measure | " + " | ".join(systems) + " |\n| --- |" + " --- |" * len(systems))
    for column in columns:
        cells = [reports[s].get(column) for s in systems]
        digits = 0 if column == "median ms" else 3
        print(f"| {column} | " + " | ".join("–" if c is None else f"{c:.{digits}f}" for c in cells) + " |")
    print("\n| body, lead over | " + " | ".join(BODY_SETS) + " |\n| --- |" + " --- |" * len(BODY_SETS))
    for name in list(systems)[1:]:
        print(
            f"| {name} | " + " | ".join(_lead(scorer, truth, p, ours, systems[name]) for p in BODY_SETS.values()) + " |"
        )


def _lead(scorer: Any, truth: Sequence[Row], prefix: str, ours: dict[str, Row], theirs: dict[str, Row]) -> str:
    """Our lead in F1 and its 95 % interval, by a paired bootstrap over pages."""
    part = [t for t in truth if t["id"].startswith(prefix) and t.get("body")]
    counts = [
        [scorer.best_counts(t, (answers.get(t["id"]) or {}).get("body") or "") for t in part]
        for answers in (ours, theirs)
    ]
    rng = random.Random(7)
    leads = []
    for _ in range(2000):
        draw = [rng.randrange(len(part)) for _ in part]
        mine, other = (scorer.macro([c[i] for i in draw])[2] for c in counts)
        leads.append(mine - other)
    leads.sort()
    lead = scorer.macro(counts[0])[2] - scorer.macro(counts[1])[2]
    return f"{lead:+.3f} ({leads[50]:+.3f} to {leads[1949]:+.3f})"


if __name__ == "__main__":
    main()
