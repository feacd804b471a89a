"""Links lead to addresses, not to scripts.

Why it matters: a link to `javascript:` cannot be opened in a new tab, copied or followed without the script, and is announced as a link though it is a button.
What is measured: the share of links whose `href` is an address rather than `javascript:` or `vbscript:`.
Limits: a link whose script is bound elsewhere looks like any other.
What to do: give the link a real address, or use a `button` where something happens on this page.
"""

from audits.derived.anchors import anchors
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_SCHEMES = ("javascript:", "vbscript:", "jscript:")


@page_audit(
    unit="share",
    standards=["WCAG Technique SCR24", "WCAG 2.2 SC 2.1.1 (A), near"],
    related=["2.1.1", "4.1.2"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<a href="boats.html">Boats</a>', gives=1.0),
        Example(
            '<a id="fail-1" href="javascript:openWin()">Boats</a><a id="fail-2" href=" JavaScript:void(0)">X</a>',
            gives=0.0,
        ),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def script_links(page: Page) -> Outcome:
    links = anchors(page)
    if not links:
        return not_applicable("no links")
    findings = [
        Finding(f"link to javascript instead of an address in href: {quoted(link.href, 40)}", link.element)
        for link in links
        if link.href.lower().startswith(_SCHEMES) and link.element.get("role") != "button"
    ]
    return passing(len(links), findings)
