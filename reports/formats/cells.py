"""Makes what the web and a list sent harmless in a spreadsheet's cell."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_DANGEROUS = frozenset(
    "=+-@＝＋－＠"
)  # what Excel, LibreOffice and Google Sheets start a formula with (OWASP, CSV injection)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

CELL_CAP = 32_767
"""Characters in a cell of Excel."""


def safe_text(text: str) -> str:
    """The text, with ' in front where a spreadsheet would run it. A text that is a number (-0.12) stays one."""
    clean = text if text.isprintable() else _CONTROL.sub("", text)
    if clean[:1].isalnum():
        return clean
    first = clean.lstrip()[:1]
    if first in _DANGEROUS or clean[:1] in {"\t", "\r", "\n"}:
        return clean if _NUMBER.fullmatch(clean.strip()) and clean[:1] not in {"\t", "\r", "\n"} else f"'{clean}"
    return clean
