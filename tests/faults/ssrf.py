"""Addresses that must not be reached, by every way in which one can be given: no connection is made to any of them.

``python tests/faults/ssrf.py`` prints one line of JSON. All connections of the fetcher are noted and only those to the
test's own server on the loopback interface are let through.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from stampers import attested, varint
from webserver import Page, Site, site

from counterclaim.capture.fetch import Fetcher, iter_fetched
from counterclaim.capture.urls import Policy, system_resolver
from counterclaim.capture.watching import Round, WatchState
from counterclaim.errors import InputRejected
from counterclaim.ledger.timestamps import opentimestamps
from counterclaim.pipeline.stamping import complete

INNER = (
    "127.0.0.2", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "192.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1",
    "ff02::1", "2001:db8::1", "::ffff:127.0.0.2", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2001::7fff:fffe",
)  # fmt: skip
PUBLIC = "93.184.216.34"
#: One case: its name, and what is done with a fetcher.
Case = tuple[str, Callable[[Site, Fetcher], object]]


def spellings(text: str) -> Iterator[str]:
    """An address as it can stand in a web address."""
    address = ipaddress.ip_address(text)
    number = int(address)
    if isinstance(address, ipaddress.IPv6Address):
        yield from (f"[{text}]", f"[{address.exploded}]", f"[{text}%25lo]")
        return
    a, b, c, d = address.packed
    yield from (
        text, f"{text}.", str(number), hex(number), f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a}.{(b << 16) + (c << 8) + d}", f"{a:#x}.{b}.{c}.{d}",
        f"u@{text}", f"{text}@{text}", "".join(chr(ord(x) + 0xFEE0) if x.isdigit() else x for x in text), f"[::ffff:{text}]", f"{PUBLIC}@{text}",
    )  # fmt: skip


def cases() -> Iterator[Case]:
    """All ways for all addresses."""
    for text in INNER:
        bare = f"[{text}]" if ":" in text else text
        for host in spellings(text):
            yield f"asked for http://{host}/", lambda _, f, h=host: f.fetch(f"http://{h}/")
        for status in (301, 302, 303, 307, 308):
            yield f"{status} to {text}", lambda s, f, b=bare, n=status: redirected(s, f, n, f"http://{b}/x")
        for place in (f"//{bare}/", f"https://{bare}/", f"http:{bare}/", f"http:/\\{bare}/", f"/\\{bare}/"):
            yield f"redirect to {place}", lambda s, f, p=place: redirected(s, f, 302, p)
        yield f"a name for {text}", lambda s, f, t=text: named(s, f, [t])
        yield f"a name for {text} and a public machine", lambda s, f, t=text: named(s, f, [PUBLIC, t])
        yield f"a name that becomes {text}", lambda s, f, t=text: rebound(s, f, t)
        yield f"robots.txt at {text}", lambda s, f, b=bare: robots(s, f, f"http://{b}/robots.txt")
        yield f"an entry of a feed at {text}", lambda s, f, b=bare: watched(s, f, f"http://{b}/story")
        yield f"a time-stamp authority at {text}", lambda _, f, b=bare: f.send(f"http://{b}/tsr", b"x", "a/b")
        yield f"a calendar in a proof at {text}", lambda _, f, b=bare: proved(f, f"http://{b}")


def redirected(web: Site, fetcher: Fetcher, status: int, place: str) -> object:
    """A page that sends on."""
    web.pages["/go"] = Page(status=status, headers={"Location": place})
    return list(iter_fetched([web.url("/go")], fetcher))


def named(web: Site, fetcher: Fetcher, answers: list[str]) -> object:
    """A name with these addresses."""
    fetcher.resolver = lambda _: answers
    return fetcher.fetch("http://inner.example/")


def rebound(web: Site, fetcher: Fetcher, text: str) -> object:
    """A name that has the server's address when it is first asked for, and another after that."""
    asked = iter([["127.0.0.1"], ["127.0.0.1"]])
    fetcher.resolver = lambda _: next(asked, [text])
    web.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    return fetcher.fetch(web.url("/a"))


def robots(web: Site, fetcher: Fetcher, place: str) -> object:
    """A robots.txt that sends on."""
    web.pages["/robots.txt"] = Page(status=301, headers={"Location": place})
    return fetcher.fetch(web.url("/a"))


def watched(web: Site, fetcher: Fetcher, link: str) -> object:
    """A feed whose entry names an address."""
    web.pages["/feed"] = Page(
        f"<rss><channel><item><title>x</title><link>{link}</link></item></channel></rss>".encode()
    )
    return list(Round(state=WatchState(), fetcher=fetcher, now=1e9).answers([web.url("/feed")]))


def proved(fetcher: Fetcher, calendar: str) -> object:
    """A proof, perhaps a received one, whose calendar lies inside."""
    promise = attested("83dfe30d2ef90c8e", varint(len(calendar)) + calendar.encode())
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "head.txt.x.ots").write_bytes(opentimestamps.proof(b"h" * 32, b"n" * 16, promise))
        return list(complete(Path(folder) / "head.txt", fetcher))


def run(step: int = 1, policy: Policy | None = None) -> dict[str, Any]:
    """Every ``step``-th case; connections to other machines than the server, by case. With another policy, the control."""
    began = time.monotonic()
    reached: dict[str, list[str]] = {}
    real = socket.create_connection
    chosen = list(cases())[::step]
    noted: list[str] = []
    with site() as web:

        def connect(address: tuple[str, int], timeout: float) -> socket.socket:
            if address[0] != "127.0.0.1" or address[1] != web.port:
                noted.append(address[0])
                raise OSError("not let through")
            return real(address, timeout)

        with patch("socket.create_connection", connect):
            for name, act in chosen:
                web.pages.clear()
                noted.clear()
                _tried(act, web, _fetcher(web, policy))
                if noted:
                    reached[name] = list(noted)
    seconds = round(time.monotonic() - began, 1)
    return {"cases": len(chosen), "addresses": len(INNER), "reached": reached, "seconds": seconds}


def _fetcher(web: Site, policy: Policy | None) -> Fetcher:
    fetcher = web.fetcher(lambda host: ["127.0.0.1"] if host == "site.example" else system_resolver(host))
    return replace(fetcher, policy=policy or fetcher.policy)


def _tried(act: Callable[[Site, Fetcher], object], web: Site, fetcher: Fetcher) -> None:
    try:
        act(web, fetcher)
    except InputRejected:
        return


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    result = run()
    print(json.dumps({"test": "ssrf", **result}))
    sys.exit(bool(result["reached"]))
