"""The records that pass between the three stations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Value = float | int | str | bool | None
"""What an audit may measure."""

OutcomeKind = Literal["measured", "not_applicable", "cannot_tell", "error"]
Level = Literal["fail", "review"]
Grade = Literal["failure", "advice"]
Severity = Literal["critical", "serious", "moderate", "minor"]

FetchKind = Literal["page", "resource", "robots", "sitemap", "feed", "probe"]
"""Why a URL was asked for. `probe` is an address that should not exist (the soft-404 test)."""

PictureKind = Literal["phone", "desktop", "crop"]
"""What a picture shows: the first glass of a page on a phone or on a desk, or one element of it on the desk."""

CATEGORIES = (
    "freshness",
    "content",
    "interactivity",
    "social",
    "weight",
    "mobile",
    "accessibility",
    "legacy",
    "safety",
)
"""The nine categories, in the order of every report."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """One line of the list of sites.

    `key` names the site's files and is unique in a run; `problem` is the sentence for a reader when the line
    cannot be used (the site's status is then `invalid`).
    """

    line: int
    url: str
    key: str
    name: str = ""
    group: str = ""
    area: str = ""
    lat: float | None = None
    lon: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer of the web, or the named reason why there was none.

    `wire` is the body as it came, still under its Content-Encoding, and may be empty where only headers were kept
    (images, fonts). `wire_bytes` is the size of the whole body on the wire in bytes, `None` where nobody knows;
    with `at_least` the true size is that or more. `seconds` is the time to the last byte.
    """

    url: str
    kind: FetchKind
    fetched_at: datetime
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    wire: bytes = b""
    wire_bytes: int | None = None
    at_least: bool = False
    failure: str = ""
    detail: str = ""
    via: str = ""
    seconds: float | None = None
    address: str = ""

    def header(self, name: str, default: str = "") -> str:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), default)

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def location(self) -> str:
        """Where a redirect points, as the server wrote it; empty for everything else."""
        return self.header("location") if self.status in {301, 302, 303, 307, 308} else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an opened page as WebP, sizes in pixels of the picture; `selector` is the element that a crop shows."""

    url: str
    kind: PictureKind
    body: bytes
    width: int
    height: int
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One spot where a finding was seen: page, element as CSS path, short snippet, sentence."""

    url: str
    selector: str
    snippet: str
    message: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One finding of one audit on one page, ready to be printed."""

    audit: str
    level: Level
    grade: Grade
    wcag: tuple[str, ...]
    related: tuple[str, ...]
    severity: Severity
    place: Place


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The same finding all over a site: on `pages` pages, at `places` spots, the first few of them in `seen`.

    `identity` is stable between runs (audit and normalised snippet), so that two runs can be compared.
    """

    audit: str
    identity: str
    level: Level
    grade: Grade
    wcag: tuple[str, ...]
    related: tuple[str, ...]
    severity: Severity
    message: str
    snippet: str
    pages: int
    places: int
    seen: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one audit says of one site.

    For a page audit `value` is the mean over the pages measured (numbers), the share of pages (yes/no) or the most
    common answer (text); `home` is the front page's own value. `pages` counts the pages measured, `failing` those
    with a finding of level *fail*; `checked` and `failed` count elements. `facts` are further named answers.
    """

    audit: str
    version: int
    outcome: OutcomeKind
    value: Value = None
    home: Value = None
    unit: str = ""
    pages: int = 0
    failing: int = 0
    checked: int = 0
    failed: int = 0
    reason: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of a site: address, answer, size, and what each audit measured on it."""

    url: str
    status: int | None
    fetched_at: datetime
    wire_bytes: int | None
    title: str
    home: bool
    values: Mapping[str, Value]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """Everything the audit station says of one site."""

    key: str
    status: str
    failure: str
    reason: str
    final_url: str
    fetched_at: datetime | None
    fetches: int
    failures: int
    wire_bytes: int
    pages: tuple[PageRecord, ...]
    measurements: tuple[Measurement, ...]
    findings: tuple[FindingGroup, ...]


@dataclass(frozen=True, slots=True)
class AuditCard:
    """What the outside may know of an audit: its words and standards, not its code."""

    id: str
    category: str
    scope: Literal["page", "site"]
    title: str
    why: str
    measured: str
    limits: str
    remedy: str
    unit: str
    standards: tuple[str, ...]
    wcag: tuple[str, ...]
    related: tuple[str, ...]
    aliases: tuple[str, ...]
    grade: Grade
    severity: Severity
    effort: str
    version: int
