"""Results kept with a case: what is found again, what is made, what is thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from counterclaim.pipeline.kept import CHECKED, FOLDER, SPARE, Kept, RecordFile, forget, program_digest
from counterclaim.records import Span, key_of


class Squares:
    """A function that tells what it was asked for."""

    def __init__(self, factor: int = 1) -> None:
        self.factor, self.asked = factor, list[int]()

    def of(self, numbers: Sequence[int], kept: Kept) -> list[Span]:
        """A span from each number to its square."""

        def make(at: Sequence[int]) -> list[Span]:
            self.asked += [numbers[i] for i in at]
            return [Span(numbers[i], self.factor * numbers[i] ** 2) for i in at]

        return kept.recall("squares", [key_of(n) for n in numbers], Span, make)


def test_a_result_is_made_once(tmp_path: Path) -> None:
    """In the next run only what is new is made, and a few of the others to see that they are still so."""
    first, second = Squares(), Squares()

    made = first.of([1, 2, 3, 4, 5, 6, 7, 8], Kept(tmp_path))
    again = second.of([8, 7, 6, 5, 4, 3, 2, 9], Kept(tmp_path))

    assert made == [Span(n, n * n) for n in range(1, 9)]
    assert again == [Span(n, n * n) for n in (8, 7, 6, 5, 4, 3, 2, 9)]
    assert 9 in second.asked
    assert len(second.asked) == CHECKED + 1


def test_results_that_would_be_others_now_are_all_made_again(tmp_path: Path) -> None:
    """If one of those looked at differs, none is believed, now or later."""
    Squares(2).of(range(1, 30), Kept(tmp_path))

    assert Squares().of(range(1, 30), Kept(tmp_path)) == [Span(n, n * n) for n in range(1, 30)]
    assert len((third := Squares()).of(range(1, 30), Kept(tmp_path))) == 29
    assert len(third.asked) == CHECKED


def test_a_result_under_another_key_is_nobodys(tmp_path: Path) -> None:
    """Results that changed places are made again, each of them, though their records are whole."""
    Squares().of([1, 2, 3, 4, 5, 6, 7, 8], Kept(tmp_path))
    file = Kept(tmp_path).file("squares")
    records = file.read()
    file.rewrite(dict(zip(records, reversed(records.values()), strict=True)))
    again = Squares()

    assert again.of([1, 2, 3, 4, 5, 6, 7, 8], Kept(tmp_path)) == [Span(n, n * n) for n in range(1, 9)]
    assert again.asked == [1, 2, 3, 4, 5, 6, 7, 8]


def test_results_of_another_program_are_removed(tmp_path: Path) -> None:
    """A changed rule finds nothing, and leaves nothing of the former ones behind."""
    Squares().of([1, 2], Kept(tmp_path, program="one"))
    other = Squares()

    other.of([1, 2], Kept(tmp_path, program="two"))

    assert other.asked == [1, 2]
    assert [f.name for f in (tmp_path / FOLDER).iterdir()] == ["squares-two.bin"]


def test_results_that_are_not_wanted_do_not_pile_up(tmp_path: Path) -> None:
    """A file that holds mostly what is not asked for is written anew."""
    Squares().of(range(SPARE * 3), Kept(tmp_path))
    file = Kept(tmp_path).file("squares")
    before = file.path.stat().st_size

    Squares().of(range(5), Kept(tmp_path))

    assert file.path.stat().st_size < before / 20


def test_what_is_carried_comes_back_until_it_is_replaced(tmp_path: Path) -> None:
    """The last state of a step is found; another kind of thing, or none, gives nothing."""
    assert Kept(tmp_path).carried("state", Span) is None

    Kept(tmp_path).carry("state", Span(1, 2))
    Kept(tmp_path).carry("state", Span(3, 4))

    assert Kept(tmp_path).carried("state", Span) == Span(3, 4)
    assert Kept(tmp_path).carried("state", dict[str, str]) is None
    assert Kept(tmp_path, program="other").carried("state", Span) is None


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 30, 31])
def test_a_cut_file_keeps_the_records_before_the_cut(tmp_path: Path, length: int) -> None:
    """Records that are whole are read, the rest is cut off, and what is added then is read too."""
    keys = [key_of(n) for n in range(3)]
    file = RecordFile(tmp_path / "kept.bin")
    file.append((k, b"data%d" % n) for n, k in enumerate(keys))
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[: len(whole) - length])

    left = file.read()
    file.append([(key_of("more"), b"more")])

    assert left.items() <= {k: b"data%d" % n for n, k in enumerate(keys)}.items()
    assert len(left) == 3 - (length + 28) // 29
    assert file.read() == left | {key_of("more"): b"more"}


def test_no_altered_record_is_read(tmp_path: Path) -> None:
    """Whatever byte is changed, what is read is what was written."""
    records = {key_of(n): b"data%d" % n for n in range(3)}
    file = RecordFile(tmp_path / "kept.bin")
    file.append(records.items())
    sound = file.path.read_bytes()

    for at in range(len(sound)):
        file.path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x41]) + sound[at + 1 :])
        assert file.read().items() <= records.items(), at


def test_the_program_is_known_by_its_text() -> None:
    """The digest is short enough for a file's name, and the same each time."""
    assert program_digest() == program_digest()
    assert len(program_digest()) == 12


def test_a_result_that_no_longer_holds_is_made_again(tmp_path: Path) -> None:
    """What says itself that it is out of date is made anew, and in the next run the new one is found."""
    spans = [Span(n, n) for n in range(4)]

    def recalled(most: int) -> tuple[list[Span], list[int]]:
        asked: list[int] = []

        def make(at: Sequence[int]) -> list[Span]:
            asked.extend(at)
            return [Span(spans[i].start, most) for i in at]

        keys = [key_of(s) for s in spans]
        return Kept(tmp_path).recall("most", keys, Span, make, lambda at, kept: kept.end == most), asked

    assert recalled(5) == ([Span(n, 5) for n in range(4)], [0, 1, 2, 3])
    assert recalled(7) == ([Span(n, 7) for n in range(4)], [0, 1, 2, 3])
    again, asked = recalled(7)
    assert again == [Span(n, 7) for n in range(4)]
    assert len(asked) == CHECKED


def test_what_was_replaced_does_not_pile_up(tmp_path: Path) -> None:
    """A file that holds mostly former results of the same keys is written anew."""
    for most in range(SPARE // 2):
        keys = [key_of(n) for n in range(5)]
        Kept(tmp_path).recall(
            "most", keys, int, lambda at, most=most: [most] * len(at), lambda _, kept, most=most: kept == most
        )
    file = Kept(tmp_path).file("most")
    file.read()

    assert file.replaced <= 2 * SPARE


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    """After it there is no trace of what was kept; forgetting twice does no harm."""
    Squares().of([1], Kept(tmp_path))

    forget(tmp_path)
    forget(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_two_kinds_of_results_cannot_go_by_one_name(tmp_path: Path) -> None:
    """A second step that keeps other things under the name of a first is refused, whether recalled or carried."""
    keeper = Kept(tmp_path)
    keeper.carry("names", Span(1, 2))

    with pytest.raises(ValueError, match="names"):
        keeper.recall("names", [key_of("a")], str, lambda at: ["a" for _ in at])
    with pytest.raises(ValueError, match="names"):
        keeper.carried("names", str)
    assert keeper.carried("names", Span) == Span(1, 2)
