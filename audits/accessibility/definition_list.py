"""Definition lists hold terms and definitions.

Why it matters: terms and their explanations are announced as pairs only where the list is built as HTML asks.
What is measured: the share of exposed `dl` elements that hold only `dt` and `dd`, in groups that begin with a term, or `div` elements around such groups.
Limits: lists that have been given another role are left out.
What to do: write `<dt>` for each term and `<dd>` after it for what it means.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "HTML 4.4.9"],
    wcag=["1.3.1"],
    aliases=["axe:definition-list"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example("<dl><dt>x</dt><dd>y</dd><div><dt>x</dt><dd>y</dd></div></dl>", gives=1.0),
        Example('<dl id="fail"><dt>x</dt><p>y</p></dl>', gives=0.0),
        Example('<dl id="fail"><dd>y</dd><dt>x</dt></dl>', gives=0.0),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def definition_list(page: Page) -> Outcome:
    lists = [each for each in page.elements("dl") if not each.get("role") and not hidden_from_at(page, each)]
    if not lists:
        return not_applicable("no definition lists")
    findings = [Finding(wrong, each) for each in lists if (wrong := _fault(each))]
    return passing(len(lists), findings)


def _fault(whole: HtmlElement) -> str:
    parts = [child for child in whole if isinstance(child.tag, str) and child.tag not in _FITTING]
    if (whole.text or "").strip() or any((child.tail or "").strip() for child in whole):
        return "definition list with loose text"
    for group in [[part for part in parts if part.tag != "div"], *([*part] for part in parts if part.tag == "div")]:
        tags = [part.tag for part in group if isinstance(part.tag, str) and part.tag not in _FITTING]
        if stranger := next((tag for tag in tags if tag not in {"dt", "dd"}), ""):
            return f"definition list with the element {stranger}"
        if tags and tags[0] != "dt":
            return "definition list that begins with a definition instead of a term"
        if tags and tags[-1] != "dd":
            return "definition list with a term that is not explained"
    return ""


_FITTING = frozenset({"script", "template", "style", "noscript"})
