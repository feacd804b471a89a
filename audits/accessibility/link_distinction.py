"""Links in running text are told apart by more than colour.

Why it matters: who does not see the difference between blue and black cannot find a link that is only blue.
What is measured: the share of links within a sentence that are underlined, bold, framed or otherwise set apart, or whose colour has a contrast of 3 to 1 with the text around.
Limits: links whose colour, or whose style sheet, is not certain are left out; so are links that stand alone, as in menus.
What to do: leave the underline of links in running text as browsers draw it.
"""

from audits.derived.link_likeness import links_in_text
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.1 (A)", "WCAG G183"],
    wcag=["1.4.1"],
    aliases=["axe:link-in-text-block"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p>Come to our camp by the lake, <a href="/camp">sign up</a> by May.</p>', gives=1.0),
        Example(
            '<p>Come to our camp by the lake, <a id="fail" href="/camp" style="text-decoration: none; color: #333">sign up</a> by May.</p>',
            gives=0.0,
        ),
        Example(
            '<link rel="stylesheet" href="/lost.css"><p>Come to our camp by the lake, <a href="/c">sign up</a></p>',
            gives="cannot_tell",
        ),
        Example('<p><a href="/camp">Camp</a></p>', gives="not_applicable"),
        Example(
            '<style>a { text-decoration: none; color: #333 }</style><p>Copyright Harbour Scout Group | <a href="/a">Imprint</a> | <a href="/b">Map</a></p>',
            gives="not_applicable",
            note="a row of links is no sentence",
        ),
    ],
)
def link_distinction(page: Page) -> Outcome:
    links = links_in_text(page)
    if not links.within:
        return not_applicable("no links in running text")
    if not links.certain:
        return cannot_tell("a style sheet of the page was not fetched")
    findings = [Finding("link in a sentence set apart by colour alone", link) for link in links.alike]
    return passing(len(links.within), findings)
