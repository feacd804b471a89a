"""Telephone numbers can be touched to call.

Why it matters: on a phone a number is for calling; copying eleven digits by hand is where many give up.
What is measured: the share of telephone numbers written on the page that are linked with `tel:`, here or elsewhere on it.
Limits: numbers are told by their form (a leading + or 0, or a word such as "Tel" before them); numbers in pictures are not seen. Many phones make links of plain numbers by themselves, not all.
What to do: write `<a href="tel:+441632960123">01632 960123</a>`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.cascade import cascade
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table

_LABELS = "|".join(map(re.escape, sorted(table("phone_words.toml")["labels"], key=len, reverse=True)))
_SHAPE = r"\(?\+?\d[\d\s().\u00a0\u2011\u2013/-]{7,18}\d"
_BARE = re.compile(rf"(?<![\w+./-])(?=\(?(?:\+|0(?!0[\s.])))({_SHAPE})(?![\w/])")
_LABELLED = re.compile(rf"(?:\b(?:{_LABELS})\b|☎|📞)[\s.:()\w]{{0,14}}?\s({_SHAPE})(?![\w/])", re.IGNORECASE)
_OTHER = re.compile(
    r"\(?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[.:]\d{2}\s*[-–]"
)  # dates, hours
_DIGIT = re.compile(r"\d")
_SEVEN = re.compile(r"\d(?:\D*+\d){6}")  # fewer digits are no number
_UNREAD = {"script", "style", "noscript", "template", "textarea", "option", "title", "code", "samp", "kbd"}


@page_audit(
    unit="share",
    standards=["RFC 3966 (tel URI)", "GOV.UK Design System: telephone numbers"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<p>Call <a href="tel:+441632960123">01632 960123</a></p>', gives=1.0),
        Example('<p id="fail">Call us on 01632 960123 any evening.</p>', gives=0.0),
        Example('<p><a href="tel:01632960123">Call us</a></p><p>(01632) 960123</p>', gives=1.0),
        Example(
            '<p id="fail">Fon: 06841 555 0123</p><p><a href="tel:+4915005550123">+49 1500 5550123</a></p>', gives=0.5
        ),
        Example(
            "<p>Founded 12-06-1998, charity 1234567, camp 01.08.2026 - 08.08.2026, open 09.00 - 10.30, company 05123456, room 0123</p>",
            gives="not_applicable",
        ),
    ],
)
def phone_links(page: Page) -> Outcome:
    linked = {_digits(a.get("href") or "")[-8:] for a in page.elements("a") if _is_tel(a)}
    style = cascade(page)
    checked: set[str] = set()
    findings: list[Finding] = []
    for element, text in _texts(page):
        for number in _numbers(text):
            key = _digits(number)[-8:]
            if key in checked or style.hidden(element):
                continue
            checked.add(key)
            if key not in linked and not _is_tel(element) and not any(map(_is_tel, element.iterancestors("a"))):
                findings.append(Finding("a telephone number that cannot be touched to call", element))
    if not checked:
        return not_applicable("no telephone numbers")
    return passing(len(checked), findings)


def _texts(page: Page) -> list[tuple[HtmlElement, str]]:
    """Elements with text of their own that holds at least seven digits."""
    digit = _DIGIT.search
    told: set[HtmlElement] = set()
    for node in page.root.iter():
        if (text := node.text) and digit(text):
            told.add(node)
        if (text := node.tail) and digit(text) and (parent := node.getparent()) is not None:
            told.add(parent)
    found = []
    for element in page.all_elements() if told else ():
        if element in told and element.tag not in _UNREAD:
            text = (element.text or "") + "".join([f" {child.tail or ''}" for child in element])
            if len(text) < 20_000 and _SEVEN.search(text):
                found.append((element, text))
    return found


def _numbers(text: str) -> list[str]:
    found = []
    for pattern, least in ((_BARE, 9), (_LABELLED, 7)):
        for match in pattern.finditer(text):
            number = match.group(1)
            if least <= len(_digits(number)) <= 15 and not _OTHER.match(number):
                found.append(number)
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text.partition("?")[0]))


def _is_tel(element: HtmlElement) -> bool:
    return element.tag == "a" and (element.get("href") or "").strip().lower().startswith(("tel:", "sms:", "callto:"))
