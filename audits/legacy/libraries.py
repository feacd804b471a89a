"""Script libraries are current and without known holes.

Why it matters: most sites carry program libraries that others wrote. Holes found in old versions are published, with instructions, and stay open until somebody puts a newer file in their place.
What is measured: how many of the libraries that tell their version have a known vulnerability (retire.js's list) or are no longer mended (endoflife.date), out of those found by address, file name or first comment.
Limits: a library with a hole is a risk only where the page uses the part concerned; on a page without log-in or forms it is small. Versions hidden in bundles are not seen.
What to do: in WordPress and the like, update the theme and the plug-ins. On a hand-made site, put the newest file of the same main version in place of the old and look at each page. jQuery 3.7 is right for nearly everybody.
"""

from audits.derived.addresses import loaded_addresses
from audits.derived.library_state import LibraryState, library_states
from audits.model import Finding, Outcome, SiteExample, cannot_tell, measured, not_applicable, site_audit
from audits.store.records import Severity
from audits.visit import Visit

_PAGE = '<!doctype html><html lang="en"><head><title>Club</title>{}</head><body><p>Welcome.</p></body></html>'
_OLD = '<script src="https://code.jquery.com/jquery-1.12.4.min.js"></script>'
_NEW = '<script src="/js/jquery-3.7.1.min.js"></script>'


@site_audit(
    unit="count",
    standards=["Retire.js repository", "endoflife.date snapshot", "OWASP A06:2021"],
    aliases=["lighthouse:no-vulnerable-libraries"],
    severity="moderate",
    effort="day",
    needs=[library_states, loaded_addresses],
    examples=[
        SiteExample(
            {"/": _PAGE.format(_NEW)}, gives=0, facts={"libraries": "jquery 3.7.1", "libraries_vulnerable": None}
        ),
        SiteExample({"/": _PAGE.format(_OLD)}, gives=1, facts={"libraries_vulnerable": "jquery 1.12.4"}, findings=1),
        SiteExample({"/": _PAGE.format('<script src="/js/menu.js"></script>')}, gives="cannot_tell"),
        SiteExample({"/": _PAGE.format("")}, gives="not_applicable"),
    ],
)
def libraries(visit: Visit) -> Outcome:
    """The libraries that are vulnerable or no longer mended."""
    first: dict[tuple[str, str], tuple[LibraryState, str]] = {}
    for page in visit.pages:
        for state in library_states(page):
            first.setdefault((state.name, state.version), (state, page.url))
    if not first:
        scripts = any(item.tag == "script" for page in visit.pages for item in loaded_addresses(page))
        return cannot_tell("no library tells its version") if scripts else not_applicable("no page loads a script file")
    old = [(state, url) for state, url in first.values() if state.holes or state.ended]
    findings = [
        Finding(_sentence(state), url=url, snippet=state.address, severity=_severity(state)) for state, url in old
    ]
    names = [f"{state.name} {state.version}" for state, _ in first.values()]
    bad = [f"{state.name} {state.version}" for state, _ in first.values() if state.holes]
    facts = {"libraries": ", ".join(sorted(names)), "libraries_vulnerable": ", ".join(sorted(bad)) or None}
    return measured(len(old), checked=len(first), findings=findings, facts=facts)


def _sentence(state: LibraryState) -> str:
    parts = []
    if state.holes:
        named = [names for _, names in state.holes]
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        parts.append(f"has known vulnerabilities ({'; '.join(named[:3])}{more})")
    if state.ended:
        parts.append("is no longer mended by its makers")
    return f"{state.name} {state.version} {' and '.join(parts)}."


def _severity(state: LibraryState) -> Severity:
    return "serious" if any(severity in {"high", "critical"} for severity, _ in state.holes) else "moderate"
