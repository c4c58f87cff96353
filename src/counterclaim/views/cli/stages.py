"""``extract``, ``read``, ``lineage``, ``compare-…``: each stage alone, JSON lines in, JSON lines out."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

import click

from counterclaim.views.cli.rows import article_of, article_row, given_article, output, put, reading_row, rows, source


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@output
def extract(paths: tuple[Path, ...], out: IO[str]) -> None:
    """Files and folders to articles: text, segments, title, date, credits.

    \b
    Example:
      counterclaim extract articles/ -o articles.jsonl
    """
    from counterclaim.capture import iter_inputs
    from counterclaim.pipeline import Extractor

    with Extractor() as extractor:
        for row in extracted(iter_inputs(paths), extractor):
            put(out, row)


def extracted(items: Iterable[Any], extractor: Any) -> Iterator[dict[str, Any]]:
    """The article of each item, as a row; what is rejected is told."""
    from datetime import UTC, datetime

    from counterclaim.errors import InputRejected
    from counterclaim.records import Capture, Rejection

    for item in items:
        if isinstance(item, Rejection):
            click.echo(f"rejected: {item.file}: {item.reason}: {item.detail}", err=True)
            continue
        capture = Capture(
            id=item.sha256, uri=item.uri, file=item.name, part=item.part, media_type=item.media_type,
            size_bytes=len(item.data), captured_at=item.claimed_at or datetime.now(UTC), how=item.how,
        )  # fmt: skip
        try:
            article = extractor.extract(item.data, capture)
        except InputRejected as error:
            click.echo(f"rejected: {item.name}: {error}", err=True)
            continue
        yield article_row(article)


@click.command()
@source
@output
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=None,
    envvar="COUNTERCLAIM_THREADS",
    show_envvar=True,
    help="Texts read side by side; the readings are the same for any number.  [default: 2]",
)
@click.option("--table/--json", "as_table", default=None, help="Lines for people; the default on a terminal.")
def read(lines: IO[str], out: IO[str], threads: int | None, as_table: bool | None) -> None:
    """Articles to readings: attributions, names, times, who is meant.

    A line needs "id" and "text"; "title", "published", "language" and "segments" are used where given. A line that
    cannot be read gives {"id", "rejected", "detail"}, and the rest is read.

    \b
    Examples:
      counterclaim read articles.jsonl -o readings.jsonl
      counterclaim extract articles/ | counterclaim read - | jq .attributions
      counterclaim read articles.jsonl --table
    """
    from counterclaim.pipeline import Models
    from counterclaim.pipeline.stream import read_articles
    from counterclaim.pipeline.threads import thread_count
    from counterclaim.records import Rejection
    from counterclaim.views.notebook.plain import listing

    is_shown = out.isatty() if as_table is None else as_table
    with_progress()
    for done in read_articles(rows(lines), Models(threads=1), threads=thread_count(threads), prepare=given_article):
        if isinstance(done, Rejection):
            click.echo(f"not read: {done.file}: {done.reason}: {done.detail}", err=True)
            if not is_shown:
                put(out, {"id": done.file, "rejected": done.reason, "detail": done.detail})
        elif is_shown:
            title = done.article.title or done.article.id
            out.write(listing(done.article.text, title, done.reading, done.speakers) + "\n\n")
        else:
            put(out, reading_row(done.reading, dict(done.speakers)))


class Told(logging.Handler):
    """Log lines on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line, without level or name."""
        click.echo(record.getMessage(), err=True)


def with_progress() -> None:
    """Long texts tell on standard error, portion by portion, how far they are read."""
    log = logging.getLogger("counterclaim.reading")
    log.setLevel(logging.INFO)
    if not any(isinstance(h, Told) for h in log.handlers):
        log.addHandler(Told())


@click.command()
@source
@output
def lineage(lines: IO[str], out: IO[str]) -> None:
    """Articles to links: which takes what from which.

    \b
    Example:
      counterclaim lineage articles.jsonl -o lineage.jsonl
    """
    from counterclaim.lineage import find_lineage

    articles = [article_of(row, n) for n, row in enumerate(rows(lines), 1)]
    for link in find_lineage(articles).links:
        spans = [[list(p.a) if p.a else None, list(p.b)] for p in link.passages]
        put(out, {"from": link.a, "to": link.b, "type": link.type, "spans": spans, "score": link.score})


@click.command("compare-names")
@source
@output
def compare_names(lines: IO[str], out: IO[str]) -> None:
    """Pairs of names to verdicts on whether they can be one bearer, with reasons.

    A line is {"id", "a", "b", "kind": "person|place|organisation"}.

    \b
    Example:
      echo '{"id": 1, "a": "Dmitri Ivanov", "b": "Dmitriy Ivanov", "kind": "person"}' | counterclaim compare-names -
    """
    from counterclaim.actors import compare_names as compare

    for row in rows(lines):
        result = compare(str(row["a"]), str(row["b"]), str(row.get("kind", "person")))
        put(out, {"id": row.get("id"), "same": result.same, "score": result.score, "reasons": list(result.reasons)})
    sys.stdout.flush()


#: pairs of statements that are compared together: bounds memory, and lets output come while input goes on
PAIRS_AT_ONCE = 256


@click.command("compare-statements")
@source
@output
def compare_statements(lines: IO[str], out: IO[str]) -> None:
    """Pairs of statements to how they stand: same, entails, entailed, contradicts, unrelated.

    A line is {"id", "a", "b"}; both statements are taken to be about one event. The five probabilities sum to 1.
    "entails": b follows from a. It is a proposal of one small model: `build` does not rest on it.

    \b
    Example:
      echo '{"id": 1, "a": "The mill was hit.", "b": "Nobody hit the mill."}' | counterclaim compare-statements -
    """
    from dataclasses import asdict

    from counterclaim.models.relation import RelationModel

    model = RelationModel()
    given = rows(lines)
    while some := list(islice(given, PAIRS_AT_ONCE)):
        pairs = []
        for row in some:
            if not isinstance(row.get("a"), str) or not isinstance(row.get("b"), str):
                raise click.ClickException(f'object {row.get("id")} needs two texts, "a" and "b"')
            pairs.append((row["a"], row["b"]))
        for row, found in zip(some, model.compare(pairs), strict=True):
            shares = {k: round(v, 4) for k, v in asdict(found).items()}
            put(out, {"id": row.get("id"), "relation": found.label, "probs": shares, "made_by": model.version})
