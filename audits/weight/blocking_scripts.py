"""Scripts do not hold up the first sight of the page.

Why it matters: a script in the head that has to be fetched first leaves a white screen, for seconds on a weak signal.
What is measured: the share of script files in the head that let the page go on: `defer`, `async`, or modules.
Limits: some scripts, such as consent dialogues, have to come first; the size of a script is not weighed here.
What to do: add `defer` to scripts in the head; take out those that nothing uses any more.
"""

from lxml.html import HtmlElement

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


def _page(head: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>Club</title>{head}</head><body><p>Words.</p></body></html>'


@page_audit(
    unit="share",
    standards=["Lighthouse render-blocking-resources"],
    aliases=["lighthouse:render-blocking-resources"],
    severity="moderate",
    effort="minutes",
    examples=[
        Example(_page('<script src="a.js" defer></script><script type="module" src="b.js"></script>'), gives=1.0),
        Example(_page('<script src="a.js" async></script><script id="fail" src="b.js"></script>'), gives=0.5),
        Example(_page('<script id="fail" src="b.js" type="text/javascript"></script>'), gives=0.0),
        Example(_page("<script>var a = 1</script>"), gives="not_applicable"),
        Example('<p>Words.</p><script src="a.js"></script>', gives="not_applicable"),
    ],
)
def blocking_scripts(page: Page) -> Outcome:
    head = next(iter(page.elements("head")), None)
    found = [
        script for script in page.elements("script") if script.get("src") and _runs(script) and _inside(script, head)
    ]
    if not found:
        return not_applicable("no script files in the head")
    held = [script for script in found if not _waits_politely(script)]
    return passing(len(found), [Finding("nothing is shown until this script is there", script) for script in held])


def _inside(script: HtmlElement, head: HtmlElement | None) -> bool:
    return head is not None and next(script.iterancestors("head"), None) is head


def _runs(script: HtmlElement) -> bool:
    kind = (script.get("type") or "").partition(";")[0].strip().lower()
    return "nomodule" not in script.attrib and (kind in {"", "module"} or kind.endswith(("javascript", "ecmascript")))


def _waits_politely(script: HtmlElement) -> bool:
    return (
        "async" in script.attrib or "defer" in script.attrib or (script.get("type") or "").strip().lower() == "module"
    )
