"""Tells an organisation's own social profiles from those of parent bodies, site makers and others that its site links to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from audits.derived import derived
from audits.derived.social_mentions import SocialMention, resembles, social_mentions, squeezed_name
from audits.page import Page
from audits.standards import table
from audits.visit import Visit


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile: where it is, on which pages it is linked (addresses), and in which parts of them."""

    network: str
    title: str
    handle: str
    url: str
    pages: tuple[str, ...]
    parts: frozenset[str]
    embedded: bool
    counts: bool
    closed: int


@dataclass(frozen=True, slots=True)
class Presence:
    """A site on social networks.

    `own` are the organisation's profiles, `parent` those of the body it belongs to, `maker` those of themes and web
    agencies, `other` those of somebody else. `nowhere` are icons without an address: network and page.
    """

    own: tuple[Profile, ...]
    parent: tuple[Profile, ...]
    maker: tuple[Profile, ...]
    other: tuple[Profile, ...]
    nowhere: tuple[tuple[str, str], ...]

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks with a profile of the organisation's own, in alphabetical order."""
        return tuple(sorted({profile.network for profile in self.own if profile.counts}))


@derived
def presence(visit: Visit) -> Presence:
    """Sort every profile the site links to. Reads `social_mentions` and `site_words` of each page."""
    sightings: dict[tuple[str, str], list[tuple[Page, SocialMention]]] = defaultdict(list)
    nowhere: dict[tuple[str, str], None] = {}
    for page in visit.pages:
        for mention in social_mentions(page):
            if mention.kind == "nowhere":
                nowhere[mention.title, page.url] = None
            elif mention.handle and mention.kind in {"profile", "embed"}:
                sightings[mention.network, mention.handle].append((page, mention))
    names = _names_of(visit)
    crowd = Counter(
        (page.url, network) for (network, _), seen in sightings.items() for page in {p.url: p for p, _ in seen}.values()
    )
    sorted_: dict[str, list[Profile]] = {"own": [], "parent": [], "maker": [], "other": []}
    for (_, handle), seen in sightings.items():
        sorted_[_whose(handle, seen, names, crowd, len(visit.pages))].append(_profile(seen))
    own = _one_person_per_network(sorted_["own"], names, sorted_["other"])
    return Presence(
        tuple(own), tuple(sorted_["parent"]), tuple(sorted_["maker"]), tuple(sorted_["other"]), tuple(nowhere)
    )


@derived
def site_words(page: Page) -> str:
    """The title of the page, by which profiles are recognised."""
    return " ".join((element.text or "") for element in page.elements("title")[:1])[:200]


def _whose(
    handle: str,
    seen: list[tuple[Page, SocialMention]],
    names: frozenset[str],
    crowd: Counter[tuple[str, str]],
    pages: int,
) -> str:
    bare = squeezed_name(handle)
    nobody = table("networks.toml")["nobody"]
    if handle in nobody["placeholders"] or handle in nobody["handles"] or bare in nobody["handles"]:
        return "maker"
    alike = resembles(bare, names)
    if not alike and all(mention.agency for _, mention in seen):
        return "maker"
    if not alike and (handle in _umbrella() or bare in _umbrella()):
        return "parent"
    mentions = [mention for _, mention in seen]
    framed = any(mention.part in {"header", "nav", "footer"} for mention in mentions)
    often = len({page.url for page, _ in seen}) > max(1, pages // 4)
    alone = all(crowd[page.url, mention.network] <= 2 for page, mention in seen)
    shown = any(mention.embedded or mention.invites for mention in mentions)
    # Beside others' names a front page lists its friends.
    front = any(page.home and not mention.named for page, mention in seen)
    return "own" if alike or framed or often or (alone and (shown or front)) else "other"


def _one_person_per_network(own: list[Profile], names: frozenset[str], other: list[Profile]) -> list[Profile]:
    """Where four or more profiles of one network look like the site's own, only those named like it are."""
    per_network = Counter(profile.network for profile in own)
    kept = []
    for profile in own:
        if (
            per_network[profile.network] >= 4
            and not resembles(squeezed_name(profile.handle), names)
            and not profile.parts & {"header", "footer", "nav"}
        ):
            other.append(profile)
        else:
            kept.append(profile)
    return kept


def _profile(seen: list[tuple[Page, SocialMention]]) -> Profile:
    first = seen[0][1]
    return Profile(
        first.network,
        first.title,
        first.handle,
        first.url,
        tuple(dict.fromkeys(page.url for page, _ in seen)),
        frozenset(mention.part for _, mention in seen),
        any(mention.embedded for _, mention in seen),
        first.counts,
        first.closed,
    )


def _names_of(visit: Visit) -> frozenset[str]:
    """Distinctive words the organisation goes by: its host name, its name in the list, words common to all titles."""
    host = (urlsplit(f"//{visit.host}").hostname or "").rpartition(".")[0].replace("-", "")
    titles = Counter(word for page in visit.pages for word in set(_words(site_words(page))))
    common = {word for word, count in titles.items() if count * 2 >= len(visit.pages)}
    names = {host.rpartition(".")[2] or host, squeezed_name(visit.site.name), *common, *_words(visit.site.name)}
    return frozenset(name for name in names if len(name) >= 5 and name not in _COMMON)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= 5]


@cache
def _umbrella() -> frozenset[str]:
    return frozenset(table("networks.toml")["umbrella"]["handles"])


_COMMON = frozenset("""
    scout scouts scouting guides youth group club home welcome association church troop brass contact about index page
    facebook twitter instagram website official online society centre center community willkommen startseite accueil
    inicio pagina verein gruppe association groupe grupo gruppo
""".split())  # fmt: skip
