"""Answers of single libraries on the pages that ``extraction.py`` measures, in the form its ``--rival`` reads.

    python -m venv /path/to/rivals && /path/to/rivals/bin/pip install trafilatura newspaper4k readability-lxml
    /path/to/rivals/bin/python bench/quality/extraction_rivals.py ../shared OUT_FOLDER

Writes ``OUT_FOLDER/<library>.jsonl``, one object a page: id, body, title, authors, date, ms (CPU time). It needs an
environment of its own because the libraries pin versions that do not fit together with ours. Resumable.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
LIMIT_S = 60


def trafilatura_standard(data: bytes) -> Row:
    """Trafilatura with its defaults."""
    return _trafilatura(data, precise=False)


def trafilatura_precision(data: bytes) -> Row:
    """Trafilatura told to favour precision."""
    return _trafilatura(data, precise=True)


def _trafilatura(data: bytes, *, precise: bool) -> Row:
    from trafilatura import bare_extraction

    got = bare_extraction(data, include_comments=False, favor_precision=precise, with_metadata=True)
    if got is None:
        return {}
    authors = [a.strip() for a in (got.author or "").split(";") if a.strip()]
    return {"body": got.text or "", "title": got.title, "authors": authors, "date": got.date}


def newspaper4k(data: bytes) -> Row:
    """newspaper4k, given the page's bytes in place of a download."""
    import newspaper

    article = newspaper.Article("https://example.org/a", fetch_images=False)
    article.download(input_html=data.decode("utf-8", "replace"))
    article.parse()
    date = article.publish_date
    day = date.date().isoformat() if hasattr(date, "date") else None
    return {"body": article.text, "title": article.title, "authors": list(article.authors), "date": day}


def readability(data: bytes) -> Row:
    """readability-lxml: the main block, its tags taken off; it gives no date and no authors."""
    from lxml.html import fromstring
    from readability import Document

    document = Document(data)
    html = document.summary(html_partial=True)
    return {"body": "\n".join(fromstring(html).itertext()), "title": document.short_title()}


LIBRARIES: dict[str, Callable[[bytes], Row]] = {
    f.__name__: f for f in (trafilatura_standard, trafilatura_precision, newspaper4k, readability)
}


def main() -> None:
    """Answer every page that is not answered yet."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("shared", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--only", choices=LIBRARIES, action="append")
    p.add_argument("--ids", default="", help="only pages whose id begins with one of these, comma-separated")
    o = p.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _too_late)
    o.out.mkdir(parents=True, exist_ok=True)
    folder = o.shared / "data/extraction"
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [r for r in map(json.loads, file) if r["id"].startswith(tuple(o.ids.split(",")))]
    for name in o.only or LIBRARIES:
        _answer_all(name, rows, folder, o.out / f"{name}.jsonl")


def _too_late(*_: object) -> None:
    raise TimeoutError


def _answer_all(name: str, rows: list[Row], folder: Path, path: Path) -> None:
    done = {json.loads(x)["id"] for x in path.read_text("utf-8").splitlines()} if path.exists() else set()
    with path.open("a", encoding="utf-8") as out:
        for row in rows:
            if row["id"] in done:
                continue
            data = gzip.decompress((folder / row["html"]).read_bytes())
            begun = time.process_time()
            signal.alarm(LIMIT_S)
            try:
                got = LIBRARIES[name](data)
            except Exception as e:  # what a library raises on a page is its answer to that page
                got = {"error": type(e).__name__}
            finally:
                signal.alarm(0)
            got |= {"id": row["id"], "ms": 1000 * (time.process_time() - begun)}
            out.write(json.dumps(got, default=str) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
