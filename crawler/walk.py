"""Walks one site: in which order what is asked for, and when it is enough; knows nothing of how asking is done."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

import tldextract
from lxml import etree

from audits.store.records import Fetch, FetchKind
from audits.store.sniff import is_html
from audits.store.subresources import Reference, letters_of, sheet_references, subresources
from audits.store.text import decode
from audits.store.tree import tree_of
from audits.store.unpack import unpack
from crawler.frontier import Frontier, canonical
from crawler.links import Links, bare_host, join, links, page_like
from crawler.templates import skeleton

REDIRECTS = 8
"""Hops followed from one address; browsers give up at 20, and nobody's home page needs more than four."""

PICTURE_READ = 512 * 1024
"""Bytes at the most that are read of a picture; see the spider."""

SILENT_PARTS = 3
"""Pictures, styles and scripts of one host that may time out before no more are asked of it."""

UNWELCOME = frozenset(
    {"no_answer", "too_slow", "connection_refused", "connection_reset", "dns_not_found", "private_address"}
)

LINKS_READ = 1024 * 1024
"""Bytes of a page in which links are looked for: parsing holds up every other site of the process."""

FRONT_PAGES = ("index.html", "index.htm", "default.htm", "home.html", "home.htm", "index.php")
"""Asked for in turn where the address of a site itself answers 404; a server that lists nothing hides these."""

SAME_BODY = 8
"""Addresses that answer with one and the same page, after which a site is taken to have no other."""

SITEMAPS, SITEMAP_URLS, FEEDS = 3, 2000, 3
FOREIGN_RESOURCES = 100
PARALLEL_HOSTS = 4


class Ask(Protocol):
    """Sends one request and returns its answer, or the failure in its place. Never raises but `BudgetSpent`."""

    def __call__(self, url: str, kind: FetchKind, via: str = "") -> Awaitable[Fetch]: ...


class BudgetSpent(Exception):
    """One of the site's budgets is used up; `name` is the failure's name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Budget:
    """What one site may cost: HTML pages, seconds, bytes on the wire, pictures and other parts; `deadline` is a time."""

    pages: int = 50
    seconds: float = 900
    wire_bytes: int = 50_000_000
    resources: int = 200
    deadline: float = 0.0


@dataclass
class Walk:
    """One walk over one site. `write` takes each answer as it comes; `notes` say afterwards how it went."""

    listed: str
    ask: Ask
    write: Callable[[Fetch], None]
    budget: Budget
    sitemaps_of: Callable[[str], Iterable[str]] = lambda _origin: ()
    within: str = ""  # path that pages must begin with, where the list has other sites on the same host
    started: float = field(default_factory=time.monotonic)
    notes: dict[str, Any] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    requests: int = 0
    pages: int = 0
    wire_bytes: int = 0
    resources: int = 0
    foreign: int = 0
    silent: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    later: dict[str, list[Reference]] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)  # of the pages read so far: fonts come in parts of the alphabet
    skeletons: dict[str, frozenset[str]] = field(default_factory=dict)

    async def run(self) -> Mapping[str, Any]:
        """Walk the site to its end or to the end of a budget, and return the notes."""
        self.frontier = Frontier(self.budget.pages)
        cut = ""
        try:
            await self._walk()
        except BudgetSpent as spent:
            cut = spent.name
        self.notes.update(
            listed=self.listed,
            cut=cut,
            pages=self.pages,
            requests=self.requests,
            wire_bytes=self.wire_bytes,
            left=self.frontier.left,
            traps=sorted(self.frontier.traps)[:20],
            seconds=round(time.monotonic() - self.started, 1),
            finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return self.notes

    async def _walk(self) -> None:
        home = await self._enter()
        if home is None:
            return
        self.frontier.seen.add(canonical(home.url))
        found = self._read(home, 0)
        await self._probe(home.url)
        await self._well_known(home, found)
        await self._parts(home, everything=True)
        await self._pages()
        await self._rest()
        if self.frontier.left and not self.notes.get("same_everywhere"):
            raise BudgetSpent("pages_budget" if self.pages >= self.budget.pages else "")

    # --- the front door ---

    async def _enter(self) -> Fetch | None:
        """The home page: the listed address, else its twin under the other scheme, else with or without `www.`"""
        for candidate in self._doors():
            answer = await self._follow(candidate, "page")
            if "moved_to" in self.notes:
                if answer is None or answer.failure not in UNWELCOME:
                    return None
                self.notes["lost_to"] = self.notes.pop("moved_to")
            if answer is None:
                continue
            host = bare_host(answer.url)
            if answer.status is None:
                self.notes.setdefault("home_failure", answer.failure)
                continue
            self.hosts |= {host, bare_host(self.listed)}
            if not is_html(answer):
                answer = await self._other_front_page(answer)
            if answer is not None:
                self.notes["home"] = answer.url
            return answer
        return None

    async def _other_front_page(self, answer: Fetch) -> Fetch | None:
        """Where `/` is missing, the names old servers gave to a front page: the site may be whole behind it."""
        if answer.status not in {403, 404} or urlsplit(answer.url).path != "/":
            return None
        for name in FRONT_PAGES:
            other = await self._follow(join(answer.url, name), "page", answer.url)
            if other is not None and is_html(other) and self._mine(other.url):
                self.notes["front_page_missing"] = answer.url
                return other
            if other is None or other.status is None:
                return None
        return None

    def _doors(self) -> Iterable[str]:
        yield self.listed
        failure = self.notes.get("home_failure")
        parts = urlsplit(self.listed)
        other = "http" if parts.scheme == "https" else "https"
        if parts.port is None and failure in _TRY_OTHER_SCHEME:
            yield parts._replace(scheme=other).geturl()
        if self.notes.get("home_failure") == "dns_not_found" and not _is_address(parts.hostname or ""):
            name = parts.netloc
            yield parts._replace(
                netloc=name.removeprefix("www.") if name.startswith("www.") else f"www.{name}"
            ).geturl()

    def _same_organisation(self, url: str) -> bool:
        """The same host at any port, another name under the same domain, or the same name under another ending."""
        mine, other = (bare_host(address).partition(":")[0] for address in (self.listed, url))
        if other == mine:
            return True
        a, b = _domain(mine), _domain(other)
        return bool(a[0]) and (a == b or (a[0] == b[0] and len(a[0]) > 3))

    # --- asking ---

    async def _follow(self, url: str, kind: FetchKind, via: str = "") -> Fetch | None:
        """Ask, and follow redirects; every hop is written down. `None` where it led to what was asked for before."""
        chain = [url]
        while True:
            fetch = await self._ask(url, kind, via)
            if not fetch.location:
                return fetch
            target = join(url, _as_utf8(fetch.location))
            if not target:
                return self._refuse(
                    _shown(fetch.location), kind, url, "redirect_refused", f"points at {fetch.location[:200]}"
                )
            if target in chain:
                return self._refuse(target, kind, url, "redirect_loop", f"comes back after {len(chain)} hops")
            if len(chain) > REDIRECTS:
                return self._refuse(target, kind, url, "too_many_redirects", f"more than {REDIRECTS} hops")
            if len(chain) > 1 and canonical(target) in self.frontier.seen and kind == "page" and self.hosts:
                return None
            if kind == "page" and not self.hosts and not self._same_organisation(target):
                self.notes["moved_to"] = target  # followed once more, to see whether anybody is there
            chain.append(target)
            url, via = target, url

    def _refuse(self, url: str, kind: FetchKind, via: str, failure: str, detail: str) -> Fetch:
        fetch = Fetch(url, kind, datetime.now(UTC), failure=failure, detail=detail, via=via)
        self.write(fetch)
        return fetch

    async def _ask(self, url: str, kind: FetchKind, via: str) -> Fetch:
        self._within_budget()
        self.asked.add(url)
        self.requests += 1
        fetch = await self.ask(url, kind, via)
        self.wire_bytes += _read_bytes(fetch)
        self.write(fetch)
        return fetch

    def _within_budget(self) -> None:
        if self.budget.deadline and time.time() >= self.budget.deadline:
            raise BudgetSpent("deadline")
        if time.monotonic() - self.started >= self.budget.seconds:
            raise BudgetSpent("seconds_budget")
        if self.wire_bytes >= self.budget.wire_bytes:
            raise BudgetSpent("bytes_budget")

    # --- pages ---

    async def _pages(self) -> None:
        """Page after page until the budget, counting also what answered with an error, thrice over."""
        tries = 3 * self.budget.pages + 20
        while self.pages < self.budget.pages and tries > 0:
            following = self.frontier.next()
            if following is None:
                return
            tries -= 1
            url, depth, via = following
            fetch = await self._follow(url, "page", via)
            if fetch is None or not self._mine(fetch.url):
                continue
            self.frontier.seen.add(canonical(fetch.url))
            if is_html(fetch):
                self._read(fetch, depth)
                await self._parts(fetch, everything=False)
                if self.notes.get("same_everywhere"):
                    return

    def _read(self, fetch: Fetch, depth: int) -> Links:
        """Read where a page leads and put it in line; remember what it is made of for later."""
        self.pages += 1
        body = unpack(fetch.wire, fetch.header("content-encoding")).body
        digest = hashlib.sha256(body).hexdigest()
        self.bodies[digest] = self.bodies.get(digest, 0) + 1
        if self.bodies[digest] > 1:
            if self.bodies[digest] >= SAME_BODY:
                self.notes["same_everywhere"] = self.bodies[digest]
            return Links((), (), "", (), ())
        root = tree_of(decode(body[:LINKS_READ], fetch.header("content-type")).text).root
        found = links(root, fetch.url)
        self.skeletons[fetch.url] = skeleton(root)
        for target in (found.refresh, *found.frames, *found.scripted):
            self._add(target, depth, fetch.url)  # what a browser shows at once is as near as the page itself
        for target in found.pages:
            self._add(target, depth + 1, fetch.url)
        self.letters.update(letters_of(root))
        self.later[fetch.url] = [part for part in subresources(root, fetch.url) if part.kind != "frame"]
        return found

    def _add(self, target: str, depth: int, via: str) -> None:
        if target and self._mine(target) and page_like(target) and urlsplit(target).path.startswith(self.within):
            self.frontier.add(target, depth, via)

    def _mine(self, url: str) -> bool:
        return bare_host(url) in self.hosts

    async def _probe(self, home: str) -> None:
        """An address that cannot exist: a site that answers it with a page says 'not found' only in words."""
        token = hashlib.sha256(home.encode()).hexdigest()[:12]
        await self._follow(join(home, f"/frontline-{token}-does-not-exist"), "probe")

    async def _well_known(self, home: Fetch, found: Links) -> None:
        parts = urlsplit(home.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        waiting = [url for url in self.sitemaps_of(origin) if self._mine(url)][:SITEMAPS] or [f"{origin}/sitemap.xml"]
        for url in waiting:
            fetch = await self._follow(url, "sitemap")
            if fetch is None or not fetch.ok:
                continue
            children, pages = sitemap_links(fetch)
            room = SITEMAPS + 2 - len(waiting)
            waiting += [child for child in children if self._mine(child) and child not in waiting][: max(0, room)]
            for target in pages[:SITEMAP_URLS]:
                self._add(target, 2, url)
        for url in [url for url in found.feeds if self._mine(url)][:FEEDS]:
            await self._follow(url, "feed", home.url)

    # --- pictures, styles, scripts, fonts ---

    async def _parts(self, page: Fetch, *, everything: bool) -> None:
        """Ask for what a page is made of: for the home page all of it, for others the styles that audits read."""
        mine = self.later.pop(page.url, [])
        now = [part for part in mine if everything or part.kind == "style"]
        self.later[page.url] = [part for part in mine if not everything and part.kind != "style"]
        await self._resources([(part, page.url) for part in now])
        if everything:  # what the styles brought in: fonts, backgrounds
            await self._resources([(part, page.url) for part in self.later.pop(page.url)])

    async def _rest(self) -> None:
        rest = [(part, via) for via, parts in self.later.items() for part in parts]
        self.later = {}
        await self._resources(rest)

    async def _resources(self, wanted: list[tuple[Reference, str]]) -> None:
        """One after another from the site itself; hosts of others side by side, each one after another too."""
        lines: dict[str, list[tuple[Reference, str]]] = {}
        for reference, via in wanted:
            lines.setdefault(bare_host(reference.url), []).append((reference, via))
        gate = asyncio.Semaphore(PARALLEL_HOSTS)

        async def line(pairs: list[tuple[Reference, str]]) -> None:
            async with gate:
                for reference, via in pairs:
                    await self._resource(reference, via)

        results = await asyncio.gather(*(line(pairs) for pairs in lines.values()), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def _resource(self, reference: Reference, via: str) -> None:
        url = reference.url
        if url in self.asked or not url.startswith(("http://", "https://")):
            return
        if self._mine(url):
            if self.resources >= self.budget.resources:
                return
            self.resources += 1
        else:
            if self.foreign >= FOREIGN_RESOURCES:
                return
            self.foreign += 1
        host = bare_host(url)
        if self.silent.get(host, 0) >= SILENT_PARTS:
            return
        fetch = await self._follow(url, "resource", via)
        if fetch is not None and fetch.failure in UNWELCOME:
            self.silent[host] = self.silent.get(host, 0) + 1
        if fetch is None or reference.kind != "style" or not fetch.ok:
            return
        body = unpack(fetch.wire, fetch.header("content-encoding")).body
        text = decode(body, fetch.header("content-type")).text
        for inner in sheet_references(text, fetch.url, letters="".join(self.letters)):
            if inner.kind == "style":
                await self._resource(inner, via)
            else:
                self.later.setdefault(via, []).append(inner)


def sitemap_links(fetch: Fetch) -> tuple[list[str], list[str]]:
    """The sitemaps and the pages that a sitemap names; text, gzip and broken ones too."""
    body = unpack(fetch.wire, fetch.header("content-encoding")).body
    if body[:2] == b"\x1f\x8b":  # sitemap.xml.gz is a packed file, not a packed answer
        body = unpack(body, "gzip").body
    if is_html(fetch) or not body.strip():
        return [], []
    if body.lstrip()[:1] != b"<":
        lines = body.decode("utf-8", "replace").split()
        return [], [line for line in lines if line.startswith(("http://", "https://"))][:SITEMAP_URLS]
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return [], []
    sitemaps: list[str] = []
    pages: list[str] = []
    # With recover=True, lxml gives None for what has no element at all, whatever its stubs say.
    for element in () if root is None else root.iter("{*}loc"):
        parent = element.getparent()
        kind = etree.QName(parent).localname if parent is not None and isinstance(parent.tag, str) else ""
        target = join(fetch.url, (element.text or "").strip())
        if target and kind == "sitemap":
            sitemaps.append(target)
        elif target and len(pages) < SITEMAP_URLS:
            pages.append(target)
    return sitemaps, pages


_TRY_OTHER_SCHEME = frozenset({
    "connection_refused", "connection_reset", "no_answer", "tls_error", "tls_too_old", "bad_response", "dns_not_found",
})  # fmt: skip

_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _read_bytes(fetch: Fetch) -> int:
    """Bytes that really came: of a large picture only the headers did, whatever length they state."""
    size = fetch.wire_bytes or 0
    return min(size, PICTURE_READ) if fetch.kind == "resource" else size


def _domain(host: str) -> tuple[str, str]:
    """Registrable name and its public suffix, by the list that comes with tldextract; an IP address is its own."""
    name = host.partition(":")[0]
    if _is_address(name):
        return host, ""
    parts = _suffixes(name)
    if parts.suffix:
        return parts.domain, parts.suffix
    labels = name.split(".")  # a suffix of an intranet, or one that is newer than the list
    return (labels[-2], labels[-1]) if len(labels) > 1 else (name, "")


def _is_address(name: str) -> bool:
    return name.replace(".", "").isdigit() or ":" in name


def _as_utf8(location: str) -> str:
    """Headers are read as Latin-1; what a server wrote in UTF-8 is turned back, as browsers do."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _shown(location: str) -> str:
    """A refused target as an address that a record can be filed under."""
    return location if "://" in location[:20] else f"about:{location[:100]}"
