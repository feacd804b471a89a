"""Sound that starts by itself can be stopped.

Why it matters: sound that starts by itself drowns the voice of a screen reader, and the listener cannot find the button to stop it, or there is none.
What is measured: the share of `audio` elements that start by themselves and show their controls, or stand on a page with a button to stop or mute them.
Limits: films may be silent, so they are only listed for a look; what a script starts is not seen.
What to do: take `autoplay` away, or at least add `controls`.
"""

import re

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_STOP = re.compile(r"paus|stop|mute|play|sound|ton\b|ljud|son\b|sonido|suono|geluid|volum|dźwi", re.IGNORECASE)
_SHORT = re.compile(r"#t=")  # a part of the recording, which may be shorter than the three seconds WCAG allows


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.2 (A)", "ACT 80f0bf", "ACT 4c31df"],
    wcag=["1.4.2"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<audio src="a.mp3" autoplay controls></audio>', gives=1.0),
        Example('<audio id="fail" src="a.mp3" autoplay></audio>', gives=0.0),
        Example('<video id="review" src="a.mp4" autoplay></video><button></button>', gives=1.0),
        Example('<video src="a.mp4" autoplay muted></video>', gives="not_applicable"),
    ],
)
def autoplay_control(page: Page) -> Outcome:
    playing = [
        each for each in page.elements("audio", "video") if "autoplay" in each.attrib and "muted" not in each.attrib
    ]
    if not playing:
        return not_applicable("nothing starts by itself")
    stoppable = any(
        _STOP.search(accessible_name(page, button)) for button in with_roles(page, "button", "checkbox", "switch")
    )
    findings = [
        Finding("starts by itself and cannot be stopped", each, level="fail" if each.tag == "audio" else "review")
        for each in playing
        if not ("controls" in each.attrib or stoppable or _short(each))
    ]
    return passing(len(playing), findings)


def _short(element: HtmlElement) -> bool:
    return any(_SHORT.search(source.get("src", "")) for source in (element, *element.iter("source")))
