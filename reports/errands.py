"""Does in one call what the commands compare, benchmark, sample and agreement do, and gives sentences for the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from audits.store.records import AuditCard
from audits.store.run_folder import RunFolder
from reports.agreement import agreement
from reports.benchmark import Benchmark, benchmark, newest_run_with
from reports.compare import Change, compare_runs, series
from reports.formats.benchmark_page import write_benchmark
from reports.formats.change_page import write_change
from reports.formats.comma_separated import write_csv
from reports.formats.web import About, site_name
from reports.language import DEFAULT, Language, language
from reports.sample import write_sample
from reports.tables import ReportError

_WEAK_KAPPA = 0.6  # below it a feature is not coded reliably (measures, section 4.2)


def compare_and_write(
    runs: Sequence[RunFolder],
    cards: Sequence[AuditCard] = (),
    *,
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = DEFAULT,
) -> list[str]:
    """Compare the first run with the last, and with three or more draw the way between; writes into the last's report."""
    if len(runs) < 2:
        raise ReportError("name two runs to compare, the older one first.")
    words = language(lang)
    change = compare_runs(runs[0], runs[-1], cards, scoring=scoring, group_by=group_by)
    way = series(runs, scoring=scoring, group_by=group_by) if len(runs) > 2 else None
    path = write_change(runs[-1].report, change, About.of(runs[-1], change.scoring), words, way)
    return [*change_sentences(change, words), f"Comparison: {path}"]


def change_sentences(change: Change, words: Language) -> list[str]:
    """What changed, in a few sentences."""
    sites = change.sites
    fates = sites["fate"].value_counts()
    said = [f"{words.say('count.sites', n=int(count))} {words.say(f'fate.{fate}')}" for fate, count in fates.items()]
    moved = sites["overall_change"].dropna()
    sentences = ["; ".join(said) + "." if said else "No site in either list."]
    if len(moved):
        sentences.append(
            f"Total: {int((moved >= 1).sum())} higher, {int((moved <= -1).sum())} lower, "
            f"{int((moved.abs() < 1).sum())} about the same."
        )
    sentences.append(f"Findings: {int(sites['mended'].sum())} mended, {int(sites['new'].sum())} new.")
    if change.versions:
        sentences.append(f"Changed between the runs and not compared: {', '.join(change.versions)}.")
    return sentences


def benchmark_and_write(
    mine: RunFolder,
    against: RunFolder | None = None,
    cards: Sequence[AuditCard] = (),
    *,
    key: str = "",
    group: str = "",
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = DEFAULT,
) -> list[str]:
    """Set one site beside its group; without `against` beside the newest other run next to `mine` that has the group."""
    there = against or newest_run_with(mine.root.resolve().parent, group, but=mine.root)
    if there is None:
        wanted = f" with the group `{group}`" if group else ""
        raise ReportError(f"there is no other run{wanted} beside {mine.root}; name one with --against.")
    found = benchmark(mine, there, cards, key=key, group=group, scoring=scoring, group_by=group_by)
    path = write_benchmark(mine, found, lang)
    return [*benchmark_sentences(found, language(lang)), f"Benchmark: {path}"]


def benchmark_sentences(found: Benchmark, words: Language) -> list[str]:
    """Where the site stands and the first three things to mend."""
    total = found.readings[0]
    name = site_name(str(found.site["name"]), str(found.site["url"]))
    if math.isnan(total.score):
        sentences = [f"{name} has no total: too little could be measured."]
    elif math.isnan(total.median):
        sentences = [f"{name}: {total.score:.0f} of 100, and nobody to compare with."]
    else:
        group = f"{total.sites} sites ({found.group})"
        standing = f"the median of {group} is {total.median:.0f}, the best quarter begins at {total.best_quarter:.0f}"
        sentences = [f"{name}: {total.score:.0f} of 100; {standing}."]
    if found.fixes:
        sentences.append(f"{words.say('site.fixes')}: {'; '.join(fix.title for fix in found.fixes[:3])}.")
    return sentences


def sample_and_write(
    run: RunFolder, path: Path, *, n: int = 60, group_by: str = "group", scoring: Path | None = None
) -> list[str]:
    """Write a coding sheet."""
    chosen = write_sample(run, path, n=n, group_by=group_by, scoring=scoring)
    return [
        f"{len(chosen)} sites in {chosen['stratum'].nunique()} strata (group and third of the total).",
        "Give each coder a copy, filled with yes or no without looking at the report; then run `frontline agreement`.",
        f"Sheet: {path}",
    ]


def agreement_lines(run: RunFolder, sheets: Sequence[Path], *, out: Path | None = None) -> list[str]:
    """Kappa by feature and pair, as a table for the terminal; `out` takes the same as CSV."""
    table = agreement(run, sheets)
    if out is not None:
        cells = table.astype("object").where(table.notna(), None)
        write_csv(out, [str(name) for name in cells.columns], cells.itertuples(index=False))
    rows: Iterable[Any] = table.itertuples()
    lines = [f"{'feature':<28} {'between':<32} {'sites':>5} {'agree':>6} {'kappa':>6}  95 of 100 samples"]
    for row in rows:
        kappa = "" if math.isnan(row.kappa) else f"{row.kappa:.2f}"
        span = "" if math.isnan(row.low) else f"{row.low:.2f} to {row.high:.2f}"
        agree = "" if math.isnan(row.agree) else f"{row.agree:.0%}"
        weak = " weak" if row.kappa < _WEAK_KAPPA else ""
        pair = f"{row.left} and {row.right}"
        lines.append(f"{row.feature:<28} {pair:<32} {row.sites:>5} {agree:>6} {kappa:>6}  {span}{weak}".rstrip())
    return lines
