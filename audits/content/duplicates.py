"""Every page has its own content.

Why it matters: the same text under several addresses sends visitors in circles and makes a small site look larger than it is.
What is measured: the share of addresses whose visible body text is not that of another address of the site.
Limits: a folder and its index file (`/` and `/index.html`) are one address, since visitors hardly notice the difference. Pages without text are left out.
What to do: link to one address for each page, and let the others redirect to it.
"""

import re
from collections import defaultdict

from audits.derived.body_text import body_text
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_INDEX = re.compile(r"/(?:index|default|welcome)\.[a-z]{3,5}$", re.IGNORECASE)
_TALE = "<p>The old barge lies at the quay behind the mill and is open to young people on Fridays from six to nine.</p>"


@site_audit(
    unit="share",
    needs=[body_text],
    severity="minor",
    effort="hour",
    examples=[
        SiteExample({"/": _TALE, "/a": "<p>Something else, about joining the crew.</p>"}, gives=1.0, findings=0),
        SiteExample(
            {"/": _TALE, "/old.html": _TALE},
            gives=0.5,
            findings=1,
            facts={"duplicate_pages": 1, "duplicate_page_share": 0.5},
        ),
        SiteExample({"/": _TALE, "/index.html": _TALE}, gives=1.0, findings=0, facts={"duplicate_pages": 0}),
        SiteExample({"/": "<img src=a.png>"}, gives="cannot_tell"),
    ],
)
def duplicates(visit: Visit) -> Outcome:
    groups: dict[int, dict[str, str]] = defaultdict(dict)
    for page in visit.pages:
        if mark := body_text(page).mark:
            groups[mark].setdefault(_INDEX.sub("/", page.url), page.url)
    total = sum(map(len, groups.values()))
    if not total:
        return cannot_tell("no page with text")
    doubles = [(first, url) for first, *others in (list(urls.values()) for urls in groups.values()) for url in others]
    findings = [
        Finding("the page has the same text as another address", url=url, snippet=first) for first, url in doubles
    ]
    share = len(doubles) / total
    facts = {"duplicate_pages": len(doubles), "duplicate_page_share": round(share, 3)}
    return measured(1 - share, checked=total, findings=findings, facts=facts)
