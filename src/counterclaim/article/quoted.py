"""Messages and saved pages as they are written: quoted-printable undone, with the place of every character kept."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"^content-transfer-encoding:\s*quoted-printable", re.I | re.M)
_RUN = re.compile(r"(?:=[0-9A-Fa-f]{2}|=[ \t]*\r?\n)+")
_BYTE = re.compile(r"=([0-9A-Fa-f]{2})")


def is_quoted(raw: str) -> bool:
    """Whether a part of a message says that it is written in quoted-printable (RFC 2045)."""
    return _QUOTED.search(raw) is not None


def unquoted(raw: str) -> tuple[str, list[int], list[int]]:
    """A message with quoted-printable undone in all of it, and for each character where it is written in ``raw``.

    Characters of several bytes (``=C3=A9``) take up all of them; breaks that only end a line of the message are left
    out. Headers and parts in other encodings come out spoilt, and are simply not found again by who looks for words.
    """
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for run in [*_RUN.finditer(raw), None]:
        stop = run.start() if run else len(raw)
        chars += raw[at:stop]
        starts += range(at, stop)
        ends += range(at + 1, stop + 1)
        if run:
            for char, start, end in _characters(raw, run.start(), run.end()):
                chars.append(char)
                starts.append(start)
                ends.append(end)
            at = run.end()
    return "".join(chars), starts, ends


def _characters(raw: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The characters of a run of quoted bytes, in UTF-8 or else one for each byte."""
    found = list(_BYTE.finditer(raw, start, end))
    data = bytes(int(b.group(1), 16) for b in found)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    out, n = [], 0
    for char in text:
        width = len(char.encode(encoding))
        out.append((char, found[n].start(), found[n + width - 1].end()))
        n += width
    return out
