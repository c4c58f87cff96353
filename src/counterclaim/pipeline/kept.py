"""Results kept between two runs of a case, in ``derived/`` of its folder, by the digest of what they were made from.

Adding an article must not make anew what other articles gave before. A result is found again only by the digest of all
that went into it and by that of the program itself, so one that would be made otherwise now is not found, whatever
changed: a decision, an article, a rule. The files are only ever added to, record after record, each with a checksum: a
build that is broken off keeps what it had, and what is torn or altered is dropped and made again. They hold nothing
that cannot be made from the articles; delete them at any time. They are no part of the evidence, and ``verify`` does
not look at them.
"""

from __future__ import annotations

import mmap
import os
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from struct import Struct
from typing import TypeVar
from zlib import crc32

import msgspec

from counterclaim.pipeline.uncollected import uncollected
from counterclaim.records import KEY_BYTES, Holds, Make

T = TypeVar("T")
Data = bytes | bytearray | memoryview
FOLDER = "derived"
#: So many of the kept results are made again and compared: another machine may round otherwise, and a case may come
#: from anybody.
CHECKED = 3
#: A file with more than so many times the results that are wanted, and some, is written anew without the others.
LEFT_OVER, SPARE = 2, 256
#: What makes results: its own text and tables are its version, so that no changed rule is forgotten.
PROGRAM = ("actors", "claims", "lineage", "reading", "records")
_MARK = b"CCKEPT1\n"
#: Before the data of a record its key and length, after it a checksum of all that.
_HEAD, _CHECK = Struct(f"<{KEY_BYTES}sI"), Struct("<I")
_SEAL = Struct("<I")
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
#: Under this is what belongs to the case as a whole.
_WHOLE = bytes(KEY_BYTES)


class RecordFile:
    """A file of records by key; ``read`` gives those that are whole and cuts off what follows them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: Records that later ones stand for, as far as it was read.
        self.replaced = 0

    def read(self) -> dict[bytes, Data]:
        """All whole records; of two with one key the later. They are views of the file: to copy them took as long as
        to check them.
        """
        raw = self._mapped()
        if raw[: len(_MARK)] != _MARK:
            self.path.unlink(missing_ok=True)
            return {}
        found: dict[bytes, Data] = {}
        end = len(_MARK)
        for key, data, after in _records(raw, end):
            self.replaced += key in found
            found[key] = data
            end = after
        if end < len(raw):
            os.truncate(self.path, end)
        return found

    def _mapped(self) -> memoryview:
        """The file as it is; it is only added to, cut off behind the last record, or replaced by another."""
        if not self.path.is_file() or not self.path.stat().st_size:
            return memoryview(b"")
        with self.path.open("rb") as stream:
            return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))

    def append(self, records: Iterable[tuple[bytes, Data]]) -> None:
        """Add records at the end."""
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as out:
            if not out.tell():
                out.write(_MARK)
            for key, data in records:
                head = _HEAD.pack(key, len(data))
                out.writelines((head, data, _CHECK.pack(crc32(data, crc32(head)))))

    def rewrite(self, records: Mapping[bytes, Data]) -> None:
        """The file with these records alone, all of it or none."""
        new = RecordFile(self.path.with_suffix(".new"))
        new.path.unlink(missing_ok=True)
        if records:
            new.append(records.items())
            new.path.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)


def _records(raw: memoryview, start: int) -> Iterator[tuple[bytes, Data, int]]:
    """Key, data and end of each record, up to the first that is not whole: what follows it cannot be found."""
    last = len(raw) - _CHECK.size
    while start + _HEAD.size <= last:
        key, size = _HEAD.unpack_from(raw, start)
        data_at, end = start + _HEAD.size, start + _HEAD.size + size
        if end > last or crc32(raw[start:end]) != _CHECK.unpack_from(raw, end)[0]:
            return
        start = end + _CHECK.size
        yield key, raw[data_at:end], start


class Kept:
    """What the functions of a program gave for a case; made for one run."""

    def __init__(self, case_dir: Path, program: str | None = None) -> None:
        self.folder = case_dir / FOLDER
        self.program = program or program_digest()
        self._kinds: dict[str, object] = {}
        self._left: dict[str, dict[bytes, Data]] = {}  # as it was read to be carried on

    def file(self, step: str) -> RecordFile:
        """Where results of a step are."""
        return RecordFile(self.folder / f"{step}-{self.program}.bin")

    def recall(
        self, step: str, keys: Sequence[bytes], kind: type[T], make: Make[T], holds: Holds[T] | None = None
    ) -> list[T]:  # fmt: skip
        """One result for each key; those that had to be made are in the file when this returns."""
        file = self.file(step)
        self._is_of(step, kind)
        kept = file.read()
        found = _decoded({k: kept[k] for k in keys if k in kept}, kind)
        if holds is not None:
            found = {k: found[k] for i, k in enumerate(keys) if k in found and holds(i, found[k])}
        if found and not self._is_confirmed(keys, kept, found, make):
            found, kept = {}, {}
            file.rewrite({})
        if len(kept) + file.replaced > LEFT_OVER * len(keys) + SPARE:
            file.rewrite({k: kept[k] for k in dict.fromkeys(keys) if k in found})
        missing = [i for i, k in enumerate(keys) if k not in found]
        made = list(make(missing)) if missing else []
        if missing:
            file.append((keys[i], _encoded(keys[i], result)) for i, result in zip(missing, made, strict=True))
        found.update((keys[i], result) for i, result in zip(missing, made, strict=True))
        return [found[k] for k in keys]

    def carried(self, step: str, kind: type[T]) -> T | None:
        """What the last run left of the case, if the same program left it."""
        self._is_of(step, kind)
        self._left[step] = kept = self.file(step).read()
        return _decoded(kept, kind).get(_WHOLE)

    def carry(self, step: str, state: object) -> None:
        """Leave something of the case to the next run."""
        self._is_of(step, type(state))
        data = _encoded(_WHOLE, state)
        kept = self._left.pop(step, None)
        left = (self.file(step).read() if kept is None else kept).get(_WHOLE, b"")
        if len(left) != len(data) or left != data:
            self.file(step).rewrite({_WHOLE: data})

    def _is_of(self, step: str, kind: object) -> None:
        """Note what a step keeps, and remove what other versions of the program kept of it.

        Two steps of one name would find each other's results worthless, and make all of theirs anew in every run.
        """
        if self._kinds.setdefault(step, kind) != kind:
            raise ValueError(f"two kinds of results are kept as {step!r}")
        for other in self.folder.glob(f"{step}-*"):
            if other != self.file(step).path:
                other.unlink()

    def _is_confirmed(
        self, keys: Sequence[bytes], kept: Mapping[bytes, Data], found: Mapping[bytes, T], make: Make[T]
    ) -> bool:
        """Whether a few of the kept results are what is made of the same inputs here and now."""
        known = [i for i, k in enumerate(keys) if k in found]  # by place: steps look at the same articles
        sample = known[:: max(1, len(known) // CHECKED)][:CHECKED]
        return all(kept[keys[i]] == _encoded(keys[i], result) for i, result in zip(sample, make(sample), strict=True))


def _encoded(key: bytes, result: object) -> bytearray:
    """A result with a seal, so that under another key it is nobody's."""
    data = bytearray(_SEAL.size)
    _ENCODER.encode_into(result, data, _SEAL.size)
    data[: _SEAL.size] = _seal(key, memoryview(data)[_SEAL.size :])
    return data


def _seal(key: bytes, data: Data) -> bytes:
    return _SEAL.pack(crc32(data, crc32(key)))


def _decoded(kept: Mapping[bytes, Data], kind: type[T]) -> dict[bytes, T]:
    """The results that are of their kind and stand under their own key; any others are as good as missing."""
    decoder = msgspec.msgpack.Decoder(kind)
    found: dict[bytes, T] = {}
    with uncollected():
        for key, sealed in kept.items():
            data = sealed[_SEAL.size :]
            if sealed[: _SEAL.size] != _seal(key, data):
                continue
            try:
                found[key] = decoder.decode(data)
            except msgspec.MsgspecError:
                continue
    return found


def forget(case_dir: Path) -> None:
    """Delete all that is kept of a case; it is made again when it is needed."""
    shutil.rmtree(case_dir / FOLDER, ignore_errors=True)


@cache
def program_digest() -> str:
    """The digest of everything that results are made by: the stages' code and tables, and what runs them."""
    total = blake2b(digest_size=6)
    total.update(f"{platform.python_version()} {version('numpy')} {version('msgspec')}".encode())
    for part in PROGRAM:
        for name, data in _files(resources.files("counterclaim") / part, part):
            total.update(f"\n{name} {len(data)}\n".encode() + data)
    return total.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _files(item, f"{name}/{item.name}")
        elif not item.name.endswith(".pyc"):
            yield f"{name}/{item.name}", item.read_bytes()
