"""The JSON lines of the stage commands: articles and readings as rows, and rows as articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from counterclaim.records import Article

output = click.option(
    "-o", "--out", type=click.File("w", encoding="utf-8", lazy=False), default="-", help="Default: standard output."
)
#: lines without any object after which a stream is taken for something else
HOPELESS = 10
source = click.argument("lines", metavar="FILE", type=click.File("r", encoding="utf-8"))


def rows(lines: IO[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines stream; a line that is none is told and skipped.

    Raises:
        click.ClickException: if nothing is an object, among the first ``HOPELESS`` lines or in a shorter stream.
    """
    found = faults = 0
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        fault, row = _object(line)
        if fault is None:
            found += 1
            yield row
            continue
        faults += 1
        click.echo(f"line {n}: {fault}", err=True)
        if not found and faults == HOPELESS:
            break
    if faults and not found:
        raise click.ClickException(
            f"{lines.name} is not JSON lines. Pages, plain text and other files are made into such lines by "
            "counterclaim extract, as in: counterclaim extract FILE | counterclaim read -"
        )


def _object(line: str) -> tuple[str | None, dict[str, Any]]:
    """What is wrong with a line, else None, and its object."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}", {}
    return (None, row) if isinstance(row, dict) else ("not a JSON object", {})


def put(out: IO[str], row: dict[str, Any]) -> None:
    """One object as one line."""
    out.write(json.dumps(row, ensure_ascii=False) + "\n")


def article_row(article: Article) -> dict[str, Any]:
    """An article as the stage commands write it."""
    from counterclaim.records import to_builtins

    row: dict[str, Any] = to_builtins(article)
    row["segments"] = [{"type": s.type, "start": s.span.start, "end": s.span.end} for s in article.segments]
    row["credits"] = [
        {"name": c.name, "kind": c.kind, "start": c.span.start, "end": c.span.end} for c in article.credits
    ]
    row["body"] = article.running_text()
    return row


def article_of(row: dict[str, Any], n: int) -> Article:
    """An article from a row that has at least a text; what is missing is taken as not known.

    Raises:
        click.ClickException: if there is no text.
    """
    from counterclaim.records import Article, Credit, Published, Segment, SegmentType, Span, StatedCredit, content_id

    text = row.get("text")
    if not isinstance(text, str):
        raise click.ClickException(f'object {n} has no "text"')
    published = row.get("published")
    if isinstance(published, dict):
        published = published.get("value")
    segments = tuple(
        Segment(type=SegmentType(s["type"]), span=Span(s["start"], s["end"])) for s in row.get("segments") or ()
    )
    if not segments and text.strip():
        segments = (Segment(type=SegmentType.BODY, span=Span(0, len(text)).trimmed(text)),)
    return Article(
        id=str(row.get("id") or content_id("art", text)),
        capture=str(row.get("capture") or ""),
        file=row.get("file"),
        uri=row.get("uri") or row.get("url"),
        title=row.get("title"),
        title_span=None,
        outlet=row.get("outlet"),
        byline=row.get("byline"),
        authors=tuple(row.get("authors") or ()),
        language=row.get("language") or row.get("lang"),
        published=Published(
            value=published, precision="day" if published else None, method="given", evidence=None, reason="given"
        ),
        credits=tuple(
            Credit(name=c["name"], kind=c.get("kind", "copy"), span=Span(c["start"], c["end"]))
            for c in row.get("credits") or ()
        ),
        text=text,
        segments=segments,
        made_by="given",
        stated_credits=tuple(StatedCredit(**c) for c in row.get("stated_credits") or ()),
    )


def given_article(row: dict[str, Any]) -> Article:
    """An article from a row of ``read``.

    Raises:
        InputRejected: if the row has no text or one that is too long.
    """
    from counterclaim.errors import InputRejected
    from counterclaim.pipeline.stream import article_of_text

    if row.get("segments"):
        try:
            return article_of(row, 0)
        except click.ClickException as error:
            raise InputRejected("not_text", error.message) from error
    known = article_of_text(row.get("text"), title=row.get("title"))
    return article_of({**row, "text": known.text, "segments": _rows_of(known)}, 0)


def _rows_of(article: Article) -> list[dict[str, Any]]:
    return [{"type": s.type, "start": s.span.start, "end": s.span.end} for s in article.segments]


def reading_row(reading: Any, speakers: dict[str, str]) -> dict[str, Any]:
    """A reading as the stage commands write it, with the best name of each speaker."""
    from counterclaim.records import to_builtins

    def flat(item: Any) -> dict[str, Any]:
        row: dict[str, Any] = to_builtins(item)
        start, end = row.pop("span")
        return {"start": start, "end": end, **row}

    attributions = []
    for a in reading.attributions:
        row = to_builtins(a)
        row["speaker"] = speakers.get(a.id)
        attributions.append(row)
    return {
        "id": reading.article,
        "language": reading.language,
        "sentences": [list(s) for s in reading.sentences],
        "entities": [flat(e) for e in reading.entities],
        "timexes": [flat(t) for t in reading.timexes],
        "mentions": [flat(m) for m in reading.mentions],
        "coreference": coreference(reading),
        "attributions": attributions,
        "own_voice": [flat(o) for o in reading.own_voice],
        "evidence": [flat(e) for e in reading.evidence],
        "framing": [flat(f) for f in reading.framing],
        "unread": [flat(u) for u in reading.unread],
        "made_by": reading.made_by,
    }


def coreference(reading: Any) -> list[list[int]]:
    """Mentions that stand for one bearer, as places in ``mentions``: bearers with two mentions or more."""
    chains: dict[int, list[int]] = {}
    for i, mention in enumerate(reading.mentions):
        chains.setdefault(mention.entity, []).append(i)
    return [chain for chain in chains.values() if len(chain) > 1]
