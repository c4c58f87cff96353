"""Labels of real events: which of its claims each statement of two to five reports is on.

A file of ``training/events`` is one event. It holds no words of the articles, only their ids in the sets of articles
and places in their text (title, empty line, body); claims are in our own words (CC0). Lines, fields parted by tabs::

    article  id
    claim    key      the claim in neutral words
    say      number   places    around     key+ otherkey-

``number`` is that of the article, ``places`` are those of the statement's words (``12-31,40-52``), ``around`` that of
what it is read in, the sentence before and its own. A sign tells whether the speaker affirms the claim, denies it or
leaves it open (``?``); ``=`` is a statement on no claim of another one. Nothing is trained on the events that
``held_back.txt`` names.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.records import Span, marked
from training.cases import SIGNS, InventedCase

FOLDER = Path(__file__).parent / "events"
#: Where the articles are.
SETS = (
    "news/contested.jsonl.gz",
    "news/general.jsonl.gz",
    "clustering/basil_triplets/train.jsonl.gz",
    "clustering/ecbplus_docs/train.jsonl.gz",
)
Row = dict[str, str | None]
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: its words marked in what it is read in, where that is, and the claims it is on.

    ``signs`` by claim: 1 the speaker affirms it, -1 denies it, 0 leaves it open; none where it stands alone.
    """

    text: str
    words: str
    place: tuple[int, int]
    claims: frozenset[str]
    signs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """What the reports of one event tell."""

    name: str
    statements: tuple[Told, ...]


def read_events(data: Path, folder: Path = FOLDER) -> list[Event]:
    """All labelled events, by name.

    Args:
        data: the folder of the sets that have the articles.
        folder: the labels.

    Raises:
        KeyError: if an article is in none of them.
    """
    paths = sorted(folder.glob("*.tsv"))
    wanted = {name for path in paths for name in articles_of(path)}
    texts = {name: whole_text(row) for name, row in articles(data) if name in wanted}
    return [Event(path.stem, tuple(_statements(path, texts))) for path in paths]


def held_back(folder: Path = FOLDER) -> frozenset[str]:
    """The names of the events that nothing is trained on."""
    return frozenset((folder / "held_back.txt").read_text(encoding="utf-8").split())


def articles(data: Path) -> Iterator[tuple[str, Row]]:
    """The articles of all sets, by id."""
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield row["id"], row


def whole_text(row: Row) -> str:
    """What places of labels are counted in: title, empty line and body, or the body alone where there is no title."""
    return f"{row['title']}\n\n{row['text']}" if row.get("title") else str(row["text"])


def articles_of(path: Path) -> list[str]:
    """The ids of an event's articles, in the order in which its labels number them."""
    return [line[1] for line in _lines(path) if line[0] == "article"]


def labels_of(path: Path) -> Iterator[tuple[int, Places, dict[str, str]]]:
    """Each statement: the number of its article, where its words are in title and body, and the sign to each of its
    claims; one that stands alone is on a claim of its own, with ``=``.
    """
    for number, places, _, labels in (line[1:] for line in _lines(path) if line[0] == "say"):
        yield int(number), _places(places), _claims(labels, f"alone {number} {places}")


def of_case(case: InventedCase) -> Event:
    """An invented case in the same form."""
    told = []
    first: dict[str, int] = {}  # of each sentence, by number
    for n, p in enumerate(case.propositions):
        text = p.sentence if p.before == p.sentence else f"{p.before} {p.sentence}"
        at = text.rindex(p.words)
        own = marked(text, [Span(at, at + len(p.words))])
        place = (0, first.setdefault(p.sentence, n))
        told.append(Told(own, p.words, place, frozenset(key for key, _ in p.told), dict(p.stances)))
    return Event(case.name, tuple(told))


def _statements(path: Path, texts: dict[str, str]) -> Iterator[Told]:
    whole = [texts[name] for name in articles_of(path)]
    for number, places, around, labels in (line[1:] for line in _lines(path) if line[0] == "say"):
        ((start, end),) = _places(around)
        text, own = whole[int(number)], [Span(a, b) for a, b in _places(places)]
        inside = [Span(s.start - start, s.end - start) for s in own]
        claims = _claims(labels, f"alone {number} {places}")
        signs = {key: SIGNS[sign] for key, sign in claims.items() if sign in SIGNS}
        words = " ".join(s.of(text) for s in own)
        yield Told(marked(text[start:end], inside), words, (int(number), start), frozenset(claims), signs)


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _places(told: str) -> Places:
    """``12-31,40-52`` as pairs of numbers."""
    return tuple((int(a), int(b)) for a, b in (place.split("-") for place in told.split(",")))


def _claims(labels: str, alone: str) -> dict[str, str]:
    return {alone: "="} if labels == "=" else {k[:-1]: k[-1] for k in labels.split()}
