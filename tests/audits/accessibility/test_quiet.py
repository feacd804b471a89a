"""Correct pages on which no certain failure may be found: a false alarm costs more than a miss."""

import pytest

from audits.judgement import spots_of
from audits.registry import page_audits
from audits.specimen import page_of

AUDITS = [audit for audit in page_audits() if audit.card.category == "accessibility"]

QUIET = {
    "icon link with text for ears": '<a href="/"><i class="fa fa-home" aria-hidden="true"></i><span class="sr">Home</span></a>'
    "<style>.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}</style>",
    "search form": '<form role="search"><label for="q" hidden>Search</label><input id="q" type="search" name="q">'
    '<button><svg aria-hidden="true"><path d="M0 0"/></svg><span>Go</span></button></form>',
    "menu of disclosure": '<nav aria-label="Main"><button aria-expanded="false" aria-controls="m">Menu</button>'
    '<ul id="m" hidden><li><a href="/a">A</a></li></ul></nav>',
    "tabs": '<div role="tablist"><button role="tab" aria-selected="true" aria-controls="p">One</button></div>'
    '<div role="tabpanel" id="p" aria-label="One" tabindex="0">x</div>',
    "breadcrumb": '<nav aria-label="Path"><ol><li><a href="/">Home</a></li><li aria-current="page">Camp</li></ol></nav>',
    "decorative images": '<img src="a.png" alt=""><img src="b.png" alt="" role="presentation"><svg aria-hidden="true"></svg>',
    "figure": '<figure><img src="a.png" alt="A boat"><figcaption>Our boat</figcaption></figure>',
    "layout table": '<table role="presentation"><tr><td>a</td><td>b</td></tr></table>',
    "timetable": "<table><caption>Times</caption><tr><td></td><th scope=col>Mon</th><th scope=col>Tue</th></tr>"
    "<tr><th scope=row>Morning</th><td>9</td><td>10</td></tr></table>",
    "spanning header": "<table><tr><th colspan=2>Name</th></tr><tr><td>Ann</td><td>Lee</td></tr></table>",
    "nested list": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "definitions": "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd></dl>",
    "white on a picture": "<div style=\"background:#000 url('sky.jpg')\"><h2 style='color:#fff'>Welcome</h2></div>",
    "white on a placed picture": "<div style='position:relative'><img src=a.jpg alt='A lake' style='position:absolute'>"
    "<p style='position:relative;color:#fff'>Welcome</p></div>",
    "white on a floated box": "<div style='background:#123'><p style='float:left;color:#eee'>Welcome</p></div>",
    "white on a class of a missing sheet": '<link rel="stylesheet" href="/lost.css"><p style="color:#fff">Welcome</p>',
    "large text": "<h1 style='color:#888'>Welcome</h1>",
    "disabled button": "<button disabled style='color:#aaa'>Send</button>",
    "faded carousel": "<div style='opacity:0;color:#aaa'>Slide</div>",
    "aria label that begins with the words": '<a href="/a" aria-label="Read more about our camp">Read more</a>',
    "icon font with words": '<button aria-label="Close"><i class="material-icons">close</i></button>',
    "sign": '<button aria-label="Close">×</button>',
    "phone viewport": '<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=5">',
    "refresh at once": '<meta http-equiv="refresh" content="0;url=/new">',
    "combobox that is shut": '<label for=c>Town</label><input id=c role="combobox" aria-expanded="false" aria-autocomplete="list">',
    "listbox to be filled": '<ul role="listbox" aria-label="Towns"></ul>',
    "switch": '<input type="checkbox" role="switch" aria-label="Dark">',
    "radio group": '<fieldset><legend>Come?</legend><label><input type="radio" name="a"> Yes</label></fieldset>',
    "hidden dialog with focus": '<div aria-hidden="true" style="display:none"><button>Close</button></div>',
    "skip target": '<a href="#c">Skip</a><main id="c" tabindex="-1">x</main>',
    "film with all": '<video controls src="a.mp4" aria-label="Camp"><track kind="captions" src="a.vtt" srclang="en" label="English"></video>',
    "tiny tracking frame": '<iframe src="https://t.example/" width="0" height="0" style="display:none"></iframe>',
    "language tags": '<p lang="zh-Hant-TW">歡迎</p><p lang="x-default"></p><p lang="es-419">Hola</p>',
    "autocomplete switched off": '<input aria-label="Find" autocomplete="off"><input aria-label="Code" autocomplete="nope">',
    "underlined link": '<p>Come to our camp by the lake and <a href="/c">sign up</a> by May.</p>',
    "styled link with a line": '<style>a{text-decoration:none;border-bottom:1px solid}</style><p>Come to our camp by the lake and <a href="/c">sign up</a>.</p>',
    "blur that checks": '<input aria-label="Age" onblur="check(this)">',
    "custom element": '<x-menu aria-label="Main">x</x-menu>',
    "presentational list": '<ul role="none"><li><a href="/a">A</a></li></ul>',
    "noscript image": '<noscript><img src="https://t.example/p.gif"></noscript>',
}


@pytest.mark.parametrize("name", QUIET)
def test_no_certain_failure(name: str):
    body = QUIET[name]
    page = page_of(
        f'<!doctype html><html lang="en"><head><title>Camp - Scouts</title></head><body>{body}</body></html>'
    )
    failures = [
        (spot.audit, spot.place.message)
        for audit in AUDITS
        for spot in spots_of(audit, audit.run(page).findings, page.url)
        if spot.level == "fail" and spot.grade == "failure"
    ]
    assert failures == []
