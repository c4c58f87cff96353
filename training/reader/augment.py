"""What the corpora hold too little of, made from what they hold: other names, broken marks, headlines, nesting.

Every function gives new documents with all offsets moved along; nothing is added that has no annotation.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.reader.corpora import Attr, Doc, Spans

Edit = tuple[int, int, str]
SAID = {"said", "says", "say", "told reporters", "claimed", "claims", "argued", "insisted", "denied", "added"}
OUTER = (
    "The agency", "State television", "A local newspaper", "The ministry's spokesman", "A regional official",
    "Two diplomats", "An unnamed source", "The broadcaster", "The governor's office", "A military spokeswoman",
    "The foreign minister", "Rights groups", "Police", "The embassy",
)  # fmt: skip
REPORTING = ("reported that", "said", "said that", "quoted officials as saying that", "wrote that", "confirmed that")
DENYING = ("denied that", "rejected reports that", "denied reports that", "called false a report that")
NOUNS = ("claim", "allegation", "statement", "accusation", "assertion")
REJECTS = ("rejected", "dismissed", "denied", "disputed", "categorically rejected", "brushed aside")


def edited(doc: Doc, edits: Iterable[Edit]) -> Doc:
    """The document with stretches of its text replaced and every span moved along; edits must not overlap."""
    done = sorted(edits)
    parts: list[str] = []
    ends, shifts, at, shift = [0], [0], 0, 0
    for start, end, new in done:
        parts += [doc.text[at:start], new]
        shift += len(new) - (end - start)
        ends.append(end)
        shifts.append(shift)
        at = end
    text = "".join(parts) + doc.text[at:]

    def moved(place: int) -> int:
        return place + shifts[bisect_right(ends, place) - 1]

    def spans(old: Spans | None) -> Spans | None:
        return None if old is None else [[moved(s), moved(e)] for s, e in old if moved(e) > moved(s)]

    def typed(old: list[tuple[int, int, str]] | None) -> list[tuple[int, int, str]] | None:
        return None if old is None else [(moved(s), moved(e), t) for s, e, t in old if moved(e) > moved(s)]

    attrs = doc.attributions
    if attrs is not None:
        attrs = [
            replace(
                a, source=spans(a.source) or [], cue=spans(a.cue) or [], content=spans(a.content) or [],
                venue=spans(a.venue),
            )
            for a in attrs
        ]  # fmt: skip
    return replace(
        doc, text=text, attributions=attrs, entities=typed(doc.entities), places=typed(doc.places),
        evidence=typed(doc.evidence), own_voice=spans(doc.own_voice), loaded=spans(doc.loaded),
        sentences=spans(doc.sentences), skip=spans(doc.skip) or [],
    )  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Name tokens of people, and places, from Eastern Europe, the Caucasus and the Middle East, among others."""

    people: tuple[str, ...]
    places: tuple[str, ...]


def load_names(root: Path) -> Names:
    """Names for swaps from the variants files; only well attested ones."""
    people, places = [], []
    with gzip.open(root / "names/wikidata_en_ru/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["n"] > 1 and row["en"].isalpha() and len(row["en"]) > 2:
                people.append(row["en"].capitalize())
    with gzip.open(root / "names/geonames_places/places.jsonl.gz", "rt", encoding="utf-8") as lines:
        places = [row["name"] for row in map(json.loads, lines) if " " not in row["name"]]
    return Names(tuple(people), tuple(places))


def with_other_names(doc: Doc, names: Names, rng: random.Random) -> Doc:
    """Every token of a person's name, and half of the one-word places, replaced; the same token the same way."""
    chosen: dict[str, str] = {}
    edits: list[Edit] = []
    for start, end, kind in sorted(doc.entities or []):
        words = doc.text[start:end]
        if edits and start < edits[-1][1]:
            continue
        if kind in {"PER", "politician", "person"}:
            for m in re.finditer(r"[A-Z][a-z]{2,}", words):
                new = chosen.setdefault(m[0], rng.choice(names.people))
                edits.append((start + m.start(), start + m.end(), new))
        elif kind == "LOC" and re.fullmatch(r"[A-Z][a-z]+", words):
            if words not in chosen:
                chosen[words] = rng.choice(names.places) if rng.random() < 0.5 else words
            edits.append((start, end, chosen[words]))
    return edited(doc, edits)


MARK_STYLES = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("«", "»"), ("„", "“"), ("``", "''"))


def with_other_marks(doc: Doc, rng: random.Random) -> Doc:
    """Double marks in one other style, and sometimes a closing mark lost."""
    opening, closing = rng.choice(MARK_STYLES)
    lose = rng.random() < 0.3
    edits: list[Edit] = []
    is_open = False
    for m in re.finditer(r"\n|[\"“”]", doc.text):
        if m[0] == "\n":
            is_open = False
            continue
        is_open = {"“": True, "”": False}.get(m[0], not is_open)
        new = opening if is_open else closing
        if not is_open and lose and rng.random() < 0.15:
            new = ""
        edits.append((m.start(), m.end(), new))
    return edited(doc, edits)


def clauses(docs: Iterable[Doc]) -> Iterator[tuple[str, str]]:
    """Short (source, clause) pairs of indirect speech, for the made sentences."""
    for doc in docs:
        for a in doc.attributions or []:
            if len(a.source) != 1 or len(a.content) != 1 or len(a.cue) != 1:
                continue
            source, cue, content = (doc.text[s[0][0] : s[0][1]] for s in (a.source, a.cue, a.content))
            content = content.removeprefix("that ").strip(" ,.")
            is_short = 20 <= len(content) <= 110 and 3 <= len(source) <= 45
            is_plain = not re.search(r"[\"“”\n]", source + content)
            if cue.lower() in SAID and is_short and is_plain and source[0].isupper() and content[0].isalnum():
                yield source, content


def pieced(parts: list[tuple[str, str]]) -> tuple[str, dict[str, list[int]]]:
    """A text from (role, words) parts, with the span of each role; no role is an empty name."""
    text, spans = "", {}
    for role, words in parts:
        if role:
            spans[role] = [len(text), len(text) + len(words)]
        text += words
    return text, spans


def headline(source: str, clause: str, rng: random.Random) -> Doc:
    """A headline: dropped verb, colon or dash; or a present tense without "that"."""
    clause = clause[0].upper() + clause[1:]
    form = rng.randrange(5)
    parts = [
        [("content", clause), ("cue", ":"), ("", " "), ("source", source)],
        [("source", source), ("cue", ":"), ("", " "), ("content", clause)],
        [("content", clause), ("", ", "), ("cue", rng.choice(("says", "say"))), ("", " "), ("source", source)],
        [("source", source), ("", " "), ("cue", rng.choice(("says", "claims"))), ("", " "), ("content", clause)],
        [("content", clause), ("", " "), ("cue", "–"), ("", " "), ("source", source)],
    ][form]
    text, at = pieced(parts)
    if rng.random() < 0.15:
        text = text.upper() if len(text.upper()) == len(text) else text
    return Doc("made", text, "contested_news", [Attr([at["source"]], [at["cue"]], [at["content"]], [])])


def nested(source: str, clause: str, rng: random.Random) -> Doc:
    """One account inside another: "Z reported that X said Y"; "Z rejected X's claim that Y"."""
    outer, form = rng.choice(OUTER), rng.randrange(3)
    source = source[0].lower() + source[1:] if source.split()[0] in {"The", "A", "An", "He", "She", "They"} else source
    if (form == 2 and len(source.split()) > 1) or source.lower() in {"he", "she", "they", "i", "we"}:
        form = rng.randrange(2)
    if form < 2:
        cue = rng.choice(REPORTING if form == 0 else DENYING)
        head = cue.removesuffix(" that")
        inner = [("source", source), ("", " "), ("cue", "said"), ("", " that "), ("content", clause)]
        start = [("outer", outer), ("", " "), ("verb", head), ("", cue[len(head) :] + " ")]
    else:
        head = rng.choice(REJECTS)
        inner = [("source", source), ("", "'s "), ("cue", rng.choice(NOUNS)), ("", " that "), ("content", clause)]
        start = [("outer", outer), ("", " "), ("verb", head), ("", " ")]
    text, at = pieced([*start, *inner, ("", ".")])
    whole = [at["source"][0], at["content"][1]]
    denies = form > 0
    return Doc(
        "made", text, "contested_news",
        [
            Attr([at["outer"]], [at["verb"]], [whole], [], "deny" if denies else None, denies),
            Attr([at["source"]], [at["cue"]], [at["content"]], []),
        ],
    )  # fmt: skip


def made(docs: list[Doc], seed: int, count: int = 3000) -> list[Doc]:
    """Headlines and nested sentences, half and half."""
    rng = random.Random(seed)
    pairs = sorted(set(clauses(docs)))
    rng.shuffle(pairs)
    return [(headline if i % 2 else nested)(*pair, rng) for i, pair in enumerate(pairs[:count])]
