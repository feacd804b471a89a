"""Nothing flashes more than three times a second.

Why it matters: fast flashes over a good part of the screen can bring on an epileptic fit; it is the one fault of a page that can hurt within seconds.
What is measured: how often the opened page flashes within one second, counted from pictures of its first three seconds by WCAG's definition of a general flash: two opposite changes of brightness of at least a tenth, the darker side below 0.8, over at least a quarter of any ten degrees of sight (21,824 pixels).
Limits: only the sampled pages are opened, and only their first glass on a desk; what flashes later, or when something is pressed, is not seen, nor are red flashes by themselves. A browser on a busy machine makes fewer pictures and then sees fewer flashes than there are, never more.
What to do: take the flashing away, or slow it to less than three times a second. Do it today.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page

ALLOWED = 3.0

_FAST = {"frames": 40, "seconds": 2.9, "moving": [], "flashing": [{"selector": "#fail", "snippet": "<p"}]}
_HALF = {"frames": 40, "seconds": 2.9, "moving": [], "flashing": [{"selector": "#review", "snippet": "<p"}]}


@page_audit(
    unit="count",
    standards=["WCAG 2.2 SC 2.3.1 (A)", "WCAG 2.2, definition of general flash"],
    wcag=["2.3.1"],
    grade="failure",
    severity="critical",
    effort="minutes",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=0.0, sight={"frames": {"frames": 1, "seconds": 0, "flashes": 0.0, "moving": []}}),
        Example('<p id="fail">Now!</p>', gives=5.0, sight={"frames": {**_FAST, "flashes": 5.0}}),
        Example('<p id="review">Now!</p>', gives=3.5, note="at the limit", sight={"frames": {**_HALF, "flashes": 3.5}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def flashing(page: Page) -> Outcome:
    """Flashes in the worst second that was seen."""
    frames = seen(page, "frames")
    if frames is None:
        return cannot_tell(unseen(page))
    flashes = float(frames["flashes"])
    findings: list[Finding] = []
    if flashes > ALLOWED:
        said = f"this flashes {flashes:.2g} times a second"
        for place in frames.get("flashing", ())[:1]:
            # Half a flash more may be one that began before: four whole ones are certain.
            certain = flashes >= ALLOWED + 1
            findings.append(spot(page, place, said, **({} if certain else {"level": "review", "grade": "advice"})))
    return measured(flashes, findings=findings)
