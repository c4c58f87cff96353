"""Which addresses may be fetched at all: web addresses of public machines, by every address their name resolves to.

A name is resolved once; all its addresses are checked; the connection is made to a checked address and not to the
name, so that an answer that changes between check and connection changes nothing. The same again for each redirect.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from counterclaim.errors import InputRejected

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: Gives the addresses of a host name, as text.
Resolver = Callable[[str], Sequence[str]]

_MAX_URL = 4000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
#: IPv4 addresses inside IPv6 ones that are compatible, translated or reserved for it.
_COMPATIBLE = ipaddress.ip_network("::/96")
_TRANSLATED = ipaddress.ip_network("::ffff:0:0:0/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A web address in its parts, checked for form."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt is kept by."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def host_header(self) -> str:
        """The host as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be fetched. ``open_networks`` and ``open_ports`` exist for tests against a loopback server."""

    ports: frozenset[int] = frozenset({80, 443})
    open_networks: tuple[Network, ...] = ()
    open_ports: frozenset[int] = frozenset()

    def allows(self, address: Address) -> bool:
        """Whether connections to an address are allowed."""
        if any(address in network for network in self.open_networks if network.version == address.version):
            return True
        return is_public(address)


def parsed_url(url: str, policy: Policy) -> Target:
    """A web address in its parts.

    Raises:
        InputRejected: ``refused``, if it is no plain web address.
    """
    if len(url) > _MAX_URL or any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        raise InputRejected("refused", "an address with blanks, controls or backslashes, or an absurdly long one")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputRejected("refused", f"no web address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise InputRejected("refused", f"{parts.scheme or 'no scheme'}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise InputRejected("refused", "an address with a user name or password")
    port = port if port is not None else (443 if parts.scheme == "https" else 80)
    if port not in policy.ports | policy.open_ports:
        raise InputRejected("refused", f"port {port}; only 80 and 443 are used")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme=parts.scheme, host=_host(parts.hostname), port=port, path=_ascii(path))


def _host(name: str | None) -> str:
    """The host in ASCII. A zone id or an empty label has no business in a web address."""
    host = (name or "").rstrip(".").lower()
    if not host or "%" in host:
        raise InputRejected("refused", "no host in the address")
    if ":" in host:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputRejected("refused", "no valid host in the address") from error


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~-._[]|")


def system_resolver(host: str) -> list[str]:
    """All addresses the system knows for a name, which includes numbers written in other ways."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def checked_addresses(target: Target, policy: Policy, resolver: Resolver) -> list[Address]:
    """The addresses of a target; all must be allowed, since which one answers is not ours to choose.

    Raises:
        InputRejected: ``refused``, if any is not; ``not_fetched``, if there is none.
    """
    try:
        texts = resolver(target.host)
    except (OSError, UnicodeError) as error:
        raise InputRejected("not_fetched", f"no address for {target.host}") from error
    try:
        addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in dict.fromkeys(texts)]
    except ValueError as error:
        raise InputRejected("refused", f"{target.host} resolves to no address") from error
    if not addresses:
        raise InputRejected("not_fetched", f"no address for {target.host}")
    for address in addresses:
        if not policy.allows(address):
            raise InputRejected("refused", f"{target.host} is not a public machine ({address})")
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address is one of the open network, as is every IPv4 address that it may stand for."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.teredo is not None:
            return False
    return bool(
        address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified
    )


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    is_wrapped = address in _NAT64 or address in _TRANSLATED or address in _COMPATIBLE or address in _NAT64_LOCAL
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if is_wrapped else None
