"""The site's certificate is good, and not about to run out.

Why it matters: when a certificate runs out, every browser shows a full-page warning instead of the site. It happens to small sites every day, because nobody was there to renew it.
What is measured: what the crawl saw of the encryption: good; soon, with fewer than 14 days left; or what is broken: expired, self_signed (home-made), wrong_name, too_old (only below TLS 1.2), error.
Limits: known only where the crawl looked at the encryption itself. Let's Encrypt renews with 30 days left, so a short time is a sign that renewal has stopped.
What to do: ask the hosting company to switch on automatic renewal; nearly all have it without charge.
"""

from datetime import UTC, datetime
from typing import Any

from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body><p>Welcome.</p></body></html>'
SOON = 14
"""Days before the end from which automatic renewal must have failed (Let's Encrypt renews at 30, warns at 14)."""

_PROBLEMS = {
    "expired": "The certificate has run out: browsers warn visitors away.",
    "self_signed": "The certificate is home-made: browsers warn visitors away.",
    "wrong_name": "The certificate is for another name: browsers warn visitors away.",
    "too_old": "The server speaks only encryption that browsers refuse (below TLS 1.2).",
    "error": "No protected connection could be made.",
}
_FAILED = {
    "tls_expired": "expired",
    "tls_self_signed": "self_signed",
    "tls_wrong_name": "wrong_name",
    "tls_too_old": "too_old",
}
"""Names of failed fetches that say the same."""


@site_audit(
    unit="text",
    standards=["CA/Browser Forum Baseline Requirements", "RFC 8996 (TLS 1.0 and 1.1 deprecated)"],
    severity="critical",
    effort="hour",
    examples=[
        SiteExample({"http://example.org/": _PAGE}, gives="not_applicable"),
        SiteExample({"https://example.org/": _PAGE}, gives="cannot_tell", note="good and soon: tests/audits/safety"),
        SiteExample({"https://example.org/": Answer("", failure="tls_expired", kind="page"), "http://example.org/": _PAGE}, gives="expired", findings=1),
        SiteExample({"https://example.org/": Answer("", failure="tls_wrong_name", kind="page")}, gives="wrong_name"),
    ],
)  # fmt: skip
def certificate(visit: Visit) -> Outcome:
    """The state of the site's certificate: good, soon, or the name of what is broken."""
    tls: dict[str, Any] = dict(visit.notes.get("tls") or {})
    problem = str(tls.get("problem") or "") or _from_failures(visit)
    if problem == "error" and not any(page.url.startswith("https://") for page in visit.pages):
        tls, problem = {}, ""  # nothing answers there: that is "no https", which has its own audit
    where = next((url for url in visit.answers if url.startswith("https://")), visit.site.url)
    version = str(tls.get("version") or "") or None
    if problem:
        finding = Finding(
            _PROBLEMS.get(problem, "The encryption of this site has a fault."),
            url=where,
            snippet=str(tls.get("not_after") or ""),
        )
        return measured(problem, findings=[finding], facts={"certificate": problem, "tls_version": version})
    if not tls:
        if visit.pages and all(page.url.startswith("http://") for page in visit.pages):
            return not_applicable("the site is not on https")
        return cannot_tell("the crawl did not look at the encryption")
    if version in {"SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"}:
        finding = Finding(_PROBLEMS["too_old"], url=where, snippet=version)
        return measured("too_old", findings=[finding], facts={"certificate": "too_old", "tls_version": version})
    days = _days(tls, visit)
    facts = {"certificate_days": days, "tls_version": version}
    if days is None:
        return cannot_tell("the crawl did not note when the certificate runs out", facts=facts)
    if days < SOON:
        finding = Finding(f"The certificate runs out in {days} days: automatic renewal may have stopped.", url=where)
        return measured("soon", findings=[finding], facts=facts)
    return measured("good", facts=facts)


def _days(tls: dict[str, Any], visit: Visit) -> int | None:
    """Days left at the moment of the visit, as the crawl counted them or from the last day it noted."""
    if isinstance(tls.get("days_left"), int):
        return int(tls["days_left"])
    try:
        end = datetime.fromisoformat(str(tls.get("not_after") or ""))
    except ValueError:
        return None
    return (end.replace(tzinfo=end.tzinfo or UTC) - visit.fetched_at).days


def _from_failures(visit: Visit) -> str:
    failed = (fetch.failure for fetch in visit.fetches if fetch.failure in _FAILED and visit.own(fetch.url))
    return next((_FAILED[failure] for failure in failed), "")
