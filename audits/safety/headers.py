"""The server sends the lines that protect visitors.

Why it matters: a few lines, sent along with every page, tell browsers to stay on https, not to guess at files, not to let other sites frame the page, and not to tell other sites where a visitor came from.
What is measured: the share of five such lines that the home page is sent with: Strict-Transport-Security, X-Content-Type-Options, a ban on framing (X-Frame-Options or frame-ancestors), Referrer-Policy, Content-Security-Policy. Strict-Transport-Security counts on https only.
Limits: a plain site without log-in loses little without them; they are a sign of care. Whether a policy is a good one is not judged.
What to do: ask the hosting company for "security headers", or use a plug-in for them. Begin with Strict-Transport-Security, once https works everywhere.
"""

from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Fetch
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title></head><body><p>Welcome.</p></body></html>'
_ALL = {
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'self'; frame-ancestors 'self'",
    "referrer-policy": "strict-origin-when-cross-origin",
    "date": "Mon, 01 Jun 2026 12:00:00 GMT",
}
HALF_YEAR = 15_768_000
"""Seconds below which the HTTP Observatory counts Strict-Transport-Security as too short."""


@site_audit(
    unit="share",
    standards=["HTTP Observatory (MDN)", "RFC 6797", "W3C Referrer Policy", "W3C Content Security Policy 3"],
    severity="moderate",
    effort="hour",
    examples=[
        SiteExample({"/": Answer(_PAGE, headers=_ALL)}, gives=1.0, facts={"hsts": True}, findings=0),
        SiteExample({"/": Answer(_PAGE, headers={"date": "x", "x-frame-options": "DENY"})}, gives=0.2, facts={"hsts": False}),
        SiteExample({"http://example.org/": Answer(_PAGE, headers={"server": "x", "x-content-type-options": "nosniff"})}, gives=0.25, note="four lines make sense on http"),
        SiteExample({"/": Answer("", 500)}, gives="cannot_tell"),
    ],
)  # fmt: skip
def headers(visit: Visit) -> Outcome:
    """The protecting lines that the home page came with."""
    if visit.home is None:
        return cannot_tell("the home page could not be read")
    fetch, url = visit.home.fetch, visit.home.url
    if {name.lower() for name, _ in fetch.headers} <= {"content-type", "content-length", "last-modified"}:
        return cannot_tell("what the server sends along was not kept")
    secure = url.startswith("https://")
    has = {
        "X-Content-Type-Options": "nosniff" in fetch.header("x-content-type-options").lower(),
        "a ban on framing": _frames(fetch),
        "Referrer-Policy": bool(fetch.header("referrer-policy")),
        "Content-Security-Policy": bool(fetch.header("content-security-policy")),
    }
    if secure:
        has["Strict-Transport-Security"] = _hsts(fetch)
    missing = [name for name, sent in has.items() if not sent]
    findings = [Finding(f"The home page comes without {name}.", level="review", url=url) for name in missing]
    facts = {"hsts": has.get("Strict-Transport-Security"), "security_headers": len(has) - len(missing)}
    return measured(1 - len(missing) / len(has), checked=len(has), findings=findings, facts=facts)


def _frames(fetch: Fetch) -> bool:
    policy = fetch.header("content-security-policy").lower()
    return "frame-ancestors" in policy or fetch.header("x-frame-options").strip().lower() in {"deny", "sameorigin"}


def _hsts(fetch: Fetch) -> bool:
    parts = fetch.header("strict-transport-security").lower().replace(" ", "").split(";")
    age = next((part.removeprefix("max-age=").strip('"') for part in parts if part.startswith("max-age=")), "0")
    return age.isdigit() and int(age) >= HALF_YEAR
