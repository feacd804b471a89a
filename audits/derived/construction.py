"""How a page is built: the few facts by which its age of construction is told."""

from __future__ import annotations

from dataclasses import dataclass

from audits.derived import derived
from audits.derived.doctype import doctype
from audits.derived.frames import is_frameset
from audits.derived.generator import makers
from audits.derived.layout_tables import table_layout
from audits.derived.plugins import plugin_kinds
from audits.page import Page


@dataclass(frozen=True, slots=True)
class PageBuild:
    """Facts of one page; `editor` is the age of the oldest program that left its trace ("1990s", "2000s" or "")."""

    frameset: bool
    plugins: frozenset[str]
    editor: str
    table_layout: bool
    fonts: int
    viewport: bool
    old_doctype: bool
    mode: str


@derived
def page_build(page: Page) -> PageBuild:
    """The facts of a page's construction."""
    declared = doctype(page)
    ages = {maker.age for maker in makers(page) if maker.kind == "editor" and maker.trace == "generator"}
    return PageBuild(
        frameset=is_frameset(page),
        plugins=frozenset(kind for kind, _ in plugin_kinds(page)),
        editor="1990s" if "1990s" in ages else "2000s" if "2000s" in ages else "",
        table_layout=table_layout(page),
        fonts=len(page.elements("font", "basefont")),
        viewport=any(
            _is_phone_viewport(meta.get("name", ""), meta.get("content", "")) for meta in page.elements("meta")
        ),
        old_doctype=declared.family != "HTML5",
        mode=declared.mode,
    )


def _is_phone_viewport(name: str, content: str) -> bool:
    return name.strip().lower() == "viewport" and (
        "device-width" in content.lower() or "initial-scale" in content.lower()
    )
