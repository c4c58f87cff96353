"""What all tests share: no network but loopback, and no limit to the time of one example."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import settings

# A slow machine is no fault of what is tested.
settings.register_profile("counterclaim", deadline=None)
settings.load_profile("counterclaim")

_connect = socket.socket.connect


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves the machine fails the test that made it."""

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "localhost", "::1"):
            raise AssertionError(f"a test tried to reach {host}")
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
