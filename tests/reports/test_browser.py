"""The report obeys its own rules in a real browser: axe-core finds nothing, and everything works by keyboard.

Left out with a word where there is no Chromium, no playwright or no axe-core.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from audits.registry import cards
from audits.store.browser import browser_path
from audits.store.records import Picture
from audits.store.warc import SiteWarc
from reports.benchmark import benchmark
from reports.formats.benchmark_page import write_benchmark
from reports.write import write_report
from tests.reports.made_run import FETCHED, finding, made_run, measurement, result
from tests.reports.test_pages import ALT, HTTPS, OLD, _sector

playwright = pytest.importorskip(
    "playwright.sync_api", reason="NO PLAYWRIGHT here: the report was NOT tried in a browser"
)
AXE = Path(__file__).resolve().parents[2] / "crawler" / "browser" / "axe" / "axe.min.js"
PAGES = (
    "index.html",
    "sites/s3.example.html",
    "sites/s37.example.html",
    "changes.html",
    "benchmark.html",
    "measures.html",
)
DOT = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")  # a picture of one pixel
LOOKS = [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]

pytestmark = [
    pytest.mark.skipif(not browser_path(), reason="NO BROWSER here: the report was NOT tried in one"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """A report with every part there is, and every card there is."""
    folder = tmp_path_factory.mktemp("browser")
    run = _sector(folder / "new", shift=0.1)
    run.about.write_text('{"options": {"render": 1}}', encoding="utf-8")
    address = "http://s3.example/"
    seen = SiteWarc(run.warc("s3.example"), "Frontline")
    for kind, selector in (("phone", ""), ("desktop", ""), ("crop", "img:nth-of-type(1)")):
        seen.write_picture(Picture(address, kind, DOT, 1, 1, selector), FETCHED)
    seen.seal({}, FETCHED)
    write_report(run, cards(), since=_sector(folder / "old"))
    mine = made_run(
        folder / "mine", "url,name,group\nhttp://mine.example,Mine,Scouts\n",
        [result("mine.example", [measurement(ALT, 0.2), measurement(HTTPS, "no", unit="text"), measurement(OLD, 900.0, unit="days")], [finding(ALT, "The picture has no `alt`", places=9)])],
    )  # fmt: skip
    path = write_benchmark(mine, benchmark(mine, run, cards()))
    (run.report / "benchmark.html").write_bytes(path.read_bytes())
    return run.report


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as play:
        shown = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield shown
        shown.close()


@pytest.fixture
def page(chromium):
    shown = chromium.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    said = []
    shown.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: said.append(str(error)))
    asked = []
    shown.on("request", lambda request: asked.append(request.url))
    yield shown
    shown.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def _open(page, path: Path) -> None:
    page.goto(path.as_uri())


@pytest.mark.skipif(not AXE.exists(), reason="NO AXE-CORE here: the report was NOT checked by it")
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(report, page, name, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, report / name)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [
        (each["id"], each["nodes"][0]["target"], each["nodes"][0]["failureSummary"]) for each in found["violations"]
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_the_edge_of_a_phone_nor_at_twice_the_text(report, page, name):
    _open(page, report / name)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(wide) == 0
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate(wide) == 0
    page.set_viewport_size({"width": 640, "height": 700})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(wide) == 0


def test_what_the_browser_saw_is_shown_and_the_scores_are_drawn_over_time(report, page):
    _open(page, report / "sites" / "s3.example.html")
    assert page.locator(".screens img").count() == 2
    assert page.evaluate("[...document.images].filter((each) => each.complete && each.naturalWidth === 1).length") >= 2
    assert page.locator("svg.course").get_attribute("aria-label").startswith("The total ")
    assert page.locator("#history ~ .scroll tr.total td").count() == 2


def _names(page) -> list[str]:
    return page.locator("#sites tbody tr a").all_text_contents()


def _tab_to(page, selector: str) -> None:
    """By the Tab key alone, as far as it takes."""
    for _ in range(80):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by Tab")


def test_sort_filter_search_and_open_by_keyboard(report, page):
    _open(page, report / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_to(page, "#search")
    page.keyboard.type("club 12")
    assert _names(page) == ["Club 12"]
    assert page.locator("#shown").text_content() == "1 of 40 sites shown"
    for _ in range(7):
        page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "group"
    page.keyboard.type("Scouts")
    assert len(_names(page)) == 20
    page.keyboard.press("Home")
    _tab_to(page, "#status")
    page.keyboard.type("refused")
    assert _names(page) == ["Club 37"]
    page.keyboard.press("Home")
    _tab_to(page, '#sites th[data-name="accessibility"] button')
    page.keyboard.press("Enter")
    assert _names(page)[0] == "Club 36"
    assert page.locator('#sites th[aria-sort="descending"]').get_attribute("data-name") == "accessibility"
    page.keyboard.press("Space")
    assert _names(page)[0] == "Club 0"
    _tab_to(page, "#sites tbody tr a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sites/s0.example.html")
    _tab_to(page, "details.measure summary")
    page.keyboard.press("Enter")
    assert page.locator("details.measure[open]").count() == 1
    _tab_to(page, "footer *, body")  # and out at the other end: nothing traps


def test_sort_filter_search_and_open_by_mouse(report, page):
    _open(page, report / "index.html")
    page.locator('#sites th[data-name="overall"] button').click()
    assert _names(page)[0] == "Club 35"
    page.locator("#status").select_option("unreachable")
    assert _names(page) == ["Club 38"]
    page.locator("#status").select_option("")
    page.locator("#search").fill("s5.example")
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Accessibility", exact=True).uncheck()
    assert page.locator('#sites th[data-name="accessibility"]').is_hidden()
    page.locator("#sites tbody a").click()
    page.wait_for_url("**/sites/s5.example.html")
    assert page.locator("h1").text_content() == "Club 5"


def test_every_stop_of_the_keyboard_is_seen(report, page):
    _open(page, report / "index.html")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
        )
        assert re.fullmatch(r"solid[3-9](\.\d+)?px", outline), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 80)"
        )


def test_without_a_script_the_table_is_there_to_read(report, chromium):
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((report / "index.html").as_uri())
    assert plain.locator("#sites tbody tr").count() == 40
    assert plain.locator("#controls").is_hidden()
    context.close()


def test_forced_colours_print_and_less_motion_hide_nothing(report, page):
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    _open(page, report / "index.html")
    filled = "getComputedStyle(document.querySelector('.spread rect')).fill"
    assert page.evaluate(filled) != page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every((e) => parseFloat(getComputedStyle(e).transitionDuration) === 0)"
    )
    page.emulate_media(media="print", forced_colors="none")
    assert page.locator("#controls").is_hidden()
    assert page.locator("#sites").is_visible()


def test_a_sites_page_prints_on_two_sheets(report, chromium):
    shown = chromium.new_page()
    shown.goto((report / "sites" / "s3.example.html").as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", shown.pdf(format="A4"))) <= 2
    shown.close()


def test_ten_thousand_rows_do_not_freeze(tmp_path, page):
    text = "url,name,group\n" + "".join(f"http://s{n}.example,Club {n},G{n % 7}\n" for n in range(10_000))
    run = made_run(tmp_path / "run", text, [])
    from reports.aggregate import stand
    from reports.formats.ground import read_ground
    from reports.formats.index_page import IndexPage
    from reports.formats.web import About
    from reports.groups import groups_by
    from reports.language import language
    from reports.scoring import load_scoring
    from reports.sureness import sureness
    from reports.tables import read_tables, run_store

    rules = load_scoring()
    with run_store(run.database) as engine:
        tables = read_tables(engine)
    standings = stand(tables, rules, groups_by(tables.sites, "group"))
    ground = read_ground(tables.sites, standings.scores, None, None)
    index = IndexPage(
        tables, standings, sureness(standings, rules), rules, {}, About.of(run, rules), language(), None, ground
    )
    path = tmp_path / "index.html"
    index.write(path)
    assert path.stat().st_size < 2_000_000
    _open(page, path)
    assert page.locator("#sites tbody tr").count() == 100
    spent = page.evaluate("""() => {
      const begin = performance.now();
      document.querySelector('#sites th[data-name="site"] button').click();
      document.getElementById("search").value = "club 99";
      document.getElementById("search").dispatchEvent(new Event("input"));
      return performance.now() - begin;
    }""")
    assert spent < 2000  # milliseconds, on a machine that does other things too
    assert page.locator("#shown").text_content().startswith("111 of 10,000 sites shown")
