"""Every page of the report can be made from runs of every kind, says what is true, and obeys our own audits."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest
from jinja2 import Environment

from audits.store.run_folder import RunFolder
from reports.benchmark import benchmark
from reports.columns import rounded, whole
from reports.compare import compare_runs, series
from reports.formats.benchmark_page import write_benchmark
from reports.formats.change_page import write_change
from reports.formats.web import About, band, prose, weblink
from reports.inspection import inspected
from reports.language import DEFAULT, language, languages
from reports.write import write_report
from tests.reports.made_run import card, finding, made_run, measurement, result

ALT, HTTPS, OLD = "accessibility/image-alt", "safety/https", "freshness/newest-content"
CARDS = [card(ALT, severity="critical"), card(HTTPS, unit="text"), card(OLD, unit="days", effort="day")]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _sector(folder: Path, sites: int = 40, shift: float = 0.0) -> RunFolder:
    """A sector of three groups in two wards, with all kinds of ends."""
    text = "url,name,group,area,lat,lon\n" + "".join(
        f"http://s{n}.example,Club {n},{'Scouts' if n % 2 else 'Guides'},{'North' if n % 3 else 'South'},{51 + n / 100},{-1 + n / 50}\n"
        for n in range(sites)
    )
    results = []
    for n in range(sites - 3):
        share = min(1.0, max(0.0, n / sites + shift))
        results.append(
            result(
                f"s{n}.example",
                [
                    measurement(ALT, share, facts={"feature_feed": n % 2 == 0, "legacy_worst": "dated"}),
                    measurement(HTTPS, "yes" if n % 4 else "no", unit="text"),
                    measurement(OLD, 10.0 * n + 1, unit="days"),
                ],
                [finding(ALT, f"picture {n % 5} has no text", places=n % 7 + 1)] if n % 3 == 0 else [],
                url=f"http://s{n}.example/",
            )
        )
    results.append(result(f"s{sites - 3}.example", status="refused", pages=0, reason="robots.txt says no."))
    results.append(result(f"s{sites - 2}.example", status="unreachable", pages=0, failures=3))
    return made_run(folder, text, results)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole report, with a comparison to an older run, areas and statistics."""
    folder = tmp_path_factory.mktemp("sector")
    areas = folder / "wards.geojson"
    ring = [[-1.1, 50.9], [0, 50.9], [0, 51.2], [-1.1, 51.2]]
    upper = [[-1.1, 51.2], [0, 51.2], [0, 52], [-1.1, 52]]
    shapes = [
        {"type": "Feature", "properties": {"ward": name}, "geometry": {"type": "Polygon", "coordinates": [corners]}}
        for name, corners in (("North", upper), ("South", ring))
    ]
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    statistics = folder / "rates.csv"
    statistics.write_text("area,rate\nNorth,4\nSouth,7\n", encoding="utf-8")
    run = _sector(folder / "new", shift=0.1)
    write_report(run, CARDS, since=_sector(folder / "old"), areas=areas, statistics=statistics)
    return run.report


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_first_screen_says_how_the_sector_is_doing(report: Path) -> None:
    page = _text(report / "index.html")
    assert "<h1>How 40 sites stand</h1>" in page
    assert "37 of 40 sites could be measured." in page
    assert "What matters most" in page
    assert "Since 2026-06-01" in page
    assert "Measured both times: 37 sites." in page


def test_every_part_of_the_comparison_is_there_with_its_table(report: Path) -> None:
    page = _text(report / "index.html")
    for words in (
        "Group against group", "How sure is the ranking?", "Category against category", "On the map",
        "Areas and their statistics", "there are too few areas to say anything", "It does not say that one causes",
    ):  # fmt: skip
        assert words in page
    assert len(re.findall(r"<svg[^>]*role=\"img\"[^>]*aria-label=\"[^\"]{20,}\"", page)) >= 12
    assert page.count("<table") == page.count("<caption")


def test_no_page_has_a_finding_of_our_own(report: Path) -> None:
    pages = [report / "index.html", report / "changes.html", *sorted((report / "sites").glob("*.html"))[:3]]
    for target in inspected([str(page) for page in pages]):
        assert [(each["audit"], each["selector"]) for each in target["findings"] if each["level"] == "fail"] == []


def test_a_hundred_sites_weigh_little(report: Path) -> None:
    assert (report / "index.html").stat().st_size < 300_000
    assert max(page.stat().st_size for page in (report / "sites").glob("*.html")) < 300_000


def test_a_site_says_what_to_fix_first_where_it_stands_and_what_changed(report: Path) -> None:
    page = _text(report / "sites" / "s3.example.html")
    assert "What to fix first" in page
    assert "Mend image alt." in page
    assert re.search(r"Rank \d+ of 37; under other weights mostly between \d+ and \d+\.", page)
    assert "Since 2026-06-01: measured both times; the total went from" in page
    assert 'href="../measures.html#accessibility-image-alt"' in page
    refused = _text(report / "sites" / "s37.example.html")
    assert "robots.txt says no." in refused
    assert "This site has no scores" in refused


def test_the_measures_are_explained_once_with_their_source(report: Path) -> None:
    page = _text(report / "measures.html")
    assert 'id="accessibility-image-alt"' in page
    assert "It cannot see everything." in page
    assert "WCAG 2.2 SC 1.1.1" in page


def test_the_data_dictionary_names_every_column(report: Path) -> None:
    package = json.loads(_text(report / "datapackage.json"))
    fields = {each["name"]: each["schema"]["fields"] for each in package["resources"]}
    head = _text(report / "scorecards.csv").partition("\n")[0].split(",")
    assert [field["name"] for field in fields["scorecards"]] == head
    assert all(field["description"] for each in fields.values() for field in each)
    assert {field["name"]: field["type"] for field in fields["scorecards"]}["home_kilobytes"] == "number"


def test_changes_are_a_page_and_tables(report: Path) -> None:
    page = _text(report / "changes.html")
    assert "What changed from old to new" in page
    assert "Both runs were scored anew by the same rules" in page
    assert len(_text(report / "changes.csv").splitlines()) == 41
    assert {file for file in re.findall(r'href="([^"#]+\.csv)"', page) if (report / file).is_file()} == {
        "changes.csv", "changed_findings.csv",
    }  # fmt: skip
    assert re.search(r'>Club 37</a></th><td>[^<]*</td>(<td class="num ?">–</td>){5}', page)  # nobody knows what changed


@pytest.mark.parametrize("sites", [0, 1])
def test_changes_of_nothing_and_of_one_site(tmp_path: Path, sites: int) -> None:
    text = "url\n" + "http://a.example\n" * sites
    results = [result("a.example", [measurement(ALT, 0.5)])] * sites
    old, new = made_run(tmp_path / "a", text, results), made_run(tmp_path / "b", text, results)
    change = compare_runs(old, new, CARDS)
    page = _text(write_change(new.report, change, About.of(new, change.scoring), language(), series([old, new, new])))
    assert ("Measured both times: 1 site." in page) == bool(sites)
    assert ("Over all runs" in page) == bool(sites)


def test_the_benchmark_page_stands_alone(tmp_path: Path) -> None:
    mine = made_run(
        tmp_path / "mine",
        "url,name,group\nhttp://mine.example,Mine,Scouts\n",
        [result("mine.example", [measurement(ALT, 0.2)], [finding(ALT)])],
    )
    found = benchmark(mine, _sector(tmp_path / "sector"), CARDS)
    page = _text(write_benchmark(mine, found))
    assert "Mine beside its group" in page
    assert "Compared with 18 other sites (Scouts, from the run “sector”)." in page
    assert "below the median" in page
    assert "Mend image alt." in page


def test_lists_without_groups_places_or_enough_sites_leave_those_parts_out(tmp_path: Path) -> None:
    run = made_run(tmp_path / "run", "url\nhttp://a.example\n", [result("a.example", [measurement(ALT, 0.5)])])
    write_report(run, CARDS)
    page = _text(run.report / "index.html")
    assert "Group against group" not in page
    assert "On the map" not in page
    assert "With fewer than 20 sites that have a total there is no ranking." in page
    assert 'data-name="rank"' not in page


def test_only_web_addresses_become_links() -> None:
    assert weblink("https://a.example/?a=1&b=2") == (
        '<a href="https://a.example/?a=1&amp;b=2" rel="noreferrer nofollow ugc">https://a.example/?a=1&amp;b=2</a>'
    )
    for odd in ("javascript:alert(1)", "data:text/html,x", "http:///x", "http://[", "//x.example"):
        assert "<a" not in weblink(odd)
    assert prose("put `<main>` around it, `") == "Put <code>&lt;main&gt;</code> around it, `"


def test_every_text_a_template_asks_for_is_there() -> None:
    words = language()
    templates = files("reports").joinpath("templates")
    asked = set()
    for template in templates.iterdir():
        if template.name.endswith(".html"):
            Environment(autoescape=True).parse(template.read_text(encoding="utf-8"))
            asked |= set(re.findall(r'say\("([a-z_.]+[a-z_])"[,)]', template.read_text(encoding="utf-8")))
    assert len(asked) > 80
    assert [key for key in sorted(asked) if not words.has(key)] == []


@pytest.mark.parametrize("code", languages())
def test_a_translation_has_the_same_texts_with_the_same_gaps(code: str) -> None:
    folder = files("reports").joinpath("words")
    ours, theirs = (
        _flat(tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))) for name in ("en-GB", code)
    )
    titles = {key for key in theirs if key.startswith("title.")}  # in English the audits have them
    assert theirs.keys() - titles == ours.keys()
    theirs = {key: text for key, text in theirs.items() if key not in titles}
    gaps = {key: set(re.findall(r"{(\w+)}", text)) for key, text in ours.items()}
    assert {key: set(re.findall(r"{(\w+)}", text)) for key, text in theirs.items()} == gaps


@pytest.mark.parametrize("code", languages())
def test_what_is_wrong_is_said_for_every_audit(code: str) -> None:
    from audits.registry import cards

    words = language(code)
    assert [card.id for card in cards() if not words.has(f"fault.{card.id}")] == []


@pytest.mark.parametrize("code", sorted(set(languages()) - {DEFAULT}))
def test_a_translation_has_a_title_for_every_audit(code: str) -> None:
    from audits.registry import cards

    words = language(code)
    known = cards()
    assert [card.id for card in known if not words.has(f"title.{card.id}")] == []
    titles = [words.say(f"title.{card.id}") for card in known]
    assert [title for title in titles if title.endswith(".") or title != title.strip()] == []
    assert len(set(titles)) == len(known)


def test_a_translated_report_has_translated_titles(tmp_path: Path) -> None:
    run = _sector(tmp_path / "run", sites=4)
    write_report(run, CARDS, lang="de")
    assert "Bilder haben einen Alternativtext" in _text(run.report / "sites" / "s0.example.html")
    assert "Bilder haben einen Alternativtext" in _text(run.report / "measures.html")


def _flat(table: dict[str, object], above: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": str(value)}
    return flat


@pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER here: the table was not tried in one")
def test_the_table_sorts_filters_and_searches_in_a_browser(report: Path, tmp_path: Path) -> None:
    steps = """
      const say = [], rows = () => document.querySelectorAll("#sites tbody tr");
      const first = () => rows()[0].querySelector("a").textContent;
      const head = (name) => document.querySelector(`#sites th[data-name="${name}"] button`);
      const choose = (id, value) => { const e = document.getElementById(id); e.value = value; e.dispatchEvent(new Event(id === "search" ? "input" : "change")); };
      say.push(rows().length);
      head("accessibility").click(); say.push(first(), head("accessibility").parentElement.getAttribute("aria-sort"));
      head("accessibility").click(); say.push(first());
      head("site").focus(); head("site").click(); say.push(first(), document.activeElement === head("site"));
      choose("search", "club 12"); say.push(rows().length, document.getElementById("shown").textContent);
      choose("search", ""); choose("status", "refused"); say.push(rows().length, first());
      choose("status", ""); choose("group", "0"); say.push(rows().length);
      document.querySelector("#columns input").click(); say.push(document.querySelector('#sites th[data-name="group"]').hidden);
      document.body.innerHTML = "<pre id=out></pre>"; document.getElementById("out").textContent = JSON.stringify(say);
    """
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", _text(report / "index.html"))
    copy = tmp_path / "index.html"
    copy.write_text(page.replace("</body>", f"<script>{steps}</script></body>"), encoding="utf-8")
    told = _in_browser(copy, tmp_path)
    assert told == [
        40, "Club 36", "descending", "Club 0", "Club 0", True, 1, "1 of 40 sites shown", 1, "Club 37", 20, True,
    ]  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER here: the policy was not tried in one")
def test_the_policy_lets_our_own_script_and_style_run_and_nothing_else(report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "index.html"
    copy.write_text(
        _text(report / "index.html").replace("</main>", "</main><script>document.title = 'broken in'</script>")
    )
    shown = _dumped(copy, tmp_path)
    assert "broken in</title>" not in shown
    assert re.search(r"<th[^>]*data-name=\"overall\"[^>]*><button", shown)  # our script made the heads into buttons


@pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER here: the script's table was not read")
def test_the_script_draws_the_table_that_stands_in_the_page(report: Path, tmp_path: Path) -> None:
    """Halves among the scores: a site has one number in the table, whether a script draws it or not."""
    body = re.compile(r'<table id="sites".*?<tbody>(.*?)</tbody>', re.DOTALL)
    cell = re.compile(r'<td(?: class="([^"]*)")?[^>]*>([^<]*)')
    written, drawn = (
        cell.findall(found[1])
        for text in (_text(report / "index.html"), _dumped(report / "index.html", tmp_path))
        if (found := body.search(text))
    )
    assert len(written) > 400
    assert "13" in {text for _, text in written}
    assert written == drawn


def test_texts_and_tables_round_alike() -> None:
    for value in (51.15, 62.45, 0.25, 12.5, 99.95):
        assert rounded(value, 1) == pd.Series([value]).round(1)[0]
    assert rounded(51.15, 1) != round(51.15, 1)


@pytest.mark.parametrize(
    ("score", "shown", "kind"), [(79.6, 80, "good"), (79.4, 79, "fair"), (12.5, 13, "poor"), (61.5, 62, "fair")]
)
def test_a_score_is_shown_with_halves_up_and_has_the_band_of_what_is_shown(score: float, shown: int, kind: str) -> None:
    assert whole(score) == shown
    assert band(score) == kind


@pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER here: the width was not tried in one")
def test_a_long_name_of_a_group_does_not_widen_the_page(tmp_path: Path) -> None:
    text = f"url,group\nhttp://a.example,{'Clubs of the very wide north ' * 5}\nhttp://b.example,B\n"
    run = made_run(tmp_path, text, [result("a.example", [measurement(ALT, 0.5)])])
    write_report(run, CARDS)
    steps = """
      const all = document.documentElement, wide = [all.clientWidth, all.scrollWidth];
      document.body.innerHTML = "<pre id=out></pre>"; document.getElementById("out").textContent = JSON.stringify(wide);
    """
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", _text(run.report / "index.html"))
    copy = tmp_path / "index.html"
    copy.write_text(page.replace("</body>", f"<script>{steps}</script></body>"), encoding="utf-8")
    inner, whole_page = _in_browser(copy, tmp_path, "--window-size=500,900")
    assert inner == whole_page


def _in_browser(page: Path, folder: Path, *options: str) -> list[object]:
    found = re.search(r'<pre id="out">(.*?)</pre>', _dumped(page, folder, *options), re.DOTALL)
    assert found, "the script did not end"
    answer: list[object] = json.loads(found[1].replace("&amp;", "&"))
    return answer


def _dumped(page: Path, folder: Path, *options: str) -> str:
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
        "--virtual-time-budget=5000", *options, "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_a_whole_report_can_be_german(tmp_path: Path) -> None:
    run = _sector(tmp_path / "run")
    said = write_report(run, CARDS, since=_sector(tmp_path / "old"), lang="de").sentences()
    assert (
        said[0] == "40 Websites: 37 gemessen, 1 nicht zu erreichen, 1 will nicht gelesen werden, 1 noch nicht besucht."
    )
    page = _text(run.report / "index.html")
    assert '<html lang="de"' in page
    assert "<h1>So stehen 40 Websites da</h1>" in page
    assert "Bilder haben keine Textalternative" in page
    for name in ("index.html", "changes.html", "measures.html", "sites/s3.example.html"):
        words = set(
            re.findall(
                r">([^<>]{12,})<", re.sub(r"<(script|style).*?</\1>", "", _text(run.report / name), flags=re.DOTALL)
            )
        )
        english = set(_flat(dict(language().texts)).values()) - set(_flat(dict(language("de").texts)).values())
        assert words & english == set()


def test_a_site_shows_where_its_newest_date_stands_and_shares_as_shares(tmp_path: Path) -> None:
    facts = {
        "newest_content_date": "2014-08-03", "newest_content_url": "http://a.example/news?a=1&b=2",
        "newest_content_words": "…our camp of 3 August <2014>", "dead_link_share": 0.25,
        "feature_email": True, "feature_email_url": "http://a.example/write", "feature_search": False,
    }  # fmt: skip
    run = made_run(tmp_path, "url\nhttp://a.example\n", [result("a.example", [measurement(OLD, 4320.0, facts=facts)])])
    write_report(run, CARDS)
    page = _text(run.report / "sites" / "a.example.html")
    link = '<a href="http://a.example/news?a=1&amp;b=2" rel="noreferrer nofollow ugc">http://a.example/news?a=1&amp;b=2</a>'
    assert page.count(link) == 2  # below the measure, and among the key figures
    assert f"The newest date found is 2014-08-03: {link}" in page
    assert "<code>…our camp of 3 August &lt;2014&gt;</code>" in page
    assert "<td>25 %</td>" in page
    assert '<td>yes: <a href="http://a.example/write"' in page
    figures = json.loads(_text(run.report / "results.json"))["sites"][0]["figures"]
    assert figures["feature_email_url"] == "http://a.example/write"


def test_a_rank_that_holds_under_all_weights_is_no_span(tmp_path: Path) -> None:
    text = "url\n" + "".join(f"http://s{n}.example\n" for n in range(21))
    yes = measurement(HTTPS, "yes", unit="text")
    sites = [
        result(f"s{n}.example", [measurement(ALT, n / 21), yes, measurement(OLD, 900.0 - 40 * n, unit="days")])
        for n in range(21)
    ]
    run = made_run(tmp_path, text, sites)
    write_report(run, CARDS)
    page = _text(run.report / "sites" / "s20.example.html")
    assert re.findall("Rank [^<]*", page) == ["Rank 1 of 21; under other weights mostly the same."]


def test_a_total_that_stays_went_nowhere_and_a_sentence_stops_once(tmp_path: Path) -> None:
    said = finding(ALT, "A picture says nothing.")
    runs = [
        made_run(tmp_path / name, "url\nhttp://a.example\n", [result("a.example", [measurement(ALT, 0.5)], [said])])
        for name in ("old", "new")
    ]
    write_report(runs[1], CARDS, since=runs[0])
    page = _text(runs[1].report / "sites" / "a.example.html")
    assert "A picture says nothing: <a" in page
    assert "Since 2026-06-01: measured both times; the total is 50 as before." in page


def test_categories_that_go_against_each_other_do_not_go_together(tmp_path: Path) -> None:
    """And groups of one size stand in the order of their names."""
    text = "url,group\n" + "".join(f"http://s{n}.example,Group {n % 20 + 1}\n" for n in range(35))
    sites = [
        result(f"s{n}.example", [measurement(ALT, n / 35), measurement(OLD, 10.0 + n, unit="days")]) for n in range(35)
    ]
    run = made_run(tmp_path, text, sites)
    write_report(run, CARDS, lang="de")
    page = _text(run.report / "index.html")
    assert "Keine zwei Bereiche gehen zusammen." in page
    assert "−1,00</td>" in page
    table = page.partition('id="groups-table"')[2].partition("</table>")[0]
    names = [f"Group {n}" for n in range(1, 21)]
    assert re.findall(r'<th scope="row">(Group \d+)</th>', table) == sorted(names[:15]) + names[15:]


def test_a_site_without_a_total_is_promised_no_points_in_it(tmp_path: Path) -> None:
    unknown = [measurement(name, None, outcome="cannot_tell") for name in (HTTPS, OLD)]
    text = "url\nhttp://a.example\nhttp://b.example\n"
    sites = [
        result("a.example", [measurement(ALT, 0.0), *unknown], [finding(ALT, "no text")]),
        result("b.example", status="unreachable", pages=0, reason="Nobody answers."),
    ]
    run = made_run(tmp_path, text, sites)
    write_report(run, CARDS)
    page = _text(run.report / "sites" / "a.example.html")
    assert "There is no total, because only" in page
    assert "Mend image alt." in page
    assert "in total" not in page
    assert "Tried on 2026-06-01; no page was read." in _text(run.report / "sites" / "b.example.html")


def test_nothing_dark_is_printed(report: Path) -> None:
    """The dark colours hold on screens alone: on paper the ink is black, whatever the reader's screen is like."""
    page = _text(report / "index.html")
    assert re.findall(r"@media ([^{]*prefers-color-scheme[^{]*) \{", page) == [
        "screen and (prefers-color-scheme: dark)"
    ]
