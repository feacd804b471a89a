"""Features of a whole site: where they are seen, whether they work, and what is told of each."""

import pytest

from audits.derived.site_features import NEEDS, site_features
from audits.interactivity.stage import stage
from audits.model import Answer, SiteExample
from audits.specimen import example_visit
from audits.standards import table

TEXT = "<p>Our club meets in the hut by the river every week. All are welcome, so bring a friend and come along.</p>"
FEED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Club</title>{}</channel></rss>'


def site(pages):
    return site_features(example_visit(SiteExample(pages, None)))


@pytest.mark.parametrize(
    ("answer", "works"),
    [
        (RSS.format("<item><title>A new boat</title></item>"), True),
        (RSS.format(""), False),
        ("<html>Not found", False),
        (Answer("gone", status=404, kind="feed"), False),
        (None, None),
    ],
)
def test_a_feed_works_if_it_has_items(answer, works):
    pages = {"/": f"<html><head>{FEED}</head><body>{TEXT}</body></html>"}
    if answer is not None:
        pages["/feed.xml"] = answer if isinstance(answer, Answer) else Answer(answer, kind="feed")
    feature = site(pages)["feed"]
    assert feature.present is True
    assert feature.works is works


def test_one_file_that_is_there_is_enough():
    links = '<a href="/a.pdf">Old form</a><a href="/b.pdf">Form</a>'
    feature = site({"/": TEXT + links, "/a.pdf": Answer(status=404), "/b.pdf": Answer("%PDF")})["downloads"]
    assert (feature.present, feature.works) == (True, True)
    assert (
        site({"/": TEXT + links, "/a.pdf": Answer(status=404), "/b.pdf": Answer(status=404)})["downloads"].works
        is False
    )


def test_the_page_that_works_is_the_evidence():
    dead = '<form action="#"><input name="name"><textarea></textarea><button>Send</button></form>'
    feature = site({"/": TEXT + dead, "/write": TEXT + dead.replace("#", "/send")})["contact_form"]
    assert (feature.url, feature.works) == ("https://example.org/write", True)


def test_every_feature_has_its_column():
    facts = stage.run(example_visit(SiteExample({"/": TEXT}, None))).facts
    features = table("features.toml")["feature"]
    assert len(features) == 24
    assert {f"feature_{name}" for name in features} <= facts.keys()
    assert all(facts[f"feature_{name}"] is False for name in features)
    assert {feature["principle"] for feature in features.values()} == {
        "loop",
        "usefulness",
        "return",
        "ease",
        "conservation",
    }


def test_what_is_not_scored_makes_no_stage():
    outcome = stage.run(example_visit(SiteExample({"/": f'{TEXT}<a href="https://forms.gle/abc">Write</a>'}, None)))
    assert outcome.facts["feature_external_form"] is True
    assert outcome.value == 0


def test_a_site_of_scripts_alone_is_no_answer():
    visit = example_visit(SiteExample({"/": '<div id="root"></div><script src="/app.js"></script>'}, None))
    for page in visit.pages:
        for need in NEEDS:
            need(page)
    outcome = stage.run(visit)
    assert outcome.kind == "cannot_tell"
    assert outcome.facts["feature_contact_form"] is None


def test_the_parent_bodys_profile_is_a_social_link():
    feature = site({"/": f'{TEXT}<footer><a href="https://www.facebook.com/scoutassociation">Facebook</a></footer>'})
    assert feature["social_links"].present is True
