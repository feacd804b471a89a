"""Hard pairs: each fault is found by its audit, and the repaired page beside it is left alone by the same audit."""

import pytest

from audits.registry import find
from audits.specimen import page_of

SHEET = "http://example.org/style.css"


def fails(audit: str, body: str, css: str = "", lang: str = "en") -> list[str]:
    """The messages of level *fail* that the audit gives for this page."""
    style = f"<style>{css}</style>" if css else ""
    html = f'<!doctype html><html lang="{lang}"><head><title>Example</title>{style}</head><body><main>{body}</main></body></html>'
    outcome = find(f"accessibility/{audit}").run(page_of(html))
    assert outcome.kind != "error"
    return [finding.message for finding in outcome.findings if finding.level == "fail"]


PROSE = "We meet every Friday at seven in the village hall, and everybody is welcome to come and see what we do. "
LINKS = '<a href="a.html">{}</a> <a href="b.html">{}</a> <a href="c.html">{}</a>'

PAIRS = [
    # words of links
    ("link-words", "<p><a href=a.html>Read more</a></p>", "<p><a href=a.html>Read more about the camp</a></p>"),
    ("link-words", "<p>To join, <a href=a.html>click here</a>.</p>", "<p>You may <a href=a.html>join us</a>.</p>"),
    ("link-words", "<p><a href=a.html> . </a></p>", "<p><a href=a.html>U.K.</a></p>"),
    ("link-words", "<a href=a.html><img src=a.gif alt=click></a>", "<a href=a.html><img src=a.gif alt='Our boats'></a>"),
    ("link-words", "<a href=a.html>Lire la suite&nbsp;→</a>", "<a href=a.html>La suite de notre voyage</a>"),
    ("link-words", "<a href=a.html>Πατήστε εδώ</a>", "<a href=a.html>Πρόγραμμα</a>"),
    ("link-words", "<a href=a.html>подробнее…</a>", "<a href=a.html>Подробнее о лагере</a>"),
    ("link-words", "<a href=a.html>【こちら】</a>", "<a href=a.html>サークルについて</a>"),
    ("link-words", "<a href=a.html>Więcej &raquo;</a>", "<a href=a.html>Więcej o obozie</a>"),
    # links to files, windows, scripts
    ("document-links", "<a href=rules.pdf>Rules</a>", "<a href=rules.pdf>Rules (PDF)</a>"),
    ("document-links", "<a href='x/rules.docx#p'>Rules</a>", "<a href=rules.html>Rules</a>"),
    ("media-links", "<a href=talk.mp3>Our talk</a>", "<a href=talk.mp3>Our talk</a> <a href=t.html>Transcript</a>"),
    ("media-links", "<a href=camp.avi>Camp</a>", "<p><a href=camp.avi>Camp</a> – <a href=t.html>text version</a></p>"),
    ("picture-links", "<p>See our <a href=boat.png>boat</a>.</p>", "<p>See a <a href=boat.png>photo of our boat</a>.</p>"),
    ("new-windows", "<a href=a.html target=_blank>A</a>", "<a href=a.html target=_blank>A <span>(new window)</span></a>"),
    ("new-windows", "<a href='javascript:window.open(1)'>A</a>", "<a href=a.html target=_top>A</a>"),
    ("script-links", "<a href='javascript:void(0)' onclick='x()'>A</a>", "<button onclick='x()'>A</button>"),
    ("hash-links", "<a href='#'>Open</a>", "<a href='#'>Nach oben</a>"),
    ("link-titles", "<a href=a.html title='Boats '>Boats</a>", "<a href=a.html title='Boats to hire'>Boats</a>"),
    ("adjacent-links", "<a href=a.html><img src=a.png alt=Boat></a> <a href=a.html>Boat</a>", LINKS.format(1, 2, 3)),
    ("identical-links", "<a href=a.html>Boats</a> <a href=b.html>Boats</a>", "<a href=a.html>Boats</a> <a href=a.html#x>Boats</a>"),
    ("link-separation", "<p>" + LINKS.format("One", "Two", "Three") + "</p>", "<ul><li><a href=a.html>One</a><li><a href=b.html>Two</a></ul>"),
    ("small-targets", LINKS.format("1", "2", "3"), LINKS.format("January", "February", "March")),
    # pictures
    ("alt-filename", "<img src=a.jpg alt='P1010223.JPG'>", "<img src=a.jpg alt='The boat Bess'>"),
    ("alt-placeholder", "<img src=a.jpg alt='insert image description'>", "<img src=a.jpg alt='Bess'>"),
    ("alt-placeholder", "<img src=a.jpg alt='photo'>", "<img src=a.jpg alt='Photo album on a table'>"),
    ("alt-length", f"<img src=a.jpg alt='{PROSE * 3}'>", "<img src=a.jpg alt='Bess'>"),
    ("alt-repeats", "<a href=a.html><img src=a.jpg alt='Bess'>Bess</a>", "<a href=a.html><img src=a.jpg alt=''>Bess</a>"),
    ("image-title", "<img src=a.jpg alt='Bess' title='Home'>", "<img src=a.jpg alt='Bess' title='Bess'>"),
    ("spacer-images", "<img src=blank.gif width=20 height=5 alt=''>", "<img src=blank_page.gif width=20 height=50 alt='x'>"),
    ("spacer-images", "<img src=x.gif width=100 height=1 alt=''>", "<img src=x.gif width=100 height=100 alt=''>"),
    ("image-maps", "<img src=a.gif usemap='#m' alt=x>", "<img src=a.gif alt=x>"),
    ("animated-gif", "<img src=pics/animated-flag.gif alt=Flag>", "<img src=pics/flag.gif alt=Flag>"),
    ("text-images", "<h1><img src=welcome.gif alt='Welcome to the club'></h1>", "<h1>Welcome</h1><img src=a.gif alt=x>"),
    # titles, frames
    ("frame-words", "<iframe src=a.html title=untitled></iframe>", "<iframe src=a.html title='Tide table'></iframe>"),
    ("frame-words", "<iframe src=tides.html title=YouTube></iframe>", "<iframe src='//www.youtube.com/e' title=YouTube></iframe>"),
    # structure by looks
    ("fake-headings", f"<p><strong>Opening hours</strong></p><p>{PROSE}</p>", f"<h2>Opening hours</h2><p>{PROSE}</p>"),
    ("fake-headings", f"<div class=h2>Opening hours</div><p>{PROSE}</p>", f"<div class=intro>Hello you</div><p>{PROSE}</p>"),
    ("fake-lists", "<p>• one<br>• two<br>• three</p>", "<ul><li>one<li>two<li>three</ul>"),
    ("fake-lists", "a) one<br>b) two<br>c) three", "<p>12. 5.<br>13. 5.<br>20. 5.</p>"),
    ("fake-lists", "<p>1. one</p><p>2. two</p><p>3. three</p>", "<p>- Who is it? he said.<br>- Me.<br>- Come in!</p>"),
    ("long-text", f"<h1>Us</h1><p>{PROSE * 30}</p>", f"<h1>Us</h1><p>{PROSE * 12}</p><h2>You</h2><p>{PROSE * 12}</p>"),
    # words
    ("place-words", "<p>Use the search box on the right.</p>", "<p>Use the search box.</p>"),
    ("place-words", "<p>The links to the left lead to our groups.</p>", "<p>The church is on the right of the road.</p>"),
    ("place-words", "<p>Select the round icon to start.</p>", "<p>Select 'Start'.</p>"),
    ("place-words", "<p>Plants in red are poisonous, those marked in green are safe.</p>", "<p>Red plants grow here.</p>"),
    ("place-words", "<p>Cliquez sur le bouton vert pour continuer avec nous.</p>", "<p>Cliquez sur « Envoyer ».</p>"),
    ("abbreviations", f"<p>{PROSE} The QWZ pays for it.</p>", f"<p>{PROSE} The Quiet Water Zone (QWZ) pays.</p>"),
    ("reading-level", f"<p>{'Interdepartmental administrative responsibilities necessitate comprehensive institutional documentation ' * 8}.</p>", f"<p>{PROSE * 4}</p>"),
    ("language-change", f"<p>{PROSE}</p><p>Wir treffen uns jeden Freitag um sieben und alle sind herzlich willkommen.</p>",
     f"<p>{PROSE}</p><p lang=de>Wir treffen uns jeden Freitag um sieben und alle sind herzlich willkommen.</p>"),
    ("language-change", f"<p>{PROSE} He said “je ne sais pas où est la plume de ma tante” and left.</p>", f"<p>{PROSE} He said “I do not know where my pen is” and left.</p>"),
    ("text-direction", "<p lang=ar>أهلا وسهلا بكم</p>", "<p lang=ar dir=rtl>أهلا وسهلا بكم</p>"),
    ("text-direction", "<p dir=rtl>Welcome to you</p>", "<p dir=ltr>Welcome to you</p>"),
    # tables
    ("layout-tables", f"<table><tr><td>Menu</td><td><h2>Us</h2><p>{PROSE}</p></td></tr></table>", "<table><tr><th>A<th>B<tr><td>1<td>2</table>"),
    ("nested-tables", "<table><tr><td><table><tr><td>x</table></table>", "<table><tr><td>x</table><table><tr><td>x</table>"),
    ("empty-cells", "<table><tr><th>A<th>B<tr><td>1<td></table>", "<table><tr><th>A<th>B<tr><td>1<td>–</table>"),
    ("table-columns", "<table><tr><th>A<th>B<tr><td>1<td>2<td>3</table>", "<table><tr><th>A<th>B<tr><td>1<td>2</table>"),
    ("table-caption", "<table><tr><th>A<th>B<tr><td>1<td>2</table>", "<table><caption>C</caption><tr><th>A<th>B<tr><td>1<td>2</table>"),
    # forms
    ("fieldsets", "<input type=radio name=a id=1><input type=radio name=a>", "<fieldset><legend>A</legend><input type=radio name=a><input type=radio name=a></fieldset>"),
    ("fieldsets", "<fieldset><legend> </legend><input></fieldset>", "<fieldset><legend>You</legend><input></fieldset>"),
    ("duplicate-labels", "<form><label>Date<input></label><label>Date<input></label></form>", "<form><label>From<input></label><label>To<input></label></form>"),
    ("label-pairing", "<label>Name <input> <input></label>", "<label>First <input></label><label>Last <input></label>"),
    ("label-pairing", "<label for=a></label><input id=a>", "<label for=a>Name</label><input id=a>"),
    ("placeholder-labels", "<input placeholder=Name>", "<label>Name <input placeholder='Jo'></label>"),
    ("field-hints", "<form><label for=a>Date</label><input id=a><span class=help-block>DD.MM.YYYY</span></form>",
     "<form><label for=a>Date</label><input id=a aria-describedby=h><span id=h class=help-block>DD.MM.YYYY</span></form>"),
    ("field-errors", "<form><div class=error-summary>There is a problem with your entries.</div><label>Name<input></label></form>",
     "<form><div class=error-summary>There is a problem.</div><label>Name<input aria-invalid=true></label><p>Error: write it</p></form>"),
    ("select-change", "<select onchange='this.form.submit()'><option>A</select>", "<select><option>A</select><button>Go</button>"),
    ("submit-button", "<form action=x><input name=a></form>", "<form action=x><input name=a><input type=submit></form>"),
    # keyboard
    ("tab-order", "<input tabindex=3>", "<input tabindex=0>"),
    ("access-keys", "<a accesskey=s href=a.html>A</a>", "<a href=a.html>A</a>"),
    ("focusable-text", "<h2 tabindex=0>A</h2>", "<h2 tabindex=-1>A</h2>"),
    ("fake-buttons", "<span class=btn>Send</span>", "<button class=btn>Send</button>"),
    ("fake-buttons", "<li onclick='go()'>Send</li>", "<li onclick='go()'><a href=a.html>Send</a></li>"),
    ("double-clicks", "<div ondblclick='go()'>Send</div>", "<button onclick='go()'>Send</button>"),
    # media
    ("autoplay", "<video src=a.mp4 autoplay></video>", "<video src=a.mp4 controls></video>"),
    ("autoplay", "<embed src=a.mid hidden=true>", "<embed src=a.mid autostart=0>"),
    ("media-transcript", "<video src=a.mp4 controls></video>", "<video src=a.mp4 controls><track kind=captions src=a.vtt></video>"),
    ("window-mode", "<embed src=a.swf wmode=transparent>", "<embed src=a.swf wmode=window>"),
    # old markup
    ("moving-text", "<blink>New</blink>", "<b>New</b>"),
    ("moving-text", "<marquee>New</marquee>", "<p>New</p>"),
    ("presentational-markup", "<center>New</center>", "<p>New</p>"),
    ("presentational-markup", "<big>New</big>", "<strong>New</strong>"),
    ("inline-colours", "<p style='background:#fff;color:#999'>New</p>", "<p style='margin: 0'>New</p>"),
    ("underlined-text", "<p>Bring <u>boots</u>.</p>", "<p>See <a href=a.html><u>boots</u></a>.</p>"),
    ("empty-paragraphs", "<p>a</p><p>&nbsp;</p>", "<p>a</p><p><img src=a.gif alt=x></p>"),
    ("tag-pairs", "<p><b>a</p><p>b</p>", "<p><b>a</b></p><p>b</p>"),
    ("tag-pairs", "<div>a</div></div></div>", "<div><div>a</div></div>"),
]  # fmt: skip

STYLED = [
    ("capital-text", f"<p class=x>{PROSE}</p>", ".x { text-transform: uppercase }", ".x { text-transform: none }"),
    ("italic-text", f"<p class=x>{PROSE * 2}</p>", ".x { font-style: italic }", ".x { font-style: normal }"),
    ("justified-text", f"<p class=x>{PROSE * 2}</p>", ".x { text-align: justify }", ".x { text-align: left }"),
    ("small-text", "<p class=x>Small print</p>", ".x { font-size: 6pt }", ".x { font-size: 9pt }"),
    ("line-spacing", f"<p class=x>{PROSE * 2}</p>", ".x { line-height: 0.9 }", ".x { line-height: 1.5 }"),
    ("line-spacing", f"<p class=x>{PROSE * 2}</p>", ".x { font: 16px/18px serif }", ".x { font: 16px/24px serif }"),
    ("long-lines", f"<p class=x>{PROSE * 4}</p>", ".x { margin: 0 }", ".x { max-width: 35em }"),
    ("long-lines", f"<div class=x><p>{PROSE * 4}</p></div>", "p { color: red }", ".x { width: 600px }"),
    ("sideways-scrolling", "<div class=x><p>Some words to read here</p></div>", ".x { width: 120em }", ".x { width: 90% }"),
    ("clipped-text", f"<div class=x>{PROSE}</div>", ".x { height: 3em; overflow: hidden }", ".x { min-height: 3em }"),
    ("focus-indicator", "<a class=x href=a.html>A</a>", ".x:focus { outline: 0 }", ".x:focus { outline: 2px solid }"),
    ("focus-outline", "<button class=x>A</button>", ".x, .x:focus { outline: none; background: none }", ".x { margin: 0 }"),
    ("hover-content", "<div class=m>Menu<ul><li><a href=a.html>A</a></ul></div>",
     ".m ul { visibility: hidden } .m:hover ul { visibility: visible }",
     ".m ul { visibility: hidden } .m:hover ul, .m:focus-within ul { visibility: visible }"),
    ("hover-content", "<p>Code <b class=i>?</b> <span class=t>On the back</span></p>",
     ".t { display: none } .i:hover + .t { display: block }", ".t { display: block }"),
    ("fake-buttons", "<dl><dt>Who we are<dd>A club</dl>", "dt:hover { cursor: pointer }", "dt { font-weight: bold }"),
    ("generated-text", "<p class=x>Boats</p>", ".x::after { content: ' (sold out)' }", ".x::after { content: '\\201D' }"),
    ("hidden-words", "<a href=a.html>More <span class=x>about boats</span></a>", ".x { display: none }", ".x { position: absolute; left: -99em }"),
    ("link-colour", f"<p>{PROSE} <a href=a.html>our boats</a></p>", "a { text-decoration: none; color: #06c }", "a { text-decoration: underline }"),
    ("link-distinction", f"<p class=u>{PROSE} <a href=a.html>our boats</a></p>", ".u, .u a { font-weight: bold; color: #000; text-decoration: none }",
     ".u { font-weight: bold; color: #000 }"),
    ("label-distance", "<form><p class=x><label for=a>Name</label><input id=a></p></form>",
     ".x label { float: left } .x input { float: right }", ".x label { display: block }"),
    ("visual-order", "<p class=x>" + LINKS.format("A", "B", "C") + "</p>", ".x a { float: left } .x a:nth-child(2) { float: right }", ".x a { float: left }"),
    ("visual-order", "<p class=x>" + LINKS.format("A", "B", "C") + "</p>", ".x { display: flex } .x a:first-child { order: 3 }", ".x { display: flex }"),
    ("background-meaning", "<p class=x>The path is steep today</p>", ".x { background-image: url(i/important.png) }", ".x { background-image: url(i/paper.png) }"),
    ("field-border", "<input class=x>", ".x { border: 1px solid #e0e0e0 }", ".x { border: 1px solid #666 }"),
    ("field-errors", "<form><p class=has-errors><label>Name <input></label></p></form>", ".has-errors { background: #fdd }", ".other { background: #fdd }"),
    ("place-words", "<ul><li class=x>toadstool</li><li>chanterelle</li></ul><p>The ones in red are poisonous.</p>", ".x { color: #a00 }", ".y { color: #a00 }"),
    ("dead-links", "<p><a class=x>Boats</a></p>", ".x { text-decoration: underline }", ".x { text-decoration: none }"),
    ("modal-boxes", "<div class=lightbox><p>News</p></div>", ".lightbox { position: fixed }", ".other { position: fixed }"),
    ("moving-text", "<p class=x>News</p>", ".x { text-decoration: blink }", ".x { text-decoration: underline }"),
]  # fmt: skip


@pytest.mark.parametrize(("audit", "bad", "good"), PAIRS, ids=[f"{n}-{pair[0]}" for n, pair in enumerate(PAIRS)])
def test_found_and_left_alone(audit: str, bad: str, good: str):
    assert fails(audit, bad)
    assert not fails(audit, good)


@pytest.mark.parametrize(
    ("audit", "body", "bad", "good"), STYLED, ids=[f"{n}-{pair[0]}" for n, pair in enumerate(STYLED)]
)
def test_style_found_and_left_alone(audit: str, body: str, bad: str, good: str):
    assert fails(audit, body, bad)
    assert not fails(audit, body, good)
