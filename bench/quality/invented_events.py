"""The whole main job on invented contested events with our own annotation (``bench/quality/invented``).

Four of them have been read while rules were made; the two written last are only ever scored. The annotation is kept as
tables, in which words stand as they do in the reports (``words@2``: where they stand for the second time); here they
become places in the text, in the form that ``score_case.py`` reads.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from counterclaim.pipeline import Models, build_case
from counterclaim.views.exports.jsonl import export_jsonl
from counterclaim.views.query import load_case

Row = dict[str, Any]
Place = list[int]

EVENTS = Path(__file__).with_name("invented")
#: events whose errors were read while rules were made, those read after a time of only being scored, and events that
#: nobody who makes rules reads
READ = ("hospital", "shooting")
READ_SINCE = ("border", "plant")
UNREAD = ("boat", "station")
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
STANCES = {"a": "affirms", "d": "denies", "q": "questions"}
_BLOCKS = frozenset("p h1 h2 h3 h4 li div nav header footer article aside ul".split())


def score_invented(data: Path, folder: Path, models: Models, names: Sequence[str] = READ) -> Row:
    """The shared scorer's answer for each event, and the means of three measures over all of them.

    Args:
        data: folder with the scorers.
        folder: where the cases and their exports are put.
        models: what the builds read with.
        names: the events, by their folders.
    """
    out: Row = {name: _score(EVENTS / name, data, folder / name, models) for name in names}
    for measure in ("claims_bcubed", "stance", "stance_denies"):
        out[measure] = round(sum(float(out[n][measure]["f1"]) for n in names) / len(names), 1)
    return out


def _score(event: Path, data: Path, folder: Path, models: Models) -> Row:
    folder.mkdir(parents=True, exist_ok=True)
    build_case(folder / "case", [event / "articles"], models)
    export_jsonl(load_case(folder / "case"), folder / "export")
    gold = folder / "gold.json"
    gold.write_text(json.dumps(gold_of(event)), encoding="utf-8")
    command = [sys.executable, str(data / "tools/score_case.py"), str(gold), "--pred", str(folder / "export")]
    scores: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return scores


def gold_of(event: Path) -> Row:
    """An event's annotation with its places in the texts.

    Raises:
        ValueError: if words of the annotation are not in the report.
    """
    actors = [
        {"id": i, "name": name, "party": party, "aliases": aliases.split("|") if aliases else []}
        for i, name, party, aliases in _lines(event / "gold/actors.tsv", 4)
    ]
    lines = list(_lines(event / "gold/claims.tsv", 5))
    claims = {line[0]: {"id": line[0], "members": [], "stances": []} for line in lines if line[0] != "REL"}
    relations = [
        dict(zip(("a", "b", "type", "within_party"), line[1:], strict=True)) for line in lines if line[0] == "REL"
    ]
    docs = [_document(file, event / "gold", actors, claims) for file in sorted((event / "articles").iterdir())]
    case = {"actors": actors, "claims": list(claims.values()), "relations": relations}
    return {"docs": docs, "case": case}


def _document(file: Path, gold: Path, actors: Sequence[Row], claims: dict[str, Row]) -> Row:
    text, doc = text_of(file), file.name[:2]
    found = []
    for i, kind, act, speaker, via, source, cue, contents, stances in _lines(gold / f"{doc}.tsv", 9):
        row: Row = {"id": i, "kind": KINDS[kind], "act": act, "speaker": speaker, "via": via, "said_on": None}
        content = [_near(text, words, []) for words in contents.split("||")] if contents else []
        row["content_spans"] = content
        row["cue_span"] = _near(text, cue, content) if cue else None
        row["source_span"] = _near(text, source, [row["cue_span"]] if cue else content) if source else None
        found.append(row)
        for claim, _, stance in (s.partition(":") for s in (stances or "").split(",") if s):
            member = {"doc": doc, "attribution": i}
            claims[claim]["members"].append(member)
            taken = {**member, "actor": speaker, "stance": STANCES[stance]} if stance else None
            claims[claim]["stances"] += [taken] if taken else []
    named = [{"id": a["id"], "name": a["name"], "mentions": a["aliases"]} for a in actors]
    title = text.splitlines()[0]
    return {
        "doc": doc, "file": file.name, "title": title, "published": None, "text": text, "segments": [],
        "attributions": found, "actors": named,
    }  # fmt: skip


def _lines(file: Path, columns: int) -> Iterator[list[Any]]:
    """The cells of a table; "-" and what is left out at the end of a line is None."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [c if c not in ("-", "") else None for c in line.split("\t")]
            yield (cells + [None] * columns)[:columns]


def _near(text: str, words: str, beside: Sequence[Place]) -> Place:
    """The place of some words that is nearest to others and not inside them, or the one whose number follows ``@``."""
    words, _, number = words.partition("@")
    edges = (r"\b" if words[0].isalnum() else "", r"\b" if words[-1].isalnum() else "")
    found = [[m.start(), m.end()] for m in re.finditer(edges[0] + re.escape(words) + edges[1], text)]
    outside = [f for f in found if not any(f[0] < b[1] and b[0] < f[1] for b in beside)] or found
    if len(outside) < int(number or 1):
        raise ValueError(f"not in the report: {words!r}")
    if number:
        return found[int(number) - 1]
    if not beside:
        return outside[0]
    return min(outside, key=lambda f: min(min(abs(f[0] - b[1]), abs(b[0] - f[1])) for b in beside))


def text_of(file: Path) -> str:
    """The text of a report; of a page that of its blocks, line by line."""
    text = file.read_text("utf-8")
    if file.suffix != ".html":
        return text
    page = _Blocks()
    page.feed(text)
    return re.sub(r"\n\s*\n+", "\n\n", "".join(page.parts)).strip() + "\n"


class _Blocks(HTMLParser):
    """The text of a page's blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line, or what is not shown."""
        self._hidden += tag == "title"
        self.parts += ["\n"] if tag in _BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._hidden -= tag == "title"
        self.parts += ["\n"] if tag in _BLOCKS else []

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        self.parts += [] if self._hidden else [data]
