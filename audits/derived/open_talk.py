"""Places where visitors write for others to read, and requests for where a visitor is."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.derived.addresses import loaded_addresses
from audits.derived.link_words import link_words
from audits.page import Page

_HOSTS = (
    "disqus.com", "cbox.ws", "xat.com", "xatech.com", "chatango.com", "shoutbox.com", "tlk.io", "minnit.chat", "rumbletalk.com", "hyvor.com", "commento.io", "intensedebate.com",
    "discord.com", "discordapp.com", "guestbook.com", "smartguestbook.net", "htmlgear.lycos.com", "a-free-guestbook.com", "bravenet.com", "freeshoutbox.net",
)  # fmt: skip
_LINK = re.compile(
    r"\b(?:guest ?book|gastebuch|gästebuch|livre d.or|libro de visitas|gästbok|gæstebog|księga gości|návštěvní kniha|kniha návštěv|knjiga gostiju|shout ?box|chat ?room|message board|bulletin board|forum|гостевая(?: книга)?)\b",
    re.IGNORECASE,
)
_STEMS = ("guest", "buch", "d.or", "visitas", "gästbok", "gæstebog", "gości", "návšt", "gostiju", "shout", "chat", "board", "forum", "гостевая")  # fmt: skip
_LABEL = 40  # characters: longer link words are sentences, not the names of a place
_COMMENTS = frozenset({"respond", "commentform", "disqus_thread", "fb-comments", "comments-form", "shoutbox"})
_PLACE = re.compile(r"navigator\.geolocation|getCurrentPosition\s*\(")


@derived
def open_talk(page: Page) -> tuple[str, ...]:
    """What lets visitors write here, or links to it: service, form or link words, each once."""
    found: dict[str, None] = {}
    for item in loaded_addresses(page):
        if item.tag in {"script", "iframe", "embed", "object"} and item.host.endswith(_HOSTS):
            found[item.host] = None
    for name in sorted(page.ids.keys() & _COMMENTS):
        found[f"#{name}"] = None
    labels = "\n".join([said for words in link_words(page) if 0 < len(said := words.strip()) <= _LABEL]).lower()
    if any(stem in labels for stem in _STEMS):
        found |= dict.fromkeys(_LINK.findall(labels))
    return tuple(found)


@derived
def asks_for_place(page: Page) -> bool:
    """Does a script in the page ask the device where it is?"""
    return any(script.text and _PLACE.search(script.text) for script in page.elements("script"))
