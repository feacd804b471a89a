"""Audits the file of one site: a WARC in, a `SiteResult` out; a pure function of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audits.judgement import PageJudgement, judge_page, judge_site, page_record, prepare
from audits.page import Page
from audits.registry import site_audits
from audits.status import Status, page_failure, status_of
from audits.store.records import FindingGroup, Measurement, PageRecord, SiteEntry, SiteResult
from audits.store.warc import Archive, WarcError, read_warc
from audits.visit import Visit, visit_of


def audit_file(
    path: Path,
    site: SiteEntry,
    on_page: Callable[[str], None] = lambda _url: None,
    skip: Mapping[str, str] | None = None,
) -> SiteResult:
    """Audit one site's file. `on_page` is told each page before it is read; pages in `skip` are passed over with a reason.

    Never raises for what a file holds; a file that is no WARC becomes a result that says so.
    """
    try:
        archive = read_warc(path)
    except WarcError as error:
        return _nothing(site, Status("unreachable", "crawl_error", f"The site's file cannot be read: {error}"))
    return audit_archive(archive, site, on_page, skip)


def audit_archive(
    archive: Archive,
    site: SiteEntry,
    on_page: Callable[[str], None] = lambda _url: None,
    skip: Mapping[str, str] | None = None,
) -> SiteResult:
    """The same for an archive that was read."""
    visit = visit_of(site, archive.fetches, archive.notes, archive.facts)
    skip = skip or {}
    readable = visit.without([page for page in visit.pages if page.url in skip])
    if readable.pages:
        on_page(readable.pages[0].url)  # its tree is made to tell the status
    status = (
        status_of(readable if readable.pages else visit, whole=archive.whole and not archive.notes.get("broken"))
        if not _only(skip, visit)
        else _UNREAD
    )
    if not status.measured:
        return _result(visit, status, [], [], [])
    return _measured(visit, status, on_page, skip)


def _measured(visit: Visit, status: Status, on_page: Callable[[str], None], skip: Mapping[str, str]) -> SiteResult:
    needs = tuple(dict.fromkeys(need for audit in site_audits() for need in audit.needs))
    judged: list[PageJudgement] = []
    records: list[PageRecord] = []
    left_out: set[Page] = set()
    for page in visit.pages:
        if page.url in skip:
            left_out.add(page)
            records.append(page_record(page, None, f"not audited: {skip[page.url]}"))
            continue
        on_page(page.url)
        judgement = judge_page(page)
        prepare(page, needs)
        judged.append(judgement)
        records.append(page_record(page, judgement))
        page.release(needs)
    on_page("")
    if left_out:
        visit = visit.without(left_out)
        reason = next(iter(skip.values()))
        status = Status(
            "partial", status.failure, f"{status.reason} {len(left_out)} pages were not audited: {reason}.".strip()
        )
    measurements, findings = judge_site(visit, judged)
    return _result(visit, status, records, measurements, findings)


def _result(
    visit: Visit,
    status: Status,
    records: Sequence[PageRecord],
    measurements: Sequence[Measurement],
    findings: Sequence[FindingGroup],
) -> SiteResult:
    return SiteResult(
        key=visit.site.key,
        status=status.status,
        failure=status.failure,
        reason=status.reason,
        final_url=str(visit.notes.get("moved_to") or (visit.home.url if visit.home else "")),
        fetched_at=visit.fetched_at if visit.fetches else None,
        fetches=len(visit.fetches),
        failures=sum(bool(page_failure(fetch)) for fetch in visit.failures),
        wire_bytes=sum(fetch.wire_bytes or 0 for fetch in visit.fetches),
        pages=tuple(records),
        measurements=tuple(measurements),
        findings=tuple(findings),
    )


def _only(skip: Mapping[str, str], visit: Visit) -> bool:
    return bool(visit.pages) and all(page.url in skip for page in visit.pages)


_UNREAD = Status("partial", "", "No page of this site could be audited.")


def _nothing(site: SiteEntry, status: Status) -> SiteResult:
    return SiteResult(site.key, status.status, status.failure, status.reason, "", None, 0, 0, 0, (), (), ())
