"""Opens the shared accessibility cases in a browser and scores what the audits say with and without it.

`python bench/rendered.py look SIGHTS.jsonl [gds|act] [axe,keyboard,…]` opens them (what is there is kept), one line a page;
`python bench/rendered.py score SIGHTS.jsonl [scorer options]` scores the static audits, axe alone, and all together;
`python bench/rendered.py cost SITES [things,to,look,at] [--keep FOLDER]` opens the front page of each folder in SITES and says what it took.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from accessibility import CASES, FETCHED, FILES, HOST, cases, scored

from audits.judgement import attempt, judge_page, spots_of
from audits.page import Page
from audits.registry import find, page_audits
from audits.store.records import Fetch, Spot
from crawler.browser.client import BrowserClient
from crawler.browser.sight import Sight

FACTS = "axe,inks,frames,messages,keyboard,desk,phone"
TOOLS = ("static", "axe", "keyboard+layout", "all")


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # As w3.org and gov.uk serve these pages: without it a browser takes the unlabelled ones for windows-1252.
    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        **dict.fromkeys((".html", ".htm"), "text/html; charset=utf-8"),
    }

    def log_message(self, *_args):
        pass


async def look(place: Path, suite: str, only: list[str]) -> None:
    old = place.read_text(encoding="utf-8").splitlines() if place.exists() else []  # noqa: ASYNC240 - nobody waits
    known = {json.loads(line)["case_id"] for line in old}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(CASES)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}/"
    client = BrowserClient({"allow_private": True})
    begun, count = time.monotonic(), 0
    with place.open("a", encoding="utf-8") as file:
        for case in cases():
            if case["suite"] != suite or case["case_id"] in known:
                continue
            async for sight in client.look([root + case["path"]], only=only):
                file.write(json.dumps({"case_id": case["case_id"], "facts": sight.facts}) + "\n")
                count += 1
    await client.close()
    server.shutdown()
    print(f"{count} pages in {time.monotonic() - begun:.0f} s")


async def cost(sites: Path, only: list[str], keep: Path | None) -> None:
    """Seconds of CPU (browser, its keeper and all below them) and of the clock for the front page of each site."""
    client = BrowserClient({"allow_private": True, "faults": "audits.faulty:faulty"})
    walls, used, weights, count = [], resource.getrusage(resource.RUSAGE_CHILDREN), [], 0
    for folder in sorted(each for each in sites.iterdir() if each.is_dir()):  # noqa: ASYNC240 - nobody waits
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        begun = time.monotonic()
        job = {"only": only} if only else {}
        async for sight in client.look([f"http://127.0.0.1:{server.server_address[1]}/"], **job):
            walls.append(time.monotonic() - begun)
            weights.append(sum(len(picture.body) for picture in sight.pictures))
            count += not sight.facts.get("failure")
            print(
                f"{folder.name}: {walls[-1]:.1f} s, {len(sight.pictures)} pictures, {weights[-1] / 1024:.0f} KiB, {sight.facts.get('failure', '')}"
            )
            if keep is not None:
                _keep(keep / folder.name, sight)
        server.shutdown()
    await client.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    print(
        f"{count} of {len(walls)} pages: {spent / len(walls):.2f} s of CPU each, {sorted(walls)[len(walls) // 2]:.1f} s by the clock in the middle, {sum(weights) / len(weights) / 1024:.0f} KiB of pictures each"
    )


def _keep(folder: Path, sight: Sight) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.json").write_text(json.dumps(sight.facts, indent=1), encoding="utf-8")
    for number, picture in enumerate(sight.pictures):
        (folder / f"{number:02}-{picture.kind}.webp").write_bytes(picture.body)
        if picture.selector:
            (folder / f"{number:02}-{picture.kind}.txt").write_text(picture.selector, encoding="utf-8")


def score(place: Path, options: list[str]) -> None:
    sights = {line["case_id"]: line["facts"] for line in map(json.loads, place.open(encoding="utf-8"))}
    rendered = {audit.id for audit in page_audits() if audit.rendered}
    audits = [audit for audit in page_audits() if audit.card.category in {"accessibility", "mobile"}]
    lines = []
    for case in cases():
        if case["case_id"] not in sights:
            continue
        url = f"{HOST}/{case['path']}"
        body = (CASES / case["path"]).read_bytes()
        fetch = Fetch(url, "page", FETCHED, 200, (("content-type", "text/html"),), body, len(body))
        page = Page(fetch, url, False, FILES, sights[case["case_id"]])
        lines += [{"case_id": case["case_id"], "tool": tool, "check": None} for tool in TOOLS]
        for spot in judge_page(page, audits).spots:
            own = "keyboard+layout" if spot.audit in rendered else "static"
            if spot.audit == "accessibility/axe":
                lines.append(line_of(case, "all", spot))
            elif own != "static" or spot.audit.startswith("accessibility/"):
                lines += [line_of(case, own, spot), line_of(case, "all", spot)]
        axe = find("accessibility/axe")  # by itself: together with ours, what both see is listed once
        lines += [line_of(case, "axe", spot) for spot in spots_of(axe, attempt(axe, page).findings, page.url)]
    print(scored(lines, *options))


def line_of(case: dict, tool: str, spot: Spot) -> dict:
    rule = spot.place.message.rpartition("(axe: ")[2].rstrip(")")
    return {
        "case_id": case["case_id"],
        "tool": tool,
        "check": f"axe:{rule}" if spot.audit == "accessibility/axe" else spot.audit,
        "level": spot.level,
        "wcag": list(spot.wcag),
        "selector": spot.place.selector,
        "snippet": spot.place.snippet,
        "message": spot.place.message,
    }


if __name__ == "__main__":
    if sys.argv[1] == "look":
        asyncio.run(look(Path(sys.argv[2]), sys.argv[3], (sys.argv[4:] or [FACTS])[0].split(",")))
    elif sys.argv[1] == "cost":
        options = sys.argv[2:]
        folder = Path(options.pop(options.index("--keep") + 1)) if "--keep" in options else None
        wanted = [option for option in options[1:] if option != "--keep"]
        asyncio.run(cost(Path(options[0]), wanted[0].split(",") if wanted else [], folder))
    else:
        score(Path(sys.argv[2]), sys.argv[3:])
