"""Links have a name.

Why it matters: a link without words is announced as "link" or by its address; nobody can tell where it leads.
What is measured: the share of links with text, a picture with an alternative, an `aria-label` or a `title`. Hidden links do not count, nor do areas of image maps (they have their own audit).
Limits: icons drawn by a style sheet count as no text, because they are not read out.
What to do: write what the link leads to; where it is only a picture, put that into the picture's `alt`.
"""

from audits.derived.accessible_name import accessible_name
from audits.derived.roles import with_roles
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LINKS = ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.4 (A)", "WCAG 2.2 SC 4.1.2 (A)", "ACT c487ae"],
    wcag=["2.4.4", "4.1.2"],
    aliases=["axe:link-name"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<a href="/news">News</a> <a href="/"><img src="l.png" alt="Home"></a>', gives=1.0),
        Example('<a href="/">Home</a><a id="fail" href="/x"><img src="l.png" alt=""></a>', gives=0.5),
        Example('<a id="fail" href="/x" role="none"> </a>', gives=0.0),
        Example('<a name="top"></a>', gives="not_applicable"),
    ],
)
def link_name(page: Page) -> Outcome:
    links = [link for link in with_roles(page, *_LINKS) if link.tag != "area"]
    if not links:
        return not_applicable("no links")
    nameless = [element for element in links if not accessible_name(page, element)]
    return passing(len(links), [Finding("link without a name", element) for element in nameless])
