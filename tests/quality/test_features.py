"""Precision and recall of the features on the development sites, against labels made by reading their pages."""

import csv
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from audits.derived.profiles import presence
from audits.derived.site_features import site_features
from tests.corpus import labels, needs_corpus, site_names, visit_from_disk

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "features.toml").read_text(encoding="utf-8"))["floors"]
FIXED = {
    "has_contact_form": "contact_form",
    "has_search": "search",
    "has_social_links": "social_links",
    "has_feed_or_news": "feed",
    "has_event_or_calendar": "calendar",
}
UNREACHED = {("kjg-zeltlager", "feed")}  # its links have no ending, and the page on disk has one


def read() -> dict[tuple[str, str], str]:
    with (HERE / "features.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["site"], row["feature"]): row["shown"] for row in csv.DictReader(lines)}


def found(site: str, feature: str) -> bool | None:
    return site_features(visit_from_disk(site))[feature].present


def tally(truth: dict[tuple[str, str], str]) -> dict[str, Counter]:
    counts = defaultdict(Counter)
    for (site, feature), shown in truth.items():
        counts[feature][bool(found(site, feature)), shown == "yes"] += 1
    return counts


@needs_corpus
def test_every_site_is_labelled():
    # Two sites show a reader without scripts or frames nothing at all.
    assert {site for site, _ in read()} == set(site_names()) - {"lilongwe-church-spa", "witbank-skydiving"}


@needs_corpus
@pytest.mark.parametrize("feature", FLOORS)
def test_floor(feature):
    counts = tally({key: shown for key, shown in read().items() if key[1] == feature})[feature]
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    assert sum(counts.values()) >= 14
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    assert precision >= FLOORS[feature]["precision"], f"{wrong} seen where nothing is"
    assert recall >= FLOORS[feature]["recall"], f"{missed} overlooked"


@needs_corpus
def test_the_other_reader_agrees():
    differing = [
        (site, feature)
        for site, row in labels().items()
        for column, feature in FIXED.items()
        if row[column] and (site, feature) not in UNREACHED and bool(found(site, feature)) != (row[column] == "yes")
    ]
    assert differing == []


@needs_corpus
def test_the_path_named_is_on_disk():
    with (HERE / "features.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["shown"] == "yes"]
    assert len(rows) >= 80
    for row in rows:
        visit = visit_from_disk(row["site"])
        assert any(page.url.endswith(row["path"]) for page in visit.pages), row


@needs_corpus
@pytest.mark.parametrize("site", ["lilongwe-church-spa", "witbank-skydiving"])
def test_nothing_to_read_is_no_answer(site):
    features = site_features(visit_from_disk(site))
    assert {feature.present for feature in features.values()} == {None}


@needs_corpus
def test_profiles_of_others_are_told_apart():
    pupil = presence(visit_from_disk("ruzickova-bozena"))
    assert pupil.own == () and [profile.network for profile in pupil.other] == ["myspace"]
    icons = presence(visit_from_disk("russell-scouting"))
    assert icons.own == () and len(icons.nowhere) >= 3
    band = presence(visit_from_disk("cambridge-brass-band"))
    assert band.networks == ("facebook", "myspace")
