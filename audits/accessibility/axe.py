"""The engine axe-core finds no barriers.

Why it matters: axe-core is the engine most testers use; what it fails, a council's or a funder's check fails too.
What is measured: how many elements fail a WCAG A or AA criterion by axe-core's default rules, run unchanged in a browser on the page as it is after its scripts. Best practices are advice; what axe cannot decide is for a person to look at, and two kinds of finding that the standards allow are advice (docs/decisions/axe-grades.md). A spot that an audit of ours found too is listed once, there.
Limits: only the sampled pages are opened; scripts from hosts that could not be reached are missing; engines find about a third of the barriers people meet.
What to do: each finding names the rule of axe; Deque University explains each with examples.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from audits.derived.sight import element_at, seen, spot, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page
from audits.store.records import Severity


def _rule(name: str, selector: str, *tags: str, **more: Any) -> dict[str, Any]:
    node = {"selector": selector, "snippet": "<img", "why": "Element has no alt", **more}
    return {"id": name, "impact": "critical", "tags": list(tags), "help": "Images must have text", "nodes": [node]}


def _only(rule: dict[str, Any]) -> dict[str, Any]:
    return {"axe": {"violations": [rule], "incomplete": []}}


_LATER = 'Invalid ARIA attribute value: aria-controls="later"'
_PICTURE = '<img id="{}" src="boat.png">'


@page_audit(
    unit="count",
    standards=["axe-core 4.14, default rules", "WCAG 2.2, levels A and AA"],
    grade="advice",
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=0, sight={"axe": {"violations": [], "incomplete": [], "version": "4"}}),
        Example(
            _PICTURE.format("fail"),
            gives=1,
            sight={"axe": {"violations": [_rule("image-alt", "#fail", "wcag2a", "wcag111")], "incomplete": []}},
        ),
        Example(
            '<iframe id="fail" srcdoc="x" tabindex="-1"></iframe>',
            gives=0,
            note="behind an open modal dialog nothing takes the focus",
            sight=_only(_rule("frame-focusable-content", "#fail", "wcag2a", "wcag211", behind=True, snippet="<iframe")),
        ),
        Example(
            '<div id="fail" role="combobox" aria-controls="later" aria-expanded="undefined" aria-label="Town"></div>',
            gives=0,
            note="the list of a closed combobox need not be there yet",
            sight=_only(_rule("aria-valid-attr-value", "#fail", "wcag2a", "wcag412", why=_LATER, snippet="<div")),
        ),
        Example(
            '<div id="fail" role="combobox" aria-controls="later" aria-expanded="true" aria-label="Town"></div>',
            gives=1,
            sight=_only(_rule("aria-valid-attr-value", "#fail", "wcag2a", "wcag412", why=_LATER, snippet="<div")),
        ),
        Example(
            _PICTURE.format("fail"),
            gives=0,
            note="a best practice fails no criterion",
            sight={"axe": {"violations": [_rule("region", "#fail", "best-practice")], "incomplete": []}},
        ),
        Example(
            _PICTURE.format("review"),
            gives=0,
            sight={"axe": {"violations": [], "incomplete": [_rule("image-alt", "#review", "wcag2a", "wcag111")]}},
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def axe(page: Page) -> Outcome:
    """The findings of axe-core, as it gives them."""
    found = seen(page, "axe")
    if found is None:
        return cannot_tell(unseen(page))
    findings = [*_findings(page, found["violations"], "fail"), *_findings(page, found["incomplete"], "review")]
    # Of each rule some elements are listed and all are counted; what is disputed of the listed ones is taken off.
    disputed = sum(_disputed(page, rule, node) for rule in found["violations"] for node in rule["nodes"] if _criteria(rule["tags"]))  # fmt: skip
    failures = -disputed + sum(
        int(rule.get("count") or len(rule["nodes"])) for rule in found["violations"] if _criteria(rule["tags"])
    )
    facts = {"axe_version": found.get("version"), "axe_review": sum(finding.level == "review" for finding in findings)}
    return measured(failures, checked=int(found.get("passed") or 0) + len(findings), findings=findings, facts=facts)


def _findings(page: Page, rules: list[Mapping[str, Any]], level: Any) -> Iterator[Finding]:
    for rule in rules:
        wcag = _criteria(rule["tags"])
        impact = rule.get("impact")
        for node in rule["nodes"]:
            failing = bool(wcag) and level == "fail" and not _disputed(page, rule, node)
            yield spot(
                page,
                node,
                f"{rule['help']} (axe: {rule['id']})",
                level=level,
                grade="failure" if failing else "advice",
                wcag=wcag if failing else (),
                related=() if failing else wcag,
                severity=impact if impact in get_args(Severity) else None,
            )


def _disputed(page: Page, rule: Mapping[str, Any], node: Mapping[str, Any]) -> bool:
    """Kinds of finding where the standards say otherwise than axe: shown, but advice (docs/decisions/axe-grades.md)."""
    if node.get("behind") and "wcag211" in rule["tags"]:
        return True
    if rule["id"] == "aria-valid-attr-value" and _CONTROLS_ALONE.fullmatch(str(node.get("why", ""))):
        element = element_at(page, str(node.get("selector", "")))
        return element is not None and element.get("role") == "combobox" and element.get("aria-expanded") != "true"
    return False


_CONTROLS_ALONE = re.compile(r'Invalid ARIA attribute value: aria-controls="[^"]*"')
_CRITERION = re.compile(r"wcag(\d)(\d)(\d{1,2})$")


def _criteria(tags: list[str]) -> tuple[str, ...]:
    """The success criteria of levels A and AA that a rule is about; none for best practices, AAA and trials."""
    if not any(re.fullmatch(r"wcag2\d?aa?", tag) for tag in tags) or "experimental" in tags:
        return ()
    return tuple(".".join(match.groups()) for tag in tags if (match := _CRITERION.match(tag)))
