"""Running text is not set in capitals.

Why it matters: words in capitals lose their shape and are slow to read; some screen readers spell them out letter by letter.
What is measured: the share of passages of more than a few words that are neither typed nor set (`text-transform`) all in capitals.
Limits: short headings, buttons and menus are left out, and so are passages that hold only some words in capitals.
What to do: write text in ordinary letters and take `text-transform: uppercase` off paragraphs.
"""

from audits.derived.cascade import cascade
from audits.derived.declared_properties import may_become
from audits.derived.passages import Passage, passages
from audits.derived.wording import places, words_of
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = 8
"""Words from which a passage is running text (a design choice: headings and buttons are shorter)."""


@page_audit(
    unit="share",
    standards=["GDS: Dos and don'ts on designing for accessibility", "W3C COGA: Making Content Usable, 4.4.6, near"],
    related=["1.4.8", "3.1.5"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<p>Please bring a torch, boots and a warm sleeping bag for the night.</p>", gives=1.0),
        Example("<p id=fail>PLEASE BRING A TORCH, BOOTS AND A WARM SLEEPING BAG FOR THE NIGHT.</p>", gives=0.0),
        Example(
            "<style>.loud { text-transform: uppercase }</style><div class=loud><p id=fail>"
            "Please bring a torch, boots and a warm sleeping bag for the night.</p></div>",
            gives=0.0,
        ),
        Example("<h1>SUMMER CAMP</h1>", gives="not_applicable"),
    ],
)
def capital_text(page: Page) -> Outcome:
    running = [passage for passage in passages(page) if passage.words >= _WORDS and passage.prose]
    if not running:
        return not_applicable("no running text")
    style = cascade(page)
    by_style = []
    if may_become(page, "text-transform", {"uppercase"}):
        by_style = [p for p in running if p.bare and style.value(p.element, "text-transform") == "uppercase"]
    typed = [p for p in running if _shouted(p) and p not in by_style]
    findings = [
        Finding(f"{what} (upper case){places(len(found))}", found[0].place, snippet=found[0].quote)
        for what, found in (
            ("text set all in capitals by the style sheet", by_style),
            ("text typed all in capitals", typed),
        )
        if found
    ]
    return measured(1 - len(by_style + typed) / len(running), checked=len(running), findings=findings)


def _shouted(passage: Passage) -> bool:
    text = passage.text
    if not text.isupper() or any(letter.islower() for letter in text):
        return False
    words = [word for word in words_of(text) if word.isalpha() and len(word) > 1]
    return len(words) >= _WORDS
