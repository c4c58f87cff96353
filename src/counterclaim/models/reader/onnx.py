"""The reader on ONNX Runtime: text in, proposals out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models import files
from counterclaim.models.reader import windows
from counterclaim.models.reader.encoded import Encoded
from counterclaim.models.reader.layout import SCHEMES
from counterclaim.models.reader.passes import OnnxPass

Floats = NDArray[np.float32]
FOLDER = Path(__file__).parent
GRAPHS = ("encoder", "pairs", "acts", "spans", "links")
#: the encoder's output that only the tagger of spans without links needs, and how wide its vectors are
MIDDLE, ENCODED = "middle", 384
#: word-piece ids that begin and end every window
WINDOW_BEGINS, WINDOW_ENDS = 101, 102
_LOADING = Lock()


@cache
def graphs(folder: Path) -> dict[str, Any]:
    """The sessions of a model folder, loaded once. Each runs in its caller's thread, so that threads are counted."""
    files.checked_card(folder)
    return {n: files.session(folder / f"{n}.onnx", 1) for n in GRAPHS}


class OnnxReader:
    """The shipped reader. Loads its files on first use; safe to share between calls of one process."""

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        threads: int = 2,
        scheme: Mapping[str, float] | None = None,
        unlinked: bool = False,
    ) -> None:
        """``unlinked``: run the tagger too, for ``counterclaim.models.reader.unlinked``."""
        self.folder = folder
        self.threads = threads
        self.unlinked = unlinked
        weights = scheme or {SCHEMES[0]: 1.0}
        self.scheme = np.array([weights.get(s, 0.0) for s in SCHEMES], dtype=np.float32)

    @cached_property
    def version(self) -> str:
        """Name, version and digest of the model files."""
        return files.version_of(self.folder)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without truncation or padding."""
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def sessions(self) -> dict[str, Any]:
        """The graphs, after their digests were checked; all readers of a process share them."""
        with _LOADING:
            return graphs(self.folder)

    @cached_property
    def tagger(self) -> Any:
        """The graph that tags spans without links; only readers made for it load it."""
        files.checked_card(self.folder)
        return files.session(self.folder / "tags.onnx", 1)

    @cached_property
    def transitions(self) -> NDArray[np.float64]:
        """The tagger's ``[7, 7]`` scores of one label after another."""
        nothing = np.zeros((1, 1, ENCODED), dtype=np.float32)
        found: NDArray[np.float64] = self.tagger.run(["transitions"], {MIDDLE: nothing})[0].astype(np.float64)
        return found

    @cached_property
    def pool(self) -> ThreadPoolExecutor | None:
        """Where windows are read side by side; None for one thread."""
        return ThreadPoolExecutor(self.threads, "counterclaim-reader") if self.threads > 1 else None

    def read(self, text: str) -> OnnxPass:
        """Read one text of any length; memory grows with its length, time linearly."""
        pieces = windows.cut(text, self.tokenizer)
        if not len(pieces.ids):
            return OnnxPass(self, Encoded(pieces, [], np.zeros(0, dtype=np.int64), []))
        cuts, home = windows.plan(pieces)
        return OnnxPass(self, Encoded(pieces, cuts, home, list(self.encode(pieces, cuts))))

    def encode(self, pieces: windows.Pieces, cuts: Sequence[tuple[int, int]]) -> Iterable[dict[str, Floats]]:
        """Hidden states and token logits of windows, in order, special tokens cut off again.

        Windows go through the encoder one by one, ``threads`` of them at a time: padding would cost as much as
        words, and the int8 encoder scales its numbers by the largest of a batch, so that a window's outputs would
        depend on its neighbours.
        """
        one = partial(self.encode_window, pieces)
        return map(one, cuts) if self.pool is None or len(cuts) == 1 else self.pool.map(one, cuts)

    def encode_window(self, pieces: windows.Pieces, cut: tuple[int, int]) -> dict[str, Floats]:
        """Hidden states ``[L, W]`` and token logits of one window."""
        s, e = cut
        ids = np.array([[WINDOW_BEGINS, *pieces.ids[s:e], WINDOW_ENDS]], dtype=np.int64)
        feats = np.array([[0, *pieces.feats[s:e], 0]], dtype=np.int64)
        feed = {"ids": ids, "feats": feats, "mask": np.ones_like(ids), "scheme": self.scheme}
        encoder = self.sessions["encoder"]
        names = [o.name for o in encoder.get_outputs() if self.unlinked or o.name != MIDDLE]
        found = dict(zip(names, encoder.run(names, feed), strict=True))
        if self.unlinked:
            found["roles"] = self.tagger.run(["roles"], {MIDDLE: found.pop(MIDDLE)})[0]
        return {n: out[0, 1:-1] for n, out in found.items()}
