"""Manners, measured from the server's own log: one request at a time, the pause between, robots.txt, budgets."""

import itertools
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.running import frontline, rows


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address, answer):
        super().__init__((address, 0), Handler)
        self.answer, self.log, self.open, self.most, self.lock = answer, [], 0, 0, threading.Lock()

    @property
    def url(self):
        return f"http://{self.server_address[0]}:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server
        with site.lock:
            site.open += 1
            site.most = max(site.most, site.open)
            site.log.append((time.monotonic(), self.path, dict(self.headers)))
        try:
            status, headers, body = site.answer(self.path, self.headers, len(site.log))
            time.sleep(0.02)
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        finally:
            with site.lock:
                site.open -= 1

    def log_message(self, *args):
        pass


@contextmanager
def serving(answer, address="127.0.33.1"):
    site = Site(address, answer)
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


def plain(path, _headers, _count):
    """A site of many pages, each with a picture and a style."""
    if path == "/robots.txt":
        return 404, {}, b"no"
    number = int("".join(filter(str.isdigit, path)) or 0)
    if path.endswith((".png", ".css")):
        return 200, {"Content-Type": "image/png" if path.endswith("png") else "text/css"}, b"x" * 10
    if path.startswith("/frontline-"):
        return 404, {}, b"no"
    links = "".join(f"<a href=/p{number * 3 + n}.html>more</a>" for n in (1, 2, 3))
    page = f"<title>{path}</title><link rel=stylesheet href=/{number}.css><img src=/{number}.png><h1>{path}</h1>{links}"
    return 200, {}, page.encode()


def test_one_request_at_a_time_and_the_pause_between(tmp_path):
    with serving(plain) as site:
        done = frontline(
            "crawl",
            site.url,
            tmp_path / "run",
            "--allow-private",
            "--delay",
            "0.15",
            "--pages",
            "6",
            "--resources",
            "10",
        )
        assert done.returncode == 0, done.stderr
        assert site.most == 1
        times = [moment for moment, _, _ in site.log]
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        assert len(gaps) > 12
        # The server notes the time when its thread gets to it, late on a busy machine: single gaps may look shorter.
        assert sorted(gaps)[len(gaps) // 10] > 0.13
        assert sum(gaps) / len(gaps) > 0.15
        agents = {headers["User-Agent"] for _, _, headers in site.log}
        assert len(agents) == 1
        assert agents.pop().startswith("Frontline/")
        assert len({path for _, path, _ in site.log}) == len(site.log), "nothing is asked for twice"


def test_contact_is_sent(tmp_path):
    with serving(plain) as site:
        frontline(
            "crawl",
            site.url,
            tmp_path / "run",
            "--allow-private",
            "--delay",
            "0",
            "--pages",
            "1",
            "--contact",
            "https://example.org/us",
        )
        assert all("+https://example.org/us" in headers["User-Agent"] for _, _, headers in site.log)


def test_crawl_delay_is_kept(tmp_path):
    def answer(path, headers, count):
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 0.4\nDisallow: /p2.html"
        return plain(path, headers, count)

    with serving(answer) as site:
        frontline(
            "crawl", site.url, tmp_path / "run", "--allow-private", "--delay", "0", "--pages", "3", "--resources", "0"
        )
        asked = [path for _, path, _ in site.log]
        assert "/p2.html" not in asked
        times = [moment for moment, path, _ in site.log if path != "/robots.txt"]
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) > 0.38


def test_a_server_in_trouble_is_asked_more_slowly(tmp_path):
    def answer(path, headers, count):
        if path == "/p1.html" and sum(p == path for _, p, _ in site.log) == 1:
            return 429, {"Retry-After": "1"}, b"slow down"
        return plain(path, headers, count)

    with serving(answer) as site:
        frontline(
            "crawl", site.url, tmp_path / "run", "--allow-private", "--delay", "0", "--pages", "4", "--resources", "0"
        )
        moments = [moment for moment, path, _ in site.log if path == "/p1.html"]
        assert len(moments) == 2
        assert moments[1] - moments[0] >= 1.0
        after = [moment for moment, _, _ in site.log if moment > moments[1]]
        assert min(later - earlier for earlier, later in itertools.pairwise(after)) > 0.45


def test_what_has_not_changed_is_not_sent_again(tmp_path):
    def answer(path, headers, count):
        if path.startswith("/frontline-") or path in {"/robots.txt", "/sitemap.xml"}:
            return 404, {}, b"no"
        if headers.get("If-None-Match") == '"v1"':
            return 304, {"ETag": '"v1"'}, b""
        status, more, body = plain(path, headers, count)
        return status, {**more, "ETag": '"v1"'}, body

    with serving(answer) as site:
        options = ("--allow-private", "--delay", "0", "--pages", "4")
        assert frontline("run", site.url, tmp_path / "old", *options).returncode == 0
        first = len(site.log)
        assert frontline("run", site.url, tmp_path / "new", *options, "--since", tmp_path / "old").returncode == 0
        again = site.log[first:]
        conditional = [path for _, path, headers in again if headers.get("If-None-Match") == '"v1"']
        assert len(conditional) >= 8
        old, new = rows(tmp_path / "old")[0], rows(tmp_path / "new")[0]
        same = {key for key in old if key not in {"fetched_at", "slow_seconds", "reason"}}
        assert {key: old[key] for key in same} == {key: new[key] for key in same}


@pytest.mark.parametrize(
    ("options", "failure"),
    [
        (("--pages", "3"), "pages_budget"),
        (("--pages", "200", "--site-seconds", "1.5", "--delay", "0.1"), "seconds_budget"),
        (("--pages", "200", "--site-bytes", "2500"), "bytes_budget"),
    ],
)
def test_budgets_cut_and_say_so(tmp_path, options, failure):
    with serving(plain) as site:
        begun = time.monotonic()
        done = frontline("run", site.url, tmp_path / "run", "--allow-private", "--delay", "0", *options)
        assert done.returncode == 0, done.stderr
        (row,) = rows(tmp_path / "run")
        assert (row["status"], row["failure"]) == ("partial", failure)
        assert row["overall"] or row["accessibility"]
        assert time.monotonic() - begun < 60
    if failure == "pages_budget":
        assert row["pages"] == "3"


def test_a_deadline_ends_the_run(tmp_path, monkeypatch):
    from datetime import datetime

    from reports.settings import crawl_settings

    now = datetime(2026, 6, 1, 23, 0).astimezone()
    settings = crawl_settings({"until": "07:00"}, now)
    assert settings["FRONTLINE_DEADLINE"] == now.timestamp() + 8 * 3600
    with serving(plain) as site:
        from audits.store.database import open_store
        from audits.store.run_folder import RunFolder
        from audits.store.site_list import single_site
        from reports.night import Plan, prepare, work

        run = RunFolder(tmp_path / "run").create()
        engine = prepare(run, single_site(site.url))
        past = {"FRONTLINE_DEADLINE": time.time() - 1, "FRONTLINE_ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0}
        found = []
        work(run, engine, Plan(settings=past), ended=found.append)
        engine.dispose()
        open_store(run.database).dispose()
        assert [(result.status, result.failure) for result in found] == [("partial", "deadline")]
        assert [path for _, path, _ in site.log] == []
