"""The extracting process: reads captures from its standard input, answers with articles on its standard output.

It bounds itself: memory above its own start, an alarm that ends it should its parent be gone, no core files, no
network, no further processes, no files written but temporary ones. Started by ``extraction.Extractor``.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from counterclaim.article import extract_article
from counterclaim.capture import working_copy
from counterclaim.capture.working import WORKING_VERSION, crude_text
from counterclaim.errors import InputRejected, ModelError
from counterclaim.models.segmenter import load_segmenter
from counterclaim.pipeline.extraction import FRAME
from counterclaim.records import Article, Capture, decode, encode, to_builtins

#: What the worker has no business doing: seen by Python's audit hooks, refused.
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.rename",
            "os.chmod", "os.kill", "os.link", "os.symlink", "ctypes.dlopen", "urllib.", "ftplib.")  # fmt: skip
#: Bytes of one temporary file; a language model is unpacked into one.
_FILE_BYTES = 512 * 1024 * 1024
#: How the article says that the cheaper way made it.
CHEAP = "read the cheap way"


def main(wall_s: int, memory_mib: int) -> None:
    """Answer until the standard input ends."""
    out, source = sys.stdout.buffer, sys.stdin.buffer
    tempfile.gettempdir()  # found by writing a file, which is refused later on
    try:
        load_segmenter()
        _warm_up()
    except ModelError as error:
        _send(out, encode({"model": str(error)}))
        return
    _bound_self(memory_mib)
    sys.addaudithook(_refuse)
    _send(out, b"{}")
    while (head := _received(source)) is not None:
        data = _received(source)
        if data is None:
            return
        signal.alarm(wall_s + 5)
        _send(out, encode(_answer(head, data)))
        signal.alarm(0)


def _answer(head: bytes, data: bytes) -> dict[str, Any]:
    asked = decode(head, dict[str, Any])
    capture = decode(encode(asked["capture"]), Capture)
    try:
        return {"article": to_builtins(made(data, capture, is_cheap=asked["way"] == "cheap"))}
    except InputRejected as error:
        return {"rejected": [error.reason, error.detail]}
    except ModelError as error:
        return {"model": str(error)}
    except MemoryError:
        return {"failed": "over its memory"}
    except Exception as error:
        # The libraries below raise many kinds of errors on hostile pages; the parent tries the cheaper way.
        return {"failed": f"{type(error).__name__}: {error}"[:200]}


def made(data: bytes, capture: Capture, *, is_cheap: bool = False) -> Article:
    """The article of a capture, by way of its working copy.

    Raises:
        InputRejected: with a reason of ``capture`` or ``article``.
    """
    working, media_type = working_copy(data, capture.media_type)
    if is_cheap:
        working, media_type = crude_text(working, media_type)
    article = extract_article(working, capture=replace(capture, media_type=media_type), segmenter=load_segmenter())
    notes = [WORKING_VERSION] if working is not data else []
    notes += [CHEAP] if is_cheap else []
    return replace(article, made_by="; ".join([article.made_by, *notes])) if notes else article


def _warm_up() -> None:
    """Import and load what the first page would, so that it counts as start and not as the first page's time."""
    line = b"<p>The harbour board said on Monday, 5 May 2031, that gate seven had been left open all night.</p>"
    page = b"<html><head><title>A gate</title></head><body><article>" + line * 8 + b"</article></body></html>"
    known = {"id": "0", "uri": "", "file": None, "part": None, "media_type": "text/html", "size_bytes": len(page)}
    known |= {"captured_at": "2031-05-06T00:00:00Z", "how": "file"}
    with suppress(InputRejected):
        made(page, decode(encode(known), Capture))


def _bound_self(memory_mib: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    with suppress(OSError, ValueError):  # where there is no /proc there is no such bound; the wall clock remains
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory_mib * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    is_write = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) != 0
    is_outside = (is_write or event == "os.remove") and not str(args[0]).startswith(tempfile.gettempdir())
    if is_outside or event.startswith(_REFUSED):
        raise PermissionError(f"{event} in the extracting process")


def _received(source: BinaryIO) -> bytes | None:
    size = source.read(FRAME.size)
    if len(size) < FRAME.size:
        return None
    return source.read(FRAME.unpack(size)[0])


def _send(out: BinaryIO, frame: bytes) -> None:
    out.write(FRAME.pack(len(frame)) + frame)
    out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
