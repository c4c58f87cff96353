"""Which files the given paths stand for. Every entry met is either a file to read or a rejection.

Rules, each chosen so that nothing vanishes and nothing outside the given folder is read:

* folders are walked in name order, so the same folder gives the same sequence on every machine;
* hidden entries (a leading dot) inside a folder are rejected as ``hidden``, a hidden folder once as a whole;
* a link to a folder is never followed (``link``): inside the given folder its contents are met anyway,
  outside they were not given, and loops cannot arise;
* a link to a file is read if the file lies inside the given folder, else rejected (``link_outside``);
* a path the user names is taken as named: a link, a hidden file or a hidden folder is fine there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.capture.bounds import Bounds
from counterclaim.capture.item import rejection
from counterclaim.records import Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A regular file to read, and the name it goes by in the case."""

    path: Path
    name: str


def walk(paths: Iterable[Path], bounds: Bounds) -> Iterator[Found | Rejection]:
    """Files below ``paths`` in order; a file given twice comes twice (its bytes are one capture anyway)."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path, path.resolve(), "", 0, bounds)
        else:
            yield _file(path, printable(path.name))


def printable(name: str) -> str:
    """A file name that can be stored as text: bytes that are not UTF-8 become hexadecimal escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _folder(path: Path, root: Path, prefix: str, depth: int, bounds: Bounds) -> Iterator[Found | Rejection]:
    if depth > bounds.depth:
        yield rejection(prefix.rstrip("/"), "too_deep", f"more than {bounds.depth} folders deep")
        return
    try:
        entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield rejection(prefix.rstrip("/") or printable(path.name), "unreadable", _told(error))
        return
    for entry in entries:
        name = prefix + printable(entry.name)
        if entry.name.startswith("."):
            yield rejection(name, "hidden", "hidden files and folders are not read unless named")
        elif entry.is_symlink():
            yield _link(entry, root, name)
        elif entry.is_dir():
            yield from _folder(entry, root, name + "/", depth + 1, bounds)
        else:
            yield _file(entry, name)


def _link(entry: Path, root: Path, name: str) -> Found | Rejection:
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: how Python 3.11 reports a loop of links
        return rejection(name, "unreadable", "a link that leads nowhere")
    if target.is_dir():
        return rejection(name, "link", "a link to a folder is not followed")
    if not target.is_relative_to(root):
        return rejection(name, "link_outside", "a link to a file outside the given folder")
    return _file(entry, name)


def _file(path: Path, name: str) -> Found | Rejection:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return rejection(name, "not_found", "no such file or folder")
    except OSError as error:
        return rejection(name, "unreadable", _told(error))
    if not stat.S_ISREG(mode):
        return rejection(name, "not_a_file", "neither a regular file nor a folder")
    return Found(path=path, name=name)


def _told(error: OSError) -> str:
    """The system's words without the path, which may tell more about the machine than the case should."""
    return error.strerror or type(error).__name__
