"""The days of last change that a site's sitemaps tell."""

from __future__ import annotations

import re
from datetime import date

from audits.derived import derived
from audits.derived.machine_dates import iso_date
from audits.store.unpack import unpack
from audits.visit import Visit

_ENTRY = re.compile(rb"<url\b[^>]*>(.*?)</url>", re.DOTALL)
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
        for number, entry in enumerate(_ENTRY.finditer(body)):
            place, changed = _LOC.search(entry[1]), _LASTMOD.search(entry[1])
            told = iso_date(changed[1].decode("ascii", "replace")) if changed else None
            if place and told and told[2]:
                found.append((date(*told), place[1].decode("utf-8", "replace").strip()))
            if number >= READ:
                break
    return tuple(found)


def _packing(wire: bytes) -> str:
    return "gzip" if wire.startswith(b"\x1f\x8b") else ""
