"""The two ways of naming the language agree.

Why it matters: old XHTML pages name the language twice, in `lang` and in `xml:lang`; where they differ, some programs read the wrong one.
What is measured: whether `lang` and `xml:lang` of the `html` element begin with the same language.
Limits: countries (`en-GB` and `en-US`) are not compared.
What to do: write the same code into both, or leave `xml:lang` out.
"""

from audits.derived.lang_parts import primary_language
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.1 (A)", "ACT 5b7ae0"],
    wcag=["3.1.1"],
    aliases=["axe:html-xml-lang-mismatch"],
    grade="failure",
    severity="moderate",
    effort="minutes",
    examples=[
        Example('<html lang="en-GB" xml:lang="en"><p>x</html>', gives=1.0),
        Example('<html id="fail" lang="en" xml:lang="fr"><p>x</html>', gives=0.0),
        Example('<html lang="en"><p>x</html>', gives="not_applicable"),
    ],
)
def xml_language(page: Page) -> Outcome:
    root = page.root
    first, second = primary_language(root.get("lang", "")), primary_language(root.get("xml:lang", ""))
    if not first or not second:
        return not_applicable("the language is not named twice")
    if first == second:
        return measured(1.0)
    message = f"lang says “{root.get('lang')}” and xml:lang says “{root.get('xml:lang')}”"
    return measured(0.0, findings=[Finding(message, root, snippet="<html lang xml:lang>")])
