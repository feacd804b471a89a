"""What is a failure of a criterion for certain, and its near twin that is advice or nothing."""

import pytest

from audits.judgement import attempt, spots_of
from audits.registry import page_audits
from audits.specimen import page_of

AUDITS = {audit.id: audit for audit in page_audits()}
OAK = "The oak is a tree that grows in the park and elsewhere, for many years, and it is home to birds and beetles."
LONG = f"{OAK} People sit in its shade when the sun is out and the ground is dry, and they talk about the weather."


def failed(audit: str, html: str) -> set[str]:
    """The criteria that the audit says fail for certain."""
    page = page_of(html)
    outcome = attempt(AUDITS[f"accessibility/{audit}"], page)
    assert outcome.kind != "error", outcome.reason
    spots = spots_of(AUDITS[f"accessibility/{audit}"], outcome.findings, page.url)
    return {criterion for spot in spots if spot.level == "fail" and spot.grade == "failure" for criterion in spot.wcag}


PAIRS = [
    ("link-words", '<p>Oaks.</p><p><a href="/o">Read more</a></p>', '<p>Oaks. <a href="/o">Read more</a></p>', "2.4.4"),
    ("link-words", '<p><a href="/o">More</a></p>', '<h2>Oaks</h2><p><a href="/o">More</a></p>', "2.4.4"),
    ("link-words", '<p><a href="/o">More</a></p>', '<ul><li>Oaks<p><a href="/o">More</a></p></ul>', "2.4.4"),
    ("link-words", '<p><a href="/o">More</a></p>', '<div title="Oaks"><p><a href="/o">More</a></p></div>', "2.4.4"),
    ("link-words", '<p><a href="/o">Here</a></p>', '<p><a href="/o">Go</a></p>', "2.4.4"),
    ("title-words", "<title>Untitled Document</title>", "<title>Untitled: a film by Ann Lee</title>", "2.4.2"),
    ("title-words", "<title>Insert your title here</title>", "<title>How to write a good title</title>", "2.4.2"),
    ("title-words", "<title>Neue Seite 1</title>", "<title>Test</title>", "2.4.2"),
    ("alt-filename", '<img src="a/oak_2.jpg" alt="oak_2.jpg">', '<img src="a/oak_3.jpg" alt="oak_2.jpg">', "1.1.1"),
    (
        "alt-filename",
        '<img src="oak_2.jpg" alt="oak_2.jpg">',
        '<a href="oak_2.jpg"><img src="oak_2.jpg" alt="oak_2.jpg"></a>',
        "1.1.1",
    ),
    (
        "clipped-text",
        f'<div style="height: 2em; overflow: hidden">{LONG}</div>',
        f'<div style="height: 2em; overflow: auto">{LONG}</div>',
        "1.4.4",
    ),
    (
        "clipped-text",
        f'<div style="height: 26px; overflow: hidden">{LONG * 3}</div>',
        f'<div style="height: 26px; line-height: 26px; overflow: hidden">{LONG * 3}</div>',
        "1.4.4",
    ),
    (
        "clipped-text",
        f'<div style="height: 3em; overflow: hidden">{LONG * 3}</div>',
        f'<script src="more.js"></script><div style="height: 3em; overflow: hidden">{LONG * 3}</div>',
        "1.4.4",
    ),
    (
        "clipped-text",
        f"<style>@media (max-width: 700px) {{ p {{ height: 2em; overflow: hidden }} }}</style><p>{LONG}</p>",
        f"<style>@media (min-width: 700px) {{ p {{ height: 2em; overflow: hidden }} }}</style><p>{LONG}</p>",
        "1.4.4",
    ),
    (
        "clipped-text",
        f'<div style="white-space: nowrap; overflow: hidden">{LONG}</div>',
        f'<div style="width: 3000px"><div style="white-space: nowrap; overflow: hidden">{OAK}</div></div>',
        "1.4.4",
    ),
    (
        "clipped-text",
        f'<div style="max-height: 2em; overflow: hidden">{LONG}</div>',
        f'<div style="max-height: 0; overflow: hidden">{LONG}</div>',
        "1.4.4",
    ),
    (
        "language-mismatch",
        f"<html lang=de><title>x</title><p>{LONG}</html>",
        f"<html lang=de><title>x</title><p lang=en>{LONG}</p><p>Baum</html>",
        "3.1.1",
    ),
    (
        "language-mismatch",
        f"<html lang=fr><title>x</title><p>{LONG}</html>",
        "<html lang=fr><title>x</title><p>The oak is a tree that grows in the park and elsewhere, for years.</html>",
        "3.1.1",
    ),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.</p>",
        f"<html lang=en><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park wächst.</p>",
        "3.1.2",
    ),
    (
        "language-change",
        f"<html lang=en><title>x</title><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.",
        f"<html><title>x</title><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.",
        "3.1.2",
    ),
    (
        "language-change",
        f"<p>{LONG}</p><p lang=fr>{OAK}</p>",
        f"<p>{LONG}</p><p lang=en>{OAK}</p>",
        "3.1.2",
    ),
    ("contrast", '<p style="color: #777; background: #fff">Oak</p>', '<p style="color: #767676">Oak</p>', "1.4.3"),
    (
        "contrast",
        '<div style="background: #fff; opacity: 0.4"><p style="color: #333">Oak</p></div>',
        '<div style="background: #fff; opacity: 0.9"><p style="color: #333">Oak</p></div>',
        "1.4.3",
    ),
    (
        "contrast",
        '<div style="background: #fff; opacity: 0.4"><p style="color: #333">Oak</p></div>',
        '<div style="background: #fff; opacity: 0.4; position: absolute"><p style="color: #333">Oak</p></div>',
        "1.4.3",
    ),
    (
        "contrast",
        '<p style="color: #eee">Oak</p>',
        '<style>html { color-scheme: dark }</style><p style="color: #eee">Oak</p>',
        "1.4.3",
    ),
    (
        "orientation",
        "<style>@media (orientation: portrait) { p { transform: rotate(90deg) } }</style><p>Oak</p>",
        "<style>@media (orientation: portrait) { p { transform: rotate(90deg) } }</style><p>→</p>",
        "1.3.4",
    ),
    (
        "link-name",
        "<style>a::before { content: '\\f015' }</style><a href=/></a>",
        "<style>a::before { content: 'Home' }</style><a href=/></a>",
        "4.1.2",
    ),
    (
        "button-name",
        "<style>b::after { content: attr(title) }</style><button><b></b></button>",
        "<style>b::after { content: attr(data-name) }</style><button><b data-name=Save></b></button>",
        "4.1.2",
    ),
    (
        "focus-indicator",
        "<style>a:focus { outline: 0 } p:hover { color: red }</style><p><a href=/>Oaks</a></p>",
        "<style>a:focus { outline: 0 } p:focus-within { color: red }</style><p><a href=/>Oaks</a></p>",
        "2.4.7",
    ),
    (
        "focus-indicator",
        "<style>a:focus { outline: 0 } a:focus:not(:focus-visible) { outline: 0 }</style><p><a href=/>Oaks</a></p>",
        "<style>a:focus { outline: 0 } :is(a, b):focus { outline: 3px solid }</style><p><a href=/>Oaks</a></p>",
        "2.4.7",
    ),
    (
        "link-distinction",
        f'<p style="color: #222">{OAK} <a href=/ style="text-decoration: none; color: #333">Oaks</a> {OAK}</p>',
        f'<p style="color: #222">{OAK} <a href=/ style="text-decoration: none; color: #333; box-shadow: 0 1px">Oaks</a> {OAK}</p>',
        "1.4.1",
    ),
    (
        "link-distinction",
        f'<p style="color: #222">{OAK} <a href=/ style="text-decoration: none; color: #333"><span>Oaks</span></a> {OAK}</p>',
        (
            f'<p style="color: #222">{OAK} <a href=/ style="text-decoration: none; color: #333">'
            f'<span style="border-bottom: 1px solid">Oaks</span></a> {OAK}</p>'
        ),
        "1.4.1",
    ),
    (
        "fake-buttons",
        '<span role="button" onclick="go()">Join us</span>',
        '<span onclick="go()">Join us</span>',
        "2.1.1",
    ),
    (
        "fake-buttons",
        '<div role="link" onclick="go()">Join us</div>',
        '<div tabindex="0" aria-activedescendant="a"><div role="link" id="a" onclick="go()">Join us</div></div>',
        "2.1.1",
    ),
    (
        "image-alt",
        '<div style="content-visibility: auto"><img src="oak.png"></div>',
        '<div style="content-visibility: hidden"><img src="oak.png"></div>',
        "1.1.1",
    ),
    ("list-content", "<ul><p>x</p></ul>", "<ul><my-item>x</my-item></ul>", "1.3.1"),
    ("moving-text", "<marquee>Oak day</marquee>", "<marquee hidden>Oak day</marquee>", "2.2.2"),
    ("part-language-tag", '<p lang="  ">Oak</p>', '<p lang="">Oak</p>', "3.1.2"),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>La encina es un árbol que crece en el parque de la ciudad y en todos los montes, y sus hojas se quedan.</p>",
        f"<html lang=en><p>{LONG}</p><p>La casa de los árboles, El jardín de las encinas, Un bosque en la ciudad, La sombra de los robles</p>",
        "3.1.2",
    ),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.</p>",
        f"<html lang=en><p>{LONG}</p><p>Verein der Freunde und Förderer der Eiche in der Stadt und auf dem Lande, Haus der Bäume, An der Eiche 3</p>",
        "3.1.2",
    ),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.</p>",
        f"<html lang=en><p>{LONG}</p><pre>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird.</pre>",
        "3.1.2",
    ),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>Mae'r dderwen yn goeden sy'n tyfu yn y parc ac mae hi wedi bod yno ers can mlynedd i bawb ei gweld.</p>",
        f"<html lang=en><p>{LONG}</p><p lang=cy>Mae'r dderwen yn goeden sy'n tyfu yn y parc ac mae hi wedi bod yno ers can mlynedd i bawb ei gweld.</p>",
        "3.1.2",
    ),
    (
        "language-change",
        f"<html lang=en><p>{LONG}</p><p>Η βελανιδιά είναι ένα δέντρο που μεγαλώνει στο πάρκο της πόλης μας εδώ και πολλά χρόνια.</p></html>",
        f"<html lang=en><p>{LONG}</p><p>Ελένη Παπαδοπούλου, Γιώργος Νικολάου, Μαρία Δημητρίου, Νίκος Ιωάννου</p></html>",
        "3.1.2",
    ),
    ("title-words", "<title>Untitled 3</title><h1>Oaks</h1>", "<title>Untitled 3</title><h1>Untitled 3</h1>", "2.4.2"),
    (
        "link-words",
        '<div><a href="/o">Read more</a></div>',
        '<div><div>An oak by the sea</div><div><a href="/o">Read more</a></div></div>',
        "2.4.4",
    ),
    (
        "link-words",
        '<div><img src="o.jpg" alt=""><p><a href="/o">Read more</a></p></div>',
        '<div><img src="o.jpg" alt="An oak by the sea"><p><a href="/o">Read more</a></p></div>',
        "2.4.4",
    ),
    (
        "moving-text",
        "<marquee id=m>Oak day</marquee>",
        '<marquee id=m>Oak day</marquee><button onclick="m.stop()">Stop</button>',
        "2.2.2",
    ),
    ("moving-text", "<marquee loop=0>Oak day</marquee>", "<marquee loop=1>Oak day</marquee>", "2.2.2"),
    (
        "fake-buttons",
        '<span role="button" onclick="go()">Join us</span>',
        '<span role="button" onclick="go()">Join us</span><script>for (const one of all) one.tabIndex = 0</script>',
        "2.1.1",
    ),
    (
        "fake-buttons",
        """<p><span onclick="location.href='/oaks'">Oaks</span></p>""",
        """<p onclick="location.href='/oaks'">Oaks</p><p><a href="/oaks">All about them</a></p>""",
        "2.1.1",
    ),
    (
        "language-change",
        f"<html lang=de><p>Die Eiche ist ein Baum, der im Park wächst und viele Jahre alt wird, wenn ihn niemand fällt.</p><p>{LONG}</p></html>",
        (
            "<html lang=de><p>Die Eiche ist ein Baum, der im Park wächst und viele Jahre alt wird, wenn ihn niemand fällt.</p>"
            "<p>I Want to Be With You in the Park, We Are the Oaks and You Are the Rain, It Is the Last of Our Days</p></html>"
        ),
        "3.1.2",
    ),
    (
        "label-in-name",
        '<button role="switch" aria-checked="true" aria-label="Oak days">On the oak</button>',
        '<button role="switch" aria-checked="true" aria-label="Oak days"><span aria-hidden="true">On</span></button>',
        "2.5.3",
    ),
    (
        "language-mismatch",
        f"<html lang=de><title>x</title><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><p>Die Eiche ist ein Baum, der im Park wächst und alt wird.</html>",
        (
            f"<html lang=de><title>x</title><p>{OAK}</p><p>Die Eiche ist ein Baum, der im Park und anderswo wächst und viele Jahre alt wird,"
            " wenn ihn niemand fällt.</p></html>"
        ),
        "3.1.1",
    ),
]


@pytest.mark.parametrize(("audit", "bad", "twin", "criterion"), PAIRS)
def test_failure_and_its_twin(audit: str, bad: str, twin: str, criterion: str):
    assert criterion in failed(audit, bad)
    assert not failed(audit, twin)
