"""A link to a picture says so and says what it shows.

Why it matters: behind a link to a bare picture file there is nothing but the picture: no heading, no text, nothing that a screen reader could read.
What is measured: the share of text links to picture files that say that they lead to a picture, or are followed by a description.
Limits: whether the description is good is for a person to say. Pictures that are links to their larger version pass by their own alternative text.
What to do: say in the link that it is a picture and what it shows, or link a page that holds the picture with its alternative.
"""

import re

from audits.derived.anchors import Anchor, anchors
from audits.derived.wording import mentions, squeezed, words_of
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_ENDINGS = frozenset("jpg jpeg jpe png gif bmp tif tiff webp svg avif".split())
_DESCRIBED = re.compile(r"^\s*[(\[:–—-]\s*\w+")
_TELLING = 6
"""Words from which a link describes its picture by itself (a design choice)."""


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.1.1 (A), near"],
    related=["1.1.1", "2.4.4"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<a href="b.jpg">Photo of our boat at the quay</a>', gives=1.0),
        Example('<p>Here is <a id="fail" href="b.jpg">Bess</a> again.</p>', gives=0.0),
        Example('<p>Here is <a href="b.jpg">Bess</a> (a red boat at the quay).</p>', gives=1.0),
        Example('<a href="b.jpg"><img src="s.jpg" alt="Bess, our red boat"></a>', gives="not_applicable"),
        Example('<a href="boats.html">Boats</a>', gives="not_applicable"),
    ],
)
def picture_links(page: Page) -> Outcome:
    leading = [anchor for anchor in anchors(page) if anchor.text and anchor.ending in _ENDINGS and not anchor.alt]
    if not leading:
        return not_applicable("no text links to picture files")
    findings = [
        Finding(
            "link to an image file without a word that it is an image, nor a text alternative of it", anchor.element
        )
        for anchor in leading
        if not _described(anchor)
    ]
    return passing(len(leading), findings)


def _described(anchor: Anchor) -> bool:
    heard = squeezed(f"{anchor.name} {anchor.title}")
    if len(words_of(heard)) >= _TELLING or mentions("picture").search(heard):
        return True
    parent = anchor.element.getparent()
    return bool(_DESCRIBED.match(anchor.element.tail or "")) or (parent is not None and parent.tag == "figure")
