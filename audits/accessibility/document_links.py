"""A link says so when it leads to a document.

Why it matters: a PDF or Word file opens another program or begins a download; on a phone or with a screen reader that is a trap unless one knows.
What is measured: the share of links to PDF, office and archive files whose words, title or neighbourhood name the kind of file.
Limits: the kind is told by the ending of the address; documents behind other addresses are not seen.
What to do: write the kind and size behind the link's name: "Application form (PDF, 120 KB)".
"""

from audits.derived.anchors import Anchor, anchors
from audits.derived.wording import mentions, squeezed
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_KINDS = {
    "pdf": "PDF document", "doc": "Word document", "docx": "Word document", "rtf": "text document", "odt": "text document",
    "xls": "spreadsheet", "xlsx": "spreadsheet", "ods": "spreadsheet", "csv": "spreadsheet", "ppt": "presentation",
    "pptx": "presentation", "pps": "presentation", "odp": "presentation", "zip": "ZIP archive", "rar": "RAR archive",
    "epub": "e-book", "ps": "PostScript document", "pub": "Publisher document", "exe": "program",
}  # fmt: skip


@page_audit(
    unit="share",
    standards=["WCAG Technique G201", "GOV.UK: Publishing accessible documents"],
    related=["2.4.4"],
    severity="minor",
    effort="hour",
    examples=[
        Example('<a href="form.pdf">Application form (PDF, 120 KB)</a>', gives=1.0),
        Example('<p>Please send the <a id="fail" href="form.pdf">application form</a> back.</p>', gives=0.0),
        Example('<li><a href="form.doc?v=2">Application form</a> [Word]</li>', gives=1.0),
        Example('<a href="form.html">Form</a>', gives="not_applicable"),
    ],
)
def document_links(page: Page) -> Outcome:
    leading = [(anchor, kind) for anchor in anchors(page) if (kind := _KINDS.get(anchor.ending, ""))]
    if not leading:
        return not_applicable("no links to documents")
    findings = [
        Finding(f"link to a {kind} without a word of it", anchor.element)
        for anchor, kind in leading
        if not mentions("document").search(_around(anchor))
    ]
    return passing(len(leading), findings)


def _around(anchor: Anchor) -> str:
    """What the link says, and what stands right before and behind it."""
    element = anchor.element
    previous = element.getprevious()
    parent = element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    after = element.tail or ""
    following = element.getnext()
    if following is not None and isinstance(following.tag, str) and following.tag not in {"a", "br", "p", "li"}:
        after += "".join(following.itertext())
    return f"{squeezed(before)[-40:]} {anchor.name} {anchor.title} {squeezed(after)[:40]}"
