"""Decides which address of a site is asked for next: breadth first, with variety, and out of the traps."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

DEPTH_CAP = 12
"""Links away from the front page: real small sites end at five or six, traps never."""

URL_CAP = 1000
"""Characters of an address; longer ones come from spirals."""

WAITING_CAP = 20_000
"""Addresses remembered as waiting; a budget of pages will never reach more."""

_SESSION_KEYS = frozenset(
    "phpsessid jsessionid sid sessionid session_id aspsessionid cfid cftoken zenid oscsid s".split()
)
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|_ga|ref|source)$", re.IGNORECASE)
_PATH_SESSION = re.compile(r";jsessionid=[^/?]*|/\([a-z]\([a-z0-9]{20,}\)\)", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{16,}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CALENDAR = re.compile(r"calend|kalend|\bmonth|\bdate\b|\bday\b|\byear\b|agenda|#/#|#-#|\bical|tribe", re.IGNORECASE)


@dataclass
class Frontier:
    """The waiting addresses of one site, grouped by pattern (digits and tokens taken out).

    The next address is the shallowest of the pattern that was asked for least, so that fifty pages are never fifty
    days of one calendar. `pages` is the site's budget of pages, from which the share of one pattern is counted.
    """

    pages: int = 50
    seen: set[str] = field(default_factory=set)
    waiting: dict[str, deque[tuple[int, int, str, str]]] = field(default_factory=lambda: defaultdict(deque))
    taken: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    traps: set[str] = field(default_factory=set)
    count: int = 0

    def add(self, url: str, depth: int, via: str = "") -> bool:
        """Put an address in line, unless it was there before or looks like a trap."""
        if self.count >= WAITING_CAP:
            return False
        if depth > DEPTH_CAP or len(url) > URL_CAP:
            self._trap(url)
            return False
        key = canonical(url)
        if key in self.seen:
            return False
        self.seen.add(key)
        if _spirals(url):
            self._trap(url)
            return False
        pattern = pattern_of(key)
        self.waiting[pattern].append((depth, self.count, url, via))
        self.count += 1
        return True

    def next(self) -> tuple[str, int, str] | None:
        """Address, depth and the page that led there; `None` when the site is exhausted."""
        best, choice = None, ""
        for pattern, line in self.waiting.items():
            if not line:
                continue
            if self.taken[pattern] >= self._share(pattern):
                self.traps.add(pattern)
                continue
            rank = (line[0][0] + self.taken[pattern] // 4, line[0][0], line[0][1])
            if best is None or rank < best:
                best, choice = rank, pattern
        if best is None:
            return None
        depth, _, url, via = self.waiting[choice].popleft()
        if not self.waiting[choice]:
            del self.waiting[choice]
        self.taken[choice] += 1
        return url, depth, via

    @property
    def left(self) -> int:
        """Addresses still waiting."""
        return sum(len(line) for line in self.waiting.values())

    def _share(self, pattern: str) -> int:
        """Pages that one pattern may take: calendars and session ids a few, anything else what the budget holds."""
        return max(3, self.pages // 8) if "~" in pattern or _CALENDAR.search(pattern) else self.pages

    def _trap(self, url: str) -> None:
        self.traps.add(pattern_of(canonical(url))[:200])


def canonical(url: str) -> str:
    """What makes two addresses the same page: no scheme, no `www.`, query sorted, no session or tracking keys."""
    parts = urlsplit(url)
    path = _PATH_SESSION.sub("", parts.path) or "/"
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if name.lower() not in _SESSION_KEYS - {"s"} and not _TRACKING.match(name)
    )
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{'?' + query if query else ''}"


def pattern_of(key: str) -> str:
    """The shape of an address: the last step of the path and all numbers and tokens taken out, query by its keys."""
    path, _, query = key.partition("?")
    head, _, last = path.rpartition("/")
    shape = _DIGITS.sub("#", _TOKEN.sub("~", head))
    names = "&".join(sorted({pair.partition("=")[0] for pair in query.split("&")})) if query else ""
    ending = last.rpartition(".")[2] if "." in last else ""
    tail = "#" if any(character.isdigit() for character in last) else "*"
    return f"{shape}/{_DIGITS.sub('#', last) if query else tail + ending}{'?' + names if names else ''}"


def _spirals(url: str) -> bool:
    """`/a/b/a/b/a/b/` and `/x/x/x/`: relative links that eat their own tail."""
    steps = [step for step in urlsplit(url).path.split("/") if step]
    if len(steps) < 4:
        return False
    return any(steps.count(step) >= 3 for step in set(steps)) or len(steps) > 14
