"""All content stands in a landmark.

Why it matters: who jumps from region to region misses everything that stands in none.
What is measured: whether, on a page that has landmarks, all top-level parts with text stand in one. Skip links do not count.
Limits: pages without any landmark, or without a main one, are judged elsewhere; live messages and dialogs are left out.
What to do: put header, menu, content and footer into `header`, `nav`, `main` and `footer`.
"""

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_at
from audits.derived.landmarks import LANDMARKS, landmarks
from audits.derived.roles import role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_OWN_WAY = frozenset({*LANDMARKS, "dialog", "alertdialog", "alert", "log", "status"})


@page_audit(
    unit="share",
    standards=["WAI-ARIA Authoring Practices, Landmark Regions"],
    related=["1.3.1"],
    aliases=["axe:region"],
    severity="minor",
    examples=[
        Example('<a href="#m">Skip</a><header>a</header><div><main id="m">b</main></div>', gives=1.0),
        Example('<main>b</main><p id="fail">Left out</p>', gives=0.5),
        Example("<header>a</header><p>b</p>", gives="not_applicable", note="the lack of a main landmark says it"),
        Example("<p>x</p>", gives="not_applicable"),
    ],
)
def landmark_coverage(page: Page) -> Outcome:
    found = {landmark.element: landmark.role for landmark in landmarks(page)}
    body = page.root.find("body")
    if body is None or "main" not in found.values():
        return not_applicable("no main landmark")
    around = {up for landmark in found for up in landmark.iterancestors()}
    outside: list[HtmlElement] = []
    inside = 0
    waiting = [body]
    while waiting:
        element = waiting.pop()
        for child in element:
            if not isinstance(child.tag, str) or hidden_from_at(page, child):
                continue
            if child in around and child not in found:
                waiting.append(child)
            elif child in found or role(page, child) in _OWN_WAY:
                inside += 1
            elif _says(page, child):
                outside.append(child)
    return passing(inside + len(outside), [Finding("content outside of every landmark", part) for part in outside])


def _says(page: Page, element: HtmlElement) -> bool:
    if element.tag in {"script", "style", "iframe", "noscript"}:
        return False
    if element.tag == "a" and element.get("href", "").startswith("#"):
        return False
    return any(
        (part.text or "").strip()
        and isinstance(part.tag, str)
        and part.tag not in {"script", "style"}
        and not hidden_from_at(page, part)
        for part in element.iter()
    )
