"""Text is large enough to read on a phone.

Why it matters: letters smaller than 12 pixels have to be enlarged before they can be read.
What is measured: the share of the page's letters that come out at 12 pixels or more on a phone, by its style sheets.
Limits: on a page that does not adapt to phones all letters shrink with it; that is judged with its viewport. Text in pictures and text put in by scripts is not seen.
What to do: leave text at the size that readers have chosen, or set it in `rem` and never below .75rem.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.viewport import viewport
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page
from audits.store.media_query import PHONE

_LEAST = 12.0  # CSS pixels
_ENOUGH = 0.6  # of the letters (Lighthouse font-size, to version 12)
_NAMED = 20
_PHONE = '<meta name="viewport" content="width=device-width">'
_UNREAD = {"script", "style", "noscript", "template", "title", "textarea", "option"}


@page_audit(
    unit="share",
    standards=["Lighthouse font-size (to version 12): 60 % of the text at 12 px or more"],
    aliases=["lighthouse:font-size"],
    related=["1.4.4"],
    severity="moderate",
    effort="hour",
    examples=[
        Example(f"{_PHONE}<p>Words of the usual size.</p>", gives=1.0),
        Example(f'{_PHONE}<p id="fail" style="font-size:9px">Small words here.</p>', gives=0.0),
        Example(
            f'{_PHONE}<p>Ordinary letters here</p><small style="font-size:10px">Small</small>',
            gives=0.792,
            note="enough is large",
        ),
        Example(
            "<html><p>Words of the usual size, shrunk with the page.</p>",
            gives="not_applicable",
            note="the lack of a viewport says it",
        ),
        Example(f'{_PHONE}<img src="a.png" alt="No words">', gives="not_applicable"),
    ],
)
def text_size(page: Page) -> Outcome:
    style = cascade(page)
    if viewport(page).width > PHONE.width:
        return not_applicable("the page is shrunk as a whole, because it is not made for the width of phones")
    sizes = [(element, letters, style.font_px(element)) for element, letters in _texts(page, style)]
    total = sum(letters for _, letters, _ in sizes)
    if not total:
        return not_applicable("no text")
    small = [(element, size) for element, _, size in sizes if size < _LEAST]
    share = sum(letters for _, letters, size in sizes if size >= _LEAST) / total
    findings: list[Finding] = []
    if share < _ENOUGH:
        findings = [Finding(f"text of {size:.0f} pixels", element) for element, size in small[:_NAMED]]
    return measured(round(share, 3), checked=len(sizes), findings=findings)


def _texts(page: Page, style: Cascade) -> list[tuple[HtmlElement, int]]:
    """Elements that hold text of their own, with the number of letters."""
    found = []
    for element in page.all_elements():
        if element.tag in _UNREAD:
            continue
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        letters = _letters(own)
        if letters and not style.hidden(element) and style.font_px(element) > 0:
            found.append((element, letters))
    return found


def _letters(text: str) -> int:
    """Letters and digits; of plain text its bytes are counted, ten times as quickly."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS))
    return sum(map(str.isalnum, text))


_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
