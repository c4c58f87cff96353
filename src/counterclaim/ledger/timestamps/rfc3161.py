"""RFC 3161: asking a time-stamp authority, and reading what it answered without asking anybody.

The authority signs the hash of a few bytes (here: a head) with the time. What it signed can be read by anybody; that
the signature is one is checked by ``signature``, which needs a library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from counterclaim.ledger.timestamps import der

QUERY = "application/timestamp-query"
_SHA256 = der.made(der.OID, bytes.fromhex("608648016503040201"))
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")
_STATUS = {0: "granted", 1: "granted with changes", 2: "rejected", 3: "waiting", 4: "revocation warning", 5: "revoked"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an authority answered. Without a token, only ``status`` says something."""

    status: str
    imprint: bytes = b""
    time: datetime | None = None
    serial: int = 0
    nonce: int | None = None

    @property
    def is_granted(self) -> bool:
        """Whether there is a token, as asked or with changes."""
        return self.status.startswith("granted") and self.time is not None


def query(sha256: bytes, nonce: int) -> bytes:
    """The request for a token over a SHA-256, with the authority's certificate in it."""
    algorithm = der.made(der.SEQUENCE, _SHA256, der.made(der.NULL))
    imprint = der.made(der.SEQUENCE, algorithm, der.made(der.OCTETS, sha256))
    wants_certificate = der.made(der.BOOLEAN, b"\xff")
    return der.made(der.SEQUENCE, der.integer(1), imprint, der.integer(nonce), wants_certificate)


def answer_in(data: bytes) -> Answer:
    """What stands in an answer.

    Raises:
        ValueError: if it is no answer, or stamps something else than a SHA-256.
    """
    try:
        status, *token = der.parsed(data).parts()
        told = status.parts()[0].number
        said = _STATUS.get(told, f"status {told}")
        return _token(said, token[0]) if token else Answer(status=said)
    except (IndexError, UnicodeDecodeError) as error:
        raise ValueError("not the answer of a time-stamp authority") from error


def _token(status: str, token: der.Element) -> Answer:
    kind, signed = token.parts()[:2]
    if kind.content != _SIGNED_DATA:
        raise ValueError("not a signed token")
    content = signed.parts()[0].parts()[2]
    info_kind, wrapped = content.parts()[:2]
    if info_kind.content != _TST_INFO:
        raise ValueError("signed, and no time stamp")
    info = der.parsed(wrapped.parts()[0].content).parts()
    _, _, imprint, serial, time, *rest = info
    algorithm, digest = imprint.parts()[:2]
    if not algorithm.content.startswith(_SHA256) or time.tag != der.GENERALIZED_TIME:
        raise ValueError("not over a SHA-256, or without a time")
    nonces = [part.number for part in rest if part.tag == der.INTEGER]
    return Answer(
        status=status, imprint=digest.content, time=_time(time.content.decode("ascii")), serial=serial.number,
        nonce=nonces[0] if nonces else None,
    )  # fmt: skip


def _time(text: str) -> datetime:
    """GeneralizedTime as RFC 3161 allows it: UTC, with or without a fraction of a second."""
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if not text.endswith("Z") or not (whole + fraction).isdigit():
        raise ValueError(f"not a time in UTC: {text[:30]}")
    return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC, microsecond=int((fraction + "000000")[:6]))
