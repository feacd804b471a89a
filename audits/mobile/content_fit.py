"""The page is no wider than a phone.

Why it matters: a page that sticks out has to be pushed left and right for every line, or is shrunk until nobody can read it.
What is measured: whether the page, laid out 412 pixels wide by its own style sheets, comes out at most 10 pixels wider; the elements that stick out are named.
Limits: worked out from HTML and style sheets without a browser: text widths are those of common typefaces, scripts are not run. Pages that do not adapt to phones at all are not judged here.
What to do: give tables, pictures, frames and boxes `max-width: 100%`, let rows wrap, and break long words with `overflow-wrap: anywhere`.
"""

from audits.derived.phone_width import phone_fit, wide_elements
from audits.derived.viewport import viewport
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_PHONE = '<meta name="viewport" content="width=device-width">'
_NAMED = 20  # elements pointed at; the rest mends itself with them


@page_audit(
    unit="yes/no",
    standards=["Lighthouse content-width (9.6.8)", "WCAG 2.2 SC 1.4.10 Reflow (nearby)"],
    aliases=["lighthouse:content-width"],
    related=["1.4.10"],
    severity="serious",
    effort="hour",
    examples=[
        Example(f"{_PHONE}<p>Words that flow.</p>", gives=True),
        Example(f'{_PHONE}<table id="fail" width="760"><tr><td>Wide</td></tr></table>', gives=False),
        Example(f'{_PHONE}<img id="fail" src="a.png" width="700" height="90">', gives=False),
        Example(f'{_PHONE}<style>img{{max-width:100%}}</style><img src="a.png" width="700" height="90">', gives=True),
        Example(
            f'{_PHONE}<div style="overflow-x:auto"><table width="760"><tr><td>Wide</td></tr></table></div>', gives=True
        ),
        Example('<table width="760"><tr><td>Wide</td></tr></table>', gives="not_applicable"),
    ],
)
def content_fit(page: Page) -> Outcome:
    if viewport(page).kind != "yes":
        return not_applicable("the page does not adapt to phones")
    fit = phone_fit(page)
    if fit.fits:
        return measured(True, findings=())
    findings = [
        Finding(f"reaches {right:.0f} pixels to the right on a screen of {fit.screen:.0f}", element)
        for element, right in wide_elements(page)[:_NAMED]
    ]
    return measured(False, checked=len(findings), findings=findings)
