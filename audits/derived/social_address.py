"""Says what an address on a social network is: somebody's profile, a share link, one post, or something put on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from audits.derived.hosts import host_and_path
from audits.standards import table

Kind = Literal["profile", "share", "embed", "post", "other"]


@dataclass(frozen=True, slots=True)
class SocialAddress:
    """What an address on a network is. `handle` is the profile's name in lower case, empty where there is none.

    `counts` is false for services where one follows nobody (link lists, streaming); `closed` is the year the network
    ended, 0 while it lives.
    """

    network: str
    title: str
    kind: Kind
    handle: str = ""
    counts: bool = True
    closed: int = 0


def is_social_address(url: str) -> str | None:
    """The network's name where the address is a page of a social network (a profile, group, post …), else `None`.

    For lists of sites: an entry that leads here is no web site of its own. A blog with its own host name on a network
    (`club.tumblr.com`) is one, and gives `None`.
    """
    absolute = url.strip() if "//" in url else f"https://{url.strip()}"
    address = social_address(absolute)
    if address is None or address.kind == "embed":
        return None
    own_host = host_and_path(absolute)[0] not in _by_host() and _has_subdomains(address.network)
    return None if own_host else address.network


def _has_subdomains(network: str) -> bool:
    """Do profiles of that network have host names of their own?"""
    return any(entry["name"] == network and entry.get("subdomain") for entry in table("networks.toml")["network"])


@lru_cache(maxsize=4096)
def social_address(url: str) -> SocialAddress | None:
    """What this absolute address is on a social network; `None` where it is on none."""
    host, path = host_and_path(url.replace("/#!/", "/"))  # addresses of 2011: twitter.com/#!/name
    if not host:
        return None
    entry = _entry_of(host)
    if entry is None:
        return _federated(url, path)
    if host == "l.facebook.com" or path.startswith("/l.php"):
        return None  # a redirect through Facebook to somewhere else
    kind, handle = _kind(entry, host, path)
    return SocialAddress(
        entry["name"], entry["title"], kind, handle, entry.get("counts", True), int(entry.get("closed", 0))
    )


def _kind(entry: Mapping[str, Any], host: str, path: str) -> tuple[Kind, str]:
    if any(path.startswith(start) for start in entry["share"]):
        return "share", ""
    if any(path.startswith(start) for start in entry["embed"]):
        return "embed", _embedded_handle(entry, path)
    handle = _handle(entry, host, path)
    if host == "youtu.be" or any(part in path for part in entry["post"]):
        return "post", ""
    if entry.get("digits_are_posts") and handle.isdigit():
        return "post", ""
    return ("profile", handle) if handle else ("other", "")


def _handle(entry: Mapping[str, Any], host: str, path: str) -> str:
    if entry.get("subdomain") and host not in entry["hosts"]:
        name = host.removesuffix("." + next(suffix for suffix in entry["hosts"] if host.endswith(suffix)))
        if name not in {"m", "mobile", "api", "assets", "static", "embed"}:
            return name
    way, _, query = path.lstrip("/#!").partition("?")
    if way.rstrip("/") in {"profile.php", "subscription_center"}:
        named = parse_qs(query)
        return (named.get("id") or named.get("add_user") or [""])[0]
    for start in sorted(entry["profile"], key=len, reverse=True):
        if start and way.startswith(start):
            return _clean(way[len(start) :])
    if "" not in entry["profile"]:
        return ""
    first = _clean(way)
    return "" if first in entry["reserved"] or (first.endswith(".js") and "/" not in way) else first


def _clean(way: str) -> str:
    name = unquote(way.partition("/")[0].partition("&")[0].partition("#")[0]).strip().lstrip("@+")
    return name.strip()


def _embedded_handle(entry: Mapping[str, Any], path: str) -> str:
    """The page plugin names the profile it shows in `href`."""
    query = parse_qs(path.partition("?")[2])
    for shown in (*query.get("href", ()), *query.get("page_url", ())):
        shown_path = urlsplit(shown if "//" in shown else f"//{shown}").path
        if handle := _handle(entry, entry["hosts"][0], shown_path):
            return handle
    return ""


def _federated(url: str, path: str) -> SocialAddress | None:
    """A profile on a Mastodon server that no list knows: `/@name`, `/@name@server`, `/users/name` on a telling host."""
    match = _AT_NAME.match(path)
    if match and _TELLING.search(url.partition("//")[2].partition("/")[0].lower()):
        return SocialAddress("mastodon", "Mastodon", "profile", match.group(1))
    return None


_AT_NAME = re.compile(r"^/(?:@|users/)([\w.]+)(?:@[\w.-]+)?/?$")
_TELLING = re.compile(r"mastodon|mstdn|toot|(?:^|\.)social\.|\.social$|pixelfed|fedi")


@cache
def _by_host() -> dict[str, Mapping[str, Any]]:
    return {host: entry for entry in table("networks.toml")["network"] for host in entry["hosts"]}


def _entry_of(host: str) -> Mapping[str, Any] | None:
    known = _by_host()
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None
