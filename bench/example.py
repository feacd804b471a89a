"""The runs that docs/worked-example.md reads: the real sites beside the checkout, in groups, and one of them set beside them.

`python bench/example.py FOLDER` from the root of the checkout leaves FOLDER/sector and FOLDER/one.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.corpus import DEV, START, site_names
from tests.serving import serve

SCOUTS = frozenset({
    "52nd-reading-scouts", "hawkwell-scouts", "letty-green-scouts-old", "russell-scouting", "scouts-andalucia-401",
    "sgdf-communication", "troop22-freeservers", "troop53-new-berlin", "troop936-livermore", "upminster-scouts",
})  # fmt: skip
"""Every other site is put into the group `Clubs and others`."""

ONE = "letty-green-scouts-old"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    folder.mkdir(parents=True)
    names = site_names()
    program = [sys.executable, "-m", "reports"]
    polite = ["--allow-private", "--delay", "0", "--quiet"]
    with serve({name: DEV / name for name in names}, net="127.0.43") as served:
        urls = {name: f"{served.urls[name]}{START.get(name, '/')}" for name in names}
        with (folder / "sites.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([
                ["url", "name", "group"],
                *([urls[name], name, "Scouts" if name in SCOUTS else "Clubs and others"] for name in names),
            ])  # fmt: skip
        sector, one = folder / "sector", folder / "one"
        subprocess.run([*program, "run", str(folder / "sites.csv"), str(sector), *polite], check=True)
        subprocess.run(
            [*program, "run", urls[ONE], str(one), *polite, "--against", str(sector), "--group", "Scouts"], check=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
