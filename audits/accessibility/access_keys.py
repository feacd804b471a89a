"""Pages set no access keys.

Why it matters: keys set by a page take shortcuts away from the browser and the screen reader, nobody knows them, and they differ from site to site.
What is measured: the number of elements with an `accesskey`.
Limits: keys set by scripts are not seen.
What to do: take `accesskey` out; good headings and a skip link serve people better.
"""

from audits.derived.attributes import with_attribute
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["WebAIM: Keyboard Accessibility, Accesskey", "WCAG 2.2 SC 2.1.4 (A), near"],
    related=["2.1.4"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<a href="a.html">Boats</a>', gives=0),
        Example('<a id="fail" href="a.html" accesskey="b">Boats</a>', gives=1),
        Example('<a href="a.html" accesskey="">Boats</a>', gives=0),
        Example("<html lang=en><title>x</title><frameset><frame src=a.html></frameset>", gives="not_applicable"),
    ],
)
def access_keys(page: Page) -> Outcome:
    if page.elements("frameset"):
        return not_applicable("a page of frames")
    keyed = [element for element in with_attribute(page, "accesskey") if element.get("accesskey", "").strip()]
    findings = [Finding(f"accesskey (access key) {quoted(one.get('accesskey', ''))} set", one) for one in keyed]
    return measured(len(keyed), findings=findings)
