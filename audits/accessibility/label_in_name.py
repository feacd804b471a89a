"""What stands on a control is part of its name.

Why it matters: people who steer by voice say the words they see; if the hidden name (`aria-label`) has other words, nothing happens.
What is measured: the share of links, buttons and other controls with both visible words and an `aria-label` or `aria-labelledby`, whose visible words all stand in the name, in order. Words in brackets, punctuation, emoji and single letters do not count.
Limits: where the visible words are long (a whole card that is a link), a person must say which of them are the label; words in icon fonts cannot be told from words.
What to do: begin the `aria-label` with the visible words, or take it away.
"""

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name, named_by_author
from audits.derived.attributes import with_attribute
from audits.derived.cascade import cascade
from audits.derived.hidden import hidden_from_sight
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.store.records import Level

_CONTROLS = (
    "button", "checkbox", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "tab",
    "treeitem",
)  # fmt: skip
_LONG = 10  # words; a label is short, and text this long is more than one


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.5.3 (A)", "ACT 2ee8b8"],
    wcag=["2.5.3"],
    aliases=["axe:label-content-name-mismatch"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example(
            '<button aria-label="Next page of results">Next page…</button><button aria-label="Close">X</button>',
            gives=1.0,
        ),
        Example('<button id="fail" aria-label="Submit">Send it</button>', gives=0.0),
        Example('<a id="fail" href="/" aria-label="three times 3">3×3</a>', gives=0.0),
        Example('<nav aria-label="Main">Menu</nav>', gives="not_applicable"),
    ],
)
def label_in_name(page: Page) -> Outcome:
    checked, findings = 0, []
    said = {*with_attribute(page, "aria-label"), *with_attribute(page, "aria-labelledby")}
    for control in with_roles(page, *_CONTROLS) if said else ():
        if control not in said:
            continue
        if not named_by_author(page, control):
            continue
        seen = _words("".join(_visible(page, control)))
        if not seen or (len(seen) == 1 and len(seen[0]) == 1 and not seen[0].isdigit()):
            continue
        if control.get("role") == "switch" and _STATES.issuperset(seen):
            continue  # its state, not its label, as in the W3C's own pattern
        checked += 1
        name = accessible_name(page, control)
        if not _within(seen, _words(name)):
            level: Level = "review" if len(seen) > _LONG else "fail"
            message = f"reads “{' '.join(seen)[:60]}” but is called “{name[:60]}”"
            findings.append(Finding(message, control, level=level))
    if not checked:
        return not_applicable("no control has both visible words and a name of its own")
    return passing(checked, findings)


_STATES = frozenset(
    "on off yes no ein an aus ja nein oui non activé désactivé sí si aan uit nee på av til fra tak nie".split()
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return _WORD.findall(_BRACKETS.sub(" ", text) if _WORD.search(_BRACKETS.sub(" ", text)) else text)


def _within(part: list[str], whole: list[str]) -> bool:
    length = len(part)
    return any(whole[start : start + length] == part for start in range(len(whole) - length + 1))


def _visible(page: Page, element: HtmlElement) -> Iterator[str]:
    """The text one sees on the control, with the breaks that boxes make."""
    style = cascade(page)
    waiting: list[HtmlElement | str] = [element]
    seen = 0
    while waiting and seen < 500:
        part = waiting.pop()
        seen += 1
        if isinstance(part, str):
            yield part
            continue
        if not isinstance(part.tag, str) or part.tag in _SILENT or hidden_from_sight(page, part) or _icon(part):
            continue
        if part.tag == "br" or style.value(part, "display") not in {"inline", "contents"}:
            yield " "
            waiting.append(" ")
        for child in reversed([*part]):
            if child.tail:
                waiting.append(child.tail)
            waiting.append(child)
        if part.text:
            yield part.text


_SILENT = frozenset({"script", "style", "svg", "select", "textarea", "noscript", "template", "img", "input"})
_ICON = re.compile(
    r"(^|[\s_-])(icons?|material-(icons|symbols)\S*|glyphicon|fa|fas|far|fab|ligature)($|[\s_-])", re.IGNORECASE
)


def _icon(element: HtmlElement) -> bool:
    return bool(_ICON.search(element.get("class", "")))
