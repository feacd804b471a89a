"""Writes what saved crawls of our own example sites measure; a test compares, and a change of it is reviewed as a diff."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audits.run import audit_file  # noqa: E402 - the checkout comes first
from audits.store.records import SiteEntry  # noqa: E402
from audits.store.warc import read_warc  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"


def measured(path: Path) -> dict[str, Any]:
    """Everything that the saved crawl of one site measures, in a form that reads well as a diff."""
    listed = read_warc(path).notes["listed"]
    result = audit_file(path, SiteEntry(2, listed, path.name.partition(".")[0]))
    found = Counter(group.audit for group in result.findings)
    return {
        "status": result.status,
        "failure": result.failure,
        "pages": len(result.pages),
        "failures": result.failures,
        "audits": {
            each.audit: _line(each.outcome, each.value, found[each.audit], each.facts) for each in result.measurements
        },
    }


def _line(outcome: str, value: Any, findings: int, facts: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"outcome": outcome, "value": _rounded(value)}
    if findings:
        line["findings"] = findings
    if facts:
        line["facts"] = {name: _rounded(fact) for name, fact in sorted(facts.items())}
    return line


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def main() -> None:
    for path in sorted(GOLDEN.glob("*.warc.gz")):
        text = json.dumps(measured(path), ensure_ascii=False, indent=1) + "\n"
        path.with_name(path.name.replace(".warc.gz", ".json")).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
