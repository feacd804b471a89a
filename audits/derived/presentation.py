"""Reads the presentational attributes of old HTML as the style declarations browsers make of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.html import HtmlElement
from tinycss2.color3 import parse_color

_NUMBER = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(%?)")
_SIZES = {1: "x-small", 2: "small", 3: "medium", 4: "large", 5: "x-large", 6: "xx-large", 7: "xxx-large"}
CELLS = {"td", "th"}
ATTRIBUTES = frozenset("""
    align valign bgcolor background text color size face width height border cellpadding cellspacing nowrap hspace
    vspace type start topmargin leftmargin marginwidth marginheight dir rightmargin bottommargin noshade clear frameborder
""".split())  # fmt: skip


def presentation(element: HtmlElement, enclosing: Callable[[HtmlElement, str], HtmlElement | None]) -> dict[str, str]:
    """Style declarations by property, by the HTML standard, section 15. `enclosing` finds the nearest ancestor by tag."""
    tag = str(element.tag)
    styles: dict[str, str] = {}
    if tag in CELLS:
        _cell(element, styles, enclosing)
    attributes = element.attrib
    if not attributes or not ATTRIBUTES.intersection(attributes):
        return styles
    if tag in {"body", "table", "tr", "thead", "tbody", "tfoot", *CELLS}:
        if color := legacy_color(attributes.get("bgcolor")):
            styles["background-color"] = color
        if (image := (attributes.get("background") or "").strip()) and '"' not in image:
            styles["background-image"] = f'url("{image}")'
    _size(element, tag, styles)
    _align(tag, (attributes.get("align") or "").strip().lower(), styles)
    if (more := _BY_TAG.get(tag)) is not None:
        more(element, styles)
    return styles


def enclosing_frame(
    element: HtmlElement, enclosing: Callable[[HtmlElement, str], HtmlElement | None]
) -> tuple[str | None, str | None]:
    """What a cell's declarations follow from besides its own attributes: `cellpadding` and `border` of its table."""
    table = enclosing(element, "table")
    return (None, None) if table is None else (table.get("cellpadding"), table.get("border"))


@lru_cache(maxsize=1024)
def legacy_color(text: str | None) -> str:
    """A colour by the "rules for parsing a legacy colour value", as `#rrggbb`; empty where there is none."""
    if text is None:
        return ""
    text = text.strip()
    if not text or text.lower() == "transparent":
        return ""
    named = parse_color(text) if not text.startswith("#") else None
    if named is not None and named != "currentColor" and "(" not in text:
        return "#" + "".join(f"{round(part * 255):02x}" for part in named[:3])
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        return "#" + "".join(letter * 2 for letter in text[1:]).lower()
    digits = "".join(c if c in "0123456789abcdefABCDEF" else "0" for c in text[:128].removeprefix("#"))
    digits += "0" * (-len(digits) % 3) or ("000" if not digits else "")
    third = len(digits) // 3
    parts = [digits[i * third : (i + 1) * third][-8:] for i in range(3)]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    return "#" + "".join(part[:2].rjust(2, "0") for part in parts).lower()


@lru_cache(maxsize=1024)
def dimension(text: str | None) -> str:
    """`760`, `760px`, `80%` as a CSS length; empty where browsers read none."""
    match = _NUMBER.match(text or "")
    if match is None or float(match.group(1)) < 0:
        return ""
    return f"{float(match.group(1)):g}{match.group(2) or 'px'}"


_WIDE = {"table", "td", "th", "col", "colgroup", "img", "iframe", "object", "embed", "video", "hr", "applet", "marquee"}
_HIGH = {"table", "td", "th", "tr", "img", "iframe", "object", "embed", "video", "applet", "marquee"}


def _size(element: HtmlElement, tag: str, styles: dict[str, str]) -> None:
    image_button = tag == "input" and (element.get("type") or "").lower() == "image"
    width = dimension(element.get("width")) if tag in _WIDE or image_button else ""
    # Zero on a table or cell means nothing; on an image it is a zero.
    if width and (width not in {"0px", "0%"} or tag not in {"table", *CELLS}):
        styles["width"] = width
    if (tag in _HIGH or image_button) and (height := dimension(element.get("height"))):
        styles["height"] = height
    if tag in {"img", "object", "embed", "applet", "iframe", "marquee"}:
        for name, sides in (("hspace", ("left", "right")), ("vspace", ("top", "bottom"))):
            if space := dimension(element.get(name)):
                styles.update({f"margin-{side}": space for side in sides})
        if border := dimension(element.get("border")):
            styles.update({f"border-{side}-width": border for side in ("top", "right", "bottom", "left")})
            styles.update({f"border-{side}-style": "solid" for side in ("top", "right", "bottom", "left")})


def _align(tag: str, align: str, styles: dict[str, str]) -> None:
    if not align:
        return
    if tag in {"img", "table", "iframe", "object", "embed", "applet", "fieldset"}:
        if align in {"left", "right"}:
            styles["float"] = align
        elif align == "center" and tag == "table":
            styles["margin-left"] = styles["margin-right"] = "auto"
    elif tag == "hr":
        styles["margin-left"] = "0" if align == "left" else "auto"
        styles["margin-right"] = "0" if align == "right" else "auto"
    elif align in {"left", "right", "center", "justify", "middle"}:
        styles["text-align"] = "center" if align == "middle" else align


def _cell(
    element: HtmlElement, styles: dict[str, str], enclosing: Callable[[HtmlElement, str], HtmlElement | None]
) -> None:
    cellpadding, border = enclosing_frame(element, enclosing)
    if padding := dimension(cellpadding):
        styles.update({f"padding-{side}": padding for side in ("top", "right", "bottom", "left")})
    if border is not None and dimension(border) != "0px":
        styles.update({f"border-{side}-width": "1px" for side in ("top", "right", "bottom", "left")})
        styles.update({f"border-{side}-style": "inset" for side in ("top", "right", "bottom", "left")})
    if "nowrap" in element.attrib:
        styles["white-space"] = "nowrap"


def _body(element: HtmlElement, styles: dict[str, str]) -> None:
    if color := legacy_color(element.get("text")):
        styles["color"] = color
    pairs = (
        ("leftmargin", "left"), ("rightmargin", "right"), ("topmargin", "top"), ("bottommargin", "bottom"),
        ("marginwidth", "left"), ("marginwidth", "right"), ("marginheight", "top"), ("marginheight", "bottom"),
    )  # fmt: skip
    for name, side in pairs:
        if space := dimension(element.get(name)):
            styles[f"margin-{side}"] = space


def _font(element: HtmlElement, styles: dict[str, str]) -> None:
    if color := legacy_color(element.get("color")):
        styles["color"] = color
    if face := (element.get("face") or "").strip():
        styles["font-family"] = face
    match = re.match(r"\s*([+-]?)(\d+)", element.get("size") or "")
    if match:
        step = int(match.group(2)[:4])
        number = 3 + step if match.group(1) == "+" else 3 - step if match.group(1) == "-" else step
        styles["font-size"] = _SIZES[min(max(number, 1), 7)]


def _table(element: HtmlElement, styles: dict[str, str]) -> None:
    if space := dimension(element.get("cellspacing")):
        styles["border-spacing"] = space
    if (border := element.get("border")) is not None:
        width = dimension(border) or "1px"
        styles.update({f"border-{side}-width": width for side in ("top", "right", "bottom", "left")})
        styles.update({f"border-{side}-style": "outset" for side in ("top", "right", "bottom", "left")})


def _list(element: HtmlElement, styles: dict[str, str]) -> None:
    kinds = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    kind = (element.get("type") or "").strip()
    if kind in kinds or kind.lower() in {"disc", "circle", "square", "none"}:
        styles["list-style-type"] = kinds.get(kind, kind.lower())


def _rule(element: HtmlElement, styles: dict[str, str]) -> None:
    if color := legacy_color(element.get("color")):
        styles["color"] = color


def _frame(element: HtmlElement, styles: dict[str, str]) -> None:
    if (element.get("frameborder") or "").strip().lower() in {"0", "no"}:
        styles.update({f"border-{side}-width": "0px" for side in ("top", "right", "bottom", "left")})


_BY_TAG: dict[str, Callable[[HtmlElement, dict[str, str]], None]] = {
    "body": _body, "font": _font, "basefont": _font, "table": _table, "ul": _list, "ol": _list, "li": _list,
    "hr": _rule, "iframe": _frame,
}  # fmt: skip
