"""Measures text on pictures and gradients by its pixels, once with its letters and once without."""

from __future__ import annotations

from typing import Any

from crawler.browser.paper import Paper

MOST = 60
"""Texts of one page that are measured; a page has its titles on pictures, seldom its body."""

LOOKS = 5  # places that the page is scrolled to
TOP = 120  # pixels above the first text, which a bar that stays in front may take


async def inks(tab: Any, paper: Paper) -> dict[str, Any]:
    """Texts with the contrasts that their pixels have; `unmeasured` are those that move, are covered or lie further down."""
    tops: list[float] = await tab.run("inks")
    if not tops:
        return {"texts": [], "unmeasured": 0}
    named = await tab.run("inks_named")
    seen: dict[int, dict[str, Any]] = {}
    first = 0
    for _ in range(LOOKS):
        if first >= min(len(tops), MOST):
            break
        top = await tab.scroll(max(0.0, tops[first] - TOP))
        here = [each for each in await tab.run("inks_here", [first, MOST]) if each["number"] not in seen]
        if here:
            seen |= await _measured(tab, paper, here, named)
        done = {each["number"] for each in here}
        glass = top + float(await tab.page.evaluate("innerHeight"))
        # What stands on this glass has had its chance; the next look begins below it.
        first = next((n for n in range(first + 1, len(tops)) if n not in done and tops[n] > glass - 40), len(tops))
    await tab.scroll(0)
    texts = [
        {**{key: named[n][key] for key in ("selector", "snippet", "ground", "large", "shadow")}, **seen[n]}
        for n in seen
    ]
    return {"texts": texts, "unmeasured": len(tops) - len(texts)}


async def _measured(
    tab: Any, paper: Paper, here: list[dict[str, Any]], named: list[dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    shown = await tab.png()
    await tab.run("inks_hide", True)
    hidden = await tab.png()
    await tab.run("inks_hide", False)
    texts = [{"lines": each["lines"], "ink": named[each["number"]]["ink"]} for each in here]
    found = await paper.contrast(shown, hidden, texts)
    return {each["number"]: ratios for each, ratios in zip(here, found, strict=True) if ratios}
