"""Takes WARC files that other programs wrote into a run, one file for each site they hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from audits.store.records import Fetch, SiteEntry
from audits.store.run_folder import RunFolder
from audits.store.site_list import with_keys
from audits.store.sniff import is_html
from audits.store.warc import SiteWarc, WarcError, read_warc
from audits.visit import bare_host


def take_in(run: RunFolder, warcs: Sequence[Path]) -> list[SiteEntry]:
    """Sort the files' answers by site and seal a file for each in the run. Raises `WarcError` for what is no WARC."""
    answers: dict[str, list[Fetch]] = defaultdict(list)
    origin: dict[str, str] = {}
    moment = datetime.now(UTC)
    broken: set[str] = set()
    for path in warcs:
        archive = read_warc(path)
        hosts = site_hosts(archive.fetches)
        if not hosts:
            raise WarcError(f"{path} holds no web page, so there is nothing to audit in it.")
        for host in hosts:
            origin.setdefault(host, _front(archive.fetches, host))
            # Parts from other hosts (fonts, scripts) belong to whichever site used them: every site of the file has them.
            answers[host] += [f for f in archive.fetches if bare_host(f.url) == host or bare_host(f.url) not in hosts]
            if not archive.whole:
                broken.add(host)
    entries = with_keys([SiteEntry(number, url, "") for number, url in enumerate(origin.values(), 2)])
    for entry, host in zip(entries, origin, strict=True):
        warc = SiteWarc(run.warc(entry.key), "Frontline, from WARC files of another program")
        for fetch in answers[host]:
            warc.write(fetch)
        note = {"listed": entry.url, "from": [path.name for path in warcs], "broken": host in broken}
        warc.seal(note, moment)
    return entries


def site_hosts(fetches: Sequence[Fetch]) -> list[str]:
    """The hosts that are sites of their own: those with a page at `/`, or else the one with most pages.

    Frames and share buttons of others are pages too, but seldom at `/`, and fewer than the site's own.
    """
    pages = [fetch for fetch in fetches if fetch.kind == "page" and is_html(fetch)]
    counts = Counter(bare_host(fetch.url) for fetch in pages)
    if not counts:
        return []
    most = counts.most_common(1)[0][1]
    fronts = {bare_host(fetch.url) for fetch in pages if urlsplit(fetch.url).path in {"", "/"}}
    first = bare_host(pages[0].url)
    chosen = {host for host in fronts if counts[host] * 5 >= most} | {first, counts.most_common(1)[0][0]}
    return [host for host in counts if host in chosen]


def _front(fetches: Sequence[Fetch], host: str) -> str:
    mine = [fetch.url for fetch in fetches if fetch.kind == "page" and bare_host(fetch.url) == host]
    return next((url for url in mine if urlsplit(url).path in {"", "/"}), mine[0])
