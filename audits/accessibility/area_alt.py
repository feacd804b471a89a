"""Areas of image maps have a text alternative.

Why it matters: the areas of an image map are links that only `alt` gives words to.
What is measured: the share of linked `area` elements, in maps that an image uses, that have an `alt` or another name.
Limits: the `alt` can be there and still not say where the area leads.
What to do: give each `area` with an address an `alt` that says where it leads.
"""

from lxml.html import HtmlElement

from audits.derived.accessible_name import accessible_name
from audits.derived.hidden import hidden_from_at
from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.4.4 (A)", "WCAG 2.2 SC 4.1.2 (A)", "ACT c487ae"],
    wcag=["2.4.4", "4.1.2"],
    aliases=["axe:area-alt"],
    grade="failure",
    severity="critical",
    effort="hour",
    examples=[
        Example('<img src="m.png" alt="Map" usemap="#m"><map name="m"><area href="/a" alt="North"></map>', gives=1.0),
        Example('<img src="m.png" alt="Map" usemap="#m"><map name="m"><area id="fail" href="/a"></map>', gives=0.0),
        Example('<map name="m"><area href="/a"></map>', gives="not_applicable"),
    ],
)
def area_alt(page: Page) -> Outcome:
    areas = _used_areas(page)
    if not areas:
        return not_applicable("no image map with links")
    nameless = [element for element in areas if not accessible_name(page, element)]
    return passing(
        len(areas), [Finding("area of an image map without a text alternative", element) for element in nameless]
    )


def _used_areas(page: Page) -> list[HtmlElement]:
    """The linked areas of maps that an image on the page uses; others are never drawn."""
    used = {image.get("usemap", "").lstrip("#").lower() for image in page.elements("img", "object", "input")}
    return [
        area
        for area in page.elements("area")
        if "href" in area.attrib and not hidden_from_at(page, area) and _map_name(area) in used
    ]


def _map_name(area: HtmlElement) -> str:
    around = next(area.iterancestors("map"), None)
    return (around.get("name") or around.get("id") or "-").lower() if around is not None else "-"
