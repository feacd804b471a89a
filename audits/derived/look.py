"""Computes the style of elements once for all that style sheets cannot tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from weakref import ref

import tinycss2
from lxml.html import HtmlElement

from audits.derived.css_color import color
from audits.derived.presentation import ATTRIBUTES, presentation
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

    __slots__ = ("_heir", "browser", "colours", "declared", "pixels", "values")

    def __init__(self, declared: Own, browser: Mapping[str, str], heir: Shared | None) -> None:
        self.declared = declared
        self.browser = browser
        self._heir = heir  # `None`: itself; nothing here points at itself, so that it goes when its page has gone
        self.values: dict[str, str] = {}
        self.pixels: dict[str, float | None] = {}
        self.colours: dict[str, tuple[float, float, float, float] | None] = {}

    @property
    def heir(self) -> Shared:
        """What is inherited from here is what is inherited from there."""
        return self if self._heir is None else self._heir


class Look:
    """All that the style of an element follows from, and its style. The elements of a look are styled alike.

    `declared` is what the author says of it, `pseudos` what is said of its pseudo-elements, `browser` what the browser
    says. `above` are the tags, `.classes` and `#ids` of the ancestors, those that some selector speaks of. `facts` are
    what others work out from it.
    """

    __slots__ = (
        "_root", "above", "browser", "classes", "colours", "declared", "device", "facts", "folding", "hides", "ident",
        "parent", "pixels", "pseudos", "shared", "size", "tag", "tokens", "values", "variables",
    )  # fmt: skip

    def __init__(
        self, device: Device, parent: Look | None, tag: str, classes: tuple[str, ...], ident: str, above: frozenset[str]
    ) -> None:
        self.device = device
        self.parent = parent
        self._root: Look | None = None if parent is None else parent.root
        self.tag = tag
        self.classes = classes
        self.ident = ident
        self.above = above
        self.tokens: frozenset[str] | None = None
        self.pseudos: Mapping[str, Own] = {}
        self.folding = False
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

    @property
    def root(self) -> Look:
        """The look of the `html` element around it."""
        return self if self._root is None else self._root

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
        return Ruler(self.font_px, self.root.font_px, self.device, base)

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
        pixels = css_length(said, Ruler(parent, rem, self.device, parent))
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
    """Where more than tags, ids and classes decides: selectors that each element has to be tested with by itself.

    `plain` are those that match in any case, by pseudo-element, `asking` the others.
    """

    __slots__ = ("asking", "looks", "plain", "tests")

    def __init__(self, plain: dict[str, list[Candidate]], asking: list[tuple[str, Test, Candidate]]) -> None:
        self.plain = plain
        self.asking = asking
        self.tests = [test for _, test, _ in asking]
        self.looks: dict[tuple[int, ...], Look] = {}

    def matched(self, passed: tuple[int, ...]) -> dict[str, list[Candidate]]:
        """All that match where these tests are passed, in the order of the cascade."""
        found = {pseudo: list(matched) for pseudo, matched in self.plain.items()}
        for place in passed:
            pseudo, _, one = self.asking[place]
            found.setdefault(pseudo, []).append(one)
        for pseudo in {self.asking[place][0] for place in passed}:
            found[pseudo].sort(key=lambda one: one.rank)
        return found


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
        self._book = ref(book)  # which holds this
        self.device = device
        self.roots: dict[Setting, dict[Any, Look | Fork]] = {}
        self.below: dict[Look, dict[Any, Look | Fork]] = {}
        """The looks of what stands directly in elements of a look, by what tells them apart."""
        self.notes: dict[Any, Any] = {}
        """What others work out from what looks share."""
        self.made = 0
        self._class_names: dict[str, tuple[str, ...]] = {}
        self._candidates: dict[tuple[str, tuple[str, ...], str], dict[str, list[Candidate]]] = {}
        self._shared: dict[tuple[Shared | None, int, int], Shared] = {}
        self._bonds: dict[tuple[int, int], _Bond] = {}
        self._told: dict[tuple[Any, ...], tuple[Own, Own]] = {}
        self._turned: dict[tuple[int, Setting], tuple[Mapping[str, str], Mapping[str, str]]] = {}
        self._browser = _browser_book(book.quirks)

    @property
    def book(self) -> Stylebook:
        """The rules."""
        book = self._book()
        if book is None:
            raise ReferenceError("the style book of these looks is gone")
        return book

    def under(self, setting: Setting) -> dict[Any, Look | Fork]:
        """The looks of `html` elements."""
        if self.made > _KEPT:
            self.roots.clear()
            self._class_names.clear()
            self._candidates.clear()
            for kept in (self.below, self.notes, self._shared, self._bonds, self._told, self._turned):
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
        return self._through(found, element, key, parent, setting) if isinstance(found, Fork) else found

    def _through(self, fork: Fork, element: HtmlElement, key: Any, parent: Look | None, setting: Setting) -> Look:
        passed = tuple([place for place, test in enumerate(fork.tests) if test(element)])
        look = fork.looks.get(passed)
        if look is None:
            look = fork.looks[passed] = self._finished(self._bare(key, parent), element, fork.matched(passed), setting)
        return look

    def _bare(self, key: Any, parent: Look | None) -> Look:
        tag, classes, ident = key[:3] if isinstance(key, tuple) else (key, (), "")
        above = parent.marks() if parent is not None else frozenset()
        return Look(self.device, parent, tag if isinstance(tag, str) else "", classes, ident, above)

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
        look = self._bare(key, parent)
        if not look.tag:  # a comment
            return self._sharing(look, NOTHING, _SILENT)
        plain: dict[str, list[Candidate]] = {}
        asking: list[tuple[str, Test, Candidate]] = []
        for pseudo, candidates in self._of(look.tag, look.classes, look.ident).items():
            for one in candidates:
                selector = one.entry.selector
                if (not selector.above or selector.above <= look.above) and fits(selector.chain, look):
                    if selector.more is None:
                        plain.setdefault(pseudo, []).append(one)
                    else:
                        asking.append((pseudo, selector.more, one))
        return Fork(plain, asking) if asking else self._finished(look, element, plain, setting)

    def _of(self, tag: str, classes: tuple[str, ...], ident: str) -> dict[str, list[Candidate]]:
        """The selectors that elements with this tag, these classes and this id may match, by pseudo-element."""
        of = (tag, classes, ident)
        found = self._candidates.get(of)
        if found is None:
            keys = [("*", ""), ("", tag.lower()), *((".", name) for name in classes)]
            if ident:
                keys.append(("#", ident))
            all_of_them = {pseudo: self.book.candidates(pseudo, keys) for pseudo in self.book.pseudos}
            found = self._candidates[of] = {pseudo: some for pseudo, some in all_of_them.items() if some}
        return found

    def _finished(
        self, look: Look, element: HtmlElement, matched: Mapping[str, list[Candidate]], setting: Setting
    ) -> Look:
        self.made += 1
        look.folding = look.tag == "details" and "open" not in element.attrib
        if len(matched) > ("" in matched):
            look.pseudos = {pseudo: self.book.merged(some) for pseudo, some in matched.items() if pseudo}
        declared = self._declared(element, self.book.merged(matched.get("", ())))
        return self._sharing(look, declared, self._browser_says(look, element, setting))

    def _sharing(self, look: Look, declared: Own, browser: Mapping[str, str]) -> Look:
        """The look with its part in what is shared."""
        told = (id(declared), id(browser))  # both are kept as long as what is shared by them
        bond = self._bonds.get(told)
        if bond is None:
            bond = self._bonds[told] = _bond(declared, browser)
        parent = look.parent
        above = None if parent is None else parent.shared if bond.asks else parent.shared.heir
        shared = self._shared.get((above, *told))
        if shared is None:
            heir = None if parent is None or bond.leaves else parent.shared.heir
            shared = self._shared[above, *told] = Shared(declared, browser, heir)
        self.below[look] = {}
        return look.share(shared)

    def _declared(self, element: HtmlElement, own: Own) -> Own:
        hints = presentation(element, _enclosing)
        style = element.get("style")
        if not hints and not style:
            return own
        said = (id(own), style, *hints.items())
        if (told := self._told.get(said)) is not None:
            return told[0]
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
        self._told[said] = (made, own)  # the second keeps its id
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


_SILENT: Mapping[str, str] = {}


class _Bond(NamedTuple):
    """How values hang on those of ancestors: `leaves` something to inherit, or `asks` for more than is inherited."""

    leaves: bool
    asks: bool


def _bond(declared: Own, browser: Mapping[str, str]) -> _Bond:
    leaves = asks = False
    for values in (declared.values, browser):
        for name, value in values.items():
            if name in INHERITED or name[:2] == "--":
                leaves = True
            if "var(" in value or value[:1] == PENDING or value.lower() == "inherit":
                asks = True
    return _Bond(leaves, asks)


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
        self.sure: dict[str, Mapping[str, str]] = {}
        self.asking: dict[str, list[Candidate]] = {}

    def of(self, look: Look, element: HtmlElement) -> Mapping[str, str]:
        """What browsers say of this element by themselves."""
        tag = look.tag
        if (sure := self.sure.get(tag)) is not None:
            return sure
        if tag not in self.asking:
            self.asking[tag] = self.book.candidates("", [("*", ""), ("", tag)])
        found = []
        unsure = False
        for one in self.asking[tag]:
            selector = one.entry.selector
            if selector.above and not selector.above <= look.above:
                unsure = True
            elif selector.test is None:
                found.append(one)
            else:
                unsure = True
                if selector.test(element):
                    found.append(one)
        values = self.book.merged(found).values
        if not unsure:
            self.sure[tag] = values
        return values


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
