"""Looks are set in style sheets, not in every element.

Why it matters: colours, sizes and borders written into each element cannot be changed for phones, for dark screens or for people who need more contrast.
What is measured: how many attributes that only set looks (`bgcolor`, `align`, `valign`, `background`, …) the page's elements carry.
Limits: editors for e-mail and some content systems still write a few of them; a few do no harm.
What to do: nothing one by one. A new design for the site replaces them all; until then leave them.
"""

from audits.derived.obsolete import obsolete_attributes
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WHATWG HTML 16.2"],
    severity="minor",
    effort="new site",
    examples=[
        Example("<p>Plain.</p>", gives=0),
        Example('<table id="review" bgcolor="#fff"><tr><td id="review-2" align="center" valign="top">Hi</td></tr></table>', gives=3),
        Example(b"<html><body></body></html>", gives="not_applicable"),
    ],
)  # fmt: skip
def presentational_attributes(page: Page) -> Outcome:
    """Presentational attributes, one finding for each kind of element."""
    counts = obsolete_attributes(page)
    body = page.root.find("body")
    if not counts and (body is None or (len(body) == 0 and not (body.text or "").strip())):
        return not_applicable("the page is empty")
    findings = []
    for tag in dict.fromkeys(name.partition("[")[0] for name in counts):
        names = [name.partition("[")[2].rstrip("]") for name in counts if name.startswith(f"{tag}[")]
        first = next(element for element in page.elements(tag) if any(name in element.attrib for name in names))
        # One sentence and one snippet for each element, so that the same habit on forty pages is one finding.
        findings.append(
            Finding(
                f"<{tag}> sets its looks by attributes instead of a style sheet.", first, "review", snippet=f"<{tag}>"
            )
        )
    return measured(sum(counts.values()), checked=max(1, len(findings)), findings=findings)
