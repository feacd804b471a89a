"""Forms send what people write to the site itself, and protected.

Why it matters: names, ages and worries that a young person types into a form must not travel in the open, nor go to a company the visitor has never heard of.
What is measured: the share of forms asking for something personal that are on https, and send there. Forms that send to another host, or open the visitor's own mail program, are shown for review.
Limits: forms that a script sends, and forms inside frames of other companies, are not seen. A well-known form service may be quite right.
What to do: switch the site to https. Say beside a form who gets what is written and how long it is kept.
"""

from audits.derived.personal_forms import personal_forms
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_FORM = (
    '<form id="{}" method="post" action="{}"><input type="email" name="mail"><textarea name="text"></textarea></form>'
)


@page_audit(
    unit="share",
    standards=["ICO, guide to data security", "HTTP Observatory"],
    severity="serious",
    effort="hour",
    examples=[
        Example(_FORM.format("contact", "/send"), gives=1.0),
        Example(_FORM.format("fail", "http://example.org/send"), gives=0.0),
        Example(
            _FORM.format("fail", "/send"), gives=0.0, url="http://example.org/", note="the page itself is in the open"
        ),
        Example(_FORM.format("review", "https://forms.example.net/send"), gives=1.0, note="another host, protected"),
        Example(_FORM.format("review", "mailto:leader@club.org.uk"), gives=1.0),
        Example('<form action="/search"><input name="q"></form>', gives="not_applicable"),
    ],
)
def form_targets(page: Page) -> Outcome:
    """Where the personal forms of a page send."""
    forms = personal_forms(page)
    if not forms:
        return not_applicable("no form here asks for anything personal")
    findings = []
    for form in forms:
        if form.target == "mail":
            findings.append(
                Finding(
                    "This form opens the visitor's own mail program, which often does not work.", form.element, "review"
                )
            )
        elif not form.protected:
            findings.append(Finding("What is written into this form travels in the open.", form.element))
        elif form.target == "other":
            findings.append(Finding(f"This form sends to another site: {form.address[:100]}", form.element, "review"))
    return passing(len(forms), findings)
