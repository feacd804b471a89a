"""The page carries no leftovers of browsers long gone.

Why it matters: comments that only Internet Explorer read, pictures of nothing that push text into place, and scripts that write the page while it loads slow the page down and show that nobody has tidied up for years.
What is measured: how many conditional comments, spacer pictures and `document.write` scripts the page holds.
Limits: conditional comments still stand in the templates of many living sites; alone they mean little.
What to do: take them out of the template. Nothing of today needs them.
"""

from audits.derived.leftovers import conditional_comments, spacer_images, writing_scripts
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["Web Almanac 2024, Markup", "Lighthouse no-document-write"],
    aliases=["lighthouse:no-document-write"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<p>Plain.</p>", gives=0),
        Example("<p>Plain.</p><!--[if lt IE 9]><script src='html5shiv.js'></script><![endif]-->", gives=1),
        Example('<img id="review" src="/img/spacer.gif" width="10" height="1" alt=""><script id="review-2">document.write("x")</script>', gives=2),
        Example(b"<html><body></body></html>", gives="not_applicable"),
    ],
)  # fmt: skip
def leftovers(page: Page) -> Outcome:
    """Conditional comments, spacer pictures and writing scripts."""
    conditions, spacers, writers = conditional_comments(page), spacer_images(page), writing_scripts(page)
    body = page.root.find("body")
    count = len(conditions) + len(spacers) + len(writers)
    if not count and (body is None or (len(body) == 0 and not (body.text or "").strip())):
        return not_applicable("the page is empty")
    findings = [
        Finding("This picture of nothing only pushes other things into place.", spacer, "review") for spacer in spacers
    ]
    findings += [
        Finding("This script writes into the page while it loads.", writer, "review", snippet="document.write(…)")
        for writer in writers
    ]
    if conditions:
        findings.append(Finding("Comments here are for Internet Explorer only.", level="review", snippet=conditions[0]))
    return measured(count, checked=max(1, count), findings=findings)
