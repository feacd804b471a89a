"""The page says which language it is in.

Why it matters: a screen reader chooses its voice by the page's language; without it, English may be read with a German voice.
What is measured: whether the `html` element has a `lang` (or, on XHTML pages, `xml:lang`) that is not blank.
Limits: whether it is the right language is judged elsewhere.
What to do: write the language into the first tag of the page, such as `<html lang="en">`.
"""

from audits.derived.drawing_page import drawing_page
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.1 (A)", "ACT b5c3f8"],
    wcag=["3.1.1"],
    aliases=["axe:html-has-lang"],
    grade="failure",
    severity="serious",
    effort="minutes",
    examples=[
        Example('<html lang="en"><p>Welcome</html>', gives=1.0),
        Example('<html id="fail"><p>Welcome</html>', gives=0.0),
        Example('<html id="fail" lang=" "><p>Welcome</html>', gives=0.0),
        Example("<html><body></body></html>", gives="not_applicable", note="nothing to read out"),
    ],
)
def page_language(page: Page) -> Outcome:
    if drawing_page(page):
        return not_applicable("a drawing, not a page")
    root = page.root
    if root.get("lang", "").strip():
        return measured(1.0)
    if root.get("xml:lang", "").strip():
        # Browsers read `xml:lang` only in documents served as XML; for the rest it is as good as absent.
        if page.fetch.media_type == "application/xhtml+xml":
            return measured(1.0)
        message = "the language of the page stands only in xml:lang, which browsers do not read in HTML"
        return measured(0.0, findings=[Finding(message, root, snippet="<html xml:lang>")])
    if not any(text.strip() for text in root.itertext()):
        return not_applicable("a page without text")
    what = "the language of the page is empty: lang" if "lang" in root.attrib else "page without a lang attribute"
    return measured(
        0.0, findings=[Finding(what, root, snippet='<html lang="">' if "lang" in root.attrib else "<html>")]
    )
