"""Content that only a browser plug-in could show: Flash, Java, Silverlight, ActiveX and the old media players."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.page import Page

_FLASH_CALL = re.compile(
    r"""\bAC_FL_RunContent\s*\(\s*['"]|\bswfobject\s*\.\s*(?:embedSWF|registerObject|createSWF)\s*\("""
    r"""|\bnew\s+(?:deconcept\.)?(?:SWFObject|FlashObject|FlashTag|UFO)\s*\(|\bUFO\.create\s*\("""
    r"""|\.flash\s*\(\s*\{|document\.write(?:ln)?\s*\([^;]{0,600}\.swf\b""",
    re.IGNORECASE,
)
_CLASSES = {
    "d27cdb6e": "Flash",
    "166b1bca": "Shockwave",
    "233c1507": "Shockwave",
    "8ad9c840": "Java",
    "cafeefac": "Java",
    "02bf25d5": "QuickTime",
    "6bf52a52": "Windows Media Player",
    "22d6f312": "Windows Media Player",
    "05589fa1": "Windows Media Player",
    "cfcdaa03": "RealPlayer",
}
"""The first part of the class id that Internet Explorer knew each player by."""

_TYPES = (
    ("application/x-shockwave-flash", "Flash"),
    ("application/futuresplash", "Flash"),
    ("application/x-director", "Shockwave"),
    ("application/x-java", "Java"),
    ("application/java", "Java"),
    ("application/x-silverlight", "Silverlight"),
    ("application/x-mplayer2", "Windows Media Player"),
    ("application/x-ms", "Windows Media Player"),
    ("video/x-ms", "Windows Media Player"),
    ("audio/x-pn-realaudio", "RealPlayer"),
    ("video/quicktime", "QuickTime"),
    ("application/x-oleobject", "ActiveX"),
)
_ENDINGS = {
    "swf": "Flash",
    "spl": "Flash",
    "flv": "Flash",
    "dcr": "Shockwave",
    "class": "Java",
    "jar": "Java",
    "xap": "Silverlight",
    "mov": "QuickTime",
    "wmv": "Windows Media Player",
    "wma": "Windows Media Player",
    "asf": "Windows Media Player",
    "asx": "Windows Media Player",
    "avi": "Windows Media Player",
    "rm": "RealPlayer",
    "ram": "RealPlayer",
    "ra": "RealPlayer",
    "rpm": "RealPlayer",
    "mid": "MIDI music",
    "midi": "MIDI music",
}
_MOVIE_PARAMS = frozenset({"movie", "src", "source", "code", "archive", "filename", "url"})


@dataclass(frozen=True, slots=True)
class Plugin:
    """One piece of plug-in content: what would have shown it, the address it came from, the element in the page."""

    kind: str
    source: str
    element: HtmlElement


@derived
def plugin_elements(page: Page) -> tuple[Plugin, ...]:
    """Every outermost element that needs a plug-in, an `embed` inside its `object` not counted again."""
    found: list[Plugin] = []
    for element in page.elements("object", "applet", "embed"):
        if _inside_plugin(element):
            continue
        if kind := _kind(element):
            found.append(Plugin(kind, _source(element), element))
    framed = page.elements("iframe", "frame")
    found += [
        Plugin("Flash", src, element) for element in framed if _by_ending(src := element.get("src", "")) == "Flash"
    ]
    for script in page.elements("script"):
        text = script.text or ""
        if _mentions_flash(text) and (call := _FLASH_CALL.search(text)):
            found.append(Plugin("Flash", " ".join(text[call.start() : call.start() + 80].split()), script))
    return tuple(found)


@derived
def plugin_kinds(page: Page) -> tuple[tuple[str, str], ...]:
    """Kind and source of the plug-in content of a page, for site audits: holds no elements."""
    return tuple((plugin.kind, plugin.source) for plugin in plugin_elements(page))


def _mentions_flash(script: str) -> bool:
    """A cheap look before the pattern: every way to start Flash has one of these words."""
    return any(word in script for word in ("swf", "SWF", "lash", "AC_FL", "UFO"))


def _inside_plugin(element: HtmlElement) -> bool:
    parent = element.getparent()
    while parent is not None:
        if parent.tag in {"object", "applet"}:
            return _kind(parent) != ""
        parent = parent.getparent()
    return False


def _kind(element: HtmlElement) -> str:
    if element.tag == "applet":
        return "Java"
    media = element.get("type", "").strip().lower()
    for start, kind in _TYPES:
        if media.startswith(start):
            return kind
    classid = element.get("classid", "").strip().lower()
    if classid.startswith("clsid:"):
        return _CLASSES.get(classid[6:].strip("{ ").partition("-")[0], "ActiveX")
    if classid.startswith("java:"):
        return "Java"
    if media.startswith(("image/", "text/", "application/pdf", "audio/mp", "video/mp", "video/webm", "audio/ogg")):
        return ""
    for source in (element.get("data", ""), element.get("src", ""), *_movies(element)):
        if kind := _by_ending(source):
            return kind
    return ""


def _source(element: HtmlElement) -> str:
    sources = [element.get(name, "") for name in ("data", "src", "code", "archive")]
    inner = element.find(".//embed")
    if inner is not None:
        sources.append(inner.get("src", ""))
    return next((source for source in (*sources, *_movies(element)) if source), "")


def _movies(element: HtmlElement) -> list[str]:
    return [
        param.get("value", "")
        for param in element.iterchildren("param")
        if param.get("name", "").strip().lower() in _MOVIE_PARAMS
    ]


def _by_ending(address: str) -> str:
    path = re.split(r"[?#&;]", address.strip(), maxsplit=1)[0]
    return _ENDINGS.get(path.rpartition(".")[2].lower(), "") if "." in path else ""
