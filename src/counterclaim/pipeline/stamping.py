"""Time stamps over a case's head, asked of others because the user said so: the one place where a head leaves.

What is sent is a hash of the head's line (to a calendar: a hash of that with random bytes), which tells nothing of the
case. What comes back is kept as it came, beside the file in which the head is kept.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from counterclaim.capture.fetch import Fetcher
from counterclaim.errors import InputRejected, UsageError
from counterclaim.ledger import Head, Ledger
from counterclaim.ledger.timestamps import PROOF, TOKEN, line_of, opentimestamps, rfc3161, stamps_beside

#: Calendars of the OpenTimestamps project's operators, run by different people.
CALENDARS = ("https://a.pool.opentimestamps.org", "https://b.pool.opentimestamps.org")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one authority or calendar gave: the file in which it is kept, or why there is none."""

    by: str
    file: Path | None
    fault: str | None = None


def write_head(file: Path, head: Head) -> None:
    """Keep a head in a new file of its own.

    Raises:
        UsageError: if the file is there already or cannot be made; a kept head is never overwritten.
    """
    _write_new(file, line_of(head))


def stamp(
    case_dir: Path, head: Head, file: Path, authorities: Sequence[str], calendars: Sequence[str], fetcher: Fetcher
) -> Iterator[Asked]:  # fmt: skip
    """Ask each authority and calendar in turn, keep what it answers beside ``file``, and note it in the log.

    Raises:
        CaseError: if the case is being written to by another process.
    """
    with Ledger.open(case_dir) as ledger:
        for url in authorities:
            yield _asked(url, file, TOKEN, head, ledger, fetcher)
        for url in calendars:
            yield _asked(url, file, PROOF, head, ledger, fetcher)


def _asked(url: str, file: Path, ending: str, head: Head, ledger: Ledger, fetcher: Fetcher) -> Asked:
    host = urlsplit(url).hostname or "unnamed"
    digest = hashlib.sha256(line_of(head)).digest()
    try:
        data = _token(url, digest, fetcher) if ending == TOKEN else _proof(url, digest, fetcher)
    except InputRejected as error:
        return Asked(by=host, file=None, fault=str(error))
    place = _free(file, host, ending)
    _write_new(place, data)
    form = "RFC 3161" if ending == TOKEN else "OpenTimestamps"
    ledger.put_timestamp(form, host, hashlib.sha256(data).hexdigest(), head)
    return Asked(by=host, file=place)


def _token(url: str, digest: bytes, fetcher: Fetcher) -> bytes:
    """An authority's answer, looked through before it is kept.

    Raises:
        InputRejected: if it stamped nothing, or something else.
    """
    nonce = secrets.randbits(63)
    data = fetcher.send(url, rfc3161.query(digest, nonce), rfc3161.QUERY).body
    try:
        answer = rfc3161.answer_in(data)
    except ValueError as error:
        raise InputRejected("damaged", f"not the answer of a time-stamp authority: {error}") from error
    if not answer.is_granted:
        raise InputRejected("not_fetched", f"the authority answered: {answer.status}")
    if answer.imprint != digest or answer.nonce not in (nonce, None):
        raise InputRejected("damaged", "the answer is to another question")
    return data


def _proof(url: str, digest: bytes, fetcher: Fetcher) -> bytes:
    """A calendar's promise as a proof.

    Raises:
        InputRejected: if the answer continues no proof.
    """
    nonce = secrets.token_bytes(16)
    sent = opentimestamps.commitment(digest, nonce)
    data = opentimestamps.proof(digest, nonce, fetcher.send(f"{url.rstrip('/')}/digest", sent, _FORM).body)
    try:
        opentimestamps.attestations(data)
    except ValueError as error:
        raise InputRejected("damaged", f"not the answer of a calendar: {error}") from error
    return data


def complete(file: Path, fetcher: Fetcher) -> Iterator[Asked]:
    """Ask the calendars whether what they promised about the head in ``file`` is proved by now, and keep the proofs.

    A proof keeps all it held before; the file is replaced whole.

    Raises:
        UsageError: if there is no proof beside the file.
    """
    proofs = [path for path in stamps_beside(file) if path.suffix == PROOF]
    if not proofs:
        raise UsageError(f"{file}: no OpenTimestamps proof lies beside it")
    for path in proofs:
        data = path.read_bytes()
        try:
            found = opentimestamps.attestations(data)
        except ValueError as error:
            yield Asked(by=path.name, file=None, fault=f"not a whole proof: {error}")
            continue
        if not any(end.kind == "bitcoin" for end in found):
            for end in reversed([end for end in found if end.kind == "pending"]):
                yield _completed(path, end, fetcher)


def _completed(path: Path, end: opentimestamps.Attestation, fetcher: Fetcher) -> Asked:
    host = urlsplit(end.value).hostname or "unnamed"
    try:
        answer = fetcher.fetch(f"{end.value.rstrip('/')}/timestamp/{end.message.hex()}", obeys_robots=False)
        if answer.status == 404:
            raise InputRejected("http_status", "not proved yet; ask again later")
        if answer.status != 200:
            raise InputRejected("http_status", f"the server answered {answer.status}")
        whole = opentimestamps.completed(path.read_bytes(), end, answer.body)
    except InputRejected as error:
        return Asked(by=host, file=None, fault=error.detail)
    except ValueError as error:
        return Asked(by=host, file=None, fault=f"the answer does not continue the proof: {error}")
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(whole)
    new.replace(path)
    return Asked(by=host, file=path)


def _free(file: Path, host: str, ending: str) -> Path:
    """A name beside the head's file that is not used yet."""
    plain = "".join(c if c.isalnum() or c in ".-" else "_" for c in host)
    names = (f"{file.name}.{plain}{number}{ending}" for number in ("", *(f".{n}" for n in range(2, 1000))))
    return next(path for name in names if not (path := file.with_name(name)).exists())


def _write_new(file: Path, data: bytes) -> None:
    try:
        with file.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except FileExistsError as error:
        raise UsageError(f"{file} is there already, and a kept head is not overwritten; choose another name") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
