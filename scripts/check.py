"""Runs everything a change must pass: format, lint, types, import contracts, tests. `.ci/run` runs the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main() -> int:
    cores = str(min(4, os.cpu_count() or 1))
    steps = [
        ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [BIN / "ruff", "check", "--quiet", "."]),
        ("types", [BIN / "mypy"]),
        ("import contracts", [BIN / "lint-imports", "--no-cache"]),
        ("tests", [sys.executable, "-m", "pytest", "-q", "-n", cores, "--dist", "loadgroup", *sys.argv[1:]]),
    ]
    if not (ROOT.parent / "shared" / "corpus").is_dir():
        print("NOTE: ../shared is not there; the tests over real sites will be skipped and say so.", flush=True)
    if not any(
        shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    ):
        print(
            "NOTE: no Chromium found; the tests that open a report in a browser will be skipped and say so.", flush=True
        )
    failed = []
    for name, command in steps:
        print(f"== {name}", flush=True)
        if subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
