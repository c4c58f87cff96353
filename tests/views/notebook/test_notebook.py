"""Reading in one line, as in a notebook."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

import counterclaim
from counterclaim.errors import UsageError
from counterclaim.records import Rejection

TEXT = (
    "The army said on Monday that rebels blew up the bridge at Orst, killing four people.\n"
    "“We had nothing to do with it,” rebel spokesman Ivo Marten told reporters. He denied any involvement."
)


@pytest.fixture(scope="module")
def reading() -> counterclaim.TextReading:
    return counterclaim.read(TEXT, title="Rebels <blew> up bridge: army & police", published="2031-05-06")


class Seen(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", set[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not {name for name, _ in attrs} - {"style", "scope"}


def test_it_reads_in_one_line(reading: counterclaim.TextReading) -> None:
    """Who says what, dated from the day given, with offsets in the text that carries the title."""
    cues = {c.of(reading.text): a for a in reading.attributions for c in a.cue}

    assert reading.text.startswith("Rebels <blew> up bridge: army & police\n\nThe army said")
    assert reading.language == "en"
    assert cues["said"].said is not None
    assert cues["said"].said.value == "2031-05-05"
    assert "Ivo Marten" in str(reading.speaker(cues["told"]))


def test_it_shows_itself(reading: counterclaim.TextReading) -> None:
    """One line as repr, one line for each attribution when printed."""
    assert repr(reading).startswith("<TextReading 'Rebels <blew> up bridge: army & police': ")
    assert "\n" not in repr(reading)
    assert "We had nothing to do with it" in str(reading)
    assert "denied" in str(reading)


def test_the_html_holds_the_text_and_nothing_active(reading: counterclaim.TextReading) -> None:
    """Every word is there, marks and angle brackets escaped; no script, no link, no class, nothing from elsewhere."""
    page = reading._repr_html_()

    seen = Seen(page)
    assert reading.text in seen.words
    assert seen.tags <= {
        "div",
        "p",
        "strong",
        "br",
        "small",
        "span",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "bdi",
    }
    assert "<blew>" not in page
    assert "http" not in page
    assert page.count("background:#ffdcae") >= 3


def test_html_of_a_long_text_is_bounded() -> None:
    """A notebook keeps what it shows: the text is cut and says so."""
    page = counterclaim.read("= " * 60_000)._repr_html_()

    assert len(page) < 50_000
    assert "characters more" in page


def test_many_are_read_in_order_and_a_bad_one_is_told() -> None:
    """Results come in the order of the texts; what is no text is a rejection with its place and reason."""
    texts = ["The army denied it.", 7, {"id": "b", "text": "He said so.", "title": None}, {"id": "c"}, ""]

    got = list(counterclaim.read_many(texts, threads=2))  # type: ignore[arg-type]

    assert [r.file if isinstance(r, Rejection) else r.text for r in got] == [
        "The army denied it.",
        "text 2",
        "He said so.",
        "c",
        "",
    ]
    assert [r.reason for r in got if isinstance(r, Rejection)] == ["not_text", "not_text"]


def test_the_number_of_threads_changes_nothing() -> None:
    """One, two or three texts side by side, and one alone: the same readings."""
    texts = [TEXT, TEXT.replace("four", "five"), "Officials reject the report.", TEXT.upper()]

    runs = [list(counterclaim.read_many(texts, threads=n)) for n in (1, 2, 3)]

    assert runs[0] == runs[1] == runs[2]
    assert runs[0][0] == counterclaim.read(TEXT, threads=2)


def test_a_stream_is_taken_as_needed() -> None:
    """An endless stream will do: only a few texts are taken ahead of the one that is waited for."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "He said so."

    stream = counterclaim.read_many(endless(), threads=2)

    assert [next(stream).text for _ in range(3)] == ["He said so."] * 3  # type: ignore[union-attr]
    assert taken <= 3 + 2 * 2
    stream.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "threads", "says"), [(None, 1, "a text is a str"), ("x", 0, "1 to 64"), ("x", 65, "1 to 64")]
)
def test_wrong_use_says_what_to_do(text: str, threads: int, says: str) -> None:
    """No traceback from inside: one error of ours."""
    with pytest.raises(UsageError, match=says):
        counterclaim.read(text, threads=threads)


def test_the_setting_bounds_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """COUNTERCLAIM_THREADS counts where no number is given, and is checked."""
    from counterclaim.pipeline.threads import thread_count

    monkeypatch.setenv("COUNTERCLAIM_THREADS", "5")
    assert (thread_count(), thread_count(3)) == (5, 3)

    monkeypatch.setenv("COUNTERCLAIM_THREADS", "many")
    with pytest.raises(UsageError, match="many"):
        thread_count()


def test_importing_is_light_and_the_names_are_listed() -> None:
    """`import counterclaim` loads none of what reading needs, and `dir` shows what there is."""
    code = (
        "import sys, counterclaim; assert {'read', 'read_many'} <= set(dir(counterclaim)); "
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'click', 'msgspec'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    began = time.monotonic()

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 5
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        counterclaim.write  # noqa: B018
