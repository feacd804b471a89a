"""How many items each feed of a site holds, by the feed's address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from audits.derived import derived
from audits.store.unpack import unpack
from audits.visit import Visit

ITEMS = frozenset({"item", "entry"})
"""The elements of RSS and of Atom that hold one item each."""


@derived
def feed_answers(visit: Visit) -> Mapping[str, int]:
    """Items by address of the feeds that were fetched; 0 for an answer that is an error or no feed."""
    return {feed.url: _items(feed.wire, feed.header("content-encoding")) if feed.ok else 0 for feed in visit.feeds}


def _items(wire: bytes, encoding: str) -> int:
    # No entities and no network: a feed is as hostile as any page.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(unpack(wire, encoding).body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return 0
    # `recover` gives no root at all for what is no XML.
    names = (element.tag for element in root.iter()) if root is not None else ()
    return sum(isinstance(name, str) and name.rpartition("}")[2] in ITEMS for name in names)
