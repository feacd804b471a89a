"""The scripts that stand in the page itself."""

from __future__ import annotations

from collections.abc import Sequence

from audits.derived import derived
from audits.page import Page


@derived
def inline_scripts(page: Page) -> Sequence[str]:
    """The text of every `script` element without a `src`, cut at 50,000 characters each."""
    return [script.text[:50_000] for script in page.elements("script") if script.text and "src" not in script.attrib]
