"""The sentence encoder: words in, unit vectors out, for proposing which assertions may say the same."""

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

FOLDER = Path(__file__).parent
WIDTH = 384
MAX_PIECES = 128


class OnnxEncoder:
    """all-MiniLM-L6-v2 on ONNX Runtime, int8. Loads its file on first use."""

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
        """The reader's tokenizer, cut at ``MAX_PIECES``."""
        tokenizer = Tokenizer.from_file(str(self.folder.parent / "reader" / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_PIECES)
        return tokenizer

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors ``[len(texts), 384]``. A text's vector does not depend on the others beside it.

        Each text is run by itself, ``threads`` of them side by side: int8 scales are taken over a batch, and a vector
        must not depend on its company. Two short texts on a core each are done sooner than one on both.
        """
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        different = list(dict.fromkeys(texts))
        session, tokenizer = self.session, self.tokenizer

        def vector(text: str) -> NDArray[np.float32]:
            ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
            made: NDArray[np.float32] = session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
            return made

        if self.threads == 1 or len(different) == 1:
            of = dict(zip(different, map(vector, different), strict=True))
        else:
            with ThreadPoolExecutor(self.threads, "counterclaim-encoder") as pool:
                of = dict(zip(different, pool.map(vector, different), strict=True))
        return np.stack([of[t] for t in texts])
