"""The newest year in a page's copyright line."""

from __future__ import annotations

import re

from audits.derived import derived
from audits.derived.text_blocks import text_blocks
from audits.page import Page

_MARK = re.compile(
    r"©|\(c\)\s|copyright|all rights reserved|alle rechte|tous droits|derechos reservados|diritti riservati|direitos reservados"
    r"|prawa zastrzeżone|práva vyhrazena|práva vyhradené|prava pridržana|pravice pridržane|jog fenntartva|drepturile rezervate"
    r"|alle rettighe[dt]er|все права|права захищені|版权所有|版權所有",
    re.IGNORECASE,
)
_SIGNS = (
    "©", "(c)", "right", "rechte", "tous droits", "direitos", "diritti", "prawa", "práva", "prava", "pravice", "fenntartva", "drepturile",
    "rettighe", "права", "版权所有", "版權所有", "derechos",
)  # fmt: skip
"""One of these stands in every `_MARK`."""
_SIGNED = re.compile(r"\D{2,40}[|,·–-]\s*(?:19|20)\d\d$")  # "Club name | 2020" at the foot of a page
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:19|20)\d\d|\d\d)(?!\d))?")


@derived
def copyright_year(page: Page) -> int:
    """0 where there is no copyright line with a year in the page's text. What a script writes is not seen, and no evidence."""
    newest = 0
    for block in text_blocks(page):
        if "19" not in block.text and "20" not in block.text:
            continue
        for line in block.text.split("\n"):
            if "19" not in line and "20" not in line:
                continue
            lowered = line.lower()
            told = any(map(lowered.__contains__, _SIGNS))
            if not (told or block.area == "footer") or not _YEAR.search(line):
                continue
            mark = (_MARK.search(line) if told else None) or (_SIGNED.match(line) if block.area == "footer" else None)
            if mark is None:
                continue
            near = line[max(0, mark.start() - 60) : mark.end() + 80]
            for first, last in _YEAR.findall(near):
                year = int(first)
                if last:
                    year = max(year, int(last) if len(last) == 4 else year - year % 100 + int(last))
                newest = max(newest, year)
    return newest
