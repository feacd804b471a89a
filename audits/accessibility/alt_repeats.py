"""An alternative text does not repeat the words beside the picture.

Why it matters: the same words are read out twice, once for the picture and once for the text.
What is measured: the share of images with an alternative text that differs from the text of their link, button, caption or neighbour.
Limits: only whole repetitions count; a picture that adds nothing to a longer text is not told.
What to do: leave `alt=""` where the words stand beside the picture, or say in the `alt` what the words do not.
"""

from lxml.html import HtmlElement

from audits.derived.wording import plain, quoted, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_HOLDERS = frozenset({"a", "button", "figure", "label", "summary"})


@page_audit(
    unit="share",
    standards=["WCAG Technique H2"],
    related=["1.1.1"],
    aliases=["axe:image-redundant-alt"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a href="a.html"><img src="a.png" alt=""> Boats</a> <img src="b.png" alt="Tents">', gives=1.0),
        Example('<a href="a.html"><img id="fail" src="a.png" alt="Boats"> Boats</a>', gives=0.0),
        Example(
            '<figure><img id="fail" src="a.png" alt="Our boats"><figcaption>Our boats.</figcaption></figure>', gives=0.0
        ),
        Example('<p><img id="fail" src="a.png" alt="The old boat house"><br>The old boat house</p>', gives=0.0),
        Example("<p>No picture.</p>", gives="not_applicable"),
    ],
)
def alt_repeats(page: Page) -> Outcome:
    images = [image for image in page.elements("img") if plain(image.get("alt") or "")]
    if not images:
        return not_applicable("no images with an alternative text")
    findings = [Finding(fault, image) for image in images if (fault := _fault(image))]
    return passing(len(images), findings)


def _fault(image: HtmlElement) -> str:
    alt = plain(image.get("alt", ""))
    said = quoted(image.get("alt", ""))
    for step, holder in enumerate(image.iterancestors()):
        if step == 3:
            break
        if holder.tag in _HOLDERS:
            if plain(_text(holder)) != alt:
                return ""
            what = {"a": "the link's text", "figure": "the caption"}.get(holder.tag, f"the {holder.tag}'s text")
            return f"image alt text repeats {what} and is redundant (duplicate): {said}"
    if len(alt.split()) > 1 and alt in _neighbours(image):
        return f"image alt text repeats the text beside the image (caption) and is redundant: {said}"
    return ""


def _text(holder: HtmlElement) -> str:
    return squeezed("".join(holder.itertext()))


def _neighbours(image: HtmlElement) -> set[str]:
    """The text right behind the picture, and the element that follows it."""
    near = {plain(image.tail or "")}
    following = image.getnext()
    while following is not None and following.tag == "br":
        near.add(plain(following.tail or ""))
        following = following.getnext()
    if following is None and not (image.tail or "").strip():
        holder = image.getparent()
        following = holder.getnext() if holder is not None else None
    if following is not None and isinstance(following.tag, str) and following.tag not in {"script", "style", "table"}:
        near.add(plain(_text(following)))
    return near
