"""The page in a real browser: nothing hostile runs, nothing is fetched, nothing overflows on a phone."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from counterclaim.records import Stance
from counterclaim.views.dossier import render_dossier
from counterclaim.views.query import Case

from .factory import HARBOUR, LUND, VARN, actor, claim, ferry, member, reading
from .hostile import ATTACK, MARK, hostile

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--virtual-time-budget=3000",
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="NO CHROMIUM: the page was NOT tested in a browser (apt-get install chromium)",
    ),
]


def dom(page: Path, profile: Path, *flags: str) -> str:
    """The page's DOM after its scripts have run."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def root(html: str) -> str:
    """The start tag of the root element, where the attack would leave its mark."""
    return html[: html.index("<head")]


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """A local server that notes what is asked of it, and its address."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_attack_works_on_a_page_that_does_not_escape(tmp_path: Path) -> None:
    """Without this the next test would prove nothing."""
    naive = tmp_path / "naive.html"
    naive.write_text(f"<html><head></head><body>{ATTACK}</body></html>", encoding="utf-8")

    assert "data-pwned" in root(dom(naive, tmp_path / "profile"))


def test_no_script_of_an_article_runs_and_the_pages_own_does(tmp_path: Path) -> None:
    """The attack leaves no mark, while the filter that our script shows is there."""
    page = tmp_path / "hostile.html"
    page.write_text(render_dossier(hostile()), encoding="utf-8")

    html = dom(page, tmp_path / "profile")

    assert "data-pwned" not in root(html)
    assert '<div class="filter" id="filter">' in html


def test_the_policy_stops_a_script_even_if_escaping_failed(tmp_path: Path) -> None:
    """A second line of defence: markup put into the finished page does not run either."""
    page = tmp_path / "broken.html"
    inside = f'<main id="main"><script>{MARK}</script><img src=x onerror="{MARK}">'
    page.write_text(render_dossier(ferry()).replace('<main id="main">', inside), encoding="utf-8")

    html = dom(page, tmp_path / "profile")

    assert "onerror" in html
    assert "data-pwned" not in root(html)


def test_nothing_is_requested(tmp_path: Path, requests: tuple[str, list[str]]) -> None:
    """Even an image smuggled into the finished page is not fetched."""
    address, asked = requests
    page = tmp_path / "page.html"
    inside = f'<main id="main"><img src="{address}/x"><link rel="stylesheet" href="{address}/y">'
    page.write_text(render_dossier(ferry()).replace('<main id="main">', inside), encoding="utf-8")

    dom(page, tmp_path / "profile")

    assert asked == []


def crowded() -> Case:
    """The ferry case with twelve actors on two contested claims: a table wider than a phone, with hidden labels in it."""
    said = [replace(VARN, id=f"att_{n}") for n in range(12)]
    people = [actor(f"act_{n}", f"Somebody Longname{n}", None) for n in range(12)]
    members = [member(a, p.id, Stance.AFFIRMS) for a, p in zip(said, people, strict=True)]
    case = ferry()
    return replace(
        case,
        actors=(*case.actors, *people),
        readings=(reading(HARBOUR, *said), *case.readings[1:]),
        claims=(
            claim("clm_many", *members[:6], member(LUND, "act_lund", Stance.DENIES), contested=True),
            claim("clm_more", *members[6:12], contested=True),
        ),
    )


@pytest.mark.parametrize("case", [hostile, crowded])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_never_scrolls_sideways(tmp_path: Path, width: int, case: Callable[[], Case]) -> None:
    """Wide tables scroll in their own box, labels for the ear included, and words without end are broken."""
    page, frame = tmp_path / "page.html", tmp_path / "frame.html"
    page.write_text(render_dossier(case()), encoding="utf-8")
    frame.write_text(
        f'<html><head></head><body><iframe src="page.html" width="{width}" height="800"></iframe><script>'
        "const f = document.querySelector('iframe'); f.onload = () => { const d = f.contentDocument;"
        "d.querySelectorAll('details').forEach((x) => { x.open = true; });"
        "document.title = d.documentElement.scrollWidth; };</script></body></html>",
        encoding="utf-8",
    )

    html = dom(frame, tmp_path / "profile")

    measured = int(html.split("<title>")[1].split("</title>")[0])
    assert 0 < measured <= width
