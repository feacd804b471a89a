"""Nothing on the page needs a plug-in.

Why it matters: no phone ever played Flash or Java, and no desk browser does any more: that content is lost to everybody.
What is measured: pieces of the page that only a plug-in could show: Flash, Java, Silverlight, ActiveX and old media players.
Limits: players that a script puts in are found only where the script is written in the page.
What to do: replace films by `video`, menus by links, and say in words what the rest was.
"""

from audits.derived.plugins import plugin_elements
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page


@page_audit(
    unit="count",
    standards=["Lighthouse plugins (to version 11)", "Google Mobile-Friendly Test: incompatible plugins"],
    aliases=["lighthouse:plugins"],
    severity="serious",
    effort="day",
    examples=[
        Example('<video src="camp.mp4" controls></video>', gives=0),
        Example('<embed id="fail" src="menu.swf" type="application/x-shockwave-flash">', gives=1),
        Example("<p>Words only.</p>", gives="not_applicable"),
    ],
)
def plugins(page: Page) -> Outcome:
    found = plugin_elements(page)
    if not found and not page.elements("object", "embed", "applet", "video", "audio"):
        return not_applicable("nothing that is played")
    findings = [Finding(f"needs {plugin.kind}, which no phone has", plugin.element) for plugin in found]
    return measured(len(found), checked=max(len(found), 1), findings=findings)
