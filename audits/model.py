"""The words an audit is written in: examples, outcomes, findings, and the decorators that make an audit."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from audits.store.records import AuditCard, Grade, Level, OutcomeKind, Severity, Value

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from audits.page import Page
    from audits.visit import Visit

Unit = Literal[
    "share", "count", "days", "years", "date", "bytes", "kilobytes", "seconds", "words", "grade", "stage", "yes/no",
    "text", "per page",
]  # fmt: skip
"""Units of values. `share` is 0 to 1 where 1 is good; `grade` and `stage` are small whole numbers."""

Effort = Literal["minutes", "hour", "day", "new site"]
"""What mending a finding takes somebody who knows the site."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One spot that a person should look at.

    `element` is where it is, when it is an element; otherwise `snippet` quotes what was seen and `url` says where
    (site audits name the page in `url`). `selector` names an element that only a browser saw. `grade`, `wcag`, `related` and `severity` default to the audit's own.
    """

    message: str
    element: HtmlElement | None = None
    level: Level = "fail"
    grade: Grade | None = None
    wcag: tuple[str, ...] | None = None
    related: tuple[str, ...] | None = None
    severity: Severity | None = None
    snippet: str = ""
    url: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an audit answers. Make it with `measured`, `not_applicable` or `cannot_tell`."""

    kind: OutcomeKind
    value: Value = None
    checked: int = 0
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)


def measured(
    value: Value, *, checked: int = 1, findings: Sequence[Finding] = (), facts: Mapping[str, Value] | None = None
) -> Outcome:
    """A value in the audit's unit, out of `checked` things looked at."""
    return Outcome("measured", value, checked, tuple(findings), "", dict(facts or {}))


def passing(checked: int, findings: Sequence[Finding]) -> Outcome:
    """The share of `checked` things without a finding of level *fail*, as a measured outcome.

    For audits in the unit `share` that give at most one such finding for each thing checked.
    """
    failed = sum(finding.level == "fail" for finding in findings)
    return measured(1 - min(failed, checked) / checked, checked=checked, findings=findings)


def not_applicable(reason: str) -> Outcome:
    """There is nothing here for this audit to look at; it leaves the weighing."""
    return Outcome("not_applicable", reason=reason)


def cannot_tell(reason: str, *, findings: Sequence[Finding] = (), facts: Mapping[str, Value] | None = None) -> Outcome:
    """There may be something, but the evidence does not say; it leaves the weighing and lowers the coverage."""
    return Outcome("cannot_tell", findings=tuple(findings), reason=reason, facts=dict(facts or {}))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a made-up server answers in an example: for pages, styles, feeds, robots.txt, missing addresses."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One page and what a page audit must say of it.

    `html` without `<html` is put into a plain English page. `gives` is the value, or "not_applicable" or
    "cannot_tell". Findings must point at exactly the elements whose id begins with `fail` (level *fail*) or
    `review` (level *review*). `files` are further answers by path or URL, such as a style sheet. `sight` is what a
    browser saw of the page.
    """

    html: str | bytes
    gives: Value
    note: str = ""
    url: str = "https://example.org/"
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str | bytes | Answer] = field(default_factory=dict)
    fetched_at: str = "2026-06-01T12:00:00+00:00"
    sight: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteExample:
    """A small site and what a site audit must say of it.

    `pages` are answers by path, the first of them the home page; `facts` and `findings` are checked where given:
    facts as a subset, findings by their number. `sight` is what a browser saw, by path.
    """

    pages: Mapping[str, str | bytes | Answer]
    gives: Value
    note: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    findings: int | None = None
    url: str = "https://example.org"
    fetched_at: str = "2026-06-01T12:00:00+00:00"
    sight: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: its card for the outside, its examples and its function.

    `needs` are the derived facts of each page that a site audit reads: they are computed while the page's tree is
    there and kept when the tree is let go. With `rendered` it judges what a browser saw: counted apart from the rest.
    """

    card: AuditCard
    examples: tuple[Example, ...] | tuple[SiteExample, ...]
    run: Callable[[Any], Outcome]
    needs: tuple[Callable[[Any], Any], ...] = ()
    rendered: bool = False

    @property
    def id(self) -> str:
        return self.card.id


def page_audit(
    *,
    unit: Unit,
    examples: Sequence[Example],
    standards: Sequence[str] = (),
    wcag: Sequence[str] = (),
    related: Sequence[str] = (),
    aliases: Sequence[str] = (),
    grade: Grade = "advice",
    severity: Severity = "moderate",
    effort: Effort = "hour",
    version: int = 1,
    rendered: bool = False,
) -> Callable[[Callable[[Page], Outcome]], Audit]:
    """Make an audit of single pages out of a function.

    `wcag` are the success criteria a finding fails for certain (grade *failure*); `related` are those nearby.
    `aliases` are the names of other engines' rules for the same thing, such as "axe:image-alt".
    """

    def make(function: Callable[[Page], Outcome]) -> Audit:
        card = _card(function, "page", unit, standards, wcag, related, aliases, grade, severity, effort, version)
        return Audit(card, tuple(examples), function, rendered=rendered)

    return make


def site_audit(
    *,
    unit: Unit,
    examples: Sequence[SiteExample],
    needs: Sequence[Callable[[Any], Any]] = (),
    standards: Sequence[str] = (),
    wcag: Sequence[str] = (),
    related: Sequence[str] = (),
    aliases: Sequence[str] = (),
    grade: Grade = "advice",
    severity: Severity = "moderate",
    effort: Effort = "hour",
    version: int = 1,
) -> Callable[[Callable[[Visit], Outcome]], Audit]:
    """Make an audit of whole sites out of a function that reads a `Visit`.

    The pages' trees are gone by then: every derived fact it reads from a page must stand in `needs`.
    """

    def make(function: Callable[[Visit], Outcome]) -> Audit:
        card = _card(function, "site", unit, standards, wcag, related, aliases, grade, severity, effort, version)
        return Audit(card, tuple(examples), function, tuple(needs))

    return make


_SECTION = re.compile(r"^(Why it matters|What is measured|Limits|What to do):\s*", re.MULTILINE)


def _card(
    function: Callable[..., Outcome],
    scope: Literal["page", "site"],
    unit: str,
    standards: Sequence[str],
    wcag: Sequence[str],
    related: Sequence[str],
    aliases: Sequence[str],
    grade: Grade,
    severity: Severity,
    effort: str,
    version: int,
) -> AuditCard:
    module = inspect.getmodule(function)
    words = inspect.cleandoc((module and module.__doc__) or "")
    parts = _SECTION.split(words)
    sections = {name: " ".join(text.split()) for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    _, category, name = function.__module__.rsplit(".", 2)
    return AuditCard(
        id=f"{category}/{name.replace('_', '-')}",
        category=category,
        scope=scope,
        title=parts[0].strip(),
        why=sections.get("Why it matters", ""),
        measured=sections.get("What is measured", ""),
        limits=sections.get("Limits", ""),
        remedy=sections.get("What to do", ""),
        unit=unit,
        standards=tuple(standards),
        wcag=tuple(wcag),
        related=tuple(related),
        aliases=tuple(aliases),
        grade=grade,
        severity=severity,
        effort=effort,
        version=version,
    )
