"""Articles made in a process of their own, so that one hostile file can neither stop a build nor exhaust the machine.

One worker is started once and used for all captures. It is killed when it runs over its time or dies over its
memory; then a cheaper way is tried in a new one, and if that fails too the capture is kept and not parsed. Frames
between the two are JSON and bytes, never pickles: the worker has read hostile bytes and is not believed further than
an ``Article`` can be decoded.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from counterclaim.capture import DEFAULT_BOUNDS, Bounds
from counterclaim.errors import CounterclaimError, InputRejected, ModelError
from counterclaim.records import Article, Capture, decode, encode, to_builtins

FRAME = struct.Struct(">Q")
#: Seconds a worker may take to start, which on a busy machine is a matter of imports.
_START_S = 120.0


class _OverRun(Exception):  # noqa: N818 - never leaves this module
    """The worker did not answer as it should; the text says how."""


class Extractor:
    """Makes articles in a supervised worker. Use it in a ``with`` statement, or close it."""

    def __init__(self, bounds: Bounds = DEFAULT_BOUNDS) -> None:
        self.bounds = bounds
        self._worker: subprocess.Popen[bytes] | None = None
        #: How many workers were started; one, unless some had to be killed.
        self.started = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to start the worker; it gets ready while other things are done."""
        if self._worker is not None and self._worker.poll() is not None:
            self.close()  # it ended between two captures, which is not the fault of the next one
        if self._worker is None:
            self._worker = _spawned(self.bounds)
            self.started += 1
            self._is_ready = False

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    _closed(pipe)
            worker.wait()

    def extract(self, data: bytes, capture: Capture) -> Article:
        """The article of a capture.

        Raises:
            InputRejected: with the reason the worker gave; ``not_parsed`` if it ran over its bounds or failed in
                both ways.
        """
        told: list[str] = []
        for way in ("full", "cheap"):
            try:
                return self._asked(data, capture, way)
            except _OverRun as error:
                told.append(f"{way} reading: {error}")
                self.close()
            except InputRejected as error:
                if not told:
                    raise
                told.append(f"{way} reading: {error.detail}")
        raise InputRejected("not_parsed", "; ".join(told))

    def _asked(self, data: bytes, capture: Capture, way: str) -> Article:
        answer = self._answer(encode({"capture": to_builtins(capture), "way": way}), data)
        if "rejected" in answer:
            raise InputRejected(*(str(x) for x in answer["rejected"][:2]))
        if "failed" in answer:
            raise _OverRun(str(answer["failed"])[:200])
        try:
            article = decode(encode(answer["article"]), Article)
        except (KeyError, msgspec.MsgspecError) as error:
            raise _OverRun("an answer that is no article") from error
        if article.capture != capture.id:
            raise _OverRun("an article of another capture")
        return article

    def _answer(self, head: bytes, data: bytes) -> dict[str, Any]:
        self.start()
        worker = self._worker
        assert worker is not None and worker.stdin is not None and worker.stdout is not None
        out = worker.stdout.fileno()
        if not self._is_ready:
            _checked(_frame(out, _Deadline(worker.pid, _START_S), 10_000))
            self._is_ready = True
        deadline = _Deadline(worker.pid, self.bounds.extract_wall_s)
        try:
            for part in (head, data):
                worker.stdin.write(FRAME.pack(len(part)) + part)
            worker.stdin.flush()
        except BrokenPipeError as error:
            raise _OverRun("the process ended") from error
        return _checked(_frame(out, deadline, self.bounds.result_bytes))


def _checked(frame: bytes) -> dict[str, Any]:
    """A frame's content.

    Raises:
        ModelError: if the worker says that a shipped model cannot be used, which is no fault of the capture.
        _OverRun: if it is no JSON object.
    """
    try:
        answer = msgspec.json.decode(frame)
    except msgspec.DecodeError as error:
        raise _OverRun("an answer that is no JSON") from error
    if not isinstance(answer, dict):
        raise _OverRun("an answer of another kind")
    if "model" in answer:
        raise ModelError(str(answer["model"]))
    return answer


def _spawned(bounds: Bounds) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "counterclaim.pipeline.worker", str(bounds.extract_wall_s)]
    command.append(str(bounds.extract_memory_mib))
    # Not an empty environment, which breaks virtual environments and locales, but without proxies and secrets.
    kept = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LC_ALL", "HOME", "TMPDIR", "SYSTEMROOT")
    env = {name: os.environ[name] for name in kept if name in os.environ} | {"OMP_NUM_THREADS": "1"}
    env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[2]), env.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    try:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
        )
    except OSError as error:
        raise CounterclaimError(f"the extracting process cannot be started: {error.strerror}") from error


class _Deadline:
    """So many seconds of wall clock; more, up to five times as many, while a busy machine lets the worker not run."""

    def __init__(self, pid: int, seconds: float) -> None:
        self.pid, self.seconds = pid, seconds
        self.began, self.spent = time.monotonic(), _cpu_seconds(pid)

    def left(self) -> float:
        """Seconds to wait before asking again; 0 when time is up."""
        passed = time.monotonic() - self.began
        if passed < self.seconds:
            return self.seconds - passed
        spent = _cpu_seconds(self.pid)
        is_starved = spent is not None and self.spent is not None and spent - self.spent < self.seconds / 2
        return 0.25 if is_starved and passed < 5 * self.seconds else 0.0


def _cpu_seconds(pid: int) -> float | None:
    """Processor time a process has used; None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _frame(handle: int, deadline: _Deadline, most: int) -> bytes:
    """One frame from the worker.

    Raises:
        _OverRun: if it takes too long, is too large, or the worker ends.
    """
    size = FRAME.unpack(_exactly(handle, FRAME.size, deadline))[0]
    if size > most:
        raise _OverRun(f"an answer of {size} bytes")
    return _exactly(handle, size, deadline)


def _exactly(handle: int, size: int, deadline: _Deadline) -> bytes:
    parts: list[bytes] = []
    while size > 0:
        left = deadline.left()
        if left <= 0:
            raise _OverRun("took too long")
        if not select.select([handle], [], [], left)[0]:
            continue
        part = os.read(handle, min(size, 1024 * 1024))
        if not part:
            raise _OverRun("the process ended, over its memory or by a fault")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _closed(pipe: Any) -> None:
    with suppress(OSError):  # what was not yet written to a killed process
        pipe.close()
