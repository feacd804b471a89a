"""What looks or acts like a button is one.

Why it matters: a box of text that only answers to the mouse cannot be reached by keyboard, and a screen reader reads it as plain words.
What is measured: the number of elements that show a hand as pointer, or are called a button by their class, or answer to a click, without taking focus.
Limits: what scripts add to an element is not seen; a box around a link or field counts as that. That a criterion fails for certain is only said of what calls itself a control by its `role`, or leads to a page to which no link leads.
What to do: make it a `button`, or a link where it leads to another page.
"""

import re

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.declared_properties import declaring
from audits.derived.passages import unseen
from audits.derived.states import by_class, selected, state_rules
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_ACTIVE = frozenset(
    {
        "a",
        "area",
        "button",
        "input",
        "select",
        "textarea",
        "summary",
        "label",
        "option",
        "iframe",
        "video",
        "audio",
        "object",
        "embed",
        "details",
    }
)
_PLAIN = (
    "div",
    "span",
    "p",
    "li",
    "td",
    "tr",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "b",
    "strong",
    "font",
    "i",
    "em",
    "th",
    "dd",
    "section",
    "article",
    "figure",
    "u",
)
_PLACES = {tag: place for place, tag in enumerate(_PLAIN)}
_NAMED = re.compile(r"^(?:btn|button|close[-_]?(?:btn|button)|(?:btn|button)[-_]\w+)$", re.IGNORECASE)
_LONG = 200


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.1.1 (A)", "WCAG Techniques F54, F59"],
    related=["2.1.1", "4.1.2"],
    severity="serious",
    effort="hour",
    examples=[
        Example("<button class=button>Join</button> <a class=button href=j.html>Join</a>", gives=0),
        Example("<style>.go { cursor: pointer }</style><div class=go id=fail>Join us</div>", gives=1),
        Example("<span onclick='join()' id=fail>Join us</span>", gives=1),
        Example("<span role=button onclick='join()' id=fail>Join us</span>", gives=1),
        Example("<div class=button id=fail>Join us</div>", gives=1),
        Example(
            "<div role=button onclick='join()' aria-disabled=true>Join us</div>", gives=0, note="nobody can use it"
        ),
        Example(
            "<div onclick='go()'><a href=j.html>Join us</a></div><label style='cursor: pointer'>Name<input></label>",
            gives=0,
        ),
        Example("<style>dt:hover { cursor: pointer }</style><dl><dt id=fail>Who we are<dd>A club</dl>", gives=1),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def fake_buttons(page: Page) -> Outcome:
    candidates = _candidates(page)
    if not len(page.elements("body")[0] if page.elements("body") else ()):
        return not_applicable("an empty page")
    found = [(element, why) for element, why in candidates.items() if _unreachable(element)]
    inner = {element for element, _ in found}
    findings = []
    for element, why in found:
        if any(up in inner for up in element.iterancestors()):
            continue
        message = f"fake button: {why}, but it takes no keyboard focus (clickable, not interactive)"
        if _sure(page, element):
            findings.append(Finding(message, element, grade="failure", wcag=("2.1.1",)))
        else:
            findings.append(Finding(message, element))
    return measured(len(findings), findings=findings)


_CONTROLS = frozenset({"button", "checkbox", "link", "switch"})


def _sure(page: Page, element: HtmlElement) -> bool:
    """Does it call itself a control, or lead where no link does, on a click, with nothing that may lend it the focus?"""
    if element.get("role", "").strip().lower() in _CONTROLS:
        if not any(name in element.attrib for name in _CLICKS):
            return False
    elif not _leads_alone(page, element):
        return False
    if any("tabindex" in up.attrib or "aria-activedescendant" in up.attrib for up in element.iterancestors()):
        return False
    return not _script_gives_focus(page)


@derived
def _script_gives_focus(page: Page) -> bool:
    return any(_GIVES_FOCUS.search(script.text or "") for script in page.elements("script"))


_GIVES_FOCUS = re.compile(r"tab-?index", re.IGNORECASE)
_LEADS = re.compile(
    r"^\s*(?:javascript:\s*)?(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?\s*=\s*(['\"])([^'\"]+)\1\s*;?\s*(?:return false;?\s*)?$"
)


def _leads_alone(page: Page, element: HtmlElement) -> bool:
    """Does a click lead to an address to which no link of the page leads (F42, F59)? Its file name is enough for the same."""
    found = _LEADS.match(element.get("onclick", ""))
    if not found or page.elements("script") or any(name.startswith("onkey") for name in element.attrib):
        return False
    return f"{found[2].strip('/').rpartition('/')[2]}\0" not in _link_ends(page)


@derived
def _link_ends(page: Page) -> str:
    """The addresses of all links as one text, each with a mark at its end that no page holds."""
    return "".join((link.get("href") or "").strip("/") + "\0" for link in page.elements("a", "area"))


def _candidates(page: Page) -> dict[HtmlElement, str]:
    style = cascade(page)
    clicked = {element for name in _CLICKS for element in with_attribute(page, name)}
    pointed = _pointed(page)
    handed = {element for element in declaring(page, "cursor") if style.own(element, "cursor") in _HANDS}
    called = {element for name, same in by_class(page).items() if _NAMED.match(name) for element in same}
    found: dict[HtmlElement, str] = {}
    asked = clicked | pointed | handed | called
    for element in sorted(asked, key=page.order.__getitem__):
        if element.tag not in _PLACES:
            continue
        if element in clicked:
            found[element] = "it answers to a mouse click"
        elif element in pointed:
            found[element] = "it shows the pointer of a button on hover"
        elif element in handed:
            found[element] = "it shows the pointer of a button"
        else:
            found[element] = "it is styled as a button"
    return dict(sorted(found.items(), key=lambda pair: _PLACES[str(pair[0].tag)]))


_CLICKS = ("onclick", "onmousedown", "onmouseup")
_HANDS = frozenset({"pointer", "hand"})


def _pointed(page: Page) -> set[HtmlElement]:
    """What shows a hand only under the mouse."""
    rules = [
        rule
        for rule in state_rules(page)
        if rule.state == "hover" and rule.mentions("cursor") and rule.values.get("cursor") in _HANDS
    ]
    return {element for rule in rules for element in selected(page, rule.selector)}


def _unreachable(element: HtmlElement) -> bool:
    if _takes_focus(element) or unseen(element) or "true" in {element.get("aria-hidden"), element.get("aria-disabled")}:
        return False
    if any(_takes_focus(inner) for inner in element.iterdescendants()):
        return False
    text = "".join(element.itertext()).strip()
    if len(text) > _LONG or not (
        text
        or element.tag == "img"
        or element.find(".//img") is not None
        or element.get("title")
        or element.get("aria-label")
    ):
        return False
    for up in element.iterancestors():
        if up.tag in {"body", "form"}:
            break
        if _takes_focus(up) and not (up.tag == "label" and _tip(element)):
            return False
    return True


def _tip(element: HtmlElement) -> bool:
    """A sign such as "?" inside a label acts for itself, not for the field."""
    return len("".join(element.itertext()).strip()) == 1


def _takes_focus(element: HtmlElement) -> bool:
    tag = element.tag
    if tag == "a":
        return "href" in element.attrib or "tabindex" in element.attrib
    return tag in _ACTIVE or "tabindex" in element.attrib or "contenteditable" in element.attrib
