"""Only links are underlined.

Why it matters: underlined words look like a link; people click in vain and no longer trust what is one.
What is measured: the number of underlined words that are no link, by `u` or by style.
Limits: underlines for misspelt words or Chinese names, for which HTML keeps `u`, are not told from others. Headings are left out.
What to do: use bold (`strong`) for what is important, and headings for headings.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_all
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=[
        "Nielsen Norman Group: Guidelines for Visualizing Links, 2004",
        "HTML Living Standard, 4.5.22: the u element",
    ],
    related=["1.4.1"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<p>Bring <strong>boots</strong> and read the <a href="l.html"><u>list</u></a>.</p>', gives=0),
        Example("<p>Bring <u id=fail>your boots</u> on Friday.</p>", gives=1),
        Example("<p>Bring <span id=fail style='text-decoration: underline'>your boots</span> on Friday.</p>", gives=1),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def underlined_text(page: Page) -> Outcome:
    bodies = page.elements("body")
    if not bodies or not len(bodies[0]):
        return not_applicable("an empty page")
    lined = [e for e in page.elements("u") if _stray(page, e)]
    lined += [e for e in with_attribute(page, "style") if _by_style(e) and _stray(page, e)]
    if not lined:
        return measured(0)
    message = f"underlined text that is not a link looks like one{places(len(lined))}"
    return measured(len(lined), findings=[Finding(message, lined[0])])


def _by_style(element: HtmlElement) -> bool:
    style = element.get("style", "").lower()
    return "underline" in style and "text-decoration" in style


def _stray(page: Page, element: HtmlElement) -> bool:
    if not any(letter.isalpha() for letter in "".join(element.itertext())) or hidden_from_all(page, element):
        return False
    around = (element, *element.iterancestors(), *element.iterdescendants())
    return not any(one.tag in _LINKS for one in around)


_LINKS = frozenset({"a", "button", "label", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
