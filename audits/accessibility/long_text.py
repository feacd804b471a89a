"""Long text is divided by headings.

Why it matters: nobody reads a wall of text; headings let people find what they look for, and screen readers jump by them.
What is measured: the number of runs of more than 450 words without a heading, list or table between.
Limits: stories and poems may be meant so.
What to do: put a heading above each subject, two or three to a screen, and make lists of what is a list.
"""

from audits.derived.passages import Passage, passages
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = 450
"""Words without a heading: about a page and a half of a book, or three screens (a design choice)."""
_DIVIDING = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "th", "summary", "figcaption", "dt", "li"}
)
_PROSE = 25
_LONG = "<p>" + "We meet every Friday at seven. " * 20 + "</p>"


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.4.10 (AAA)", "WCAG Technique G141"],
    related=["2.4.10", "1.3.1"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<h1>Club</h1>" + ("<h2>More</h2>" + _LONG) * 5, gives=0),
        Example("<h1>Club</h1>" + _LONG.replace("<p>", "<p id=fail>") + _LONG * 4, gives=1),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def long_text(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    findings = []
    first: Passage | None = None
    words = 0
    for passage in [*texts, None]:
        if passage is None or _divides(passage):
            if first is not None and words > _WORDS:
                findings.append(
                    Finding(
                        f"long text without headings: {words} words are not organised into sections",
                        first.place,
                        snippet=first.quote,
                    )
                )
            first, words = None, 0
        elif passage.words >= _PROSE and passage.prose:
            first = passage if first is None else first
            words += passage.words
    return measured(len(findings), checked=len(texts), findings=findings)


def _divides(passage: Passage) -> bool:
    """Does a heading, an item of a list, or a bold line stand here?"""
    element = passage.element
    if element.tag in _DIVIDING or element.get("role") == "heading":
        return True
    bold = (
        len(passage.inline) == 1 and not passage.bare and passage.inline[0].tag in {"b", "strong", "font", "u", "big"}
    )
    return bold and passage.words <= 12
