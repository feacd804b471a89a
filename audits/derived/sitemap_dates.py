"""The days of last change that a site's sitemaps tell."""

from __future__ import annotations

import re
from datetime import date

from audits.derived import derived
from audits.derived.machine_dates import iso_date
from audits.store.unpack import unpack
from audits.visit import Visit

_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)")
_LASTMOD = re.compile(rb"<lastmod>\s*([^<]+)")
READ = 5000
"""Entries read of one sitemap; a small organisation has no more pages."""


@derived
def sitemap_dates(visit: Visit) -> tuple[tuple[date, str], ...]:
    """(day, address) for each entry with a `lastmod`, as told: whether they can be believed is not decided here."""
    found = []
    for fetch in visit.sitemaps:
        if not fetch.ok:
            continue
        # Read by pattern: one missing end tag would make an XML parser refuse the rest.
        body = unpack(fetch.wire, fetch.header("content-encoding") or _packing(fetch.wire)).body
        for entry in body.split(b"<url>", READ + 1)[1 : READ + 1]:
            place, changed = _LOC.search(entry[:4000]), _LASTMOD.search(entry[:4000])
            told = iso_date(changed[1].decode("ascii", "replace")) if changed else None
            if place and told and told[2]:
                found.append((date(*told), place[1].decode("utf-8", "replace").strip()))
    return tuple(found)


def _packing(wire: bytes) -> str:
    return "gzip" if wire.startswith(b"\x1f\x8b") else ""
