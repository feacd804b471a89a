"""The page tells phones to use their own width.

Why it matters: without this line a phone shows the page as if on a desk screen, in letters too small to read.
What is measured: whether the page's last viewport declaration makes the layout as wide as the phone ("yes"), gives it a width of its own ("fixed"), or is missing or says nothing of width ("no").
Limits: a declaration alone does not make the content fit; whether it does is measured apart.
What to do: put `<meta name="viewport" content="width=device-width, initial-scale=1">` into the head of every page, after the style sheets have been made to fit.
"""

from audits.derived.viewport import viewport as declared
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.viewport import viewport_element


@page_audit(
    unit="text",
    standards=["Lighthouse viewport (to version 12)", "CSS Viewport Module Level 1"],
    aliases=["lighthouse:viewport"],
    severity="serious",
    effort="day",
    related=["1.4.10"],
    examples=[
        Example('<meta name="viewport" content="width=device-width, initial-scale=1"><p>Text', gives="yes"),
        Example('<meta name="viewport" content="initial-scale=1"><p>Text', gives="yes"),
        Example('<meta id="fail" name="viewport" content="width=980"><p>Text', gives="fixed"),
        Example('<html id="fail"><p>Text', gives="no"),
        Example('<meta id="fail" name="viewport" content="user-scalable=yes"><p>Text', gives="no"),
        Example('<meta name="HandheldFriendly" content="true"><p>Text', gives="yes"),
        Example('<meta http-equiv="refresh" content="0; url=new/"><p>Moved', gives="not_applicable"),
    ],
)
def viewport(page: Page) -> Outcome:
    found = declared(page)
    if found.kind == "no" and _only_forwards(page):
        return not_applicable("the page only leads to another")
    element = viewport_element(page.elements("meta"))
    findings = []
    if found.kind == "fixed":
        findings.append(Finding(f"the page is laid out {found.width:.0f} pixels wide whatever the phone", element))
    elif found.kind == "no":
        where = page.root if element is None else element
        findings.append(Finding("the page does not tell phones to use their own width", where))
    facts = {"viewport": found.kind} if page.home else {}
    return measured(found.kind, findings=findings, facts=facts)


def _only_forwards(page: Page) -> bool:
    for element in page.elements("meta"):
        if (element.get("http-equiv") or "").strip().lower() == "refresh":
            seconds, _, target = (element.get("content") or "").partition(";")
            return seconds.strip() in {"0", "1", "0.0"} and bool(target.strip())
    return False
