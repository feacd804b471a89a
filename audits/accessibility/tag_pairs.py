"""Start and end tags match.

Why it matters: browsers and screen readers guess what broken markup means, and do not all guess alike; a forgotten end tag makes half a page bold, or a link.
What is measured: the number of end tags without a start, and of elements that are never closed though they must be.
Limits: elements that HTML lets one leave open are left out; what is wrong inside scripts is not looked at. One finding sums up a page.
What to do: run the page through a validator such as that of the W3C, and close each element in the order in which it was opened.
"""

import re
from collections import Counter

from audits.derived.wording import squeezed
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>"
    r"|<(script|style|textarea|title|xmp|noscript|iframe|template)\b[^>]*>.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-zA-Z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>",
    re.DOTALL | re.IGNORECASE,
)
_NAMES = re.compile(r"<(/?[a-zA-Z][\w:-]*)")
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input isindex keygen link meta param source spacer track wbr".split()
)
_LENIENT = frozenset(
    "html head body p li dt dd option optgroup tr td th thead tbody tfoot colgroup caption rp rt rb rtc".split()
)
_FOREIGN = frozenset({"svg", "math"})
_CAP = 1_000_000
"""Characters read: longer pages are data, and the tokens are walked one by one."""


@page_audit(
    unit="count",
    standards=[
        "WCAG 2.1 SC 4.1.1 (A, dropped in 2.2)",
        "WCAG Techniques H74, F70",
        "HTML Living Standard, 13.2: stray end tag",
    ],
    related=["4.1.1"],
    severity="minor",
    effort="hour",
    examples=[
        Example("<div><p>One<p>Two</div><br><img src=a.png alt=''>", gives=0),
        Example("<div>One</span></div>", gives=1),
        Example("<div><b>One</div>", gives=1),
        Example("<p>1 < 2 <!-- </div> --><script>'</i>'</script></p>", gives=0),
        Example("<html lang=en><title>x</title>", gives="not_applicable"),
    ],
)
def tag_pairs(page: Page) -> Outcome:
    bodies = page.elements("body")
    if not bodies or (not len(bodies[0]) and not (bodies[0].text or "").strip()):
        return not_applicable("an empty page")
    text = page.text[:_CAP]
    if _even(text):
        return measured(0)
    stray, unclosed = _mistakes(text)
    total = stray.total() + unclosed.total()
    if not total:
        return measured(0)
    parts = []
    if stray:
        parts.append(f"stray end tag </{stray.most_common(1)[0][0]}> that closes nothing")
    if unclosed:
        parts.append(f"unclosed <{unclosed.most_common(1)[0][0]}> without its end tag")
    name = (stray or unclosed).most_common(1)[0][0]
    count = "" if total == 1 else f" ({total} on this page)"
    message = f"start and close tags do not match: {' and '.join(parts)}{count}"
    return measured(total, findings=[Finding(message, snippet=squeezed(f"{'</' if stray else '<'}{name}>"))])


def _even(text: str) -> bool:
    """Are there as many end tags as start tags of each kind? Then nothing is left over, and nothing is missing."""
    counts = Counter(_NAMES.findall(text))
    return all(
        counts[name] == counts[f"/{name}"] or name.lower() in _VOID or name.lower() in _LENIENT
        for name in {name.removeprefix("/") for name in counts}
    )


def _mistakes(text: str) -> tuple[Counter[str], Counter[str]]:
    stray: Counter[str] = Counter()
    unclosed: Counter[str] = Counter()
    stack: list[str] = []
    open_: Counter[str] = Counter()
    foreign = 0
    for found in _TOKEN.finditer(text):
        name = (found[3] or "").lower()
        if not name or name in _VOID or ":" in name or "-" in name:
            continue
        closing = bool(found[2])
        if name in _FOREIGN:
            foreign += -1 if closing else 1
        if foreign > 0 or name in _FOREIGN or name in _LENIENT:
            continue
        if not closing:
            if not found[4].endswith("/"):
                stack.append(name)
                open_[name] += 1
            continue
        if not open_[name]:
            stray[name] += 1
            continue
        while stack:
            last = stack.pop()
            open_[last] -= 1
            if last == name:
                break
            unclosed[last] += 1
    unclosed.update(stack)
    # What was opened inside what is closed above it and closed again below is both: one mistake of order.
    for name in stray.keys() & unclosed.keys():
        same = min(stray[name], unclosed[name])
        unclosed[name] -= same
    return stray, +unclosed
