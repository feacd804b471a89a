"""Gives the report its words, all of which stand in one file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from reports.options import OptionsError

DEFAULT = "en-GB"


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language by dotted key, such as `index.title`."""

    texts: Mapping[str, Any]
    _by_key: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def code(self) -> str:
        return str(self.texts["lang"])

    def say(self, key: str, **values: Any) -> str:
        """The text with its braces filled; where it counts, `n` chooses `one` or `other`. Raises `KeyError`."""
        entry = self._entry(key)
        if not values and isinstance(entry, str) and "{" not in entry:
            return entry
        if isinstance(entry, Mapping):
            entry = entry["one" if values.get("n") == 1 else "other"]
        filled = {name: self.number(value) if _is_number(value) else value for name, value in values.items()}
        return str(entry).format(**filled)

    def raw(self, key: str) -> str:
        """The text with its braces still empty, for a script to fill."""
        return str(self._entry(key))

    def has(self, key: str) -> bool:
        try:
            self._entry(key)
        except KeyError:
            return False
        return True

    def number(self, value: float, digits: int | None = None) -> str:
        """1234.5 as 1,234.5: whole numbers without a point, others with one digit unless told."""
        if digits is None and -1000 < value < 1000 and value == int(value):
            return str(int(value))
        places = digits if digits is not None else 0 if float(value) == int(value) else 2 if abs(value) < 10 else 1
        text = f"{value:,.{places}f}"
        if digits is None and places == 2:
            text = text.removesuffix("0")
        swap = {",": str(self.texts["thousands"]), ".": str(self.texts["decimal"])}
        return "".join(swap.get(character, character) for character in text)

    def _entry(self, key: str) -> Any:
        if key not in self._by_key:
            entry: Any = self.texts
            for part in key.split("."):
                entry = entry[part]
            self._by_key[key] = entry
        return self._by_key[key]


@cache
def language(code: str = DEFAULT) -> Language:
    """The language of `words/<code>.toml`; what a translation lacks is said in English. Raises `OptionsError`."""
    if code not in languages():
        raise OptionsError(f"--lang {code}: there is no such language; use one of {', '.join(languages())}.")
    folder = files("reports").joinpath("words")
    texts = tomllib.loads(folder.joinpath(f"{DEFAULT}.toml").read_text(encoding="utf-8"))
    if code != DEFAULT:
        theirs = tomllib.loads(folder.joinpath(f"{code}.toml").read_text(encoding="utf-8"))
        texts = _laid_over(texts, theirs)
    return Language(texts)


def languages() -> list[str]:
    """The codes of the languages there are."""
    names = (path.name for path in files("reports").joinpath("words").iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def _laid_over(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(ours)
    for key, value in theirs.items():
        below = merged.get(key)
        merged[key] = _laid_over(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and value is not True and value is not False
