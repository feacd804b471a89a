"""What is hidden from assistive technology takes no focus.

Why it matters: with the tabulator key a screen reader user lands on something that is not announced at all.
What is measured: the share of elements with `aria-hidden="true"` that neither take focus nor hold a link, button or field that does.
Limits: elements whose focus an inline script handles are left out; without every style sheet of the page nobody can say whether they are in sight, so a person has to look.
What to do: take `aria-hidden` away, or hide the content from everybody (`hidden`, `display: none`, `inert`) as long as it is out of use.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.focusable import focus_places, tabbable
from audits.derived.hidden import hidden_from_all
from audits.derived.inline_scripts import inline_scripts
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.store.records import Level


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT 6cfa84"],
    wcag=["4.1.2"],
    aliases=["axe:aria-hidden-focus"],
    grade="failure",
    severity="serious",
    examples=[
        Example('<p aria-hidden="true">x</p><div aria-hidden="true"><a href="/" tabindex="-1">y</a></div>', gives=1.0),
        Example('<div id="fail" aria-hidden="true"><a href="/">x</a></div>', gives=0.0),
        Example('<details id="fail" aria-hidden="true"><summary>x</summary></details>', gives=0.0),
        Example(
            '<link rel="stylesheet" href="/lost.css"><div id="review" class="dialog" aria-hidden="true"><a href="/">x</a></div>',
            gives=1.0,
        ),
        Example('<p aria-hidden="false">x</p>', gives="not_applicable"),
    ],
)
def aria_hidden_focus(page: Page) -> Outcome:
    hidden = [
        element
        for element in with_attribute(page, "aria-hidden")
        if element.get("aria-hidden", "").strip().lower() == "true" and not hidden_from_all(page, element)
    ]
    if not hidden:
        return not_applicable("nothing is hidden from assistive technology")
    wholes = set(hidden)
    guilty: dict[HtmlElement, None] = {}
    for element in focus_places(page):
        if not tabbable(page, element) or _looked_after(page, element):
            continue
        whole = element if element in wholes else next((up for up in element.iterancestors() if up in wholes), None)
        if whole is not None:
            guilty[whole] = None
    level: Level = "fail" if cascade(page).complete else "review"
    findings = [Finding("hidden from assistive technology, but takes the focus", whole, level) for whole in guilty]
    return passing(len(hidden), findings)


def _looked_after(page: Page, element: HtmlElement) -> bool:
    """Does an inline script move the focus on from here, as at the edges of a dialog?"""
    if "onfocus" in element.attrib:
        return True
    name = element.get("id", "")
    return bool(name) and any(
        name in script and ".focus(" in script and ("'focus'" in script or '"focus"' in script or "onfocus" in script)
        for script in inline_scripts(page)
    )
