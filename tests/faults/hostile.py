"""Hostile files of many kinds and sizes through the extracting process: each ends in an article or a rejection in time.

``python tests/faults/hostile.py`` prints one line of JSON with the slowest of them. Whatever happens to one file, the
next is read by the same extractor.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from hostile_kinds import MORE
from makers import PAGE, WORDS, answer, mail, mhtml, pdf, warc, zipped

from counterclaim.capture import DEFAULT_BOUNDS, InputItem
from counterclaim.capture.inputs import items_of
from counterclaim.capture.source import Source
from counterclaim.errors import InputRejected
from counterclaim.pipeline.extraction import Extractor
from counterclaim.records import Capture, Rejection


def _page(inner: str) -> bytes:
    return f"<html><head><title>T</title></head><body>{inner}</body></html>".encode("utf-8", "replace")


def _repeated(unit: str) -> Callable[[int], bytes]:
    return lambda n: _page(unit * max(1, n // len(unit)))


def _nested(opening: str, closing: str) -> Callable[[int], bytes]:
    return lambda n: _page(
        opening * (n // (len(opening) + len(closing))) + WORDS + closing * (n // (len(opening) + len(closing)))
    )


#: Kind of file to what makes one of about so many bytes.
KINDS: dict[str, Callable[[int], bytes]] = {
    **{
        f"many {name}": _repeated(unit)
        for name, unit in {
            "paragraphs": f"<p>{WORDS}</p>", "short paragraphs": "<p>x</p>", "open paragraphs": "<p>x", "links": '<a href="/x">x</a>',
            "open links": "<a href=x>", "breaks": "x<br>", "divs": "<div>x</div>", "list items": "<li>x", "rows": "<tr><td>x</td></tr>",
            "open cells": "<td>", "entities": "&amp;", "unknown entities": "&zzz;", "numeric entities": "&#x41;", "huge entity": "&#99999999999;",
            "comments": "<!-- x -->", "open comments": "<!--", "angles": "<", "closing angles": ">", "closing tags": "</p>", "scripts": "<script>x</script>",
            "open scripts": "<script>", "styles": "<style>p{}</style>", "attributes": "<p a=1 b=2 c=3>x", "quotes": "“x” said y. ", "dates": "4 May 2031 ",
            "times": "12:30 ", "digits": "1", "bylines": "<p>By A. Writer</p>", "datelines": "<p>LORNE (AFP) - x</p>", "captions": "<figure><figcaption>© x / AFP</figcaption></figure>",
            "headings": "<h2>x</h2>", "articles": "<article><p>x</p></article>", "metas": '<meta property="article:published_time" content="2031-05-04">',
            "json-ld": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>', "bold": "<b>x</b>", "mixed": "<b><i>x</b></i>",
            "tables in tables": "<table><tr><td>", "forms": "<form><input>", "frames": "<iframe src=x>", "templates": "<template><p>x</template>",
            "svg": "<svg><text>x</text></svg>", "zero width": "x\u200b", "bidi": "\u202ex", "combining": "e\u0301", "emoji": "😀", "ideographs": "東京", "arabic": "سلام ",
            "surrogates": "\\ud800", "long words": "x" * 500 + " ", "spaces": "  \t\n", "line separators": "x\u2028", "photo credits": "(Photo by A / AFP) ",
        }.items()
    },
    **{
        f"nested {tag}": _nested(f"<{tag}>", f"</{tag}>")
        for tag in ("div", "p", "b", "ul><li", "table><tr><td", "blockquote", "span", "font", "article", "svg", "a")
    },
    "one long attribute": lambda n: _page(f'<p title="{"x" * n}">x</p>'),
    "one long word": lambda n: ("x" * n).encode(),
    "one long line": lambda n: (WORDS * (n // len(WORDS) + 1)).encode(),
    "many lines": lambda n: ("x\n" * (n // 2)).encode(),
    "blank lines": lambda n: b"x" + b"\n" * n + b"y",
    "deep json": lambda n: b'{"text":' + b"[" * (n // 2) + b"]" * (n // 2) + b"}",
    "deep json-ld": lambda n: _page(f'<script type="application/ld+json">{"[" * (n // 2)}{"]" * (n // 2)}</script><p>{WORDS}</p>'),
    "long json text": lambda n: json.dumps({"text": WORDS * (n // len(WORDS) + 1)}).encode(),
    "html in json": lambda n: json.dumps({"html": "<p>x" * (n // 4)}).encode(),
    "utf-16": lambda n: _page("<p>x</p>" * (n // 16)).decode().encode("utf-16"),
    "utf-7 look": lambda n: b"+ADw-p+AD4-" * (n // 11),
    "nulls": lambda n: b"<html>" + b"\0x" * (n // 2),
    "random latin": lambda n: bytes(33 + (i * 7919) % 200 for i in range(n)),
    "base64": lambda n: _page(f'<img src="data:image/png;base64,{"A" * n}"><p>{WORDS}</p>'),
    "pdf lines": lambda n: pdf([WORDS] * (n // len(WORDS) + 1)),
    "pdf garbage": lambda n: b"%PDF-1.7\n" + b"1 0 obj << /A [ " * (n // 16),
    "pdf loop": lambda n: pdf([WORDS]).replace(b"/Kids [3 0 R]", b"/Kids [" + b"2 0 R " * (n // 6) + b"]"),
    "mail parts": lambda n: mail().replace(b"\n\n", b"\n\n" + b"--b\nContent-Type: text/plain\n\nx\n" * (n // 36), 1),
    "mail headers": lambda n: b"From: a\nTo: b\nSubject: c\n" + b"X-A: b\n" * (n // 7) + b"\nx",
    "folded subject": lambda n: b"From: a\nTo: b\nDate: c\nSubject: " + b"=?utf-8?q?x?=\n " * (n // 15) + b"\n\nx",
    "mhtml page": lambda n: mhtml("<p>x" * (n // 4)),
    "rss items": lambda n: b"<rss><channel>" + b"<item><title>x</title></item>" * (n // 29) + b"</channel></rss>",
    "rss nested": lambda n: b"<rss>" + b"<a>" * (n // 3),
    "csv cells": lambda n: b"url,text\n" + b"," * n,
    "csv quote": lambda n: b'url,text\n"' + b"x\n" * (n // 2),
    "zip of zeros": lambda n: zipped({"x.txt": b"\0" * n * 20}),
    "zip of names": lambda n: zipped({f"../{i}.txt": b"x" for i in range(n // 100)}),
    "gzip in gzip": lambda n: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b" " * n * 10)))),
    "warc page": lambda n: warc(answer("https://l.example/x", _page("<p>x" * (n // 4)))),
    "warc records": lambda n: warc(*[answer(f"https://l.example/{i}", PAGE.encode()) for i in range(n // 5000 + 1)]),
    "wrong length": lambda n: warc(answer("https://l.example/x", b"x" * n)).replace(b"x", b"y"),
    "regex bait": lambda n: (("a" * 30 + "!") * (n // 31)).encode(),
    "markdown bait": lambda n: (b"*_`[" * (n // 4)),
    "front matter": lambda n: b"---\n" + b"title: x\n" * (n // 9) + b"---\n" + WORDS.encode(),
    **MORE,
}  # fmt: skip
SIZES = (1_000, 10_000, 100_000, 300_000, 1_000_000)


def run(kinds: dict[str, Callable[[int], bytes]], sizes: tuple[int, ...], most_items: int = 5) -> dict[str, Any]:
    """Each kind in each size; how they ended, the slowest, and what did not end as it should."""
    ends: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    faults: list[str] = []
    began = time.monotonic()
    with Extractor() as extractor:
        extractor.extract(PAGE.encode(), _capture(PAGE.encode()))
        for size in sizes:
            for name, make in kinds.items():
                start = time.monotonic()
                try:
                    ends.update(_ended(make(size), extractor, most_items, _named(name)))
                except Exception as error:
                    faults.append(f"{name} {size}: {type(error).__name__}: {error}"[:200])
                    print("FAULT", faults[-1], file=sys.stderr, flush=True)  # a long run may be broken off
                slow.append((round(time.monotonic() - start, 1), f"{name} {size}"))
                print(*slow[-1], file=sys.stderr, flush=True)
        if WORDS not in extractor.extract(PAGE.encode(), _capture(PAGE.encode())).text:
            faults.append("the page after all of them was not read")
        started = extractor.started
    slow.sort(reverse=True)
    return {
        "files": len(slow), "ends": dict(ends), "workers": started, "faults": faults, "slowest": slow[:8],
        "over_10_s": sum(seconds > 10 for seconds, _ in slow), "wall_bound_s": DEFAULT_BOUNDS.extract_wall_s, "seconds": round(time.monotonic() - began, 1),
    }  # fmt: skip


def _named(kind: str) -> str:
    """A name under which a file of a kind is read as that; the bytes alone do not tell a table from a text."""
    return next(
        (
            f"x{end}"
            for start, end in (("csv", ".csv"), ("jsonl", ".jsonl"), ("markdown", ".md"))
            if kind.startswith(start)
        ),
        "x",
    )


def _ended(data: bytes, extractor: Extractor, most: int, name: str = "x") -> list[str]:
    ends = []
    for found in items_of(Source(name=name, stream=io.BytesIO(data), size=len(data)), DEFAULT_BOUNDS):
        if isinstance(found, Rejection):
            ends.append(f"taking in: {found.reason}")
        elif isinstance(found, InputItem) and not found.is_container and len(ends) < most:
            try:
                article = extractor.extract(found.data, _capture(found.data, found.media_type))
                ends.append("article, cheap" if "cheap" in article.made_by else "article")
            except InputRejected as error:
                ends.append(f"extraction: {error.reason}")
    return ends or ["nothing but counts"]


def _capture(data: bytes, media_type: str = "text/html") -> Capture:
    return Capture(
        id=hashlib.sha256(data).hexdigest(), uri="file:///x", file="x", part=None, media_type=media_type,
        size_bytes=len(data), captured_at=datetime(2031, 5, 4, tzinfo=UTC), how="file",
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument(
        "--from", dest="first", type=int, default=0, help="leave out so many kinds, as a run before did"
    )
    options = parser.parse_args()
    kinds = dict(list(KINDS.items())[options.first :])
    result = run(kinds, tuple(options.sizes))
    print(json.dumps({"test": "hostile files", "kinds": len(kinds), **result}, ensure_ascii=False))
    sys.exit(bool(result["faults"]))
