"""Linked sound and film come with a transcript.

Why it matters: who cannot hear the recording or see the film gets nothing of it without its words as text.
What is measured: the share of links to sound and film files beside which a transcript, captions or a text version is named.
Limits: the kind is told by the ending of the address; films on video services are not looked at, nor is the transcript itself read.
What to do: write down what is said and shown, put it on a page of its own and link it beside the recording; say what kind of file the link opens.
"""

from lxml.html import HtmlElement

from audits.derived.anchors import Anchor, anchors
from audits.derived.wording import mentions, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_SOUND = frozenset("mp3 wav ogg oga wma aac m4a flac aif aiff au ra ram rm mid midi amr opus".split())
_FILM = frozenset("mov mp4 avi mpg mpeg wmv webm ogv m4v flv 3gp asf qt mkv divx".split())
_NEAR = 500
"""Characters of a container from which it is about more than the link (a design choice)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.2.1 (A)", "WCAG Techniques G158, G159"],
    related=["1.2.1", "1.2.2", "1.2.3"],
    severity="serious",
    effort="day",
    examples=[
        Example('<p><a href="talk.mp3">Hear the talk</a> (<a href="talk.html">transcript</a>)</p>', gives=1.0),
        Example(
            '<p><a id="fail-1" href="talk.mp3">The talk</a></p><p><a id="fail-2" href="f.avi">The film</a></p>',
            gives=0.0,
        ),
        Example('<a href="talk.html">The talk</a>', gives="not_applicable"),
    ],
)
def media_links(page: Page) -> Outcome:
    leading = [(anchor, anchor.ending) for anchor in anchors(page) if anchor.ending in _SOUND or anchor.ending in _FILM]
    if not leading:
        return not_applicable("no links to sound or film")
    findings = [
        Finding(_message(anchor, ending), anchor.element)
        for anchor, ending in leading
        if not mentions("transcript").search(_near(anchor.element))
    ]
    return passing(len(leading), findings)


def _message(anchor: Anchor, ending: str) -> str:
    kind, named = ("an audio file", "sound") if ending in _SOUND else ("a video file", "film")
    message = f"link to {kind} (.{ending}, multimedia) without a transcript"
    heard = f"{anchor.name} {anchor.title}"
    return message if mentions(named).search(heard) else f"{message}, and without a word that it is {kind}"


def _near(element: HtmlElement) -> str:
    """The text of the smallest container, and of the next few neighbours on both sides of the link in it."""
    text = squeezed("".join(element.itertext()))
    for container in element.iterancestors():
        if container.tag in _WIDE:
            break
        wider = squeezed("".join(container.itertext()))
        if len(wider) > _NEAR:
            break
        text = wider
    return f"{text} {_beside(element)}"


def _beside(element: HtmlElement) -> str:
    pieces = [element.tail or ""]
    for neighbour in [*element.itersiblings()][:3]:
        if isinstance(neighbour.tag, str):
            pieces += ["".join(neighbour.itertext())[:_NEAR], neighbour.tail or ""]
    for neighbour in [*element.itersiblings(preceding=True)][:2]:
        if isinstance(neighbour.tag, str):
            pieces += ["".join(neighbour.itertext())[-_NEAR:], neighbour.tail or ""]
    return squeezed(" ".join(pieces))[: 3 * _NEAR]


_WIDE = frozenset({"body", "main", "article", "section", "table", "tbody", "form", "header", "footer", "center", "nav"})
