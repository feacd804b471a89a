"""Links in text are told by more than colour.

Why it matters: who does not see the difference of colours, or has set their own, cannot find links without underline.
What is measured: the share of links amid text that keep an underline, or stand out by weight, frame or background.
Limits: a difference of brightness of 3 to 1 to the text is enough for WCAG; where it is less, another audit speaks of a failure. Menus and lists of links are left out.
What to do: leave links in running text underlined.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.link_likeness import in_row, links_in_text
from audits.derived.passages import Passage, passages
from audits.derived.wording import words_of
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_WORDS = 2
"""Words beside links from which they stand in text, and links from which they are a menu (design choices)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.1 (A)", "WCAG Technique F73"],
    related=["1.4.1"],
    aliases=["axe:link-in-text-block"],
    severity="serious",
    effort="minutes",
    examples=[
        Example("<p>We meet at the <a href=b.html>boat house</a> by the river.</p>", gives=1.0),
        Example(
            "<style>a { text-decoration: none; color: #06c }</style><p>We meet at the <a id=fail href=b.html>boat house</a> by the river.</p>",
            gives=0.0,
        ),
        Example(
            "<style>a { text-decoration: none; color: #333 }</style><p>We meet at the old <a href=b.html>boat house</a> by the river.</p>",
            gives=1.0,
            note="too little difference of brightness is a failure and said as such",
        ),
        Example(
            "<style>a { text-decoration: none; font-weight: bold }</style><p>We meet at the <a href=b.html>boat house</a> by the river.</p>",
            gives=1.0,
        ),
        Example(
            "<style>a { text-decoration: none }</style><p><a href=b.html>Boat house</a></p>", gives="not_applicable"
        ),
    ],
)
def link_colour(page: Page) -> Outcome:
    within = [
        (passage.element, link)
        for passage in passages(page)
        if passage.linked and passage.bare and (links := _links(passage))
        for link in links
    ]
    if not within:
        return not_applicable("no links amid text")
    style = cascade(page)
    failed = set(links_in_text(page).alike)
    findings = [
        Finding("link in text is told by colour alone: it has no underline to distinguish it", link)
        for block, link in within
        if link not in failed and "".join(link.itertext()).strip() and _colour_alone(style, block, link)
    ]
    return passing(len(within), findings)


def _links(passage: Passage) -> list[HtmlElement]:
    """The links of a passage that holds words of its own beside them, and is no menu."""
    links = [link for link in passage.inline if link.tag == "a" and "href" in link.attrib]
    if links and all(map(in_row, links)):
        return []
    inside = sum(len(words_of("".join(link.itertext()))) for link in links)
    if not links or len(words_of(passage.text)) - inside < _WORDS:
        return []
    menu = next(passage.element.iterancestors("nav", "header", "footer"), None)
    return links if passage.prose or (menu is None and len(links) <= _WORDS) else []


def _colour_alone(style: Cascade, block: HtmlElement, link: HtmlElement) -> bool:
    decoration = style.own(link, "text-decoration-line") or style.own(link, "text-decoration") or ""
    if "none" not in decoration.split():
        return False
    if style.value(link, "font-weight") != style.value(block, "font-weight"):
        return False
    if style.value(link, "font-style") != style.value(block, "font-style"):
        return False
    if abs(style.font_px(link) - style.font_px(block)) > 1 or style.value(link, "display") != "inline":
        return False
    own = style.declared(link).values
    if (
        own.get("background-color", "transparent") not in {"transparent", "inherit", "initial"}
        or own.get("background-image", "none") != "none"
    ):
        return False
    if any(
        name.startswith("border") and name.endswith("style") and value not in {"none", "hidden"}
        for name, value in own.items()
    ):
        return False
    return not any(inner.tag in {"img", "b", "strong", "u", "em", "i", "svg"} for inner in link.iterdescendants())
