"""Controls hold no other controls.

Why it matters: inside a button, a tab or a checkbox nothing else is announced; a link in there takes the focus and stays silent.
What is measured: the share of elements whose role hides what they contain (button, checkbox, image, tab, option and others) that hold nothing that takes the keyboard's focus.
Limits: what a script adds later is not seen.
What to do: put the link or button beside the control instead of into it.
"""

from collections.abc import Collection

from lxml.html import HtmlElement

from audits.derived.focusable import focus_places, tabbable
from audits.derived.roles import aria_roles, presentational_children, role, with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "ACT 307n5z"],
    wcag=["4.1.2"],
    aliases=["axe:nested-interactive"],
    grade="failure",
    severity="serious",
    examples=[
        Example("<button>Send <b>now</b></button>", gives=1.0),
        Example('<div id="fail" role="tab"><a href="#a">A</a></div>', gives=0.0),
        Example('<div role="menuitemcheckbox" aria-checked="true"><input type="checkbox" disabled> x</div>', gives=1.0),
        Example(
            "<select><option><a href='/a'>A</a></option></select>", gives=1.0, note="nothing in a choice is focused"
        ),
        Example('<table><tr><th><a href="/">x</a></th></tr></table>', gives="not_applicable"),
    ],
)
def nested_control(page: Page) -> Outcome:
    wholes = with_roles(page, *(name for name in aria_roles() if presentational_children(name)))
    if not wholes:
        return not_applicable("no controls")
    among = {whole for whole in wholes if whole.tag != "option"}  # browsers offer a choice of `select` as plain text
    guilty: dict[HtmlElement, None] = {}
    around: dict[HtmlElement, HtmlElement | None] = {}
    for element in focus_places(page):
        if (whole := _whole(element.getparent(), among, around)) is not None and tabbable(page, element):
            guilty[whole] = None
    findings = [Finding(f"{role(page, whole)} that holds another control", whole) for whole in guilty]
    return passing(len(wholes), findings)


def _whole(
    inner: HtmlElement | None, among: Collection[HtmlElement], around: dict[HtmlElement, HtmlElement | None]
) -> HtmlElement | None:
    """The nearest of them, from here on upwards; what is found on the way is remembered."""
    way: list[HtmlElement] = []
    found: HtmlElement | None = None
    while inner is not None:
        if inner in among:
            found = inner
            break
        if inner in around:
            found = around[inner]
            break
        way.append(inner)
        inner = inner.getparent()
    around.update(dict.fromkeys(way, found))
    return found
