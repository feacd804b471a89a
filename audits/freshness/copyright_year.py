"""The copyright line is not years behind.

Why it matters: "© 2013" at the foot of each page is the first thing that tells a visitor a site is untended.
What is measured: the years from the newest year in the visible copyright lines to the visit.
Limits: no law asks for the year, and many sites let a script write it, so this year proves nothing. A late one is only a sign of neglect; a present one is none of care.
What to do: take the year out, or change it where the footer is made, once for all pages.
"""

from audits.derived.copyright_year import copyright_year as year_of
from audits.model import Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.visit import Visit


@site_audit(
    unit="years",
    needs=[year_of],
    severity="minor",
    effort="minutes",
    examples=[
        SiteExample({"/": "<footer>© 2019–2026 Example Club</footer>"}, gives=0, facts={"copyright_lag_years": 0}),
        SiteExample(
            {"/": "<p>Copyright 2013 Example Club</p>"},
            gives=13,
            facts={"copyright_lag_years": 13, "copyright_year": 2013},
            findings=1,
        ),
        SiteExample({"/": "<p>Welcome to our camp of 2013</p>"}, gives="not_applicable"),
    ],
)
def copyright_year(visit: Visit) -> Outcome:
    now = visit.fetched_at.year
    years = {page.url: year for page in visit.pages if 1990 <= (year := year_of(page)) <= now + 1}
    if not years:
        return not_applicable("no copyright line with a year")
    newest = max(years.values())
    lag = max(now - newest, 0)
    where = next(url for url, year in years.items() if year == newest)
    findings = (
        [Finding("the copyright line is more than a year old", url=where, snippet=f"© {newest}")] if lag > 1 else []
    )
    return measured(
        lag, checked=len(years), findings=findings, facts={"copyright_lag_years": lag, "copyright_year": newest}
    )
