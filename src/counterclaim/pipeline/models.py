"""The shipped models, loaded once and only when a stage first needs them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.article import LineSegmenter
    from counterclaim.claims import Encoder
    from counterclaim.reading import ReaderModel


class Models:
    """What the stages need of learned models. ``threads`` bounds the cores each of them uses."""

    def __init__(self, *, threads: int = 2) -> None:
        self.threads = threads

    @cached_property
    def segmenter(self) -> LineSegmenter:
        """Labels lines of text."""
        from counterclaim.models.segmenter import load_segmenter

        return load_segmenter()

    @cached_property
    def reader(self) -> ReaderModel:
        """Reads attributions, names and the rest."""
        from counterclaim.models.reader.onnx import OnnxReader

        return OnnxReader(threads=self.threads)

    @cached_property
    def encoder(self) -> Encoder:
        """Proposes which assertions may say the same."""
        from counterclaim.models.encoder import OnnxEncoder

        return OnnxEncoder(threads=self.threads)

    def versions(self) -> dict[str, str]:
        """Name and version of every model, by what it is for."""
        return {
            "segmenter": self.segmenter.version,
            "reader": self.reader.version,
            "encoder": self.encoder.version,
        }
