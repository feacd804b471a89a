"""A protected page loads everything protected.

Why it matters: a page on https that loads parts by http is only half protected. Browsers refuse such scripts, styles and frames, so that things are missing; pictures they fetch by https or show with a warning.
What is measured: how many parts a page on https names by http: scripts, styles and frames (refused), pictures, sound and films.
Limits: a server can tell browsers to mend this by itself; that is not seen here.
What to do: change `http://` to `https://` in those addresses, or leave the scheme out. In WordPress a search-and-replace of the site's own address does it.
"""

from audits.derived.mixed_content import mixed_content as found_on
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["W3C Mixed Content", "Lighthouse is-on-https", "HTTP Observatory: foreign scripts over HTTP"],
    severity="serious",
    effort="hour",
    examples=[
        Example('<img src="https://example.org/a.png" alt=""><script src="/a.js"></script>', gives=0),
        Example('<script id="fail" src="http://cdn.example.net/a.js"></script><img id="review" src="http://example.net/a.png" alt="">', gives=2),
        Example('<script src="http://cdn.example.net/a.js"></script>', gives="not_applicable", url="http://example.org/"),
    ],
)  # fmt: skip
def mixed_content(page: Page) -> Outcome:
    """What a protected page loads without protection."""
    if not page.url.startswith("https://"):
        return not_applicable("the page itself is not on https")
    found = found_on(page)
    findings = [
        Finding("Browsers refuse this: it is named by http on a page by https.", item.element)
        if item.active
        else Finding("This is named by http on a page by https.", item.element, "review")
        for item in found
    ]
    return measured(len(found), checked=max(1, len(found)), findings=findings)
