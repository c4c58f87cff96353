"""Labels of real events: which of its claims each statement of three or four reports is on.

A file of ``training/events`` is one event of the news set. It holds no words of the articles, only their ids there and
places in their text (title, empty line, body); claims are in our own words (CC0). Its lines, fields parted by tabs::

    article  id
    claim    key      the claim in neutral words
    say      number   places    around     key+ otherkey-

``number`` is that of the article, ``places`` are those of the statement's words (``12-31,40-52``), ``around`` that of
what it is read in, the sentence before and its own. A sign tells whether the speaker affirms the claim, denies it or
leaves it open (``?``); ``=`` is a statement on no claim of another one.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from counterclaim.records import Span, marked
from training.cases import InventedCase

FOLDER = Path(__file__).parent / "events"
NEWS = ("contested", "general")
#: One event in so many is held back from training.
HELD_BACK = 7
Places = tuple[tuple[int, int], ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: its words marked in what it is read in, where that is, and the claims it is on."""

    text: str
    words: str
    place: tuple[int, int]
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """What the reports of one event tell."""

    name: str
    statements: tuple[Told, ...]


def read_events(data: Path, folder: Path = FOLDER) -> list[Event]:
    """All labelled events, by name.

    Args:
        data: the labelled sets, of which ``news`` has the articles.
        folder: the labels.

    Raises:
        KeyError: if an article is not in the news set.
    """
    paths = sorted(folder.glob("*.tsv"))
    wanted = {name for path in paths for name in articles_of(path)}
    texts = {row["id"]: f"{row['title']}\n\n{row['text']}" for row in news(data) if row["id"] in wanted}
    return [Event(path.stem, tuple(_statements(path, texts))) for path in paths]


def held_back(events: Sequence[T], one_in: int = HELD_BACK) -> list[T]:
    """Of events in the order of their names those that nothing is trained on; none for 0."""
    return list(events[one_in // 2 :: one_in]) if one_in else []


def news(data: Path) -> Iterator[dict[str, str]]:
    """The articles of the news set."""
    for name in NEWS:
        with gzip.open(data / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def articles_of(path: Path) -> list[str]:
    """The ids of an event's articles, in the order in which its labels number them."""
    return [line[1] for line in _lines(path) if line[0] == "article"]


def labels_of(path: Path) -> Iterator[tuple[int, Places, frozenset[str]]]:
    """Each statement: the number of its article, where its words are in title and body, and the claims it is on."""
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
        told.append(Told(own, p.words, (0, first.setdefault(p.sentence, n)), frozenset(key for key, _ in p.told)))
    return Event(case.name, tuple(told))


def _statements(path: Path, texts: dict[str, str]) -> Iterator[Told]:
    articles = [texts[name] for name in articles_of(path)]
    for number, places, around, labels in (line[1:] for line in _lines(path) if line[0] == "say"):
        ((start, end),) = _places(around)
        text, own = articles[int(number)], [Span(a, b) for a, b in _places(places)]
        inside = [Span(s.start - start, s.end - start) for s in own]
        claims = _claims(labels, f"alone {number} {places}")
        words = " ".join(s.of(text) for s in own)
        yield Told(marked(text[start:end], inside), words, (int(number), start), claims)


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _places(told: str) -> Places:
    """``12-31,40-52`` as pairs of numbers."""
    return tuple((int(a), int(b)) for a, b in (place.split("-") for place in told.split(",")))


def _claims(labels: str, alone: str) -> frozenset[str]:
    return frozenset({alone}) if labels == "=" else frozenset(k[:-1] for k in labels.split())
