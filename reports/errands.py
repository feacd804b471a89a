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
from reports.catalogue import in_language, load_catalogue
from reports.compare import Change, compare_runs, series
from reports.formats.benchmark_page import write_benchmark
from reports.formats.change_page import write_change
from reports.formats.comma_separated import write_csv
from reports.formats.web import About, fault, site_name
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
    known = in_language(cards or load_catalogue(runs[-1]) or load_catalogue(runs[0]), words)
    change = compare_runs(runs[0], runs[-1], known, scoring=scoring, group_by=group_by)
    way = series(runs, scoring=scoring, group_by=group_by) if len(runs) > 2 else None
    path = write_change(runs[-1].report, change, About.of(runs[-1], change.scoring), words, way)
    return [*change_sentences(change, words), words.say("terminal.comparison", path=path)]


def change_sentences(change: Change, words: Language) -> list[str]:
    """What changed, in a few sentences."""
    sites = change.sites
    fates = sites["fate"].value_counts()
    said = [
        words.say("terminal.fates", sites=words.say("count.sites", n=int(count)), fate=words.say(f"fate.{fate}"))
        for fate, count in fates.items()
    ]
    moved = sites["overall_change"].dropna()
    sentences = ["; ".join(said) + "." if said else words.say("terminal.none_of_either")]
    if len(moved):
        better, worse, same = int((moved >= 1).sum()), int((moved <= -1).sum()), int((moved.abs() < 1).sum())
        sentences.append(words.say("terminal.total", better=better, worse=worse, same=same))
    sentences.append(words.say("terminal.changed", mended=int(sites["mended"].sum()), new=int(sites["new"].sum())))
    if change.versions:
        sentences.append(words.say("terminal.versions", audits=", ".join(change.versions)))
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
    words = language(lang)
    known = in_language(cards or load_catalogue(mine) or load_catalogue(there), words)
    found = benchmark(mine, there, known, key=key, group=group, scoring=scoring, group_by=group_by)
    path = write_benchmark(mine, found, lang)
    return [*benchmark_sentences(found, words), words.say("terminal.benchmark", path=path)]


def benchmark_sentences(found: Benchmark, words: Language) -> list[str]:
    """Where the site stands and the first three things to mend."""
    total = found.readings[0]
    name = site_name(str(found.site["name"]), str(found.site["url"]))
    if math.isnan(total.score):
        sentences = [words.say("terminal.no_total", name=name)]
    elif math.isnan(total.median):
        sentences = [words.say("terminal.alone", name=name, score=f"{total.score:.0f}")]
    else:
        sentences = [
            words.say(
                "terminal.beside", name=name, score=f"{total.score:.0f}", sites=words.say("count.sites", n=total.sites),
                group=found.group, median=f"{total.median:.0f}", best=f"{total.best_quarter:.0f}",
            )
        ]  # fmt: skip
    if found.fixes:
        titles = "; ".join(fault(fix.audit, fix.title, words) for fix in found.fixes[:3])
        sentences.append(words.say("terminal.fixes", fixes=titles))
    return sentences


def sample_and_write(
    run: RunFolder, path: Path, *, n: int = 60, group_by: str = "group", scoring: Path | None = None
) -> list[str]:
    """Write a coding sheet."""
    chosen = write_sample(run, path, n=n, group_by=group_by, scoring=scoring)
    words = language()
    sites = words.say("count.sites", n=len(chosen))
    return [
        words.say("terminal.sample", sites=sites, n=int(chosen["stratum"].nunique())),
        words.say("terminal.sample_how"),
        words.say("terminal.sheet", path=path),
    ]


def agreement_lines(run: RunFolder, sheets: Sequence[Path], *, out: Path | None = None) -> list[str]:
    """Kappa by feature and pair, as a table for the terminal; `out` takes the same as CSV."""
    if out is not None and out.resolve() in {sheet.resolve() for sheet in sheets}:
        raise ReportError(f"{out} is a coder's sheet, which would be written over; name another file with --out.")
    table = agreement(run, sheets)
    if out is not None:
        cells = table.astype("object").where(table.notna(), None)
        write_csv(out, [str(name) for name in cells.columns], cells.itertuples(index=False))
    rows: Iterable[Any] = table.itertuples()
    say = language().say
    head = (say("terminal.feature"), say("terminal.between"), say("terminal.sites_head"), say("terminal.agree"))
    lines = [f"{head[0]:<28} {head[1]:<32} {head[2]:>5} {head[3]:>6} {'kappa':>6}  {say('terminal.samples')}"]
    for row in rows:
        kappa = "" if math.isnan(row.kappa) else f"{row.kappa:.2f}"
        span = "" if math.isnan(row.low) else say("terminal.span", low=f"{row.low:.2f}", high=f"{row.high:.2f}")
        agree = "" if math.isnan(row.agree) else f"{row.agree:.0%}"
        weak = f" {say('terminal.weak')}" if row.kappa < _WEAK_KAPPA else ""
        pair = say("terminal.pair", left=row.left, right=row.right)
        lines.append(f"{row.feature:<28} {pair:<32} {row.sites:>5} {agree:>6} {kappa:>6}  {span}{weak}".rstrip())
    return lines
