"""Renders pages of the report: escaped throughout, self-contained, closed against everything outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from audits.store.run_folder import RunFolder
from audits.store.version import VERSION
from reports.columns import whole
from reports.formats import drawings
from reports.language import Language
from reports.scoring import Scoring


@dataclass(frozen=True, slots=True)
class About:
    """What made the report."""

    version: str
    run: str
    digest: str
    origin: str

    @classmethod
    def of(cls, run: RunFolder, scoring: Scoring) -> About:
        return cls(VERSION, run.name, scoring.digest, scoring.origin)


_REMEMBERED = 20_000  # links and sentences: most stand on a page several times

_HALF = 0.5
_BANDS = ((80, "good"), (60, "fair"), (40, "weak"), (0, "poor"))


def render(template: str, language: Language, values: Mapping[str, Any], *, script: str = "") -> str:
    """One page of the report. `script` names a file beside the templates that is put into the page."""
    code = _source(script) if script else ""
    page = _environment().get_template(template)
    return page.render(
        say=language.say, has=language.has, number=language.number, lang=language.code,
        direction=language.texts["direction"], style=Markup(_style()), script=Markup(code),  # noqa: S704 - our own files
        policy=Markup(_policy(code)), meter=drawings.meter, band=band, **values,  # noqa: S704 - our own hashes
    )  # fmt: skip


def macros(template: str) -> Any:
    """The macros of a template, to be called one by one."""
    return _environment().get_template(template).module


def write_page(path: Path, text: str) -> None:
    """The file appears whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(text.encode("utf-8", "replace"))
    part.replace(path)


def band(score: float | None) -> str:
    """The name of the band a score from 0 to 100 lies in, as it is shown; empty for none."""
    return "" if score is None else next(name for least, name in _BANDS if whole(score) >= least)


def address(url: str) -> str:
    """An address as people say it, without scheme and last slash."""
    return url.partition("://")[2].rstrip("/") or url


def site_name(name: str, url: str) -> str:
    """The list's name of a site, or its address where it has none."""
    return name.strip() or address(url)


def fault(audit: str, title: str, language: Language, score: float = 0.0) -> str:
    """What is wrong where an audit scores low; where nobody wrote that, that what its title says is not so everywhere.

    From half of the full `score` (0 to 1) on it is said by halves, where the plain words would no longer be true.
    """
    if score >= _HALF and language.has(f"partly.{audit}"):
        return language.say(f"partly.{audit}")
    key = f"fault.{audit}"
    return language.say(key) if language.has(key) else language.say("common.not_everywhere", title=title)


@lru_cache(_REMEMBERED)
def weblink(url: str, text: str = "") -> Markup:
    """A link where the address is http or https; the bare text where it is anything else."""
    shown = escape(text or url)
    try:
        fine = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        fine = False
    if not fine:
        return shown
    return Markup(f'<a href="{escape(url)}" rel="noreferrer nofollow ugc">{shown}</a>')  # noqa: S704 - both escaped


@lru_cache(_REMEMBERED)
def prose(text: str) -> Markup:
    """Words of a card: a capital first letter, and what stands between backticks as code."""
    capital = text[:1].upper() + text[1:]
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(capital))))  # noqa: S704 - escaped just before


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["weblink"] = weblink
    environment.filters["prose"] = prose
    return environment


@cache
def _source(name: str) -> str:
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """The style sheet without comments and indentation."""
    lines = (line.strip() for line in _source("report.css").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("/*"))


@cache
def _policy(code: str) -> str:
    """Nothing may be loaded; only our own style and script, by their hashes, are used."""
    scripts = f"'sha256-{_hash(code)}'" if code else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(_style())}'; script-src {scripts}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
