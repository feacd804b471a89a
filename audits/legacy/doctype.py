"""The page declares current HTML.

Why it matters: by its first line a page tells the browser by which rules to draw it. With an old line or none, browsers fall back to the habits of the 1990s ("quirks mode"), and sizes come out wrong on phones.
What is measured: which mode the page's document type brings in every browser: standards, limited quirks, or quirks, by the table in the HTML standard.
Limits: a page sent as real XHTML is always in standards mode; hardly any is.
What to do: begin every page with `<!doctype html>`, in the template if there is one, and look at each page afterwards: old designs may shift.
"""

from audits.derived.doctype import doctype as declared_by
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page

_REST = "<html><head><title>Club</title></head><body><p>Hi</p></body></html>"


@page_audit(
    unit="text",
    standards=["WHATWG HTML 13.2.6.4.1", "Lighthouse doctype"],
    aliases=["lighthouse:doctype"],
    severity="minor",
    effort="hour",
    examples=[
        Example(f"<!doctype html>{_REST}", gives="standards"),
        Example(f'<html id="review">{_REST[6:]}', gives="quirks"),
        Example(f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html id="review">{_REST[6:]}', gives="quirks"),
        Example(f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">{_REST}', gives="limited quirks"),
        Example(f"<!-- saved -->\n<!DOCTYPE html SYSTEM 'about:legacy-compat'>{_REST}", gives="standards"),
        Example(f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">{_REST}', gives="standards"),
        Example(b"\n", gives="cannot_tell"),
    ],
)  # fmt: skip
def doctype(page: Page) -> Outcome:
    """The mode that browsers draw the page in."""
    if not page.text.strip():
        return cannot_tell("the page is empty")
    declared = declared_by(page)
    if declared.mode != "quirks":
        return measured(declared.mode, facts={"doctype": declared.family})
    said = f"declares {declared.family}" if declared.declared else "declares no document type"
    finding = Finding(
        f"The page {said}, so browsers draw it in quirks mode.",
        page.root,
        "review",
        snippet=declared.declared or "no doctype",
    )
    return measured("quirks", findings=[finding], facts={"doctype": declared.family})
