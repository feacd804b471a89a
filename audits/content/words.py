"""The site has something to read.

Why it matters: a site with hardly a word on it leaves visitors with questions; "limited content" is what a review of youth work's sites found.
What is measured: the words a reader sees on a typical (median) page, menus and footers included; text that is hidden or made by scripts is not counted.
Limits: only the pages that were crawled count, and text put in by scripts is missed (about a sixth of the web's words). Many words are not yet good words.
What to do: say on each page who it is for, what happens, when, where and whom to ask.
"""

from statistics import median

from audits.derived.body_text import body_text
from audits.derived.site_words import site_words
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="words",
    standards=["HTTP Archive Web Almanac 2025, SEO: words on home and inner pages"],
    needs=[visible_words, body_text],
    effort="day",
    examples=[
        SiteExample(
            {"/": "<nav>Home Join</nav><p>We meet on Fridays at seven.</p>", "/join": "<p>Ask Ann at the door.</p>"},
            gives=6.5,
            facts={"words": 13, "home_words": 8},
        ),
        SiteExample({"/": "<p>Under the bridge</p><p hidden>not seen</p>"}, gives=3, facts={"words": 3}),
        SiteExample({}, gives="cannot_tell"),
    ],
)
def words(visit: Visit) -> Outcome:
    pages = site_words(visit)
    if not pages:
        return cannot_tell("no page could be read")
    counts = [page.visible for page in pages]
    home = next((visible_words(page) for page in visit.pages if page.home), None)
    facts = {
        "words": sum(counts),
        "home_words": home,
        "median_words_per_page": median(counts),
        "body_words": sum(page.body for page in pages),
    }
    return measured(median(counts), checked=len(pages), facts=facts)
