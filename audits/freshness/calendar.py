"""The calendar has not run out.

Why it matters: a list of events that are all over tells visitors that nobody is there, even where much is going on.
What is measured: whether a site with dates of events (under a heading, title or address about events, or marked up as such) has any ahead of the visit.
Limits: events shown by an embedded calendar or by a script are not seen. A club between two seasons has nothing ahead for some weeks; less than two months past is therefore not counted as run out.
What to do: take old events off the list or move them to "past events", and put the next dates in, or say when they will come.
"""

from audits.derived.copyright_year import copyright_year
from audits.derived.guessed_date import guessed_date
from audits.derived.language import language
from audits.derived.machine_dates import machine_dates
from audits.derived.month_first import month_first
from audits.derived.site_dates import site_dates
from audits.derived.written_dates import written_dates
from audits.model import Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.visit import Visit

PAUSE = 60
"""Days without an event that are a pause, such as the summer holidays, and not an end."""


@site_audit(
    unit="yes/no",
    needs=[written_dates, machine_dates, guessed_date, month_first, copyright_year, language],
    effort="minutes",
    examples=[
        SiteExample(
            {"/": "<h2>Events</h2><p>4 July 2026: regatta</p><p>2 May 2026: cleaning day</p>"},
            gives=True,
            facts={"calendar_run_out": False, "newest_event_date": "2026-07-04"},
        ),
        SiteExample(
            {"/": "<p>Hello</p>", "/events": "<h1>Events</h1><p>4 July 2015: regatta</p>"},
            gives=False,
            facts={"calendar_run_out": True, "newest_event_date": "2015-07-04"},
            findings=1,
        ),
        SiteExample({"/": "<p>We met on 4 July 2015.</p>"}, gives="not_applicable"),
    ],
)
def calendar(visit: Visit) -> Outcome:
    events = [event for event in site_dates(visit).events if event.day or event.earliest > visit.fetched_at.date()]
    if not events:
        return not_applicable("no dates of events")
    newest = max(events, key=lambda event: event.key)
    age = (visit.fetched_at.date() - newest.earliest).days
    over = age > PAUSE
    message = "the newest event is over and none is announced"
    findings = [Finding(message, url=newest.url, snippet=newest.snippet or newest.iso)] if over else []
    return measured(
        not over,
        checked=len(events),
        findings=findings,
        facts={"calendar_run_out": over, "newest_event_date": newest.iso},
    )
