"""What interactive features one page shows, each with what was seen and whether it can work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

from audits.derived import derived
from audits.derived.forms import Form, forms
from audits.derived.hosts import vendors
from audits.derived.lines import text_lines
from audits.derived.links import Link, clicks, links
from audits.derived.notices import notices
from audits.derived.sighting import SEEN_CAP, Sighting
from audits.derived.social_address import SocialAddress, social_address
from audits.derived.vocabulary import concepts, words_in
from audits.page import Page
from audits.standards import table

READABLE_LINKS = 4
"""Links with words that make a page readable however little it says besides: a menu is something."""

READABLE_WORDS = 20
"""Words below which a page shows a visitor next to nothing: the rest is made by scripts or was not fetched."""


@derived
def sightings(page: Page) -> tuple[Sighting, ...]:
    """Every feature of the page, one sighting of each: the first that works, else the first.

    Of files and feeds there are several, because only the answers of the visit say which of them are there.
    """
    best: dict[tuple[str, str], Sighting] = {}
    many: Counter[str] = Counter()
    for sighting in _all(page):
        feature = sighting.feature
        several = feature in SEVERAL and bool(sighting.target) and many[feature] < SEVERAL_CAP
        key = (feature, sighting.target if several else "")
        known = best.get(key)
        if known is None or (sighting.works and not known.works):
            many[feature] += known is None
            best[key] = sighting
    return tuple(best.values())


@derived
def readable(page: Page) -> bool:
    """Does the page, as served, have something to read?"""
    if sum(link.kind == "a" and bool(link.text) for link in links(page)) >= READABLE_LINKS:
        return True
    words = 0
    for line in text_lines(page):
        words += len(line.text.split()) if line.text.isascii() else max(len(line.text.split()), len(line.text) // 4)
        if words >= READABLE_WORDS:
            return True
    return False


def _all(page: Page) -> Iterator[Sighting]:
    marked = [*_of_markup(page)]
    yield from marked
    yield from notices(page, {sighting.feature for sighting in marked})


def _of_markup(page: Page) -> Iterator[Sighting]:
    for link in (*links(page), *clicks(page)):
        yield from _from_link(link)
    for form in forms(page):
        yield from _from_form(form)
    yield from _from_scripts(page)
    yield from _from_media(page)
    yield from _from_marks(page)


def _from_link(link: Link) -> Iterator[Sighting]:
    web = link.url.startswith("http")
    if not web and (scheme := link.scheme) in _SCHEMES:
        yield from _from_scheme(link, scheme)
    elif link.kind == "link":
        yield from _from_head(link)
    elif web:
        if not link.own:
            yield from _from_elsewhere(link, link.kind in {"iframe", "frame"})
        yield from _from_path(link)
        if link.kind in {"a", "area"} and link.text and len(link.text) <= WORDS_CAP:
            told = concepts(link.text)
            if "login" in told and not link.own and link.host.endswith(_MAKERS):
                told = told - {"login"}
            if not told.isdisjoint(_BY_WORDS):
                for feature in sorted(told & _BY_WORDS):
                    yield Sighting(_NAMED.get(feature, feature), link.text[:SEEN_CAP], target=link.url)


def _from_scheme(link: Link, scheme: str) -> Iterator[Sighting]:
    rest = link.href.partition(":")[2]
    if scheme == "mailto":
        if rest.startswith("?") or not rest:
            if rest:
                yield Sighting("share", "share by e-mail", works=True, target=link.url)
        else:
            yield Sighting("email", rest.partition("?")[0][:SEEN_CAP], works="@" in rest or "%40" in rest.lower())
    elif scheme == "webcal":
        yield Sighting("calendar", "calendar to subscribe to", target=link.url)
    elif scheme in {"whatsapp", "viber", "tg", "skype"}:
        yield Sighting("share" if "text=" in rest and "phone=" not in rest else "chat", link.url[:SEEN_CAP])
    else:
        digits = sum(character.isdigit() for character in rest)
        if digits >= 3:
            yield Sighting("phone", rest[:SEEN_CAP], works=digits >= 6 or None)


def _from_head(link: Link) -> Iterator[Sighting]:
    relations = link.rel.split()
    if "alternate" in relations and _FEED_TYPE.search(link.type) and "/comments/" not in link.url:
        yield Sighting("feed", "feed linked in the head", target=link.url)
    elif "search" in relations and "opensearch" in link.type:
        return


def _from_elsewhere(link: Link, embedded: bool) -> Iterator[Sighting]:
    address = social_address(link.url)
    if address is not None:
        yield from _from_network(link, address, embedded)
    for vendor in vendors().of(link.url):
        if vendor.embed_only and not embedded:
            continue
        feature = vendor.feature
        if feature == "chat" and _PASSED_ON.match(link.url):
            yield Sighting("share", vendor.name, works=True, target=link.url)
        elif feature == "external_form":
            yield Sighting(
                "contact_form" if embedded else "external_form", vendor.name, True if embedded else None, link.url
            )
        elif feature not in {"form_target", "search"} or embedded:
            yield Sighting(feature if feature != "form_target" else "contact_form", vendor.name, target=link.url)


def _from_network(link: Link, address: SocialAddress, embedded: bool) -> Iterator[Sighting]:
    if address.kind == "share":
        yield Sighting("share", address.title, works=True, target=link.url)
    elif embedded and address.kind == "embed" and address.network != "youtube":
        yield Sighting("social_embed", address.title, target=link.url)


def _from_path(link: Link) -> Iterator[Sighting]:
    if "/cdn-cgi/l/email-protection" in link.url:
        yield Sighting("email", "address protected by Cloudflare", works=True)
    path, _, query = link.url.partition("#")[0].lower().partition("?")
    ending = path[path.rfind(".") + 1 :] if "." in path[-6:] else ""
    feature = _endings().get(ending)
    if feature is None and link.own:
        named = "feed" in path or "rss" in path or "atom" in path
        if (named and _FEED_PATH.search(path)) or (query and _FEED_QUERY.search(query)):
            feature = "feed"
        elif match := _TELLING_PATH.search(path):
            feature = _TELLING.get(match.group(1), "comments")
        elif query and _LOGIN_QUERY.search(query):
            feature = "login"
    if feature is not None:
        yield Sighting(feature, (link.text or path.rpartition("/")[2])[:SEEN_CAP], target=link.url)
    if link.kind == "a" and link.own and link.url.endswith(_ANSWERS):
        yield Sighting("comments", (link.text or "answer to a post")[:SEEN_CAP], target=link.url)
    if "feedburner.com/" in path and "mailverify" not in path:
        yield Sighting("feed", "FeedBurner", target=link.url)
    if link.kind == "a" and len(link.text) < 30 and _in_another_language(link):
        yield Sighting("language_choice", link.text, target=link.url)


def _in_another_language(link: Link) -> bool:
    if link.rel and "alternate" in link.rel.split():
        return True
    return not link.url.endswith("#") and link.text.strip(" ›»>[]|").lower() in _tongues()


@cache
def _tongues() -> frozenset[str]:
    """What languages call themselves."""
    return frozenset(words_in(table("feature_words.toml")["tongues"]["names"]))


def _from_form(form: Form) -> Iterator[Sighting]:
    for feature in _FORM_FEATURES.get(form.purpose, ()):
        what = "fields outside of a form" if form.loose else f"form with {form.fields} fields"
        yield Sighting(feature, what, form.works, form.target)


def _from_scripts(page: Page) -> Iterator[Sighting]:
    for script in page.elements("script"):
        if source := script.get("src"):
            yield from _of_script(page.join(source))
        elif text := script.text:
            if "json" in script.get("type", ""):
                for kind in set(_LD_TYPE.findall(text)):
                    yield from _of_schema(kind)
                if '"openingHours' in text:
                    yield Sighting("times", "schema.org opening hours")
            else:
                lowered = text[:SCRIPT_CAP].lower()
                for needle, feature in _INLINE_FEATURE.items():
                    if needle in lowered:
                        yield Sighting(feature, f"script for {needle}")


@lru_cache(maxsize=2048)
def _of_script(url: str) -> tuple[Sighting, ...]:
    if "leaflet" in url and url.endswith(".js"):
        return (Sighting("map", "Leaflet", target=url),)
    found = []
    for vendor in vendors().of(url):
        feature = {"external_form": "contact_form", "form_target": ""}.get(vendor.feature, vendor.feature)
        if feature and not (feature == "map" and "js?" not in url and "leaflet" not in url and "api" not in url):
            found.append(Sighting(feature, vendor.name, target=url))
    return tuple(found)


def _of_schema(kind: str) -> Iterator[Sighting]:
    feature = table("features.toml")["schema"].get(kind)
    if feature:
        yield Sighting(feature, f"schema.org {kind}")


def _from_media(page: Page) -> Iterator[Sighting]:
    for element in page.elements("video", "audio"):
        yield Sighting("video", f"{element.tag!s} element", works=bool(element.get("src") or len(element)) or None)
    for element in page.elements("object", "embed", "param"):
        source = (
            element.get("data")
            or element.get("src")
            or (element.get("value") if element.get("name") in {"movie", "src", "filename", "url"} else "")
        )
        if not source:
            continue
        url = page.join(source)
        if any(vendor.feature == "video" for vendor in vendors().of(url)) or _ending_of(url) == "video":
            yield Sighting("video", f"{element.tag!s} element", target=url)


def _from_marks(page: Page) -> Iterator[Sighting]:
    """Classes, ids and microdata that content management systems and plugins give a feature."""
    marks = _marks()
    names = set(" ".join([*_CLASSES(page.root), *_IDS(page.root)]).split())
    for name in sorted(names & marks.keys()):
        yield Sighting(marks[name], f"marked {name}")
    for name in sorted(names & _embed_marks()):
        yield Sighting("social_embed", f"marked {name}")
    for kind in _ITEM_TYPES(page.root):
        yield from _of_schema(kind.rstrip("/").rpartition("/")[2])
    if any(name.startswith("openingHours") for name in _ITEM_PROPERTIES(page.root)):
        yield Sighting("times", "schema.org opening hours")
    if _PROTECTED(page.root):
        yield Sighting("email", "address protected by Cloudflare", works=True)
    if page.elements("gcse:search") or page.elements("gcse:searchbox") or page.elements("gcse:searchbox-only"):
        yield Sighting("search", "Google search of this site")


@cache
def _marks() -> dict[str, str]:
    markup = table("features.toml")["markup"]
    return {name: feature for feature, names in markup.items() for name in names.split()}


@cache
def _embed_marks() -> frozenset[str]:
    return frozenset(table("networks.toml")["widgets"]["classes"])


@cache
def _endings() -> dict[str, str]:
    files = table("features.toml")["files"]
    return {ending: feature for feature, endings in files.items() for ending in endings.split()}


def _ending_of(url: str) -> str:
    return _endings().get(url.partition("?")[0].rpartition(".")[2].lower(), "")


SEVERAL = frozenset({"downloads", "feed"})
"""Features of which a page shows many, some of them perhaps dead."""

SEVERAL_CAP = 8
"""Files or feeds of one page that are looked after: one that is there is enough."""

SCRIPT_CAP = 100_000
"""Characters of one inline script looked at: what is longer is a bundled library."""

WORDS_CAP = 60
"""Characters of the longest link text whose words are read: what is longer is a sentence, not a menu entry."""

_SCHEMES = frozenset(("mailto", "tel", "callto", "sms", "skype", "whatsapp", "webcal", "viber", "tg"))
_BY_WORDS = frozenset({"login", "forum", "guestbook", "faq", "donate", "booking", "poll"})
_NAMED = {"guestbook": "comments"}
_FORM_FEATURES = {
    "contact": ("contact_form",),
    "join": ("contact_form", "join_form"),
    "newsletter": ("contact_form", "newsletter"),
    "booking": ("contact_form", "booking"),
    "upload": ("forum",),
    "search": ("search",),
    "login": ("login",),
    "comments": ("comments",),
    "poll": ("poll",),
    "donate": ("donate",),
}
_PASSED_ON = re.compile(r"https?://[^/?]+(?:/send)?/?\?(?!.*\bphone=\d)(?:.*&)?text=", re.IGNORECASE)
"""A messenger's address with words to send and nobody to send them to."""
_LOGIN_QUERY = re.compile(r"\b(?:mode|action|do|view)=login\b")  # phpBB, SMF and their like, Joomla
_ANSWERS = ("#respond", "#comment-form", "#comments")
"""Where WordPress, Blogger and their like take an answer to a post."""
_MAKERS = ("google.com", "blogger.com", "wordpress.com", "weebly.com", "wix.com", "jimdo.com", "webnode.com", "godaddy.com", "site123.com")  # fmt: skip
"""Hosts of builders, where only those who make the site log in."""
_FEED_TYPE = re.compile(r"rss|atom|rdf|feed\+json")
_FEED_PATH = re.compile(r"/(?:feed|rss|atom)(?:/|\.xml|\.php|2|$)|/(?:index|news|blog)?feed\.xml$|\.rss$|/rss\.")
_FEED_QUERY = re.compile(r"\bformat=feed\b|\bfeed=(?:rss2?|atom|rdf)\b|\bpage=backend\b|\btype=(?:rss|atom)\b(?!-)")
_TELLING_PATH = re.compile(
    r"/(wp-login\.php|phpbb\d?|viewtopic\.php|viewforum\.php|forum|forums|guestbook\w*|gaestebuch\w*|gbook|gastbok|guest_book|livredor|faq|faqs)(?:/|\.|$)"
)
_TELLING = {
    "wp-login.php": "login", "phpbb": "forum", "phpbb2": "forum", "phpbb3": "forum", "viewtopic.php": "forum",
    "viewforum.php": "forum", "forum": "forum", "forums": "forum", "faq": "faq", "faqs": "faq",
}  # fmt: skip
_LD_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_INLINE_FEATURE = {
    "embed.tawk.to": "chat", "client.crisp.chat": "chat", "widget.intercom.io": "chat", "code.tidio.co": "chat",
    "v2.zopim.com": "chat", "cdn.livechatinc.com": "chat", "js.drift.com": "chat", "smartsuppchat.com": "chat",
    "hbspt.forms.create": "contact_form", "disqus_shortname": "comments", ".disqus.com/embed.js": "comments",
    "cse.google.com/cse": "search", "l.map(": "map", "google.maps.map": "map", "addthis_config": "share",
    "new mapboxgl.map": "map", "ymaps.map": "map", "vk.widgets.group": "social_embed", "twtr.widget": "social_embed",
    "vk.widgets.comments": "comments", "fullcalendar(": "calendar", "fullcalendar.calendar": "calendar",
    "emailjs.init": "contact_form", "google.translate.translateelement": "language_choice",
}  # fmt: skip
# One path each: to unite them libxml2 sorts what it found.
_CLASSES = etree.XPath("//*/@class", smart_strings=False)
_IDS = etree.XPath("//*/@id", smart_strings=False)
_ITEM_TYPES = etree.XPath("//*/@itemtype | //*/@typeof", smart_strings=False)
_ITEM_PROPERTIES = etree.XPath("//@itemprop", smart_strings=False)
_PROTECTED = etree.XPath("boolean(//@data-cfemail)")
