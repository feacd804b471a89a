"""The keyboard goes through the page in its own order.

Why it matters: a `tabindex` above 0 pulls an element before all others; who moves by keyboard jumps about the page and misses parts of it.
What is measured: the number of elements with a `tabindex` greater than 0.
Limits: an order that scripts set is not seen.
What to do: take the numbers out and put the elements into the right order in the page.
"""

from audits.derived.attributes import with_attribute
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG Technique F44"],
    related=["2.4.3"],
    aliases=["axe:tabindex"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<a href="a.html" tabindex="0">Boats</a> <p tabindex="-1">x</p>', gives=0),
        Example('<a id="fail" href="a.html" tabindex="5">Boats</a>', gives=1),
        Example(
            "<html lang=en><title>x</title><frameset><frame src=a.html></frameset>", gives=0, note="nothing to order"
        ),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def tab_order(page: Page) -> Outcome:
    ordered = with_attribute(page, "tabindex")
    if not ordered and not page.elements("a", "input", "button", "select", "textarea", "frame"):
        return not_applicable("nothing that takes focus")
    findings = [
        Finding(f"tabindex greater than 0 ({value}) changes the tab order", element)
        for element in ordered
        if (value := element.get("tabindex", "").strip()).isdigit() and int(value[:9]) > 0
    ]
    return measured(len(findings), findings=findings)
