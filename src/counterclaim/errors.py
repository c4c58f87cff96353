"""The exception family.

CounterclaimError
├── UsageError          what was asked for cannot be done as asked; says what to do
├── InputRejected       one input cannot be used; becomes a Rejection record
├── CaseError           the case folder is missing, locked, or not a case
│   └── IntegrityError  something in the case does not match its hash
└── ModelError          a shipped model file is missing or does not match its card
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of every error the program raises on purpose."""


class UsageError(CounterclaimError):
    """What was asked for cannot be done as asked."""


class InputRejected(CounterclaimError):  # noqa: N818 - it ends in a Rejection record, not in an error
    """One input cannot be used. ``reason`` is a rejection code, ``detail`` says what was found."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class CaseError(CounterclaimError):
    """The case folder is missing, locked by another process, or not a case."""


class IntegrityError(CaseError):
    """Something in the case does not match its hash."""


class ModelError(CounterclaimError):
    """A shipped model file is missing or does not match its card."""
