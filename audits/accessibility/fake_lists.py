"""Lists are marked up as lists.

Why it matters: a screen reader says "list of five items" and lets people pass over it; dashes and line breaks are read as one long sentence.
What is measured: the number of runs of lines that begin with dashes, stars, bullets or numbers typed by hand.
Limits: at least three lines are needed; poems and addresses are not taken for lists.
What to do: use `ul` or `ol` with `li` and leave the signs to the browser.
"""

import re

from audits.derived.passages import Passage, passages
from audits.derived.wording import quoted
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_BULLET = re.compile(r"^([*•·●○◦▪■►▶»›➢➤✓✔☑–—-]|o(?=\s)|\+|>)\s*\S")
_NUMBER = re.compile(r"^[(\[]?(\d{1,2}|[a-zA-Z]|[ivx]{1,4})\s?([.)\]:]|\.\))\s+\S")
_LINES = 3
_HOLDERS = frozenset(
    {"p", "div", "td", "body", "main", "section", "article", "center", "blockquote", "dd", "fieldset", "form"}
)


@page_audit(
    unit="count",
    standards=["WCAG Technique H48", "WCAG Technique F2"],
    related=["1.3.1"],
    severity="moderate",
    effort="hour",
    examples=[
        Example("<ul><li>boots<li>torch<li>mat</ul><p>We swim - in all weathers - and row.</p>", gives=0),
        Example("<p id=fail>* boots<br>* torch<br>* mat</p>", gives=1),
        Example("<p id=fail>- boots</p><p>- torch</p><p>- mat</p>", gives=1),
        Example("<div id=fail>1. Boots<br>2. Torch<br>3. Mat</div>", gives=1),
        Example("<p>-1 degree<br>Snow<br>- wind</p>", gives=0),
        Example("<html lang=en><title>x</title><body></body>", gives="not_applicable"),
    ],
)
def fake_lists(page: Page) -> Outcome:
    texts = passages(page)
    if not texts:
        return not_applicable("no text")
    findings = []
    run: list[Passage] = []
    kind = ""
    for passage in texts:
        lines = passage.text.split("\n") if passage.element.tag in _HOLDERS else []
        if len(lines) >= _LINES and _typed_list(lines):
            findings.append(_finding(passage))
            run, kind = [], ""
            continue
        begun = _mark(passage.text, len(run)) if len(lines) == 1 else ""
        if begun and begun == kind and run[-1].element.getparent() is passage.element.getparent():
            run.append(passage)
        else:
            run, kind = ([passage], begun) if begun else ([], "")
        if len(run) == _LINES:
            findings.append(_finding(run[0]))
    return measured(len(findings), checked=len(texts), findings=findings)


def _finding(passage: Passage) -> Finding:
    return Finding(
        f"list not marked up as a list: its items are typed with signs or numbers: {quoted(passage.text, 40)}",
        passage.place,
        snippet=passage.quote,
    )


def _typed_list(lines: list[str]) -> bool:
    """Do three lines in a row begin with the same sign, or with numbers that count on?"""
    kind, length = "", 0
    for line in lines:
        begun = _mark(line, length)
        length = length + 1 if begun and begun == kind else 1 if (begun := _mark(line, 0)) else 0
        kind = begun
        if length >= _LINES:
            return kind not in "-–—" or not _talk(lines)
    return False


def _talk(lines: list[str]) -> bool:
    """Are these lines of speech, which many languages begin with a dash?"""
    said = [line for line in lines if line[0] in "-–—"]
    return sum(line[-1] in '.!?…"”»:' for line in said) * 2 >= len(said)


def _mark(line: str, place: int) -> str:
    """The sign a line begins with; for numbers, "number" where it is the one that is due."""
    first, second = line[:1], line[1:2]
    if first.isalpha() and second.isalpha() and first not in "ivx":
        return ""  # a word
    if found := _BULLET.match(line):
        sign = found[1]
        return sign if not (sign in "-–—+" and line[1:2].isdigit()) else ""
    if found := _NUMBER.match(line):
        label = found[1]
        due = str(place + 1), "abcdefghijklmnopqrstuvwxyz"[place % 26], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26]
        return (
            "number"
            if label in due or (not place and label == "i") or (place and label in {"ii", "iii", "iv", "v"})
            else ""
        )
    return ""
