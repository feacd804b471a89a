"""Nothing on the site is broken, unsupported or dated.

Why it matters: some faults of old sites outweigh all others. A menu in Flash is gone for everybody, however neat the rest is; so the worst fault decides first, and the number of pages only then.
What is measured: three grades, worst first. Broken now: plug-in content, framesets, table layouts in quirks mode, http only, bad certificates, scripts that browsers refuse on https. Unsupported: content systems, PHP and libraries past their end or with known holes, editors whose makers closed. Dated: obsolete elements, table layouts, old document types, leftovers. With anything broken the value is at most 1/3, with anything unsupported at most 2/3; within its third it falls with the share of pages concerned.
Limits: told from pages, headers and addresses; what a server hides cannot be judged. Sites on a machine of one's own are not asked for https.
What to do: mend what is broken first, then have the platform updated, and leave what is only dated for the next new design.
"""

from collections.abc import Callable
from dataclasses import dataclass

from audits.derived.construction import PageBuild, page_build
from audits.derived.generator import makers
from audits.derived.inside import inside
from audits.derived.leftovers import leftover_counts
from audits.derived.library_state import library_states
from audits.derived.mixed_content import mixed_active
from audits.derived.obsolete import obsolete_attributes, obsolete_elements
from audits.derived.platform import supports
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.page import Page
from audits.visit import Visit

_NOW = '<!doctype html><html lang="en"><head><title>Club</title><meta name="viewport" content="width=device-width"></head><body><p>Welcome to the club.</p>{}</body></html>'
_FLASH = '<embed src="menu.swf">'
GRADES = ("sound", "dated", "unsupported", "broken")
"""The worst grade of fault found; reports/scoring.toml caps the whole category by it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: grade (3 broken, 2 unsupported, 1 dated), sentence, effort, and the pages that show it."""

    grade: int
    sentence: str
    effort: str
    urls: tuple[str, ...]


@site_audit(
    unit="share",
    standards=["measures: broken now, unsupported, dated", "WHATWG HTML 16.2", "endoflife.date", "Retire.js"],
    severity="serious",
    effort="day",
    needs=[page_build, makers, leftover_counts, library_states, mixed_active, obsolete_attributes, obsolete_elements],
    examples=[
        SiteExample({"/": _NOW.format("")}, gives=1.0, facts={"legacy_worst": "sound"}, findings=0),
        SiteExample({"/": _NOW.format(_FLASH)}, gives=0.0, facts={"legacy_worst": "broken"}, findings=1),
        SiteExample({"/": _NOW.format(""), "/a.html": _NOW.format(_FLASH)}, gives=1 / 6, note="half of the pages"),
        SiteExample({"/": _NOW.format('<script src="/jquery-1.4.2.js"></script>')}, gives=1 / 3, facts={"legacy_worst": "unsupported"}),
        SiteExample({"/": _NOW.format("<center>Hi</center><font>Ho</font><font>Hu</font>")}, gives=2 / 3, facts={"legacy_worst": "dated"}),
        SiteExample({"/": Answer("", 404)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def soundness(visit: Visit) -> Outcome:
    """Worst grade first, then the share of pages it concerns."""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    faults = [*_of_pages(visit), *_of_site(visit)]
    worst = max((fault.grade for fault in faults), default=0)
    concerned = {url for fault in faults if fault.grade == worst for url in fault.urls}
    share = min(1.0, len(concerned) / len(visit.pages))
    value = 1.0 if worst == 0 else (4 - worst) / 3 - share / 3
    findings = [
        Finding(
            f"{GRADES[fault.grade].capitalize()}: {fault.sentence} (on {len(fault.urls)} of {len(visit.pages)}; mending takes {fault.effort}).",
            level="fail" if fault.grade > 1 else "review",
            url=fault.urls[0],
        )
        for fault in sorted(faults, key=lambda fault: (-fault.grade, -len(fault.urls)))
    ]
    facts: dict[str, str | int] = {
        "legacy_worst": GRADES[worst],
        "faults_broken": sum(fault.grade == 3 for fault in faults),
        "faults_unsupported": sum(fault.grade == 2 for fault in faults),
        "faults_dated": sum(fault.grade == 1 for fault in faults),
    }
    return measured(max(0.0, value), checked=len(visit.pages), findings=findings, facts=facts)


def _of_pages(visit: Visit) -> list[Fault]:
    faults = []
    for grade, sentence, effort, holds in _TESTS:
        if urls := tuple(page.url for page in visit.pages if holds(page)):
            faults.append(Fault(grade, sentence, effort, urls))
    return faults


def _of_site(visit: Visit) -> list[Fault]:
    """Faults that concern every page at once: transport and platform."""
    every = tuple(page.url for page in visit.pages)
    faults = []
    if all(url.startswith("http://") and not inside(url) for url in every):
        faults.append(Fault(3, "the site is sent without protection (http only)", "an hour", every))
    tls = visit.notes.get("tls") or {}
    if problem := _TLS.get(str(tls.get("problem") or "")):
        faults.append(Fault(3, problem, "an hour", every))
    ended = [state for state, _ in supports(visit) if state.ended and state.product not in _SERVERS]
    faults += [
        Fault(2, f"{state.title} {state.version} is no longer mended by its makers", "a day", every) for state in ended
    ]
    return faults


_SERVERS = frozenset({"nginx", "apache", "openssl", "iis"})  # a distribution may mend these under their old numbers
_TLS = {
    "expired": "the certificate has expired, so browsers warn visitors away",
    "self_signed": "the certificate is home-made, so browsers warn visitors away",
    "wrong_name": "the certificate is for another name, so browsers warn visitors away",
    "too_old": "the server only speaks encryption that browsers refuse (below TLS 1.2)",
}


def _build(test: Callable[[PageBuild], bool]) -> Callable[[Page], bool]:
    return lambda page: test(page_build(page))


_TESTS: tuple[tuple[int, str, str, Callable[[Page], bool]], ...] = (
    (3, "content that needed a plug-in", "a day", _build(lambda build: bool(build.plugins))),
    (3, "framesets", "a new site", _build(lambda build: build.frameset)),
    (3, "a table layout drawn in quirks mode", "a new site", _build(lambda build: build.mode == "quirks" and build.table_layout)),
    (3, "scripts, styles or frames that browsers refuse (http on https)", "an hour", lambda page: bool(mixed_active(page))),
    (2, "script libraries with known holes", "a day", lambda page: any(state.holes for state in library_states(page))),
    (2, "script libraries that are no longer mended", "a day", lambda page: any(state.ended for state in library_states(page))),
    (2, "pages made with a program of the 1990s that nobody sells or mends", "a new site", _build(lambda build: build.editor == "1990s")),
    (1, "obsolete elements such as font and center", "a new design", lambda page: sum(obsolete_elements(page).values()) >= 3),
    (1, "looks set in every element instead of a style sheet", "a new design", lambda page: sum(obsolete_attributes(page).values()) >= 10),
    (1, "table layouts", "a new site", _build(lambda build: build.table_layout and build.mode != "quirks")),
    (1, "old or missing document types", "an hour", _build(lambda build: build.old_doctype)),
    (1, "no setting for phones", "a new design", _build(lambda build: not build.viewport and not build.frameset)),
    (1, "comments for Internet Explorer, spacer pictures or document.write", "an hour", lambda page: sum(leftover_counts(page)) >= 2),
)  # fmt: skip
"""Grade, sentence, effort and test of each fault that a page can have. The small counts are design choices: one
`center` is a blemish, three are a habit."""
