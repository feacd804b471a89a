"""Says how a visit ended, out of the closed list of statuses, with the failure and the evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from audits.page import Page
from audits.standards import table
from audits.store.failures import FAILURES
from audits.store.records import Fetch
from audits.store.sniff import HTML_TYPES, is_html
from audits.visit import Visit, bare_host

STATUSES = ("ok", "partial", "unreachable", "refused", "parked", "moved", "social_only", "invalid")

REFUSALS = frozenset(
    {"robots_forbidden", "robots_unreachable", "unauthorized", "forbidden", "bot_wall", "too_many_requests"}
)
"""Failures of the home page by which a site says no to us, rather than not being there."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a visit ended: one of `STATUSES`, the name of a failure or nothing, and a sentence with the evidence."""

    status: str
    failure: str = ""
    reason: str = ""

    @property
    def measured(self) -> bool:
        """Is what was measured shown and scored?"""
        return self.status in {"ok", "partial"}


def status_of(visit: Visit, *, whole: bool = True) -> Status:
    """Judge a visit. Must be asked while the home page's tree is there, or before any tree was made."""
    if visit.site.problem:
        return Status("invalid", "invalid_address", visit.site.problem)
    if network := social_network(visit.site.url):
        return Status("social_only", "", f"The listed address is a page on {network}.")
    moved_to = str(visit.notes.get("moved_to") or "")
    lost_to = str(visit.notes.get("lost_to") or "")
    if lost_to and (social_network(lost_to) or _parking_host(lost_to)):
        moved_to = lost_to  # the address alone says what it is
    if moved := _moved(moved_to):
        return moved
    home = visit.home or (visit.pages[0] if visit.pages else None)
    if home is None:
        return _no_pages(visit)
    if moved := _moved(_refresh_elsewhere(visit, home)):
        return moved
    if parked := _parked(home):
        return parked
    if wall := _bot_wall(home.fetch, home):
        return Status("refused", "bot_wall", f"{_sentence('bot_wall')} Seen at {home.url}: {wall}.")
    if gone := _says_not_found(home):
        return Status("unreachable", "not_found", f"The front page says that it does not exist: {gone}.")
    return _how_much(visit, whole=whole)


def social_network(url: str) -> str:
    """The social network that an address belongs to; empty for a site of its own."""
    host = bare_host(url).partition(":")[0].removeprefix("m.").removeprefix("en-gb.")
    networks: Mapping[str, str] = table("social_hosts.toml")["hosts"]
    return next((name for suffix, name in networks.items() if host == suffix or host.endswith("." + suffix)), "")


def page_failure(fetch: Fetch) -> str:
    """The name of what was wrong with an answer that gave no page; empty for a page."""
    if fetch.status is None:
        return fetch.failure or "crawl_error"
    if fetch.status in _BY_STATUS:
        return "bot_wall" if fetch.status != 401 and _bot_wall(fetch, None) else _BY_STATUS[fetch.status]
    if fetch.status >= 500:
        return "bot_wall" if _bot_wall(fetch, None) else "server_error"
    if fetch.status >= 400:
        return "client_error"
    if fetch.status >= 300:  # a redirect that leads nowhere, or a 304 that nobody asked for
        return "" if fetch.location else "bad_response"
    if fetch.ok and not is_html(fetch):
        if not fetch.wire.strip():
            return "empty_page"
        return "not_html"
    return fetch.failure


def _no_pages(visit: Visit) -> Status:
    if visit.notes.get("cut") == "crawl_error":
        return Status(
            "unreachable", "crawl_error", f"{_sentence('crawl_error')} {visit.notes.get('detail', '')}".strip()
        )
    asked = [fetch for fetch in visit.fetches if fetch.kind == "page"]
    if not asked:
        cut = str(visit.notes.get("cut") or "crawl_error")
        return Status("partial" if cut.endswith(("budget", "deadline")) else "unreachable", cut, _sentence(cut))
    last = next((f for f in reversed(asked) if not f.location), asked[-1])
    # The site was tried under several names; the first one's failure is what the list's address suffers from.
    first = next((f for f in asked if not f.location), last)
    failure = page_failure(first) or "not_html"
    detail = f" Seen at {first.url}" + (f" ({first.status})" if first.status else "")
    if first.detail:
        detail += f": {first.detail.rstrip('.')}"
    return Status("refused" if failure in REFUSALS else "unreachable", failure, f"{_sentence(failure)}{detail}.")


def _how_much(visit: Visit, *, whole: bool) -> Status:
    cut = str(visit.notes.get("cut") or "")
    if not whole:
        return Status("partial", "", "The site's file breaks off; what it holds was measured.")
    if failure := _damaged(visit.home or visit.pages[0]):
        return Status(
            "partial", failure, f"{_sentence(failure)} That happened to the front page; what came of it was measured."
        )
    if failure := _shut_out(visit):
        return Status(
            "partial", failure, f"{_sentence(failure)} That happened to most pages; the others were measured."
        )
    if cut == "crawl_error":
        return Status("partial", cut, f"{_sentence(cut)} What came before that was measured.")
    if cut:
        left = visit.notes.get("left")
        more = f" {left} known addresses were left unread." if left else ""
        return Status("partial", cut, f"{_sentence(cut)}{more}")
    if missing := visit.notes.get("front_page_missing"):
        return Status(
            "partial", "not_found", f"{missing} does not exist; the site was read from {visit.notes.get('home')}."
        )
    return Status("ok")


def _damaged(home: Page) -> str:
    """What was wrong with the front page's body, though there is enough of it to measure."""
    if home.fetch.failure:
        return home.fetch.failure
    if home.unpacked.cut:
        return "body_too_large"
    return "bad_encoding" if home.unpacked.problem else ""


def _shut_out(visit: Visit) -> str:
    """The refusal that most pages behind the front page met; empty where they did not."""
    refusals = [name for fetch in visit.failures if (name := page_failure(fetch)) in REFUSALS]
    others = len(visit.pages) - 1 + sum(not fetch.location for fetch in visit.failures)
    if len(refusals) < 2 or len(refusals) * 2 < others:
        return ""
    return max(set(refusals), key=refusals.count)


def _moved(target: str) -> Status | None:
    if not target:
        return None
    if network := social_network(target):
        return Status("social_only", "", f"The listed address leads to {target}, a page on {network}.")
    if parking := _parking_host(target):
        return Status(
            "parked", "", f"The listed address leads to {target}, which belongs to {parking}, who sells names."
        )
    return Status("moved", "", f"The listed address leads to another site, {target}; list that address to measure it.")


def _refresh_elsewhere(visit: Visit, home: Page) -> str:
    """Where a front page with nothing on it sends its visitors at once, when that is another site."""
    for meta in home.elements("meta"):
        if meta.get("http-equiv", "").strip().lower() != "refresh":
            continue
        match = re.match(
            r"\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", meta.get("content", ""), re.IGNORECASE
        )
        if match and int(match.group(1)) <= 10:
            target = home.join(match.group(2).strip())
            if target.startswith("http") and not visit.own(target) and len(_words(home).split()) < 60:
                return target
    return ""


# --- evidence ---------------------------------------------------------------------------------------------------------


def _parking_host(url: str) -> str:
    host = bare_host(url).partition(":")[0]
    return next((name for name in table("parked.toml")["hosts"] if host == name or host.endswith("." + name)), "")


def _parked(home: Page) -> Status | None:
    for element in home.elements("script", "iframe", "frame", "img", "link", "a"):
        target = home.join(element.get("src") or element.get("href"))
        if element.tag != "a" and target and (host := _parking_host(target)):
            return Status("parked", "", f"The page loads {host}, which serves names that are for sale.")
    text = _words(home)
    if not text and any(mark in home.text[:20_000] for mark in table("parked.toml")["marks"]):
        return Status("parked", "", "The page is nothing but a script that leads to a page of advertisements.")
    if len(text.split()) > 250:  # a page with something to say is not parked, whatever it mentions
        return None
    for phrase in table("parked.toml")["phrases"]:
        if match := re.search(phrase, text, re.IGNORECASE):
            return Status("parked", "", f"The front page says {match.group(0)!r} and little else.")
    return None


def _bot_wall(fetch: Fetch, home: Page | None) -> str:
    """The words by which a page asks for proof that the visitor is no robot; only short pages are walls."""
    if fetch.header("cf-mitigated").lower() == "challenge":
        return "header cf-mitigated: challenge"
    text = (
        _words(home) if home is not None else _words(Page(fetch, fetch.url)) if fetch.media_type in HTML_TYPES else ""
    )
    source = home.text if home is not None else ""
    if len(text.split()) > 150:
        return ""
    for phrase in table("walls.toml")["phrases"]:
        if match := re.search(phrase, text, re.IGNORECASE):
            return repr(match.group(0))
    return next((mark for mark in table("walls.toml")["marks"] if mark in source[:20_000]), "")


def _says_not_found(home: Page) -> str:
    titles = home.elements("title")
    title = " ".join((titles[0].text_content() if titles else "").split())
    match = re.search(
        r"\b404\b|\bnot found\b|does not exist|nicht gefunden|introuvable|no encontrad", title, re.IGNORECASE
    )
    return repr(title) if match and len(_words(home).split()) < 120 else ""


def _words(page: Page) -> str:
    body = page.elements("body")
    if not body:
        return ""
    parts = [
        text
        for element in body[0].iter()
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "template"}
        for text in (element.text, element.tail if element is not body[0] else None)
        if text
    ]
    return " ".join(" ".join(parts).split())[:20_000]


def _sentence(failure: str) -> str:
    return FAILURES[failure].sentence if failure in FAILURES else ""


_BY_STATUS = {
    401: "unauthorized", 403: "forbidden", 404: "not_found", 406: "forbidden", 407: "unauthorized", 410: "not_found",
    429: "too_many_requests", 451: "forbidden", 503: "server_error",
}  # fmt: skip
