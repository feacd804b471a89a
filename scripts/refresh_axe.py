"""Puts a release of axe-core into crawler/browser/axe, unchanged, with its licence and its hash.

`python scripts/refresh_axe.py [VERSION]` from the root of the checkout; asks the npm registry by `npm pack`.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

PLACE = Path(__file__).resolve().parents[1] / "crawler" / "browser" / "axe"
TAKEN = ("axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt")


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "latest"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"axe-core@{wanted}"], check=True, cwd=folder)
        archive = next(Path(folder).glob("*.tgz"))
        with tarfile.open(archive) as files:
            about = json.loads(read(files, "package.json"))
            for name in TAKEN:
                (PLACE / name).write_bytes(read(files, name))
    digest = hashlib.sha256((PLACE / "axe.min.js").read_bytes()).hexdigest()
    lines = [
        "# Written by scripts/refresh_axe.py. The file axe.min.js beside it is Deque's, unchanged.",
        'source = "https://www.npmjs.com/package/axe-core"',
        'licence = "MPL-2.0"',
        f'version = "{about["version"]}"',
        f'date = "{datetime.now(UTC).date()}"',
        f'sha256 = "{digest}"',
    ]
    (PLACE / "axe.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"axe-core {about['version']}, sha256 {digest}")


def read(files: tarfile.TarFile, name: str) -> bytes:
    member = files.extractfile(f"package/{name}")
    if member is None:
        raise SystemExit(f"the package holds no {name}")
    return member.read()


if __name__ == "__main__":
    main()
