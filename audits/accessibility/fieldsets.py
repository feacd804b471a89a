"""Choices that belong together are a named group.

Why it matters: heard one by one, "yes" and "no" say nothing without the question they answer; a `fieldset` with a `legend` says it.
What is measured: the share of groups of radio buttons and tick boxes, and of field sets, that are groups with a name.
Limits: groups are told by the `name` their boxes share; boxes with names of their own are not told as a group.
What to do: put the boxes into a `fieldset` and write the question into its `legend`.
"""

from collections import defaultdict

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_GROUPS = frozenset({"group", "radiogroup", "region", "listbox", "grid", "menu"})


@page_audit(
    unit="share",
    standards=["WCAG Technique H71", "WCAG 2.2 SC 1.3.1 (A), near"],
    related=["1.3.1", "3.3.2"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(
            "<fieldset><legend>Boat?</legend><input type=radio name=b> <input type=radio name=b></fieldset>", gives=1.0
        ),
        Example("<form><input id=fail type=radio name=b> yes <input type=radio name=b> no</form>", gives=0.0),
        Example("<fieldset id=fail><legend></legend><input></fieldset>", gives=0.0),
        Example("<fieldset id=fail><input> <input></fieldset>", gives=0.0),
        Example(
            "<div role=radiogroup aria-label=Boat><input type=radio name=b><input type=radio name=b></div>", gives=1.0
        ),
        Example("<input type=checkbox name=a> <input type=checkbox name=c>", gives="not_applicable"),
    ],
)
def fieldsets(page: Page) -> Outcome:
    groups: dict[tuple[HtmlElement | None, str, str], list[HtmlElement]] = defaultdict(list)
    for field in page.elements("input"):
        kind, name = field.get("type", "").strip().lower(), field.get("name", "").strip()
        if kind in {"radio", "checkbox"} and name and "hidden" not in field.attrib:
            groups[next(field.iterancestors("form"), None), kind, name].append(field)
    several = [boxes for boxes in groups.values() if len(boxes) > 1]
    sets = page.elements("fieldset")
    if not several and not sets:
        return not_applicable("no groups of choices and no field sets")
    findings = [
        Finding(f"group of {_WORDS[boxes[0].get('type', '').strip().lower()]} without fieldset and legend", boxes[0])
        for boxes in several
        if not _grouped(boxes[0])
    ]
    findings += [Finding(fault, one) for one in sets if (fault := _fault(one))]
    return passing(len(several) + len(sets), findings)


_WORDS = {"radio": "radio buttons", "checkbox": "check boxes"}


def _grouped(box: HtmlElement) -> bool:
    for up in box.iterancestors():
        if up.tag == "fieldset" or up.get("role", "").strip().lower() in _GROUPS:
            return True
        if (
            up.tag in {"td", "tr"}
            and next(up.iterancestors("table"), None) is not None
            and up.find(".//th") is not None
        ):
            return True  # a matrix of questions: the row's heading asks
    return False


def _fault(fieldset: HtmlElement) -> str:
    if any(fieldset.get(name, "").strip() for name in ("aria-label", "aria-labelledby", "title")):
        return ""
    legend = next(iter(fieldset.iter("legend")), None)
    if legend is None:
        return "fieldset without a legend"
    named = "".join(legend.itertext()).strip() or any(image.get("alt") for image in legend.iter("img"))
    return "" if named else "fieldset with an empty legend"
