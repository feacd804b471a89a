"""Pages are in the language they say they are.

Why it matters: a screen reader speaks German text that is declared English as if it were English, and nobody understands it; translators and search engines are misled too.
What is measured: the share of pages that declare a language whose words are in that language.
Limits: pages with fewer than 20 words and pages that declare nothing are left out; a page in two languages goes by the one it says most in.
What to do: write the right code into the `lang` of the `html` element, such as `<html lang="cy">`; in most programs it is a setting of the site.
"""

from audits.derived.language import language
from audits.model import Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.visit import Visit

ENOUGH = 20
"""Words below which the model is not sure enough to call a declaration wrong."""

_TEXT = "Every Friday we meet in the hall by the river, and guests are always welcome to stay for tea and a game."
# A declaration of the wider language or the written standard is not wrong.
_SAME = (frozenset(("hr", "bs", "sr")), frozenset(("id", "ms")), frozenset(("cs", "sk")), frozenset(("da", "no")))


@site_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.1.1 (A)"],
    related=["3.1.1"],
    needs=[language],
    severity="serious",
    effort="minutes",
    examples=[
        SiteExample({"/": f'<html lang="en-GB"><p>{_TEXT}'}, gives=1.0, findings=0),
        SiteExample(
            {"/": f'<html lang="fr"><p>{_TEXT}', "/a": f'<html lang="en"><p>{_TEXT}'},
            gives=0.5,
            findings=1,
            facts={"wrong_language_pages": 1},
        ),
        SiteExample({"/": f"<html><p>{_TEXT}"}, gives="not_applicable"),
    ],
)
def declared_language(visit: Visit) -> Outcome:
    judged = [(page.url, found) for page in visit.pages if (found := language(page)).declared and found.code]
    told = [(url, found) for url, found in judged if found.words >= ENOUGH and found.confidence >= 0.8]
    if not told:
        return not_applicable("no page declares a language and has words enough to judge it by")
    wrong = [(url, found) for url, found in told if not _agree(found.code, found.declared)]
    findings = [
        Finding(
            f"the page says it is in '{found.declared}', its words are in '{found.code}'",
            url=url,
            snippet=f'lang="{found.declared}"',
        )
        for url, found in wrong
    ]
    facts = {"wrong_language_pages": len(wrong)}
    return measured(1 - len(wrong) / len(told), checked=len(told), findings=findings, facts=facts)


def _agree(real: str, declared: str) -> bool:
    return real == declared or any(real in group and declared in group for group in _SAME)
