"""Phones get the same site as everybody.

Why it matters: a second site for phones is soon forgotten: it shows old dates, lacks pages, and links sent from a phone open badly elsewhere.
What is measured: whether the front page leads to, or names, another address for phones (such as m.example.org).
Limits: a server that sends phones another page at the same address is seen only by its `Vary: User-Agent` line.
What to do: make one site that fits all screens, and let the old address lead to it.
"""

from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived import derived
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.page import Page
from audits.store.records import Value
from audits.visit import Visit

_NAMES = ("m.", "mobile.", "mobi.", "wap.", "touch.")


@derived
def mobile_address(page: Page) -> str:
    """The address of the site for phones that this page names; empty where it names none."""
    if _for_phones(page.url):
        return page.url
    for link in page.elements("link"):
        if _names_phones(link):
            return page.join(link.get("href"))
    return ""


@site_audit(
    unit="yes/no",
    standards=["HTTP Archive Web Almanac 2025, SEO: separate mobile sites on about 1 % of pages"],
    needs=[mobile_address],
    severity="minor",
    effort="new site",
    examples=[
        SiteExample({"/": "<p>Words</p>"}, gives=True, findings=0),
        SiteExample(
            {
                "/": '<link rel="alternate" media="only screen and (max-width: 640px)" href="https://m.example.org/"><p>Words'
            },
            gives=False,
            findings=1,
        ),
        SiteExample({"/": "<p>Words</p>"}, gives=False, url="https://m.example.org"),
        SiteExample(
            {"/": Answer("<p>Words", headers={"vary": "User-Agent"})}, gives=True, facts={"varies_by_phone": True}
        ),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def separate_site(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    address = mobile_address(home)
    facts: dict[str, Value] = {"varies_by_phone": "user-agent" in home.fetch.header("vary").lower()}
    if not address:
        return measured(True, facts=facts)
    return measured(
        False, findings=[Finding("phones are sent to another site", url=home.url, snippet=address)], facts=facts
    )


def _for_phones(url: str) -> bool:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host.startswith(_NAMES) and host.count(".") >= 2


def _names_phones(link: HtmlElement) -> bool:
    if "alternate" not in (link.get("rel") or "").lower().split():
        return False
    media = (link.get("media") or "").lower()
    return "handheld" in media or "max-width" in media or "max-device-width" in media
