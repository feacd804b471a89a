"""The site says things on pages, not only in documents.

Why it matters: a PDF is hard to read on a telephone, often unreadable for a screen reader, and nobody dares to change it; an office file cannot be opened by everyone.
What is measured: the share of pages among pages and linked documents (PDF, Word, Excel, PowerPoint and the like).
Limits: documents are counted by their addresses and not opened; those behind a script or a button are not seen. Forms to print and minutes have good reasons to be PDF.
What to do: put what people look for (times, costs, how to join, policies) on pages of their own, and keep documents for printing.
"""

from audits.derived.body_text import body_text
from audits.derived.page_media import page_media
from audits.derived.site_words import site_words
from audits.derived.visible_text import visible_words
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_OFFICE = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pps", ".ppsx", ".pub", ".pages", ".rtf")


@site_audit(
    unit="share",
    standards=["GOV.UK: publishing accessible documents"],
    needs=[page_media, visible_words, body_text],
    severity="minor",
    effort="day",
    examples=[
        SiteExample({"/": "<p>All is here.</p>"}, gives=1.0, facts={"documents": 0}),
        SiteExample(
            {"/": "<a href=a.pdf>Programme</a> <a href=b.PDF?x=1#p2>Rules</a> <a href=c.doc>Form</a>"},
            gives=0.25,
            facts={"documents": 3, "documents_pdf": 2, "document_share": 0.75},
            findings=1,
        ),
        SiteExample({}, gives="cannot_tell"),
    ],
)
def documents(visit: Visit) -> Outcome:
    pages = len(site_words(visit))
    if not pages:
        return cannot_tell("no page could be read")
    found = dict.fromkeys(url for page in visit.pages for url in page_media(page).documents)
    plain = {url: url.partition("?")[0].lower() for url in found}
    findings = [
        Finding("an office file is offered that not everybody can open", url=url, snippet=url, level="review")
        for url, path in plain.items()
        if path.endswith(_OFFICE)
    ]
    share = len(found) / (pages + len(found))
    facts = {
        "documents": len(found),
        "documents_pdf": sum(path.endswith(".pdf") for path in plain.values()),
        "document_share": round(share, 3),
    }
    return measured(1 - share, checked=pages + len(found), findings=findings, facts=facts)
