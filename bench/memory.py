"""Memory of one crawl process and one audit process as pages go by.

`python bench/memory.py CORPUS [--sites 400] [--audit]` from the root of the checkout; CORPUS was made by the shared
corpus.py and needs nginx. Each of its sites is crawled again and again under other names, so that the process meets
as many sites as are asked for.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--sites", type=int, default=400)
    options.add_argument("--pages", type=int, default=50, help="pages of one site")
    options.add_argument("--audit", action="store_true", help="audit what was crawled, too")
    given = options.parse_args()
    corpus = given.corpus.resolve()
    server = subprocess.Popen(["nginx", "-c", str(corpus / "nginx.conf"), "-e", str(corpus / "error.log")])
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(corpus, Path(folder), given.sites, given.pages, audit=given.audit)
    finally:
        server.terminate()
        server.wait()


def measure(corpus: Path, folder: Path, count: int, pages: int, *, audit: bool) -> None:
    seeds = [urlsplit(line) for line in (corpus / "seeds.txt").read_text().split()]
    names = [(f"club{number}.example.com", seeds[number % len(seeds)]) for number in range(count)]
    hosts = ",".join(f"{name}={seed.hostname}" for name, seed in names)
    sites = folder / "sites.csv"
    sites.write_text("url\n" + "".join(f"http://{name}:{seed.port}/\n" for name, seed in names))
    run = folder / "run"
    common = [sys.executable, "-m", "reports"]
    crawl = [*common, "crawl", str(sites), str(run), "--allow-private", "--delay", "0", "--pages", str(pages)]
    crawl += ["--processes", "1", "--quiet"]
    print("| process | sites | pages (about) | RSS MiB |\n| --- | --- | --- | --- |")
    environment = {**os.environ, "FRONTLINE_HOSTS": hosts}
    watch(crawl, environment, "crawler.worker", lambda: len(list((run / "fetched").glob("*.warc.gz"))), count, pages)
    if audit:
        command = [*common, "audit", str(run), "--processes", "1", "--quiet"]
        watch(command, environment, "audits.nursery", lambda: measured(run), count, pages)


def measured(run: Path) -> int:
    import sqlite3

    with sqlite3.connect(f"file:{run / 'run.sqlite'}?mode=ro", uri=True) as store:
        return int(store.execute("select count(distinct site_id) from page").fetchone()[0])


def watch(command: list[str], environment: dict[str, str], module: str, done, count: int, pages: int) -> None:
    """Run it, and write down the memory of its worker when so many sites are done."""
    child = subprocess.Popen(command, env=environment)
    marks = sorted({max(1, count * share // 100) for share in (5, 10, 25, 50, 75, 98)})
    highest = 0.0
    while child.poll() is None:
        time.sleep(0.5)
        size = rss(child.pid, module)
        highest = max(highest, size)
        finished = done()
        while marks and finished >= marks[0] and size:
            marks.pop(0)
            print(f"| {module} | {finished} | {finished * pages} | {size:.0f} |", flush=True)
    print(f"| {module}, peak | {done()} | {done() * pages} | {highest:.0f} |", flush=True)


def rss(parent: int, module: str) -> float:
    """MiB of the largest descendant of `parent` that runs this module; 0 where there is none."""
    todo, largest = [parent], 0.0
    while todo:
        pid = todo.pop()
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
            if module in Path(f"/proc/{pid}/cmdline").read_text():
                size = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024
                largest = max(largest, size)
        except (OSError, TypeError):
            continue
    return largest


if __name__ == "__main__":
    main()
