"""Small pages of our own for every way of a keyboard through a page, good and bad: the audits must point at `fail…`."""

import pytest

from audits.judgement import attempt
from audits.model import Example
from audits.registry import find
from audits.specimen import example_page
from tests.crawler.browser.looking import look, needs_browser, site

# All pages are opened before the first test, which takes minutes on a busy machine.
pytestmark = [needs_browser, pytest.mark.timeout(1200)]

LINKS = '<a id="a1" href="/x">One</a> <a id="a2" href="/y">Two</a> <a id="a3" href="/z">Three</a>'

CASES = {
    # --- traps ---
    "focus-trap/good": (LINKS, True),
    "focus-trap/stopped": (
        '<a href="/x">One</a><input id="fail" aria-label="Name" onkeydown="if (event.key === \'Tab\') event.preventDefault()"><a href="/y">Two</a>',
        False,
    ),
    "focus-trap/circle": (
        ('<a href="/x">One</a><div><input id="fail" aria-label="A"><input id="in2" aria-label="B"></div><a href="/y">Two</a>'
        "<script>addEventListener('keydown', (e) => { if (e.key !== 'Tab') return; const on = document.activeElement.id;"
        "if (on === 'in2' || on === 'fail') { e.preventDefault(); document.getElementById(on === 'in2' ? 'fail' : 'in2').focus(); } })</script>"),
        False,
    ),
    "focus-trap/escape-helps": (
        ('<a href="/x">One</a><input id="t" aria-label="Code"><a href="/y">Two</a><script>let free = false; const t = document.getElementById("t");'
        "t.addEventListener('keydown', (e) => { if (e.key === 'Escape') free = true; else if (e.key === 'Tab' && !free) e.preventDefault(); })</script>"),
        True,
    ),
    "focus-trap/frames": ('<frameset cols="50%,50%"><frame src="/focus-trap/long.html"><frame src="/focus-trap/long.html"></frameset>', True),
    "focus-trap/long": ("".join(f'<a href="/x">Group {n}</a> ' for n in range(8)), True),
    # --- is it seen where the focus is ---
    "focus-visibility/good": (LINKS, 1.0),
    "focus-visibility/outline-gone": (
        '<style>a { outline: none }</style><a id="fail-1" href="/x">One</a> <a id="fail-2" href="/y">Two</a>', 0.0,
    ),
    "focus-visibility/outline-of-no-width": (
        '<style>a:focus { outline: 0 }</style><a id="fail" href="/x">One</a>',
        0.0,
    ),
    "focus-visibility/own-mark": (
        "<style>a:focus { outline: none; background: yellow }</style>" + LINKS, 1.0,
    ),
    "focus-visibility/mark-on-parent": (
        '<style>a { outline: none } .c { padding: 5px } .c:focus-within { box-shadow: 0 0 0 3px red }</style><div><div class="c"><p><span><a href="/x">One</a></span></p></div></div>', 1.0,
    ),
    "focus-visibility/off-screen": (
        '<a id="a" href="/x">One</a><a id="fail" href="/y" style="position:absolute;left:-9999px">Two</a>', 0.5,
    ),
    "focus-visibility/shown-on-focus": (
        '<style>.s { position: absolute; left: -9999px } .s:focus { left: 10px }</style><a class="s" href="#m">Skip</a><main id="m" tabindex="-1"><a href="/y">Two</a></main>', 1.0,
    ),
    "focus-visibility/covered": (
        '<div style="position:fixed;inset:0 0 0 0;height:240px;background:#fff">A bar of words</div><div style="height:40px"></div><a id="fail" href="/x">One</a><div style="height:300px"></div><a href="/y">Two</a>', 0.5,
    ),
    # --- order ---
    "focus-order/good": (LINKS, True),
    "focus-order/tabindex": (
        '<a href="/x">One</a><a id="fail" href="/y" tabindex="3">Two</a><a href="/z">Three</a>', False,
    ),
    "focus-order/lost": (
        ('<a href="/x">One</a><button type="button" id="fail-1" onfocus="this.blur(); this.remove()">Two</button>'
        '<a href="/z" id="a3">Three</a>'), None,
    ),
    # --- skip link ---
    "skip-link-use/good": ('<a href="#m">Skip</a><nav><a href="/x">One</a></nav><main id="m"><a href="/y">Two</a></main>', True),
    "skip-link-use/no-target": ('<a id="fail" href="#gone">Skip</a><nav><a href="/x">One</a></nav><main id="m"><a href="/y">Two</a></main>', False),
    "skip-link-use/stopped": (
        '<a id="fail" href="#m" onclick="event.preventDefault(); scrollTo(0, 99)">Skip</a><nav><a href="/x">One</a></nav><main id="m"><a href="/y">Two</a></main>', False,
    ),
    # --- disclosure, mouse only ---
    "mouse-only/disclosure": (
        '<button type="button" aria-expanded="false" onclick="const p = document.getElementById(\'p\'); p.hidden = !p.hidden; this.setAttribute(\'aria-expanded\', !p.hidden)">More</button><p id="p" hidden>Words</p>', 1.0,
    ),
    "mouse-only/details": ("<details><summary>More</summary><p>Words</p></details>", 1.0),
    "mouse-only/div": (
        '<div id="fail" style="cursor:pointer" onclick="document.getElementById(\'p\').hidden = false">More</div><p id="p" hidden>Words</p>', 0.0,
    ),
    "mouse-only/listener": (
        '<span id="fail" style="cursor:pointer">More</span><p id="p" hidden>Words</p><script>document.getElementById("fail").addEventListener("click", () => { document.getElementById("p").hidden = !document.getElementById("p").hidden })</script>', 0.0,
    ),
    "mouse-only/focusable-but-deaf": (
        '<div id="fail" role="button" tabindex="0" onclick="document.getElementById(\'p\').hidden = !document.getElementById(\'p\').hidden">More</div><p id="p" hidden>Words</p>', 0.0,
    ),
    "mouse-only/role-with-keys": (
        ('<div role="button" tabindex="0" id="b">More</div><p id="p" hidden>Words</p><script>const b = document.getElementById("b"); const go = () => { const p = document.getElementById("p"); p.hidden = !p.hidden; };'
        "b.onclick = go; b.onkeydown = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); go(); } }</script>"), 1.0,
    ),
    "mouse-only/counts-nothing": ('<p onclick="window.clicked = 1">A paragraph that only counts its clicks</p>', "not_applicable"),
    "mouse-only/hover-menu": (
        '<style>ul ul { display: none } li:hover > ul { display: block }</style><ul><li id="fail"><a href="/x">Groups</a><ul><li><a href="/y">Cubs</a></li></ul></li></ul>', 0.0,
    ),
    "mouse-only/menu-for-all": (
        '<style>ul ul { display: none } li:hover > ul, li:focus-within > ul { display: block }</style><ul><li><a href="/x">Groups</a><ul><li><a href="/y">Cubs</a></li></ul></li></ul>', 1.0,
    ),
    "mouse-only/tip-by-style": (
        '<style>.t { display: none } span:hover > .t { display: block }</style><p>We meet at the <span id="fail">Hall <b class="t">By the old mill, first floor</b></span></p>', 0.0,
    ),
    "mouse-only/tip-for-all": (
        '<style>.t { visibility: hidden; position: absolute } a:hover + .t, a:focus + .t { visibility: visible }</style><p><a href="/x">Hall</a><b class="t">By the old mill, first floor</b></p>', 1.0,
    ),
    "mouse-only/tip-by-script": (
        ('<p><a href="/x" id="fail">Hall</a> <b id="t" hidden>By the old mill, first floor</b></p>'
        "<script>const a = document.getElementById('fail'), t = document.getElementById('t'); a.addEventListener('mouseenter', () => { t.hidden = false; }); a.addEventListener('mouseleave', () => { t.hidden = true; })</script>"), 0.0,
    ),
    "mouse-only/tip-by-script-for-all": (
        ('<p><a href="/x" id="a">Hall</a> <b id="t" hidden>By the old mill, first floor</b></p>'
        "<script>const a = document.getElementById('a'), t = document.getElementById('t'); for (const [on, off] of [['mouseenter', 'mouseleave'], ['focus', 'blur']]) { a.addEventListener(on, () => { t.hidden = false; }); a.addEventListener(off, () => { t.hidden = true; }) }</script>"), "not_applicable",
    ),
    # --- what opens under the mouse stays ---
    "hover-reach/near": (
        '<style>ul ul { display: none } li:hover > ul, li:focus-within > ul { display: block }</style><ul><li><a href="/x">Groups</a><ul><li><a href="/y">Cubs</a></li></ul></li></ul>', 1.0,
    ),
    "hover-reach/gap": (
        '<style>li { width: 90px } ul ul { display: none; position: absolute; left: 400px; top: 300px } li:hover > ul, li:focus-within > ul { display: block }</style><ul><li id="fail"><a href="/x">Groups</a><ul><li><a href="/y">Cubs</a></li></ul></li></ul>', 0.0,
    ),
    "hover-reach/none": (LINKS, "not_applicable"),
    # --- messages ---
    "vanishing-messages/after-a-press": (
        ('<button type="button" id="b">Keep a place</button><p id="fail" role="status"></p>'
        "<script>document.getElementById('b').onclick = () => { const s = document.getElementById('fail'); s.textContent = 'Your place is kept.'; setTimeout(() => { s.textContent = ''; }, 1800); }</script>"), 1,
    ),
    "vanishing-messages/stays": (
        ('<button type="button" id="b">Keep a place</button><p id="s" role="status"></p>'
        "<script>document.getElementById('b').onclick = () => { document.getElementById('s').textContent = 'Your place is kept.'; }</script>"), 0,
    ),
    "vanishing-messages/on-load": (
        ('<div id="fail" style="display:none;position:fixed;bottom:9px;left:9px;background:#ff9">Welcome to our new page!</div>'
        "<script>const d = document.getElementById('fail'); setTimeout(() => { d.style.display = 'block'; }, 900); setTimeout(() => { d.style.display = 'none'; }, 3200)</script>"), 1,
    ),
    "vanishing-messages/under-way": (
        "<p id='s' role='status'></p><script>setTimeout(() => { s.textContent = 'Looking for groups…'; }, 700); setTimeout(() => { s.textContent = ''; }, 1900)</script>", 0,
    ),
    "vanishing-messages/news": (
        "<p id='s' aria-live='polite'>Three groups meet near you</p><script>setTimeout(() => { s.textContent = 'Four groups meet near you'; }, 1900)</script>", 0,
    ),
    # --- dialogs ---
    "opened-dialogs/native": (
        '<button type="button" onclick="document.getElementById(\'d\').showModal()">Open</button><dialog id="d"><p>Words</p><form method="dialog"><button>Close</button></form></dialog>', 1.0,
    ),
    "opened-dialogs/focus-stays-behind": (
        '<button type="button" onclick="document.getElementById(\'fail\').hidden = false">Open</button><div id="fail" role="dialog" aria-modal="true" aria-label="News" hidden style="position:fixed;top:90px;left:90px;background:#fff"><p>Words</p><button type="button" onclick="this.parentElement.hidden = true">Close</button></div>', 0.0,
    ),
    "opened-dialogs/no-return": (
        ('<button type="button" id="o">Open</button><div id="fail" role="dialog" aria-modal="true" aria-label="News" hidden style="position:fixed;top:90px;left:90px;background:#fff"><button type="button" id="c">Close</button></div>'
        "<script>const d = document.getElementById('fail'), c = document.getElementById('c'); document.getElementById('o').onclick = () => { d.hidden = false; c.focus(); };"
        "c.onkeydown = (e) => { if (e.key === 'Tab') e.preventDefault(); }; addEventListener('keydown', (e) => { if (e.key === 'Escape') d.hidden = true; })</script>"), 0.0,
    ),
    # --- surprises ---
    "surprise-moves/good": ('<form action="/go"><select aria-label="Go"><option>A<option>B</select><button>Go</button></form>', True),
    "surprise-moves/select": ('<select id="fail" aria-label="Go" onchange="location = \'/go?\' + this.value"><option>A<option>B</select>', False),
    "surprise-moves/focus": ('<a href="/x">One</a><input id="fail" aria-label="Name" onfocus="location = \'/go\'">', False),
    # --- forms ---
    "form-answers/native": ('<form action="/send" method="post"><input required aria-label="Name"><input aria-label="Town"><button>Send</button></form>', True),
    "form-answers/loose": (
        ('<form id="fail" action="/send" method="post" novalidate><input aria-label="Name" id="n"><input aria-label="Town"><button>Send</button><p id="e" hidden>Please give your name.</p></form>'
        "<script>document.forms[0].onsubmit = (e) => { e.preventDefault(); document.getElementById('e').hidden = false; }</script>"), False,
    ),
    "form-answers/tied": (
        ('<form action="/send" method="post" novalidate><input aria-label="Name" id="n" aria-describedby="e"><input aria-label="Town"><button>Send</button><p id="e"></p></form>'
        "<script>document.forms[0].onsubmit = (e) => { e.preventDefault(); document.getElementById('e').textContent = 'Please give your name.'; document.getElementById('n').setAttribute('aria-invalid', 'true'); }</script>"), True,
    ),
    "form-answers/sent": ('<form action="/send" method="post"><input aria-label="Name"><input aria-label="Town"><button>Send</button></form>', "not_applicable"),
    # --- movement ---
    "restless-parts/still": ("<p>Words</p>", 0),
    "restless-parts/blinking": ('<style>@keyframes b { 50% { opacity: 0 } } #fail { animation: b 1s infinite }</style><p id="fail">Now!</p>', 1),
    "restless-parts/short": ("<style>@keyframes b { 50% { opacity: 0 } } p { animation: b 1s 2 }</style><p>Now!</p>", 0),
}  # fmt: skip


def whole(body: str) -> str:
    if body.startswith("<frameset"):
        return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Club</title></head>{body}</html>'
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Club</title></head><body><h1>Club</h1>{body}</body></html>'


@pytest.fixture(scope="module")
def sights():
    pages = {f"/{name}.html": whole(body) for name, (body, _) in CASES.items()}
    waiting = [name for name in CASES if name.startswith("vanishing-messages/")]
    others = [name for name in CASES if name not in waiting]
    seen = {}
    with site(pages) as served:
        for names, only in ((others, ["keyboard"]), (waiting, ["messages", "keyboard"])):
            found = look(*(f"{served.url}/{name}.html" for name in names), only=only)
            seen |= dict(zip(names, found, strict=True))
        posts = [entry for entry in served.log if entry[0] != "GET"]
        left = [path for _, path in served.log if path.startswith(("/go", "/send", "/x", "/y", "/z"))]
    return seen, posts + left


def test_nothing_was_sent_and_no_link_was_followed(sights):
    assert sights[1] == []


@pytest.mark.parametrize("name", CASES)
def test_case(name, sights):
    body, gives = CASES[name]
    facts = sights[0][name].facts
    assert not facts.get("failure"), facts
    page = example_page(Example(whole(body), None, sight=facts))
    outcome = attempt(find(f"accessibility/{name.partition('/')[0]}"), page)
    keys = {key: value for key, value in facts["keyboard"].items() if key != "positive"}
    if gives is None:
        assert outcome.kind == "measured"
        return
    assert (outcome.value if outcome.kind == "measured" else outcome.kind) == gives, (outcome, keys)
    wanted = {each for each in page.ids if each.startswith("fail")}
    found = {f.element.get("id") for f in outcome.findings if f.level == "fail" and f.element is not None}
    assert found == wanted, (outcome.findings, keys)
