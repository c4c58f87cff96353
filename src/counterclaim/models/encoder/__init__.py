"""The sentence encoder: words in, unit vectors out, for proposing which assertions may say the same."""

from __future__ import annotations

from collections.abc import Sequence
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
        return files.session(self.folder / "encoder.onnx", self.threads)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The reader's tokenizer, cut at ``MAX_PIECES``."""
        tokenizer = Tokenizer.from_file(str(self.folder.parent / "reader" / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_PIECES)
        return tokenizer

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors ``[len(texts), 384]``. A text's vector does not depend on the others beside it."""
        out = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for i, text in enumerate(texts):
            # one at a time: int8 scales are taken over the batch, and a text's vector must not depend on its company
            ids = np.array([self.tokenizer.encode(text).ids], dtype=np.int64)
            out[i] = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]
        return out
