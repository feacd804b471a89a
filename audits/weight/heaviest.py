"""The heaviest parts of the site are as light as they could be.

Why it matters: on most small sites a handful of photographs makes nearly all of the weight; mending them is an afternoon.
What is measured: the ten heaviest files of the site, and how many kilobytes of them the obvious mending would save: pictures at the size they are shown at and in a modern format, text packed, fonts as WOFF2.
Limits: savings are estimates; how a picture looks when it is saved smaller, a person must judge. Where the size of a picture in pixels is not known, a photograph as wide as a phone is taken.
What to do: mend them from the top: each finding says what and how far.
"""

from audits.derived.heavy_files import HeavyFile, heavy_files
from audits.derived.page_resources import page_resources
from audits.derived.pictures import pictures
from audits.model import Answer, Finding, Outcome, SiteExample, cannot_tell, measured, site_audit
from audits.store.records import Value
from audits.visit import Visit

_WORTH = 50.0  # kilobytes; less is not worth an afternoon


@site_audit(
    unit="kilobytes",
    standards=["Lighthouse uses-optimized-images, uses-responsive-images, modern-image-formats, uses-text-compression"],
    needs=[page_resources, pictures],
    severity="serious",
    effort="hour",
    examples=[
        SiteExample({"/": "<p>A few words.</p>", "/favicon.ico": ""}, gives=0.0, findings=0),
        SiteExample(
            {
                "/": '<img src="boat.jpg" width="300">',
                "/boat.jpg": Answer(headers={"content-length": "2000000"}),
                "/favicon.ico": "",
            },
            gives=1900.0,
            findings=1,
            facts={"heaviest_kilobytes": 1953.1},
        ),
        SiteExample({"/": '<img src="boat.jpg">', "/robots.txt": ""}, gives=0.0),
        SiteExample({"/robots.txt": "User-agent: *"}, gives="cannot_tell"),
    ],
)
def heaviest(visit: Visit) -> Outcome:
    if not visit.pages:
        return cannot_tell("no page loaded")
    files = heavy_files(visit)
    savings = sum(file.saved_bytes for file in files) / 1024
    findings = [
        Finding(_words(file), url=file.page, snippet=file.url) for file in files if file.saved_bytes / 1024 >= _WORTH
    ]
    facts: dict[str, Value] = {"savings_kilobytes": round(savings, 1)}
    if files:
        facts["heaviest_kilobytes"] = round(files[0].wire_bytes / 1024, 1)
        facts["heaviest_file"] = files[0].url
    return measured(round(savings, 1), checked=len(files), findings=findings, facts=facts)


def _words(file: HeavyFile) -> str:
    now, then = file.wire_bytes / 1024, (file.wire_bytes - file.saved_bytes) / 1024
    return f"weighs {now:,.0f} KB on {file.pages} page{'s' if file.pages > 1 else ''}; about {then:,.0f} KB would do: {file.remedy}"
