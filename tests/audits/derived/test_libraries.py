"""Libraries and versions by address, file name and banner; vulnerabilities by retire.js's own rows."""

import re

import pytest

from audits.derived.libraries import banner, from_address, holes, libraries
from audits.derived.library_state import library_states
from audits.specimen import page_of
from audits.standards import table

ADDRESSES = {
    "https://code.jquery.com/jquery-3.4.1.min.js": "jquery 3.4.1",
    "https://code.jquery.com/jquery-3.7.1.slim.min.js": "jquery 3.7.1",
    "//ajax.googleapis.com/ajax/libs/jquery/1.11.0/jquery.min.js": "jquery 1.11.0",
    "http://ajax.googleapis.com/ajax/libs/jqueryui/1.8.16/jquery-ui.min.js": "jquery-ui 1.8.16",
    "/wp-includes/js/jquery/jquery.min.js?ver=3.7.1": "jquery 3.7.1",
    "/wp-includes/js/jquery/jquery.js?ver=1.12.4-wp": "jquery 1.12.4",
    "/wp-includes/js/jquery/jquery-migrate.min.js?ver=3.4.1": "jquery-migrate 3.4.1",
    "js/jquery-1.4.2.js": "jquery 1.4.2",
    "js/jquery-ui-1.10.3.custom.min.js": "jquery-ui 1.10.3",
    "https://cdn.jsdelivr.net/npm/bootstrap@5.3.0-alpha1/dist/css/bootstrap.min.css": "bootstrap 5.3.0-alpha1",
    "https://maxcdn.bootstrapcdn.com/bootstrap/3.3.7/css/bootstrap.min.css": "bootstrap 3.3.7",
    "https://cdn.jsdelivr.net/npm/@popperjs/core@2.11.8/dist/umd/popper.min.js": "popper.js 2.11.8",
    "https://unpkg.com/vue@2.6.14": "vue 2.6.14",
    "https://unpkg.com/aos@2.3.1/dist/aos.css": "aos 2.3.1",
    "https://cdnjs.cloudflare.com/ajax/libs/moment.js/2.29.1/moment.min.js": "moment.js 2.29.1",
    "https://use.fontawesome.com/releases/v5.6.3/css/all.css": "font-awesome 5.6.3",
    "http://yui.yahooapis.com/3.18.1/build/yui/yui-min.js": "YUI 3.18.1",
    "modernizr-2.6.2-respond-1.1.0.min.js": "modernizr 2.6.2",
    "/fancybox/jquery.fancybox-1.3.4.pack.js": "fancybox 1.3.4",
    "https://ajax.googleapis.com/ajax/libs/angularjs/1.5.8/angular.min.js": "angularjs 1.5.8",
}
SILENT = [
    "js/jquery.min.js", "js/main.js?ver=6.4.2", "/js/menu-2.js", "/2024/05/photo-1.2.js", "style.css?v=1.2.3",
    "https://example.org/1.2.3/site.js", "/wp-content/themes/club/style.css?ver=3.3.7", "/assets/index-MX521Eau.js",
    "/jquery-plugins/1.0.2/fader.js", "data:text/javascript,1.2.3",
]  # fmt: skip


@pytest.mark.parametrize(("address", "told"), ADDRESSES.items())
def test_address(address, told):
    assert [f"{name} {version}" for name, version in from_address(address)] == [told]


@pytest.mark.parametrize("address", SILENT)
def test_address_that_tells_nothing(address):
    assert from_address(address) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/*! jQuery v1.12.4 | (c) jQuery Foundation */", "jquery 1.12.4"),
        ("/*!\n * jQuery JavaScript Library v1.4.2\n", "jquery 1.4.2"),
        ("/*!\n * Bootstrap v3.3.7 (http://getbootstrap.com)\n", "bootstrap 3.3.7"),
        ("/*!\n *  Font Awesome 4.7.0 by @davegandy", "font-awesome 4.7.0"),
        ("/*! Hammer of ours v1.0 */ var a", ""),
        ("", ""),
    ],
)
def test_banner(text, told):
    assert " ".join(f"{name} {version}" for name, version in banner(text)) == told


def test_a_script_is_read_for_its_banner_and_a_style_for_what_it_imports():
    page = page_of(
        '<html><script src="/jq.js"></script><link rel="stylesheet" href="/main.css"></html>',
        files={
            "/jq.js": "/*! jQuery v2.2.4 | (c) jQuery Foundation */",
            "/main.css": '@import url("fa.css");\nbody{}',
            "/fa.css": "/*!\n * Font Awesome Free 5.15.4 by @fontawesome",
        },
    )
    assert {(library.name, library.version) for library in libraries(page)} == {
        ("jquery", "2.2.4"),
        ("font-awesome", "5.15.4"),
    }


ROWS = [(row[0], *hole) for row in table("libraries.json")["libraries"] for hole in row[3]]
PLAIN = [row for row in ROWS if re.fullmatch(r"\d+(\.\d+)*", row[2]) and "end-of-life" not in row[4].lower()]


def test_the_snapshot_is_whole():
    assert len(table("libraries.json")["libraries"]) >= 60 and len(ROWS) > 400
    assert table("libraries.json")["licence"].startswith("Apache-2.0")


@pytest.mark.parametrize("row", PLAIN[::7], ids=lambda row: f"{row[0]} {row[1]}..{row[2]}")
def test_a_hole_begins_and_ends_where_its_row_says(row):
    name, start, below, severity, names = row
    if start and re.fullmatch(r"\d+(\.\d+)*", start):
        assert (severity, names) in holes(name, start)
    if sum(other[:1] == (name,) and other[3:] == (severity, names) for other in ROWS) == 1:
        assert (severity, names) not in holes(name, below)


def test_jquery():
    assert not holes("jquery", "3.7.1")
    assert {"CVE-2020-11022", "CVE-2020-11023"} <= {names for _, names in holes("jquery", "3.4.1")}
    assert holes("jquery", "1.12.4")
    assert not holes("a library nobody lists", "1.0")


def test_support_counts_from_the_day_of_the_fetch():
    html = '<html><script src="/bootstrap-4.6.2.min.js"></script></html>'
    (state,) = library_states(page_of(html))
    assert state.ended
