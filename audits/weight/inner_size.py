"""The inner pages are light enough for a slow connection.

Why it matters: people who follow a link from a search land on inner pages, often on a phone and a weak connection.
What is measured: the middle (median) weight of the pages other than the front page, in kilobytes (1,024 bytes) as a phone would transfer each of them with nothing kept from an earlier page.
Limits: who walks from page to page has shared parts already; what scripts load is not seen; pages of which more than a quarter of the parts is unknown are left out.
What to do: what all pages share (logo, banner, fonts, scripts) is worth mending first, because it is paid on every page.
"""

from statistics import median

from audits.derived.framed_pages import framed_addresses, whole_pages
from audits.derived.page_resources import page_resources
from audits.model import Answer, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit


@site_audit(
    unit="kilobytes",
    standards=["HTTP Archive Web Almanac 2025, Page Weight"],
    needs=[page_resources, framed_addresses],
    severity="moderate",
    effort="day",
    examples=[
        SiteExample({"/": "<p>Home.</p>", "/a.html": "<p>About us.</p>", "/favicon.ico": ""}, gives=0.1),
        SiteExample(
            {
                "/": "<p>Home.</p>",
                "/a.html": '<img src="boat.jpg">',
                "/boat.jpg": Answer(headers={"content-length": "3000000"}),
                "/favicon.ico": "",
            },
            gives=2929.9,
        ),
        SiteExample({"/": "<p>Home.</p>"}, gives="not_applicable"),
        SiteExample({"/": "<p>Home.</p>", "/a.html": '<img src="b.jpg"><img src="c.jpg">'}, gives="cannot_tell"),
    ],
)
def inner_size(visit: Visit) -> Outcome:
    inner = [page for page in whole_pages(visit) if not page.home]
    if not inner:
        return not_applicable("the site has one page only")
    sizes = []
    for page in inner:
        load = page_resources(page)
        if not load.doubt:
            sizes.append(load.wire_bytes / 1024)
    if not sizes:
        return cannot_tell("too many parts of the inner pages were not fetched")
    middle = round(median(sizes), 1)
    facts = {"inner_kilobytes": middle, "inner_kilobytes_largest": round(max(sizes), 1)}
    return measured(middle, checked=len(sizes), facts=facts)
