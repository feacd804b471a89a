"""Log-ins are protected.

Why it matters: a password typed on an open page can be read by anybody on the same Wi-Fi, and most people use the same one elsewhere.
What is measured: the share of password fields that stand on a page by https and send there.
Limits: whether the log-in behind it is safe cannot be seen from outside; nothing is ever typed in.
What to do: switch the site to https before anything else, then change the passwords that were used.
"""

from audits.derived.inside import inside
from audits.derived.personal_forms import personal_forms
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LOGIN = '<form {} action="{}"><input id="{}" type="password" name="pass"></form>'


@page_audit(
    unit="share",
    standards=["W3C Secure Contexts", "OWASP ASVS 5.0 transport"],
    severity="critical",
    effort="hour",
    examples=[
        Example(_LOGIN.format("", "/login", "pass"), gives=1.0),
        Example(_LOGIN.format("", "/login", "fail"), gives=0.0, url="http://example.org/"),
        Example(_LOGIN.format("", "http://example.org/login", "fail"), gives=0.0),
        Example("<p>No log-in.</p>", gives="not_applicable"),
    ],
)
def logins(page: Page) -> Outcome:
    """Password fields, and whether what is typed there is protected."""
    fields = [field for field in page.elements("input") if field.get("type", "").strip().lower() == "password"]
    if not fields:
        return not_applicable("no password is asked for here")
    safe = {form.element for form in personal_forms(page) if form.protected}
    on_https = page.url.startswith("https://") or inside(page.url)
    findings = []
    for field in fields:
        form = next(field.iterancestors("form"), None)
        if form not in safe and not (form is None and on_https):
            findings.append(Finding("A password typed here travels in the open.", field))
    return passing(len(fields), findings)
