"""Embedded pictures, sounds and films have a name.

Why it matters: what an `object` element embeds is announced by its name, or not at all.
What is measured: the share of `object` elements that embed a picture, a sound or a film and have a `title`, `aria-label` or `aria-labelledby`. Those that did not load do not count.
Limits: objects whose kind neither `type` nor address tells are left out.
What to do: give the `object` an `aria-label` or a `title`; an `alt` does not count here.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.derived.roles import explicit_role
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A)", "ACT 8fc3b6"],
    wcag=["1.1.1"],
    aliases=["axe:object-alt"],
    grade="failure",
    severity="serious",
    effort="hour",
    examples=[
        Example('<object data="song.mp3" title="Our song"></object>', gives=1.0),
        Example('<object id="fail" data="song.mp3" alt="Our song"></object>', gives=0.0),
        Example('<object data="page.html"></object>', gives="not_applicable"),
    ],
)
def object_name(page: Page) -> Outcome:
    objects = [element for element in page.elements("object") if _media(page, element)]
    if not objects:
        return not_applicable("no embedded media")
    nameless = [element for element in objects if not accessible_name(page, element)]
    return passing(
        len(objects), [Finding("embedded picture, sound or film without a name", element) for element in nameless]
    )


def _media(page: Page, element: HtmlElement) -> bool:
    if explicit_role(element) or hidden_from_at(page, element):
        return False
    address = element.get("data", "").strip()
    if not address:
        return False
    answer = page.answer(page.join(address))
    if answer is not None and not answer.ok:
        return False
    kind = element.get("type", "").strip().lower()
    ending = address.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    return kind.startswith(("image/", "audio/", "video/")) if kind else ending in _ENDINGS


_ENDINGS = frozenset(
    "aac avi flac gif jpeg jpg m4a m4v mid midi mov mp3 mp4 mpeg mpg oga ogg ogv png wav webm webp wma wmv".split()
)
