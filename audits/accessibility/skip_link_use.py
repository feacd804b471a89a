"""The link that skips to the content works.

Why it matters: it spares people who use keys the whole menu on every page; one that does not move the focus is worse than none.
What is measured: where a link into the page is among the first three stops: whether Enter on it brings the focus to its target, or the next Tab behind it.
Limits: only the sampled pages are opened; pages without such a link are not judged here.
What to do: let the link point at the `id` of the main part, and give that part `tabindex="-1"`.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 2.4.1 (A), technique G1"],
    related=["2.4.1"],
    severity="moderate",
    effort="minutes",
    rendered=True,
    examples=[
        Example(
            '<a id="s" href="#m">Skip</a><main id="m">A</main>',
            gives=True,
            sight={"keyboard": {"stops": [], "skip": {"selector": "#s", "snippet": "<a", "target": True, "works": True}}},
        ),
        Example(
            '<a id="fail" href="#m">Skip</a>',
            gives=False,
            sight={"keyboard": {"stops": [], "skip": {"selector": "#fail", "snippet": "<a", "target": False, "works": False}}},
        ),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"stops": [], "skip": None}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def skip_link_use(page: Page) -> Outcome:
    """Does the first link into the page move the focus?"""
    keys = seen(page, "keyboard")
    if keys is None:
        return cannot_tell(unseen(page))
    link = keys.get("skip")
    if not link:
        return not_applicable("no link into the page among the first stops")
    if link["works"]:
        return measured(True)
    said = (
        "this link leads nowhere: its target is missing" if not link["target"] else "this link does not move the focus"
    )
    return measured(False, findings=[spot(page, link, said)])
