"""One round of watching feeds: new pages are taken in, pages edited since their capture are kept beside it.

A page whose bytes changed but not its words (advertisements, counters) is no new capture.
"""

from __future__ import annotations

import difflib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from counterclaim import __version__
from counterclaim.capture import Archive, InputItem
from counterclaim.capture.fetch import Fetched, Fetcher, items_of_answer, shown_name
from counterclaim.capture.item import CONTAINER
from counterclaim.capture.watching import Round, WatchState
from counterclaim.errors import InputRejected
from counterclaim.ledger import Ledger
from counterclaim.pipeline.extraction import Extractor
from counterclaim.pipeline.taking_in import capture_facts, captured
from counterclaim.records import READ_TYPES, Article, Capture, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A page that says something else than when it was captured: both captures, and the lines that differ."""

    url: str
    before: str
    after: str
    lines: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Watched:
    """What a round brought."""

    new: list[str] = field(default_factory=list)
    edited: list[Edited] = field(default_factory=list)
    same_words: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def watch_round(
    case_dir: Path, feeds: list[str], *, fetcher: Fetcher | None = None, now: float | None = None,
    every_s: float = 900.0, recheck_s: float = 21_600.0,
) -> Watched:  # fmt: skip
    """Poll what is due and take in what is new or edited; ``build_case`` then brings the case as a whole up to date.

    Raises:
        CaseError: if the case cannot be opened for writing.
    """
    watched = Watched()
    with Ledger.open(case_dir, create=True) as ledger, Extractor() as extractor:
        run = ledger.begin_run("watch", program=__version__)
        state = WatchState.load(case_dir)
        archive = Archive.open(case_dir, ledger.archive_ends())
        taking = _Taking(ledger, archive, extractor, watched)
        when = time.time() if now is None else now
        turn = Round(state=state, fetcher=fetcher or Fetcher(), now=when, every_s=every_s, recheck_s=recheck_s)
        try:
            for url, answer in turn.answers(feeds):
                if isinstance(answer, Rejection):
                    watched.rejections.append(answer)
                else:
                    taking.answer(url, answer, turn.fetcher)
        finally:
            state.save(case_dir)
        ledger.end_run(run, "finished")
    return watched


@dataclass(slots=True)
class _Taking:
    ledger: Ledger
    archive: Archive
    extractor: Extractor
    watched: Watched

    def answer(self, url: str, answer: Fetched, fetcher: Fetcher) -> None:
        """Take in what an answer holds."""
        for found in items_of_answer(answer, shown_name(url), fetcher.bounds):
            if isinstance(found, Rejection):
                self.ledger.put_rejection(found)
                self.watched.rejections.append(found)
            elif isinstance(found, InputItem):
                self._item(url, found)

    def _item(self, url: str, item: InputItem) -> None:
        if self.ledger.has_capture(item.sha256):
            self.ledger.put_sighting(item.sha256, item.name, item.part)
            return
        earlier = self._earlier(item)
        if earlier is not None:
            before, after = self._article(earlier), self._made(item)
            if before is not None and after is not None and words_of(before) == words_of(after):
                self.watched.same_words.append(url)
                return
        self.ledger.put_capture(captured(self.archive, item), capture_facts(item))
        if earlier is None:
            self.watched.new.append(url)
            return
        lines = differences(before, after) if before is not None and after is not None else ()
        self.watched.edited.append(Edited(url=url, before=earlier.id, after=item.sha256, lines=lines))

    def _earlier(self, item: InputItem) -> Capture | None:
        """The newest capture of the same address and kind; a feed's summary of a page is no earlier version of it."""
        kind = media_kind(item.media_type)
        same = [
            c
            for c in self.ledger.records(Capture)
            if c.uri == item.uri and c.how != CONTAINER and media_kind(c.media_type) == kind
        ]
        return max(same, key=when_captured, default=None)

    def _article(self, capture: Capture) -> Article | None:
        known = self.ledger.article_of(capture.id)
        if known is not None:
            return known.alone()  # an edit is told by the capture, not by what other articles share with it
        if capture.id in self.ledger.erased():
            return None
        return self._extracted(self.archive.read(capture), capture)

    def _made(self, item: InputItem) -> Article | None:
        capture = Capture(
            id=item.sha256, uri=item.uri, file=item.name, part=item.part, media_type=item.media_type,
            size_bytes=len(item.data), captured_at=datetime.now(UTC), how=item.how,
        )  # fmt: skip
        return self._extracted(item.data, capture)

    def _extracted(self, data: bytes, capture: Capture) -> Article | None:
        try:
            return self.extractor.extract(data, capture)
        except InputRejected:
            return None


def media_kind(media_type: str) -> str:
    """A media type without its parameters: captures of one address are compared within one kind."""
    return media_type.partition(";")[0].strip().lower()


def when_captured(capture: Capture) -> tuple[datetime, str, int]:
    """When it was captured, then its place in the archive, where what came later lies further behind."""
    return capture.captured_at, capture.warc_file or "", capture.warc_offset or 0


def words_of(article: Article) -> list[str]:
    """The lines that the article says, without furniture, blanks evened out."""
    parts = [s.span.of(article.text) for s in article.segments if s.type in READ_TYPES]
    return [" ".join(line.split()) for part in parts for line in part.splitlines() if line.strip()]


def differences(before: Article, after: Article) -> tuple[str, ...]:
    """Lines that went (``-``) and came (``+``), in the order of the text."""
    lines = difflib.ndiff(words_of(before), words_of(after))
    return tuple(line for line in lines if line.startswith(("- ", "+ ")))
