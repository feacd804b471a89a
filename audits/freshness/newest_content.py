"""The site says something new.

Why it matters: visitors see at once whether anybody is at home; out-of-date news and times send young people to closed doors.
What is measured: the days from the newest credible date of the site's content to the visit. Classes of evidence: A an item of a feed; B a date told to machines that belongs to an article or agrees with what is seen; C a date in the visible text; D the server's or the sitemap's date, if it differs from page to page; E only a year.
Limits: a page can be right without a date, so no evidence is *cannot tell*, never zero. Dates ahead are events. Copyright lines, opening years, birthdays, archive banners, calendars and clocks are not counted. Years alone are shown and not scored.
What to do: put a dated line of news on the front page every month or two, and say on each page when it was last checked.
"""

from audits.derived.copyright_year import copyright_year
from audits.derived.guessed_date import guessed_date
from audits.derived.language import language
from audits.derived.machine_dates import machine_dates
from audits.derived.month_first import month_first
from audits.derived.site_dates import Evidence, site_dates
from audits.derived.written_dates import written_dates
from audits.model import Answer, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_FEED = (
    '<rss version="2.0"><channel><title>News</title><link>https://example.org/</link>'
    "<item><title>Camp</title><pubDate>Sun, 03 May 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)


@site_audit(
    unit="days",
    standards=["Silktide Sitebeam: freshness", "Bar-Yossef et al., Sic transit gloria telae, WWW 2004"],
    needs=[written_dates, machine_dates, guessed_date, month_first, copyright_year, language],
    effort="hour",
    examples=[
        SiteExample(
            {"/": "<h2>22 May 2026</h2><p>The boats are back on the water."},
            gives=10,
            facts={"newest_content_date": "2026-05-22", "newest_content_class": "C"},
        ),
        SiteExample(
            {"/": "<p>Our camp of 3 August 2014 was wet.</p><p>© 2026 Example Club</p>"},
            gives=4320,
            note="a copyright line is no content",
            facts={"newest_content_date": "2014-08-03"},
        ),
        SiteExample(
            {"/": "<p>Hello</p>", "/feed.xml": Answer(_FEED, headers={"content-type": "application/rss+xml"})},
            gives=29,
            facts={"newest_content_date": "2026-05-03", "newest_content_class": "A"},
        ),
        SiteExample(
            {"/": "<p>Founded in 1908. Come on Fridays at 7.30.</p>"},
            gives="cannot_tell",
            note="an opening year is no news",
        ),
        SiteExample(
            {"/": "<h1>Sommerlager 2019</h1><p>Schön war es im Wald.</p>"},
            gives="cannot_tell",
            note="a year alone is shown, not scored",
            facts={"newest_content_date": "2019", "newest_content_class": "E"},
        ),
    ],
)
def newest_content(visit: Visit) -> Outcome:
    dates = site_dates(visit)
    newest = dates.newest
    if newest is None:
        reason = "no date of the content was found"
        if dates.ahead:
            reason += ", only dates ahead"
        elif dates.yearless:
            reason += ", only days without a year"
        return cannot_tell(reason)
    if dates.dated is None:
        return cannot_tell("only a year was found, no date", facts=_facts(newest))
    age = max((visit.fetched_at.date() - newest.earliest).days, 0)
    return measured(age, checked=len(visit.pages), facts={**_facts(newest), "newest_content_age_days": age})


def _facts(newest: Evidence) -> dict[str, str]:
    return {
        "newest_content_date": newest.iso,
        "newest_content_class": newest.klass,
        "newest_content_source": newest.source,
        "newest_content_url": newest.url,
        **({"newest_content_words": newest.snippet} if newest.snippet else {}),
    }
