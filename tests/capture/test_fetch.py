"""Fetching: bounded, polite, checked at every step. All servers are on the loopback interface."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from makers import PAGE, WORDS
from webserver import Page, Site, site

from counterclaim.capture import InputItem
from counterclaim.capture.fetch import AGENT, Fetcher, iter_fetched
from counterclaim.errors import InputRejected
from counterclaim.records import Rejection


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running


def reason_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(InputRejected) as error:
        fetcher.fetch(url)
    return error.value.reason


def test_a_page_is_an_item_with_what_the_server_said(web: Site) -> None:
    """Address, charset, headers, redirects and the machine that answered are kept; cookies are not."""
    web.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    web.pages["/b"] = Page(PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "id=7"})

    (item,) = iter_fetched([web.url("/a")], web.fetcher())

    assert isinstance(item, InputItem)
    told = dict(item.origin)
    assert (item.data, item.url, item.how) == (PAGE.encode(), web.url("/b"), "fetch")
    assert item.media_type == "text/html; charset=utf-8"
    assert (told["status"], told["peer"], told["redirects"]) == ("200", "127.0.0.1", web.url("/a"))
    assert "id=7" not in told["headers"]
    headers = web.seen[-1][1]
    assert (headers["User-Agent"], headers["Host"]) == (AGENT, f"site.example:{web.port}")
    assert "Cookie" not in headers


def test_loopback_is_refused_without_the_override(web: Site) -> None:
    """The same server is out of reach for a fetcher as users have it, by name and by number."""
    fetcher = Fetcher(pause_s=0)
    for url in (web.url("/a", "127.0.0.1"), "http://127.0.0.1/a", "http://localhost/a"):
        assert reason_of(fetcher, url) == "refused"
    assert web.seen == []


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.2/x", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "file:///etc/passwd", "gopher://x/",
     "http://inner.example/x", "//inner.example/x", "http://u:p@site.example/"],
)  # fmt: skip
def test_a_redirect_to_what_is_not_public_is_refused(web: Site, place: str) -> None:
    """Every hop is checked as the first is."""
    web.pages["/a"] = Page(status=301, headers={"Location": place})
    inner = {"site.example": ["127.0.0.1"], "inner.example": ["10.0.0.1"]}

    assert reason_of(web.fetcher(lambda host: inner.get(host, [host])), web.url("/a")) == "refused"
    assert web.paths() == ["/a"]


def test_a_name_that_changes_its_address_gains_nothing(web: Site) -> None:
    """The connection goes to the address that was checked: the name is not resolved a second time for it."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])
    asked: list[str] = []

    def flips(host: str) -> list[str]:
        asked.append(host)
        return next(answers)

    web.pages["/a"] = Page(PAGE.encode())
    fetcher = web.fetcher(flips)

    assert fetcher.fetch(web.url("/a")).peer == "127.0.0.1"
    assert len(asked) == 2  # once for robots.txt, once for the page
    assert reason_of(fetcher, web.url("/a")) == "refused"


def test_redirects_end(web: Site) -> None:
    """A loop of redirects ends after a few."""
    web.pages["/a"] = Page(status=302, headers={"Location": "/a"})

    assert reason_of(web.fetcher(), web.url("/a")) == "not_fetched"
    assert len(web.paths()) == 6


def test_answers_that_are_too_large(web: Site) -> None:
    """Too many bytes, on the wire or unpacked, end the fetch."""
    web.pages["/big"] = Page(b"x" * 20_000)
    web.pages["/bomb"] = Page(gzip.compress(b"x" * 500_000), headers={"Content-Encoding": "gzip"})
    fetcher = web.fetcher(fetch_bytes=10_000)

    assert reason_of(fetcher, web.url("/big")) == "too_large"
    assert reason_of(fetcher, web.url("/bomb")) == "too_large"


def test_a_server_that_drips_is_left(web: Site) -> None:
    """Bytes that come one at a time end with the time for the whole, not with that of one read."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    web.pages["/slow"] = Page(write=drip)
    fetcher = web.fetcher(fetch_wall_s=1)
    began = time.monotonic()

    assert reason_of(fetcher, web.url("/slow")) == "not_fetched"
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500,
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx"],
)  # fmt: skip
def test_broken_answers_are_no_pages(web: Site, answer: bytes) -> None:
    """An answer that is cut off or no answer at all is said, not kept as if it were whole."""
    web.pages["/a"] = Page(write=lambda handler: handler.wfile.write(answer) and None)

    assert reason_of(web.fetcher(), web.url("/a")) == "not_fetched"


def test_robots_are_obeyed(web: Site) -> None:
    """What a site asks programs not to fetch is not; without a robots.txt all may be, with a broken one nothing."""
    web.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /private\n")
    web.pages["/private/a"] = web.pages["/open"] = Page(PAGE.encode())
    fetcher = web.fetcher()

    assert reason_of(fetcher, web.url("/private/a")) == "robots"
    assert fetcher.fetch(web.url("/open")).status == 200
    assert web.paths() == ["/open"]

    web.pages["/robots.txt"] = Page(status=503)
    assert reason_of(web.fetcher(), web.url("/open")) == "robots"


def test_hosts_are_not_hurried(web: Site) -> None:
    """Between two requests to one host there is a pause."""
    waited: list[float] = []
    web.pages["/a"] = Page(PAGE.encode())
    fetcher = web.fetcher()
    fetcher.pause_s, fetcher.sleep = 5.0, waited.append

    fetcher.fetch(web.url("/a"))

    assert len(waited) == 1
    assert 4.5 < waited[0] <= 5.0


def test_proxies_of_the_environment_are_not_used(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve names itself, so none is used."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.pages["/a"] = Page(PAGE.encode())

    assert web.fetcher().fetch(web.url("/a")).status == 200


def test_feeds_archives_and_errors_at_addresses(web: Site) -> None:
    """An address may hold whatever a file may; an error status is a rejection."""
    feed = f"<rss><channel><item><title>A</title><description>{WORDS}</description></item></channel></rss>"
    web.pages["/feed"] = Page(feed.encode())

    found = list(iter_fetched([web.url("/feed"), web.url("/gone"), "ftp://x.example/"], web.fetcher()))

    assert [f.part for f in found if isinstance(f, InputItem)] == [None, "entry 1"]
    assert [f.reason for f in found if isinstance(f, Rejection)] == ["http_status", "refused"]
