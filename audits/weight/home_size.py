"""The front page is light enough for a slow connection.

Why it matters: every kilobyte is waited for, and on a phone contract paid for; a heavy front page shuts out those with the weakest connection first.
What is measured: kilobytes (1,024 bytes) that a phone transfers to open the front page: the page itself, style sheets, scripts, fonts in use, pictures as a phone picks them, frames; compressed as they were sent, heads of answers and redirects included. Pictures that load only when scrolled to are counted apart.
Limits: what scripts load afterwards is not seen, so pages built by scripts weigh more than this; parts that could not be fetched make the figure a lower bound, and a page of which more than a quarter of the parts is unknown gets none.
What to do: begin with the heaviest parts (see the list of the heaviest): shrink photographs to the size they are shown at, save them as WebP or JPEG of middling quality, and drop scripts nobody needs.
"""

from audits.derived.page_resources import Part, page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.standards import table
from audits.store.records import Value
from audits.visit import Visit


@site_audit(
    unit="kilobytes",
    standards=["HTTP Archive Web Almanac 2025, Page Weight", "Lighthouse total-byte-weight"],
    aliases=["lighthouse:total-byte-weight"],
    needs=[page_resources],
    severity="serious",
    effort="day",
    examples=[
        SiteExample({"/": "<p>A few words.</p>", "/favicon.ico": ""}, gives=0.1, facts={"home_requests": 2}),
        SiteExample(
            {
                "/": '<img src="boat.jpg" alt="A boat">',
                "/boat.jpg": Answer(headers={"content-length": "6000000"}),
                "/favicon.ico": "",
            },
            gives=5859.6,
            findings=1,
        ),
        SiteExample({"/": '<img src="a.jpg"><img src="b.jpg">'}, gives="cannot_tell"),
    ],
)
def home_size(visit: Visit) -> Outcome:
    home = visit.home
    if home is None:
        return cannot_tell("the front page did not load")
    load = page_resources(home)
    if load.doubt:
        return cannot_tell(load.doubt)
    kilobytes = round(load.wire_bytes / 1024, 1)
    facts: dict[str, Value] = {
        "home_kilobytes": kilobytes,
        "home_requests": load.requests,
        "home_kilobytes_at_least": not load.complete,
        "home_unpacked_kilobytes": round(sum(_unpacked(part) for part in load.opening) / 1024, 1),
        "home_lazy_kilobytes": round(load.lazy_bytes / 1024, 1),
    }
    heavy = table("http_archive.toml")["home_kilobytes"]["p75"]
    findings = []
    if kilobytes > heavy:
        share = "at least " if not load.complete else ""
        words = f"the front page weighs {share}{kilobytes:,.0f} KB, more than three in four front pages of the web"
        findings.append(Finding(words, url=home.url, snippet=home.url))
    return measured(kilobytes, checked=len(load.opening), findings=findings, facts=facts)


def _unpacked(part: Part) -> int:
    """Bytes of a part once it is unpacked, where its text was kept; else as it came."""
    return part.unpacked_bytes or part.body_bytes or 0
