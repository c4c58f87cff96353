"""Pages from the network, when the user names an address: bounded, polite, and only from public machines.

No cookies, no proxies from the environment, no scripts. What the server said is kept for the custody log.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.inputs import items_of
from counterclaim.capture.item import Found, InputItem, rejection
from counterclaim.capture.readers.http import undone
from counterclaim.capture.source import Source
from counterclaim.capture.urls import Address, Policy, Resolver, Target, checked_addresses, parsed_url, system_resolver
from counterclaim.errors import InputRejected

#: Without a version: it would tell servers which installation comes.
AGENT = "counterclaim (a research tool on one person's machine; obeys robots.txt)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 64 * 1024
#: Seconds one read or connection may hang, and between two requests to one host.
_STEP_S = 15.0
PAUSE_S = 2.0
#: Headers that are not kept: they identify a session, not a page.
_UNKEPT = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization"})
_MAX_ROBOTS = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer: ``url`` is where it came from in the end, ``by_way_of`` the addresses before it."""

    url: str
    by_way_of: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    peer: str
    certificate: str | None

    def header(self, name: str) -> str:
        """A header's value; "" if it is not there."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), "")

    def origin(self) -> tuple[tuple[str, str], ...]:
        """What the custody log keeps of it."""
        kept = "\r\n".join(f"{n}: {v}" for n, v in self.headers if n.lower() not in _UNKEPT)[:8000]
        told = {"status": str(self.status), "headers": kept, "peer": self.peer, "redirects": " ".join(self.by_way_of)}
        told["certificate"] = self.certificate or ""
        return tuple((name, value) for name, value in sorted(told.items()) if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One request: how it is asked, with which headers beside the usual ones, and what is sent."""

    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches addresses under one policy; knows each host's robots.txt and when it was last asked."""

    bounds: Bounds = DEFAULT_BOUNDS
    policy: Policy = field(default_factory=Policy)
    resolver: Resolver = system_resolver
    pause_s: float = PAUSE_S
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _shut: set[str] = field(default_factory=set)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, headers: Iterable[tuple[str, str]] = (), obeys_robots: bool = True) -> Fetched:
        """The answer at an address, redirects followed.

        Raises:
            InputRejected: ``refused``, ``robots``, ``not_fetched``, ``too_large`` or ``encoding``. An answer with an
                error status is an answer.
        """
        deadline = time.monotonic() + self.bounds.fetch_wall_s
        ask = _Ask(headers=tuple(headers))
        seen: list[str] = []
        while True:
            target = parsed_url(url, self.policy)
            if obeys_robots and not self._may(target, url):
                raise InputRejected("robots", f"{target.host} asks programs not to fetch this")
            answer = self._one(target, url, tuple(seen), ask, deadline)
            place = answer.header("location")
            if answer.status not in _REDIRECTS or not place:
                return answer
            seen.append(url)
            if len(seen) > self.bounds.fetch_redirects:
                raise InputRejected("not_fetched", f"more than {self.bounds.fetch_redirects} redirects")
            url = urljoin(url, place)

    def send(self, url: str, body: bytes, media_type: str) -> Fetched:
        """The answer to some bytes sent to an address that serves programs; no redirect is followed.

        Raises:
            InputRejected: as ``fetch``; ``http_status`` for an answer that is not a success.
        """
        ask = _Ask(method="POST", headers=(("Content-Type", media_type), ("Content-Length", str(len(body)))), body=body)
        deadline = time.monotonic() + self.bounds.fetch_wall_s
        answer = self._one(parsed_url(url, self.policy), url, (), ask, deadline)
        if not 200 <= answer.status < 300:
            raise InputRejected("http_status", f"the server answered {answer.status}")
        return answer

    def _may(self, target: Target, url: str) -> bool:
        """Whether the host's robots.txt allows it (RFC 9309: none allows all, one that fails allows nothing)."""
        rules = self._robots.get(target.origin)
        if rules is None:
            rules = self._robots[target.origin] = RobotFileParser()
            rules.modified()  # else it answers no before it has read anything
            try:
                answer = self.fetch(f"{target.origin}/robots.txt", obeys_robots=False)
            except InputRejected:
                del self._robots[target.origin]
                raise
            else:
                if answer.status >= 500 or answer.status == 429:
                    self._shut.add(target.origin)
                text = answer.body[:_MAX_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""
                rules.parse(text.splitlines())
        return target.origin not in self._shut and rules.can_fetch("counterclaim", url)

    def _one(
        self, target: Target, url: str, seen: tuple[str, ...], ask: _Ask, deadline: float
    ) -> Fetched:  # fmt: skip
        addresses = checked_addresses(target, self.policy, self.resolver)
        self._wait(target.host)
        try:
            connection = _connected(target, addresses, deadline)
            sock = connection.sock  # kept here, since the connection lets go of it once the answer has begun
            try:
                return self._asked_once(connection, sock, target, url, seen, ask, deadline)
            finally:
                connection.close()
                sock.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = "took too long" if isinstance(error, TimeoutError) else f"{type(error).__name__}: {error}"[:150]
            raise InputRejected("not_fetched", told) from error

    def _asked_once(
        self,
        connection: http.client.HTTPConnection,
        sock: socket.socket,
        target: Target,
        url: str,
        seen: tuple[str, ...],
        ask: _Ask,
        deadline: float,
    ) -> Fetched:  # fmt: skip
        peer, certificate = str(sock.getpeername()[0]), _certificate(sock)  # before a server can hang up
        connection.putrequest(ask.method, target.path, skip_host=True, skip_accept_encoding=True)
        sent = [("Host", target.host_header), ("User-Agent", AGENT), ("Accept-Encoding", "gzip"), *ask.headers]
        for name, value in [*sent, ("Accept", "text/html, application/xml;q=0.9, */*;q=0.5"), ("Connection", "close")]:
            connection.putheader(name, value)
        connection.endheaders(ask.body or None)
        answer = connection.getresponse()
        try:
            body = self._body(answer, sock, deadline)
        finally:
            answer.close()
        encodings = answer.getheader("Content-Encoding", "")
        body, is_whole = undone(encodings, body, self.bounds.fetch_bytes, self.bounds.layers)
        if not is_whole:
            raise InputRejected("not_fetched", "the answer was cut off within its encoding")
        return Fetched(
            url=url, by_way_of=seen, status=answer.status, headers=tuple(answer.getheaders()), body=body, peer=peer,
            certificate=certificate,
        )  # fmt: skip

    def _body(self, answer: http.client.HTTPResponse, sock: socket.socket, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(min(_STEP_S, left))
            part = answer.read1(_PIECE)
            if not part:
                break
            size += len(part)
            if size > self.bounds.fetch_bytes:
                raise InputRejected("too_large", f"more than {self.bounds.fetch_bytes} bytes")
            parts.append(part)
        if answer.length:  # the server announced more than it sent
            raise InputRejected("not_fetched", "the answer was cut off")
        return b"".join(parts)

    def _wait(self, host: str) -> None:
        """Not faster than one request in ``pause_s`` to one host."""
        now = time.monotonic()
        wait = self._asked.get(host, now - self.pause_s) + self.pause_s - now
        if wait > 0:
            self.sleep(wait)
        self._asked[host] = time.monotonic()


def _connected(target: Target, addresses: list[Address], deadline: float) -> http.client.HTTPConnection:
    """A connection to the first checked address that answers; the name serves for TLS and the Host header alone."""
    failure: OSError = TimeoutError()
    for address in addresses[:4]:
        timeout = min(_STEP_S, deadline - time.monotonic())
        if timeout <= 0:
            raise TimeoutError
        connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)
        try:
            sock = socket.create_connection((str(address), target.port), timeout)
            if target.scheme == "https":
                try:
                    sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.host)
                except BaseException:
                    sock.close()
                    raise
            connection.sock = sock
        except OSError as error:
            failure = error
            continue
        return connection
    raise failure


def _certificate(sock: socket.socket) -> str | None:
    data = sock.getpeercert(binary_form=True) if isinstance(sock, ssl.SSLSocket) else None
    return hashlib.sha256(data).hexdigest() if data else None


# Addresses to inputs --------------------------------------------------------------------------------------------


def is_url(word: str) -> bool:
    """Whether an input is an address and no path."""
    return word.lower().startswith(("http://", "https://"))


def iter_fetched(urls: Iterable[str], fetcher: Fetcher) -> Iterator[Found]:
    """What lies at the addresses, as ``iter_found`` gives what lies in files: pages, feeds' entries, archives."""
    for url in urls:
        name = shown_name(url)
        try:
            answer = fetcher.fetch(url)
            if not 200 <= answer.status < 300:
                raise InputRejected("http_status", f"the server answered {answer.status}")
        except InputRejected as error:
            yield rejection(name, error.reason, error.detail)
        else:
            yield from items_of_answer(answer, name, fetcher.bounds)


def items_of_answer(answer: Fetched, name: str, bounds: Bounds) -> Iterator[Found]:
    """The items in an answer; a page bears its address and what the server said."""
    source = Source(name=name, stream=BytesIO(answer.body), size=len(answer.body), how="fetch")
    for found in items_of(source, bounds):
        if isinstance(found, InputItem) and found.container is None:
            stated = "" if found.is_container else answer.header("content-type").partition("charset=")[2].strip("\"' ;")
            kind = (
                f"{found.media_type}; charset={stated}"
                if stated and found.media_type.startswith("text/")
                else found.media_type
            )
            yield replace(found, url=found.url or answer.url, media_type=kind, origin=answer.origin())
        else:
            yield found


def shown_name(url: str) -> str:
    """A name for what lies at an address: the address without scheme and query, printable."""
    bare = url.partition("://")[2].partition("#")[0].partition("?")[0].rpartition("@")[2]
    return "".join(c if c.isprintable() else "\ufffd" for c in bare)[:300].rstrip("/") or "no name"
