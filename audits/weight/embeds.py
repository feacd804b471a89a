"""Videos, maps and boxes of other companies wait until they are wanted.

Why it matters: one embedded video brings half a megabyte before anybody presses play; a map or a Facebook box does the same.
What is measured: the share of embedded frames of known heavy services (YouTube, Vimeo, Facebook, Google Maps and Calendar, Instagram, X) that carry `loading="lazy"`.
Limits: boxes that a script puts in are not seen; the kilobytes are typical figures, not measured here, and not part of the page's weight.
What to do: show a picture that loads the video when touched, link to the profile, or at least add `loading="lazy"`.
"""

from urllib.parse import urlsplit

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page
from audits.standards import table


@page_audit(
    unit="share",
    standards=["HTTP Archive Web Almanac 2025, Third Parties: weight of embeds", "Lighthouse third-party-facades"],
    aliases=["lighthouse:third-party-facades"],
    severity="moderate",
    effort="hour",
    examples=[
        Example('<iframe src="https://www.youtube-nocookie.com/embed/x" loading="lazy"></iframe>', gives=1.0),
        Example('<iframe id="fail" src="//www.youtube.com/embed/x"></iframe>', gives=0.0),
        Example('<iframe id="fail" src="https://www.google.com/maps/embed?pb=1"></iframe>', gives=0.0),
        Example('<iframe src="https://www.google.com/search"></iframe>', gives="not_applicable"),
        Example("<p>Words.</p>", gives="not_applicable"),
    ],
)
def embeds(page: Page) -> Outcome:
    checked, findings = 0, []
    for frame in page.elements("iframe"):
        known = _known(page.join(frame.get("src")))
        if known is None:
            continue
        checked += 1
        if (frame.get("loading") or "").strip().lower() != "lazy":
            name, kilobytes, instead = known
            findings.append(Finding(f"{name} brings about {kilobytes} KB at once; {instead}", frame))
    if not checked:
        return not_applicable("no embedded videos, maps or boxes")
    return passing(checked, findings)


def _known(url: str) -> tuple[str, int, str] | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    for row in table("embeds.toml")["embed"]:
        at_home = any(host == name or host.endswith("." + name) for name in row["hosts"])
        if at_home and parts.path.startswith(row["path"]):
            return row["name"], row["kilobytes"], row["instead"]
    return None
