"""Text is not justified.

Why it matters: text set flush on both sides has gaps of different width in it, which is hard to read with dyslexia or enlarged letters.
What is measured: the share of paragraphs of some length that are not justified.
Limits: one-line texts are left out.
What to do: take `text-align: justify` and `align="justify"` out; text that begins at one edge reads best.
"""

from audits.derived.cascade import cascade
from audits.derived.declared_properties import may_become
from audits.derived.passages import passages
from audits.derived.wording import places
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_LETTERS = 100
"""Characters from which text runs over several lines on most screens (a design choice)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.8 (AAA)", "WCAG Technique F88", "ACT 59796f"],
    related=["1.4.8"],
    aliases=["alfa:sia-r71"],
    severity="minor",
    effort="minutes",
    examples=[
        Example("<p>" + "Bring boots and a torch. " * 6 + "</p>", gives=1.0),
        Example(
            "<style>p { text-align: justify }</style><p id=fail>" + "Bring boots and a torch. " * 6 + "</p>", gives=0.0
        ),
        Example("<p align=justify id=fail>" + "Bring boots and a torch. " * 6 + "</p>", gives=0.0),
        Example("<p align=justify>Bring boots.</p>", gives="not_applicable"),
    ],
)
def justified_text(page: Page) -> Outcome:
    long = [passage for passage in passages(page) if len(passage.text) >= _LETTERS]
    if not long:
        return not_applicable("no long text")
    style = cascade(page)
    found = []
    if may_become(page, "text-align", {"justify"}):
        found = [passage for passage in long if style.value(passage.element, "text-align") == "justify"]
    share = 1 - len(found) / len(long)
    first = found[:1]
    message = f"justified text{places(len(found))}"
    findings = [Finding(message, passage.place, snippet=passage.quote) for passage in first]
    return measured(share, checked=len(long), findings=findings)
