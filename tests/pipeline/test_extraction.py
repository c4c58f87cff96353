"""Articles are made in a process that can be killed: the same articles, and no file stops the others."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime

import pytest

from counterclaim.capture import Bounds
from counterclaim.errors import InputRejected
from counterclaim.pipeline.extraction import Extractor
from counterclaim.pipeline.worker import CHEAP, made
from counterclaim.records import Capture

WORDS = "The harbour board of Lorne said on Monday that gate seven had been left open by the night shift."
PAGE = f"<html><head><title>Gate seven</title></head><body><h1>Gate seven</h1><p>{WORDS}</p></body></html>".encode()


def capture(data: bytes, media_type: str = "text/html") -> Capture:
    """A capture of these bytes."""
    import hashlib

    return Capture(
        id=hashlib.sha256(data).hexdigest(), uri="file:///x", file="x", part=None, media_type=media_type,
        size_bytes=len(data), captured_at=datetime(2031, 5, 4, tzinfo=UTC), how="file",
    )  # fmt: skip


def test_the_worker_makes_the_same_articles_and_is_started_once() -> None:
    """What comes from the process is what the functions give, and one process serves all."""
    texts = [PAGE, WORDS.encode(), b"\xff\xfe" + WORDS.encode("utf-16-le")]

    with Extractor() as extractor:
        for data in texts:
            kind = "text/html" if data is PAGE else "text/plain"
            assert extractor.extract(data, capture(data, kind)) == made(data, capture(data, kind))
        with pytest.raises(InputRejected, match="unsupported_format"):
            extractor.extract(b"\x89PNG", capture(b"\x89PNG"))
        assert extractor.started == 1


def test_a_capture_over_its_time_is_not_parsed_and_the_next_is() -> None:
    """A worker that takes too long is killed, both ways are tried, and the reason tells of both."""
    with Extractor(Bounds(extract_wall_s=0)) as extractor:
        with pytest.raises(InputRejected) as error:
            extractor.extract(PAGE, capture(PAGE))
        assert (error.value.reason, extractor.started) == ("not_parsed", 2)
        assert error.value.detail.count("took too long") == 2

        extractor.bounds = Bounds()
        assert WORDS in extractor.extract(PAGE, capture(PAGE)).text


def test_a_worker_that_died_is_replaced() -> None:
    """A worker killed between two captures costs nothing; one killed over a capture costs the full reading."""
    with Extractor() as extractor:
        extractor.extract(PAGE, capture(PAGE))
        assert extractor._worker is not None
        os.kill(extractor._worker.pid, signal.SIGKILL)
        extractor._worker.wait()

        assert CHEAP not in extractor.extract(PAGE, capture(PAGE)).made_by


def test_a_capture_over_its_memory_is_not_parsed() -> None:
    """Memory over the bound ends the worker's attempt, not the machine."""
    data = b"Many words. " * 300_000
    with Extractor(Bounds(extract_memory_mib=8)) as extractor:
        with pytest.raises(InputRejected) as error:
            extractor.extract(data, capture(data, "text/plain"))
        assert error.value.reason == "not_parsed"


def test_the_cheap_way_reads_the_words_of_a_page() -> None:
    """Without its structure a page still gives its words, in lines, without scripts; and the article says so."""
    page = b"<p>One &amp; two</p><script>var x = '<p>no</p>';</script><div>three<br>four</div><style>p{}</style>"

    article = made(page + PAGE, capture(page), is_cheap=True)

    assert article.text.splitlines()[:3] == ["One & two", "three", "four"]
    assert "var x" not in article.text
    assert article.made_by.endswith(CHEAP)


def test_the_worker_reaches_nothing() -> None:
    """Sockets, processes and files outside the temporary folder are refused."""
    from counterclaim.pipeline.worker import _refuse

    for event, args in (
        ("socket.connect", ()), ("subprocess.Popen", ()), ("os.system", ()), ("os.remove", ("/home/x",)),
        ("open", ("/home/x", "w", os.O_WRONLY | os.O_CREAT)),
    ):  # fmt: skip
        with pytest.raises(PermissionError):
            _refuse(event, args)
    _refuse("open", ("/etc/hostname", "r", os.O_RDONLY))
