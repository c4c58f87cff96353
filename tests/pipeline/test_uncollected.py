"""Work during which garbage is not looked for."""

from __future__ import annotations

import gc

import pytest

from counterclaim.pipeline.uncollected import uncollected


def test_the_collector_is_as_before_afterwards_whatever_happens() -> None:
    """It is off inside, also one within the other, and on again behind, after an error too."""
    with pytest.raises(KeyError), uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError

    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    """It is not switched on for somebody who had switched it off."""
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
