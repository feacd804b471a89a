"""The interactive features of a whole site: which of the 24 are there, where they are seen, and whether they work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audits.derived import derived
from audits.derived.feed_answers import feed_answers
from audits.derived.profiles import presence, site_words
from audits.derived.sighting import Sighting
from audits.derived.sightings import readable, sightings
from audits.derived.social_mentions import social_mentions
from audits.standards import table
from audits.visit import Visit

NEEDS = (sightings, readable, social_mentions, site_words)
"""The derived facts of each page that the features of a site are made of."""


@dataclass(frozen=True, slots=True)
class SiteFeature:
    """One feature of a site: `present` is `None` where nobody can say, `url` is the page that shows it."""

    name: str
    present: bool | None
    works: bool | None = None
    url: str = ""
    seen: str = ""
    stage: int = 0
    principle: str = ""


@derived
def site_features(visit: Visit) -> Mapping[str, SiteFeature]:
    """All features by name, those that are shown and not scored at the end with stage 0."""
    found = _best(visit)
    told = any(readable(page) for page in visit.pages)
    features = {}
    for name, facts in table("features.toml")["feature"].items():
        features[name] = _feature(name, found.get(name), told, facts["stage"], facts["principle"])
    for name in table("features.toml")["shown"]:
        features[name] = _feature(name, found.get(name), told)
    return features


def reached(features: Mapping[str, SiteFeature]) -> int:
    """The highest stage that has a feature."""
    return max((feature.stage for feature in features.values() if feature.present), default=0)


def _feature(
    name: str, seen: tuple[str, Sighting] | None, told: bool, stage: int = 0, principle: str = ""
) -> SiteFeature:
    if seen is None:
        return SiteFeature(name, False if told else None, None, "", "", stage, principle)
    url, sighting = seen
    return SiteFeature(name, True, sighting.works, url, sighting.seen, stage, principle)


def _best(visit: Visit) -> dict[str, tuple[str, Sighting]]:
    """For each feature the page that shows it: the first where it works, else the first of which nobody knows."""
    best: dict[str, tuple[str, Sighting]] = {}
    for page in visit.pages:
        for sighting in sightings(page):
            checked = _checked(visit, sighting)
            known = best.get(sighting.feature)
            if known is None or _rank(checked) > _rank(known[1]):
                best[sighting.feature] = (page.url, checked)
    social = presence(visit)
    for profile in (*social.own, *social.parent):
        if profile.counts:
            known_as = f"{profile.title}: {profile.handle}"
            best.setdefault("social_links", (profile.pages[0], Sighting("social_links", known_as, None, profile.url)))
    return best


def _rank(sighting: Sighting) -> int:
    return {True: 2, None: 1, False: 0}[sighting.works]


def _checked(visit: Visit, sighting: Sighting) -> Sighting:
    """A feed works if it was fetched and has items; a file if its address answered."""
    if sighting.feature == "feed" and sighting.target:
        items = feed_answers(visit).get(sighting.target)
        works = None if items is None else items > 0
        return Sighting("feed", sighting.seen, works, sighting.target)
    if sighting.works is None and sighting.target and sighting.feature in {"downloads", "video"}:
        answer = visit.answers.get(sighting.target.partition("#")[0])
        if answer is not None and answer.status is not None and not answer.location:
            return Sighting(sighting.feature, sighting.seen, answer.ok, sighting.target)
    return sighting
