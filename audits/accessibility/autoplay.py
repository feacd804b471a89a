"""Nothing plays by itself.

Why it matters: sound that starts by itself drowns the voice of a screen reader, and film draws the eye away from the text.
What is measured: the number of sounds and films that start without being asked: `autoplay`, `bgsound`, embedded music and players told to start.
Limits: muted films are left out; what scripts start is not seen, nor how long it lasts.
What to do: take `autoplay` out and let visitors press the button; delete background music.
"""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_PLAYED = frozenset("mp3 wav ogg wma aac m4a mid midi ra ram au aif aiff mov mp4 avi mpg mpeg wmv".split())
_OFF = frozenset({"false", "0", "no"})
_STARTING = re.compile(r"(?:[?&;]|%3f|%26)(?:autoplay|auto_play|autostart)=(?:1|true|yes)", re.IGNORECASE)


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 1.4.2 (A)", "WCAG 2.2 SC 2.2.2 (A)", "WCAG Technique F23"],
    related=["1.4.2", "2.2.2"],
    aliases=["axe:no-autoplay-audio"],
    severity="serious",
    effort="minutes",
    examples=[
        Example('<audio src="a.mp3" controls></audio> <video src="a.mp4" autoplay muted></video>', gives=0),
        Example('<audio id="fail-1" src="a.mp3" autoplay></audio><bgsound id="fail-2" src="a.mid">', gives=2),
        Example('<embed id="fail" src="song.mid">', gives=1, note="players of embedded music start by themselves"),
        Example('<embed src="song.mid" autostart="false">', gives=0),
        Example('<iframe id="fail" src="https://www.youtube.com/embed/x?autoplay=1"></iframe>', gives=1),
        Example("<p>Silence.</p>", gives="not_applicable"),
    ],
)
def autoplay(page: Page) -> Outcome:
    media = page.elements("audio", "video", "bgsound", "embed", "object", "iframe")
    if not media:
        return not_applicable("no sound or film in the page")
    findings = [Finding(fault, element) for element in media if (fault := _fault(element))]
    return measured(len(findings), checked=len(media), findings=findings)


def _fault(element: HtmlElement) -> str:
    tag, get = element.tag, element.get
    if tag == "bgsound":
        return "background sound (bgsound) plays automatically" if get("src") else ""
    if tag in {"audio", "video"}:
        return (
            f"{tag} plays automatically (autoplay)"
            if "autoplay" in element.attrib and "muted" not in element.attrib
            else ""
        )
    if tag == "iframe":
        source = get("src") or ""
        quiet = "mute=1" in source or "muted=1" in source or "background=1" in source
        return "embedded player starts automatically (autoplay)" if _STARTING.search(source) and not quiet else ""
    return _player(element)


def _player(element: HtmlElement) -> str:
    """Embedded players start by themselves unless they are told not to; objects only where they are told to."""
    told = {name: element.get(name) for name in ("autostart", "autoplay")}
    for param in element.iter("param"):
        if (name := (param.get("name") or "").lower()) in told:
            told[name] = param.get("value") or ""
    said = [value.strip().lower() for value in told.values() if value is not None]
    if any(value in _OFF for value in said):
        return ""
    if said:
        return "embedded sound or film plays automatically (autostart)"
    if element.tag == "embed":
        try:
            ending = urlsplit(element.get("src") or "").path.rpartition(".")[2].lower()
        except ValueError:
            return ""
        if ending in _PLAYED:
            return "embedded sound or film plays automatically (embed without autostart=false)"
    return ""
