"""Most of what the front page weighs is its content.

Why it matters: pictures and words are what people come for; where scripts and fonts weigh more than these, phones pay for machinery.
What is measured: the share of the front page's transferred bytes that is document and pictures, not scripts, style sheets, fonts and frames; beside it the kilobytes of each type, and how many come from others.
Limits: some pages are applications and need their scripts; what scripts load is not seen.
What to do: ask of each script and font what would be missed without it.
"""

from audits.derived.page_resources import page_resources
from audits.model import Answer, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.store.records import Value
from audits.visit import Visit

_SMALL = 100 * 1024  # a page below 100 KB pays for nothing worth counting
_KINDS = ("document", "style", "script", "image", "font", "frame", "media")


@site_audit(
    unit="share",
    standards=["HTTP Archive Web Almanac 2025, Page Weight (by type)"],
    needs=[page_resources],
    severity="minor",
    effort="day",
    examples=[
        SiteExample(
            {"/": '<img src="a.jpg">', "/a.jpg": Answer(headers={"content-length": "300000"}), "/favicon.ico": ""},
            gives=1.0,
            facts={"home_image_kilobytes": 293.1},
        ),
        SiteExample(
            {
                "/": '<script src="a.js"></script><img src="a.jpg">',
                "/a.js": Answer(headers={"content-length": "300000"}),
                "/a.jpg": Answer(headers={"content-length": "99700"}),
                "/favicon.ico": "",
            },
            gives=0.25,
        ),
        SiteExample({"/": "<p>A few words.</p>", "/favicon.ico": ""}, gives="not_applicable"),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def make_up(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    load = page_resources(home)
    if load.doubt:
        return cannot_tell(load.doubt)
    if load.wire_bytes < _SMALL:
        return not_applicable("the page is so light that its make-up does not matter")
    by_kind = {kind: sum(part.wire_bytes or 0 for part in load.opening if part.kind == kind) for kind in _KINDS}
    foreign = sum(part.wire_bytes or 0 for part in load.opening if not part.own)
    facts: dict[str, Value] = {f"home_{kind}_kilobytes": round(size / 1024, 1) for kind, size in by_kind.items()}
    facts["home_third_party_share"] = round(foreign / load.wire_bytes, 3)
    content = by_kind["document"] + by_kind["image"] + by_kind["media"]
    return measured(round(content / load.wire_bytes, 3), checked=len(load.opening), facts=facts)
