"""Says which colour is behind an element, where style sheets make that certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.cascade import cascade
from audits.derived.gradient import Colour, gradient_colours
from audits.derived.look import Look
from audits.page import Page

WHITE: Colour = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours that may be behind an element; nothing else can be. None at all: nobody can say."""

    colours: tuple[Colour, ...] = ()

    @property
    def certain(self) -> bool:
        return bool(self.colours)


UNKNOWN = Ground()
_PAPER = Ground((WHITE,))


def ground_of(page: Page, element: HtmlElement) -> Ground:
    """The ground of this element, found from it upwards to the first colour that lets nothing through."""
    return grounds(page).of(element)


class Grounds:
    """The grounds of one page; elements of one look have the same, but where something is laid behind them.

    `odd` are the elements of which the look does not tell it.
    """

    def __init__(self, page: Page) -> None:
        self.looks = cascade(page).looks()
        self.covered = _covered(page)
        self.odd: set[HtmlElement] = set()
        for element in self.covered:
            if element not in self.odd:
                self.odd.update(element.iter())
        self.known: dict[HtmlElement, Ground] = {}
        self.same: dict[tuple[Look, int, bool], Ground] = {}

    def of(self, element: HtmlElement) -> Ground:
        """The ground of this element."""
        return self._of_odd(element) if element in self.odd else ground_of_look(self.looks[element])

    def _of_odd(self, element: HtmlElement) -> Ground:
        chain: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self.known and node in self.odd:
            chain.append(node)
            node = node.getparent()
        above = _PAPER if node is None else self.known.get(node) or ground_of_look(self.looks[node])
        for node in reversed(chain):
            look, covered = self.looks[node], node in self.covered
            alike = (look, id(above), covered)  # the grounds are kept here, or by looks, as long as their ids
            if (found := self.same.get(alike)) is None:
                found = self.same[alike] = _ground(look, above, covered=covered)
            above = self.known[node] = found
        return above


def ground_of_look(look: Look) -> Ground:
    """The ground of the elements of this look, where nothing is laid behind them."""
    chain: list[Look] = []
    node: Look | None = look
    while node is not None and Ground not in node.facts:
        chain.append(node)
        node = node.parent
    above: Ground = _PAPER if node is None else node.facts[Ground]
    for node in reversed(chain):
        above = node.facts[Ground] = _ground(node, above, covered=False)
    return above


@derived
def grounds(page: Page) -> Grounds:
    """The grounds of all elements, each found when it is asked for."""
    return Grounds(page)


def _ground(look: Look, above: Ground, *, covered: bool) -> Ground:
    own = look.declared.values
    if covered or (own and _strange(own)) or _decorated(look):
        return UNKNOWN
    if "background-color" not in own and look.tag not in _COLOURED:
        colour: Colour | None = (0.0, 0.0, 0.0, 0.0)
    else:
        colour = look.rgba("background-color")
    if colour is None:
        return UNKNOWN
    if "background-image" in own and (image := look.value("background-image")) not in {"none", ""}:
        return _painted(image, colour, above)
    if colour[3] >= 1:
        return Ground((colour,))
    if not above.certain or (own and moved(look)):
        return UNKNOWN
    if colour[3] <= 0:
        return above
    return Ground(tuple(over(colour, behind) for behind in above.colours))


def _painted(image: str, colour: Colour, above: Ground) -> Ground:
    stops = gradient_colours(image)
    if not stops or not above.certain:
        return UNKNOWN
    behind = [over(colour, each) for each in above.colours]
    return Ground(tuple(over(stop, each) for stop in stops for each in behind))


def over(top: Colour, bottom: Colour) -> Colour:
    """One colour painted over another that lets nothing through."""
    alpha = top[3]
    red, green, blue = (alpha * top[place] + (1 - alpha) * bottom[place] for place in range(3))
    return (red, green, blue, 1.0)


_COLOURED = frozenset({"button", "dialog", "hr", "input", "mark", "meter", "option", "progress", "select", "textarea"})
"""Elements that browsers give a ground of their own."""

_MIXING = ("mix-blend-mode", "filter", "backdrop-filter", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image",
           "background-clip", "-webkit-background-clip", "-webkit-text-fill-color", "background-blend-mode")  # fmt: skip
_MIXERS = frozenset(_MIXING)


def _strange(own: Mapping[str, str]) -> bool:
    if _MIXERS.isdisjoint(own):
        return False
    return any(name in own and own[name] not in {"none", "normal", "border-box", "padding-box"} for name in _MIXING)


def _decorated(look: Look) -> bool:
    """Do `::before` or `::after` paint something that may lie behind the text?"""
    for name in ("before", "after") if look.pseudos else ():
        painted = look.pseudos.get(name)
        if painted is not None and not _PAINT.isdisjoint(painted.values):
            return True
    return False


_PAINT = frozenset({"background-color", "background-image", "background"})
_AWAY = frozenset({"absolute", "fixed", "sticky"})


def moved(look: Look) -> bool:
    """Is the box taken from where its parent paints? Then what is behind it is not its parent's ground."""
    values = look.declared.values
    if _MOVERS.isdisjoint(values):
        return False
    if values.get("position", "").lower() in _AWAY:
        return True
    if values.get("position", "").lower() == "relative" and any(_long(look, side) for side in _SIDES if side in values):
        return True
    if values.get("transform", "none") != "none" or values.get("translate", "none") != "none":
        return True
    if values.get("float", "none") != "none":
        return True
    if any(part in values for part in ("grid-area", "grid-row", "grid-column", "grid-row-start", "grid-column-start")):
        return True
    return any((look.px(side) or 0.0) < 0 for side in _MARGINS if side in values)


_MARGINS = ("margin-top", "margin-left", "margin-bottom", "margin-right")
_SIDES = ("top", "left", "bottom", "right")
_MOVERS = frozenset({
    "position", "transform", "translate", "float", "grid-area", "grid-row", "grid-column", "grid-row-start",
    "grid-column-start", *_MARGINS,
})  # fmt: skip


def _long(look: Look, side: str) -> bool:
    length = look.px(side)
    return length is None or abs(length) > 3


@derived
def _covered(page: Page) -> frozenset[HtmlElement]:
    """The elements into which something is laid that may be behind their text: pictures and boxes out of the flow."""
    style = cascade(page)
    covered: set[HtmlElement] = set()
    for element in style.alike(_laid_out_of_flow):
        if not _paints(style.look(element), element):
            continue
        node = element.getparent()
        while node is not None and node not in covered:
            covered.add(node)
            if style.look(node).value("position") not in {"static", ""}:
                break
            node = node.getparent()
    return frozenset(covered)


_PICTURES = frozenset({"img", "video", "canvas", "svg", "picture", "iframe", "object", "embed"})


def _laid_out_of_flow(look: Look) -> bool:
    return look.declared.values.get("position", "").lower() in {"absolute", "fixed"}


def _paints(look: Look, element: HtmlElement) -> bool:
    if element.tag in _PICTURES or any(inner.tag in _PICTURES for inner in element[:20]):
        return True
    colour = look.rgba("background-color")
    return colour is None or colour[3] > 0 or look.value("background-image") not in {"none", ""}
