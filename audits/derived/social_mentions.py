"""Where a page points to social networks: profiles, share links, embeds, and icons that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.links import LinkElement, click_elements, link_elements
from audits.derived.social_address import Kind, SocialAddress, social_address
from audits.derived.vocabulary import says
from audits.page import Page
from audits.standards import table


@dataclass(frozen=True, slots=True)
class SocialMention:
    """One link, frame or icon of a social network on one page.

    `agency` says that the words around it name who made the site. `invites` says that the link is an icon or calls
    upon people to follow; `named` that its words are the profile's own name ("Town Police" for `townpolice`). An icon that leads nowhere has `kind` "nowhere" and no handle.
    """

    network: str
    title: str
    kind: Kind | str
    handle: str
    url: str
    part: str
    embedded: bool
    agency: bool
    invites: bool
    counts: bool
    closed: int
    named: bool = False


@dataclass(frozen=True, slots=True)
class MentionElement:
    """A mention and the element that makes it."""

    mention: SocialMention
    element: HtmlElement


@derived
def social_mentions(page: Page) -> tuple[SocialMention, ...]:
    """The mentions without elements: this is what a site audit names in its `needs`."""
    return tuple(found.mention for found in mention_elements(page))


@derived
def mention_elements(page: Page) -> tuple[MentionElement, ...]:
    """Every link, frame and plugin of the page that belongs to a social network."""
    found = []
    for linked in (*link_elements(page), *click_elements(page)):
        link = linked.link
        if link.own or not link.url.startswith("http"):
            if link.kind in {"a", "area"} and (network := _icon_nowhere(linked)):
                found.append(MentionElement(_nowhere(network, linked), linked.element))
            continue
        address = social_address(link.url)
        if address is not None and link.kind != "link":
            if address.kind == "other" and _is_front_door(link.url):
                found.append(MentionElement(_nowhere(address, linked), linked.element))
            else:
                found.append(MentionElement(_mention(address, linked), linked.element))
    found += _plugins(page)
    return tuple(found)


def _mention(address: SocialAddress, linked: LinkElement) -> SocialMention:
    link = linked.link
    profile = address.kind == "profile"
    return SocialMention(
        address.network,
        address.title,
        address.kind,
        address.handle,
        link.url,
        link.part,
        embedded=link.kind in {"iframe", "frame"},
        agency=profile and _by_agency(linked.element),
        invites=profile and _invites(linked, address),
        counts=address.counts,
        closed=address.closed,
        named=profile and _is_named(link.text, address),
    )


def _is_named(text: str, address: SocialAddress) -> bool:
    if "@" in text or text == address.handle or "tweets" in text.lower():
        return False  # an account is given as one gives one's own
    name = squeezed_name(text)
    if len(name) < 3 or name in {address.network, squeezed_name(address.title)}:
        return False
    return resembles(squeezed_name(address.handle), [name])


def squeezed_name(text: str) -> str:
    """A name without spaces and marks, as handles are made of it."""
    return re.sub(r"[\W_]+", "", text.lower())


def resembles(handle: str, names: Iterable[str]) -> bool:
    """Is one of these names in the handle, or a handle that is no mere syllable in one of them?"""
    return any(name in handle or (len(handle) >= 5 and handle in name) for name in names)


def _nowhere(address: SocialAddress, linked: LinkElement) -> SocialMention:
    link = linked.link
    return SocialMention(
        address.network, address.title, "nowhere", "", link.url or link.href, link.part, False, False, True, address.counts, 0
    )  # fmt: skip


def _plugins(page: Page) -> list[MentionElement]:
    """Facebook's page plugin and timelines name the profile in `data-href` or in the link inside."""
    found = []
    for element in page.elements("div"):
        shown = element.get("data-href")
        if not shown or not str(element.get("class", "")).startswith("fb-"):
            continue
        address = social_address(page.join(shown))
        if address is not None and address.kind == "profile" and "fb-page" in element.get("class", "").split():
            mention = SocialMention(
                address.network, address.title, "embed", address.handle, page.join(shown), "", True, False, True, address.counts, address.closed
            )  # fmt: skip
            found.append(MentionElement(mention, element))
    return found


def _icon_nowhere(linked: LinkElement) -> SocialAddress | None:
    """The network of a link that leads nowhere (`#`) and whose words or picture say a network."""
    link = linked.link
    if link.href not in _NOWHERE and not link.href.lower().startswith("javascript:void"):
        return None
    called = f"{link.text} {linked.element.get('class', '')} {linked.element.get('title', '')}"
    for inside in linked.element.iter("i", "span", "img", "svg", "use"):
        called += f" {inside.get('class', '')} {inside.get('src', '').rpartition('/')[2]} {inside.get('href', '')}"
    match = _names().search(called.lower()) if len(called) < 400 else None
    return social_address(_hosts_by_name()[match.group(1)]) if match else None


def _is_front_door(url: str) -> bool:
    """`https://www.facebook.com/` and the like: a link that the template brought and nobody filled in."""
    rest = url.partition("//")[2]
    return "/" not in rest.rstrip("/") and "?" not in rest


def _by_agency(element: HtmlElement) -> bool:
    """Do the few words around the link say who made the site?"""
    around = element.getparent()
    if around is None:
        return False
    text = " ".join(" ".join(around.itertext()).split())
    return len(text) <= AROUND and says("agency", text)


def _invites(linked: LinkElement, address: SocialAddress) -> bool:
    link = linked.link
    text = link.text.lower()
    if not text or len(text) <= 2 or address.network in text or address.title.lower() in text:
        return True
    return len(text) <= 80 and says("follow", text)


AROUND = 160
"""Characters around a link that still belong to it: more is a paragraph about many things."""

_NOWHERE = frozenset({"#", "", "/#", "#!", "#0", "#top", "#social", "http://#", "https://#"})


@cache
def _hosts_by_name() -> dict[str, str]:
    hosts = {
        entry["name"]: f"https://{entry['hosts'][0]}/"
        for entry in table("networks.toml")["network"]
        if len(entry["name"]) > 3
    }
    return hosts | {"twitter": "https://twitter.com/", "fa-x": "https://x.com/"}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z])({'|'.join(map(re.escape, sorted(_hosts_by_name(), key=len, reverse=True)))})(?![a-z])"
    )
