"""What the site is made with.

Why it matters: whoever is to mend the site, move it or find its log-in must know what it was made with; and some makers have long closed.
What is measured: the content system, site builder, editing program, design or generator that left its trace in the pages: generator line, headers, hosts, addresses, comments.
Limits: a well kept site can hide it, and then there is no answer. A design's name says nothing about the program behind it.
What to do: write the answer down beside the log-in, where the next volunteer finds it.
"""

from collections import Counter

from audits.derived.generator import Maker, makers
from audits.model import Answer, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title>{}</head><body><p>Welcome.</p></body></html>'
_ORDER = ("cms", "builder", "forum", "editor", "static", "framework", "template")


@site_audit(
    unit="text",
    standards=["our own table, audits/standards/generators.toml"],
    severity="minor",
    effort="minutes",
    needs=[makers],
    examples=[
        SiteExample({"/": _PAGE.format('<meta name="generator" content="WordPress 6.8.1">')}, gives="WordPress 6.8.1", facts={"made_with": "WordPress 6.8.1"}),
        SiteExample({"/": _PAGE.format('<script src="https://static.parastorage.com/a.js"></script>')}, gives="Wix"),
        SiteExample({"/": Answer(_PAGE.format(""), headers={"x-generator": "Drupal 10 (https://www.drupal.org)"})}, gives="Drupal 10"),
        SiteExample({"/": _PAGE.format("")}, gives="cannot_tell", note="no trace is no answer"),
    ],
)  # fmt: skip
def maker(visit: Visit) -> Outcome:
    """The product that most pages carry the trace of, with its version."""
    seen = [found for page in visit.pages for found in makers(page)]
    if not seen:
        return cannot_tell("no product left a trace in the pages")
    pages = Counter(found.name for found in seen)
    best = min(seen, key=lambda found: (_ORDER.index(found.kind), -pages[found.name]))
    version = _version(best.name, seen)
    label = best.name if version in best.name else f"{best.name} {version}"
    others = sorted({found.name for found in seen} - {best.name})
    facts = {"made_with": label, "made_with_kind": best.kind, "made_with_also": ", ".join(others) or None}
    return measured(label, checked=len(visit.pages), facts=facts)


def _version(name: str, seen: list[Maker]) -> str:
    """The version most pages name."""
    versions = Counter(found.version for found in seen if found.name == name and found.version)
    return versions.most_common(1)[0][0] if versions else ""
