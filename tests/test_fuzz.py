"""Whatever the net or a user sends, nothing raises past the runner: mutated pages, headers, robots, sitemaps, feeds."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.run import audit_archive
from audits.status import STATUSES
from audits.store.records import Fetch, SiteEntry
from audits.store.warc import Archive
from crawler.links import join, links
from crawler.robots import rules_of
from crawler.walk import sitemap_links
from reports.demo.server import HERE, demo_sites

MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)
SEEDS = [
    path.read_bytes()
    for site in demo_sites()
    for path in sorted((HERE / site.folder).rglob("*.htm*"))[:3]
]  # fmt: skip
PIECES = [
    b"<table>", b"</div>", b"<a href='", b"'>", b"\x00", b"\xff\xfe", b"&#xD800;", b"<!--", b"]]>", b"<svg><script>",
    b"<style>{}}@media(", b"<form><form>", b"<select><option><p>", b"<img srcset='a 0x, b -1w'>", b"<meta charset=utf-7>",
    b'<script type=application/ld+json>{"datePublished": 99999}</script>', b"<time datetime='9999-99-99'>",
    b"<base href='http://[::1'>", b"<meta http-equiv=refresh content='0;url=//'>", b"<p style='width:1e999px;color:#'>",
    b"<td colspan=99999 rowspan=-1 headers='x x'>", b"<label for=''>", b"<input aria-labelledby='a a a' id=a>", b"<frameset>",
    b"<object data='x.swf'>", b"<time>31 February 2030</time>", b"Copyright 1999-3000", b"<html lang='x-\xc3\xa4'>",
]  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Content-Type",
            "Content-Encoding",
            "Last-Modified",
            "Set-Cookie",
            "Link",
            "Server",
            "Content-Length",
            "Content-Language",
        ]
    ),
    st.text(st.characters(codec="latin-1"), max_size=40),
    max_size=4,
)


def mutated(seed: int, body: bytes) -> bytes:
    """The page with pieces cut out, doubled and put in."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 12)):
        at = chance.randint(0, len(body))
        kind = chance.random()
        if kind < 0.5:
            body = body[:at] + chance.choice(PIECES) * chance.randint(1, 4) + body[at:]
        elif kind < 0.8:
            body = body[:at] + body[at + chance.randint(0, 400) :]
        else:
            body = body[:at] + body[max(0, at - 300) :]
    return body[:60_000]


def result_of(*fetches):
    return audit_archive(Archive(tuple(fetches), {"cut": "", "tls": {}}), SiteEntry(2, fetches[0].url, "x"))


def errors(result):
    return [(m.audit, m.reason) for m in result.measurements if m.outcome == "error"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.sampled_from(range(len(SEEDS))), HEADERS)
def test_mutated_pages_break_no_audit(seed, which, headers):
    body = mutated(seed, SEEDS[which])
    pairs = tuple({"Content-Type": "text/html", **headers}.items())
    other = Fetch(
        "https://example.org/b", "page", MOMENT, 200, (("Content-Type", "text/html"),), SEEDS[which], len(body)
    )
    result = result_of(Fetch("https://example.org/", "page", MOMENT, 200, pairs, body, len(body)), other)
    assert result.status in STATUSES
    assert errors(result) == []


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from(["sitemap", "feed", "robots", "resource", "probe"]), HEADERS)
def test_other_answers_break_nothing(body, kind, headers):
    page = Fetch("https://example.org/", "page", MOMENT, 200, (("Content-Type", "text/html"),), SEEDS[0], 10)
    other = Fetch("https://example.org/other", kind, MOMENT, 200, tuple(headers.items()), body, len(body))
    assert errors(result_of(page, other)) == []
    sitemaps, pages = sitemap_links(other)
    assert all(urlsplit(url).scheme in {"http", "https"} for url in (*sitemaps, *pages))
    assert rules_of(other, "Frontline").failure == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_feeds_and_sitemaps_of_text(text):
    page = Fetch("https://example.org/", "page", MOMENT, 200, (("Content-Type", "text/html"),), SEEDS[0], 10)
    feed = f"<?xml version='1.0'?><rss><channel><item><pubDate>{text}</pubDate><title>{text}</title></item></channel></rss>".encode(
        "utf-8", "replace"
    )
    sitemap = f"<urlset><url><loc>https://example.org/{text}</loc><lastmod>{text}</lastmod></url></urlset>".encode(
        "utf-8", "replace"
    )
    answers = [
        Fetch(
            "https://example.org/feed", "feed", MOMENT, 200, (("Content-Type", "application/rss+xml"),), feed, len(feed)
        ),
        Fetch(
            "https://example.org/sitemap.xml",
            "sitemap",
            MOMENT,
            200,
            (("Content-Type", "text/xml"),),
            sitemap,
            len(sitemap),
        ),
    ]
    assert errors(result_of(page, *answers)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_addresses_never_raise(base, reference):
    joined = join(f"https://example.org/{base}", reference)
    assert joined == "" or joined.startswith(("http://", "https://"))
    assert "#" not in joined


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(range(len(SEEDS))))
def test_links_of_mutated_pages(seed, which):
    from audits.store.text import decode
    from audits.store.tree import tree_of

    found = links(tree_of(decode(mutated(seed, SEEDS[which])).text).root, "https://example.org/")
    assert all(url.startswith(("http://", "https://")) for url in (*found.pages, *found.frames, *found.feeds))


@pytest.mark.parametrize("status", [None, 100, 204, 301, 304, 400, 401, 403, 404, 418, 429, 500, 503, 999])
def test_every_status_gives_a_row(status):
    fetch = Fetch("https://example.org/", "page", MOMENT, status, (), b"", 0, failure="" if status else "no_answer")
    result = result_of(fetch)
    assert result.status in STATUSES
    assert result.status == "ok" or result.failure or result.reason
