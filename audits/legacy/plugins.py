"""Nothing on the page needs a browser plug-in.

Why it matters: Flash, Java applets, Silverlight and the old media players were switched off in every browser by the end of 2020. What was made with them is now an empty box: a menu that is not there, a film nobody sees.
What is measured: how many pieces of the page only a plug-in could show, told by element, type, class id, file ending, and the scripts that used to start Flash.
Limits: what a separate script file puts in is not seen; a plain link to a Flash file is not counted.
What to do: take the element out. Put a film on as an ordinary video, a menu as ordinary links, a slide show as pictures.
"""

from audits.derived.plugins import plugin_elements
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_FLASH = '<object id="fail" classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000"><param name="movie" value="menu.swf"><embed src="menu.swf"></object>'


@page_audit(
    unit="count",
    standards=["Lighthouse 11 plugins", "Adobe Flash Player end of life, 31 December 2020"],
    aliases=["lighthouse:plugins"],
    severity="serious",
    effort="day",
    examples=[
        Example(_FLASH, gives=1, note="one film: the embed inside its object is the same one"),
        Example('<object data="map.pdf" type="application/pdf"></object>', gives=0),
        Example('<applet id="fail-a" code="Clock.class"></applet><embed id="fail-b" src="tune.mid">', gives=2),
        Example('<script id="fail">swfobject.embedSWF("intro.swf", "intro", "300", "120", "9.0.0");</script>', gives=1),
        Example("<p>Words only.</p>", gives="not_applicable"),
    ],
)
def plugins(page: Page) -> Outcome:
    """The pieces of plug-in content on a page."""
    found = plugin_elements(page)
    if not found and not page.elements("object", "embed", "applet"):
        return not_applicable("nothing is embedded in this page")
    findings = [
        Finding(f"This needs {plugin.kind}, which no browser shows any more.", plugin.element) for plugin in found
    ]
    return measured(len(found), checked=max(1, len(found)), findings=findings)
