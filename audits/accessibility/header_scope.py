"""The `scope` of header cells is one that exists.

Why it matters: `scope` says whether a header belongs to its row or its column; a misspelt one, or one on a data cell, says nothing.
What is measured: the share of cells with a `scope` that are `th` and say `row`, `col`, `rowgroup` or `colgroup`.
Limits: whether it is the right one is not judged.
What to do: use one of these four, on `th` only.
"""

from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})


@page_audit(
    unit="share",
    standards=["HTML 4.9.10", "WCAG H63"],
    related=["1.3.1"],
    aliases=["axe:scope-attr-valid"],
    severity="minor",
    effort="minutes",
    examples=[
        Example('<table><tr><th scope="col">A</th></tr></table>', gives=1.0),
        Example(
            '<table><tr><td id="fail-1" scope="row">A</td><th id="fail-2" scope="column">B</th></tr></table>', gives=0.0
        ),
        Example("<table><tr><th>A</th></tr></table>", gives="not_applicable"),
    ],
)
def header_scope(page: Page) -> Outcome:
    cells = [cell for cell in page.elements("th", "td") if "scope" in cell.attrib and not hidden_from_at(page, cell)]
    if not cells:
        return not_applicable("no cell says its scope")
    wrong = [cell for cell in cells if cell.tag == "td" or cell.get("scope", "").strip().lower() not in _SCOPES]
    return passing(len(cells), [Finding("scope that means nothing", cell) for cell in wrong])
