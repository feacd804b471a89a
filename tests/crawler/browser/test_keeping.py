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

pytestmark = needs_browser
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
        limits = {"seconds": 6, "bytes": 1_000_000}
        sights = look(*(served.url + path for path in ("/hang", "/big", "/good")), settings=limits, **LOADS)
    hang, big, good = (sight.facts for sight in sights)
    assert hang["failure"]
    assert big["cut"] == "bytes"
    assert not good.get("failure")
    assert "Fine words" in good["text"]["text"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="NO /proc, this test did not run")
@pytest.mark.parametrize("victim", ["parent", "keeper"])
def test_nothing_is_left_running_after_kill_9(victim):
    tmp_path = Path(tempfile.mkdtemp(prefix="fl"))
    code = """
import asyncio, sys
from crawler.browser.client import BrowserClient
async def main():
    client = BrowserClient({"allow_private": True})
    async for sight in client.look([sys.argv[1]], only=["phone"]):
        print(client._process.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""
    env = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": "."}
    with site({"/": f"{HEAD}<p>Words"}) as served:
        parent = subprocess.Popen([sys.executable, "-c", code, served.url + "/"], stdout=subprocess.PIPE, env=env)
        assert parent.stdout is not None
        keeper = int(parent.stdout.readline())
        alive = mine(tmp_path)
        assert len(alive) >= 3, "there is a browser to be left behind"
        os.kill(parent.pid if victim == "parent" else keeper, signal.SIGKILL)
        if victim == "keeper":
            time.sleep(1)
            parent.kill()
        parent.wait()
        parent.stdout.close()
    end = time.monotonic() + 15
    while mine(tmp_path) and time.monotonic() < end:
        time.sleep(0.2)
    assert mine(tmp_path) == []
    if victim == "parent":
        assert list(tmp_path.iterdir()) == [], "the profile is gone too"
    shutil.rmtree(tmp_path)


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
