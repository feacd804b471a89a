"""The page does without elements that HTML has given up.

Why it matters: `font`, `center`, `marquee` and the like belong to the web of the 1990s. They set looks page by page, so that the site cannot be restyled for phones or for people who need larger type.
What is measured: how many of the 29 elements that the HTML standard calls obsolete stand on the page, each counted as often as it occurs.
Limits: a handful of `center` on a modern page is a blemish, not an old site.
What to do: move the looks into one style sheet. Nobody need do that by hand: a new design for the site replaces them all at once.
"""

from audits.derived.obsolete import obsolete_elements as counted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="count",
    standards=["WHATWG HTML 16.2"],
    severity="minor",
    effort="day",
    examples=[
        Example("<p>Plain.</p>", gives=0),
        Example('<font id="fail" color="red">Hi</font><font>there</font><center id="fail-2">Sir</center>', gives=3, note="the first of each kind is shown"),
        Example("<html><head></head><body></body></html>", gives="not_applicable"),
    ],
)  # fmt: skip
def obsolete_elements(page: Page) -> Outcome:
    """Obsolete elements, one finding for each kind."""
    counts = counted(page)
    if not counts and not page.elements("body")[0:1]:
        return not_applicable("the page has no body")
    if not counts and len(page.elements("body")[0]) == 0:
        return not_applicable("the page is empty")
    instead = table("obsolete_html.toml")["instead"]
    findings = [
        Finding(f"<{tag}> {instead.get(tag, 'is obsolete')}.", page.elements(tag)[0], snippet=f"<{tag}>")
        for tag in counts
    ]
    return measured(sum(counts.values()), checked=max(1, len(counts)), findings=findings)
