"""The packed training file: each distinct text once as word pieces, pairs as indices. Needs numpy only."""

from __future__ import annotations

import io
import lzma
from pathlib import Path
from typing import Any

import numpy as np


def write_pack(path: Path, data: dict[str, Any]) -> None:
    """Write arrays as an ``.npz`` compressed with LZMA, a third smaller than its own compression."""
    buffer = io.BytesIO()
    np.savez(buffer, **data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=6))


def read_pack(path: Path) -> dict[str, Any]:
    """The arrays of a pack."""
    with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as loaded:
        return {name: loaded[name] for name in loaded.files}
