"""Messages stay until they have been read.

Why it matters: a message that goes away after a few seconds is gone before a slow reader, or somebody with a screen reader or a magnifier, has found it.
What is measured: how many messages of the opened page (live regions, and boxes that lay themselves over the page) came after it was there, or after a button was pressed, and went within six seconds although nobody did anything.
Limits: only the sampled pages are opened and few of their buttons pressed; a message of one word, or one that ends in dots because something is under way, is not counted. A message may be found again elsewhere, which is not seen.
What to do: leave messages until they are closed, or long enough to be read twice, and keep what they say somewhere.
"""

from audits.derived.sight import spot, unseen
from audits.model import Example, Outcome, cannot_tell, measured, page_audit
from audits.page import Page

_GONE = {"selector": "#fail", "snippet": "<p", "text": "Your place is kept.", "seconds": 2.4}


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.2.1 (A)"],
    related=["2.2.1"],
    severity="moderate",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=0, sight={"messages": []}),
        Example('<p id="fail" role="status"></p>', gives=1, sight={"messages": [_GONE]}),
        Example('<p id="fail" role="status"></p>', gives=1, sight={"messages": [], "keyboard": {"messages": [_GONE]}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def vanishing_messages(page: Page) -> Outcome:
    """Messages that went by themselves."""
    if page.facts.get("messages") is None:
        return cannot_tell(unseen(page))
    gone = {
        (each["selector"], each["text"]): each
        for each in (*page.facts["messages"], *page.facts.get("keyboard", {}).get("messages", ()))
    }
    findings = [
        spot(page, each, f"the message “{each['text']}” went away by itself after {each['seconds']:g} seconds")
        for each in gone.values()
    ]
    return measured(len(findings), checked=max(1, len(findings)), findings=findings)
