"""Says where an element is: its CSS path, and a short snippet of its markup."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

SNIPPET = 240
"""Characters of markup shown behind a finding; the start tag is always shown whole, up to four times this."""

_PLAIN_ID = re.compile(r"^[A-Za-z_][\w-]*$")


@dataclass(frozen=True, slots=True)
class Ways:
    """What paths within one page share: the elements by id, the steps from each parent, and the paths that are known."""

    ids: Mapping[str, Sequence[HtmlElement]]
    steps: dict[HtmlElement, Mapping[HtmlElement, str]] = field(default_factory=dict)
    paths: dict[HtmlElement, str] = field(default_factory=dict)

    def step(self, parent: HtmlElement, child: HtmlElement) -> str:
        if parent not in self.steps:
            self.steps[parent] = _steps(parent)
        return self.steps[parent][child]


def css_path(element: HtmlElement, ways: Ways | None = None) -> str:
    """A CSS selector that finds this element and no other, as short as an id on the way allows.

    Without the page's `ways` it is searched for each id.
    """
    paths: dict[HtmlElement, str] = ways.paths if ways else {}
    below: list[tuple[HtmlElement, str]] = []
    node: HtmlElement | None = element
    path = ""
    while node is not None and isinstance(node.tag, str):
        if node in paths:
            path = paths[node]
            break
        name = node.get("id", "")
        if name and _PLAIN_ID.match(name) and (len(ways.ids.get(name, ())) == 1 if ways else _only_one(node, name)):
            path = paths[node] = f"#{name}"
            break
        parent = node.getparent()
        if parent is None:
            path = paths[node] = node.tag
            break
        below.append((node, ways.step(parent, node) if ways else _steps(parent)[node]))
        node = parent
    for inner, step in reversed(below):
        path = paths[inner] = f"{path} > {step}" if path else step
    return path


def _steps(parent: HtmlElement) -> Mapping[HtmlElement, str]:
    twins: dict[str, list[HtmlElement]] = defaultdict(list)
    for child in parent:
        if isinstance(child.tag, str):
            twins[child.tag].append(child)
    return {
        child: tag if len(same) == 1 else f"{tag}:nth-of-type({place})"
        for tag, same in twins.items()
        for place, child in enumerate(same, 1)
    }


def snippet(element: HtmlElement) -> str:
    """The start tag and the beginning of what is inside, on one line."""
    start = start_tag(element)
    # What is wrong with a page as a whole is one finding over all its pages: their words would tell them apart.
    if len(start) >= SNIPPET or element.tag in {"html", "body", "frameset"}:
        return start[: 4 * SNIPPET]
    inside, whole = _beginning(element)
    if whole and (len(element) or inside):
        rest = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        markup = " ".join(rest.split())
        if len(markup) <= SNIPPET:
            return markup
    if not whole or len(element) or inside:
        return start + inside[: max(0, SNIPPET - len(start))].rstrip() + "…"
    return start


def _beginning(element: HtmlElement) -> tuple[str, bool]:
    """The words inside with single spaces, and whether these are all: a body is not written out for its first words."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part) - part.count(" ") - part.count("\n")
        if size > 4 * SNIPPET and len(" ".join("".join(parts).split())) > SNIPPET:
            return " ".join("".join(parts).split()), False
    return " ".join("".join(parts).split()), True


def start_tag(element: HtmlElement) -> str:
    attributes = "".join(f' {name}="{_escape(str(value))}"' for name, value in element.attrib.items())
    return f"<{element.tag!s}{attributes}>"


def _only_one(element: HtmlElement, name: str) -> bool:
    root = element.getroottree().getroot()
    return len(root.xpath("//*[@id=$name]", name=name)) == 1


def _escape(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("\n", " ")
