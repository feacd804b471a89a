"""The language of the site is told by its words.

Why it matters: readers, screen readers and translators need the language; comparing sites needs it too.
What is measured: the language most of the site's words are in, whatever the pages declare.
Limits: a few words do not tell a language, and close cousins (Bosnian and Croatian, Danish and Norwegian) are mixed up in short texts.
What to do: nothing, unless the language told here surprises you; the audit `content/declared-language` says where the declaration is wrong.
"""

from audits.derived.language import language as page_language
from audits.derived.site_language import site_language
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_SHARE = 0.1  # below this a language is a quotation or a mistake of the model


@site_audit(
    unit="text",
    needs=[page_language, visible_words],
    examples=[
        SiteExample(
            {"/": '<html lang="en"><p>Wir treffen uns jeden Freitag im Gemeindehaus, Gäste sind herzlich willkommen.'},
            gives="de",
            facts={"language": "de", "declared_language": "en"},
        ),
        SiteExample({"/": "<p>We meet every Friday in the parish hall, and guests are always welcome."}, gives="en"),
        SiteExample({"/": "<p>12 345</p>"}, gives="cannot_tell"),
    ],
)
def language(visit: Visit) -> Outcome:
    found = site_language(visit)
    if not found.code:
        return cannot_tell("too few words to tell the language", facts={"declared_language": found.declared or None})
    shares = dict(found.shares)
    several = [code for code, share in shares.items() if share >= _SHARE]
    facts = {
        "language": found.code,
        "languages": ";".join(several or [found.code]),
        "declared_language": found.declared or None,
        "language_confidence": round(found.confidence, 2),
    }
    return measured(found.code, checked=len(visit.pages), facts=facts)
