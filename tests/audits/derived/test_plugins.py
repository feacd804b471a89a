"""Plug-in content is found in every form it came in, and what still works is left alone."""

import pytest

from audits.derived.plugins import plugin_kinds
from audits.specimen import page_of

DEAD = {
    '<embed src="a.swf">': "Flash",
    '<EMBED SRC="A.SWF?x=1">': "Flash",
    '<embed src="//www.youtube.com/v/abc" type="application/x-shockwave-flash">': "Flash",
    '<object type="application/x-shockwave-flash" data="a.swf"></object>': "Flash",
    '<object classid="clsid:d27cdb6e-ae6d-11cf-96b8-444553540000"><param name="movie" value="x"></object>': "Flash",
    '<object><param name="movie" value="intro.swf"></object>': "Flash",
    '<object data="a.swf"><embed src="a.swf"></object>': "Flash",
    '<noscript><object data="a.swf"></object></noscript>': "Flash",
    '<iframe src="games/jump.swf"></iframe>': "Flash",
    '<script>swfobject.embedSWF("a.swf", "b")</script>': "Flash",
    '<script>var so = new SWFObject("a.swf", "b", 1, 2, 8)</script>': "Flash",
    "<script>AC_FL_RunContent( 'codebase','http://x','src','movie' );</script>": "Flash",
    "<script>document.write('<embed src=\"menu.swf\">')</script>": "Flash",
    '<applet code="Clock.class"></applet>': "Java",
    '<object classid="clsid:8AD9C840-044E-11D1-B3E9-00805F499D93"></object>': "Java",
    '<object type="application/x-silverlight-2" data="data:,"></object>': "Silverlight",
    '<embed src="song.mid" hidden="true">': "MIDI music",
    '<embed src="film.wmv">': "Windows Media Player",
    '<object classid="clsid:02BF25D5-8C17-4B23-BC80-D3488ABDDC6B"></object>': "QuickTime",
    '<object classid="clsid:12345678-0000-0000-0000-000000000000"></object>': "ActiveX",
    '<embed src="intro.dcr">': "Shockwave",
}
ALIVE = [
    '<object data="map.pdf" type="application/pdf"></object>', '<embed src="plan.pdf">', '<object data="a.svg"></object>',
    '<embed src="song.mp3">', '<iframe src="https://www.youtube.com/embed/a"></iframe>', '<video src="a.mp4"></video>',
    '<a href="game.swf">Download</a>', "<script>AC_FL_RunContent = 0;</script>", "<p>We used to love Flash: a.swf</p>",
    "<script>Shadowbox.loadPlayer(['iframe', 'img', 'swf'], 'player')</script>", '<img src="swf.png" alt="">',
    "<!-- <embed src='a.swf'> -->", '<object data="page.html" type="text/html"></object>',
]  # fmt: skip


def kinds(html):
    return [kind for kind, _ in plugin_kinds(page_of(f"<html><body>{html}</body></html>"))]


@pytest.mark.parametrize(("html", "kind"), DEAD.items())
def test_dead(html, kind):
    assert kinds(html) == [kind]


@pytest.mark.parametrize("html", ALIVE)
def test_alive(html):
    assert kinds(html) == []
