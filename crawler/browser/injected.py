"""The scripts that are run in a page, and axe-core, whose hash is checked before it is used."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


class AxeError(Exception):
    """The file of axe-core is not the one that was put there."""


@cache
def script(name: str) -> str:
    """A function as the text that a page is given: one argument in, facts out."""
    prelude = (HERE / "scripts" / "prelude.js").read_text(encoding="utf-8")
    body = (HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8").strip().removesuffix(";")
    lines = body.split("\n")
    while lines[0].startswith("//"):
        lines.pop(0)
    body = "\n".join(lines)
    return f"(argument) => {{ {prelude}\nreturn ({body})(argument); }}"


@cache
def early() -> str:
    """What runs in each document before its own scripts."""
    return (HERE / "scripts" / "early.js").read_text(encoding="utf-8")


@cache
def axe() -> str:
    """The source of axe-core. Raises `AxeError` where the file was changed."""
    about = tomllib.loads((HERE / "axe" / "axe.toml").read_text(encoding="utf-8"))
    body = (HERE / "axe" / "axe.min.js").read_bytes()
    if hashlib.sha256(body).hexdigest() != about["sha256"]:
        raise AxeError("crawler/browser/axe/axe.min.js is not the file whose hash axe.toml names")
    return body.decode()
