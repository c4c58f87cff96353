"""A web server on the loopback interface that does what it is told, well or badly, and counts who came."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from counterclaim.capture import Bounds
from counterclaim.capture.fetch import Fetcher
from counterclaim.capture.urls import Policy


@dataclass
class Page:
    """An answer: status, headers, body, or a function that writes to the connection itself."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """A running server: its pages by path, and the requests it saw as (path, headers)."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "site.example") -> str:
        """An address on it under some name."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.seen if path != "/robots.txt"]

    def fetcher(self, resolver: Callable[[str], list[str]] | None = None, **bounds: int) -> Fetcher:
        """A fetcher that may reach this server, and it alone beside public ones."""
        policy = Policy(open_networks=(ipaddress.ip_network("127.0.0.1/32"),), open_ports=frozenset({self.port}))
        resolve = resolver or (lambda host: ["127.0.0.1"] if host.endswith(".example") else [host])
        return Fetcher(bounds=Bounds(**bounds), policy=policy, resolver=resolve, pause_s=0)


@contextmanager
def site() -> Iterator[Site]:
    """A server on 127.0.0.1 for as long as it is used."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.seen.append((self.path, dict(self.headers)))
            page = running.pages.get(self.path, Page(status=404))
            if page.write is not None:
                page.write(self)
                return
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            tag = page.headers.get("ETag")
            if tag is not None and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        do_POST = do_GET  # noqa: N815 - the name that the library looks for; a page's ``write`` reads what was sent

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is what the tests want."""

    server = Quiet(("127.0.0.1", 0), Handler)
    running = Site(port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
