"""A link's title says more than its text.

Why it matters: a `title` that only repeats the link is read out twice by some screen readers and covers the page as a tooltip.
What is measured: the share of links with both text and `title` whose title says something else.
Limits: whether the title is of any use is for a person to say.
What to do: leave the `title` of a link out; where something is missing, write it into the link.
"""

from audits.derived.anchors import anchors
from audits.derived.wording import plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG Technique H33"],
    related=["2.4.4"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<a href="a.html" title="Boats and prices for 2026">Boats</a>', gives=1.0),
        Example('<a id="fail" href="a.html" title="boats">Boats</a>', gives=0.0),
        Example('<a href="a.html">Boats</a>', gives="not_applicable"),
    ],
)
def link_titles(page: Page) -> Outcome:
    titled = [anchor for anchor in anchors(page) if anchor.title and (anchor.text or anchor.alt)]
    if not titled:
        return not_applicable("no links with text and a title")
    findings = [
        Finding(f"link text and its title are identical: {quoted(anchor.title)}", anchor.element)
        for anchor in titled
        if plain(anchor.title) in {plain(anchor.text), plain(anchor.alt)}
    ]
    return passing(len(titled), findings)
