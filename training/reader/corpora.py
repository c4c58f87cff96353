"""Corpora as documents with one shape, whatever each of them annotates.

A document lists only what its corpus annotates; everything else is masked in the loss, never taken for "none".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

QUOTE_MARKS = '"“”„«»‟'
Spans = list[list[int]]
#: GUM genres near enough to news; fiction, how-to, vlogs and conversation teach other habits.
GENRES = ("news", "interview", "speech", "court", "bio", "letter", "podcast", "textbook", "voyage")


@dataclass
class Attr:
    """One attribution; ``venue`` and ``act`` are None where the corpus does not annotate them."""

    source: Spans
    cue: Spans
    content: Spans
    venue: Spans | None = None
    act: str | None = None
    negates: bool | None = None


@dataclass
class Doc:
    """A text and what its corpus annotates of it; None means not annotated."""

    id: str
    text: str
    scheme: str | None = None
    attributions: list[Attr] | None = None
    entities: list[tuple[int, int, str]] | None = None
    entity_scheme: str | None = None
    places: list[tuple[int, int, str]] | None = None
    mentions: list[tuple[int, int, str]] | None = None
    own_voice: Spans | None = None
    evidence: list[tuple[int, int, str]] | None = None
    loaded: Spans | None = None
    sentences: Spans | None = None
    skip: Spans = field(default_factory=list)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a gzip file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def inside_marks(spans: Spans, text: str) -> Spans:
    """Contents brought to one convention: outer quotation marks and a comma before a closing mark left out."""
    out: Spans = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in QUOTE_MARKS):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTE_MARKS + ","):
            end -= 1
        if end > start:
            out.append([start, end])
    return out


def joined_over_marks(spans: Spans, text: str) -> Spans:
    """Contents split at quotation marks joined again; the reader splits mixed contents by rule."""
    out: Spans = []
    for start, end in sorted(spans):
        gap = text[out[-1][1] : start] if out else "x"
        if out and all(c.isspace() or c in QUOTE_MARKS for c in gap):
            out[-1][1] = end
        else:
            out.append([start, end])
    return out


def contested(root: Path, split: str) -> Iterator[Doc]:
    """Our own annotation: everything the reader must see, furniture left out of the loss."""
    for d in rows(root / "attribution/contested_news" / f"{split}.jsonl.gz"):
        text = d["text"]
        attrs = [
            Attr(
                a["source"],
                a["cue"],
                joined_over_marks(inside_marks(a["content"], text), text),
                [a["venue"]] if a["venue"] else [],
                a["act"],
                a["act"] == "deny" or (a["note"] or "").startswith("negated"),
            )
            for a in d["attributions"]
        ]
        by_actor = {a["name"]: a["name"] for a in d["actors"]}
        mentions = [(m["start"], m["end"], by_actor.get(m["actor"], m["actor"])) for m in d["mentions"]]
        mentions += [(*s, a["speaker"]) for a in d["attributions"] if a["speaker"] for s in a["source"]]
        furniture = [
            [s["start"], s["end"]]
            for s in d["segments"]
            if s["type"] in {"related", "widget", "comment", "duplicate", "credit"}
        ]
        yield Doc(
            d["id"], text, "contested_news", attrs,
            mentions=sorted(set(mentions)),
            own_voice=[[o["start"], o["end"]] for o in d["own_voice"]],
            evidence=[(e["start"], e["end"], e["type"]) for e in d["evidence"] if e["start"] is not None],
            loaded=d["loaded"], skip=furniture,
        )  # fmt: skip


def polnear(root: Path, split: str) -> Iterator[Doc]:
    """Large and coarse: verbal cues only, no nesting, no acts; contents in its own convention, marks and all.

    The annotation scheme is an input of the anchor and pair heads, so the two conventions do not blur each other.
    """
    for d in rows(root / "attribution/polnear" / f"{split}.jsonl.gz"):
        attrs = [Attr(a["source"], a["cue"], a["content"]) for a in d["attributions"]]
        yield Doc(d["id"], d["text"], "polnear", attrs)


def gum(root: Path, split: str) -> Iterator[Doc]:
    """Nesting, negated speech, and derived names; two views of one text."""
    for d in rows(root / "ner/gum_named" / f"{split}.jsonl.gz"):
        if any(f"_{g}_" in d["id"] for g in GENRES):
            ents = [(e["start"], e["end"], e["type"]) for e in d["entities"]]
            yield Doc(d["id"], d["text"], entities=ents, entity_scheme="gum")
    for d in rows(root / "attribution/gum" / f"{split}.jsonl.gz"):
        if not any(f"_{g}_" in d["id"] for g in GENRES):
            continue
        attrs = [
            Attr(a["source"], a["cue"], inside_marks(a["content"], d["text"]), negates=a["polarity"] == "negative")
            for a in d["attributions"]
            if a["cue"] and not a.get("wide")
        ]
        wide = [s for a in d["attributions"] if a.get("wide") or not a["cue"] for s in a["content"]]
        yield Doc(d["id"], d["text"], "gum", attrs, skip=wide if len(wide) < 3 else [])


def named(root: Path, name: str, split: str = "train") -> Iterator[Doc]:
    """A named-entity corpus; its types are mapped by ``entity_scheme`` in ``windows``."""
    for d in rows(root / "ner" / name / f"{split}.jsonl.gz"):
        ents = [(e["start"], e["end"], e["type"]) for e in d["entities"]]
        yield Doc(d["id"], d["text"], entities=ents, entity_scheme=name)


PLACE_USE_OF = {
    "Literal": "literal", "Coercion": "literal", "Metonymic": "metonymic",
    "Non_Literal_Modifier": "modifier", "Literal_Modifier": "modifier", "Demonym": "modifier",
}  # fmt: skip


def geowebnews(root: Path, split: str) -> Iterator[Doc]:
    """Place names by use; mixed and embedded uses are left out."""
    for d in rows(root / "ner/geowebnews" / f"{split}.jsonl.gz"):
        uses = [(e["start"], e["end"], PLACE_USE_OF[e["type"]]) for e in d["entities"] if e["type"] in PLACE_USE_OF]
        yield Doc(d["id"], d["text"], places=uses)


def sentences(root: Path, treebank: str, split: str) -> Iterator[Doc]:
    """Running text with the ends of its sentences, put together from a treebank."""
    text, spans, name, paragraph = "", [], "", False
    with gzip.open(root / "syntax" / treebank / f"{split}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if text:
                    yield Doc(name, text, sentences=spans)
                text, spans, name = "", [], line.partition("=")[2].strip()
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# text ="):
                words = line.partition("=")[2].strip()
                text += ("\n\n" if paragraph else " ") if text else ""
                spans.append([len(text), len(text) + len(words)])
                text, paragraph = text + words, False
    yield Doc(name, text, sentences=spans)


def news(root: Path) -> Iterator[Doc]:
    """Articles without labels, for what teachers teach; headline first, as the reader sees articles."""
    for part in ("contested", "general"):
        path = root / "news" / f"{part}.jsonl.gz"
        for d in rows(path) if path.exists() else ():
            yield Doc(d["id"], f"{d['title']}\n\n{d['text'][:9000]}")


def load(root: Path, split: str = "train") -> dict[str, list[Doc]]:
    """Every labelled corpus used in training, by the name under which the mix names it."""
    docs = {
        "contested": list(contested(root, split)),
        "polnear": list(polnear(root, split)),
        "gum": list(gum(root, split)),
        "worldwide": list(named(root, "worldwide", split)),
        "conll2003": list(named(root, "conll2003", split)),
        "crossner_politics": list(named(root, "crossner_politics", split)),
        "geowebnews": list(geowebnews(root, split)),
        "sentences": [*sentences(root, "ud_gum", split), *sentences(root, "ud_ewt", split)],
    }
    if split == "train":
        docs["wikigold"] = list(named(root, "wikigold"))
    return docs
