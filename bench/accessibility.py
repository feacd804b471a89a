"""Runs the accessibility audits over the shared cases and lets the cases' own scorer judge the findings.

`python bench/accessibility.py [--detail] [scorer options]` from the root of the checkout. `--cost` measures instead what
the audits cost on the larger pages of the development sites, with the dearest of them.
"""

from __future__ import annotations

import json
import mimetypes
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audits.judgement import attempt, spots_of
from audits.page import Page
from audits.registry import page_audits
from audits.store.records import Fetch

SHARED = Path(os.environ.get("FRONTLINE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CASES = SHARED / "accessibility"
HOST = "http://cases.test"
FETCHED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Files(dict):
    """The answers of a server of the cases: each file by its address, read when asked for."""

    def get(self, url, default=None):
        if url not in self:
            self[url] = fetch_of(url)
        return self[url] or default


def fetch_of(url: str) -> Fetch | None:
    parts = urlsplit(url)
    if parts.netloc != urlsplit(HOST).netloc:
        return None
    path = CASES / unquote(parts.path).lstrip("/")
    if path.is_dir():
        path /= "index.html"
    if not path.is_file() and path.suffix != ".html":
        return None  # pictures, sounds and films that were not packed with the cases
    if not path.is_file():
        return Fetch(url, "resource", FETCHED, 404, (("content-type", "text/html"),), b"", 0)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Fetch(url, "resource", FETCHED, 200, (("content-type", kind),), path.read_bytes(), path.stat().st_size)


FILES = Files()


def cases() -> list[dict]:
    return [json.loads(line) for line in (CASES / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def page_of_case(path: str) -> Page:
    url = f"{HOST}/{path}"
    body = (CASES / path).read_bytes()
    fetch = Fetch(url, "page", FETCHED, 200, (("content-type", "text/html"),), body, len(body))
    return Page(fetch, url, False, FILES)


def findings(chosen: list[dict] | None = None) -> tuple[list[dict], dict[str, str]]:
    """One line per finding, and one without a check per case tested; errors of audits by audit id."""
    lines, errors = [], {}
    audits = [audit for audit in page_audits() if audit.card.category == "accessibility"]
    for case in chosen if chosen is not None else cases():
        page = page_of_case(case["path"])
        lines.append({"case_id": case["case_id"], "tool": "frontline", "check": None})
        for audit in audits:
            outcome = attempt(audit, page)
            if outcome.kind == "error":
                errors[audit.id] = f"{case['case_id']}: {outcome.reason}"
            lines += [
                {
                    "case_id": case["case_id"],
                    "tool": "frontline",
                    "check": spot.audit,
                    "level": spot.level,
                    "wcag": list(spot.wcag),
                    "selector": spot.place.selector,
                    "snippet": spot.place.snippet,
                    "message": spot.place.message,
                }
                for spot in spots_of(audit, outcome.findings, page.url)
            ]
    return lines, errors


def scored(lines: list[dict], *options: str) -> str:
    """What `score.py` prints for these lines."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        command = [sys.executable, str(CASES / "score.py"), "--data", str(CASES), *options, file.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def detail(lines: list[dict]) -> None:
    """For each ACT rule: which failed cases are flagged by faultless checks, and what accuses the others."""
    by_case = defaultdict(list)
    for line in lines:
        if line["check"] and line.get("level") == "fail":
            by_case[line["case_id"]].append(line)
    groups = defaultdict(list)
    for case in cases():
        if case["suite"] == "act":
            groups[case["group"]].append(case)
    for group, members in groups.items():
        hits, wrong = defaultdict(set), defaultdict(set)
        for case in members:
            for line in by_case[case["case_id"]]:
                if not case["wcag"] or set(case["wcag"]) & set(line["wcag"]):
                    (hits if case["expected"] == "failed" else wrong)[line["check"]].add(case["case"])
        failed = [case["case"] for case in members if case["expected"] == "failed"]
        good = {name for check, names in hits.items() if check not in wrong for name in names}
        missed = [name for name in failed if name not in good]
        print(f"{group} {members[0]['title']}: {len(good)}/{len(failed)}")
        if missed:
            print("    missed:", ", ".join(missed))
        for check, names in wrong.items():
            print(f"    WRONG {check}: {sorted(names)}{' (inconsistent)' if check in hits else ''}")


def cost(rounds: int = 5) -> None:
    """CPU time for a page of 43 KB, the best of several rounds; tree and cascade are shared by all audits, and apart."""
    from audits.derived.cascade import cascade
    from tests.corpus import site_names, visit_from_disk

    audits = [audit for audit in page_audits() if audit.card.category == "accessibility"]
    visits = [visit_from_disk(name, 25) for name in site_names()]
    pages = [page for visit in visits for page in visit.pages if 28_000 < len(page.fetch.wire) < 65_000]
    best: dict[str, float] = {}
    for _ in range(rounds):
        spent: dict[str, float] = defaultdict(float)
        for known in pages:
            page = Page(known.fetch, known.url, known.home, known.answers)
            with clocked(spent, "(tree)"):
                page.index, page.ids, page.order  # noqa: B018 - made here, so that no audit pays for it
            with clocked(spent, "(cascade)"):
                style = cascade(page)
                for element in page.all_elements():
                    style.declared(element)
            for audit in audits:
                with clocked(spent, audit.id):
                    audit.run(page)
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in spent.items()}
    per_page = 1000 * 43 * 1024 / sum(len(page.fetch.wire) for page in pages)
    total = sum(seconds for name, seconds in best.items() if not name.startswith("("))
    print(f"{len(pages)} pages; {total * per_page:.1f} ms of CPU for a page of 43 KB, {len(audits)} audits")
    for name, seconds in sorted(best.items(), key=lambda item: -item[1])[:12]:
        print(f"{seconds * per_page:7.2f} ms  {name}")


@contextmanager
def clocked(spent: dict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    spent[name] += time.process_time() - start


def main() -> None:
    options = sys.argv[1:]
    if "--cost" in options:
        cost()
        return
    lines, errors = findings()
    if "--detail" in options:
        options.remove("--detail")
        detail(lines)
    print(scored(lines, *options))
    for audit, error in errors.items():
        print("ERROR", audit, error)


if __name__ == "__main__":
    main()
