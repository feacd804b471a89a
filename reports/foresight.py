"""Refuses before a night what its report would refuse in the morning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from audits.store.browser import browser_path
from audits.store.records import SiteEntry
from audits.store.run_folder import RunFolder
from audits.store.site_list import COLUMNS
from reports.formats.portable_document import NO_BROWSER
from reports.groups import groups_by
from reports.language import language
from reports.options import OptionsError
from reports.places import read_areas, read_statistics
from reports.scoring import load_scoring
from reports.tables import read_sites, run_store


def foresee(
    entries: Sequence[SiteEntry],
    known: Collection[str] = (),
    *,
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = "en-GB",
    areas: Path | None = None,
    statistics: Path | None = None,
    against: Path | None = None,
    group: str | None = None,
    pdf: bool = False,
) -> None:
    """Read everything that the report will be given. `known` are the ids of audits, for the scoring.

    Raises `OptionsError`, `ScoringError`, `ReportError` or `RunFolderError`, with the sentence that the report would say.
    """
    language(lang)
    if scoring is not None:
        load_scoring(scoring, known)
    extra = list(dict.fromkeys(name for entry in entries for name in entry.extra))
    if group_by not in {*COLUMNS[:4], "status", *extra}:
        there = ", ".join(f"`{name}`" for name in ("group", "area", *extra))
        raise OptionsError(f"the list has no column `{group_by}` to group by; it has {there}.")
    if areas is not None:
        read_areas(areas)
    if statistics is not None:
        read_statistics(statistics)
    if (against is not None or group is not None) and len(entries) > 1:
        raise OptionsError(
            "--against and --group are for one address, and this is a list; compare groups by --group-by."
        )
    if against is not None:
        with run_store(RunFolder(against).existing().database) as engine:
            groups = {*groups_by(read_sites(engine), group_by)} - {""}
        if group and group not in groups:
            raise OptionsError(f"the other run has no group `{group}`; it has {', '.join(sorted(groups))}.")
    if pdf and not browser_path():
        raise OptionsError(NO_BROWSER)
