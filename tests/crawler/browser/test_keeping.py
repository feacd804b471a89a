"""The browser is kept on a short line: addresses, bytes, time and memory are bounded, and nothing is left running."""

import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import pytest

from crawler.browser.injected import axe
from tests.crawler.browser.looking import look, needs_browser, site

pytestmark = [needs_browser, pytest.mark.timeout(1200)]  # a busy machine takes its time
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Club</title></head><body>'
LOADS = {"only": ["phone"]}


def test_bytes_agree_with_the_servers_log():
    pages = {
        "/": f'{HEAD}<link rel="stylesheet" href="/a.css"><script src="/a.js"></script><img src="/p.png" alt=""><h1>A</h1>',
        "/a.css": ("text/css", b"p { color: black }" * 500),
        "/a.js": ("text/javascript", b"document.title = 'B';" * 900),
        "/p.png": ("image/png", png(150)),
        "/favicon.ico": ("image/x-icon", b"\0" * 1500),
    }
    with site(pages) as served:
        [sight] = look(served.url + "/", **LOADS)
    sent = sum(served.sent.values())
    counted = sight.facts["network"]["bytes"]
    assert abs(counted - sent) <= 0.01 * sent, (counted, sent, sight.facts["network"], served.log)
    assert sight.facts["network"]["requests"] == len(served.log)


def test_private_addresses_are_refused_to_everything_a_page_can_do():
    with site({"/": "secret"}) as inside:
        page = f"""{HEAD}<img src="{inside.url}/i"><iframe src="{inside.url}/f"></iframe><script>
          fetch('{inside.url}/x').catch(() => 0); new WebSocket('{inside.url.replace("http", "ws")}/w');
          navigator.sendBeacon('{inside.url}/b', 'x'); new EventSource('{inside.url}/e');
          navigator.serviceWorker && navigator.serviceWorker.register('/sw.js').catch(() => 0);
        </script><p>Words"""
        with site({"/": page}, web_port=True) as outside:
            os.environ["FRONTLINE_HOSTS"] = "club.test=+127.0.0.1"
            try:
                port = outside.url.rpartition(":")[2]
                settings = {"allow_private": False}
                [sight] = look(f"http://club.test:{port}/", settings=settings, **LOADS)
                assert not sight.facts.get("failure"), "the page itself is let through"
                assert len(sight.facts["refused"]) >= 1
                [direct] = look(inside.url + "/", settings=settings, **LOADS)
                assert direct.facts["failure"] in {"error_status", "not_loaded"}
                assert direct.facts["refused"]
            finally:
                del os.environ["FRONTLINE_HOSTS"]
        assert inside.log == []


def test_forms_are_never_sent_and_dialogs_do_not_hold_the_page_up():
    sends = f"""{HEAD}<form method="post" action="/send"><input name="a" value="1"></form><p>Words of the page</p>
      <script>alert('hello'); setTimeout(() => document.forms[0].submit(), 30)</script>"""
    with site({"/": sends}) as served:
        [sight] = look(served.url + "/", **LOADS)
        assert not [entry for entry in served.log if entry[0] != "GET"]
    assert sight.facts["dialogs"] == ["alert: hello"]


def test_a_page_that_hangs_or_eats_costs_only_itself():
    with site(
        {
            "/hang": f"{HEAD}<p>Words</p><script>addEventListener('load', () => {{ while (true) {{}} }})</script>",
            "/big": (f"{HEAD}<img src='/b.png'>"),
            "/b.png": ("image/png", png(1000)),
            "/good": f"{HEAD}<p>Fine words</p>",
        }
    ) as served:
        limits = {"seconds": 20, "bytes": 1_000_000}
        sights = look(*(served.url + path for path in ("/hang", "/big", "/good")), settings=limits, **LOADS)
    hang, big, good = (sight.facts for sight in sights)
    assert hang["failure"]
    assert big["cut"] == "bytes"
    assert not good.get("failure")
    assert "Fine words" in good["text"]["text"]


LOOKING = """
import asyncio, sys
from crawler.browser.client import BrowserClient
async def look(client):
    async for sight in client.look([sys.argv[1]], only=["phone"]):
        pass
async def main():
    client = BrowserClient({"allow_private": True})
    looking = asyncio.create_task(look(client))
    if sys.argv[2] == "rest":
        await looking
    else:
        while not client.pages:
            await asyncio.sleep(0.05)
    print(client._process.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""
PATIENCE = 90.0
"""Seconds that processes are given to go: on a machine with other work a killed one is reaped late, and none stays."""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="NO /proc, this test did not run")
@pytest.mark.parametrize(("victim", "moment"), [("parent", "rest"), ("parent", "work"), ("keeper", "rest")])
def test_nothing_is_left_running_after_kill_9(victim, moment):
    place = Path(tempfile.mkdtemp(prefix="fl"))
    env = {**os.environ, "TMPDIR": str(place), "PYTHONPATH": "."}
    busy = f"{HEAD}<p>Words</p><script>addEventListener('load', () => {{ while (true) {{}} }})</script>"
    with site({"/": f"{HEAD}<p>Words" if moment == "rest" else busy}) as served:
        command = [sys.executable, "-c", LOOKING, served.url + "/", moment]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as parent:
            try:
                assert parent.stdout is not None
                keeper = int(parent.stdout.readline())
                assert until(lambda: len(mine(place)) >= 6), "there is a browser to be left behind"
                os.kill(parent.pid if victim == "parent" else keeper, signal.SIGKILL)
                if victim == "keeper":
                    assert until(lambda: not running(keeper))
            finally:
                parent.kill()
    assert until(lambda: not mine(place)), mine(place)
    if victim == "parent":
        assert until(lambda: not list(place.iterdir())), "the profile is gone too"
    shutil.rmtree(place, ignore_errors=True)


def until(done) -> bool:
    """Whether it comes to be in time; asked again and again, for how long it takes says nothing."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.1)
    return bool(done())


def running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def png(side: int) -> bytes:
    """A picture of noise, which does not shrink: about three bytes for each pixel."""
    rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def mine(place: Path) -> list[str]:
    """The processes that were started with this folder for temporary files."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if f"TMPDIR={place}".encode() in (entry / "environ").read_bytes():
                    found.append((entry / "cmdline").read_bytes()[:80].decode("latin-1"))
            except OSError:
                continue
    return found


def test_axe_is_the_file_that_was_put_there():
    assert "Mozilla Public" in axe()[:600]
