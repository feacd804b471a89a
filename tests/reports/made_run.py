"""Makes small runs by hand: a folder with a store that holds exactly what a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from audits.store import database
from audits.store.records import (
    AuditCard,
    FindingGroup,
    Measurement,
    PageRecord,
    Place,
    SiteEntry,
    SiteResult,
    Value,
)
from audits.store.run_folder import RunFolder
from audits.store.site_list import parse_site_list

FETCHED = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def card(audit: str, *, unit: str = "share", effort: str = "hour", severity: str = "serious") -> AuditCard:
    name = audit.partition("/")[2].replace("-", " ")
    return AuditCard(
        id=audit,
        category=audit.partition("/")[0],
        scope="page",
        title=f"{name.capitalize()} is as it should be.",
        why=f"Without {name} people are lost.",
        measured=f"How much of {name} there is.",
        limits="It cannot see everything.",
        remedy=f"Mend {name}.",
        unit=unit,
        standards=("WCAG 2.2 SC 1.1.1 (A)",),
        wcag=("1.1.1",),
        related=(),
        aliases=(),
        grade="failure",
        severity=severity,  # type: ignore[arg-type]
        effort=effort,
        version=1,
    )


def measurement(
    audit: str, value: Value, *, outcome: str = "measured", unit: str = "share", facts: Mapping[str, Value] | None = None,
    version: int = 1, failing: int = 0, pages: int = 3,
) -> Measurement:  # fmt: skip
    real = outcome == "measured"
    return Measurement(
        audit, version, outcome, value if real else None, value if real else None, unit, pages if real else 0, failing, 3, 0,
        "" if real else "because", dict(facts or {}),
    )  # type: ignore[arg-type]  # fmt: skip


def finding(
    audit: str, message: str = "something is missing", *, identity: str = "", pages: int = 1, places: int = 1,
    level: str = "fail", severity: str = "serious", url: str = "https://a.example/", snippet: str = '<img src="x.png">',
) -> FindingGroup:  # fmt: skip
    seen = tuple(Place(url, f"img:nth-of-type({n})", snippet, message) for n in range(1, min(places, 25) + 1))
    return FindingGroup(
        audit, identity or f"{audit}:{message}", level, "failure", ("1.1.1",), (), severity, message, snippet, pages, places, seen,
    )  # type: ignore[arg-type]  # fmt: skip


def result(
    key: str, measurements: Sequence[Measurement] = (), findings: Sequence[FindingGroup] = (), *, status: str = "ok",
    pages: int = 3, failures: int = 0, reason: str = "", url: str = "https://a.example/", fetches: int = 5,
    fetched_at: datetime = FETCHED,
) -> SiteResult:  # fmt: skip
    records = tuple(PageRecord(f"{url}{n or ''}", 200, fetched_at, 1000, f"Page {n}", n == 0, {}) for n in range(pages))
    failure = "" if status in {"ok", "partial"} else f"{status}_somehow"
    return SiteResult(
        key, status, failure, reason, url, fetched_at, fetches, failures, 1000 * pages, records, tuple(measurements),
        tuple(findings),
    )  # fmt: skip


def made_run(folder: Path, csv: str, results: Mapping[str, SiteResult] | Sequence[SiteResult] = ()) -> RunFolder:
    """A run folder with this list and these results; what has no result is still waiting."""
    run = RunFolder(folder).create()
    run.sites.write_text(csv, encoding="utf-8")
    body = csv.encode()
    entries = parse_site_list(body) if len(csv.splitlines()) > 1 else []
    write(run, entries, list(results.values()) if isinstance(results, Mapping) else list(results))
    return run


def write(run: RunFolder, entries: Sequence[SiteEntry], results: Sequence[SiteResult]) -> None:
    engine = database.open_store(run.database)
    database.put_sites(engine, entries)
    for each in results:
        database.save_result(engine, each)
    engine.dispose()
