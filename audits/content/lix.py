"""The text of a site in another language than English is easy to read.

Why it matters: long sentences of long words shut out young readers and those who are still learning the language.
What is measured: LIX of all sentences on the site's pages: words per sentence plus the share of words with more than six letters in per cent. Below 30 is very easy, 40 is everyday, 50 is official, 60 and more is very hard.
Limits: made for Swedish and used for German, French, Danish and others; languages that build long words, such as Finnish and Hungarian, come out harder than they are. At least 200 words are needed. Scripts without spaces are left out.
What to do: write shorter sentences, and use everyday words for long ones.
"""

from audits.derived.language import language
from audits.derived.readability import prose
from audits.derived.site_language import site_language
from audits.derived.site_prose import ENOUGH, site_prose
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_UNSPACED = frozenset(("zh", "ja", "ko", "th", "lo", "km", "my"))


@site_audit(
    unit="grade",
    standards=["Björnsson 1968: Läsbarhet"],
    needs=[prose, language, visible_words],
    effort="day",
    examples=[
        SiteExample({"/": "<p>" + "Wir baden im See. Das Boot ist rot. Du bist gern bei uns. " * 20}, gives=4.3),
        SiteExample(
            {"/": "<p>" + "Die Verantwortlichen veröffentlichen selbstverständlich regelmäßig Dokumentationen. " * 40},
            gives=89.3,
            facts={"lix": 89.3},
        ),
        SiteExample({"/": "<p>Wir baden im See.</p>"}, gives="cannot_tell"),
        SiteExample({"/": "<p>" + "We meet in the hall by the river. " * 40}, gives="not_applicable"),
    ],
)
def lix(visit: Visit) -> Outcome:
    code = site_language(visit).code
    if code == "en" or code in _UNSPACED:
        return not_applicable("for English another formula is used, and for scripts without spaces there is none")
    text = site_prose(visit)
    if not code or text.words < ENOUGH:
        return cannot_tell(f"fewer than {ENOUGH} words in whole sentences")
    value = round(text.words / text.sentences + 100 * text.long_words / text.words, 1)
    return measured(value, checked=text.sentences, facts={"lix": value})
