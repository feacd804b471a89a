"""Films are shown without following who watches.

Why it matters: a film from YouTube sets cookies and tells Google who opened the page, even if nobody plays it. YouTube offers the same film without, for the asking.
What is measured: of the films in frames from YouTube, the share that come from youtube-nocookie.com.
Limits: films that appear only after a click are not seen, and are better still.
What to do: in the frame's address write `www.youtube-nocookie.com` for `www.youtube.com`. Nothing else changes.
"""

from audits.derived.videos import youtube_frames
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_FRAME = '<iframe id="{}" src="https://www.{}/embed/abc" title="Film"></iframe>'


@page_audit(
    unit="share",
    standards=[
        "ICO, Age appropriate design code, standard 7 (default settings)",
        "YouTube Help, privacy-enhanced mode",
    ],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(_FRAME.format("film", "youtube-nocookie.com"), gives=1.0),
        Example(_FRAME.format("fail", "youtube.com") + _FRAME.format("film", "youtube-nocookie.com"), gives=0.5),
        Example('<iframe src="https://player.vimeo.com/video/1" title="Film"></iframe>', gives="not_applicable"),
    ],
)
def videos(page: Page) -> Outcome:
    """YouTube films with and without cookies."""
    frames = youtube_frames(page)
    if not frames:
        return not_applicable("no film from YouTube is shown here")
    findings = [
        Finding("This film tells Google who opens the page, played or not.", frame)
        for frame, private in frames
        if not private
    ]
    return passing(len(frames), findings)
