"""Hard cases of the content audits."""

import pytest

from audits.content.declared_language import declared_language
from audits.content.documents import documents
from audits.content.duplicates import duplicates
from audits.content.language import language
from audits.content.media import media
from audits.content.placeholders import placeholders
from audits.content.substance import substance
from audits.content.words import words
from audits.derived.language import language as page_language
from audits.model import SiteExample
from audits.specimen import example_visit, page_of

STORY = (
    "Every summer we take the boats down to the sea and sleep on the beach, and in the evening we cook over a fire. "
)
GESCHICHTE = "Jeden Sommer fahren wir mit den Booten ans Meer und schlafen am Strand, und abends kochen wir am Feuer. "


def visit(pages, **more):
    return example_visit(SiteExample(pages, None, **more))


def test_a_page_under_two_addresses_is_counted_once():
    outcome = words.run(visit({"/": f"<p>{STORY}", "/index.html": f"<p>{STORY}", "/a": "<p>Two words"}))
    assert outcome.facts["words"] == 24 + 2
    assert duplicates.run(visit({"/": f"<p>{STORY}", "/old.html": f"<p>{STORY}"})).facts["duplicate_pages"] == 1


def test_pages_without_text_are_no_doubles():
    assert duplicates.run(visit({"/": "<p>a", "/a": "<img src=1>", "/b": "<img src=2>"})).facts["duplicate_pages"] == 0


def test_what_all_pages_share_is_no_body():
    shared = "<div>" + STORY * 6 + "</div>"
    pages = {path: shared + f"<p>{path} only</p>" for path in ("/", "/a", "/b", "/c")}
    assert substance.run(visit(pages)).value == 0
    assert substance.run(visit({"/": shared})).value == 1


def test_main_language_goes_by_words():
    pages = {"/": f"<p>{GESCHICHTE * 3}", "/en": f"<p>{STORY}", "/b": f"<p>{GESCHICHTE * 2}"}
    outcome = language.run(visit(pages))
    assert outcome.value == "de" and outcome.facts["languages"] == "de;en"


def test_filler_latin_is_not_a_language():
    html = "<p>" + "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 30 + f"<p>{STORY}"
    assert language.run(visit({"/": html})).value == "en"


def test_without_text_the_title_speaks():
    html = "<html><head><title>Willkommen bei den Pfadfindern in unserem Dorf</title></head><body><div id=root></div></body></html>"
    assert language.run(visit({"/": html})).value == "de"


def test_old_encodings():
    russian = "Мы собираемся каждую пятницу в клубе, и новые участники всегда желанные гости."
    body = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><body>{russian}'.encode(
        "koi8-r"
    )
    assert page_language(page_of(body)).code == "ru"


@pytest.mark.parametrize(("declared", "value"), [("de", 1.0), ("de-AT", 1.0), ("DE", 1.0), ("en", 0.0), ("hr", 0.0)])
def test_declared_language(declared, value):
    assert declared_language.run(visit({"/": f'<html lang="{declared}"><p>{GESCHICHTE * 2}'})).value == value


@pytest.mark.parametrize("declared", ["", "x-klingon", "deutsch", "123"])
def test_no_declaration_is_no_mismatch(declared):
    assert declared_language.run(visit({"/": f'<html lang="{declared}"><p>{GESCHICHTE * 2}'})).kind == "not_applicable"


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("<p>Our text is <b>lorem ipsum</b> dolor.</p>", ["fail"]),
        ("<h2>Under Construction!</h2>", ["fail"]),
        ("<p><font size=7><blink>UNDER CONSTRUCTION</blink></font></p>", ["fail"]),
        ("<td>Page en construction</td>", ["fail"]),
        ("<p>Strona w budowie</p>", ["fail"]),
        ("<p>Stránky jsou ve výstavbě</p>", ["fail"]),
        ("<p>This site is under construction. Please come back soon!</p>", ["fail"]),
        ("<p>Diese Seite befindet sich im Aufbau. Wir bitten um etwas Geduld.</p>", ["fail"]),
        ("<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>", ["fail"]),
        ("<p>工事中</p>", ["fail"]),
        (
            "<p>Our new hall is under construction, and we hope to open it after the summer with a great feast.</p>",
            ["review"],
        ),
        ("<p>The company built a bridge.</p>", []),
        ("<p>Nunc lacinia ante lobortis. Feugiat viverra pulvinar.</p>", ["fail"]),
        ("<p>Semper paratus, our motto.</p>", []),
        ("<p>Just another WordPress site</p>", ["fail"]),
        ("<!-- lorem ipsum --><p>Real text</p>", []),
        ("<p style='display:none'>Lorem ipsum</p><p>Real text</p>", []),
        ("<p>“Lorem ipsum” is filler</p>", ["fail"]),
    ],
)
def test_placeholders(html, levels):
    page = page_of(f"<html><head><title>Club</title></head><body>{html}</body></html>")
    assert [finding.level for finding in placeholders.run(page).findings] == levels


@pytest.mark.parametrize("title", ["Untitled Document", "New Page 1", "Unbenanntes Dokument"])
def test_titles_that_an_editor_gave(title):
    page = page_of(f"<html><head><title>{title}</title></head><body><p>Hello</p></body></html>")
    assert placeholders.run(page).value is False


def test_documents_are_told_by_their_ending():
    html = '<a href="a.PDF">a</a><a href="a.pdf#page=2">a</a><a href="/x.pdf?d=1">b</a><a href="pdf">c</a><a href="x.pdf.html">d</a>'
    facts = documents.run(visit({"/": html})).facts
    assert (facts["documents"], facts["documents_pdf"]) == (3, 3)


def test_media():
    html = (
        '<img src=a.png><img data-src="b.jpg" src="data:image/gif;base64,x"><img src=p.gif width=1 height=1><video><source src=f.mp4></video>'
        '<iframe src="//www.youtube-nocookie.com/embed/1"></iframe><iframe src="https://maps.example.com/embed/"></iframe>'
        '<bgsound src="tune.mid"><a href="song.mp3">Song</a><a href="https://www.youtube.com/watch?v=1">Film</a>'
    )
    facts = media.run(visit({"/": html})).facts
    assert (facts["images"], facts["videos"], facts["audio_files"]) == (2, 2, 2)
