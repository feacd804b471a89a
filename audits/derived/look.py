"""Computes the style of elements once for all that style sheets cannot tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import tinycss2
from lxml.html import HtmlElement

from audits.derived.css_color import color
from audits.derived.presentation import ATTRIBUTES, CELLS, enclosing_frame, presentation
from audits.derived.selector import Test
from audits.derived.stylebook import (
    NOTHING,
    PICTURES,
    Candidate,
    Own,
    Stylebook,
    class_names,
    note_address,
    quirked,
    stylebook,
)
from audits.standards import table
from audits.store.css_length import Ruler, css_length
from audits.store.declarations import PENDING, inline_declarations, is_pending, resolved
from audits.store.media_query import PHONE, Device
from audits.store.plain_selector import Chain
from audits.store.style_sheet import parse_sheet

INHERITED = frozenset("""
    color font-size font-style font-weight font-family font-variant line-height letter-spacing word-spacing text-align
    text-transform text-indent white-space visibility cursor list-style-type list-style-image list-style-position
    list-style quotes direction border-collapse border-spacing caption-side empty-cells overflow-wrap word-break
    hyphens text-size-adjust pointer-events text-shadow text-wrap text-wrap-mode tab-size
""".split())  # fmt: skip

INITIAL = {
    "display": "inline", "visibility": "visible", "position": "static", "color": "#000000", "font-size": "16px",
    "background-color": "transparent", "background-image": "none", "opacity": "1", "font-style": "normal",
    "font-weight": "400", "line-height": "normal", "letter-spacing": "normal", "word-spacing": "normal",
    "text-align": "start", "text-transform": "none", "text-indent": "0px", "text-decoration": "none",
    "text-decoration-line": "none", "list-style-type": "disc", "list-style-image": "none", "list-style": "disc",
    "outline": "none", "outline-style": "none", "outline-width": "medium", "outline-color": "currentcolor",
    "overflow": "visible", "overflow-x": "visible", "overflow-y": "visible", "clip": "auto", "clip-path": "none",
    "white-space": "normal", "float": "none", "clear": "none", "box-sizing": "content-box", "max-width": "none",
    "max-height": "none", "flex-direction": "row", "flex-wrap": "nowrap", "flex-grow": "0", "flex-shrink": "1",
    "flex-basis": "auto", "transform": "none", "content": "normal", "font-family": "serif", "direction": "ltr",
    "border-collapse": "separate", "border-spacing": "2px", "overflow-wrap": "normal", "word-break": "normal",
    "table-layout": "auto", "object-fit": "fill", "grid-template-columns": "none", "z-index": "auto",
    "font-variant": "normal", "cursor": "auto", "text-shadow": "none", "filter": "none", "animation": "none",
    "row-gap": "normal", "column-gap": "normal", "column-count": "auto", "columns": "auto", "zoom": "1",
    **{f"{box}-{side}": "0px" for box in ("margin", "padding") for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-width": "medium" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-style": "none" for side in ("top", "right", "bottom", "left")},
    **{f"border-{side}-color": "currentcolor" for side in ("top", "right", "bottom", "left")},
}  # fmt: skip
"""Initial values; every other property begins as `auto`."""

_KEYWORD_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
_MONOSPACE = ".8125em"  # in the browser's sheet: monospaced text is 13 pixels where other text is 16
_INHERITED_LENGTHS = {"letter-spacing", "word-spacing", "text-indent"}
_PARENT = "\0parent"  # the value is the parent's
_NO_LENGTH = frozenset({"auto", "none", "normal"})
_BORDER_WIDTHS = {"thin": "1px", "medium": "3px", "thick": "5px"}


class Setting(NamedTuple):
    """What of the page's `body` counts for the browser's own style: its `link` colour, and its text's for tables."""

    link: str | None
    table: str


class Shared:
    """What the looks have in common that were told the same, below ancestors from which they inherit the same."""

    __slots__ = ("browser", "colours", "declared", "facts", "heir", "pixels", "values")

    def __init__(self, declared: Own, browser: Mapping[str, str], heir: Shared | None) -> None:
        self.declared = declared
        self.browser = browser
        self.heir = self if heir is None else heir
        """What is inherited from here is what is inherited from there."""
        self.values: dict[str, str] = {}
        self.pixels: dict[str, float | None] = {}
        self.colours: dict[str, tuple[float, float, float, float] | None] = {}
        self.facts: dict[Any, Any] = {}


class Look:
    """All that the style of an element follows from, and its style. The elements of a look are styled alike.

    `declared` is what the author says of it, `pseudos` what is said of its pseudo-elements, `browser` what the browser
    says. `above` are the tags, `.classes` and `#ids` of the ancestors, those that some selector speaks of. `facts` are
    what others work out from it; `shared.facts` from its values and tag alone.
    """

    __slots__ = (
        "above", "browser", "children", "classes", "colours", "declared", "facts", "folding", "hides", "ident", "parent",
        "pixels", "pseudos", "root", "shared", "size", "store", "tag", "tokens", "values", "variables",
    )  # fmt: skip

    def __init__(
        self, store: Looks, parent: Look | None, tag: str, classes: tuple[str, ...], ident: str, above: frozenset[str]
    ) -> None:
        self.store = store
        self.parent = parent
        self.root: Look = self if parent is None else parent.root
        self.tag = tag
        self.classes = classes
        self.ident = ident
        self.above = above
        self.tokens: frozenset[str] | None = None
        self.pseudos: Mapping[str, Own] = {}
        self.folding = False
        self.children: dict[Any, Look | Fork] = {}
        self.facts: dict[Any, Any] = {}
        self.variables: dict[str, str] | None = None
        self.size: float | None = None
        self.hides: bool | None = None

    def share(self, shared: Shared) -> Look:
        """Take part in what is worked out for all that are told the same."""
        self.shared = shared
        self.declared: Own = shared.declared
        self.browser: Mapping[str, str] = shared.browser
        self.values = shared.values
        self.pixels = shared.pixels
        self.colours = shared.colours
        return self

    def own(self, prop: str) -> str | None:
        """The declared value that wins among the author's rules, attributes and `style`; `None` where none is."""
        value = self.declared.values.get(prop)
        if value is not None and ("var(" in value or value[:1] == PENDING):
            return self._with_variables(prop, value)
        return value

    def complete(self, prop: str, value: str) -> str:
        """That value of the property with the variables of this look put in; empty where they are not known."""
        if "var(" in value or is_pending(value):
            return self._with_variables(prop, value) or ""
        return value

    def value(self, prop: str) -> str:
        """The value in force, inheritance, the browser's own sheet and initial values included."""
        known = self.values.get(prop)
        return self._resolved(prop) if known is None else known

    def px(self, prop: str, base: float | None = None) -> float | None:
        """The value in pixels; `None` for keywords, and for percentages unless `base` says of what."""
        if prop in self.pixels:
            return self.pixels[prop]
        text = self.value(prop)
        if prop == "line-height":
            found = self.pixels[prop] = self._line_height(text)
            return found
        if prop.startswith("border-") and prop.endswith("-width"):
            drawn = self.value(prop[:-5] + "style") not in {"none", "hidden"}
            text = _BORDER_WIDTHS.get(text, text) if drawn else "0px"
        found = None if text in _NO_LENGTH else css_length(text, self.ruler(base))
        if "%" not in text:
            self.pixels[prop] = found
        return found

    def ruler(self, base: float | None = None) -> Ruler:
        """What relative lengths on this element count from."""
        return Ruler(self.font_px, self.root.font_px, self.store.device, base)

    @property
    def font_px(self) -> float:
        """The text size in pixels."""
        if self.size is None:
            self.size = _pixels(self.value("font-size"))
        return self.size

    def rgba(self, prop: str) -> tuple[float, float, float, float] | None:
        """A colour as red, green, blue and alpha, each 0 to 1; `None` where it cannot be read."""
        if prop not in self.colours:
            text = self.value(prop)
            if text.lower() == "currentcolor" and prop != "color":
                text = self.value("color")
            self.colours[prop] = color(text)
        return self.colours[prop]

    @property
    def hidden(self) -> bool:
        """Is it left out of the layout: `display: none`, on it or above it? A `details` that is shut hides its rest."""
        if self.hides is None:
            chain: list[Look] = []
            node: Look | None = self
            while node is not None and node.hides is None:
                chain.append(node)
                node = node.parent
            hides = bool(node is not None and node.hides)
            for look in reversed(chain):
                if not hides:
                    folded = look.parent is not None and look.parent.folding and look.tag != "summary"
                    hides = folded or look.value("display") == "none"
                look.hides = hides
        return bool(self.hides)

    def line(self) -> Iterator[Look]:
        """Itself and what it stands in, from the inside out."""
        node: Look | None = self
        while node is not None:
            yield node
            node = node.parent

    def marks(self) -> frozenset[str]:
        """Its tag, `.classes` and `#id`, and those of its ancestors."""
        if self.tokens is None:
            own = {self.tag, *("." + name for name in self.classes)}
            if self.ident:
                own.add("#" + self.ident)
            self.tokens = self.above if own <= self.above else self.above | own
        return self.tokens

    def _resolved(self, prop: str) -> str:
        if prop not in self.declared.values and prop not in self.browser:
            # Most values are told by nobody.
            if prop not in INHERITED:
                known = self.values[prop] = initial(prop)
                return known
            if self.parent is not None and (above := self.parent.values.get(prop)) is not None:
                self.values[prop] = above
                return above
        chain: list[tuple[Look, str]] = []
        node: Look | None = self
        above = None
        counted = prop in {"font-size", "font-weight"}
        while node is not None:
            if (above := node.values.get(prop)) is not None:
                break
            said = node._said(prop)  # noqa: SLF001
            chain.append((node, said))
            if said is not _PARENT and not counted:
                break
            node = node.parent
        for node, said in reversed(chain):
            above = node.values[prop] = node._computed(prop, said, above)  # noqa: SLF001
        return above or initial(prop)

    def _said(self, prop: str) -> str:
        """The specified value: the author's, else the browser's, else `_PARENT` or the initial one."""
        said = self.own(prop)
        if said is not None:
            word = said.lower()
            if word == "inherit" or (word == "unset" and prop in INHERITED):
                return _PARENT
            if word in {"initial", "unset"}:
                return initial(prop)
            if word not in {"revert", "revert-layer"}:
                return said
        if (browser := self.browser.get(prop)) is not None:
            return browser
        return _PARENT if prop in INHERITED else initial(prop)

    def _computed(self, prop: str, said: str, above: str | None) -> str:
        if said is _PARENT:
            return above if above is not None else initial(prop)
        if prop == "font-size":
            return f"{self._font_size(said, _pixels(above) if above else 16.0):g}px"
        if prop == "font-weight":
            return _weight(said, above or "400")
        if prop in _INHERITED_LENGTHS or (prop == "line-height" and not said.replace(".", "").isdigit()):
            pixels = css_length(said, self.ruler(self.font_px if prop == "line-height" else None))
            return said if pixels is None else f"{pixels:g}px"
        return said

    def _font_size(self, said: str, parent: float) -> float:
        if said in _KEYWORD_SIZES:
            return _KEYWORD_SIZES[said]
        if said in {"smaller", "larger"}:
            return parent / 1.2 if said == "smaller" else parent * 1.2
        if said == _MONOSPACE and self._absolute():
            return parent
        rem = 16.0 if self.parent is None else self.root.font_px
        pixels = css_length(said, Ruler(parent, rem, self.store.device, parent))
        return parent if pixels is None or pixels < 0 else min(pixels, 10_000.0)

    def _absolute(self) -> bool:
        """Was the text size around it set in pixels and the like? Then browsers leave it alone for monospaced text."""
        node = self.parent
        while node is not None:
            said = node.own("font-size")
            if said in _KEYWORD_SIZES:
                return False
            if said is not None and not said.endswith(("em", "%", "ex", "ch", "r")):
                return said not in {"inherit", "unset", "revert"}
            node = node.parent
        return False

    def _line_height(self, text: str) -> float | None:
        if text == "normal":
            return None
        try:
            return float(text) * self.font_px
        except ValueError:
            return css_length(text, self.ruler(self.font_px))

    def _with_variables(self, prop: str, value: str) -> str | None:
        text = _substituted(value, self._variable)
        if text is None:
            return "unset"  # invalid at computed-value time
        return resolved(prop, text) or "unset" if is_pending(text) else text.strip()

    def _variable(self, name: str) -> str | None:
        chain: list[Look] = []
        node: Look | None = self
        found: str | None = ""
        while node is not None:
            if node.variables is None:
                node.variables = {}
            elif (found := node.variables.get(name)) is not None:
                break
            chain.append(node)
            found = node.declared.values.get(name)
            if found is not None and found.lower() not in {"inherit", "unset"}:
                break
            node = node.parent
        for node in chain:
            node.variables[name] = found or ""  # type: ignore[index]  # made above
        return found or None


class Fork:
    """Where more than tags, ids and classes decides: selectors that each element has to be tested with by itself."""

    __slots__ = ("looks", "make", "tests")

    def __init__(self, tests: list[Test], make: Callable[[HtmlElement, tuple[int, ...]], Look]) -> None:
        self.tests = tests
        self.make = make
        self.looks: dict[tuple[int, ...], Look] = {}

    def take(self, element: HtmlElement) -> Look:
        passed = tuple([place for place, test in enumerate(self.tests) if test(element)])
        look = self.looks.get(passed)
        if look is None:
            look = self.looks[passed] = self.make(element, passed)
        return look


_KEPT = 5_000
"""Looks of one book that are kept for the next page: a page has some hundred, and the pages of a site share most."""

_VALUED = ATTRIBUTES | {"class", "id", "style"}
_PRESENT: dict[str, frozenset[str]] = {
    tag: frozenset({"hidden", *names})
    for tag, names in {
        "a": ("href",), "abbr": ("title",), "audio": ("controls",), "dialog": ("open",), "details": ("open",),
    }.items()
}  # fmt: skip
_HIDDEN = frozenset({"hidden"})
"""Attributes of which the browser's own sheet asks only whether they are there."""


class Looks:
    """The looks of one book on one screen."""

    def __init__(self, book: Stylebook, device: Device) -> None:
        self.book = book
        self.device = device
        self.roots: dict[Setting, dict[Any, Look | Fork]] = {}
        self.made = 0
        self._class_names: dict[str, tuple[str, ...]] = {}
        self._wanted: dict[tuple[str, tuple[str, ...], str], _Wanted] = {}
        self._likely: dict[tuple[Any, ...], _Likely] = {}
        self._shared: dict[tuple[Shared | None, int, int], Shared] = {}
        self._added: dict[tuple[Any, ...], tuple[Own, Own]] = {}
        self._turned: dict[tuple[int, Setting], tuple[Mapping[str, str], Mapping[str, str]]] = {}
        self._browser = _browser_book(book.quirks)

    def under(self, setting: Setting) -> dict[Any, Look | Fork]:
        """The looks of `html` elements."""
        if self.made > _KEPT:
            self.roots.clear()
            self._class_names.clear()
            for kept in (self._wanted, self._likely, self._shared, self._added, self._turned):
                kept.clear()
            self.made = 0
        return self.roots.setdefault(setting, {})

    def take(self, element: HtmlElement, parent: Look | None, beside: dict[Any, Look | Fork], setting: Setting) -> Look:
        """The look of an element whose parent has that look; `beside` are the looks known there."""
        tag = element.tag
        items = element.items()
        key = self._key(tag, items) if items else tag
        found = beside.get(key)
        if found is None:
            found = beside[key] = self._new(element, key, parent, setting)
        return found.take(element) if found.__class__ is Fork else found  # type: ignore[return-value]

    def take_all(self, root: HtmlElement, looks: dict[HtmlElement, Look], setting: Setting) -> None:
        """Add the looks of all elements in `root`, whose own is known; `take` for each, but for the price of calls."""
        key_of, new = self._key, self._new
        for element in root.iterdescendants():
            parent = looks[element.getparent()]  # type: ignore[index]  # what descends has a parent
            key = element.tag
            if items := element.items():
                key = key_of(key, items)
            beside = parent.children
            found = beside.get(key)
            if found is None:
                found = beside[key] = new(element, key, parent, setting)
            looks[element] = found.take(element) if found.__class__ is Fork else found  # type: ignore[assignment]

    def _key(self, tag: Any, items: list[tuple[str, str]]) -> Any:
        """What of an element its style can depend on, but for its place."""
        present = _PRESENT.get(tag, _HIDDEN)
        classes: tuple[str, ...] = ()
        ident = ""
        rest: list[Any] = []
        for name, value in items:
            if name == "class":
                known = self._class_names.get(value)
                classes = self._named_classes(value) if known is None else known
            elif name == "id":
                folded = value.lower() if self.book.quirks else value
                ident = folded if self.book.names("#" + folded) else ""
            elif name in _VALUED:
                rest.append((name, value))
            elif name in present:
                rest.append(name)
        return (tag, classes, ident, *rest) if classes or ident or rest else tag

    def _named_classes(self, text: str) -> tuple[str, ...]:
        names = class_names(text.lower() if self.book.quirks else text)
        known = self._class_names[text] = tuple(name for name in names if self.book.names("." + name))
        return known

    def _new(self, element: HtmlElement, key: Any, parent: Look | None, setting: Setting) -> Look | Fork:
        tag, classes, ident = key[:3] if isinstance(key, tuple) else (key, (), "")
        above = parent.marks() if parent is not None else frozenset()
        if not isinstance(tag, str):  # a comment
            return self._finished(Look(self, parent, "", (), "", above), element, _UNTOLD)
        look = Look(self, parent, tag, classes, ident, above)
        likely = self._likely_of(look, element, key, setting)
        passed = likely.sure
        if passed is None:
            chains = [(place, one.entry.selector.chain) for place, (_, one) in enumerate(likely.candidates)]
            passed = tuple([place for place, chain in chains if fits(chain, look)])
        if (told := likely.told.get(passed)) is not None:
            return self._finished(look, element, told)
        plain: list[tuple[str, Candidate]] = []
        asking: list[tuple[str, Test, Candidate]] = []
        for pseudo, one in map(likely.candidates.__getitem__, passed):
            more = one.entry.selector.more
            if more is None:
                plain.append((pseudo, one))
            else:
                asking.append((pseudo, more, one))
        if not asking:
            told = likely.told[passed] = self._told_by(look, element, plain, setting)
            return self._finished(look, element, told)

        def make(element: HtmlElement, passed: tuple[int, ...]) -> Look:
            found = [*plain, *[asking[place][::2] for place in passed]]
            found.sort(key=lambda one: one[1].rank)
            look = Look(self, parent, tag, classes, ident, above)
            return self._finished(look, element, self._told_by(look, element, found, setting))

        return Fork([test for _, test, _ in asking], make)

    def _likely_of(self, look: Look, element: HtmlElement, key: Any, setting: Setting) -> _Likely:
        """What selectors may say of the element; one for all that differ in nothing but what `fits` can tell."""
        tag = look.tag
        of = (tag, look.classes, look.ident)
        wanted = self._wanted.get(of)
        if wanted is None:
            wanted = self._wanted[of] = self._wanted_of(*of)
        deep = id(self._browser.of(look, element)) if tag in self._browser.deep else 0
        frame = enclosing_frame(element, _enclosing) if tag in CELLS else None
        alike = (key, look.above & wanted.above, setting, deep, frame)
        likely = self._likely.get(alike)
        if likely is None:
            likely = self._likely[alike] = _likely(wanted.candidates, look)
        return likely

    def _wanted_of(self, tag: str, classes: tuple[str, ...], ident: str) -> _Wanted:
        """The selectors that elements with this tag, these classes and this id may match."""
        keys = [("*", ""), ("", tag.lower()), *((".", name) for name in classes)]
        if ident:
            keys.append(("#", ident))
        candidates = [(pseudo, one) for pseudo in self.book.pseudos for one in self.book.candidates(pseudo, keys)]
        above = self._browser.above(tag).union(*[one.entry.selector.above for _, one in candidates])
        return _Wanted(candidates, above)

    def _told_by(
        self, look: Look, element: HtmlElement, matched: list[tuple[str, Candidate]], setting: Setting
    ) -> _Told:
        by_pseudo: dict[str, list[Candidate]] = {}
        for pseudo, one in matched:
            by_pseudo.setdefault(pseudo, []).append(one)
        declared = self._declared(element, self.book.merged(by_pseudo.pop("", ())))
        pseudos = {pseudo: self.book.merged(some) for pseudo, some in by_pseudo.items()}
        browser = self._browser_says(look, element, setting)
        return _Told(declared, browser, pseudos, *_bond(declared.values, browser))

    def _finished(self, look: Look, element: HtmlElement, told: _Told) -> Look:
        """The look with what it is told, and its part in what is shared."""
        self.made += 1
        look.folding = look.tag == "details" and "open" not in element.attrib
        look.pseudos = told.pseudos
        parent = look.parent
        above = None if parent is None else parent.shared if told.asks else parent.shared.heir
        same = (above, id(told.declared), id(told.browser))  # both are kept as long as what is shared by them
        shared = self._shared.get(same)
        if shared is None:
            heir = None if parent is None or told.leaves else parent.shared.heir
            shared = self._shared[same] = Shared(told.declared, told.browser, heir)
        return look.share(shared)

    def _declared(self, element: HtmlElement, own: Own) -> Own:
        hints = presentation(element, _enclosing)
        style = element.get("style")
        if not hints and not style:
            return own
        said = (id(own), style, *hints.items())
        if (known := self._added.get(said)) is not None:
            return known[0]
        values = {**hints, **own.values}
        important = set(own.important)
        addressed = dict(own.addressed)
        if "background-image" in hints and "background-image" not in own.values:
            addressed["background-image"] = -1
        for one in inline_declarations(style) if style else ():
            if one.quirk and not self.book.quirks:
                continue
            if one.important or one.name not in important:
                values[one.name] = quirked(one.value) if one.quirk else one.value
                if one.name in PICTURES:
                    note_address(addressed, one.name, one.value, -1)
                if one.important:
                    important.add(one.name)
        made = Own(values, frozenset(important), addressed)
        self._added[said] = (made, own)  # the second keeps its id
        return made

    def _browser_says(self, look: Look, element: HtmlElement, setting: Setting) -> Mapping[str, str]:
        values = self._browser.of(look, element)
        turned: dict[str, str] = {}
        if self.book.quirks and look.tag == "table":
            # Quirks mode: a table starts its text afresh.
            turned = {
                "font-size": "16px", "font-weight": "400", "font-style": "normal", "text-align": "start",
                "color": setting.table,
            }  # fmt: skip
        elif setting.link and look.tag == "a" and "href" in element.attrib:
            turned = {"color": setting.link}
        if not turned:
            return values
        known = self._turned.get((id(values), setting))
        if known is None:
            known = self._turned[id(values), setting] = ({**values, **turned}, values)
        return known[0]


class _Told(NamedTuple):
    """What an element is told: it `leaves` something of that to inherit, or `asks` for more than is inherited."""

    declared: Own
    browser: Mapping[str, str]
    pseudos: Mapping[str, Own]
    leaves: bool
    asks: bool


_UNTOLD = _Told(NOTHING, {}, {}, leaves=False, asks=False)


def _bond(declared: Mapping[str, str], browser: Mapping[str, str]) -> tuple[bool, bool]:
    leaves = asks = False
    for values in (declared, browser):
        if values:
            leaves = leaves or not INHERITED.isdisjoint(values) or "\n--" in "\n" + "\n".join(values)
            said = "\n".join(values.values())
            asks = asks or "var(" in said or PENDING in said or "inherit" in said.lower()
    return leaves, asks


class _Wanted(NamedTuple):
    """Selectors that elements may match, by pseudo-element, and all that they ask of ancestors."""

    candidates: list[tuple[str, Candidate]]
    above: frozenset[str]


class _Likely(NamedTuple):
    """The selectors for which the ancestors are there. `sure` are the places of all where more does not matter.

    `told` is what elements are told for which selectors at these places match.
    """

    candidates: list[tuple[str, Candidate]]
    sure: tuple[int, ...] | None
    told: dict[tuple[int, ...], _Told]


def _likely(candidates: list[tuple[str, Candidate]], look: Look) -> _Likely:
    found = [each for each in candidates if each[1].entry.selector.above <= look.above]
    chains = [one.entry.selector.chain for _, one in found]
    if not all(map(_told_by_marks, chains)):
        return _Likely(found, None, {})
    return _Likely(found, tuple([place for place, chain in enumerate(chains) if fits(chain, look)]), {})


def _told_by_marks(chain: Chain) -> bool:
    """Does the chain ask of ancestors no more than that one of them has a certain mark?"""
    if not chain.signs:
        return True
    first = chain.compounds[0]
    return (
        len(chain.signs) == 1
        and chain.signs[0] == " "
        and len(first.idents) + len(first.classes) + bool(first.tag) <= 1
    )


def looks_of(book: Stylebook, device: Device) -> Looks:
    """The looks of elements under that book on that screen."""
    found = book.looks.get(device)
    if found is None:
        found = book.looks[device] = Looks(book, device)
    return found


class _BrowserBook:
    """The browser's own sheet. It asks for tags, and for attributes that are in the key of a look."""

    def __init__(self, quirks: bool) -> None:
        self.book = stylebook.__wrapped__(((parse_sheet(table("browser_style.toml")["sheet"], PHONE), ""),), quirks)
        self.asking: dict[str, list[Candidate]] = {}
        entries = [entry for index in self.book.sheets[0].index.values() for some in index.values() for entry in some]
        self.deep = frozenset(entry.selector.key[1] for entry in entries if not _told_by_marks(entry.selector.chain))
        """The tags of which more is asked than that something stands around them."""

    def above(self, tag: str) -> frozenset[str]:
        """What is asked of the ancestors of elements with that tag."""
        return frozenset().union(*[one.entry.selector.above for one in self._asking(tag)])

    def _asking(self, tag: str) -> list[Candidate]:
        if tag not in self.asking:
            self.asking[tag] = self.book.candidates("", [("*", ""), ("", tag)])
        return self.asking[tag]

    def of(self, look: Look, element: HtmlElement) -> Mapping[str, str]:
        """What browsers say of this element by themselves."""
        found = []
        for one in self._asking(look.tag):
            selector = one.entry.selector
            if selector.above <= look.above and (selector.test is None or selector.test(element)):
                found.append(one)
        return self.book.merged(found).values


_browser_book = cache(_BrowserBook)


_YES, _NOT_HERE, _NOWHERE = range(3)


def fits(chain: Chain, look: Look) -> bool:
    """May an element of that look match the chain? Its siblings, and what those stand in, are not looked at."""
    return _fits(chain, len(chain.compounds) - 1, look) == _YES


def _fits(chain: Chain, place: int, look: Look) -> int:
    """The chain is followed leftwards, as browsers do, and no part of it is tried twice with one ancestor."""
    compound = chain.compounds[place]
    if compound.tag and look.tag not in {compound.lower, compound.tag}:
        return _NOT_HERE
    for ident in compound.idents:
        if look.ident != ident:
            return _NOT_HERE
    for name in compound.classes:
        if name not in look.classes:
            return _NOT_HERE
    if place == 0:
        return _YES
    sign = chain.signs[place - 1]
    node = look.parent
    if sign == ">":
        return _NOWHERE if node is None else _fits(chain, place - 1, node)
    if sign != " ":
        return _YES
    while node is not None:
        found = _fits(chain, place - 1, node)
        if found != _NOT_HERE:
            return found
        node = node.parent
    # Without an ancestor for this part, none further up can help the parts to the right of it.
    return _NOWHERE


def _enclosing(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(element.iterancestors(tag), None)


def initial(prop: str) -> str:
    """The initial value of a property."""
    return INITIAL.get(prop, "auto")


def _pixels(text: str | None) -> float:
    return float(text[:-2]) if text else 16.0


def _weight(said: str, above: str) -> str:
    if said == "normal":
        return "400"
    if said == "bold":
        return "700"
    if said in {"bolder", "lighter"}:
        heavy = float(above)
        if said == "bolder":
            return "400" if heavy < 350 else "700" if heavy < 550 else "900"
        return "100" if heavy < 550 else "400" if heavy < 750 else "700"
    return said if said.replace(".", "", 1).isdigit() else above


_VALUE_CAP = 20_000  # variables inside variables can grow without end


def _substituted(text: str, lookup: Callable[[str], str | None], depth: int = 0) -> str | None:
    """`var()` replaced by what it stands for; `None` where one has neither value nor fallback."""
    if "var(" not in text:
        return text
    if depth > 16 or len(text) > _VALUE_CAP:
        return None
    prefix, separator, rest = text.partition(" ") if is_pending(text) else ("", "", text)
    tokens = tinycss2.parse_component_value_list(rest, skip_comments=True)
    replaced = _replace(tokens, lookup, depth)
    return None if replaced is None else prefix + separator + replaced


def _replace(tokens: Iterable[Any], lookup: Callable[[str], str | None], depth: int) -> str | None:
    parts: list[str] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            name = next((part.value for part in token.arguments if part.type == "ident"), "")
            found = lookup(name)
            if found is None:
                comma = next((i for i, part in enumerate(token.arguments) if part == ","), None)
                if comma is None:
                    return None
                found = tinycss2.serialize(token.arguments[comma + 1 :])
            inner = _substituted(found, lookup, depth + 1)
        elif token.type == "function":
            inside = _replace(token.arguments, lookup, depth)
            inner = None if inside is None else f"{token.name}({inside})"
        else:
            inner = token.serialize()
        if inner is None:
            return None
        parts.append(inner)
        if sum(map(len, parts)) > _VALUE_CAP:
            return None
    return "".join(parts)
