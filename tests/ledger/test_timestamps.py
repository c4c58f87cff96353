"""Time stamps over a head: what can be read of them offline, and what is said not to have been checked."""

from __future__ import annotations

import hashlib
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from stampers import HAS_OPENSSL, Authority, attested, varint

from counterclaim.errors import UsageError
from counterclaim.ledger import Head
from counterclaim.ledger.timestamps import check_stamps, der, line_of, opentimestamps, rfc3161

HEAD = Head(case="00000000-0000-4000-8000-000000000000", n=7, hash="ab" * 32)
OTHER = Head(case=HEAD.case, n=8, hash="cd" * 32)
DIGEST = hashlib.sha256(line_of(HEAD)).digest()
NONCE = b"n" * 16
PROMISE = attested("83dfe30d2ef90c8e", varint(17) + b"https://c.example")
needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is missing")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def reply(authority: Authority) -> bytes:
    return authority.reply(rfc3161.query(DIGEST, 2**62 + 1))


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    file = tmp_path / "head.txt"
    file.write_bytes(line_of(HEAD))
    return file


def told(checkpoint: Path, head: Head = HEAD, roots: Path | None = None) -> list[tuple[str, bool, str]]:
    return [(f.problem, f.is_note, f.detail) for f in check_stamps(checkpoint, head, roots)]


@needs_openssl
def test_an_authoritys_answer_is_read(reply: bytes) -> None:
    """Status, imprint, nonce and time are those that the authority put into the token."""
    answer = rfc3161.answer_in(reply)

    assert (answer.is_granted, answer.imprint, answer.nonce) == (True, DIGEST, 2**62 + 1)
    assert answer.time is not None
    assert abs(datetime.now(UTC) - answer.time) < timedelta(minutes=5)


@needs_openssl
def test_what_was_not_checked_is_said(checkpoint: Path, reply: bytes) -> None:
    """Without roots the time and imprint are shown as a note that says that the signature was not checked."""
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(reply)

    ((problem, is_note, detail),) = told(checkpoint)

    assert (problem, is_note) == ("stamped", True)
    assert "NOT checked" in detail
    assert f"the time {rfc3161.answer_in(reply).time:%Y-%m-%dT%H:%M}" in detail


@needs_openssl
def test_a_signature_is_checked_against_roots(
    checkpoint: Path, reply: bytes, authority: Authority, tmp_path: Path
) -> None:
    """Signed by an authority under a trusted root it holds; under another, or with a bit of it changed, it does not."""
    stamp = checkpoint.with_name("head.txt.tsa.tsr")
    stranger = Authority.made(tmp_path / "other")

    stamp.write_bytes(reply)
    ((_, is_note, detail),) = told(checkpoint, roots=authority.root)
    assert (is_note, "signature checked" in detail) == (True, True)
    assert [f[:2] for f in told(checkpoint, roots=stranger.root)] == [("altered", False)]

    stamp.write_bytes(reply[:-1] + bytes((reply[-1] ^ 1,)))  # a bit of the signature
    assert [f[:2] for f in told(checkpoint, roots=authority.root)] == [("altered", False)]


@needs_openssl
def test_a_signature_that_cannot_be_looked_at_is_not_called_checked(
    checkpoint: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the library cannot read an answer, asking for the check ends in a fault that says so."""
    import rfc3161_client

    def fails(_: bytes) -> None:
        raise ValueError("out of order")

    monkeypatch.setattr(rfc3161_client, "decode_timestamp_response", fails)
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(authority.reply(rfc3161.query(DIGEST, 1), has_chain=True))

    ((problem, is_note, detail),) = told(checkpoint, roots=authority.root)

    assert (problem, is_note) == ("not_checked", False)
    assert "openssl ts -verify" in detail


@needs_openssl
def test_without_the_library_it_is_said_what_to_install(
    checkpoint: Path, reply: bytes, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare install reads the stamp; asked to check its signature, it names the extra that does."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(reply)

    assert [f[:2] for f in told(checkpoint)] == [("stamped", True)]
    with pytest.raises(UsageError, match=r"pip install 'counterclaim\[timestamps\]'"):
        told(checkpoint, roots=authority.root)


@needs_openssl
def test_a_stamp_of_another_head_is_a_fault(checkpoint: Path, reply: bytes) -> None:
    """A token is worth nothing for a head that it is not over."""
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(reply)

    assert [f[:2] for f in told(checkpoint, OTHER)] == [("other_head", False)]


@needs_openssl
def test_openssl_accepts_what_we_keep(checkpoint: Path, reply: bytes, authority: Authority) -> None:
    """The head's file and the answer beside it are what ``openssl ts -verify`` takes."""
    (authority.folder / "head.txt").write_bytes(checkpoint.read_bytes())
    (authority.folder / "kept.tsr").write_bytes(reply)

    authority.openssl("ts", "-verify", "-data", "head.txt", "-in", "kept.tsr", "-CAfile", "root.pem")


def test_a_refusal_is_a_fault(checkpoint: Path) -> None:
    """An answer that stamps nothing says what the authority said."""
    refused = der.made(der.SEQUENCE, der.made(der.SEQUENCE, der.integer(2)))
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(refused)

    assert told(checkpoint) == [("not_stamped", False, "the authority did not stamp it: rejected")]


@needs_openssl
@given(data=st.data())
def test_damaged_answers_are_faults_or_said_to_be_unchecked(reply: bytes, data: st.DataObject) -> None:
    """Whatever bytes stand there, reading them gives an answer or a ValueError."""
    at = data.draw(st.integers(0, len(reply) - 1))
    changed = bytearray(reply)
    changed[at] ^= data.draw(st.integers(1, 255))
    del changed[data.draw(st.integers(1, len(reply))) :]

    try:
        rfc3161.answer_in(bytes(changed))
    except ValueError:
        return


def test_roots_that_are_none(checkpoint: Path, tmp_path: Path) -> None:
    """A file without certificates cannot be trusted, and that is said."""
    if not HAS_OPENSSL:
        pytest.skip("openssl is missing")
    shutil.copy(Authority.made(tmp_path / "t").root, tmp_path / "no.pem")
    (tmp_path / "no.pem").write_text("nothing", "ascii")
    checkpoint.with_name("head.txt.tsa.tsr").write_bytes(Authority(tmp_path / "t").reply(rfc3161.query(DIGEST, 1)))

    with pytest.raises(UsageError, match="no certificates"):
        told(checkpoint, roots=tmp_path / "no.pem")


# OpenTimestamps -------------------------------------------------------------------------------------------------


def test_a_promise_is_said_to_be_one(checkpoint: Path) -> None:
    """A calendar's promise proves nothing yet, and the note says so."""
    checkpoint.with_name("head.txt.c.ots").write_bytes(opentimestamps.proof(DIGEST, NONCE, PROMISE))

    ((problem, is_note, detail),) = told(checkpoint)

    assert (problem, is_note) == ("stamped", True)
    assert "https://c.example, not proved yet" in detail


def test_a_proof_leads_to_a_block(checkpoint: Path) -> None:
    """Following the steps gives the Merkle root that the block must have, in the order in which explorers show it."""
    data = opentimestamps.proof(DIGEST, NONCE, PROMISE)
    (end,) = opentimestamps.attestations(data)
    whole = opentimestamps.completed(data, end, b"\xf0\x01z\x08" + attested("0588960d73d71901", varint(812_345)))
    checkpoint.with_name("head.txt.c.ots").write_bytes(whole)
    root = hashlib.sha256(hashlib.sha256(DIGEST + NONCE).digest() + b"z").digest()

    details = [detail for _, _, detail in told(checkpoint)]

    assert len(details) == 2
    assert f"block 812345, if its Merkle root is {root[::-1].hex()}" in details[1]
    assert "not proved yet" in details[0]


def test_a_fork_is_followed_and_completed() -> None:
    """Ways that part are all followed; a promise in the middle can be completed without losing the others."""
    two = opentimestamps.proof(DIGEST, NONCE, b"\xff" + PROMISE + b"\x08" + PROMISE)
    first, second = opentimestamps.attestations(two)

    block = attested("0588960d73d71901", varint(5))
    whole = opentimestamps.completed(opentimestamps.completed(two, second, block), first, b"\x08" + block)
    ends = opentimestamps.attestations(whole)

    assert first.message != second.message
    assert [(e.kind, e.message) for e in ends if e.kind == "pending"] == [
        ("pending", e.message) for e in (first, second)
    ]
    assert [e.message for e in ends if e.kind == "bitcoin"] == [hashlib.sha256(first.message).digest(), second.message]


def test_a_step_that_is_not_known_is_said() -> None:
    """After a hash that is not computed here, the end is shown as unknown, not as right or wrong."""
    (end,) = opentimestamps.attestations(opentimestamps.proof(DIGEST, NONCE, b"\x67" + PROMISE))

    assert (end.kind, "not known here" in end.value) == ("unknown", True)


@pytest.mark.parametrize(
    "data",
    [b"", opentimestamps.MAGIC, b"x" * 99, opentimestamps.proof(DIGEST, NONCE, b""), opentimestamps.proof(DIGEST, NONCE, PROMISE + b"x"),
     opentimestamps.proof(DIGEST, NONCE, b"\x08" * 400 + PROMISE), opentimestamps.proof(DIGEST, NONCE, b"\xf3" * 99 + PROMISE),
     opentimestamps.proof(DIGEST, NONCE, b"\xf0\xff\xff\xff\xff\x7f"), opentimestamps.proof(DIGEST, NONCE, b"\xf0" + b"\x80" * 20)],
)  # fmt: skip
def test_what_is_no_proof_is_a_fault(data: bytes, checkpoint: Path) -> None:
    """Cut off, too long, or something else: named as such."""
    checkpoint.with_name("head.txt.c.ots").write_bytes(data)

    assert [f[:2] for f in told(checkpoint)] == [("altered", False)]


def test_a_proof_of_another_head_is_a_fault(checkpoint: Path) -> None:
    """A proof is worth nothing for a head that it is not over."""
    checkpoint.with_name("head.txt.c.ots").write_bytes(opentimestamps.proof(DIGEST, NONCE, PROMISE))

    assert [f[:2] for f in told(checkpoint, OTHER)] == [("other_head", False)]


@given(st.binary(max_size=300))
def test_any_bytes_as_a_proof(tail: bytes) -> None:
    """Whatever a calendar answers, following it ends in ways or a ValueError."""
    try:
        opentimestamps.attestations(opentimestamps.proof(DIGEST, NONCE, tail))
    except ValueError:
        return


def test_other_files_are_no_stamps(checkpoint: Path) -> None:
    """Only files whose names begin as the head's and end as stamps do are looked at."""
    for name in ("other.txt.tsa.tsr", "head.txt.bak", "head.txt.d.tsr"):
        (checkpoint.with_name(name).mkdir if name.endswith("d.tsr") else checkpoint.with_name(name).touch)()

    assert told(checkpoint) == []
