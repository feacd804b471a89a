"""Facebook as the only living channel.

Why it matters: research on youth work found Facebook to be the only thing many groups still keep up; many young people are not there, and whoever has no account cannot follow.
What is measured: whether Facebook is the one network on which the organisation has a profile that its site links to, while the newest date of the site is older than twelve months on the day of the visit. A year alone counts as its last day.
Limits: a group may be on networks that its site does not mention. Without a date on the site the question stays open.
What to do: show the next dates on your own site as well, even if only as a list, so that nobody needs an account to know them.
"""

from datetime import date, timedelta

from audits.derived.copyright_year import copyright_year
from audits.derived.guessed_date import guessed_date
from audits.derived.language import language
from audits.derived.machine_dates import machine_dates
from audits.derived.month_first import month_first
from audits.derived.profiles import presence, site_words
from audits.derived.sightings import readable
from audits.derived.site_dates import Evidence, site_dates
from audits.derived.social_mentions import social_mentions
from audits.derived.written_dates import written_dates
from audits.model import Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

STALE = timedelta(days=365)
"""Twelve months without a new date: a term and a summer have passed (measures, section 8)."""

_TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along next time.</p>"
_FACEBOOK = '<a href="https://www.facebook.com/riverclub">Facebook</a>'


@site_audit(
    unit="yes/no",
    needs=[
        social_mentions,
        site_words,
        readable,
        written_dates,
        machine_dates,
        guessed_date,
        month_first,
        copyright_year,
        language,
    ],
    effort="day",
    examples=[
        SiteExample(
            {"/": f"{_TEXT}<h2>News</h2><p>12 March 2019: we have a new boat and are looking for a name.</p>{_FACEBOOK}"},
            gives=True,
            facts={"facebook_only": True},
        ),
        SiteExample(
            {"/": f"{_TEXT}<h2>News</h2><p>12 May 2026: we have a new boat and are looking for a name.</p>{_FACEBOOK}"},
            gives=False,
            facts={"facebook_only": False},
        ),
        SiteExample(
            {"/": f'{_TEXT}{_FACEBOOK}<a href="https://instagram.com/riverclub">Instagram</a>'},
            gives=False,
            facts={"facebook_only": False},
        ),
        SiteExample({"/": _TEXT}, gives="not_applicable"),
        SiteExample({"/": _TEXT + _FACEBOOK}, gives="cannot_tell", note="nothing on the site says how old it is"),
    ],
)  # fmt: skip
def facebook_dependence(visit: Visit) -> Outcome:
    found = presence(visit)
    if not found.networks:
        if not any(readable(page) for page in visit.pages):
            return cannot_tell("no page with anything to read was fetched")
        return _answered(not_applicable("the site links to no social profile of its own"))
    if found.networks != ("facebook",):
        return measured(value=False, facts={"facebook_only": False})
    newest = site_dates(visit).newest
    if newest is None:
        return cannot_tell("Facebook is the sole network, and no date on the site says how old it is")
    stale = visit.fetched_at.date() - _latest(newest) > STALE
    return measured(stale, facts={"facebook_only": stale})


def _answered(outcome: Outcome) -> Outcome:
    """Who is on no network depends on none: the column says no."""
    return Outcome(outcome.kind, reason=outcome.reason, facts={"facebook_only": False})


def _latest(evidence: Evidence) -> date:
    """The last day that the evidence can mean."""
    if evidence.day:
        return evidence.earliest
    if evidence.month:
        return (evidence.earliest.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(evidence.year, 12, 31)
