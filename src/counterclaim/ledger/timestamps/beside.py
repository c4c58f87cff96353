"""Time stamps that lie beside a kept head: under which names, and what can be said of them without asking anybody.

A stamp is over the SHA-256 of the head's line with a line feed, which is what ``checkpoint`` writes, so that
``openssl ts`` and ``ots`` check the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from counterclaim.ledger.finding import Finding
from counterclaim.ledger.log import Head
from counterclaim.ledger.timestamps import opentimestamps, rfc3161
from counterclaim.ledger.timestamps.signature import Unreadable, signature_fault

TOKEN, PROOF = ".tsr", ".ots"
#: No answer or proof is nearly as long.
_MAX_BYTES = 256 * 1024


def line_of(head: Head) -> bytes:
    """What is stamped."""
    return f"{head}\n".encode()


def stamps_beside(checkpoint: Path) -> list[Path]:
    """The stamps of a checkpoint: files in its folder whose names begin as its own and end as stamps do."""
    named = [p for p in checkpoint.parent.iterdir() if p.name.startswith(f"{checkpoint.name}.")]
    return sorted(p for p in named if p.suffix in (TOKEN, PROOF) and p.is_file())


def check_stamps(checkpoint: Path, head: Head, roots: Path | None = None) -> Iterator[Finding]:
    """What the stamps beside a checkpoint show, as notes, and what is wrong with them, as faults.

    Raises:
        UsageError: if ``roots`` are given and the signature cannot be checked here.
    """
    digest = hashlib.sha256(line_of(head)).digest()
    for path in stamps_beside(checkpoint):
        data = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else b""
        told = _token(data, digest, roots) if path.suffix == TOKEN else _proof(data, digest)
        for problem, detail, is_note in told:
            yield Finding(where="timestamp", item=path.name, problem=problem, detail=detail, is_note=is_note)


def _token(data: bytes, digest: bytes, roots: Path | None) -> Iterator[tuple[str, str, bool]]:
    try:
        answer = rfc3161.answer_in(data)
    except ValueError as error:
        yield "altered", f"not a whole answer of a time-stamp authority: {error}", False
        return
    if not answer.is_granted or answer.time is None:
        yield "not_stamped", f"the authority did not stamp it: {answer.status}", False
        return
    if answer.imprint != digest:
        yield "other_head", "a stamp over something else than this head", False
        return
    when = answer.time.isoformat().replace("+00:00", "Z")
    told = f"over this head, with the time {when}, serial number {answer.serial}"
    yield _signature(data, digest, roots, told)


def _signature(data: bytes, digest: bytes, roots: Path | None, told: str) -> tuple[str, str, bool]:
    if roots is None:
        return "stamped", f"{told}; signature NOT checked (--trust ROOTS.PEM checks it)", True
    try:
        fault = signature_fault(data, digest, roots)
    except Unreadable as error:
        return "not_checked", f"{told}; signature NOT checked, `openssl ts -verify` may: {error}", False
    if fault is not None:
        return "altered", fault, False
    return "stamped", f"{told}; signature checked, revocation NOT asked", True


def _proof(data: bytes, digest: bytes) -> Iterator[tuple[str, str, bool]]:
    try:
        found = opentimestamps.attestations(data)
    except ValueError as error:
        yield "altered", f"not a whole OpenTimestamps proof: {error}", False
        return
    if opentimestamps.stamped(data) != digest:
        yield "other_head", "a proof over something else than this head", False
        return
    for end in found:
        yield "stamped", _told(end), True


def _told(end: opentimestamps.Attestation) -> str:
    if end.kind == "bitcoin":
        told = f"over this head, by way of Bitcoin block {end.value}, if its Merkle root is {end.merkle_root}"
        return f"{told}; the block itself NOT checked: look it up"
    if end.kind == "pending":
        told = f"promised by {end.value}, not proved yet"
        return f"{told}; `counterclaim checkpoint CASE --complete FILE` asks for the proof some hours later"
    return f"an attestation of a kind that is not known here ({end.value}); NOT checked"
