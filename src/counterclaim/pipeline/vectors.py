"""Vectors of statements, each made once for a case: kept in ``derived/`` of its folder by text and encoder.

To encode is most of what crossing articles costs, so what was encoded is not encoded again when a case is built anew
or one more article comes in. The file is only ever added to, record after record, each with a checksum: a build that
is broken off keeps what it had, and a torn or altered record is dropped and made again. It holds nothing that cannot
be made from the articles; delete it at any time. It is no part of the evidence, and ``verify`` does not look at it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import Encoder

FOLDER = "derived"
#: So many texts are encoded and written at a time: what a broken-off build may lose.
BATCH = 256
#: So many of the kept vectors are made again and compared: another processor or runtime may round otherwise, and a
#: case may come from anybody.
CHECKED = 3
#: A file with more than so many times the vectors that are wanted is written anew without the others.
LEFT_OVER = 2
_MARK = b"CCV1"
_HEADER_BYTES, _KEY_BYTES = 8, 16
Floats = NDArray[np.float32]
Told = Callable[[int, int], None]


def untold(done: int, total: int) -> None:
    """For whoever does not watch."""


class KeptVectors:
    """An encoder that asks another one only for texts that the case has no vector of.

    ``told`` is called with how many of the new texts are encoded, and how many there are.
    """

    def __init__(self, encoder: Encoder, case_dir: Path, told: Told = untold) -> None:
        self.encoder, self.told = encoder, told
        made_by = blake2b(f"{encoder.version} {version('onnxruntime')}".encode(), digest_size=6).hexdigest()
        self.file = case_dir / FOLDER / f"vectors-{made_by}.bin"
        self._kept: dict[bytes, Floats] | None = None
        self._is_checked = False

    @property
    def version(self) -> str:
        """The encoder's."""
        return self.encoder.version

    def remember(self, texts: Iterable[str]) -> None:
        """Encode those of the texts that have no vector yet, for later."""
        wanted = {_key(t): t for t in texts}
        self._encode(wanted, self._known(wanted), untold)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row a text; those that were made are in the file when this returns."""
        wanted = {_key(t): t for t in texts}
        kept = self._known(wanted)
        if len(kept) > LEFT_OVER * len(wanted) + BATCH:
            for key in kept.keys() - wanted.keys():
                del kept[key]
            _rewrite(self.file, kept)
        self._encode(wanted, kept, self.told)
        return np.stack([kept[_key(t)] for t in texts]) if texts else self.encoder.embed(texts)

    def _encode(self, wanted: Mapping[bytes, str], kept: dict[bytes, Floats], told: Told) -> None:
        # Texts that are encoded side by side take about the same time if they are about as long.
        new = sorted((k for k in wanted if k not in kept), key=lambda k: (len(wanted[k]), k))
        for start in range(0, len(new), BATCH):
            told(start, len(new))
            batch = new[start : start + BATCH]
            made = self.encoder.embed([wanted[k] for k in batch])
            _append(self.file, batch, made)
            kept.update(zip(batch, made, strict=True))
        if new:
            told(len(new), len(new))

    def _known(self, wanted: Mapping[bytes, str]) -> dict[bytes, Floats]:
        """The vectors there are; none if those wanted are not what the encoder makes here and now."""
        if self._kept is None:
            self._kept = _read(self.file)
        sample = [] if self._is_checked else sorted(k for k in wanted if k in self._kept)
        sample = sample[:: max(1, len(sample) // CHECKED)][:CHECKED]
        if sample:
            made = self.encoder.embed([wanted[k] for k in sample])
            self._is_checked = True
            if not all(np.array_equal(self._kept[k], v) for k, v in zip(sample, made, strict=True)):
                self._kept.clear()
                self.file.unlink()
        return self._kept


def forget_vectors(case_dir: Path) -> None:
    """Delete all vectors of a case; they are made again when they are needed."""
    shutil.rmtree(case_dir / FOLDER, ignore_errors=True)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _layout(width: int) -> np.dtype[np.void]:
    return np.dtype([("key", f"V{_KEY_BYTES}"), ("vector", "<f4", (width,)), ("check", "<u4")])


def _read(file: Path) -> dict[bytes, Floats]:
    """The whole records of a file; what a broken-off build left of another is cut off."""
    if not file.is_file():
        return {}
    raw = file.read_bytes()
    width = int.from_bytes(raw[4:6], "little")
    if raw[:_HEADER_BYTES] != _header(width):
        file.unlink()
        return {}
    layout = _layout(width)
    count = (len(raw) - _HEADER_BYTES) // layout.itemsize
    if (end := _HEADER_BYTES + count * layout.itemsize) < len(raw):
        os.truncate(file, end)
    records = np.frombuffer(raw, layout, count, _HEADER_BYTES)
    right = (r for r in records if crc32(r.tobytes()[:-4]) == r["check"])
    return {bytes(r["key"]): r["vector"] for r in right}


def _header(width: int) -> bytes:
    """What a file begins with; the width twice, so that a changed bit shows."""
    return _MARK + width.to_bytes(2, "little") + (0xFFFF - width).to_bytes(2, "little")


def _records(keys: Iterable[bytes], vectors: Sequence[Floats] | Floats) -> bytes:
    records = np.zeros(len(vectors), _layout(len(vectors[0])))
    for record, key, vector in zip(records, keys, vectors, strict=True):
        record["key"], record["vector"] = np.void(key), vector
        record["check"] = crc32(record.tobytes()[:-4])
    return records.tobytes()


def _append(file: Path, keys: Sequence[bytes], vectors: Floats) -> None:
    file.parent.mkdir(exist_ok=True)
    with file.open("ab") as out:
        header = b"" if out.tell() else _header(vectors.shape[1])
        out.write(header + _records(keys, vectors))


def _rewrite(file: Path, kept: Mapping[bytes, Floats]) -> None:
    """The file with these records alone, all of it or none."""
    written = file.with_suffix(".new")
    written.unlink(missing_ok=True)
    if kept:
        _append(written, list(kept), np.stack(list(kept.values())))
        written.replace(file)
    else:
        file.unlink()
