"""Serves the hostile web until interrupted, and writes the list of its sites."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from tests.crawler.chaos import CASES, Case, chaos_web


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crawler.chaos", description=__doc__)
    parser.add_argument("--copies", type=int, default=0, metavar="N", help="N sites, the cases in turn")
    parser.add_argument("--list", type=Path, metavar="CSV", help="write the list of sites here")
    parser.add_argument("--guarded", action="store_true", help="list the cases for a crawl without --allow-private")
    parser.add_argument("--log", type=Path, metavar="JSONL", help="write one line for each request here")
    parser.add_argument("--only", nargs="*", default=[], metavar="CASE", help="these cases alone")
    parser.add_argument("--cases", action="store_true", help="print what is expected of each case, and end")
    options = parser.parse_args()
    if options.cases:
        sys.stdout.write("".join(_described(case) for case in CASES.values()))
        return 0
    unknown = set(options.only) - set(CASES)
    if unknown:
        sys.stderr.write(f"no such case: {', '.join(sorted(unknown))}\n")
        return 2
    # From here on both ways of ending a program take the web down in order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with chaos_web(*options.only, copies=options.copies, log=options.log) as web:
            if options.list:
                web.write_list(options.list, guarded=options.guarded)
            sys.stdout.write(f"{len(web.hosted)} sites, http on port {web.port}, https on port {web.tls}\n")
            sys.stdout.writelines(f"export {name}='{value}'\n" for name, value in web.environment.items())
            sys.stdout.flush()
            threading.Event().wait()
    except KeyboardInterrupt:
        sys.stderr.write("ended\n")
    return 0


def _described(case: Case) -> str:
    outcomes = [(case.status, case.failure), *case.also]
    verdict = " or ".join(f"{status}/{failure}".rstrip("/") for status, failure in outcomes)
    guarded = " (guarded)" if case.guarded else ""
    return f"{case.family}: {case.name}{guarded}: {verdict}\n    {case.note}\n"


if __name__ == "__main__":
    sys.exit(main())
