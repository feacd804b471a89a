"""Reads the file of thresholds and weights, and refuses what does not hold together."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from audits.store.records import CATEGORIES
from reports.columns import key_figures
from reports.curves import Curve, LogNormal, Mapped, Points, Share

_REPORT_KEYS = {"min_coverage", "min_category", "min_group", "min_rank_group", "source", "year"}
_CATEGORY_KEYS = {"title", "weight", "worst_first"}
_WORST_KEYS = {"fact", "caps", "source", "year"}
_RULE_KEYS = {"weight", "curve", "source", "year", "page"}
_CURVE_KEYS: Mapping[str, set[str]] = {
    "share": set(),
    "lognormal": {"p10", "median"},
    "lognormal-more": {"p10", "median"},
    "points": {"points"},
    "map": {"map"},
}
_THRESHOLDS = {"curve"} | set().union(*_CURVE_KEYS.values())


class ScoringError(Exception):
    """The scoring file cannot be used; the message is one sentence that says what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class WorstFirst:
    """The worst grade decides first: `fact` names the grade, `caps` the highest score (0 to 1) each grade allows."""

    fact: str
    caps: Mapping[str, float]
    source: str
    year: int


@dataclass(frozen=True, slots=True)
class Category:
    """One of the nine dimensions and what it weighs in the total."""

    name: str
    title: str
    weight: float
    worst_first: WorstFirst | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How one audit's value becomes a score. `page` is "site" (mean over pages) or "home" (front page alone)."""

    audit: str
    weight: float
    curve: Curve
    curve_name: str
    source: str
    year: int
    page: str = "site"

    @property
    def category(self) -> str:
        return self.audit.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The whole scoring in force. `digest` names it in every report; `origin` says which files it came from."""

    categories: Mapping[str, Category]
    rules: Mapping[str, Rule]
    min_coverage: float
    min_category: float
    min_group: int
    min_rank_group: int
    digest: str
    origin: str


def load_scoring(user: Path | None = None, known: Collection[str] = ()) -> Scoring:
    """Our own scoring, with parts of it overridden by the user's file.

    `known` are the ids of audits that exist; where given, an unknown one in the user's file is refused.
    Raises `ScoringError`.
    """
    own = files("reports").joinpath("scoring.toml").read_text(encoding="utf-8")
    reader = _Reader("reports/scoring.toml", own)
    tables, origin = reader.tables(), "built in"
    if user is not None:
        theirs = _Reader(str(user), _read(user))
        tables = _overridden(tables, theirs, known)
        reader, origin = theirs, f"built in, with {user.name}"
    return _scoring(tables, reader, origin)


class _Reader:
    """One file, and where in it a thing stands, for messages."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def tables(self) -> dict[str, Any]:
        try:
            tables = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise ScoringError(f"{self.name}: this is not TOML ({error}).") from error
        for key, value in tables.items():
            if key not in {"report", "categories", "audits"}:
                raise self.error([key], f"there is no part `{key}`; the parts are `report`, `categories` and `audits`")
            self._each_a_table(key, value)
        return tables

    def _each_a_table(self, part: str, value: Any) -> None:
        if not isinstance(value, dict):
            raise self.error([part], f"`{part}` must be a table")
        if part == "report":
            return
        for name, entry in value.items():
            if not isinstance(entry, dict):
                raise self.error([part, name], f"`{name}` must be a table, such as {{ weight = 1 }}")

    def error(self, path: list[str], reason: str) -> ScoringError:
        """A sentence with the file, the line (as well as a text search finds it), the entry and the reason."""
        line = self._line(path)
        where = f"{self.name}, line {line}" if line else self.name
        entry = f" ({path[0]}.{path[1]})" if len(path) > 1 else ""
        return ScoringError(f"{where}{entry}: {reason}{'' if reason.endswith('?') else '.'}")

    def _line(self, path: list[str]) -> int:
        found, wanted = 0, list(path)
        for number, line in enumerate(self.text.splitlines(), 1):
            code = line.partition("#")[0] if '"' not in line else line
            while wanted and _names(code, wanted[0], header=len(wanted) == len(path)):
                found = number
                wanted.pop(0)
            if not wanted:
                break
        return found


def _names(line: str, key: str, *, header: bool) -> bool:
    """Whether a line of TOML names a key, as a table or before an equals sign."""
    text = line.strip()
    if header or text.startswith("["):
        return (text.startswith("[") and key in text) or text.startswith((f"{key} ", f"{key}=", f"{key}."))
    return text.startswith((f"{key} ", f"{key}=", f'"{key}"')) or f" {key} =" in text or f"{{{key} =" in text


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ScoringError(f"{path}: the scoring file cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ScoringError(f"{path}: the scoring file is not UTF-8 text; save it as UTF-8.") from error


def _overridden(ours: dict[str, Any], theirs: _Reader, known: Collection[str]) -> dict[str, Any]:
    """Our tables with the user's laid over them, entry by entry and key by key."""
    tables = theirs.tables()
    merged: dict[str, Any] = {
        "report": ours["report"] | tables.get("report", {}),
        "categories": {name: dict(entry) for name, entry in ours["categories"].items()},
        "audits": {name: dict(entry) for name, entry in ours["audits"].items()},
    }
    for name, entry in tables.get("categories", {}).items():
        if name not in merged["categories"]:
            raise theirs.error(["categories", name], f"there is no category `{name}`{_nearest(name, CATEGORIES)}")
        merged["categories"][name] |= entry
    for name, entry in tables.get("audits", {}).items():
        there = merged["audits"].get(name, {})
        if known and name not in known and not there:
            raise theirs.error(["audits", name], f"there is no audit `{name}`{_nearest(name, known)}")
        if there and _THRESHOLDS & entry.keys() and not {"source", "year"} <= entry.keys():
            raise theirs.error(["audits", name], "who changes a threshold names its `source` and `year`")
        if "curve" in entry:  # the old curve's control points mean nothing to the new one
            there = {key: value for key, value in there.items() if key not in _THRESHOLDS}
        merged["audits"][name] = there | entry
    return merged


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _scoring(tables: dict[str, Any], reader: _Reader, origin: str) -> Scoring:
    report = tables["report"]
    _no_other_keys(reader, ["report"], report, _REPORT_KEYS)
    shares = {}
    for key, default in (("min_coverage", 0.7), ("min_category", 0.5)):
        shares[key] = _number(reader, ["report", key], report.get(key, default))
        if not 0 <= shares[key] <= 1:
            raise reader.error(["report", key], f"`{key}` must lie between 0 and 1")
    text = json.dumps(tables, sort_keys=True, ensure_ascii=False)
    return Scoring(
        categories={name: _category(reader, name, tables["categories"].get(name, {})) for name in CATEGORIES},
        rules={name: _rule(reader, name, entry) for name, entry in tables["audits"].items()},
        **shares,
        min_group=_count(reader, ["report", "min_group"], report.get("min_group", 10)),
        min_rank_group=_count(reader, ["report", "min_rank_group"], report.get("min_rank_group", 20)),
        digest=hashlib.sha256(text.encode()).hexdigest()[:12],
        origin=origin,
    )


def _category(reader: _Reader, name: str, entry: dict[str, Any]) -> Category:
    path = ["categories", name]
    _no_other_keys(reader, path, entry, _CATEGORY_KEYS)
    worst = entry.get("worst_first")
    return Category(
        name,
        str(entry.get("title", name.capitalize())),
        _weight(reader, path, entry),
        None if worst is None else _worst_first(reader, path, worst),
    )


def _worst_first(reader: _Reader, path: list[str], entry: Any) -> WorstFirst:
    if not isinstance(entry, dict):
        raise reader.error([*path, "worst_first"], "`worst_first` must be a table with `fact` and `caps`")
    _no_other_keys(reader, path, entry, _WORST_KEYS)
    caps = _answers(reader, [*path, "caps"], entry.get("caps"))
    source, year = _source(reader, path, entry)
    fact = str(entry.get("fact", ""))
    if fact not in key_figures():
        raise reader.error([*path, "fact"], f"`fact` must be a key figure of the scorecards; `{fact}` is none")
    return WorstFirst(fact, caps, source, year)


def _rule(reader: _Reader, name: str, entry: dict[str, Any]) -> Rule:
    path = ["audits", name]
    curve = str(entry.get("curve", ""))
    if curve not in _CURVE_KEYS:
        raise reader.error(path, f"`curve` must be one of {', '.join(_CURVE_KEYS)}; it is `{curve}`")
    _no_other_keys(reader, path, entry, _RULE_KEYS | _CURVE_KEYS[curve])
    if name.partition("/")[0] not in CATEGORIES:
        raise reader.error(path, "the name of an audit is `category/name`, with one of the nine categories")
    page = entry.get("page", "site")
    if page not in {"site", "home"}:
        raise reader.error([*path, "page"], f'`page` must be "site" or "home"; it is {page!r}')
    source, year = _source(reader, path, entry)
    return Rule(name, _weight(reader, path, entry), _curve(reader, path, entry, curve), curve, source, year, page)


def _curve(reader: _Reader, path: list[str], entry: dict[str, Any], curve: str) -> Curve:
    if curve == "share":
        return Share()
    if curve == "map":
        return Mapped(_answers(reader, [*path, "map"], entry.get("map")))
    if curve == "points":
        return _points(reader, [*path, "points"], entry.get("points"))
    p10 = _number(reader, [*path, "p10"], entry.get("p10"))
    median = _number(reader, [*path, "median"], entry.get("median"))
    if not 0 < p10 < median:
        raise reader.error([*path, "p10"], f"`p10` and `median` must be above 0, and `p10` ({p10:g}) below `median`")
    return LogNormal(p10, median, more=curve == "lognormal-more")


def _points(reader: _Reader, path: list[str], points: Any) -> Points:
    if not isinstance(points, list) or len(points) < 2:
        raise reader.error(path, "`points` must be a list of two or more [value, score]")
    if not all(isinstance(point, list) and len(point) == 2 for point in points):
        raise reader.error(path, "each of `points` must be [value, score]")
    values = tuple(_number(reader, path, value) for value, _ in points)
    scores = tuple(_number(reader, path, score) for _, score in points)
    if any(left >= right for left, right in pairwise(values)):
        raise reader.error(path, "the values of `points` must rise from one to the next")
    if not all(0 <= score <= 1 for score in scores):
        raise reader.error(path, "the scores of `points` must lie between 0 and 1")
    return Points(values, scores)


def _answers(reader: _Reader, path: list[str], answers: Any) -> dict[str, float]:
    if not isinstance(answers, dict) or not answers:
        raise reader.error(path, f"`{path[-1]}` must be a table of answers and scores, such as {{ yes = 1, no = 0 }}")
    scores = {str(answer): _number(reader, path, score) for answer, score in answers.items()}
    if not all(0 <= score <= 1 for score in scores.values()):
        raise reader.error(path, f"the scores of `{path[-1]}` must lie between 0 and 1")
    return scores


def _weight(reader: _Reader, path: list[str], entry: dict[str, Any]) -> float:
    weight = _number(reader, [*path, "weight"], entry.get("weight"))
    if weight < 0:
        raise reader.error([*path, "weight"], f"a weight cannot be below 0; it is {weight:g}")
    return weight


def _source(reader: _Reader, path: list[str], entry: dict[str, Any]) -> tuple[str, int]:
    source, year = entry.get("source"), entry.get("year")
    if not isinstance(source, str) or not source.strip():
        raise reader.error(path, "the `source` is missing; say who says so, or that it is a design choice")
    if isinstance(year, bool) or not isinstance(year, int):
        raise reader.error(path, "the `year` of the source is missing")
    return source, year


def _number(reader: _Reader, path: list[str], value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        missing = value is None
        raise reader.error(path, f"`{path[-1]}` {'is missing' if missing else f'must be a number; it is {value!r}'}")
    return float(value)


def _count(reader: _Reader, path: list[str], value: Any) -> int:
    number = _number(reader, path, value)
    if number < 1 or number != int(number):
        raise reader.error(path, f"`{path[-1]}` must be a whole number from 1")
    return int(number)


def _no_other_keys(reader: _Reader, path: list[str], entry: dict[str, Any], allowed: set[str]) -> None:
    for key in entry:
        if key not in allowed:
            near = _nearest(key, allowed) or f"; it may have {', '.join(sorted(allowed))}"
            raise reader.error([*path, key], f"there is no key `{key}` here{near}")
