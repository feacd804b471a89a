"""Fonts of the page's own are few and light.

Why it matters: words cannot be read in their font before it has come; each weight and slant is a file of its own.
What is measured: kilobytes of font files that the front page's text needs, by the families and weights its style sheets give to visible text.
Limits: fonts that a script loads are not seen; fonts of unknown size lower the figure, and where none is known there is no figure.
What to do: use one family in two weights, saved as WOFF2, or the fonts that phones already have.
"""

from audits.derived.page_resources import page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.store.records import Value
from audits.visit import Visit

_FACE = "<style>@font-face{font-family:F;src:url(f.woff2)}p{font-family:F,sans-serif}</style><p>Words.</p>"
_OLD = (".ttf", ".otf", ".woff")


@site_audit(
    unit="kilobytes",
    standards=["HTTP Archive Web Almanac 2025, Page Weight: fonts, median 122 KB on mobile home pages"],
    needs=[page_resources],
    severity="minor",
    effort="hour",
    examples=[
        SiteExample({"/": _FACE, "/f.woff2": Answer(headers={"content-length": "20000"})}, gives=19.5, findings=0),
        SiteExample(
            {"/": _FACE.replace("woff2", "ttf"), "/f.ttf": Answer(headers={"content-length": "200000"})},
            gives=195.3,
            findings=1,
        ),
        SiteExample({"/": _FACE.replace("p{", "h6{")}, gives="not_applicable"),
        SiteExample({"/": _FACE}, gives="cannot_tell"),
    ],
)
def fonts(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    found = [part for part in page_resources(home).parts if part.kind == "font"]
    if not found:
        return not_applicable("the page uses fonts that phones have")
    known = [part for part in found if part.body_bytes is not None and part.status == 200]
    if not known:
        return cannot_tell("the size of the fonts is not known")
    old = [part for part in known if part.url.partition("?")[0].lower().endswith(_OLD)]
    findings = [
        Finding("as WOFF2 this font would be much smaller", url=home.url, snippet=part.url, level="review")
        for part in old
    ]
    kilobytes = round(sum(part.body_bytes or 0 for part in known) / 1024, 1)
    facts: dict[str, Value] = {"home_fonts": len(found)}
    return measured(kilobytes, checked=len(found), findings=findings, facts=facts)
