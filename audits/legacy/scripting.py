"""The site can be read without JavaScript.

Why it matters: scripts fail on slow connections, on old phones, behind school filters and in search engines. Where the words are only put in by a script, a failed script means an empty page.
What is measured: on pages that a browser opened, the share of the words shown that are not in the source; on the others, from the source alone: an empty page that a script fills, a page hidden by its own styles until a script shows it, a menu or pieces of the page that a script puts in. "yes": nothing can be read without; "partial": some of the content or the whole menu; "no".
Limits: without a browser (`--render`) it is told from the source alone, and separate script files are not run.
What to do: ask whoever built the site to send finished pages from the server ("server-side rendering" or "static export"), and to leave the text visible when scripts fail.
"""

from audits.derived.js_need import script_need
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit

_HEAD = '<!doctype html><html lang="en"><head><title>Club</title>'
_WORDS = "<p>We meet every Friday evening at the village hall, and new members are welcome at any time of the year.</p>"
_SHELL = f'{_HEAD}<script type="module" src="/app.js"></script></head><body><div id="root"></div></body></html>'
_MENU = f'{_HEAD}</head><body><nav id="menu"></nav>{_WORDS}<script src="/menu.js"></script></body></html>'
_FADE = f'{_HEAD}<style>body {{ opacity: 0 }}</style><script src="/show.js"></script></head><body>{_WORDS}<a href="/a.html">A</a></body></html>'


@site_audit(
    unit="text",
    standards=["Lighthouse 9 without-javascript", "GOV.UK Service Manual, progressive enhancement"],
    severity="serious",
    effort="day",
    needs=[script_need],
    examples=[
        SiteExample({"/": f"{_HEAD}</head><body>{_WORDS}</body></html>"}, gives="no", facts={"js_required": "no"}),
        SiteExample({"/": _SHELL}, gives="yes", facts={"js_required": "yes"}, findings=1),
        SiteExample(
            {"/": _SHELL.replace('<div id="root">', '<div class="a"><p>A word</p>')},
            gives="yes",
            findings=1,
            sight={"/": {"text": {"text": "word " * 30, "characters": 150}}},
        ),
        SiteExample(
            {"/": _MENU},
            gives="no",
            sight={"/": {"text": {"text": "We meet every Friday evening", "characters": 28}}},
            note="a browser saw that no script puts in anything",
        ),
        SiteExample({"/": _MENU}, gives="partial", findings=1),
        SiteExample({"/": _FADE}, gives="partial", findings=1),
        SiteExample({"/": Answer("", failure="timeout", kind="page")}, gives="cannot_tell"),
    ],
)
def scripting(visit: Visit) -> Outcome:
    """Is JavaScript needed to read the site: yes, partial or no?"""
    if not visit.pages:
        return cannot_tell("no page of this site could be read")
    needs = [(page.url, script_need(page)) for page in visit.pages]
    home = script_need(visit.home) if visit.home else needs[0][1]
    shells = sum(need.need == "yes" for _, need in needs)
    some = sum(need.need != "no" for _, need in needs)
    if home.need == "yes" or shells > len(needs) / 2:
        answer = "yes"
    elif home.need == "partial" or some >= max(1, _SOME * len(needs)):
        answer = "partial"
    else:
        answer = "no"
    findings = [
        Finding(f"Without JavaScript: {reason}.", url=url, level="fail" if need.need == "yes" else "review")
        for url, need in needs
        for reason in need.reasons[:1]
    ]
    return measured(
        answer, checked=len(needs), findings=findings if answer != "no" else [], facts={"js_required": answer}
    )


_SOME = 0.25
"""From this share of pages on, need of scripts is the site's and not one page's (a design choice)."""
