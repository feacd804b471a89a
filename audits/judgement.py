"""Runs every audit over one visit: a site's fetches in, its measurements and findings out; a broken audit costs only itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.model import Audit, Finding, Outcome
from audits.page import Page
from audits.registry import page_audits, site_audits
from audits.store.records import FindingGroup, Measurement, PageRecord, Place, Spot, Value
from audits.visit import Visit
from audits.where import Ways, css_path, snippet

SPOTS_PER_AUDIT = 100
"""Spots of one audit written down for one page; the count goes on, the list does not."""

AXE = "accessibility/axe"
_RULE = re.compile(r"\(axe: ([a-z0-9-]+)\)$")

SEEN = 25
"""Places kept of a finding that recurs over a site."""


@dataclass(frozen=True, slots=True)
class PageJudgement:
    """What the page audits say of one page: outcomes by audit id, and the findings ready to be printed."""

    url: str
    home: bool
    outcomes: Mapping[str, Outcome]
    spots: tuple[Spot, ...]
    title: str
    note: str


def judge_page(page: Page, audits: Sequence[Audit] | None = None) -> PageJudgement:
    """Run the page audits over one page. Never raises: what an audit raises becomes its outcome *error*."""
    chosen = page_audits() if audits is None else audits
    answered = {audit.id: (audit, attempt(audit, page)) for audit in chosen}
    ways = Ways(page.ids)
    spots = [
        spot
        for audit, outcome in answered.values()
        if outcome.findings
        for spot in spots_of(audit, outcome.findings, page.url, ways)
    ]
    outcomes = {name: _without_elements(outcome) for name, (_, outcome) in answered.items()}
    spots = once(spots, chosen)
    browsers = {audit.id for audit in chosen if audit.rendered}
    page.tallies["barriers"] = sum(
        spot.grade == "failure"
        and spot.level == "fail"
        and spot.audit.startswith("accessibility/")
        and spot.audit not in browsers
        for spot in spots
    )
    titles = page.elements("title")
    title = " ".join((titles[0].text_content() if titles else "").split())[:300]
    return PageJudgement(page.url, page.home, outcomes, tuple(spots), title, page.parsed.note)


def once(spots: Sequence[Spot], audits: Sequence[Audit]) -> list[Spot]:
    """The spots without those of axe that an audit of ours has found at the same element.

    Ours names the rule of axe among its aliases; axe's says it in its message: "… (axe: image-alt)".
    """
    if all(spot.audit != AXE for spot in spots):
        return list(spots)
    rules = {audit.id: {name for name in audit.card.aliases if name.startswith("axe:")} for audit in audits}
    ours = {
        (rule, spot.place.selector, level)
        for spot in spots
        if spot.audit != AXE
        for rule in rules.get(spot.audit, ())
        for level in (("fail", "review") if spot.level == "fail" else ("review",))
    }
    return [
        spot
        for spot in spots
        if spot.audit != AXE
        or not (named := _RULE.search(spot.place.message))
        or (f"axe:{named.group(1)}", spot.place.selector, spot.level) not in ours
    ]


def attempt(audit: Audit, subject: Page | Visit) -> Outcome:
    """Run one audit; an exception is its outcome, not ours."""
    try:
        return audit.run(subject)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one broken audit costs only itself
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = f"{last.tb_frame.f_code.co_name}:{last.tb_lineno}" if last else "?"
        return Outcome("error", reason=f"{type(error).__name__} in {where}: {error}"[:300])


def spots_of(audit: Audit, findings: Sequence[Finding], url: str, ways: Ways | None = None) -> list[Spot]:
    """Findings as printable spots: elements become a CSS path and a snippet."""
    card = audit.card
    spots = []
    for finding in findings[:SPOTS_PER_AUDIT]:
        element = finding.element
        grade = finding.grade or card.grade
        wcag = card.wcag if finding.wcag is None else finding.wcag
        related = card.related if finding.related is None else finding.related
        if grade == "advice":  # advice fails no criterion for certain: what it names is only nearby
            wcag, related = (), related or wcag
        spots.append(
            Spot(
                audit.id,
                finding.level,
                grade,
                wcag,
                related,
                finding.severity or card.severity,
                Place(
                    finding.url or url,
                    css_path(element, ways) if element is not None else finding.selector,
                    finding.snippet or (snippet(element) if element is not None else ""),
                    finding.message,
                ),
            )
        )
    return spots


def judge_site(visit: Visit, pages: Sequence[PageJudgement]) -> tuple[list[Measurement], list[FindingGroup]]:
    """Average the page audits over the site, run the site audits, group the findings."""
    measurements = [_averaged(audit, pages) for audit in page_audits()]
    spots = [spot for page in pages for spot in page.spots]
    for audit in site_audits():
        outcome = attempt(audit, visit)
        spots += spots_of(audit, outcome.findings, visit.home.url if visit.home else visit.site.url)
        measurements.append(_whole(audit, outcome))
    return measurements, grouped(spots)


def prepare(page: Page, needs: Sequence[Callable[[Any], Any]]) -> None:
    """Compute what site audits will read of this page while its tree is there. Errors surface in the audit."""
    for need in needs:
        try:
            need(page)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 - the site audit meets it again and reports it as its own error
            continue


def page_record(page: Page, judgement: PageJudgement | None, note: str = "") -> PageRecord:
    values: dict[str, Value] = {}
    if judgement is not None:
        values = {name: outcome.value for name, outcome in judgement.outcomes.items() if outcome.kind == "measured"}
    fetch = page.fetch
    title = judgement.title if judgement else ""
    note = note or (judgement.note if judgement else "")
    return PageRecord(page.url, fetch.status, fetch.fetched_at, fetch.wire_bytes, title, page.home, values, note)


def grouped(spots: Sequence[Spot]) -> list[FindingGroup]:
    """The same finding on forty pages is one group that says forty pages, most pages first."""
    groups: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    known: dict[tuple[str, ...], str] = {}
    for spot in spots:
        said = (spot.audit, spot.level, spot.place.message, spot.place.snippet)
        if (same := known.get(said)) is None:
            same = known[said] = identity(spot)
        groups[spot.audit, same].append(spot)
    made = [_group(name, key, members) for (name, key), members in groups.items()]
    return sorted(made, key=lambda group: (-group.pages, -group.places, group.audit, group.identity))


def identity(spot: Spot) -> str:
    """What makes two findings the same one: audit, message and normalised snippet (digits and spaces do not count)."""
    text = _DIGITS.sub("0", _SPACES.sub(" ", f"{spot.place.message}\n{spot.place.snippet}")).lower()
    return hashlib.sha256(f"{spot.audit}\n{spot.level}\n{text}".encode()).hexdigest()[:16]


_DIGITS, _SPACES = re.compile(r"\d+"), re.compile(r"\s+")


def _group(name: str, key: str, members: list[Spot]) -> FindingGroup:
    first = members[0]
    return FindingGroup(
        audit=name,
        identity=key,
        level=first.level,
        grade=first.grade,
        wcag=first.wcag,
        related=first.related,
        severity=first.severity,
        message=first.place.message,
        snippet=first.place.snippet,
        pages=len({spot.place.url for spot in members}),
        places=len(members),
        seen=tuple(spot.place for spot in members[:SEEN]),
    )


def _averaged(audit: Audit, pages: Sequence[PageJudgement]) -> Measurement:
    card = audit.card
    outcomes = [page.outcomes[audit.id] for page in pages if audit.id in page.outcomes]
    real = [outcome for outcome in outcomes if outcome.kind == "measured"]
    home = next((page.outcomes[audit.id] for page in pages if page.home and audit.id in page.outcomes), None)
    home_value = home.value if home and home.kind == "measured" else None
    if not real:
        kinds = Counter(outcome.kind for outcome in outcomes)
        kind = next((k for k in ("error", "cannot_tell", "not_applicable") if kinds[k]), "cannot_tell")
        reason = next((o.reason for o in outcomes if o.kind == kind), "no page of this site could be read")
        return Measurement(audit.id, card.version, kind, unit=card.unit, reason=reason)  # type: ignore[arg-type]
    facts: dict[str, Value] = {}
    for outcome in reversed(real):
        facts.update(outcome.facts)
    return Measurement(
        audit=audit.id,
        version=card.version,
        outcome="measured",
        value=_mean([outcome.value for outcome in real]),
        home=home_value,
        unit=card.unit,
        pages=len(real),
        failing=sum(any(finding.level == "fail" for finding in outcome.findings) for outcome in real),
        checked=sum(outcome.checked for outcome in real),
        failed=sum(sum(finding.level == "fail" for finding in outcome.findings) for outcome in real),
        facts=facts,
    )


def _mean(values: Sequence[Value]) -> Value:
    """Mean of numbers, share of yes, or the most common text (the first of equals)."""
    numbers = [float(value) for value in values if isinstance(value, (int, float))]
    if len(numbers) == len(values):
        return sum(numbers) / len(numbers)
    return Counter(values).most_common(1)[0][0]


def _whole(audit: Audit, outcome: Outcome) -> Measurement:
    fails = [finding for finding in outcome.findings if finding.level == "fail"]
    return Measurement(
        audit=audit.id,
        version=audit.card.version,
        outcome=outcome.kind,
        value=outcome.value,
        home=outcome.value,
        unit=audit.card.unit,
        pages=1 if outcome.kind == "measured" else 0,
        failing=len({finding.url for finding in fails}),
        checked=outcome.checked,
        failed=len(fails),
        reason=outcome.reason,
        facts=outcome.facts,
    )


def _without_elements(outcome: Outcome) -> Outcome:
    """The outcome with its findings' elements let go, so that the page's tree can be freed."""
    if not outcome.findings:
        return outcome
    slim = tuple(Finding(finding.message, level=finding.level) for finding in outcome.findings)
    return Outcome(outcome.kind, outcome.value, outcome.checked, slim, outcome.reason, outcome.facts)
