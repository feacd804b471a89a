"""E-mail addresses do not stand in the open.

Why it matters: robots collect every address they can read. Leaders and young people whose own addresses stand on a page get spam and, worse, messages from strangers.
What is measured: how many different e-mail addresses the page shows, in links and in text.
Limits: an address of the organisation (info@, secretary@) is meant to be found; the audit cannot know which address belongs to a young person.
What to do: use one address for each role, such as `leader@`, never a young person's own, and a contact form where you can.
"""

from audits.derived.emails import email_elements
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["ICO, Age appropriate design code, standard 8 (data minimisation)", "NSPCC Learning, online safety"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<p>Write to <a id="review" href="mailto:leader@club.org.uk">us</a></p><p id="review-2">or jo.smith@club.org.uk</p>', gives=2),
        Example('<p>Use <a href="/contact">the form</a>, or write to info at club.org.uk</p>', gives=0),
        Example('<script>var a = "x@club.org.uk"</script><img src="logo@2x.png" alt="">', gives=0),
        Example("<html><head></head><body></body></html>", gives="not_applicable"),
    ],
)  # fmt: skip
def email_addresses(page: Page) -> Outcome:
    """The addresses that stand in the open."""
    found = email_elements(page)
    body = page.root.find("body")
    if not found and (body is None or (len(body) == 0 and not (body.text or "").strip())):
        return not_applicable("the page is empty")
    findings = [
        Finding(f"The address {address} can be collected by robots.", element, "review") for address, element in found
    ]
    return measured(len(found), checked=max(1, len(found)), findings=findings)
