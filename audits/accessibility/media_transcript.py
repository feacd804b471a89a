"""Sound and film in the page come with captions or a transcript.

Why it matters: who cannot hear the sound or see the film gets nothing of it without its words as text.
What is measured: the share of `video`, `audio` and embedded media files with a caption track, or a transcript named on the page beside them.
Limits: captions that are part of the picture are not seen, and films on video services are not looked at. Silent films that play by themselves as decoration are left out.
What to do: add a `track` of captions to the film, and put the words of sound and film on the page or link them there.
"""

from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived.hidden import hidden_from_all
from audits.derived.wording import mentions, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_SOUND = frozenset("mp3 wav ogg oga wma aac m4a flac aif aiff au ra ram mid midi".split())
_FILM = frozenset("mov mp4 avi mpg mpeg wmv webm ogv m4v flv 3gp rm asf".split())
_NEAR = 600
"""Characters of a container from which it is about more than the recording (a design choice)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.2.1, 1.2.2, 1.2.3 (A)", "WCAG Techniques H95, G158, G159"],
    related=["1.2.1", "1.2.2", "1.2.3"],
    aliases=["axe:video-caption", "axe:audio-caption"],
    severity="serious",
    effort="day",
    examples=[
        Example('<video src="a.mp4" controls><track kind="captions" src="a.vtt"></video>', gives=1.0),
        Example('<audio src="a.mp3" controls></audio><p><a href="t.html">Transcript</a></p>', gives=1.0),
        Example(
            '<video id="fail-1" src="a.mp4" controls></video><audio id="fail-2" src="a.mp3" controls></audio>',
            gives=0.0,
        ),
        Example('<video src="waves.mp4" autoplay muted loop></video>', gives="not_applicable"),
        Example("<p>No film.</p>", gives="not_applicable"),
    ],
)
def media_transcript(page: Page) -> Outcome:
    media = [
        (element, kind)
        for element in page.elements("video", "audio", "embed", "object")
        if (kind := _kind(element)) and not hidden_from_all(page, element)
    ]
    if not media:
        return not_applicable("no sound or film in the page")
    findings = [
        Finding(f"{kind} without a text alternative: no captions, track or transcript", element)
        for element, kind in media
        if not _tracked(element) and not mentions("transcript").search(_near(element))
    ]
    return passing(len(media), findings)


def _kind(element: HtmlElement) -> str:
    tag = element.tag
    if tag in {"video", "audio"}:
        silent = tag == "audio" and "controls" not in element.attrib and "autoplay" not in element.attrib
        if (
            silent
            or "hidden" in element.attrib
            or (tag == "video" and "muted" in element.attrib and "controls" not in element.attrib)
        ):
            return ""
        source = element.get("src") or next((s.get("src", "") for s in element.iter("source")), "")
        return str(tag) if source or "controls" in element.attrib else ""
    if next(element.iterancestors("object", "video", "audio"), None) is not None:
        return ""
    try:
        ending = urlsplit(element.get("src") or element.get("data") or "").path.rpartition(".")[2].lower()
    except ValueError:
        return ""
    kind = element.get("type", "").lower()
    if ending in _FILM or kind.startswith("video/"):
        return "video"
    return "audio" if ending in _SOUND or kind.startswith("audio/") else ""


def _tracked(element: HtmlElement) -> bool:
    return any(
        t.get("kind", "subtitles").lower() in {"captions", "subtitles", "descriptions"} for t in element.iter("track")
    )


def _near(element: HtmlElement) -> str:
    """What is said around the recording: its smallest containers, and what follows it."""
    text = ""
    for container in element.iterancestors():
        if container.tag in {"body", "main"}:
            break
        wider = squeezed("".join(container.itertext()))
        if len(wider) > _NEAR:
            break
        text = wider
    pieces = [text, element.tail or "", element.get("aria-label", ""), element.get("title", "")]
    holder: HtmlElement | None = element
    for _ in range(2):
        if holder is None:
            break
        following = [one for one in [*holder.itersiblings()][:3] if isinstance(one.tag, str)]
        pieces += ["".join(one.itertext())[:_NEAR] + (one.tail or "")[:_NEAR] for one in following]
        holder = holder.getparent()
        if holder is not None and holder.tag in {"body", "main"}:
            break
    return squeezed(" ".join(pieces))
