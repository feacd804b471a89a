"""The page's scripts run without errors.

Why it matters: a script that stops halfway leaves menus that do not open and forms that do not answer; old libraries are the usual cause.
What is measured: how many different errors the page's scripts raise while it loads in a browser, and how many of the site's own files it asks for in vain.
Limits: only the sampled pages are opened; scripts of other hosts that could not be reached may make others fail.
What to do: show this list to whoever looks after the site; most errors go with an update or with taking out a plugin that is no longer used.
"""

from urllib.parse import urlsplit

from audits.derived.sight import seen, unseen
from audits.model import Example, Finding, Outcome, cannot_tell, measured, page_audit
from audits.page import Page

_TEXT = {"text": {"words": 3}}


@page_audit(
    unit="count",
    standards=["Lighthouse errors-in-console"],
    aliases=["lighthouse:errors-in-console"],
    severity="minor",
    effort="hour",
    rendered=True,
    examples=[
        Example("<p>Words</p>", gives=0, sight={**_TEXT, "console": [], "network": {"failed": []}}),
        Example(
            "<p>Words</p>",
            gives=2,
            sight={
                **_TEXT,
                "console": ["ReferenceError: $ is not defined"],
                "network": {"failed": [{"url": "https://example.org/menu.js", "status": 404, "kind": "Script"}]},
            },
        ),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)
def script_errors(page: Page) -> Outcome:
    """Errors of scripts, and the site's own files that are missing."""
    network = seen(page, "network")
    if network is None or seen(page, "text") is None:
        return cannot_tell(unseen(page))
    errors = [str(line) for line in page.facts.get("console", ())]
    own = urlsplit(page.url).netloc
    missing = [
        str(each["url"])
        for each in network["failed"]
        if each.get("status") and each.get("kind") != "Other" and urlsplit(str(each["url"])).netloc == own
    ]
    findings = [Finding(f"script error: {line}", snippet=line) for line in errors]
    findings += [Finding("the page asks for a file that is not there", snippet=url) for url in missing]
    return measured(len(findings), checked=int(network.get("requests") or len(findings)), findings=findings)
