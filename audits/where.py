"""Says where an element is: its CSS path, and a short snippet of its markup."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

SNIPPET = 240
"""Characters of markup shown behind a finding; the start tag is always shown whole, up to four times this."""

_PLAIN_ID = re.compile(r"^[A-Za-z_][\w-]*$")


def css_path(element: HtmlElement) -> str:
    """A CSS selector that finds this element and no other, as short as an id on the way allows."""
    steps: list[str] = []
    node: HtmlElement | None = element
    while node is not None and isinstance(node.tag, str):
        name = node.get("id", "")
        if _PLAIN_ID.match(name) and _only_one(node, name):
            steps.append(f"#{name}")
            break
        parent = node.getparent()
        if parent is None:
            steps.append(node.tag)
            break
        twins = [child for child in parent if child.tag == node.tag]
        steps.append(node.tag if len(twins) == 1 else f"{node.tag}:nth-of-type({twins.index(node) + 1})")
        node = parent
    return " > ".join(reversed(steps))


def snippet(element: HtmlElement) -> str:
    """The start tag and the beginning of what is inside, on one line."""
    start = start_tag(element)
    if len(start) >= SNIPPET:
        return start[: 4 * SNIPPET]
    inside = " ".join("".join(element.itertext()).split())
    if len(element) or inside:
        rest = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        whole = " ".join(rest.split())
        if len(whole) <= SNIPPET:
            return whole
        return start + inside[: max(0, SNIPPET - len(start))].rstrip() + "…"
    return start


def start_tag(element: HtmlElement) -> str:
    attributes = "".join(f' {name}="{_escape(str(value))}"' for name, value in element.attrib.items())
    return f"<{element.tag!s}{attributes}>"


def _only_one(element: HtmlElement, name: str) -> bool:
    root = element.getroottree().getroot()
    return len(root.xpath("//*[@id=$name]", name=name)) == 1


def _escape(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("\n", " ")
