"""Polling feeds politely: conditional requests, back-off, and pages looked at again now and then.

What is remembered between rounds (validators, when to come again) is a cache in the case's folder: without it the next
round asks for everything once more, and nothing else is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec

from counterclaim.capture.fetch import Fetched, Fetcher
from counterclaim.capture.item import rejection
from counterclaim.capture.readers.feed import entry_fields, local_name, parsed_xml
from counterclaim.errors import InputRejected, UsageError
from counterclaim.records import Rejection, decode, encode

STATE_FILE = "watch.json"
_DAY_S = 86_400.0
#: Pages of one feed that are looked at; a feed that suddenly lists thousands is not followed all at once.
_PAGES = 200


@dataclass(slots=True, kw_only=True)
class Seen:
    """What is remembered of one address: validators of its last answer, when it was asked, failures in a row."""

    etag: str = ""
    modified: str = ""
    asked_at: float = 0.0
    failures: int = 0
    not_before: float = 0.0
    links: list[str] = field(default_factory=list)

    def conditions(self) -> list[tuple[str, str]]:
        """Headers that let the server answer that nothing changed."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return [(name, value) for name, value in named if value]

    def told(self) -> str:
        """When it is asked again after a failure, in words."""
        return f"asked again from {datetime.fromtimestamp(self.not_before, UTC):%Y-%m-%d %H:%M} UTC on"

    def note(self, answer: Fetched, now: float) -> None:
        """Remember an answer with content."""
        self.etag, self.modified = answer.header("etag")[:500], answer.header("last-modified")[:100]
        self.asked_at, self.failures, self.not_before = now, 0, 0.0


@dataclass(slots=True, kw_only=True)
class WatchState:
    """All that is remembered, by address."""

    feeds: dict[str, Seen] = field(default_factory=dict)
    pages: dict[str, Seen] = field(default_factory=dict)

    @classmethod
    def load(cls, case_dir: Path) -> WatchState:
        """The state in a case's folder; an empty one if there is none, or none that can be read."""
        try:
            return decode((case_dir / STATE_FILE).read_bytes(), cls)
        except (OSError, msgspec.MsgspecError):
            return cls()

    def save(self, case_dir: Path) -> None:
        """Keep it, whole or not at all."""
        path = case_dir / f"{STATE_FILE}.new"
        path.write_bytes(encode(self))
        path.replace(case_dir / STATE_FILE)


def feeds_of(opml: bytes) -> list[str]:
    """The addresses of the feeds that an OPML file lists, in order.

    Raises:
        UsageError: if it lists none, or is no OPML.
    """
    try:
        outlines = [e for e in parsed_xml(opml).iter() if local_name(e) == "outline"]
    except InputRejected as error:
        raise UsageError(f"not an OPML file: {error.detail}") from error
    found = [str(e.get("xmlUrl") or e.get("xmlurl") or "").strip() for e in outlines]
    feeds = list(dict.fromkeys(url for url in found if url))
    if not feeds:
        raise UsageError("the file lists no feed; an OPML file has <outline xmlUrl=...> elements")
    return feeds


@dataclass(slots=True, kw_only=True)
class Round:
    """One round over all feeds. ``every_s``: between two looks at a feed; ``recheck_s``: at a page known already."""

    state: WatchState
    fetcher: Fetcher
    now: float
    every_s: float = 900.0
    recheck_s: float = 21_600.0

    def answers(self, feeds: list[str]) -> Iterator[tuple[str, Fetched | Rejection]]:
        """New and changed pages of all feeds that are due, and the failures, by address."""
        for feed in feeds:
            seen = self.state.feeds.setdefault(feed, Seen())
            if self.now >= max(seen.not_before, seen.asked_at + self.every_s if seen.asked_at else 0.0):
                yield from self._feed(feed, seen)
        for link in dict.fromkeys(link for feed in feeds for link in self.state.feeds[feed].links):
            seen = self.state.pages.setdefault(link, Seen())
            if self.now >= max(seen.not_before, seen.asked_at + self.recheck_s if seen.asked_at else 0.0):
                yield from self._asked(link, seen, self.recheck_s)

    def _feed(self, feed: str, seen: Seen) -> Iterator[tuple[str, Fetched | Rejection]]:
        for url, answer in self._asked(feed, seen, self.every_s):
            if isinstance(answer, Rejection):
                yield url, answer
                continue
            try:
                seen.links = links_in(answer.body)[:_PAGES]
            except InputRejected as error:
                self._failed(seen, self.every_s, "")
                yield url, rejection(feed, error.reason, error.detail)

    def _asked(self, url: str, seen: Seen, every_s: float) -> Iterator[tuple[str, Fetched | Rejection]]:
        """The answer at an address; nothing if it did not change."""
        try:
            answer = self.fetcher.fetch(url, headers=seen.conditions())
        except InputRejected as error:
            self._failed(seen, every_s, "")
            yield url, rejection(url[:300], error.reason, f"{error.detail}; {seen.told()}")
            return
        if answer.status == 304:
            seen.asked_at, seen.failures, seen.not_before = self.now, 0, 0.0
        elif 200 <= answer.status < 300:
            seen.note(answer, self.now)
            yield url, answer
        else:
            self._failed(seen, every_s, answer.header("retry-after"))
            yield url, rejection(url[:300], "http_status", f"the server answered {answer.status}; {seen.told()}")

    def _failed(self, seen: Seen, every_s: float, retry_after: str) -> None:
        """Come again later: as the server says, else after twice the time at each failure, up to a day."""
        seen.failures += 1
        wait = min(_DAY_S, max(every_s, 60.0) * 2.0 ** min(seen.failures, 12))
        seen.not_before = self.now + min(_DAY_S * 7, max(wait, _seconds(retry_after, self.now)))


def links_in(feed: bytes) -> list[str]:
    """The addresses of a feed's entries.

    Raises:
        InputRejected: if it is no feed.
    """
    entries = [e for e in parsed_xml(feed).iter() if local_name(e) in ("item", "entry")]
    return list(dict.fromkeys(url for e in entries if (url := entry_fields(e, None).get("url", ""))))


def _seconds(retry_after: str, now: float) -> float:
    if retry_after.isdigit() and len(retry_after) < 9:
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
