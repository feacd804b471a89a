"""Runs the command line as a user does: in a process of its own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def frontline(
    *arguments: object, cwd: Path | None = None, timeout: float = 240, stdout=subprocess.PIPE, **environment: str
):
    """Run `frontline`; gives the finished process with text output."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "reports", *map(str, arguments)]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=timeout, cwd=cwd or ROOT, env=variables,
        check=False,
    )  # fmt: skip


def rows(run: Path) -> list[dict[str, str]]:
    """The scorecards of a run."""
    with (run / "report" / "scorecards.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
