"""The site shows pictures, films or sounds of what goes on.

Why it matters: young people want to see the place and the people before they come; a site of text alone tells them little of it.
What is measured: the number of different pictures on a typical (median) page; films and recordings are counted beside it.
Limits: pictures in style sheets and those that scripts put in are not seen; logos and icons are counted like photographs. More is not better without end: see the weight of the page.
What to do: show a few good photographs of the place and of activities, with the consent of those in them, small enough to load quickly.
"""

from statistics import median

from audits.derived.page_media import page_media
from audits.model import Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.visit import Visit


@site_audit(
    unit="per page",
    needs=[page_media],
    effort="hour",
    examples=[
        SiteExample(
            {
                "/": '<img src="a.png"><img src="b.png"><img src="a.png"><iframe src="https://www.youtube.com/embed/x"></iframe>'
            },
            gives=2,
            facts={"images": 2, "videos": 1},
        ),
        SiteExample({"/": '<p>Only words.</p><img src="dot.gif" width="1" height="1">'}, gives=0, facts={"images": 0}),
        SiteExample({}, gives="cannot_tell"),
    ],
)
def media(visit: Visit) -> Outcome:
    if not visit.pages:
        return cannot_tell("no page could be read")
    found = [page_media(page) for page in visit.pages]
    facts = {
        "images": len({url for one in found for url in one.images}),
        "images_per_page": median(len(one.images) for one in found),
        "videos": len({url for one in found for url in one.videos}),
        "audio_files": len({url for one in found for url in one.sounds}),
    }
    return measured(facts["images_per_page"], checked=len(found), facts=facts)
