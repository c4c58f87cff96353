"""Vectors and leanings of statements, each made once for a case and kept with its other results, by text and encoder.

To encode is most of what crossing articles costs, so what was encoded is not encoded again when a case is built anew
or one more article comes in. How the file is written and mended is told in ``pipeline.kept``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import Encoder
from counterclaim.claims.interface import Telling
from counterclaim.pipeline.kept import CHECKED, FOLDER, LEFT_OVER, SPARE, Data, RecordFile
from counterclaim.records import KEY_BYTES

#: So many texts are encoded and written at a time: what a broken-off build may lose.
BATCH = SPARE
#: How they are kept: as records of so many vectors. Part of the file's name.
FORM = "batches/1"
_COUNT = Struct("<I")
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
        self._tell = encoder.tell if isinstance(encoder, Telling) else encoder.embed
        #: Of what is kept of a text so much is its vector, all of it where no leanings follow.
        self._width = encoder.width if isinstance(encoder, Telling) else None
        made_by = blake2b(f"{encoder.version} {version('onnxruntime')} {FORM}".encode(), digest_size=6).hexdigest()
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
            listed = list(kept.items())
            RecordFile(self.file).rewrite(dict(_packed(listed[i : i + BATCH]) for i in range(0, len(listed), BATCH)))
        return self.embed_some(texts)

    def embed_some(self, texts: Sequence[str]) -> Floats:
        """The same for some texts of a case, whose others are not asked for because nothing changed about them."""
        return self._rows(texts)[:, : self._width]

    def lean(self, texts: Sequence[str]) -> Floats:
        """Leanings of some texts of a case; rows of no numbers where the encoder tells none."""
        rows = self._rows(texts)
        return rows[:, rows.shape[1] if self._width is None else self._width :]

    def _rows(self, texts: Sequence[str]) -> Floats:
        keys = [_key(t) for t in texts]
        wanted = dict(zip(keys, texts, strict=True))
        kept = self._known(wanted)
        self._encode(wanted, kept, self.told)
        return np.stack([kept[key] for key in keys]) if keys else self._tell(texts)

    def _encode(self, wanted: Mapping[bytes, str], kept: dict[bytes, Floats], told: Told) -> None:
        # Texts that are encoded side by side take about the same time if they are about as long.
        new = sorted((k for k in wanted if k not in kept), key=lambda k: (len(wanted[k]), k))
        for start in range(0, len(new), BATCH):
            told(start, len(new))
            batch = new[start : start + BATCH]
            made = self._tell([wanted[k] for k in batch])
            RecordFile(self.file).append([_packed(list(zip(batch, made, strict=True)))])
            kept.update(zip(batch, made, strict=True))
        if new:
            told(len(new), len(new))

    def _known(self, wanted: Mapping[bytes, str]) -> dict[bytes, Floats]:
        """The vectors there are; none if those wanted are not what the encoder makes here and now."""
        if self._kept is None:
            self._kept = _vectors(RecordFile(self.file).read())
        sample = [] if self._is_checked else sorted(k for k in wanted if k in self._kept)
        sample = sample[:: max(1, len(sample) // CHECKED)][:CHECKED]
        if sample:
            made = self._tell([wanted[k] for k in sample])
            self._is_checked = True
            if not all(np.array_equal(self._kept[k], v) for k, v in zip(sample, made, strict=True)):
                self._kept.clear()
                RecordFile(self.file).rewrite({})
        return self._kept


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def _packed(vectors: Sequence[tuple[bytes, Floats]]) -> tuple[bytes, bytes]:
    """Vectors by key as one record: all keys, then all vectors. To read one record for each takes six times as long."""
    keys = b"".join(key for key, _ in vectors)
    data = np.stack([vector for _, vector in vectors]).astype("<f4").tobytes()
    return blake2b(keys, digest_size=KEY_BYTES).digest(), _COUNT.pack(len(vectors)) + keys + data


def _vectors(records: Mapping[bytes, Data]) -> dict[bytes, Floats]:
    """The vectors in records; none if they are not all of one width."""
    found: dict[bytes, Floats] = {}
    widths = set()
    for data in records.values():
        count = _COUNT.unpack_from(data)[0] if len(data) > _COUNT.size else 0
        start = _COUNT.size + count * KEY_BYTES
        size = len(data) - start
        if not count or size <= 0 or size % (4 * count):
            return {}
        widths.add(size // count)
        keys = (bytes(data[i : i + KEY_BYTES]) for i in range(_COUNT.size, start, KEY_BYTES))
        found.update(zip(keys, np.frombuffer(data, "<f4", offset=start).reshape(count, -1), strict=True))
    return found if len(widths) == 1 else {}
