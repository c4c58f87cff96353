"""Only public machines are reached, whatever the spelling of the address and whatever the name resolves to."""

from __future__ import annotations

import ipaddress
from itertools import product

import pytest

from counterclaim.capture.urls import Policy, checked_addresses, is_public, parsed_url, system_resolver
from counterclaim.errors import InputRejected

POLICY = Policy()
PUBLIC = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8")
NOT_PUBLIC = (
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "255.255.255.255", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.0.0.1", "::", "::1", "fe80::1", "fc00::1", "fd12::1",
    "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2002:c0a8:101::1",
    "::ffff:0:127.0.0.1", "2001::7fff:fffe", "100::1",
)  # fmt: skip


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_addresses_that_are_not_public(text: str) -> None:
    """Private, loopback, link-local, shared, multicast, reserved, and all that lead to such."""
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses(text: str) -> None:
    """Machines of the open network may be reached."""
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(("first", "second"), list(product(PUBLIC, NOT_PUBLIC)))
def test_a_name_with_one_bad_address_is_refused(first: str, second: str) -> None:
    """All addresses of a name must be public, in whatever order they come."""
    target = parsed_url("https://news.example/", POLICY)

    for answer in ((first, second), (second, first), (second,)):
        with pytest.raises(InputRejected) as error:
            checked_addresses(target, POLICY, lambda _, answer=answer: answer)  # type: ignore[misc]
        assert error.value.reason == "refused"


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "localhost",
     "0", "[0:0:0:0:0:0:0:1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_loopback_in_other_spellings(host: str) -> None:
    """Numbers in every base and form that the system resolves are seen for what they are."""
    with pytest.raises(InputRejected) as error:
        checked_addresses(parsed_url(f"http://{host}/", POLICY), POLICY, system_resolver)
    assert error.value.reason in ("refused", "not_fetched")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://x.example/", "ftp://x.example/", "data:text/html,x", "javascript:alert(1)", "//x.example/",
     "http://", "http:///x", "http://u:p@x.example/", "http://u@x.example/", "http://x.example:22/", "http://x.example:99999/",
     "http://x.example:8080/", "http://x.example\\@y.example/", "http://x.example/ a", "http://x.example/\r\nHost: y",
     "http://[fe80::1%25eth0]/", "http://x\u202e.example/", "HTTP://x.example:0/", "http://x.example/" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_plain_web_address(url: str) -> None:
    """Other schemes, ports, credentials and tricks of spelling are refused."""
    with pytest.raises(InputRejected) as error:
        parsed_url(url, POLICY)
    assert error.value.reason == "refused"


def test_the_parts_of_an_address() -> None:
    """Host in ASCII, usual ports left out of the header, path and query quoted."""
    target = parsed_url("https://Bücher.example/ü?a=b#c", POLICY)

    assert (target.host, target.port, target.path) == ("xn--bcher-kva.example", 443, "/%C3%BC?a=b")
    assert (target.host_header, target.origin) == ("xn--bcher-kva.example", "https://xn--bcher-kva.example")
