"""Visitors cannot send files in without somebody knowing.

Why it matters: where young people can send pictures or files, somebody has to look at them before anybody else does, and has to know what to do when one is harmful.
What is measured: how many fields on the page take a file from the visitor's machine. They are shown for a person to look at; they are no fault by themselves.
Limits: fields that appear only after log-in or by script are not seen.
What to do: keep the field only where it is needed, accept only the kinds of file you need, and name who looks at what comes in.
"""

from audits.derived.personal_forms import upload_fields
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["ICO, Age appropriate design code", "Ofcom, Online Safety Act guidance on user content"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<form method="post"><input id="review" type="file" name="photo"></form>', gives=1),
        Example('<form method="post"><input type="text" name="name"></form>', gives=0),
        Example("<p>No form.</p>", gives="not_applicable"),
    ],
)
def uploads(page: Page) -> Outcome:
    """Fields that take files."""
    if not page.elements("form", "input"):
        return not_applicable("there are no forms here")
    fields = upload_fields(page)
    findings = [
        Finding("Visitors can send a file here: somebody must look at what comes in.", field, "review")
        for field in fields
    ]
    return measured(len(fields), checked=max(1, len(fields)), findings=findings)
