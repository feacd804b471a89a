"""Long text is not set in italics.

Why it matters: slanted letters run into one another and are hard to read with dyslexia or poor sight.
What is measured: the share of paragraphs of some length that are not wholly in italics.
Limits: single words and short lines such as quotations may be italic; scripts without italics are not asked.
What to do: keep italics for single words; set quotations off by indenting them.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.derived.declared_properties import may_become
from audits.derived.passages import Passage, passages
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = 20
"""Words from which text is long (a design choice: a quotation or a caption is shorter)."""

_ITALIC = frozenset({"italic", "oblique"})
_SLANTED = ("i", "em", "cite", "var", "dfn", "address")
"""Elements that browsers set in italics by themselves."""


@page_audit(
    unit="share",
    standards=[
        "British Dyslexia Association: Dyslexia Friendly Style Guide, 2018",
        "W3C COGA: Making Content Usable, near",
    ],
    related=["1.4.8"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<p>" + "Bring <em>boots</em> and a torch. " * 6 + "</p>", gives=1.0),
        Example("<p id=fail style='font-style: italic'>" + "Bring boots and a torch. " * 6 + "</p>", gives=0.0),
        Example("<p id=fail><i>" + "Bring boots and a torch. " * 6 + "</i></p>", gives=0.0),
        Example("<p><i>Bring boots.</i></p>", gives="not_applicable"),
    ],
)
def italic_text(page: Page) -> Outcome:
    long = [passage for passage in passages(page) if passage.words >= _WORDS and passage.prose]
    if not long:
        return not_applicable("no long text")
    style = cascade(page)
    found = []
    if page.elements(*_SLANTED) or may_become(page, "font-style", _ITALIC):
        found = [passage for passage in long if style.value(_holder(passage), "font-style") in _ITALIC]
    share = 1 - len(found) / len(long)
    first = found[:1]
    message = f"long text in italics{places(len(found))}"
    findings = [Finding(message, passage.place, snippet=passage.quote) for passage in first]
    return measured(share, checked=len(long), findings=findings)


def _holder(passage: Passage) -> HtmlElement:
    """The innermost element that holds all of the passage."""
    holder, inline = passage.element, passage.inline
    while len(inline) == 1 and not passage.bare:
        holder = inline[0]
        if (holder.text or "").strip() or len(holder) != 1 or (holder[0].tail or "").strip():
            break
        inline = (holder[0],) if isinstance(holder[0].tag, str) else ()
    return holder
