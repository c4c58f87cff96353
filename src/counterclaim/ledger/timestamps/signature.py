"""Whether an RFC 3161 token was signed by an authority whose root is trusted: by ``rfc3161-client``, if it is there."""

from __future__ import annotations

from pathlib import Path

from counterclaim.errors import UsageError

#: What to install for it.
EXTRA = "counterclaim[timestamps]"


class Unreadable(Exception):  # noqa: N818 - it says what the library could not do, not that the token is wrong
    """The library cannot read an answer; that says nothing about the signature."""


def signature_fault(answer: bytes, sha256: bytes, roots: Path) -> str | None:
    """What is wrong with an answer's signature over a SHA-256; None if it holds.

    The certificates have to be valid at the time in the token, not now. Whether one was revoked is not asked.

    Args:
        answer: as the authority gave it.
        sha256: what should be stamped.
        roots: a file of the certificates that are trusted, in PEM.

    Raises:
        Unreadable: if the library cannot read the answer; it is stricter about DER than some authorities are.
        UsageError: if the library is not installed, or the file holds no certificates.
    """
    try:
        from cryptography import x509
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError as error:
        raise UsageError(f"checking a signature needs a library: pip install '{EXTRA}'") from error
    try:
        certificates = x509.load_pem_x509_certificates(roots.read_bytes())
    except (ValueError, OSError) as error:
        raise UsageError(f"{roots}: no certificates in PEM in it ({error})") from error
    try:
        decoded = decode_timestamp_response(answer)
    except ValueError as error:
        raise Unreadable(str(error)) from error
    try:
        VerifierBuilder(roots=certificates).build().verify(decoded, sha256)
    except (VerificationError, ValueError) as error:
        return f"its signature does not hold: {error}"
    return None
