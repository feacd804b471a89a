"""The text of an English site is easy to read.

Why it matters: many young people and parents read at the level of a nine to eleven year old; harder text shuts them out.
What is measured: the Flesch-Kincaid grade of all sentences on the site's pages, menus and headings left out: .39 × words per sentence + 11.8 × syllables per word − 15.59. The grade plus five is about the reading age.
Limits: English only, and at least 200 words. Syllables are counted by a rule, not a dictionary. A formula knows nothing of sense; names make a text look harder.
What to do: write shorter sentences with shorter words. GOV.UK writes for a reading age of nine.
"""

from audits.derived.language import language
from audits.derived.readability import prose
from audits.derived.site_language import site_language
from audits.derived.site_prose import ENOUGH, site_prose
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_PLAIN = (
    "<p>" + "We meet in the old hall. The boat is red. You can come and help us. Bring a coat. It may rain a lot. " * 12
)
_HARD = "<p>" + (
    "Notwithstanding organisational considerations, the administration regularly communicates comprehensive "
    "documentation regarding participation opportunities to representatives of associated institutions. "
) * 14  # fmt: skip


@site_audit(
    unit="grade",
    standards=["Kincaid et al. 1975: Flesch-Kincaid grade level", "GOV.UK: writing for GOV.UK"],
    needs=[prose, language, visible_words],
    effort="day",
    examples=[
        SiteExample({"/": _PLAIN}, gives=0, facts={"reading_grade": 0}),
        SiteExample({"/": _HARD}, gives=37.5, facts={"reading_age_years": 42.5}),
        SiteExample({"/": "<p>We meet in the hall.</p>"}, gives="cannot_tell"),
        SiteExample({"/": "<p>" + "Wir treffen uns jeden Freitag im Haus am Fluss. " * 30}, gives="not_applicable"),
    ],
)
def readability(visit: Visit) -> Outcome:
    code = site_language(visit).code
    if code and code != "en":
        return not_applicable("the formula is made for English")
    text = site_prose(visit)
    if not code or text.words < ENOUGH:
        return cannot_tell(f"fewer than {ENOUGH} words in whole sentences")
    grade = 0.39 * text.words / text.sentences + 11.8 * text.syllables / text.words - 15.59
    grade = round(max(grade, 0), 1)
    facts = {"reading_grade": grade, "reading_age_years": grade + 5}
    return measured(grade, checked=text.sentences, facts=facts)
