"""Pictures are put on the site at a size that is quick to upload.

Why it matters: youth workers say that uploading is slow where they are; a photograph straight from the phone takes minutes on a rural line, and then every visitor waits for it as well.
What is measured: seconds that the editor's line needed to upload the site's largest picture or document, at 384 kbit/s upwards.
Limits: the line is a stated assumption; some content systems shrink pictures after the upload, so the editor may have sent more than is seen here.
What to do: shrink photographs before uploading (1,600 pixels wide is plenty), or use an app that does it.
"""

from audits.derived.page_resources import page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.standards import table
from audits.store.records import Value
from audits.visit import Visit

_LONG = 60.0  # seconds; a minute for one picture is when people give up (a design choice)


@site_audit(
    unit="seconds",
    standards=["browsertime profile dsl: 384 kbit/s upwards"],
    needs=[page_resources],
    severity="minor",
    effort="minutes",
    examples=[
        SiteExample({"/": '<img src="a.jpg">', "/a.jpg": Answer(headers={"content-length": "96000"})}, gives=2.0),
        SiteExample(
            {"/": '<img src="a.jpg">', "/a.jpg": Answer(headers={"content-length": "5000000"})}, gives=104.2, findings=1
        ),
        SiteExample({"/": "<p>Words.</p>"}, gives="not_applicable"),
    ],
)
def upload_burden(visit: Visit) -> Outcome:
    largest = max(
        (
            (part.body_bytes or 0, part.url, page.url)
            for page in visit.pages
            for part in page_resources(page).parts
            if part.own and part.kind in {"image", "media"} and part.status == 200 and part.body_bytes
        ),
        default=None,
    )
    if largest is None:
        return not_applicable("no pictures of known size")
    size, url, page_url = largest
    rate = table("connections.toml")["upload"]["kbits"]
    seconds = round(8 * size / 1000 / rate, 1)
    findings = []
    if seconds > _LONG:
        findings.append(Finding(f"takes {seconds:.0f} seconds to upload at {rate} kbit/s", url=page_url, snippet=url))
    facts: dict[str, Value] = {"upload_seconds": seconds, "largest_picture_kilobytes": round(size / 1024, 1)}
    return measured(seconds, findings=findings, facts=facts)
