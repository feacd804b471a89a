"""The language of a part of the page is a real one.

Why it matters: a word or passage in another language is spoken rightly only if its `lang` is a code that exists.
What is measured: the share of elements with a `lang`, below the `html` element, whose code begins with a language of the official register (IANA).
Limits: an element counts only where text that people can read stands under it; whether it is in that language is not judged.
What to do: use the short code of the language, such as `lang="cy"`.
"""

from lxml.html import HtmlElement

from audits.derived.attributes import with_attribute
from audits.derived.hidden import hidden_from_all
from audits.derived.lang_parts import known_language
from audits.derived.roles import role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.2 (AA)", "BCP 47", "ACT de46e4"],
    wcag=["3.1.2"],
    aliases=["axe:valid-lang"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<p lang="cy">Croeso</p><p lang="pt-BR">Oi</p>', gives=1.0),
        Example('<p id="fail" lang="welsh">Croeso</p>', gives=0.0),
        Example('<p id="fail" lang=" ">Croeso</p><p lang="">Oi</p>', gives=0.0, note="empty says that it is unknown"),
        Example('<div lang="nonsense"><p lang="cy">Croeso</p></div>', gives=1.0, note="no text stands under it alone"),
        Example("<p>Welcome</p>", gives="not_applicable"),
    ],
)
def part_language_tag(page: Page) -> Outcome:
    parts = [element for element in with_attribute(page, "lang") if element.tag not in _NO_TEXT and element.get("lang")]
    wrong = [part for part in parts if not known_language(part.get("lang", "")) and _speaks(page, part)]
    if not parts:
        return not_applicable("no part of the page is marked with a language")
    return passing(
        len(parts), [Finding(f"“{part.get('lang', '').strip()[:40]}” is no language code", part) for part in wrong]
    )


_NO_TEXT = frozenset({"head", "html", "link", "meta", "script", "style"})


def _speaks(page: Page, part: HtmlElement) -> bool:
    """Does text, or the alternative of an image, stand under this element and under no other language?"""
    waiting = [part]
    seen = 0
    while waiting and seen < 2000:
        element = waiting.pop()
        seen += 1
        if element is not part and (element.get("lang") or not isinstance(element.tag, str)):
            continue
        if hidden_from_all(page, element):
            continue
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            return True
        if element.tag == "img" and role(page, element) == "img" and element.get("alt", "").strip():
            return True
        waiting.extend(child for child in element if isinstance(child.tag, str))
    return False
