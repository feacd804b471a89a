"""The page is not hidden from assistive technology.

Why it matters: `aria-hidden` on the body leaves nothing at all to be read out.
What is measured: whether the `body` element carries `aria-hidden="true"`.
Limits: a script may take it away once the page is ready.
What to do: take `aria-hidden` off the `body`.
"""

from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.3.1 (A)", "WCAG 2.2 SC 4.1.2 (A)"],
    wcag=["1.3.1", "4.1.2"],
    aliases=["axe:aria-hidden-body"],
    grade="failure",
    severity="critical",
    effort="minutes",
    examples=[
        Example("<html><body>x</body></html>", gives=1.0),
        Example('<html><body id="fail" aria-hidden="true">x</body></html>', gives=0.0),
        Example("<html><frameset><frame src=a></frameset></html>", gives="not_applicable"),
    ],
)
def aria_hidden_body(page: Page) -> Outcome:
    body = page.root.find("body")
    if body is None:
        return not_applicable("a frameset has no body")
    if body.get("aria-hidden", "").strip().lower() == "true":
        return measured(
            0.0,
            findings=[
                Finding("the whole page is hidden from assistive technology", body, snippet='<body aria-hidden="true">')
            ],
        )
    return measured(1.0)
