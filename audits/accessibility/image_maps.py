"""Pictures are not cut into clickable areas.

Why it matters: areas of an image map do not grow with the text, shift on small screens, and show the keyboard's focus badly or not at all.
What is measured: the number of pictures with a client-side or server-side image map.
Limits: a map of real places may need one; the alternatives of its areas are checked elsewhere.
What to do: use ordinary links beside or under the picture, or an SVG with links.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WCAG Technique H24", "WCAG Technique G196, near"],
    related=["2.1.1", "2.4.7", "1.1.1"],
    severity="minor",
    effort="day",
    examples=[
        Example('<img src="a.png" alt="Boats">', gives=0),
        Example(
            '<img id="fail" src="a.png" usemap="#m" alt="x"><map name="m"><area href="a.html" alt="Boats" coords="0,0,9,9"></map>',
            gives=1,
        ),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def image_maps(page: Page) -> Outcome:
    images = page.elements("img", "object", "input")
    if not images:
        return not_applicable("no images")
    findings = [
        Finding("image map: links are areas of an image", image)
        for image in images
        if image.get("usemap") or ("ismap" in image.attrib and image.tag == "img")
    ]
    return measured(len(findings), checked=len(images), findings=findings)
