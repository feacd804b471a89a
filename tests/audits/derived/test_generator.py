"""What a page was made with, by the lines and traces that products leave."""

import pytest

from audits.derived.generator import makers, products
from audits.specimen import page_of
from audits.standards import table

LINES = {
    "WordPress 6.4.2": "WordPress 6.4.2 cms",
    "WordPress.com": "WordPress  cms",
    "Joomla! 1.5 - Open Source Content Management": "Joomla 1.5 cms",
    "Joomla! - Open Source Content Management": "Joomla  cms",
    "Drupal 10 (https://www.drupal.org)": "Drupal 10 cms",
    "TYPO3 4.5 CMS": "TYPO3 4.5 cms",
    "concrete5 - 5.6.3.1": "Concrete CMS 5.6.3.1 cms",
    "SPIP 3.2.11 [24473]": "SPIP 3.2.11 cms",
    "Wix.com Website Builder": "Wix  builder",
    "Microsoft FrontPage 4.0": "Microsoft FrontPage 4.0 editor",
    "Microsoft FrontPage Express 2.0": "Microsoft FrontPage 2.0 editor",
    "Mozilla/4.79 [en] (Windows NT 5.0; U) [Netscape]": "Netscape Composer 4.79 editor",
    "Claris Home Page 3.0": "Claris Home Page 3.0 editor",
    "Adobe GoLive 4": "Adobe GoLive 4 editor",
    "Adobe PageMill 3.0 Mac": "Adobe PageMill 3.0 editor",
    "Microsoft Word 11": "Microsoft Word 11 editor",
    "Serif WebPlus X4": "Serif WebPlus 4 editor",
    "iWeb 3.0.4, iWeb-local-build-20120418": "iWeb 3.0.4 editor",
    "blogger": "Blogger  builder",
    "Hugo 0.111.3": "Hugo 0.111.3 static",
    "Jekyll v4.2.0": "Jekyll 4.2.0 static",
    "Starfield Technologies; Go Daddy Website Builder 8.0.0000": "GoDaddy Website Builder  builder",
    "Nvu 1.0": "Nvu 1.0  editor",
    "IBM WebSphere Homepage Builder Version 9.0.0.0 for Windows": "Homepage Builder 9.0.0.0 editor",
    "JustSystems Homepage Builder Version 17.0.3.0 for Windows": "Homepage Builder 17.0.3.0 editor",
    "IBM HomePage Builder 2001 V5.0.2 for Windows": "Homepage Builder 2001 editor",
    "http://www.jadu.net": "Jadu  cms",
    "Something nobody knows 1.0": "",
}


def told(page):
    return [f"{maker.name} {maker.version} {maker.kind}" for maker in makers(page)]


@pytest.mark.parametrize(("line", "maker"), LINES.items())
def test_generator_line(line, maker):
    page = page_of(f'<html><head><meta name="GENERATOR" content="{line}"></head></html>')
    assert told(page) == ([maker] if maker else [])


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<link rel="stylesheet" href="/wp-content/themes/club/style.css">', "WordPress"),
        ('<script src="https://static.parastorage.com/x.js"></script>', "Wix"),
        ('<html data-wf-site="62"><body></body></html>', "Webflow"),
        ('<link rel="stylesheet" href="https://static.tildacdn.com/css/tilda-grid-3.0.min.css">', "Tilda"),
        ('<script src="http://s57.ucoz.net/src/jquery-1.7.2.js"></script>', "uCoz"),
        ('<script src="//static-assets.strikinglycdn.com/webpack/runtime.js"></script>', "Strikingly"),
        ("<!-- This is Squarespace. --><!-- club -->", "Squarespace"),
        ('<!-- InstanceBegin template="/Templates/a.dwt" -->', "Dreamweaver"),
        ("<script>function MM_swapImage() {}</script>", "Dreamweaver"),
        ("<!--webbot bot='HitCounter' -->", "Microsoft FrontPage"),
        ('<meta name="ProgId" content="FrontPage.Editor.Document">', "Microsoft FrontPage"),
        ('<body id="phpbb" class="nojs">', "phpBB"),
        ('<script type="module" src="/assets/index-a1.js"></script>', "Vite build (React, Vue or Svelte)"),
        ('<x-claris-window top="1" bottom="2">', "Claris Home Page"),
    ],
)
def test_trace(html, name):
    assert name in [maker.name for maker in makers(page_of(html if "<html" in html else f"<html>{html}</html>"))]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://static.wixstatic.com/a.png" alt="">',
        '<img src="https://other.example/wp-content/uploads/a.png" alt="">',
        '<a href="https://www.weebly.com/">Weebly</a>',
        "<p>We moved from FrontPage to Drupal.</p>",
        '<iframe src="https://calendar.google.com/"></iframe>',
    ],
)
def test_what_is_borrowed_tells_nothing(html):
    assert told(page_of(f"<html>{html}</html>")) == []


def test_headers_and_hosts():
    page = page_of("<html></html>", headers={"x-generator": "Drupal 9 (https://www.drupal.org)"})
    assert told(page) == ["Drupal 9 cms"]
    assert [maker.name for maker in makers(page_of("<html></html>", url="https://club.jimdofree.com/"))] == ["Jimdo"]


@pytest.mark.parametrize(("line", "age"), [("Microsoft FrontPage 4.0", "1990s"), ("Microsoft FrontPage 6.0", "2000s")])
def test_an_editor_is_dated_by_its_version(line, age):
    (maker,) = makers(page_of(f'<html><meta name="generator" content="{line}"></html>'))
    assert maker.age == age


def test_the_table_is_sound():
    rows = table("generators.toml")["product"]
    kinds = {"builder", "cms", "editor", "static", "forum", "template", "framework"}
    known = {name for name, row in table("endoflife.toml").items() if isinstance(row, dict)}
    assert len({row["name"] for row in rows}) == len(rows) >= 60
    assert all(row["kind"] in kinds and row["see"].startswith("https://") for row in rows)
    assert all(row.get("eol", "wordpress") in known for row in rows)
    assert sum(len(row.get("attributes", ())) for row in rows) == sum(len(product.attributes) for product in products())
