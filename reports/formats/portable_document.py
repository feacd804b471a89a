"""Prints the pages of sites as PDF, by the browser that is there."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from audits.store.browser import browser_path
from audits.store.run_folder import RunFolder
from reports.tables import ReportError

NO_BROWSER = "--pdf needs Chromium or Chrome, and there is none; `frontline doctor` says how to get one."

_SECONDS = 60  # for one page; a page takes one or two


def write_documents(run: RunFolder) -> int:
    """Write RUN/report/pdf/<site>.pdf for each page of a site, and benchmark.pdf where there is a benchmark.

    Returns how many. Raises `ReportError` where there is no browser, or it does not print.
    """
    path = browser_path()
    if not path:
        raise ReportError(NO_BROWSER)
    folder = run.report / "pdf"
    folder.mkdir(exist_ok=True)
    benchmark = run.report / "benchmark.html"
    pages = [*sorted((run.report / "sites").glob("*.html")), *([benchmark] if benchmark.exists() else [])]
    wanted = {f"{page.stem}.pdf" for page in pages}
    for old in folder.glob("*.pdf"):
        if old.name not in wanted:
            old.unlink()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for page in pages:
            _print(path, page, folder / f"{page.stem}.pdf", Path(profile))
    return len(pages)


def _print(program: str, page: Path, target: Path, profile: Path) -> None:
    part = target.with_name(f"_{target.name}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to run as root with it
    command = [
        program, "--headless", *sandbox, "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
        "--no-pdf-header-footer", f"--print-to-pdf={part}", page.resolve().as_uri(),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own command
    except subprocess.TimeoutExpired as error:
        raise ReportError(f"{program} did not print {page} within {_SECONDS} seconds.") from error
    if done.returncode != 0 or not part.exists():
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ReportError(f"{program} did not print {page} ({said[-1] if said else done.returncode}).")
    part.replace(target)
