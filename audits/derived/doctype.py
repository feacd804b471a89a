"""The document type a page declares, and the rendering mode that browsers choose by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from audits.derived import derived
from audits.page import Page
from audits.standards import table

Mode = Literal["standards", "limited quirks", "quirks"]

# The tree's serialiser writes every doctype as <!DOCTYPE html>, so it is read from the source: only the prolog
# (space, comments, processing instructions) may stand before it.
_PROLOG = re.compile(
    r"[\s\ufeff]*(?:<!--.*?-->[\s\ufeff]*|<\?[^>]*>[\s\ufeff]*)*<!doctype([^>]*)>", re.IGNORECASE | re.DOTALL
)
_PARTS = re.compile(
    r"""\s*(?P<name>[^\s>"']*)\s*(?:(?P<word>public|system)\s*(?P<first>"[^"]*"|'[^']*')?\s*(?P<second>"[^"]*"|'[^']*')?)?""",
    re.IGNORECASE,
)
_PROLOG_CAP = 20_000  # characters: a longer prolog is an attack on the pattern, not a page


@dataclass(frozen=True, slots=True)
class Doctype:
    """What stands before the page; `declared` is empty where nothing does. `family` names it for people."""

    declared: str
    mode: Mode
    family: str


@derived
def doctype(page: Page) -> Doctype:
    """The doctype and the mode it brings, by the WHATWG parsing chapter ("the initial insertion mode")."""
    found = _PROLOG.match(page.text[:_PROLOG_CAP])
    if found is None:
        return Doctype("", "quirks", "none")
    declared = " ".join(f"<!doctype{found.group(1)}>".split())
    parts = _PARTS.match(found.group(1))
    assert parts is not None  # every part of the pattern is optional
    word = (parts["word"] or "").lower()
    first, second = (_unquoted(parts["first"]), _unquoted(parts["second"]))
    public, system = (first, second) if word == "public" else (None, first)
    mode = _mode((parts["name"] or "").lower(), public, system)
    return Doctype(declared, mode, _family(public or ""))


def _mode(name: str, public: str | None, system: str | None) -> Mode:
    quirks, without_system, limited, exact, systems = _rules()
    public_id, system_id = (public or "").lower(), (system or "").lower()
    if name != "html" or public_id in exact or system_id in systems or public_id.startswith(quirks):
        return "quirks"
    if public_id.startswith(without_system):
        return "quirks" if system is None else "limited quirks"
    return "limited quirks" if public_id.startswith(limited) else "standards"


@cache
def _rules() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], frozenset[str], frozenset[str]]:
    rules = table("doctypes.toml")
    starts = (tuple(rules[kind]["public_prefixes"]) for kind in ("quirks", "unless_system", "limited"))
    return (*starts, frozenset(rules["quirks"]["public"]), frozenset(rules["quirks"]["system"]))  # type: ignore[return-value]


def _family(public: str) -> str:
    if not public:
        return "HTML5"
    found = re.search(
        r"//DTD ((?:X?HTML)(?: Basic)?(?: \d[\d.]*)?(?: (?:Strict|Transitional|Frameset|Final|Mobile))?)",
        public,
        re.IGNORECASE,
    )
    return found.group(1) if found else "other"


def _unquoted(text: str | None) -> str | None:
    return None if text is None else text[1:-1].strip()
