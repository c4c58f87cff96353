"""Watching feeds: what is new is taken in, silent edits are kept beside the first capture, servers are not bothered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from makers import WORDS
from webserver import Page, Site, site

from counterclaim.capture.watching import WatchState, feeds_of
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger, verify
from counterclaim.pipeline.flow import add_inputs
from counterclaim.pipeline.watching import Watched, watch_round
from counterclaim.records import Capture

NOW = 1_900_000_000.0
HOUR = 3600.0


def page(words: str, advert: str = "") -> bytes:
    """A page that says something, with or without an advertisement."""
    more = f"<p>{words}</p>" * 2
    return f"<html><head><title>Gate</title></head><body><article><h1>Gate</h1>{more}</article><script>{advert}</script></body></html>".encode()


def feed(*urls: str) -> bytes:
    """A feed that names these pages."""
    items = "".join(f"<item><title>x</title><link>{url}</link></item>" for url in urls)
    return f"<rss><channel><title>Courier</title>{items}</channel></rss>".encode()


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        running.pages["/a"] = Page(page(WORDS), headers={"Content-Type": "text/html"})
        running.pages["/feed"] = Page(feed(running.url("/a")), headers={"ETag": '"1"'})
        yield running


def turn(case_dir: Path, web: Site, hours: float = 0.0) -> Watched:
    """One round, some hours after the first."""
    return watch_round(case_dir, [web.url("/feed")], fetcher=web.fetcher(), now=NOW + hours * HOUR)


def test_new_pages_are_taken_in_once(web: Site, tmp_path: Path) -> None:
    """A page of the feed is captured with its address; the next round asks for the feed alone, and only for changes."""
    assert turn(tmp_path / "case", web).new == [web.url("/a")]
    second = turn(tmp_path / "case", web, 1)

    assert (second.new, second.edited, second.rejections) == ([], [], [])
    assert web.paths() == ["/feed", "/a", "/feed"]
    assert web.seen[-1][1]["If-None-Match"] == '"1"'
    with Ledger.open(tmp_path / "case", readonly=True) as ledger:
        (capture,) = ledger.records(Capture)
    assert (capture.uri, capture.how) == (web.url("/a"), "fetch")
    assert [f for f in verify(tmp_path / "case") if not f.is_note] == []


def test_an_edited_page_is_kept_twice_and_the_difference_told(web: Site, tmp_path: Path) -> None:
    """Other words at the same address are a second capture, told with its lines; other bytes alone are not."""
    turn(tmp_path / "case", web)
    web.pages["/a"] = Page(page(WORDS, "buy = 7"), headers={"Content-Type": "text/html"})
    other_bytes = turn(tmp_path / "case", web, 7)
    web.pages["/a"] = Page(page(WORDS.replace("night shift", "day shift")), headers={"Content-Type": "text/html"})
    other_words = turn(tmp_path / "case", web, 14)

    assert (other_bytes.edited, other_bytes.same_words) == ([], [web.url("/a")])
    (edited,) = other_words.edited
    assert {line[:1] for line in edited.lines} == {"-", "+"}
    assert any("day shift" in line for line in edited.lines if line.startswith("+"))
    with Ledger.open(tmp_path / "case", readonly=True) as ledger:
        assert {c.id for c in ledger.records(Capture)} == {edited.before, edited.after}


def test_a_feeds_own_words_are_no_earlier_version_of_the_page(web: Site, tmp_path: Path) -> None:
    """A page that the case knows from an entry of a feed file is new when it is fetched, not edited."""
    entry = feed(web.url("/a")).replace(b"</title><link>", b" in the feed's words</title><link>")
    (tmp_path / "feed.xml").write_bytes(entry)
    add_inputs(tmp_path / "case", [tmp_path / "feed.xml"])

    watched = turn(tmp_path / "case", web)

    assert (watched.new, watched.edited) == ([web.url("/a")], [])


def test_a_failing_server_is_asked_ever_more_rarely(web: Site, tmp_path: Path) -> None:
    """After failures the feed waits, as long as the server says or twice as long each time."""
    web.pages["/feed"] = Page(status=500)
    for minutes in (0, 16, 29, 31, 60, 92):
        turn(tmp_path / "case", web, minutes / 60)
    assert web.paths() == ["/feed"] * 3

    web.pages["/feed"] = Page(status=429, headers={"Retry-After": "86400"})
    turn(tmp_path / "case", web, 4)
    seen = WatchState.load(tmp_path / "case").feeds[web.url("/feed")]
    assert seen.not_before >= NOW + 4 * HOUR + 86_400


def test_a_page_that_is_gone_is_told_and_its_capture_stays(web: Site, tmp_path: Path) -> None:
    """A page taken down is a rejection of that look; what was captured is not touched."""
    turn(tmp_path / "case", web)
    web.pages["/a"] = Page(status=410)
    watched = turn(tmp_path / "case", web, 7)

    assert [r.reason for r in watched.rejections] == ["http_status"]
    assert watched.rejections[0].detail.startswith("the server answered 410; asked again from ")
    with Ledger.open(tmp_path / "case", readonly=True) as ledger:
        assert len(ledger.records(Capture)) == 1


def test_a_feed_cannot_lead_inside(web: Site, tmp_path: Path) -> None:
    """Addresses in a feed are checked as those of the user are."""
    web.pages["/feed"] = Page(feed("http://127.0.0.2/x", "file:///etc/passwd", "http://169.254.169.254/y"))

    watched = turn(tmp_path / "case", web)

    assert {r.reason for r in watched.rejections} <= {"refused"}
    assert watched.new == []


def test_a_lost_state_costs_one_round_only(web: Site, tmp_path: Path) -> None:
    """Without the remembered state the same bytes are known all the same."""
    turn(tmp_path / "case", web)
    (tmp_path / "case" / "watch.json").write_text("nonsense", encoding="utf-8")

    assert turn(tmp_path / "case", web, 1).new == []


def test_feeds_of_an_opml_file() -> None:
    """Every feed once, in order, in whatever folders; what is no list of feeds is an error."""
    opml = b'<opml><body><outline text="x"><outline xmlUrl="http://a/1"/></outline><outline xmlUrl="http://b/2"/><outline xmlUrl="http://a/1"/></body></opml>'

    assert feeds_of(opml) == ["http://a/1", "http://b/2"]
    for bad in (b"<opml/>", b"text", b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>"):
        with pytest.raises(UsageError):
            feeds_of(bad)
