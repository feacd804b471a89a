"""A frame's title says what is in the frame.

Why it matters: a screen reader announces the frame by its title alone; "iframe" or the name of another service misleads.
What is measured: the share of titled frames whose title is no placeholder, no file name, and does not name a service that the frame does not show.
Limits: whether a title fits is for a person to say.
What to do: write what the frame holds: "Map of how to find us".
"""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived.wording import plain, quoted
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_EMPTY = frozenset("""
    frame iframe title untitled test content contents inhalt main page seite embed embedded widget window blank box frame1 iframe1 rahmen cadre marco riquadro
    ramka rám ram okvir placeholder none null undefined topframe mainframe leftframe rightframe menu1 unnamed
""".split())  # fmt: skip
_FILE = re.compile(r"^[\w%./:-]+\.(?:html?|php\d?|aspx?|jsp|cfm|shtml)(?:[?#]\S*)?$|^https?://\S+$", re.IGNORECASE)
_SERVICES = (
    "facebook",
    "youtube",
    "vimeo",
    "twitter",
    "instagram",
    "google maps",
    "openstreetmap",
    "spotify",
    "soundcloud",
    "flickr",
    "tiktok",
    "paypal",
    "mailchimp",
    "eventbrite",
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 4.1.2 (A)", "WCAG Technique H64"],
    related=["4.1.2", "2.4.1"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<iframe src="https://www.youtube.com/embed/x" title="YouTube: our camp"></iframe>', gives=1.0),
        Example(
            '<iframe id="fail-1" src="map.html" title="iframe"></iframe><iframe id="fail-2" src="a.html" title="a.html"></iframe>',
            gives=0.0,
        ),
        Example('<iframe id="fail" src="map.html" title="Twitter"></iframe>', gives=0.0),
        Example('<iframe src="map.html"></iframe>', gives="not_applicable"),
    ],
)
def frame_words(page: Page) -> Outcome:
    frames = [frame for frame in page.elements("iframe", "frame") if plain(frame.get("title") or "")]
    if not frames:
        return not_applicable("no frames with titles")
    findings = [
        Finding(f"frame title {fault}: {quoted(frame.get('title', ''))}", frame)
        for frame in frames
        if (fault := _fault(frame))
    ]
    return passing(len(frames), findings)


def _fault(frame: HtmlElement) -> str:
    title = plain(frame.get("title", ""))
    if title in _EMPTY or title.strip("0123456789 ") in _EMPTY or _FILE.match(frame.get("title", "").strip()):
        return "does not describe the content of the frame"
    source = (frame.get("src") or frame.get("data-src") or "").lower()
    if title in _SERVICES and source and not source.startswith(("javascript:", "about:", "data:")):
        host = urlsplit(source if "//" in source else "//").netloc
        if title.replace(" ", "").replace("maps", "") not in source.replace(".", "") or not host:
            return "does not describe the content of the frame, it names another service"
    return ""
