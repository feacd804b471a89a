"""The one door for people: a few lines for each command, and the only place that sees all three stations."""

from __future__ import annotations

import errno
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from audits.store.run_folder import RunFolder, RunFolderError

if TYPE_CHECKING:
    from audits.store.records import AuditCard
    from reports.write import ReportSummary

_DEMO = "https://example.org/demo"  # the contact that a demonstration gives, by which its folder is known

_STOPPED, _INTERRUPTED = 130, "Interrupted. What is finished is kept; the same command goes on from here."
"""Exit code and sentence for Ctrl-C."""

_SHORT = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM,
}  # fmt: skip
"""Errors that say what the machine lacks, whatever was being done."""

app = typer.Typer(
    name="frontline",
    help="Audit whole sectors of small websites overnight: crawl, measure, compare. Every figure leads to its evidence.",
    rich_markup_mode=None,  # --help must load nothing heavy
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)

Sites = Annotated[
    str, typer.Argument(metavar="SITES", help="A CSV file with a column `url`, or one address.", show_default=False)
]
Run = Annotated[
    Path,
    typer.Argument(metavar="RUN", help="The folder of the run; it is made where it is missing.", show_default=False),
]
Pages = Annotated[int | None, typer.Option("--pages", min=1, help="HTML pages per site. [50]", show_default=False)]
Delay = Annotated[
    float | None,
    typer.Option("--delay", min=0, help="Seconds between two requests to one host. [1.0]", show_default=False),
]
SiteSeconds = Annotated[
    float | None,
    typer.Option("--site-seconds", min=1, help="Seconds for one site, waiting included. [900]", show_default=False),
]
SiteBytes = Annotated[
    int | None,
    typer.Option("--site-bytes", min=1, help="Bytes on the wire for one site. [50000000]", show_default=False),
]
Resources = Annotated[
    int | None,
    typer.Option(
        "--resources", min=0, help="Pictures, styles and scripts asked for per site. [200]", show_default=False
    ),
]
Render = Annotated[
    int | None,
    typer.Option(
        "--render", min=0, help="Pages per site that a browser opens, one of each template. [0]", show_default=False
    ),
]
RenderNetwork = Annotated[
    str | None,
    typer.Option(
        "--render-network",
        metavar="slow-4g|3g",
        help="Open each page of --render once more, over a slow connection (Lighthouse's figures).",
        show_default=False,
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes", min=1, max=256, help="Processes that crawl, and as many that audit. [cores]", show_default=False
    ),
]
AtOnce = Annotated[
    int | None,
    typer.Option(
        "--sites-at-once", min=1, max=1000, help="Sites crawled side by side by one process. [16]", show_default=False
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact", help="Address or page where site owners reach you; sent with every request.", show_default=False
    ),
]
AllowPrivate = Annotated[
    bool | None,
    typer.Option(
        "--allow-private", help="Reach loopback and private addresses too (tests, intranets).", show_default=False
    ),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", help="An older run: what has not changed since is not sent again.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", help="Time of day, such as 07:00, at which crawling ends whatever is left.", show_default=False
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option("--strict", help="Refuse a list with a bad line instead of going on without it.", show_default=False),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A setting of Scrapy or of crawler/settings.py; may be given several times.",
        show_default=False,
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="FRONTLINE_STORE",
        show_envvar=False,
        help="A PostgreSQL database for the tables, as postgresql+psycopg://user@host/database, instead of a file in RUN."
        " The password is better kept in PGPASSWORD or ~/.pgpass; FRONTLINE_STORE may name the database too.",
        show_default=False,
    ),
]
Warcs = Annotated[
    str | None,
    typer.Option(
        "--warcs",
        help="With --store: where all machines keep the fetched files, a shared folder or an address such as"
        " s3://bucket/prefix.",
        show_default=False,
    ),
]
Nice = Annotated[
    int | None,
    typer.Option("--nice", min=0, max=19, help="Leave the processor to others first: 0 to 19. [0]", show_default=False),
]
Memory = Annotated[
    int | None,
    typer.Option(
        "--memory",
        min=256,
        help="Ceiling in MB for each process: a crawl process that grows over it ends after its sites and begins anew,"
        " a page that needs more is left out.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")]
Scoring = Annotated[
    Path | None, typer.Option("--scoring", help="A file that overrides parts of the scoring.", show_default=False)
]
GroupBy = Annotated[str, typer.Option("--group-by", help="Column of the list by which sites are compared.")]
Language = Annotated[str, typer.Option("--lang", help="Language of the report.")]
Areas = Annotated[
    Path | None,
    typer.Option(
        "--areas",
        help="GeoJSON with the boundaries of the areas named in the list's column `area`.",
        show_default=False,
    ),
]
Statistics = Annotated[
    Path | None,
    typer.Option(
        "--statistics", help="CSV of figures about the areas, joined by its column `area`.", show_default=False
    ),
]
FailUnder = Annotated[
    float | None,
    typer.Option(
        "--fail-under",
        min=0,
        max=100,
        help="Exit code 1 where a site's total is below this, or no site has one.",
        show_default=False,
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Make a PDF of each site's page too, by the browser that is there.")]


def _version(wanted: bool) -> None:
    if wanted:
        from audits.store.version import VERSION

        print(f"frontline {VERSION}")
        raise typer.Exit


@app.callback()
def frontline(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version, and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def run(
    sites: Sites,
    folder: Run,
    pages: Pages = None,
    delay: Delay = None,
    site_seconds: SiteSeconds = None,
    site_bytes: SiteBytes = None,
    resources: Resources = None,
    render: Render = None,
    render_network: RenderNetwork = None,
    processes: Processes = None,
    sites_at_once: AtOnce = None,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
    since: Since = None,
    until: Until = None,
    strict: Strict = None,
    settings: Settings = None,
    scoring: Scoring = None,
    group_by: GroupBy = "group",
    against: Annotated[
        Path | None,
        typer.Option("--against", help="For one address: a run whose sites it is set beside.", show_default=False),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", help="For one address: its group; the newest run with that group is taken.", show_default=False
        ),
    ] = None,
    lang: Language = "en-GB",
    areas: Areas = None,
    statistics: Statistics = None,
    fail_under: FailUnder = None,
    pdf: Pdf = False,
    store: Store = None,
    warcs: Warcs = None,
    nice: Nice = None,
    memory: Memory = None,
    quiet: Quiet = False,
) -> None:
    """Crawl, audit and report in one go, resuming whatever RUN already holds."""
    given = _given(locals())
    _foresee(
        sites, scoring=scoring, group_by=group_by, lang=lang, areas=areas, statistics=statistics, against=against,
        group=group, pdf=pdf,
    )  # fmt: skip
    shared_by = _night(sites, folder, given, audit=True, quiet=quiet)
    summary = _report(folder, scoring, group_by, lang, areas, statistics, since, processes=shared_by, pdf=pdf)
    if against is not None or group is not None:
        from reports.errands import benchmark_and_write

        other = RunFolder(against).existing() if against is not None else None
        _print(
            benchmark_and_write(
                RunFolder(folder), other, group=group or "", scoring=scoring, group_by=group_by, lang=lang
            )
        )
    _fail_under(summary, fail_under)


@app.command()
def crawl(
    sites: Sites,
    folder: Run,
    pages: Pages = None,
    delay: Delay = None,
    site_seconds: SiteSeconds = None,
    site_bytes: SiteBytes = None,
    resources: Resources = None,
    render: Render = None,
    render_network: RenderNetwork = None,
    processes: Processes = None,
    sites_at_once: AtOnce = None,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
    since: Since = None,
    until: Until = None,
    strict: Strict = None,
    settings: Settings = None,
    nice: Nice = None,
    memory: Memory = None,
    quiet: Quiet = False,
) -> None:
    """Only write down what the web answers: one WARC file for each site."""
    _night(sites, folder, _given(locals()), audit=False, quiet=quiet)
    print(f"Fetched: {folder / 'fetched'}")


@app.command()
def audit(
    folder: Run,
    warc: Annotated[
        list[Path] | None,
        typer.Option("--warc", help="A WARC file from elsewhere; may be given several times.", show_default=False),
    ] = None,
    processes: Processes = None,
    nice: Nice = None,
    memory: Memory = None,
    quiet: Quiet = False,
) -> None:
    """Measure what was fetched, without asking the web again; takes WARC files of other crawlers too."""
    from audits.store.database import counts
    from reports.night import Plan, adopt, prepare, work
    from reports.terminal import progress_shown

    plan = Plan(crawl=False, processes=processes or os.cpu_count() or 1, memory=_modest(nice, memory))
    place = RunFolder(folder).create() if warc else RunFolder(folder).existing()
    with place.locked():
        engine = adopt(place, warc) if warc else prepare(place, None, again=True)
        if not counts(engine).get("sealed"):
            _say(f"error: {place.fetched} holds no site's file, so there is nothing to measure; crawl first.")
            raise typer.Exit(1)
        with progress_shown(quiet=quiet, crawling=False) as show:
            cards = work(place, engine, plan, show)
        _keep_cards(place, cards)
    print(f"Measured: {place.database}")


@app.command()
def report(
    folder: Run,
    scoring: Scoring = None,
    group_by: GroupBy = "group",
    lang: Language = "en-GB",
    areas: Areas = None,
    statistics: Statistics = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            help="An older run: the report says what changed since. [the one that the run was made with]",
            show_default=False,
        ),
    ] = None,
    history: Annotated[
        list[Path] | None,
        typer.Option(
            "--history",
            help="An earlier run whose scores the pages of sites show too; may be given several times. [those that --since leads to]",
            show_default=False,
        ),
    ] = None,
    fail_under: FailUnder = None,
    pdf: Pdf = False,
    store: Store = None,
) -> None:
    """Score what was measured and write the report; neither crawls nor audits."""
    _visited(folder, store)
    summary = _report(folder, scoring, group_by, lang, areas, statistics, since, history or (), pdf=pdf)
    _fail_under(summary, fail_under)


@app.command()
def compare(
    runs: Annotated[
        list[Path], typer.Argument(metavar="OLD NEW", help="Two runs or more, the oldest first.", show_default=False)
    ],
    scoring: Scoring = None,
    group_by: GroupBy = "group",
    lang: Language = "en-GB",
) -> None:
    """What changed between runs, site by site and finding by finding; three runs or more give a series."""
    from reports.errands import compare_and_write

    folders = [RunFolder(path).existing() for path in runs]
    _print(compare_and_write(folders, scoring=scoring, group_by=group_by, lang=lang))


@app.command()
def sample(
    folder: Run,
    n: Annotated[int, typer.Option("--n", min=1, help="Sites on the sheet.")] = 60,
    out: Annotated[Path, typer.Option("--out", help="Where the sheet goes.")] = Path("coding-sheet.csv"),
    group_by: GroupBy = "group",
) -> None:
    """Write a sheet for two people to code by hand, stratified by group and score."""
    from reports.errands import sample_and_write

    _print(sample_and_write(RunFolder(folder).existing(), out, n=n, group_by=group_by))


@app.command()
def agreement(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET", help="Filled coding sheets.", show_default=False)],
    of_run: Annotated[
        Path, typer.Option("--run", metavar="RUN", help="The run the sheets were drawn from.", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option("--out", help="A CSV file for the table.", show_default=False)] = None,
) -> None:
    """Cohen's kappa between the coders, and of each against the program, by feature."""
    from reports.errands import agreement_lines

    _print(agreement_lines(RunFolder(of_run).existing(), sheets, out=out))


@app.command()
def status(folder: Run, store: Store = None) -> None:
    """How far a run is, or how it ended: sites by state, statuses and failures by name."""
    from reports.watch import status_lines

    _print(status_lines(_visited(folder, store)))


@app.command()
def worker(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where this machine keeps what it is working on.")
    ] = Path("frontline-worker"),
    store: Store = None,
    warcs: Warcs = None,
    processes: Processes = None,
    sites_at_once: AtOnce = None,
    stay: Annotated[
        bool, typer.Option("--stay", help="When a run is done, wait for more sites instead of ending.")
    ] = False,
    nice: Nice = None,
    memory: Memory = None,
    quiet: Quiet = False,
) -> None:
    """Crawl and audit sites of a run that was begun elsewhere with --store; any number of machines may."""
    from audits.store.browser import require_browser
    from reports.night import STAYING, Plan, prepare, work
    from reports.shared_run import join
    from reports.terminal import progress_shown

    if store is None:
        _refuse("a worker needs to know the run's database: --store postgresql+psycopg://user@host/database.")
    ceiling = _modest(nice, memory)
    count = processes or os.cpu_count() or 1
    while True:
        place, settings = join(folder, store, warcs or "")
        if settings.get("FRONTLINE_RENDER"):
            require_browser()
        plan = Plan(True, True, settings, count, sites_at_once or 16, ceiling)
        with place.locked(), progress_shown(quiet=quiet) as show:
            work(place, prepare(place, None), plan, show)
        if not stay:
            break
        time.sleep(STAYING)
    print("No site is left to do.")


@app.command(context_settings={"ignore_unknown_options": True})  # they are the command's own, such as --contact
def schedule(
    command: Annotated[
        list[str],
        typer.Argument(metavar="COMMAND", help="What to run, such as: run sites.csv runs/sector.", show_default=False),
    ],
    at: Annotated[str, typer.Option("--at", help="Time of day at which it begins.")] = "22:00",
    day: Annotated[
        str, typer.Option("--on", help="Days: daily, weekly (Sundays), monthly (the first), or a weekday such as mon.")
    ] = "daily",
    name: Annotated[str, typer.Option("--name", help="Name of the timer and of the task.")] = "frontline",
) -> None:
    """Print a systemd timer, a line for cron and a task for Windows that run a command; sets up nothing itself."""
    from reports.schedule import schedule_lines

    first = next((word for word in command if word != "frontline"), "")
    names = [each.callback.__name__ for each in app.registered_commands if each.callback]
    if first not in names:
        _refuse(
            f"there is no command `{first}` to schedule; write it as on the command line: run sites.csv runs/sector."
        )
    _print(schedule_lines(command, at=at, day=day, name=name, folder=Path.cwd(), program=_program()))


@app.command()
def inspect(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET", help="Files, folders of HTML files, or addresses.", show_default=False),
    ],
    render: Annotated[bool, typer.Option("--render", help="Open each page in a browser too.")] = False,
    form: Annotated[str, typer.Option("--format", help="text, json or jsonl.")] = "text",
    allow_private: AllowPrivate = None,
) -> None:
    """Audit single pages and print what was found."""
    from reports.inspection import FORMS, inspected, written

    if form not in FORMS:
        _refuse(f"there is no format `{form}`; use one of {', '.join(FORMS)}.")
    read: list[bool] = []

    def noted(pages: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for page in pages:
            read.append("error" not in page)
            yield page

    _print(written(noted(inspected(targets, allow_private=bool(allow_private), render=render)), form))
    if not any(read):
        raise typer.Exit(1)


@app.command()
def explain(
    name: Annotated[
        str | None, typer.Argument(metavar="AUDIT", help="An audit, such as legacy/frames.", show_default=False)
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="The whole catalogue as Markdown, as in docs/AUDITS.md.")
    ] = False,
) -> None:
    """The catalogue of audits, or one audit: what is measured, why, how it is scored, by which source."""
    from audits.registry import cards, find
    from reports.explanation import card_lines, catalogue_lines, markdown_catalogue, nearest

    if markdown:
        print(markdown_catalogue(cards()), end="")
        return
    if name is None:
        lines = catalogue_lines(cards())
    else:
        try:
            lines = card_lines(find(name).card)
        except KeyError:
            _refuse(f"there is no audit `{name}`{nearest(name, cards())} `frontline explain` lists them all.")
    _print(lines)


@app.command()
def doctor(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where a run is going to be.")] = Path(),
) -> None:
    """What this machine can do, and how to mend what it can't."""
    from reports.doctor import examine

    checks = list(examine(folder))
    for check in checks:
        print(f"{check.verdict:<8} {check.name:<11} {check.found}")
        if check.advice:
            print(f"{'':<20} {check.advice}")
    if any(check.verdict == "wrong" for check in checks):
        raise typer.Exit(1)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the demonstration's run goes.")] = Path(
        "demo-run"
    ),
    quiet: Quiet = False,
) -> None:
    """Serve six small example sites on loopback, run everything over them, and say where the report is."""
    import shutil

    from reports.demo.server import demo_csv, serve

    if folder.exists() and any(folder.iterdir()):
        if not _is_demo(folder):
            message = (
                f"{folder} holds something else than a demonstration, which would be written over. Name a new folder."
            )
            raise RunFolderError(message)
        shutil.rmtree(folder)  # the example sites' addresses may change, and a demonstration is quickly done again
    with serve() as urls, tempfile.TemporaryDirectory() as temporary:
        sites = Path(temporary) / "demo.csv"
        sites.write_text(demo_csv(urls), encoding="utf-8")
        given = {"allow_private": True, "delay": 0.02, "contact": _DEMO}
        _night(str(sites), folder, given, audit=True, quiet=quiet)
        _report(folder)


def _is_demo(folder: Path) -> bool:
    try:
        about = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and about.get("options", {}).get("contact") == _DEMO


def main() -> None:
    """Run the program: what a user did wrong ends in one sentence and exit code 2, Ctrl-C in 130."""
    gc.set_threshold(50_000, 20, 20)  # what a command loads stays: searching it for rubbish took a tenth of the start
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its idle threads turn round and round; children inherit this
    _open_what_was_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a path may not be UTF-8, a terminal may know only ASCII
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)  # Typer gives the code of an Exit back here
        if code == _STOPPED:  # and makes one of Ctrl-C
            _say(_INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)
    except KeyboardInterrupt:
        _say(_INTERRUPTED)
        sys.exit(_STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the last line of defence: no tracebacks for users
        sys.exit(_explained(error))


def _open_what_was_closed() -> None:
    """Input and outputs that a service closed lead nowhere; the next files opened would else be taken for them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as we run


def _explained(error: Exception) -> int:
    """Print one sentence for what went wrong and give the exit code."""
    name = type(error).__name__
    if hasattr(error, "exit_code"):  # Typer's own: wrong usage, or Exit
        if name == "NoArgsIsHelpError":  # `frontline` alone
            _say(str(error))
        elif hasattr(error, "format_message"):
            command = getattr(getattr(error, "ctx", None), "command_path", "frontline")
            _say(f"error: {error.format_message().rstrip('.')}. Try `{command} --help`.")
        return int(error.exit_code)
    if name == "Interrupted":
        _say(_INTERRUPTED)
        return _STOPPED
    if isinstance(error, RunFolderError) or name in {
        "SiteListError", "StoreError", "WarcError", "ShelfError", "ScoringError", "OptionsError", "ReportError", "InspectionError", "NoBrowserError", "NoProcessError",
    }:  # fmt: skip
        _say(f"error: {error}")
        return 2
    if why := _refused_by_machine(error):
        _say(f"error: {why}. What is finished is kept; mend that and give the same command again.")
        return 2
    if isinstance(error, OSError) and error.filename:
        _say(f"error: {error.filename}: {error.strerror}.")
        return 2
    if os.environ.get("FRONTLINE_TRACEBACK"):
        raise error
    _say(
        f"error: Frontline itself failed ({name}: {error}). Set FRONTLINE_TRACEBACK=1 to see where, and please report it."
    )
    return 1


def _refused_by_machine(error: Exception) -> str:
    """What the machine has no more of, where that is what ended us; empty where it is not."""
    if isinstance(error, OSError) and error.errno in _SHORT:
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror)
    if isinstance(error, MemoryError):
        return "There is not enough memory"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return "No more processes or threads may be begun here"
    if hasattr(error, "orig"):  # of the database; loading its library only to ask would take a third of a second
        from sqlalchemy.exc import DBAPIError

        from audits.store.server import broken, reason, remedy

        if isinstance(error, DBAPIError) and broken(error):
            return f"The run's database cannot be used ({reason(error)}).{remedy(error)}".removesuffix(".")
    return ""


def _night(sites: str, folder: Path, given: dict[str, Any], *, audit: bool, quiet: bool) -> int:
    """Crawl a list, and audit it beside. Returns how many processes it was shared by."""
    from audits.store.browser import require_browser
    from reports.night import Plan, no_longer_listed, prepare, read_sites, settings_in_doubt, work, write_about
    from reports.options import options_beside
    from reports.settings import crawl_settings
    from reports.terminal import progress_shown

    options = {**options_beside(sites), **given}
    if options.get("render"):
        require_browser()
    entries, raw = read_sites(sites)
    bad = [entry for entry in entries if entry.problem]
    for entry in bad[:20]:
        _say(f"{sites}: {entry.problem}")
    if len(bad) > 20:
        _say(f"{sites}: and {len(bad) - 20} more lines like these.")
    if bad and options.get("strict"):
        _refuse(
            f"{len(bad)} of {len(entries)} lines cannot be used, and --strict was given; mend them or leave it out."
        )
    settings = crawl_settings(options)
    if options.get("settings"):
        asked = {str(pair).partition("=")[0] for pair in options["settings"]}
        for doubt in settings_in_doubt({name: settings[name] for name in asked}):
            _say(f"note: {doubt}")
    if not (options.get("contact") or options.get("allow_private") or quiet):
        _say("note: no --contact was given; site owners who wonder about our requests cannot reach you.")
    processes = int(options.get("processes") or os.cpu_count() or 1)
    ceiling = _modest(options.get("nice"), options.get("memory"))
    store, warcs = options.pop("store", None), options.pop("warcs", None)  # a password may be in them
    place = RunFolder(folder).create()
    with place.locked():
        _begun(place, store or place.shared.get("store"), warcs, raw, settings)
        if gone := no_longer_listed(place, entries):
            _say(
                f"note: {gone} of the sites of this run are not in the list any more; their files stay in {place.fetched}."
            )
        engine = prepare(place, entries, raw)
        write_about(place, {"options": options, "sites": len(entries)})
        plan = Plan(True, audit, settings, processes, int(options.get("sites_at_once") or 16), ceiling)
        with progress_shown(quiet=quiet) as show:
            cards = work(
                place, engine, plan, show, meanwhile=partial(import_module, "reports.write") if audit else None
            )
        if audit:
            _keep_cards(place, cards)
    if len(bad) == len(entries):
        _say("error: no line of the list is a web address, so there was nothing to crawl.")
        raise typer.Exit(1)
    return processes


def _foresee(sites: str, **wanted: Any) -> None:
    """Refuse at once what the report would refuse in the morning; where nothing was asked for, nothing is loaded."""
    usual = {"group_by": "group", "lang": "en-GB", "pdf": False}
    if all(value == usual.get(name) for name, value in wanted.items()):
        return
    from reports.foresight import foresee
    from reports.night import read_sites

    known: list[str] = []
    if wanted["scoring"] is not None:
        from audits.registry import cards

        known = [card.id for card in cards()]
    foresee(read_sites(sites)[0], known, **wanted)


def _begun(place: RunFolder, store: str | None, warcs: str | None, raw: bytes, settings: dict[str, Any]) -> None:
    """Make the run one that other machines may join, if it is to be kept on a server."""
    if store is None:
        if warcs:
            _refuse("--warcs is for runs that many machines share; name their database with --store too.")
        return
    from reports.shared_run import begin, publish

    begin(place, store, warcs or "", raw)
    _keep_cards(place)
    publish(place, {"settings": settings, "catalogue": (place.root / "catalogue.json").read_text(encoding="utf-8")})


def _visited(folder: Path, store: str | None) -> RunFolder:
    """The folder of a run; with a store also one that is made now, to look at the run from here."""
    if store is None or (RunFolder(folder).root / "run.sqlite").exists():
        return RunFolder(folder).existing()
    from reports.shared_run import visit

    return visit(RunFolder(folder), store)


def _modest(nice: int | None, memory: int | None) -> int:
    """Be modest on a machine that others use; our children inherit it. Returns the ceiling of a process in bytes."""
    if nice:
        os.nice(int(nice))
    return int(memory or 0) * 1_000_000


def _program() -> str:
    """How this program is called from anywhere."""
    beside = Path(sys.executable).with_name("frontline")
    return str(beside) if beside.exists() else f"{sys.executable} -m reports"


def _keep_cards(place: RunFolder, cards: Sequence[AuditCard] = ()) -> None:
    """Keep the cards that the audit processes gave; loading all audits to ask for them takes half a second."""
    from reports.catalogue import save_catalogue

    if not cards:
        from audits.registry import cards as ours

        cards = ours()
    save_catalogue(place, cards)


def _report(
    folder: Path,
    scoring: Path | None = None,
    group_by: str = "group",
    lang: str = "en-GB",
    areas: Path | None = None,
    statistics: Path | None = None,
    since: Path | None = None,
    history: Iterable[Path] = (),
    *,
    processes: int | None = None,
    pdf: bool = False,
) -> ReportSummary:
    from reports.write import write_report

    older = RunFolder(since).existing() if since is not None else None
    place = RunFolder(folder)
    with place.reporting():
        summary = write_report(
            place, scoring=scoring, group_by=group_by, lang=lang, since=older, areas=areas, statistics=statistics,
            processes=processes, earlier=[RunFolder(path).existing() for path in history],
        )  # fmt: skip
    _print(summary.sentences())
    if pdf:
        from reports.formats.portable_document import write_documents

        print(summary.words.say("terminal.documents", n=write_documents(place), path=place.report / "pdf"))
    return summary


def _fail_under(summary: ReportSummary, least: float | None) -> None:
    if least is not None and (below := summary.below(least)):
        _say(below)
        raise typer.Exit(1)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _given(arguments: dict[str, Any]) -> dict[str, Any]:
    """The options that were really given, without what is no option of the crawl."""
    others = {
        "sites", "folder", "scoring", "group_by", "quiet", "against", "group", "lang", "areas", "statistics",
        "fail_under", "pdf",
    }  # fmt: skip
    return {name: value for name, value in arguments.items() if name not in others and value is not None}


def _refuse(sentence: str) -> NoReturn:
    _say(f"error: {sentence}")
    raise typer.Exit(2)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
