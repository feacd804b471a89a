"""The page is in the language it declares.

Why it matters: a screen reader takes its voice from `lang`; German text read by an English voice cannot be understood.
What is measured: whether the language that the `html` element declares is the one the text is written in.
Limits: that a criterion fails is only said of twenty words and more; short texts and close cousins such as Danish and Norwegian are not judged; names and lists may mislead.
What to do: write the right code into `<html lang="…">`; templates often bring `lang="en"` along.
"""

from audits.derived.attributes import with_attribute
from audits.derived.language import SAMPLE, language, language_of
from audits.derived.passages import passages
from audits.derived.spoken import declared_is_spoken
from audits.derived.tongues import WRITTEN, foreign_script, plainly, related, small_words, tally
from audits.derived.visible_text import count_words
from audits.derived.wording import words_of
from audits.model import Example, Finding, Outcome, cannot_tell, measured, not_applicable, page_audit
from audits.page import Page

_WORDS = 12
_SURE = 0.9
_PLENTY = 20
"""Words from which a text of plain sentences, or in another script, leaves no doubt."""
_TEXT = "<p>We meet every Friday at seven in the village hall and everybody is welcome to come and see what we do there.</p>"


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 3.1.1 (A)", "ACT ucwvc8"],
    related=["3.1.1"],
    severity="serious",
    effort="minutes",
    examples=[
        Example(f"<html lang=en><title>Club</title>{_TEXT}", gives=True),
        Example(f"<html lang=de id=fail><title>Club</title>{_TEXT}", gives=False),
        Example("<html lang=en><title>Club</title><p>Hi", gives="cannot_tell"),
        Example("<html><title>Club</title><p>Hi", gives="not_applicable"),
    ],
)
def language_mismatch(page: Page) -> Outcome:
    declared = (page.root.get("lang") or page.root.get("xml:lang") or "").strip().lower().partition("-")[0]
    if len(declared) != 2:
        return not_applicable("the html element declares no language")
    told = language(page)
    if told.words < _WORDS:
        return cannot_tell("too little text")
    if told.code and related(told.code, declared):
        return measured(value=True)
    sample = _unmarked(page, told.sample)
    code, confidence = language_of(sample)
    if count_words(sample) < _WORDS:
        return cannot_tell("too little text that is not marked as being in another language")
    if not code or confidence < _SURE:
        return cannot_tell("the text does not tell its language for certain")
    if related(code, declared) or not _speaks(sample, code, declared):
        return measured(value=True)
    message = (
        f"lang of the page is wrong: the html element says {declared!r}, the text is in another language ({code!r})"
    )
    if declared_is_spoken(page) or not _beyond_doubt(sample, code, declared):
        return measured(value=False, findings=[Finding(message, page.root)])
    return measured(value=False, findings=[Finding(message, page.root, grade="failure", wcag=("3.1.1",))])


def _unmarked(page: Page, sample: str) -> str:
    """The sample, or, where parts of the page have a language of their own, the text outside of them."""
    marked = {one for one in with_attribute(page, "lang") if one is not page.root and one.tag != "body"}
    if not marked:
        return sample
    texts = [passage for passage in passages(page) if not marked & {passage.element, *passage.element.iterancestors()}]
    texts = [passage for passage in texts if not any(True for one in passage.inline if "lang" in one.attrib)]
    return "\n".join(passage.text for passage in sorted(texts, key=lambda passage: -len(passage.text)))[:SAMPLE]


def _speaks(sample: str, code: str, declared: str) -> bool:
    """Do the small words, or the script, bear out that the text is in one language and not in the other?"""
    if foreign_script(sample):
        return True
    words, found, lost = tally(sample, code, declared)
    return not small_words(code) or (found * 8 >= words and found >= 2 * lost)


def _beyond_doubt(sample: str, code: str, declared: str) -> bool:
    if len(words_of(sample)) < _PLENTY:
        return False
    if script := foreign_script(sample):
        return bool(small_words(declared)) and declared not in WRITTEN.get(script, [declared])
    return plainly(sample, code, declared)
