"""The counts of all prose of a site that is in its main language."""

from __future__ import annotations

from audits.derived import derived
from audits.derived.language import language
from audits.derived.readability import Prose, prose
from audits.derived.site_language import site_language
from audits.visit import Visit

ENOUGH = 200
"""Words of prose below which a formula says nothing."""


@derived
def site_prose(visit: Visit) -> Prose:
    """Needs `prose`, `language` and `visible_words` of each page. A page whose counts are the same as another's is its double."""
    main = site_language(visit).code
    own = dict.fromkeys(prose(page) for page in visit.pages if language(page).code == main)
    return sum(own, Prose())
