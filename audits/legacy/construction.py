"""How old the way the site is built is.

Why it matters: the way a site is built decides what can still be done with it. A frameset or a Flash menu is broken for visitors today; a table layout works on a desk and fails on a phone; an old style-sheet design can be refreshed.
What is measured: one grade for the site. 3: framesets, a start page or a third of the pages in plug-in content, or written by an editor of the late 1990s. 2: most pages laid out with tables or coloured with font tags. 1: laid out with style sheets, but without a setting for phones or with mostly obsolete parts. 0: current.
Limits: it is about construction, not about looks; what programs run on the server is told elsewhere.
What to do: for grade 3 and 2 plan a new site on a builder or a content system that somebody looks after, and move the words and pictures over. For grade 1 a new design on the same system may be enough.
"""

from collections.abc import Callable

from audits.derived.construction import PageBuild, page_build
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_NOW = '<!doctype html><html lang="en"><head><title>Club</title><meta name="viewport" content="width=device-width"></head><body><main><p>Welcome to the club.</p></main></body></html>'
_CSS = '<!doctype html><html lang="en"><head><title>Club</title></head><body><div id="page"><p>Welcome to the club.</p></div></body></html>'
_TABLES = '<html><head><title>Club</title></head><body><table><tr><td><table><tr><td><font size="2">Welcome</font></td></tr></table></td></tr></table></body></html>'
_FRAMES = '<html><head><title>Club</title></head><frameset cols="20%,*"><frame src="a.htm"><frame src="b.htm"></frameset></html>'


@site_audit(
    unit="grade",
    standards=["WHATWG HTML 16.2", "WHATWG HTML 13.2.6.4.1"],
    severity="serious",
    effort="new site",
    needs=[page_build],
    examples=[
        SiteExample({"/": _NOW}, gives=0, facts={"legacy_grade": 0, "uses_frames": False, "uses_flash": False}),
        SiteExample({"/": _CSS}, gives=1, facts={"legacy_grade": 1}),
        SiteExample({"/": _TABLES}, gives=2, facts={"legacy_grade": 2}),
        SiteExample({"/": _FRAMES, "/a.htm": _TABLES, "/b.htm": _TABLES}, gives=3, facts={"uses_frames": True}),
        SiteExample({"/": Answer("gone", 404)}, gives="cannot_tell"),
    ],
)
def construction(visit: Visit) -> Outcome:
    """The site's grade of construction, and whether it uses frames or Flash."""
    builds = [(page.url, page_build(page)) for page in visit.pages]
    if not builds:
        return cannot_tell("no page of this site could be read")
    home = page_build(visit.home) if visit.home else builds[0][1]
    grade, findings = _grade(builds, home)
    facts = {
        "legacy_grade": grade,
        "uses_frames": any(build.frameset for _, build in builds),
        "uses_flash": any("Flash" in build.plugins for _, build in builds),
    }
    return measured(grade, checked=len(builds), findings=findings, facts=facts)


def _grade(builds: list[tuple[str, PageBuild]], home: PageBuild) -> tuple[int, list[Finding]]:
    for grade, kinds in ((3, _WORST), (2, _OLD), (1, _DATED)):
        for message, holds, needed in kinds:
            urls = [url for url, build in builds if holds(build)]
            if urls and (len(urls) >= needed * len(builds) or (grade == 3 and holds(home))):
                return grade, [Finding(f"{message} ({len(urls)} of {len(builds)} pages).", url=urls[0])]
    return 0, []


_Told = tuple[tuple[str, Callable[[PageBuild], bool], float], ...]
_WORST: _Told = (
    ("The site is built with framesets", lambda build: build.frameset, 0.0),
    ("Pages show content that needed a plug-in", lambda build: bool(build.plugins), 1 / 3),
    ("Pages were written by an editor of the late 1990s", lambda build: build.editor == "1990s", 1 / 3),
)
_OLD: _Told = (
    ("Pages are laid out with tables", lambda build: build.table_layout, 0.5),
    ("Pages are coloured and sized with font tags", lambda build: build.fonts >= 3, 0.5),
    ("Pages are laid out with tables or font tags", lambda build: build.table_layout or build.fonts >= 3, 0.5),
    ("The start page needed a plug-in", lambda build: bool(build.plugins), 1 / 10),
)
_DATED: _Told = (
    ("Pages are not made for phones: they set no viewport", lambda build: not build.viewport, 0.5),
    ("Pages declare an old kind of HTML, or none", lambda build: build.old_doctype and not build.viewport, 0.5),
)
"""What each grade is told by: a sentence, a test of one page, and the share of pages it takes (a design choice held
by hand-made labels of 31 sites)."""
