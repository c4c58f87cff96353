"""Making articles a second time, for ``ledger.verify`` to compare with those it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from counterclaim.errors import InputRejected
from counterclaim.pipeline.extraction import Extractor
from counterclaim.records import Article, Capture


@contextmanager
def articles_again() -> Iterator[Callable[[bytes, Capture], Article | None]]:
    """A function from a capture's bytes to its article; None where none can be made of them now."""
    with Extractor() as extractor:

        def again(data: bytes, capture: Capture) -> Article | None:
            try:
                return extractor.extract(data, capture)
            except InputRejected:
                return None

        yield again
