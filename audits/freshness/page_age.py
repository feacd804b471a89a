"""The site's pages are of this time.

Why it matters: one piece of news does not make a living site; the age of the middle page says how much of it has been left behind.
What is measured: the median age in days of those pages that tell a date, by the newest past date on each, and the share of pages that tell one.
Limits: pages without a date are left out, and a page about history can be old and right. Fewer than two dated pages tell nothing.
What to do: go through the pages once a year; mend, merge or remove what is over, and write the date of the check on each.
"""

from statistics import median

from audits.derived.copyright_year import copyright_year
from audits.derived.guessed_date import guessed_date
from audits.derived.language import language
from audits.derived.machine_dates import machine_dates
from audits.derived.month_first import month_first
from audits.derived.site_dates import site_dates
from audits.derived.written_dates import written_dates
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="days",
    needs=[written_dates, machine_dates, guessed_date, month_first, copyright_year, language],
    effort="day",
    examples=[
        SiteExample(
            {"/": "<p>News of 22 May 2026</p>", "/a": "<p>12 May 2026: camp</p>", "/b": "<p>Where we are</p>"},
            gives=15,
            facts={"median_page_age_days": 15, "dated_page_share": 0.667},
        ),
        SiteExample(
            {"/": "<p>1 June 2016</p>", "/a": "<p>1 June 2016</p>"}, gives=3652, facts={"dated_page_share": 1.0}
        ),
        SiteExample({"/": "<p>Come and see us</p>"}, gives="cannot_tell", facts={"dated_page_share": 0.0}),
    ],
)
def page_age(visit: Visit) -> Outcome:
    if not visit.pages:
        return cannot_tell("no page could be read")
    dated = site_dates(visit).pages
    share = round(len(dated) / len(visit.pages), 3)
    if len(dated) < 2:
        return cannot_tell("fewer than two pages tell a date", facts={"dated_page_share": share})
    today = visit.fetched_at.date()
    age = int(median(max((today - evidence.earliest).days, 0) for evidence in dated))
    return measured(age, checked=len(dated), facts={"median_page_age_days": age, "dated_page_share": share})
