"""Says what an element is to assistive technology: its explicit role where it counts, else the one HTML gives it.

After WAI-ARIA 1.2 (explicit roles, conflicts of presentational roles), HTML-AAM 1.0 and SVG-AAM 1.0 (implicit roles).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.focusable import focus_places
from audits.derived.hidden import concealment
from audits.page import Page
from audits.standards import table


def role(page: Page, element: HtmlElement) -> str:
    """The role that counts; `""` where HTML gives none, "none" where it is presentational, "generic" for `div`."""
    memo = _memo(page)
    found = memo.get(element)
    if found is None:
        found = memo[element] = _role(page, element)
    return found


@derived
def _memo(_page: Page) -> dict[HtmlElement, str]:
    return {}


def with_roles(page: Page, *names: str) -> list[HtmlElement]:
    """The elements that assistive technology meets with one of these roles: grouped by role, in document order."""
    return [element for name in names for element in _exposed(page, name)]


def _exposed(page: Page, name: str) -> list[HtmlElement]:
    memo = _by_role(page)
    found = memo.get(name)
    if found is None:
        concealed, said = concealment(page), _said(page)
        found = [element for element in said.get(name, ()) if element not in concealed]
        written = bool(found)
        sources = [tag for tag in _tags(name) if tag in page.index]
        for tag in sources:
            simple = tag in _SIMPLE
            found += [
                element
                for element in page.index[tag]
                if element not in concealed and not element.get("role") and (simple or role(page, element) == name)
            ]
        if written or len(sources) > 1:
            found.sort(key=page.order.__getitem__)
        memo[name] = found
    return found


@derived
def _by_role(_page: Page) -> dict[str, list[HtmlElement]]:
    return {}


@derived
def _said(page: Page) -> Mapping[str, list[HtmlElement]]:
    """The elements whose role is written down, by the role that counts."""
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in page.attributes.get("role", ()):
        if element.get("role"):
            found[role(page, element)].append(element)
    return found


@cache
def _tags(name: str) -> tuple[str, ...]:
    """The tags to which HTML may give this role."""
    simple = [tag for tag, role_name in _SIMPLE.items() if role_name == name]
    return (*simple, *(tag for tag, names in _SEVERAL.items() if name in names))


def silenced(page: Page, element: HtmlElement) -> bool:
    """Is the element inside a button, an image or the like, whose content is not exposed by itself?"""
    return any(presentational_children(role(page, up)) for up in element.iterancestors())


@cache
def presentational_children(role_name: str) -> bool:
    """Does an element with that role hide the structure of what it contains?"""
    return bool(aria_roles().get(role_name, {}).get("children_presentational"))


def explicit_role(element: HtmlElement) -> str:
    """The first token of `role` that is a role one may use; `""` where there is none."""
    value = element.get("role")
    if not value:
        return ""
    for token in value.lower().split():
        if token in usable_roles():
            return _SYNONYMS.get(token, token)
    return ""


@cache
def usable_roles() -> frozenset[str]:
    """Every role that an author may write: those of ARIA, not the abstract ones, and drafts that browsers map."""
    roles = aria_roles()
    return frozenset(name for name, facts in roles.items() if not facts.get("abstract")) | frozenset(
        table("aria.toml")["draft_roles"]
    )


@cache
def aria_roles() -> dict[str, dict[str, Any]]:
    """What ARIA says of each role, by its name."""
    roles: dict[str, dict[str, Any]] = table("aria.toml")["roles"]
    return roles


@cache
def global_attributes() -> frozenset[str]:
    """The states and properties that every role takes."""
    return frozenset(table("aria.toml")["global"])


@cache
def name_from_content(role_name: str) -> bool:
    """Is an element with that role named by what it contains?"""
    return "contents" in aria_roles().get(role_name, {}).get("name_from", ())


@cache
def naming_prohibited(role_name: str) -> bool:
    """Must an element with that role not be given a name?"""
    return "prohibited" in aria_roles().get(role_name, {}).get("name_from", ())


_UNDOING = frozenset(
    """
    aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-flowto aria-keyshortcuts
    aria-label aria-labelledby aria-live aria-owns aria-relevant
""".split()
)
"""Global attributes that bring an element with a presentational role back; the naming ones as browsers do it."""

_SYNONYMS = {"presentation": "none", "image": "img", "directory": "list"}


def _role(page: Page, element: HtmlElement) -> str:
    explicit = explicit_role(element)
    if not explicit:
        return implicit_role(page, element)
    if explicit == "none" and conflicts_with_none(page, element):
        return implicit_role(page, element)
    if explicit in {"form", "region"} and not _has_author_name(page, element):
        # Nameless landmarks are no landmarks (ARIA 1.2, 5.3.4), so the element keeps what HTML gives it.
        return implicit_role(page, element)
    return explicit


def conflicts_with_none(page: Page, element: HtmlElement) -> bool:
    """Is the element focusable or does it carry a global ARIA attribute, so that it stays what it was?"""
    if element in focus_places(page):
        return True
    return any(
        name in _UNDOING and str(value).strip() for name, value in element.attrib.items() if str(name)[:5] == "aria-"
    )


def implicit_role(page: Page, element: HtmlElement) -> str:
    """The role that HTML (or SVG) gives this element by itself."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    simple = _SIMPLE.get(tag)
    if simple is not None:
        return simple
    attributes = element.attrib
    if tag in {"a", "area"}:
        return "link" if "href" in attributes else "generic"
    if tag == "img":
        return _image(page, element)
    if tag == "input":
        return _input(element)
    if tag == "select":
        several = "multiple" in attributes or _number(attributes.get("size", "")) > 1
        return "listbox" if several else "combobox"
    if tag in {"header", "footer"}:
        if _inside_sections(element):
            return "generic"
        return "banner" if tag == "header" else "contentinfo"
    if tag == "section":
        return "region" if _has_author_name(page, element) else "generic"
    if tag == "form":
        return "form" if _has_author_name(page, element) else "generic"
    if tag in {"li", "dt", "dd"}:
        return _list_part(page, element)
    if tag in {"td", "th", "tr", "tbody", "thead", "tfoot", "caption"}:
        return _table_part(page, element)
    return ""


def _image(page: Page, element: HtmlElement) -> str:
    if element.get("alt") == "" and not conflicts_with_none(page, element):
        return "none"
    return "img"


_INPUTS = {
    "button": "button", "checkbox": "checkbox", "email": "textbox", "image": "button", "number": "spinbutton",
    "radio": "radio", "range": "slider", "reset": "button", "search": "searchbox", "submit": "button",
    "tel": "textbox", "text": "textbox", "url": "textbox",
}  # fmt: skip
_NO_ROLE_INPUTS = frozenset({"color", "date", "datetime-local", "file", "hidden", "month", "password", "time", "week"})


def input_type(element: HtmlElement) -> str:
    """The state of an `input`'s type: unknown ones are "text"."""
    kind = element.get("type", "text").strip().lower()
    return kind if kind in _INPUTS or kind in _NO_ROLE_INPUTS else "text"


def _input(element: HtmlElement) -> str:
    kind = input_type(element)
    if "list" in element.attrib and kind in {"email", "search", "tel", "text", "url"}:
        return "combobox"
    return _INPUTS.get(kind, "")


def _list_part(page: Page, element: HtmlElement) -> str:
    if element.tag != "li":
        return "term" if element.tag == "dt" else "definition"
    parent = element.getparent()
    if parent is None:
        return "generic"
    around = role(page, parent)
    return {"list": "listitem", "none": "none"}.get(around, "generic")


_TABLE_PARTS = {"tr": "row", "tbody": "rowgroup", "thead": "rowgroup", "tfoot": "rowgroup", "caption": "caption"}


def _table_part(page: Page, element: HtmlElement) -> str:
    around = element.getparent()
    while around is not None and around.tag in {"tr", "tbody", "thead", "tfoot"}:
        around = around.getparent()
    if around is None or around.tag != "table":
        return "generic"
    whole = role(page, around)
    if whole not in {"table", "grid", "treegrid"}:
        return "none" if whole == "none" else "generic"
    if element.tag in _TABLE_PARTS:
        return _TABLE_PARTS[element.tag]
    if element.tag == "td":
        return "cell" if whole == "table" else "gridcell"
    return _header_cell(element)


def _header_cell(element: HtmlElement) -> str:
    """HTML's rules for a `th` without `scope`, cut down to its own row: a row of nothing but `th` heads columns."""
    scope = element.get("scope", "").strip().lower()
    if scope in {"row", "rowgroup"}:
        return "rowheader"
    if scope in {"col", "colgroup"}:
        return "columnheader"
    row = element.getparent()
    if row is None or row.tag != "tr":
        return "columnheader"
    group = row.getparent()
    if group is not None and group.tag == "thead":
        return "columnheader"
    # The first two cells of the row that are no `th` tell; looking at every cell of it for each would be quadratic.
    neighbour = element.getnext() if element.getnext() is not None else element.getprevious()
    return "rowheader" if neighbour is not None and neighbour.tag == "td" else "columnheader"


def _has_author_name(page: Page, element: HtmlElement) -> bool:
    attributes = element.attrib
    if attributes.get("aria-label", "").strip() or attributes.get("title", "").strip():
        return True
    return any(name in page.ids for name in attributes.get("aria-labelledby", "").split())


_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_SECTION_ROLES = frozenset({"article", "complementary", "main", "navigation", "region"})


def _inside_sections(element: HtmlElement) -> bool:
    return any(up.tag in _SECTIONS or up.get("role") in _SECTION_ROLES for up in element.iterancestors())


def _number(value: str) -> int:
    value = value.strip()
    return int(value) if value.isdecimal() and len(value) < 9 else 0


_SEVERAL: dict[str, frozenset[str]] = {
    "a": frozenset({"link", "generic"}),
    "area": frozenset({"link", "generic"}),
    "img": frozenset({"img", "none"}),
    "input": frozenset({*_INPUTS.values(), "combobox", ""}),
    "select": frozenset({"listbox", "combobox"}),
    "header": frozenset({"banner", "generic"}),
    "footer": frozenset({"contentinfo", "generic"}),
    "section": frozenset({"region", "generic"}),
    "form": frozenset({"form", "generic"}),
    "li": frozenset({"listitem", "none", "generic"}),
    "dt": frozenset({"term"}),
    "dd": frozenset({"definition"}),
    "td": frozenset({"cell", "gridcell", "none", "generic"}),
    "th": frozenset({"columnheader", "rowheader", "none", "generic"}),
    **{tag: frozenset({part, "none", "generic"}) for tag, part in _TABLE_PARTS.items()},
}
"""Tags whose role depends on attributes or on what is around them, and the roles that it may be."""

_SIMPLE = {
    "address": "group", "article": "article", "aside": "complementary", "blockquote": "blockquote",
    "button": "button", "code": "code", "datalist": "listbox", "del": "deletion", "details": "group", "dfn": "term",
    "dialog": "dialog", "em": "emphasis", "fieldset": "group", "figure": "figure", "h1": "heading", "h2": "heading",
    "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "hgroup": "group", "hr": "separator",
    "ins": "insertion", "main": "main", "mark": "mark", "math": "math", "menu": "list", "meter": "meter",
    "nav": "navigation", "ol": "list", "optgroup": "group", "option": "option", "output": "status", "p": "paragraph",
    "progress": "progressbar", "s": "deletion", "search": "search", "strong": "strong", "sub": "subscript",
    "sup": "superscript", "svg": "graphics-document", "table": "table", "textarea": "textbox", "time": "time",
    "ul": "list",
    "b": "generic", "bdi": "generic", "bdo": "generic", "body": "generic", "data": "generic", "div": "generic",
    "i": "generic", "pre": "generic", "q": "generic", "samp": "generic", "small": "generic", "span": "generic",
    "u": "generic", "html": "document",
}  # fmt: skip
