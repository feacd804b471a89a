"""Link text says something by itself.

Why it matters: who listens to a page often has its links read out as a list; ten times "click here" tells them nothing.
What is measured: the share of links whose words (or the alternative of their picture) say where they lead, without
links that read "click here", "more", "read on" and the like in 25 languages, or only a sign such as ">>".
Limits: a link can be named well and lead elsewhere; words outside the list pass. That a criterion fails for certain is only said where nothing around the link, and no heading before it, tells more. The sentence around it may help.
What to do: put the name of the page into the link: not "click here for our summer camp" but "our summer camp".
"""

from lxml.html import HtmlElement

from audits.derived.anchors import Anchor, anchors
from audits.derived.headings import headings
from audits.derived.passages import passages
from audits.derived.wording import phrases, plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.9 (AAA)", "WCAG Techniques F63, F84", "ACT 5effbb"],
    related=["2.4.4", "2.4.9"],
    severity="serious",
    effort="hour",
    examples=[
        Example(
            '<a href="camp.html">Our summer camp</a> <a href="a.html">Click to enter the competition</a>', gives=1.0
        ),
        Example(
            '<a href="camp.html" id="fail-1">Click here!</a> <a href="n.html" id="fail-2">Read more »</a>', gives=0.0
        ),
        Example('<a href="lager.html" id="fail">… hier</a> <a href="x.html">Hier wohnen wir</a>', gives=0.5),
        Example('<a href="camp.html" id="fail"><img src="b.png" alt="click"></a>', gives=0.0),
        Example('<a href="camp.html" id="fail">.</a> <a href="2.html">2</a>', gives=0.5),
        Example('<a href="camp.html" aria-label="More about our camp">More</a>', gives=1.0, note="the label is heard"),
        Example(
            '<a href="camp.html" title="Report of our summer camp">more</a>', gives=1.0, note="the title completes it"
        ),
        Example("<p>No link.</p>", gives="not_applicable"),
    ],
)
def link_words(page: Page) -> Outcome:
    named = [anchor for anchor in anchors(page) if anchor.name and not anchor.hidden]
    if not named:
        return not_applicable("no links with words")
    faults = [(anchor, fault) for anchor in named if (fault := _fault(anchor))]
    alone = _alone(page) if faults else frozenset()
    findings = [
        Finding(fault, anchor.element, grade="failure", wcag=("2.4.4", "2.4.9"))
        if anchor.element in alone and plain(anchor.name) in _EMPTY
        else Finding(fault, anchor.element)
        for anchor, fault in faults
    ]
    return passing(len(named), findings)


_EMPTY = frozenset({
    "click here", "click", "here", "more", "read more", "learn more", "more info", "more information", "find out more", "read on",
    "hier", "hier klicken", "klicken sie hier", "mehr", "mehr lesen", "mehr erfahren", "weiterlesen", "cliquez ici", "ici",
    "lire la suite", "en savoir plus", "haga clic aquí", "aquí", "leer más", "clicca qui", "qui", "lees meer", "klik hier",
    "klikk her", "les mer", "klikněte zde", "kliknij tutaj", "czytaj więcej", "kliknite ovdje",
})  # fmt: skip
"""Words that mean nothing without others; the longer list has some that can be a name."""


def _alone(page: Page) -> frozenset[HtmlElement]:
    """The links that nothing explains: no heading before them, and in no sentence, item, cell, box or part with words of its own."""
    headed = [place for heading in headings(page) if (place := page.order.get(heading.element)) is not None]
    first = min(headed, default=len(page.every))
    found: set[HtmlElement] = set()
    boxes: dict[HtmlElement, tuple[int, list[HtmlElement]]] = {}
    for passage in passages(page):
        if passage.linked < len(passage.text) or len(passage.inline) != 1 or page.order[passage.element] > first:
            continue
        around = (passage.element, *passage.element.iterancestors())
        explained = any(up.tag in _EXPLAINING or not _LABELLING.isdisjoint(up.attrib) for up in around)
        if not explained and not _in_teaser(passage.inline[0], boxes):
            found.update(inner for inner in passage.inline[0].iter("a") if page.order[inner] < first)
    return frozenset(found)


def _in_teaser(link: HtmlElement, boxes: dict[HtmlElement, tuple[int, list[HtmlElement]]]) -> bool:
    """Does the box that it stands in say or show something more, and not much? Such a box is taken for a whole.

    `boxes` keeps what was found of each: many links may stand in one.
    """
    own, shown = _holds(link)
    for up in link.iterancestors():
        if up.tag in {"body", "main", "form"}:
            return False
        if up not in boxes:
            boxes[up] = _holds(up)
        words, pictures = boxes[up]
        if words > _TEASER:
            return False
        if words > own or any(picture not in shown for picture in pictures):
            return True
    return False


def _holds(box: HtmlElement) -> tuple[int, list[HtmlElement]]:
    """The number of its words, and its pictures that have an alternative."""
    words = len(" ".join(box.itertext()).split())
    return words, [image for image in box.iter("img") if (image.get("alt") or "").strip()] if words <= _TEASER else []


_TEASER = 120
"""Words of the longest box that tells of one thing."""


_EXPLAINING = frozenset({"li", "td", "th", "dd", "dt", "figure", "fieldset", "table", "details", "nav"})
_LABELLING = frozenset({"aria-label", "aria-labelledby", "aria-describedby", "title", "role"})


def _fault(anchor: Anchor) -> str:
    name = anchor.name
    if not name or len(name) > 60:
        return ""
    heard = plain(name)
    if heard and heard not in phrases("link"):
        return ""
    if _completed(anchor, heard):
        return ""
    if not heard:
        return f"link text is only punctuation or a sign, it says nothing by itself: {quoted(name)}"
    kind = "link text" if anchor.text or anchor.label else "alternative text of the linked image"
    return f"{kind} is not descriptive, it says nothing by itself: {quoted(name)}"


def _completed(anchor: Anchor, heard: str) -> bool:
    """Does a title or a description say the rest?"""
    if anchor.element.get("aria-describedby"):
        return True
    title = plain(anchor.title)
    return bool(title) and title != heard and title not in phrases("link")
