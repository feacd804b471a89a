"""The site has pages with something on them.

Why it matters: visitors judge an organisation by how much its site can tell them; a site of empty pages tells them little.
What is measured: how many pages have at least 100 words of their own, without menus, headers, footers and what all pages share.
Limits: the crawl stops at its page limit, so a large site's number is a lower bound. Galleries and timetables are useful with few words.
What to do: merge pages that hold only a line or two, and write more where people ask most: joining, times, costs, safety.
"""

from audits.derived.body_text import body_text
from audits.derived.site_words import site_words
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

ENOUGH = 100
"""Body words from which Sitebeam speaks of "some content" on a page."""


@site_audit(
    unit="count",
    standards=["Silktide Sitebeam: amount of content, 100 body words"],
    needs=[visible_words, body_text],
    effort="day",
    examples=[
        SiteExample(
            {"/": "<p>Hello.</p>", "/a": "<p>" + "our tent stands by the river " * 20 + "</p>"},
            gives=1,
            facts={"pages_with_100_words": 1, "thin_page_share": 0.5},
        ),
        SiteExample(
            {"/": "<nav>" + "<a href=/a>many words of a menu</a> " * 40 + "</nav>"},
            gives=0,
            note="a menu is no content",
            facts={"thin_page_share": 1.0},
        ),
        SiteExample({}, gives="cannot_tell"),
    ],
)
def substance(visit: Visit) -> Outcome:
    pages = site_words(visit)
    if not pages:
        return cannot_tell("no page could be read")
    full = sum(page.body >= ENOUGH for page in pages)
    facts = {"pages_with_100_words": full, "thin_page_share": round(1 - full / len(pages), 3)}
    return measured(full, checked=len(pages), facts=facts)
