"""Addresses on a machine of one's own or inside a network, where https cannot be asked for."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_NAMES = ("localhost", "localhost.localdomain")
_ENDINGS = (".localhost", ".test", ".local", ".internal", ".home.arpa", ".invalid")
"""Names that never lead into the public web (RFC 6761, RFC 8375, and ICANN's `internal`)."""


def inside(url: str) -> bool:
    """Is that address on this machine or in a private network? Browsers trust such a page without https."""
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return False
    if host in _NAMES or host.endswith(_ENDINGS):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private
