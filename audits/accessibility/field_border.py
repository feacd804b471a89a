"""The edge of a field can be seen.

Why it matters: a pale grey frame on white vanishes for poor eyes; they do not find where to write.
What is measured: the share of text fields with a frame or ground of a colour set by style that differs from its surroundings by at least 3 to 1.
Limits: only where all colours are solid and certain; fields that look as the browser makes them are left out.
What to do: draw the frame in a darker grey, such as #767676 on white.
"""

from lxml.html import HtmlElement

from audits.derived.cascade import Cascade, cascade
from audits.derived.form_fields import form_fields
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_ENOUGH = 3.0
"""WCAG 1.4.11."""
_WRITTEN = frozenset({"text", "email", "tel", "password", "search", "url", "number", "date", ""})
_Colour = tuple[float, float, float]


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.11 (AA)"],
    related=["1.4.11"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example("<input style='border: 1px solid #666'>", gives=1.0),
        Example("<input id=fail style='border: 1px solid #ddd'>", gives=0.0),
        Example("<input style='border: 1px solid #ddd; background: #333'>", gives=1.0),
        Example("<input>", gives="not_applicable"),
    ],
)
def field_border(page: Page) -> Outcome:
    fields = [
        f for f in form_fields(page) if f.tag in {"input", "textarea"} and f.get("type", "").strip().lower() in _WRITTEN
    ]
    if not fields:
        return not_applicable("no fields to write in")
    style = cascade(page)
    ratios = [(field, ratio) for field in fields if (ratio := _ratio(style, field)) is not None]
    if not ratios:
        return not_applicable("no field has a frame of its own colour")
    findings = [
        Finding(f"border of the field has low contrast with its surroundings ({ratio:.1f} to 1)", field)
        for field, ratio in ratios
        if ratio < _ENOUGH
    ]
    return passing(len(ratios), findings)


def _ratio(style: Cascade, field: HtmlElement) -> float | None:
    """The best contrast of frame or ground against what is around the field; `None` where a colour is unknown."""
    own = style.declared(field).values
    if not any(name.startswith("border") and name.endswith(("color", "style", "width")) for name in own):
        return None
    if any(own.get(name, "none") != "none" for name in ("background-image", "box-shadow")):
        return None
    parent = field.getparent()
    around = _ground(style, parent) if parent is not None else None
    inside = _solid(style.rgba(field, "background-color"))
    if around is None:
        return None
    ratios = [_contrast(inside or around, around)]
    for side in ("top", "right", "bottom", "left"):
        if (style.px(field, f"border-{side}-width") or 0) > 0:
            edge = _solid(style.rgba(field, f"border-{side}-color"))
            if edge is None:
                return None
            ratios.append(_contrast(edge, around))
    return max(ratios)


def _ground(style: Cascade, element: HtmlElement) -> _Colour | None:
    node: HtmlElement | None = element
    while node is not None:
        if style.value(node, "background-image") != "none":
            return None
        colour = style.rgba(node, "background-color")
        if colour is None:
            return None
        if colour[3] == 1:
            return colour[:3]
        if colour[3] > 0:
            return None
        node = node.getparent()
    return (1.0, 1.0, 1.0)


def _solid(colour: tuple[float, float, float, float] | None) -> _Colour | None:
    return colour[:3] if colour is not None and colour[3] == 1 else None


def _contrast(one: _Colour, other: _Colour) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
