"""One night over everything at once: hostile sites by the hundred and the real sites beside the checkout, in one run.

`python bench/night.py [--hostile 300] [OPTIONS OF frontline run]` from the root of the checkout. It ends with a row for
each line and with what each row should have said and did not; exit code 1 where a row is missing or wrong.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.corpus import DEV, START, site_names
from tests.crawler.chaos import Hosted, chaos_web
from tests.serving import serve

SITE_SECONDS = "120"
"""Less than the 900 of a real night, or the sites that never end would make this one last for hours."""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--hostile", type=int, default=300, help="hostile sites, the cases in turn")
    given, more = options.parse_known_args()
    names = site_names()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        web = stack.enter_context(chaos_web(copies=given.hostile))
        real = stack.enter_context(serve({name: DEV / name for name in names}, net="127.0.41"))
        sites, run = folder / "sites.csv", folder / "run"
        hostile = web.write_list(sites)
        with sites.open("a", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([f"{real.urls[name]}{START.get(name, '/')}", name] for name in names)
        command = [sys.executable, "-m", "reports", "run", str(sites), str(run), "--allow-private", "--quiet"]
        command += ["--delay", "0.1", "--site-seconds", SITE_SECONDS, "--pages", "20", *more]
        begun = time.monotonic()
        done = subprocess.run(command, env={**os.environ, **web.environment}, check=False)
        seconds = time.monotonic() - begun
        with (run / "report" / "scorecards.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    print("faults of the hostile web itself:", len(web.faults), *web.faults[:3])
    print(f"exit code {done.returncode} after {seconds:.0f} s; {len(hostile)} hostile and {len(names)} real lines")
    return told(hostile, names, rows)


def told(hostile: list[Hosted], names: list[str], rows: list[dict[str, str]]) -> int:
    """Say what came of it; 0 where each line has its true row."""
    by_name = {row["name"]: row for row in rows}
    wanted = [site.name for site in hostile] + names
    missing = [name for name in wanted if name not in by_name]
    wrong = [
        f"{site.case.name}: {row['status']}/{row['failure']}, not {sorted(site.case.outcomes)}: {row['reason']}"
        for number, site in enumerate(hostile)
        if (row := by_name.get(site.name))
        and (row["status"], row["failure"]) not in site.case.outcomes
        # A case that names one address of the real web is the same site when its turn comes again.
        and not (row["status"] == "invalid" and site.url in {other.url for other in hostile[:number]})
    ]
    print(f"{len(rows)} rows for {len(wanted)} lines; missing: {missing or 'none'}")
    print("statuses:", dict(Counter(row["status"] for row in rows)))
    print(
        "real sites that are not ok:",
        [(n, by_name[n]["status"], by_name[n]["failure"]) for n in names if by_name.get(n, {}).get("status") != "ok"],
    )
    print(f"hostile rows that say something else than their case: {len(wrong)}", *wrong, sep="\n  ")
    return 1 if missing or wrong or len(rows) != len(wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
