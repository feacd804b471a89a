"""Reads the list of sites; every line becomes an entry, and what is wrong with one is said in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import ada_url

from audits.store.records import SiteEntry

COLUMNS = ("url", "name", "group", "area", "lat", "lon")
"""Columns with a meaning; any other is carried through."""

FIELD_CAP = 1_000_000  # characters in one cell: the csv module's own limit is 128 KiB and ends in an exception
_END = (
    "\x1e"  # a last line of our own, blank to us; where it comes out in another cell, a quotation mark was never closed
)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:(?!\d+(/|$))")
_HOST = re.compile(r"^(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?)$")


class SiteListError(Exception):
    """The list as a whole cannot be used; the message is one sentence that says what, where and how to mend it."""


def read_site_list(path: Path) -> list[SiteEntry]:
    """Read a CSV of sites. Raises `SiteListError` where there is nothing to read sites from."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise SiteListError(f"{path}: there is no such file. Name a CSV file with a column `url`.") from error
    except IsADirectoryError as error:
        raise SiteListError(f"{path}: this is a folder. Name a CSV file with a column `url`.") from error
    except OSError as error:
        raise SiteListError(f"{path}: cannot be read ({error.strerror}).") from error
    return parse_site_list(raw, str(path))


def parse_site_list(raw: bytes, name: str = "the list") -> list[SiteEntry]:
    """The same from bytes: UTF-8 (with or without a mark), UTF-16 as Excel's "Unicode text", or windows-1252."""
    text = _decode(raw)
    if not text.strip():
        raise SiteListError(f"{name}: the list is empty. Its first line must name the columns, among them `url`.")
    if "\0" in text:
        raise SiteListError(f"{name}: this is not a CSV file. Save the sheet as CSV (UTF-8) and give that file.")
    line, head, rows = table_of(text, name)
    if "url" not in head:
        raise SiteListError(f"{name}, line {line}: {_no_column(head)}")
    doubled = sorted({column for column in head if column and head.count(column) > 1})
    if doubled:
        raise SiteListError(f"{name}, line {line}: the column `{doubled[0]}` stands there twice. Rename one of them.")
    if not rows:
        raise SiteListError(f"{name}: there is no site in the list, only its first line.")
    return with_keys([_entry(number, dict(zip(head, row, strict=False))) for number, row in rows])


def table_of(text: str, name: str = "the list") -> tuple[int, list[str], list[tuple[int, list[str]]]]:
    """The line of the head, the names of the columns, and the rows that hold anything, each with its line.

    Raises `SiteListError` where the text is no CSV.
    """
    csv.field_size_limit(FIELD_CAP)
    lines = text.splitlines(keepends=True)
    blank = next((place for place, line in enumerate(lines) if line.strip(' \t\r\n,;"')), 0)
    told = re.fullmatch(r"sep=(.)", lines[blank].strip(), re.IGNORECASE)  # Excel's own word on what separates
    skipped = blank + bool(told)
    body = "".join(lines[skipped:])
    reader = csv.reader(io.StringIO(f"{body}\n{_END}", newline=""), _dialect(body, told.group(1) if told else ""))
    rows: list[tuple[int, list[str]]] = []
    row, before, here = [""], 0, skipped
    try:
        for row in reader:
            before, here = here, skipped + reader.line_num
            if any(cell.strip() for cell in row):
                rows.append((here, row))
    except csv.Error as error:
        raise SiteListError(f"{name}, line {skipped + reader.line_num}: this is not CSV ({error}).") from error
    if row != [_END]:
        raise SiteListError(
            f"{name}, line {before + 1}: a quotation mark opens there and never closes. Close it, or take it out."
        )
    if not rows:
        raise SiteListError(f"{name}: the list is empty. Its first line must name the columns, among them `url`.")
    return rows[0][0], [_column(cell) for cell in rows[0][1]], rows[1:]


def single_site(url: str) -> list[SiteEntry]:
    """A list of one address."""
    return with_keys([_entry(1, {"url": url})])


def with_keys(entries: Sequence[SiteEntry]) -> list[SiteEntry]:
    """Give each entry the unique name of its files; the same site a second time is a problem of its line."""
    keyed: list[SiteEntry] = []
    first_line: dict[str, int] = {}
    used: set[str] = set()
    for entry in entries:
        key = "" if entry.problem else key_of(entry.url)
        key, problem = key or f"line-{entry.line}", entry.problem
        same = "" if problem else site_of(entry.url)
        if not problem and same in first_line:
            problem = f"line {entry.line}: the same site as line {first_line[same]}; it is measured there."
        elif not problem:
            first_line[same] = entry.line
        if key in used:
            key = f"{key}~{entry.line}"
        used.add(key)
        keyed.append(replace(entry, key=key, problem=problem))
    return keyed


def key_of(url: str) -> str:
    """A file name out of an address: host, port and path, nothing a file system minds."""
    parts = urlsplit(url)
    text = (
        f"{(parts.netloc or '').removeprefix('www.')}{parts.path.rstrip('/')}{'-' + parts.query if parts.query else ''}"
    )
    return re.sub(r"[^A-Za-z0-9.-]+", "_", text.lower()).strip("._-")[:100]


def absolute(written: str) -> str:
    """The address a person meant: a scheme is added where there is none. Raises `ValueError` where it is no web address."""
    text = written.strip().strip("\"'<>").strip()
    if not text:
        raise ValueError("the address is empty")
    if "\n" in text or "\r" in text:
        raise ValueError("it goes over several lines")
    if re.fullmatch(r"(mailto:)?[^\s@/:]+@[^\s@/:]+", text, re.IGNORECASE):
        raise ValueError("that is an e-mail address")
    if any(
        character.isspace()
        for character in re.sub(r"^https?://", "", text, flags=re.IGNORECASE).partition("?")[0].partition("/")[0]
    ):
        raise ValueError("an address has no spaces")
    if re.fullmatch(r"\d+", text):
        raise ValueError("that is a number")
    if not _SCHEME.match(text):
        text = "http://" + text.lstrip("/")
    scheme = text.partition(":")[0].lower()
    if scheme not in {"http", "https"}:
        raise ValueError(f"only http and https can be crawled, not {scheme}")
    if re.match(r"https?:/*(/|$)", text, re.IGNORECASE) and not re.match(r"https?://[^/\\]", text, re.IGNORECASE):
        raise ValueError("there is no host name in it")
    try:
        url = str(ada_url.normalize_url(text))
    except ValueError as error:
        raise ValueError("no browser can read it") from error
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _HOST.match(host if ":" not in host else f"[{host}]"):
        raise ValueError("the host name has characters no host name has")
    if len(host) > 253 or any(len(label) > 63 for label in host.split(".")):
        raise ValueError("the host name is longer than names can be")
    if "." not in host and ":" not in host and host != "localhost":
        raise ValueError("the host name has no dot")
    if parts.username or parts.password:
        raise ValueError("a password in the address is not used; remove it")
    return url.partition("#")[0]


def _entry(line: int, row: dict[str, str]) -> SiteEntry:
    cells = {column: (value or "").strip() for column, value in row.items() if column}
    written, problem = cells.get("url", ""), ""
    try:
        url = absolute(written)
    except ValueError as error:
        url, problem = (
            written,
            f"line {line}: `{written[:200]}` is no web address ({error}). Write it as https://example.org.",
        )
    lat, lon = _number(cells.get("lat", "")), _number(cells.get("lon", ""))
    return SiteEntry(
        line=line,
        url=url,
        key="",
        name=cells.get("name", ""),
        group=cells.get("group", ""),
        area=cells.get("area", ""),
        lat=lat if lat is not None and abs(lat) <= 90 else None,
        lon=lon if lon is not None and abs(lon) <= 180 else None,
        extra={column: value for column, value in cells.items() if column not in COLUMNS},
        problem=problem,
    )


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def site_of(url: str) -> str:
    """What addresses of one site have in common: whether encrypted, and with or without www, is left out."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _column(cell: str) -> str:
    name = cell.strip().lstrip("\ufeff")
    return name.lower() if name.lower() in COLUMNS else name


def _decode(raw: bytes) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _no_column(head: Sequence[str]) -> str:
    """What to say where no column is called `url`: perhaps there is no head at all."""
    for cell in head:
        with suppress(ValueError):
            if "." in cell and absolute(cell):
                return (
                    f"this is a site already (`{cell}`). Put a line above it that names the columns, among them `url`."
                )
    seen = ", ".join(f"`{column}`" for column in head if column) or "none"
    return f"there is no column `url` (columns found: {seen}). Name the column of addresses `url`."


def _dialect(text: str, told: str = "") -> type[csv.Dialect]:
    """What separates cells: what Excel told, or comma, semicolon (Excel on the continent) or tab, by the first line."""
    first = next(iter(text.splitlines()), "")

    class Separated(csv.excel):
        delimiter = told or max(",;\t", key=first.count)

    return Separated
