"""Text on pictures and gradients stands out from them.

Why it matters: a title laid over a photograph is lost where the photograph is as light as the letters.
What is measured: of the texts of the opened page that stand on a picture or a gradient, the share that is not lost. The browser takes a picture with the letters and one without, and the colour of the letters is compared with the very pixels they cover. It is a failure where 95 of 100 of these pixels have less contrast than is needed (4.5 to 1, or 3 to 1 for large text), and something for a person to look at from 25 of 100.
Limits: only the sampled pages are opened, on a desk, with at most 60 such texts; text that moves or is covered is left out, and text with a shadow or an outline is for a person to judge. Films and changing pictures are seen at one moment only.
What to do: put a dark or light sheet between picture and text, or set the text beside the picture.
"""

from collections.abc import Mapping
from typing import Any

from audits.derived.known_style import colours_known
from audits.derived.sight import element_at, seen, spot, unseen
from audits.derived.text_contrast import text_contrasts
from audits.model import Example, Finding, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page

CERTAIN, DOUBTFUL = 0.95, 0.25
"""Shares of a text's pixels with too little contrast: from the first it is a failure, from the second worth a look."""


def _text(selector: str, below: float, **more: Any) -> dict[str, Any]:
    spread = {"low": 1.2, "middle": 1.9, "high": 2.4, "below_3": below, "below_4_5": below}
    named = {"selector": selector, "snippet": "<p", "ground": "picture", "large": False, "shadow": False}
    return {**named, **spread, **more}


def _sight(*texts: dict[str, Any]) -> dict[str, Any]:
    return {"inks": {"texts": list(texts), "unmeasured": 0}}


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 1.4.3 (AA)", "WCAG technique G18"],
    wcag=["1.4.3"],
    aliases=["axe:color-contrast"],
    grade="failure",
    severity="serious",
    effort="hour",
    rendered=True,
    examples=[
        Example('<p id="a">Words</p>', gives=1.0, sight=_sight(_text("#a", 0.02))),
        Example('<p id="fail">Words</p><p id="a">Words</p>', gives=0.5, sight=_sight(_text("#fail", 1.0), _text("#a", 0))),
        Example('<p id="review">Words</p>', gives=1.0, note="lost in part", sight=_sight(_text("#review", 0.5))),
        Example('<p id="review">Words</p>', gives=1.0, note="a shadow helps", sight=_sight(_text("#review", 1.0, shadow=True))),
        Example('<h2 id="a">Words</h2>', gives=1.0, note="large", sight=_sight(_text("#a", 1.0, large=True, below_3=0.0))),
        Example(
            '<p id="a">Words</p>',
            gives="not_applicable",
            note="axe has failed it already",
            sight={
                **_sight(_text("#a", 1.0)),
                "axe": {"violations": [{"id": "color-contrast", "nodes": [{"selector": "#a"}]}]},
            },
        ),
        Example("<p>Words</p>", gives="not_applicable", sight=_sight()),
        Example("<p>Words</p>", gives="cannot_tell", sight={"inks": {"texts": [], "unmeasured": 3}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def painted_contrast(page: Page) -> Outcome:
    """Texts on pictures and gradients, by their pixels."""
    inks = seen(page, "inks")
    if inks is None:
        return cannot_tell(unseen(page))
    known = _failed_elsewhere(page)
    texts = [text for text in inks["texts"] if text["selector"] not in known]
    if not texts:
        if inks["unmeasured"]:
            return cannot_tell("text on pictures moves, is covered or lies too far down to be measured")
        return not_applicable("no text on a picture or gradient, or its contrast is judged already")
    return passing(len(texts), [finding for text in texts if (finding := _finding(page, text)) is not None])


def _finding(page: Page, text: Mapping[str, Any]) -> Finding | None:
    need = 3.0 if text["large"] else 4.5
    below = text["below_3"] if text["large"] else text["below_4_5"]
    if below < DOUBTFUL:
        return None
    said = f"{below:.0%} of this text has less contrast with its {text['ground']} than {need:g} to 1 (middle {text['middle']:.2g})"
    if below >= CERTAIN and not text["shadow"]:
        return spot(page, text, said)
    return spot(page, text, said, level="review", grade="advice")


def _failed_elsewhere(page: Page) -> set[str]:
    """Elements whose contrast axe or the styles in the source have failed: one fault is counted once."""
    axe = seen(page, "axe") or {}
    rules = [rule for rule in axe.get("violations", ()) if rule["id"] == "color-contrast"]
    found = {node["selector"] for rule in rules for node in rule["nodes"]}
    inks = seen(page, "inks") or {"texts": []}
    if not inks["texts"] or not colours_known(page):
        return found
    low = {each.element for each in text_contrasts(page).seen if each.ratio < (3.0 if each.large else 4.5)}
    return found | {text["selector"] for text in inks["texts"] if element_at(page, text["selector"]) in low}
