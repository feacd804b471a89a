"""Refreshes the snapshots in `audits/standards` from what their makers publish.

The one command a maintainer runs, a few times a year:

    python scripts/refresh_standards.py third-party-web    # from the npm registry, by npm's own client
    python scripts/refresh_standards.py FOLDER             # endoflife.date and retire.js from local checkouts in FOLDER

Look at the difference, run the tests, commit. Nothing of this happens when Frontline runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

STANDARDS = Path(__file__).resolve().parents[1] / "audits" / "standards"


def main(arguments: list[str]) -> int:
    if arguments != ["third-party-web"]:
        print(__doc__)
        return 2
    third_party_web()
    return 0


def third_party_web() -> None:
    """Names, categories and domains of third-party-web's entities, without its statistics."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["npm", "pack", "--silent", "third-party-web"], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / made.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder, filter="data")
        package = Path(folder) / "package"
        version = json.loads((package / "package.json").read_text())["version"]
        entities = json.loads((package / "dist" / "entities-nostats.json").read_text())
    rows = sorted([entity["name"], entity["category"], sorted(entity["domains"])] for entity in entities)
    head = {
        "source": "third-party-web, dist/entities-nostats.json: names, categories and domains",
        "homepage": "https://github.com/patrickhulce/third-party-web",
        "version": version,
        "date": datetime.now(UTC).date().isoformat(),
        "licence": "MIT, Copyright (c) 2019 Patrick Hulce",
    }
    write(STANDARDS / "third_party_web.json", head, "entities", rows)


def write(path: Path, head: dict[str, str], name: str, rows: list[list[object]]) -> None:
    """One row a line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    top = json.dumps(head, ensure_ascii=False, indent=1)[1:-2].strip()
    path.write_text(f'{{\n {top},\n "{name}": [\n{lines}\n]\n}}\n', encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
