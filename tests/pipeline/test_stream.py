"""A stream of texts: order, bounds, and what becomes of faults."""

import threading

import pytest

from counterclaim.errors import InputRejected, ModelError
from counterclaim.pipeline.models import Models
from counterclaim.pipeline.stream import MAX_TEXT_CHARS, article_of_text, in_order, read_articles
from counterclaim.records import Rejection


class Failing(Models):
    """Models whose reader fails on the word "bad", or altogether."""

    def __init__(self, error: Exception) -> None:
        super().__init__(threads=1)
        self.error = error

    @property
    def reader(self):  # type: ignore[no-untyped-def, override]
        raise self.error


def test_a_fault_inside_is_recorded_with_its_text() -> None:
    """An unforeseen error in one text is a rejection that names it; the run goes on."""
    got = list(read_articles(["a", "b"], Failing(ZeroDivisionError("oops")), threads=2, prepare=article_of_text))

    assert [(r.file, r.reason, r.detail) for r in got if isinstance(r, Rejection)] == [
        ("text 1", "failed", "ZeroDivisionError: oops"),
        ("text 2", "failed", "ZeroDivisionError: oops"),
    ]


def test_a_missing_model_ends_the_run() -> None:
    """Where no text could be read, every text is not blamed for it."""
    with pytest.raises(ModelError, match="reinstall"):
        list(read_articles(["a", "b"], Failing(ModelError("reinstall")), threads=2, prepare=article_of_text))


def test_a_text_that_is_too_long_is_rejected() -> None:
    """The bound is told with the size."""
    with pytest.raises(InputRejected, match="at most 4,000,000"):
        article_of_text("x" * (MAX_TEXT_CHARS + 1))


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_no_more_than_the_given_threads_work(threads: int) -> None:
    """Results come in order, and no more items are worked on at a time than there are threads."""
    working, most, lock = 0, 0, threading.Lock()

    def work(n: int) -> int:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        threading.Event().wait(0.002 * (n % 3))
        with lock:
            working -= 1
        return n * n

    assert list(in_order(work, range(40), threads)) == [n * n for n in range(40)]
    assert most <= threads


def test_a_title_that_the_text_begins_with_is_not_put_twice() -> None:
    """The headline is put in front only where it is missing."""
    assert article_of_text("Army denies it\n\nMore.", title="Army denies it").text == "Army denies it\n\nMore."
    assert article_of_text("More.", title="Army denies it").text == "Army denies it\n\nMore."
