"""The main language of a site: of the words on all its pages together, weighed by how much each page says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from audits.derived import derived
from audits.derived.language import Language, language, language_of
from audits.derived.visible_text import visible_words
from audits.visit import Visit

READ = 4000
"""Characters read of the joined samples when no page alone is sure."""


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """`code` is the main language (ISO 639-1, empty where the words do not tell); `shares` of words by language."""

    code: str
    confidence: float
    declared: str
    shares: tuple[tuple[str, float], ...]


@derived
def site_language(visit: Visit) -> SiteLanguage:
    """Needs `language` and `visible_words` of each page."""
    found = [(language(page), max(visible_words(page), 1)) for page in visit.pages]
    declared = Counter(one.declared for one, _ in found if one.declared)
    said = declared.most_common(1)[0][0] if declared else ""
    words: Counter[str] = Counter()
    for one, count in found:
        # Very long pages (minutes, price lists) do not outvote the rest of the site.
        if one.code:
            words[one.code] += min(count, 1500)
    total = sum(words.values())
    shares = tuple((code, count / total) for code, count in words.most_common()) if total else ()
    joined, sure = _joined(found, visit, said)
    if shares and (shares[0][1] > 0.5 or not joined):
        return SiteLanguage(shares[0][0], shares[0][1], said, shares)
    return SiteLanguage(joined, sure, said, shares)


def _joined(found: list[tuple[Language, int]], visit: Visit, declared: str) -> tuple[str, float]:
    samples = dict.fromkeys(one.sample for one, _ in found if one.sample)
    each = max(READ // max(len(samples), 1), 80)
    text = "\n".join(sample[:each] for sample in samples)[:READ]
    return language_of(text, visit.home.url if visit.home else visit.site.url, declared)
