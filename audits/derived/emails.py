"""E-mail addresses that stand in a page so that any robot can collect them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

_ADDRESS = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?![\w-])")
_MADE_UP = re.compile(
    r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|domain\.com|email\.com|sentry\.io|wixpress\.com)$",
    re.IGNORECASE,
)
_WITH_AT = etree.XPath("descendant::text()[contains(., '@')]")
_NOT_TEXT = frozenset({"script", "style", "noscript", "template", "textarea", "code"})
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".js")


@derived
def email_elements(page: Page) -> tuple[tuple[str, HtmlElement], ...]:
    """Each address once, with the first element that shows it: a mailto link, or text."""
    found: dict[str, HtmlElement] = {}
    for link in page.elements("a", "area"):
        href = link.get("href", "").strip()
        if href[:7].lower() == "mailto:":
            for address in _ADDRESS.findall(unquote(href[7:]).partition("?")[0]):
                found.setdefault(address.lower(), link)
    for text in _WITH_AT(page.root) if "@" in page.text else ():
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        if holder is not None and holder.tag not in _NOT_TEXT:
            for address in _ADDRESS.findall(text):
                found.setdefault(address.lower(), holder)
    return tuple(
        (address, element)
        for address, element in found.items()
        if not _MADE_UP.search(address) and not address.endswith(_FILES)
    )


_ROLES = re.compile(
    r"^(?:info\w*|contact\w*|kontakt\w*|contato|contacto|hello|hallo|office|admin\w*|secretar\w*|sekretari\w*|treasurer|chair\w*|president|membership|enquir\w*|inquir\w*|mail|post|web-?(?:master|admin|site)|webmaster|"
    r"support|help|team|club\w*|scouts?\w*|cubs\w*|beavers\w*|explorers\w*|guides\w*|brownies\w*|rainbows\w*|leader\w*|gsl|akela|group\w*|troop\w*|pack\w*|bookings?|hire|hall|news\w*|press\w*|media|events?|camp\w*|"
    r"safeguarding\w*|welfare\w*|privacy\w*|datenschutz\w*|dpo|rgpd|gdpr|noreply|no-reply|manager|conductor|captain|coach|trustees?|editor|vicar|rector|pastor|minister|warden|bandmaster|registrar|volunteer\w*|service\w*|sales|shop|spenden|vorstand|verein\w*|jugend\w*|buero|anmeldung|biuro|sekretariat|redakcja|klub\w*|uprava|youth\w*|church|parish|band|school)[\d._+-]*(?:@|[._+-])",
    re.IGNORECASE,
)


@derived
def personal_addresses(page: Page) -> tuple[str, ...]:
    """The addresses that look like a person's own: no word for a role before the @."""
    return tuple(address for address, _ in email_elements(page) if not _ROLES.match(address))
