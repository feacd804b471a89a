"""A visit costs those who come little data.

Why it matters: many young people pay for data by the megabyte or run out before the month does.
What is measured: kilobytes that a visit of three pages transfers: the front page and two others, parts that a browser may keep counted once. Stated beside it: the price at the rate in the table, and grams of carbon dioxide by the Sustainable Web Design Model, version 4.
Limits: price and carbon are translations of the bytes and say nothing further; prices differ widely, and the rate is named with its source; what scripts load is not seen.
What to do: what is mended for weight is mended here.
"""

from audits.derived.framed_pages import framed_addresses, whole_pages
from audits.derived.page_resources import PageLoad, page_resources
from audits.model import Answer, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.standards import table
from audits.store.records import Value
from audits.visit import Visit

_PAGES = 3  # a short visit; HTTP Archive has no figure for pages a visit, analytics commonly show two to four


@site_audit(
    unit="kilobytes",
    standards=["Sustainable Web Design Model v4", "HTTP Archive Web Almanac 2025, Sustainability"],
    needs=[page_resources, framed_addresses],
    severity="minor",
    effort="day",
    examples=[
        SiteExample(
            {
                "/": '<img src="a.jpg">',
                "/b.html": '<img src="a.jpg">',
                "/a.jpg": Answer(headers={"content-length": "1000000"}),
                "/favicon.ico": "",
            },
            gives=976.9,
            facts={"visit_pence": 0.5, "visit_grams_co2": 0.15, "visit_pages": 2},
        ),
        SiteExample({"/": "<p>Words.</p>", "/favicon.ico": ""}, gives=0.1, facts={"visit_pence": 0.0}),
        SiteExample({"/": '<img src="a.jpg"><img src="b.jpg">'}, gives="cannot_tell"),
    ],
)
def visit_cost(visit: Visit) -> Outcome:
    pages = sorted(whole_pages(visit), key=lambda page: not page.home)[:_PAGES]
    loads = [page_resources(page) for page in pages]
    if not loads:
        return cannot_tell("no page loaded")
    if doubt := next((load.doubt for load in loads if load.doubt), ""):
        return cannot_tell(doubt)
    size = _transferred(loads)
    facts: dict[str, Value] = {
        "visit_megabytes": round(size / 1e6, 2),
        "visit_pence": round(pence(size), 2),
        "visit_grams_co2": round(grams(size), 2),
        "visit_pages": len(loads),
        "visit_price_source": str(table("visit_cost.toml")["price"]["source"]),
    }
    return measured(round(size / 1024, 1), checked=len(loads), facts=facts)


def _transferred(loads: list[PageLoad]) -> int:
    """Bytes of all pages in turn; a part that a browser may keep is paid for once."""
    kept: set[str] = set()
    total = 0
    for load in loads:
        for part in load.opening:
            if part.url not in kept:
                total += part.wire_bytes or 0
            if part.kind != "document" and part.fresh_seconds != 0.0:
                kept.add(part.url)
    return total


def pence(size: int) -> float:
    price = table("visit_cost.toml")["price"]
    return float(size / price["megabyte"] * price["pence_per_megabyte"])


def grams(size: int) -> float:
    """Grams of CO2 for one visit without kept parts: gigabytes by all six energies by the grid's intensity."""
    carbon = table("visit_cost.toml")["carbon"]
    energy = sum(carbon["operational"].values()) + sum(carbon["embodied"].values())
    return float(size / 1e9 * energy * carbon["grams_per_kwh"])
