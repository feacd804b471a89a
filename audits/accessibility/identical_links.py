"""Links with the same text lead to the same page.

Why it matters: in a list of links, or spoken to a voice control, two links of one name cannot be told apart.
What is measured: the share of link names on the page that lead to one address only.
Limits: two addresses may hold the same page; names that say nothing by themselves are counted elsewhere.
What to do: name each link after its own page, or let both lead to the same address.
"""

from collections import defaultdict
from urllib.parse import urldefrag

from audits.derived.anchors import Anchor, anchors
from audits.derived.wording import phrases, plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.9 (AAA)", "ACT b20e66"],
    related=["2.4.9", "2.4.4"],
    aliases=["axe:identical-links-same-purpose"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a href="a.html">Boats</a> <a href="b.html">Tents</a> <a href="/a.html#x">boats</a>', gives=1.0),
        Example('<a href="a.html">Boats</a> <a href="c.html" id="fail">Boats</a>', gives=0.0),
        Example('<a href="a/">Boats</a> <a href="a/index.html">Boats</a>', gives=1.0),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def identical_links(page: Page) -> Outcome:
    by_name: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors(page):
        name = plain(anchor.name)
        if _comparable(anchor, name):
            by_name[name].append(anchor)
    if not by_name:
        return not_applicable("no links with names of their own")
    findings = [
        Finding(f"links with the same text go to different pages: {quoted(other.name)}", other.element)
        for same in by_name.values()
        if len(same) > 1 and (other := _elsewhere(page, same))
    ]
    return passing(len(by_name), findings)


def _comparable(anchor: Anchor, name: str) -> bool:
    if len(name) < 2 or name.isdigit() or anchor.hidden or name in phrases("link"):
        return False
    href = anchor.href
    return (
        bool(href) and href[0] != "#" and ":" not in href.partition("/")[0].replace("http:", "").replace("https:", "")
    )


def _elsewhere(page: Page, same: list[Anchor]) -> Anchor | None:
    """The first link that leads to another address than the first of its name, and is told apart by no title."""
    first, *others = same
    if all(other.href == first.href for other in others):
        return None
    place = _place(page, first)
    for other in others:
        if other.href != first.href and _place(page, other) != place and other.title == first.title:
            return other
    return None


def _place(page: Page, anchor: Anchor) -> str:
    """The address without what does not tell pages apart: scheme, `www.`, index file, last slash, fragment."""
    url = urldefrag(page.join(anchor.href)).url.partition("://")[2].removeprefix("www.").lower()
    head, _, last = url.rpartition("/")
    if last.partition(".")[0] in {"index", "default", "home"} and "?" not in last:
        url = head
    return url.rstrip("/")
