"""What is written down of a page is what a phone and a desk show, and axe's findings are axe's own."""

import json
from typing import ClassVar

import pytest

from audits.judgement import attempt, judge_page
from audits.model import Example
from audits.registry import find
from audits.specimen import example_page
from audits.store.warc import read_pictures, read_warc
from crawler.browser.crops import by_turns
from crawler.browser.injected import axe
from tests.crawler.browser.looking import look, needs_browser, site

pytestmark = [needs_browser, pytest.mark.timeout(1200)]  # a busy machine takes its time

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
WORDS = "<p>" + "We meet every Friday evening at the hall. " * 5 + "</p>"


def whole(body: str, head: str = VIEWPORT) -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Club</title>{head}</head><body><main><h1>Club</h1>{body}</main></body></html>'


PAGES = {
    "/fits": whole(WORDS + '<a href="/a">A long enough link</a>'),
    "/wide": whole(WORDS + '<div id="fail" style="width:900px">Wide</div>'),
    "/box": whole(WORDS + '<div style="overflow-x:auto"><div style="width:900px">Wide, in a box of its own</div></div>'),
    "/old": whole(WORDS, head=""),
    "/written": whole(f"<div id='app'></div><script>document.getElementById('app').innerHTML = {json.dumps(WORDS)}</script>"),
    "/cover": whole(WORDS + '<div id="fail" style="position:fixed;inset:30% 0 0 0;background:#fff">We use cookies <button>Yes</button></div>'),
    "/cookie": whole(WORDS + "<script>document.cookie = '_ga=GA1.2.3; max-age=9999'; console.error('broken thing'); undefinedThing()</script>"),
    "/narrow": whole(WORDS + '<div id="fail" style="width:600px">Too wide for 320</div>'),
    "/cut": whole('<div id="fail" style="height:24px;overflow:hidden;line-height:1.1;width:180px">One line of words here</div>' + WORDS),
    "/faults": whole('<img src="/p.png"><p style="color:#bbb">Pale words of grey</p><input><button></button><a href="/x"></a>'),
}  # fmt: skip


@pytest.fixture(scope="module")
def sights():
    with site(PAGES) as served:
        seen = look(*(served.url + path for path in PAGES), only=["phone", "desk", "axe"])
    return dict(zip(PAGES, seen, strict=True))


def judged(sights, path: str, name: str):
    page = example_page(Example(PAGES[path], None, sight=sights[path].facts))
    outcome = attempt(find(name), page)
    assert outcome.kind != "error", outcome.reason
    return outcome, {f.element.get("id", f.element.tag) for f in outcome.findings if f.element is not None}


class TestPhone:
    widths: ClassVar = {"/fits": True, "/wide": False, "/box": True, "/old": False}

    @pytest.mark.parametrize("path", widths)
    def test_width(self, sights, path):
        outcome, found = judged(sights, path, "mobile/overflow")
        assert outcome.value is self.widths[path], sights[path].facts["phone"]
        if path == "/wide":
            assert found == {"fail"}

    def test_letters_shrink_with_a_page_that_is_shown_shrunk(self, sights):
        assert judged(sights, "/fits", "mobile/letter-size")[0].value == 1.0
        assert judged(sights, "/old", "mobile/letter-size")[0].value < 0.05

    def test_cover(self, sights):
        assert judged(sights, "/fits", "mobile/covered-page")[0].value == 1.0
        outcome, found = judged(sights, "/cover", "mobile/covered-page")
        assert outcome.value < 0.5
        assert found == {"fail"}

    def test_words_that_scripts_write(self, sights):
        assert sights["/written"].facts["text"]["words"] >= 40

    def test_cookies_and_errors(self, sights):
        facts = sights["/cookie"].facts
        assert [cookie["name"] for cookie in facts["cookies"]] == ["_ga"]
        assert facts["console"][0] == "broken thing"
        assert "undefinedThing" in facts["console"][1]


class TestDesk:
    def test_narrow(self, sights):
        assert judged(sights, "/fits", "accessibility/narrow-page")[0].value is True
        outcome, found = judged(sights, "/narrow", "accessibility/narrow-page")
        assert outcome.value is False
        assert found == {"fail"}

    def test_text_that_is_cut_off(self, sights):
        for name in ("accessibility/enlarged-text", "accessibility/spaced-text"):
            assert judged(sights, "/fits", name)[0].value is True
            outcome, found = judged(sights, "/cut", name)
            assert (outcome.value, found) == (False, {"fail"}), name


def test_pictures_are_small(sights):
    for sight in sights.values():
        assert [picture.kind for picture in sight.pictures] == ["phone", "desktop"]
        assert all(picture.body[8:12] == b"WEBP" and len(picture.body) < 120_000 for picture in sight.pictures)
        assert [(picture.width, picture.height) for picture in sight.pictures] == [(412, 823), (1280, 800)]


class TestCrops:
    FAR: ClassVar = "".join(
        f'<p style="margin-top:500px">Part {n}</p><img id="far-{n}" src="/p.png" style="width:900px;height:700px">'
        for n in range(3)
    )
    PAGE: ClassVar = whole(WORDS + '<p id="pale" style="color:#bbb">Pale words of grey</p><center id="old">Old words</center><input id="box"><img id="gone" style="display:none" src="x">' + FAR + "<div>" + '<input class="i">' * 30 + "</div>")  # fmt: skip

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls):
        with site({"/": cls.PAGE}) as served:
            faults = {"faults": "audits.faulty:faulty"}
            [sight] = look(served.url + "/", only=["axe", "crops"], settings=faults)
        return [picture for picture in sight.pictures if picture.kind == "crop"]

    def test_faulty_elements_are_pictured_and_others_are_not(self, seen):
        shown = {picture.selector for picture in seen}
        assert {"#pale", "#box", "#far-0", "#far-1", "#far-2"} <= shown
        assert "#old" in shown, "the audits of the source name elements too"
        assert "#gone" not in shown
        assert "h1" not in " ".join(shown)

    def test_they_are_few_and_small(self, seen):
        assert 6 <= len(seen) <= 16
        assert len({picture.selector for picture in seen}) == len(seen)
        for picture in seen:
            assert picture.width <= 400
            assert picture.height <= 200
            assert len(picture.body) <= 20_000
        far = next(picture for picture in seen if picture.selector == "#far-1")
        assert (far.width, far.height) == (400, 200)

    def test_every_rule_has_its_turn_first(self):
        assert by_turns([("a", "1"), ("a", "2"), ("b", "3")], [("c", "4"), ("a", "5")]) == ["1", "3", "4", "2", "5"]


def test_axe_says_what_axe_says_alone(sights):
    """Against a run of the same file by itself, in the same browser, without anything of ours in the page."""
    from playwright.sync_api import sync_playwright

    from audits.store.browser import require_browser

    with site(PAGES) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=require_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for path in PAGES:
            page.goto(served.url + path)
            page.evaluate(axe())
            alone = page.evaluate("axe.run()")
            for kind in ("violations", "incomplete"):
                own = {(rule["id"], len(rule["nodes"])) for rule in alone[kind]}
                ours = {(rule["id"], rule["count"]) for rule in sights[path].facts["axe"][kind]}
                assert ours == own, (path, kind)
        browser.close()


def test_what_both_see_is_listed_once(sights):
    page = example_page(Example(PAGES["/faults"], None, sight=sights["/faults"].facts))
    spots = judge_page(page).spots
    pictures = [spot.audit for spot in spots if spot.place.selector.endswith("img") and spot.grade == "failure"]
    assert pictures == ["accessibility/image-alt"]
    rules = {rule["id"] for rule in sights["/faults"].facts["axe"]["violations"]}
    assert rules >= {"image-alt", "color-contrast", "button-name", "link-name", "label"}
    failures = [(s.place.selector, s.wcag) for s in spots if s.grade == "failure" and s.level == "fail"]
    assert len(failures) == len(set(failures)), failures


def test_a_crawl_keeps_what_the_browser_saw(tmp_path):
    from typer.testing import CliRunner

    from reports.cli import app

    pages = {
        "/": whole(WORDS + '<a href="/two.html">Two</a><a href="/other.html">Other</a>'),
        "/two.html": whole(WORDS),
    }
    pages["/other.html"] = whole(
        '<div class="grid"><ul class="list"><li><b>A</b><li><b>B</b></ul><form class="f"><p class="q"><input></p></form></div>'
    )
    with site(pages) as served:
        listed = tmp_path / "sites.csv"
        listed.write_text(f"url\n{served.url}\n")
        options = ["--render", "5", "--allow-private", "--delay", "0", "--processes", "1", "--quiet"]
        done = CliRunner().invoke(app, ["run", str(listed), str(tmp_path / "run"), *options])
        assert done.exit_code == 0, done.output
    [file] = (tmp_path / "run" / "fetched").glob("*.warc.gz")
    archive = read_warc(file)
    assert archive.whole
    assert list(archive.facts) == [served.url + "/", served.url + "/other.html"], "one page of each template"
    assert all(not facts.get("failure") for facts in archive.facts.values())
    pictures = read_pictures(file)
    assert {picture.url for picture in pictures} == archive.facts.keys()
    assert {picture.kind for picture in pictures if picture.url.endswith("/")} >= {"phone", "desktop"}
    boxes = [picture for picture in pictures if picture.kind == "crop" and "input" in picture.selector]
    assert [picture.url for picture in boxes] == [served.url + "/other.html"], "the field without a name is shown"
    assert archive.notes["rendered"] == 2
