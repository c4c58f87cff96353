"""Captures and a small stand-in segmenter for the tests of article extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from counterclaim.article import extract_article
from counterclaim.article.block_measures import FIRST_VERDICT, Measures
from counterclaim.records import Article, Capture


class ShapeSegmenter:
    """Calls a line running text when it has eight words and ends like a sentence, and a widget otherwise."""

    version = "shape/1"
    labels = ("body", "headline", "widget")

    def probabilities(self, lines: Sequence[str]) -> list[list[float]]:
        """A probability for each label, for each line."""
        is_text = [len(x.split()) >= 8 and x.rstrip()[-1] in '.!?”"' for x in lines]
        return [[0.95, 0.02, 0.03] if t else [0.05, 0.35, 0.6] for t in is_text]

    def paragraphs(self, measures: Measures) -> list[float]:
        """Believes the first body extractor, whose verdict is in a column of its own."""
        return [float(row[FIRST_VERDICT]) for row in measures.rows]


def capture_of(
    data: bytes,
    *,
    file: str = "report.txt",
    media_type: str = "text/plain",
    part: str | None = None,
    captured_at: datetime = datetime(2024, 7, 1, 12, tzinfo=UTC),
) -> Capture:
    """The capture record of some bytes."""
    return Capture(
        id=hashlib.sha256(data).hexdigest(),
        uri=f"file:{file}",
        file=file,
        part=part,
        media_type=media_type,
        size_bytes=len(data),
        captured_at=captured_at,
        how="file",
    )


def extract(text: str | bytes, **capture: object) -> Article:
    """The article of some text with the stand-in segmenter."""
    data = text.encode() if isinstance(text, str) else text
    return extract_article(data, capture=capture_of(data, **capture), segmenter=ShapeSegmenter())  # type: ignore[arg-type]


def stretches(article: Article, kind: str) -> list[str]:
    """The words of all segments of one type."""
    return [s.span.of(article.text) for s in article.segments if s.type == kind]
