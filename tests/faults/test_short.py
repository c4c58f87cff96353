"""Short versions of the long runs of `make faults` and `make fuzz`, and the controls that show that they can fail."""

from __future__ import annotations

import ipaddress
import random
import zipfile
from pathlib import Path

import bombs
import flips
import hostile
import kills
import mutate
import powercuts
import pytest
import ssrf
from failing import can_trace
from failing import run as run_failing

from counterclaim.capture import Bounds
from counterclaim.capture.urls import Policy


def test_flipped_bits_that_change_what_is_shown_are_found() -> None:
    """Of bits flipped anywhere in a case, each that changes a cell or a capture's bytes is found by verify."""
    result = flips.run(120, seed=11)

    assert result["missed"] == []
    assert result["changed"] > 5


def test_sqlites_own_check_would_miss_some() -> None:
    """The control: the same flips against integrity_check alone, which misses altered words."""
    assert flips.run(40, seed=11, check=flips.found_by_sqlite)["missed"] != []


def test_kills_lose_nothing() -> None:
    """Killed at random moments, a build loses nothing that it acknowledged and leaves nothing in part."""
    result = kills.run(2, seed=3)

    assert result["faults"] == []


@pytest.mark.skipif(not can_trace(), reason="strace is missing or may not trace here")
def test_power_cuts_lose_nothing() -> None:
    """Of states that a power cut can leave, none lacks what was acknowledged; without the flushes some do."""
    assert powercuts.run(12, seed=2, reports=3)["faults"] == []
    assert powercuts.run(12, seed=2, reports=3, flushes=False)["faults"] != []


@pytest.mark.skipif(not can_trace(), reason="strace is missing or may not trace here")
def test_a_failed_flush_loses_nothing() -> None:
    """The first flushes to disk fail, one a run: loud, and nothing acknowledged is lost."""
    result = run_failing(calls=("fsync",), faults=("error=EIO",), most=2)

    assert (result["runs"], result["faults"]) == (2, [])


def test_hostile_files_end_and_the_next_is_read() -> None:
    """A tenth of all kinds and some of the worst end in an article or a rejection each, and the page after is read."""
    worst = ("nested div", "deep json", "one long attribute", "pdf loop", "zip of zeros", "gzip in gzip")
    names = dict.fromkeys((*worst, *list(hostile.KINDS)[5::10]))

    result = hostile.run({name: hostile.KINDS[name] for name in names}, (2000,))

    assert (result["files"], result["faults"]) == (len(names), [])
    assert len(hostile.KINDS) >= 200


def test_mutated_files_are_accounted_for() -> None:
    """Mutated files of every format end in items and rejections; none raises, none vanishes."""
    result = mutate.run(600, seed=5)

    assert result["faults"] == {}


def test_a_reader_that_drops_what_it_cannot_read_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with gaps kept quiet, the harness sees losses."""
    real = mutate.items_of
    monkeypatch.setattr(
        mutate,
        "items_of",
        lambda *a: (f for f in real(*a) if getattr(f, "reason", "") not in ("damaged", "bad_json", "bad_row")),
    )

    assert mutate.run(300, seed=5)["faults"] != {}


def test_bombs_and_names_that_lead_out_are_contained() -> None:
    """Two archives of each kind end within their bounds of time and memory, and nothing is written outside."""
    assert bombs.run(2 * len(bombs.MAKERS), seed=4)["faults"] == {}


def test_without_bounds_bombs_are_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The control: a reader that unpacks whatever comes into memory is over its bound."""
    monkeypatch.setattr(bombs, "DEFAULT_BOUNDS", Bounds(item_bytes=2**30, ratio=2**40))
    data = bombs.gzip.compress(b"<p>" * 100_000_000, 1)
    folder = tmp_path / "watched"
    folder.mkdir()

    told, _ = bombs.fault_of("a.txt", data, folder)

    assert told is not None


def test_a_reader_that_follows_names_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The control: unpacking members under their own names is noted."""
    monkeypatch.setattr(bombs, "iter_found", lambda paths, bounds: zipfile.ZipFile(paths[0]).extractall("..") or [])
    folder = tmp_path / "watched"
    folder.mkdir()

    told, _ = bombs.fault_of(*bombs.MAKERS["many members"](random.Random(1)), folder)

    assert told is not None


def test_no_address_inside_is_reached() -> None:
    """Of some ways to give an address that is not public, none leads to a connection; where all are allowed, most do."""
    anywhere = tuple(ipaddress.ip_network(n) for n in ("0.0.0.0/0", "::/0"))
    careless = Policy(open_networks=anywhere, open_ports=frozenset(range(1, 65536)))

    assert ssrf.run(11)["reached"] == {}
    assert len(ssrf.run(29, careless)["reached"]) > 10
