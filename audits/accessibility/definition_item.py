"""Terms and definitions stand in a definition list.

Why it matters: outside of their list, terms and explanations are read as loose text.
What is measured: the share of exposed `dt` and `dd` elements that stand in a `dl`, or in a `div` in one.
Limits: elements that have been given another role are left out.
What to do: put `<dl>` and `</dl>` around them.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "HTML 4.4.9"],
    wcag=["1.3.1"],
    aliases=["axe:dlitem"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<dl><div><dt>x</dt><dd>y</dd></div></dl>", gives=1.0),
        Example('<p>x</p><dd id="fail">y</dd>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def definition_item(page: Page) -> Outcome:
    items = [item for item in page.elements("dt", "dd") if not item.get("role") and not hidden_from_at(page, item)]
    if not items:
        return not_applicable("no terms or definitions")
    return passing(len(items), [Finding(f"{item.tag!s} outside of a dl", item) for item in items if not _in_list(item)])


def _in_list(item: HtmlElement) -> bool:
    parent = item.getparent()
    if parent is not None and parent.tag == "div":
        parent = parent.getparent()
    return parent is not None and parent.tag == "dl"
