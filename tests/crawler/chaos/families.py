"""Enters all cases: whoever imports this has them in the registry."""

from tests.crawler.chaos import (
    addresses,
    bodies,
    feeds,
    identities,
    network,
    packings,
    redirects,
    refusals,
    robots,
    sitemaps,
    tls,
    traps,
)

__all__ = [
    "addresses",
    "bodies",
    "feeds",
    "identities",
    "network",
    "packings",
    "redirects",
    "refusals",
    "robots",
    "sitemaps",
    "tls",
    "traps",
]
