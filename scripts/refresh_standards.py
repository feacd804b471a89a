"""Refreshes the snapshots in `audits/standards` from what their makers publish.

The one command a maintainer runs, a few times a year:

    python scripts/refresh_standards.py                     # everything the npm registry carries, by npm's own client
    python scripts/refresh_standards.py endoflife FOLDER    # support dates, from a checkout of endoflife.date

Look at the difference, run the tests, commit. Nothing of this happens when Frontline runs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

STANDARDS = Path(__file__).resolve().parents[1] / "audits" / "standards"
RETIRE = "@salesforce/code-analyzer-retirejs-engine"  # `retire` itself ships no data; this package carries its file
LEFT_OUT = frozenset({"retire-example", "dont check"})  # an example, and a list without versions


def main(arguments: list[str]) -> int:
    if not arguments:
        third_party_web()
        libraries()
        return 0
    if len(arguments) == 2 and arguments[0] == "endoflife":
        endoflife(Path(arguments[1]))
        return 0
    print(__doc__)
    return 2


def third_party_web() -> None:
    """Names, categories and domains of third-party-web's entities, without its statistics."""
    package, files = npm("third-party-web", "dist/entities-nostats.json")
    rows = sorted([entity["name"], entity["category"], sorted(entity["domains"])] for entity in files[0])
    head = {
        "source": f"npm package third-party-web {package['version']}, dist/entities-nostats.json without homepages",
        "homepage": "https://github.com/patrickhulce/third-party-web",
        "date": today(),
        "licence": "MIT, Copyright (c) 2019 Patrick Hulce",
    }
    write(STANDARDS / "third_party_web.json", head, "entities", rows)


def libraries() -> None:
    """Retire.js's repository: how libraries are recognised by address and banner, and which versions are vulnerable."""
    package, files = npm(RETIRE, "vulnerabilities/RetireJsVulns.json")
    rows = [_library(name, entry) for name, entry in sorted(files[0].items()) if name not in LEFT_OUT]
    head = {
        "source": f"Retire.js, repository/jsrepository, as carried by npm package {RETIRE} {package['version']}",
        "homepage": "https://github.com/RetireJS/retire.js",
        "date": today(),
        "licence": "Apache-2.0, Copyright (c) Erlend Oftedal and contributors",
        "changes": "shortened to patterns for addresses and banners, and each hole's range, severity and names",
        "row": "name, address patterns, banner patterns, [[from, below, severity, names] …]; § stands for the version",
    }
    write(STANDARDS / "libraries.json", head, "libraries", rows)


def _library(name: str, entry: dict[str, Any]) -> list[object]:
    extractors = entry.get("extractors", {})
    addresses = [
        *extractors.get("uri", []),
        *(rf"/{pattern.lstrip('/')}" for pattern in extractors.get("filename", [])),
    ]
    banners = [text for text in extractors.get("filecontent", []) if re.match(r"/\\\*|\\\*|//|/\*", text)]
    holes = [
        [hole.get("atOrAbove", ""), hole["below"], hole.get("severity", ""), _names(hole.get("identifiers", {}))]
        for hole in entry.get("vulnerabilities", [])
    ]
    return [name, [_short(text) for text in addresses], [_short(text) for text in banners], sorted(holes)]


def _short(pattern: str) -> str:
    return pattern.replace("(§§version§§)", "§")


def _names(identifiers: dict[str, Any]) -> str:
    """The names under which a hole can be looked up: CVE numbers, else GitHub's, else what it is called there."""
    if cves := identifiers.get("CVE"):
        return ", ".join(cves)
    return str(identifiers.get("githubID") or str(identifiers.get("summary", ""))[:100])


def endoflife(checkout: Path) -> None:
    """New dates for the products that `endoflife.toml` already holds, from `products/*.md` of a checkout."""
    path = STANDARDS / "endoflife.toml"
    text = path.read_text(encoding="utf-8")
    for name, row in tomllib.loads(text).items():
        if not isinstance(row, dict) or name == "iis":  # IIS follows Windows Server, by hand
            continue
        product = checkout / row["see"].partition(" @ ")[0]
        cycles = "\n".join(
            f"  {json.dumps(cycle)}," for cycle in _cycles(product.read_text(encoding="utf-8"), row["cycles"])
        )
        text = re.sub(
            rf"(\[{re.escape(name)}\]\n(?:.+\n)*?cycles = \[\n)(?:  .*\n)*\]",
            lambda m, new=cycles: f"{m[1]}{new}\n]",
            text,
        )
    commit = subprocess.run(
        ["git", "-C", str(checkout), "log", "-1", "--format=%cs"], check=True, capture_output=True, text=True
    )
    text = re.sub(r"^date = \S+", f"date = {commit.stdout.strip()}", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def _cycles(markdown: str, before: list[list[str]]) -> list[list[str]]:
    """[version, released, ended] of every release; an end without a date keeps the date written by hand before."""
    by_hand = {cycle: ended for cycle, _, ended in before}
    rows = []
    for block in re.split(r"\n\s*-\s+releaseCycle:\s*", markdown)[1:]:
        fields = dict(re.findall(r"^\s*(releaseDate|eol):\s*(\S+)", block, re.MULTILINE))
        cycle, ended = block.split("\n", 1)[0].strip().strip("\"'"), fields.get("eol", "")
        dated = ended if re.fullmatch(r"\d{4}-\d\d-\d\d", ended) else by_hand.get(cycle, "") if ended == "true" else ""
        rows.append([cycle, fields.get("releaseDate", ""), dated])
    return rows


def npm(package: str, *paths: str) -> tuple[dict[str, Any], list[Any]]:
    """A package's own description, and the JSON files asked for, from the registry by `npm pack`."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / made.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder, filter="data")
        root = Path(folder) / "package"
        files = [json.loads((root / path).read_text(encoding="utf-8")) for path in paths]
        return json.loads((root / "package.json").read_text(encoding="utf-8")), files


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def write(path: Path, head: dict[str, str], name: str, rows: list[list[object]]) -> None:
    """One row a line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    top = json.dumps(head, ensure_ascii=False, indent=1)[1:-2].strip()
    path.write_text(f'{{\n {top},\n "{name}": [\n{lines}\n]\n}}\n', encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
