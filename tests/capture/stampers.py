"""A time-stamp authority and an OpenTimestamps calendar on the loopback interface, for tests.

The authority issues real tokens, made by ``openssl ts``; the calendar plays one of its operators' servers, with a Bitcoin
block of its own invention.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from webserver import Page, Site

HAS_OPENSSL = shutil.which("openssl") is not None
_CONFIG = """
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[issued]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """An authority with a root of its own in ``root.pem``."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Authority:
        """Keys and certificates in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ts.cnf").write_text(_CONFIG.format(folder=folder), "ascii")
        (folder / "serial").write_text("01", "ascii")
        one = cls(folder)
        for name in ("root", "tsa"):
            one.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
            one.openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/CN=Lorne {name}", "-out", f"{name}.csr")
        signed = ("x509", "-req", "-days", "30", "-extfile", "ts.cnf")
        one.openssl(*signed, "-in", "root.csr", "-signkey", "root.key", "-extensions", "root", "-out", "root.pem")
        issued = (
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
            "-extensions",
            "issued",
            "-out",
            "tsa.pem",
        )
        one.openssl(*signed, "-in", "tsa.csr", *issued)
        return one

    @property
    def root(self) -> Path:
        """The certificate to trust."""
        return self.folder / "root.pem"

    def openssl(self, *words: str) -> None:
        """Run openssl in the folder."""
        env = {"OPENSSL_CONF": str(self.folder / "ts.cnf"), "PATH": "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"}
        subprocess.run(["openssl", *words], cwd=self.folder, env=env, check=True, capture_output=True)

    def reply(self, query: bytes, *, has_chain: bool = False) -> bytes:
        """The answer to a request. With the chain, openssl 3.0 puts the certificates out of their order in DER."""
        (self.folder / "query").write_bytes(query)
        signer = ("-signer", "tsa.pem", "-inkey", "tsa.key", *(("-chain", "root.pem") if has_chain else ()))
        self.openssl("ts", "-reply", "-config", "ts.cnf", "-queryfile", "query", *signer, "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def serve(self, site: Site, path: str = "/tsr") -> str:
        """Serve it on a site; its address."""
        site.pages[path] = Page(write=lambda h: _send(h, self.reply(_sent(h)), "application/timestamp-reply"))
        return site.url(path)


@dataclass
class Calendar:
    """A calendar that promises, and knows of a block once ``is_proved``."""

    site: Site
    promised: list[bytes] = field(default_factory=list)

    def serve(self) -> str:
        """Serve it; its address."""
        self.site.pages["/digest"] = Page(write=self._promise)
        return self.site.url("")

    def prove(self, height: int = 800_000) -> bytes:
        """Let the last promise be proved from now on; the block's Merkle root."""
        path = f"/timestamp/{self.promised[-1].hex()}"
        self.site.pages[path] = Page(b"\xf0\x04abcd\x08\x08" + attested("0588960d73d71901", varint(height)))
        return hashlib.sha256(hashlib.sha256(self.promised[-1] + b"abcd").digest()).digest()

    def _promise(self, handler: BaseHTTPRequestHandler) -> None:
        self.promised.append(hashlib.sha256(b"lorne" + _sent(handler)).digest())
        uri = self.site.url("").encode()
        answer = b"\xf1\x05lorne\x08" + attested("83dfe30d2ef90c8e", varint(len(uri)) + uri)
        _send(handler, answer, "application/octet-stream")


def attested(kind: str, payload: bytes) -> bytes:
    """An attestation as proofs hold it."""
    return b"\x00" + bytes.fromhex(kind) + varint(len(payload)) + payload


def varint(value: int) -> bytes:
    """A number as proofs hold it."""
    out = b""
    while value > 0x7F:
        out += bytes((value & 0x7F | 0x80,))
        value >>= 7
    return out + bytes((value,))


def _sent(handler: BaseHTTPRequestHandler) -> bytes:
    return handler.rfile.read(int(handler.headers["Content-Length"]))


def _send(handler: BaseHTTPRequestHandler, body: bytes, media_type: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
