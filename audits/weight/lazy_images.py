"""Pictures far down the page wait until they are scrolled to.

Why it matters: who leaves after the first screen should not have paid for the gallery below.
What is measured: on pages with more than six pictures that weigh anything, the share of those after the sixth that carry `loading="lazy"`.
Limits: where a picture stands on the screen is not known without a browser; the first six are taken to be near the top. Galleries that load by script are not seen as lazy.
What to do: add `loading="lazy"` to pictures below the first screen, never to those at the top.
"""

from lxml.html import HtmlElement

from audits.derived.pictures import Picture, pictured
from audits.model import Answer, Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_FIRST = 6
_SMALL = 3 * 1024  # bytes; icons and rules are not worth putting off
_MANY = "".join(f'<img src="{n}.jpg">' for n in range(6))


@page_audit(
    unit="share",
    standards=["Lighthouse offscreen-images", "HTTP Archive Web Almanac 2025: 27 % of images are lazy"],
    aliases=["lighthouse:offscreen-images"],
    severity="minor",
    effort="minutes",
    examples=[
        Example(f'{_MANY}<img src="last.jpg" loading="lazy">', gives=1.0),
        Example(f'{_MANY}<img id="fail" src="last.jpg">', gives=0.0),
        Example(f'{_MANY}<img src="dot.gif">', gives="not_applicable", files={"/dot.gif": Answer(headers={"content-length": "43"})}),
        Example('<img src="one.jpg">', gives="not_applicable"),
    ],
)  # fmt: skip
def lazy_images(page: Page) -> Outcome:
    weighty = [pair for pair in pictured(page) if _weighty(*pair)]
    later = weighty[_FIRST:]
    if not later:
        return not_applicable("few pictures")
    eager = [element for element, picture in later if not picture.lazy]
    return passing(len(later), [Finding("loads at once although it stands far down", element) for element in eager])


def _weighty(_element: HtmlElement, picture: Picture) -> bool:
    return picture.wire_bytes is None or picture.wire_bytes > _SMALL
