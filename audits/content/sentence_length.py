"""Sentences are short enough to follow.

Why it matters: who reads slowly, or in a second language, has lost the beginning of a long sentence at its end.
What is measured: the share of sentences with at most 25 words, in the text of the pages without menus and headings.
Limits: only whole sentences with an end mark are counted, and at least 200 words of them are needed. Scripts without spaces are left out.
What to do: make two sentences of one with more than 25 words.
"""

from audits.derived.language import language
from audits.derived.readability import prose
from audits.derived.site_language import site_language
from audits.derived.site_prose import ENOUGH, site_prose
from audits.derived.visible_text import visible_words
from audits.model import Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.visit import Visit

_UNSPACED = frozenset(("zh", "ja", "ko", "th", "lo", "km", "my"))
_LONG = "We go down to the river with the boats and the ropes and all the coats that we can carry and then we wait there for the rest of the crew to come. "


@site_audit(
    unit="share",
    standards=["GOV.UK: sentences of at most 25 words"],
    needs=[prose, language, visible_words],
    effort="day",
    examples=[
        SiteExample({"/": "<p>" + "We meet in the hall by the river. " * 40}, gives=1.0),
        SiteExample(
            {"/": "<p>" + _LONG * 10}, gives=0.0, facts={"long_sentence_share": 1.0, "words_per_sentence": 33.0}
        ),
        SiteExample({"/": "<p>We meet in the hall.</p>"}, gives="cannot_tell"),
    ],
)
def sentence_length(visit: Visit) -> Outcome:
    if site_language(visit).code in _UNSPACED:
        return not_applicable("words cannot be counted in a script without spaces")
    text = site_prose(visit)
    if text.words < ENOUGH:
        return cannot_tell(f"fewer than {ENOUGH} words in whole sentences")
    share = text.long_sentences / text.sentences
    facts = {"long_sentence_share": round(share, 3), "words_per_sentence": round(text.words / text.sentences, 1)}
    return measured(1 - share, checked=text.sentences, facts=facts)
