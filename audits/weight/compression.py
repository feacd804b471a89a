"""Text is sent compressed.

Why it matters: pages, style sheets and scripts shrink to a third or a quarter when the server packs them; it costs nothing but a setting.
What is measured: the share of the site's own pages, style sheets, scripts and drawings above 1,400 bytes that came packed (gzip, Brotli, Zstandard).
Limits: what others host is not counted; very small files are left out, because packing them saves nothing.
What to do: ask the host to switch on gzip or Brotli for text files.
"""

from audits.derived.page_resources import Part, page_resources
from audits.model import Answer, Finding, Outcome, SiteExample, measured, not_applicable, site_audit
from audits.visit import Visit

_SMALL = 1400  # bytes; fits into one packet, packed or not (Lighthouse uses-text-compression takes 1.4 KB too)
_TEXT_TYPES = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "application/xhtml+xml",
    "image/svg",
)
_GAIN = 0.7  # of text that packing takes away (HTTP Archive: about 70 %)
_WORDS = "a" * 2000


@site_audit(
    unit="share",
    standards=["Lighthouse uses-text-compression", "HTTP Archive Web Almanac 2024, Markup"],
    aliases=["lighthouse:uses-text-compression"],
    needs=[page_resources],
    severity="moderate",
    effort="minutes",
    examples=[
        SiteExample({"/": Answer(f"<p>{_WORDS}", headers={"content-length": "1500"})}, gives=0.0, findings=1),
        SiteExample(
            {
                "/": f'<link rel="stylesheet" href="a.css"><p>{_WORDS}',
                "/a.css": Answer(_WORDS, headers={"content-encoding": "br"}),
            },
            gives=0.5,
            findings=1,
        ),
        SiteExample({"/": "<p>Few words.</p>"}, gives="not_applicable"),
    ],
)
def compression(visit: Visit) -> Outcome:
    texts: dict[str, Part] = {}
    for page in visit.pages:
        for part in page_resources(page).parts:
            if part.own and part.known and (part.status or 0) < 400 and _packable(part):
                texts.setdefault(part.url, part)
    if not texts:
        return not_applicable("no text large enough to be worth packing")
    loose = [part for part in texts.values() if not part.packed or part.packed == "identity"]
    findings = [
        Finding(f"sent unpacked; packing would save about {_saved(part):,.0f} KB", url=part.url, snippet=part.url)
        for part in sorted(loose, key=lambda part: -(part.body_bytes or 0))
    ]
    saved = sum(_saved(part) for part in loose)
    facts = {"packing_saves_kilobytes": round(saved, 1)}
    return measured(1 - len(loose) / len(texts), checked=len(texts), findings=findings, facts=facts)


def _packable(part: Part) -> bool:
    size = part.unpacked_bytes or part.body_bytes or 0
    return size > _SMALL and part.media_type.startswith(_TEXT_TYPES)


def _saved(part: Part) -> float:
    return (part.body_bytes or 0) * _GAIN / 1024
