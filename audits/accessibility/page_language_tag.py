"""The language of the page is a real one.

Why it matters: a screen reader that does not know the language named goes on in its own, and mispronounces everything.
What is measured: whether the `lang` of the `html` element begins with a language of the official register (IANA).
Limits: whether the text is in that language is judged elsewhere.
What to do: use the short code of the language: `en`, `cy`, `de`, `fr`, not its name.
"""

from audits.derived.lang_parts import known_language
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.1 (A)", "BCP 47", "ACT bf051a"],
    wcag=["3.1.1"],
    aliases=["axe:html-lang-valid"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<html lang="en-GB"><p>x</html>', gives=1.0),
        Example('<html id="fail" lang="english"><p>x</html>', gives=0.0),
        Example('<html id="fail" lang="eng"><p>x</html>', gives=0.0, note="English has a code of two letters"),
        Example("<html><p>x</html>", gives="not_applicable"),
    ],
)
def page_language_tag(page: Page) -> Outcome:
    tag = page.root.get("lang", "")
    if not tag.strip():
        return not_applicable("no language given")
    if known_language(tag):
        return measured(1.0)
    return measured(
        0.0,
        findings=[
            Finding(f"“{tag.strip()[:40]}” is no language code", page.root, snippet=f'<html lang="{tag.strip()[:40]}">')
        ],
    )
