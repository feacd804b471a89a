"""Says which addresses may be reached; the crawl and the browser both ask here."""

from __future__ import annotations

import os
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

METADATA = frozenset({"169.254.169.254", "100.100.100.200", "fd00:ec2::254"})
"""Where clouds tell a machine its secrets; refused with `--allow-private` too, for no intranet has a site there."""


def public(address: str) -> bool:
    """Is this an address of the public internet? Loopback, private, link-local, multicast and reserved ones are not."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def web_port(url: str) -> bool:
    """80, 443 and 8000 to 8999: where web servers live; anything else is somebody's other service."""
    try:
        port = urlsplit(url).port
    except ValueError:
        return False
    return port is None or port in {80, 443} or 8000 <= port <= 8999


def given_hosts() -> dict[str, list[str]]:
    """FRONTLINE_HOSTS="name=address,name=address|address" names hosts as /etc/hosts does; `|` parts answers in turn."""
    hosts: dict[str, list[str]] = {}
    for pair in filter(None, os.environ.get("FRONTLINE_HOSTS", "").split(",")):
        name, _, addresses = pair.partition("=")
        hosts[name.strip()] = [address.strip() for address in addresses.split("|")]
    return hosts
