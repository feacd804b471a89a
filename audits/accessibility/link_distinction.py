"""Links in running text are told apart by more than colour.

Why it matters: who does not see the difference between blue and black cannot find a link that is only blue.
What is measured: the share of links within a sentence that are underlined, bold, framed or otherwise set apart, or whose colour has a contrast of 3 to 1 with the text around.
Limits: links whose colour, or whose style sheet, is not certain are left out; so are links that stand alone, as in menus.
What to do: leave the underline of links in running text as browsers draw it.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.hidden import hidden_from_sight
from audits.derived.known_style import colours_known
from audits.derived.roles import with_roles
from audits.derived.text_contrast import contrast_of
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

_AROUND = 20  # letters of text beside the link that make it part of a sentence


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
    ],
)
def link_distinction(page: Page) -> Outcome:
    links = [link for link in with_roles(page, "link") if link.tag == "a" and _in_sentence(page, link)]
    if not links:
        return not_applicable("no links in running text")
    style = cascade(page)
    if not colours_known(page):
        return cannot_tell("a style sheet of the page was not fetched")
    alike = [link for link in links if _alike(style, link)]
    return passing(len(links), [Finding("link in a sentence set apart by colour alone", link) for link in alike])


def _in_sentence(page: Page, link: HtmlElement) -> bool:
    parent = link.getparent()
    if parent is None or not "".join(link.itertext()).strip() or parent.tag in {"nav", "ul", "ol", "body"}:
        return False
    beside = [parent.text or "", *(child.tail or "" for child in parent)]
    letters = sum(map(str.isalpha, "".join(beside)))
    return letters >= _AROUND and not hidden_from_sight(page, link)


def _alike(style: Cascade, link: HtmlElement) -> bool:
    parent = link.getparent()
    if parent is None or any(
        inner.tag in {"img", "svg", "i", "b", "strong", "em", "u", "font"} for inner in link.iter()
    ):
        return False
    if style.value(link, "text-decoration") not in {"none", ""} or style.value(link, "text-decoration-line") not in {
        "none",
        "",
    }:
        return False
    if any(
        style.value(link, prop) != style.value(parent, prop)
        for prop in ("font-weight", "font-style", "font-size", "font-family", "text-transform", "font-variant")
    ):
        return False
    if style.value(link, "display") != "inline" or style.value(link, "background-image") not in {"none", ""}:
        return False
    ground = style.rgba(link, "background-color")
    bordered = any((style.px(link, f"border-{side}-width") or 0) > 0 for side in ("top", "right", "bottom", "left"))
    if ground is None or ground[3] > 0 or bordered or style.pseudo(link, "before") or style.pseudo(link, "after"):
        return False
    inner, outer = style.rgba(link, "color"), style.rgba(parent, "color")
    return inner is not None and outer is not None and contrast_of(inner, outer) < 3
