"""The encoder of statements: words where they stand to unit vectors, to propose which assertions may say the same, and
to leanings, to propose which of them stand against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models import files
from counterclaim.records import unmarked

FOLDER = Path(__file__).parent
#: Numbers of a vector, and of leanings behind it.
WIDTH, LEANINGS = 384, 66
MAX_PIECES = 128
#: A longer text with marked words is cut to so many pieces; so many before them and after them are kept where there is
#: room.
AROUND, LEAD, REST = 98, 8, 6
#: The tokenizer's marks of where a text starts and ends.
_START, _END = 101, 102
Places = NDArray[np.int64]
Floats = NDArray[np.float32]


class OnnxEncoder:
    """all-MiniLM-L6-v2, trained further, on ONNX Runtime, int8. Loads its file on first use."""

    width = WIDTH

    def __init__(self, folder: Path = FOLDER, *, threads: int = 2) -> None:
        self.folder, self.threads = folder, threads

    @cached_property
    def version(self) -> str:
        """Name, version and digest of the model file."""
        return files.version_of(self.folder)

    @cached_property
    def session(self) -> Any:
        """The graph, after its digest was checked."""
        files.checked_card(self.folder)
        return files.session(self.folder / "encoder.onnx", 1)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without marks and uncut."""
        tokenizer = Tokenizer.from_file(str(files.TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors ``[len(texts), 384]``, as ``tell`` gives them."""
        return self.tell(texts)[:, :WIDTH]

    def lean(self, texts: Sequence[str]) -> Floats:
        """Leanings ``[len(texts), 66]``, as ``tell`` gives them (``claims.interface.Leaning``)."""
        return self.tell(texts)[:, WIDTH:]

    def tell(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, followed by leanings, ``[len(texts), 384 + 66]``. No row depends on the other texts.

        The vector is the mean over the words that a text marks (``records.marked``), read with the rest of it, or over
        all of a text without marks; leanings are of the same words.

        Each text is run by itself, ``threads`` of them side by side: int8 scales are taken over a batch, and a vector
        must not depend on its company. Two short texts on a core each are done sooner than one on both.
        """
        if not texts:
            return np.zeros((0, WIDTH + LEANINGS), dtype=np.float32)
        different = list(dict.fromkeys(texts))
        session, tokenizer = self.session, self.tokenizer

        def told(text: str) -> Floats:
            ids, marks = pieces_of(text, tokenizer)
            vectors, leanings = session.run(None, {"ids": ids[None], "marks": marks[None]})
            return np.concatenate([vectors[0], leanings[0]], dtype=np.float32)

        if self.threads == 1 or len(different) == 1:
            of = dict(zip(different, map(told, different), strict=True))
        else:
            with ThreadPoolExecutor(self.threads, "counterclaim-encoder") as pool:
                of = dict(zip(different, pool.map(told, different), strict=True))
        return np.stack([of[t] for t in texts])


def pieces_of(text: str, tokenizer: Tokenizer) -> tuple[Places, Places]:
    """The pieces ``[L]`` of a text that may mark words, and for each 1 where it is marked, else 0.

    A long text without marks is cut at its end, one with marks around the first of them.
    """
    plain, spans = unmarked(text)
    encoded = tokenizer.encode(plain, add_special_tokens=False)
    marks = [int(any(start < s.end and s.start < end for s in spans)) for start, end in encoded.offsets]
    first, room = 0, MAX_PIECES - 2
    if any(marks):
        room, last = AROUND, len(marks) - marks[::-1].index(1)
        first = max(0, min(marks.index(1) - LEAD, last + REST - room)) if len(marks) > room else 0
    kept = slice(first, first + room)
    ids = [_START, *encoded.ids[kept], _END]
    return np.array(ids, dtype=np.int64), np.array([0, *marks[kept], 0], dtype=np.int64)
