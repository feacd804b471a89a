"""Small pages laid out in the ways small sites are, old and new, that do or do not fit a phone."""

from __future__ import annotations

LOREM = (
    "The club meets every Tuesday evening in the old school hall beside the green, and new members are welcome. " * 3
)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochantysilio"

RESET = "*{box-sizing:border-box} body{margin:0} img{max-width:100%;height:auto}"
ROWS = (
    ".container{width:100%;padding:0 15px;margin:0 auto} @media(min-width:576px){.container{max-width:540px}}"
    "@media(min-width:992px){.container{max-width:960px}} .row{display:flex;flex-wrap:wrap;margin:0 -15px}"
    ".col,.c6,.c4{position:relative;width:100%;padding:0 15px;min-height:1px} .col{flex-basis:0;flex-grow:1;max-width:100%}"
    "@media(min-width:768px){.c6{flex:0 0 50%;max-width:50%} .c4{flex:0 0 33.33%;max-width:33.33%}}"
)
CELLS = "".join(f"<td>Cell number {i} of the row</td>" for i in range(4))


def page(css: str, body: str, head: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Made</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}<style>{css}</style></head>'
        f"<body>{body}</body></html>"
    )


LAYOUTS: dict[str, str] = {
    "plain text": page("", f"<h1>Our club</h1><p>{LOREM}</p>"),
    "fixed wrapper": page("#w{width:960px;margin:0 auto}", f"<div id=w><p>{LOREM}</p></div>"),
    "wrapper with max": page("#w{width:960px;max-width:100%;margin:0 auto}", f"<div id=w><p>{LOREM}</p></div>"),
    "max only": page("#w{max-width:960px;margin:0 auto}", f"<div id=w><p>{LOREM}</p></div>"),
    "wrapper 90 percent": page("#w{width:90%;margin:0 auto}", f"<div id=w><p>{LOREM}</p></div>"),
    "min width body": page("body{min-width:760px}", f"<p>{LOREM}</p>"),
    "fixed wrapper undone by media": page(
        "#w{width:960px} @media(max-width:700px){#w{width:auto}}", f"<div id=w><p>{LOREM}</p></div>"
    ),
    "fixed from 768 up": page("@media(min-width:768px){#w{width:750px}}", f"<div id=w><p>{LOREM}</p></div>"),
    "old table 760": page("", f'<table width="760"><tr><td>{LOREM}</td></tr></table>'),
    "old table 100%": page("", f'<table width="100%"><tr><td width="150">Menu</td><td>{LOREM}</td></tr></table>'),
    "cells say 400 each": page("", f'<table><tr><td width="400">{LOREM}</td><td width="400">{LOREM}</td></tr></table>'),
    "nested table 600": page(
        "",
        f'<table width="100%"><tr><td>Menu</td><td><table width="600"><tr><td>{LOREM}</td></tr></table></td></tr></table>',
    ),
    "data table of 4": page("td{padding:8px;border:1px solid}", f"<table>{('<tr>' + CELLS + '</tr>') * 3}</table>"),
    "data table of 14": page(
        "td{padding:8px;border:1px solid}", "<table>" + ("<tr>" + "<td>Monday</td>" * 14 + "</tr>") * 3 + "</table>"
    ),
    "wide table in scroller": page(
        "div{overflow-x:auto} td{padding:8px}", "<div><table><tr>" + "<td>Wednesday</td>" * 14 + "</tr></table></div>"
    ),
    "table cells nowrap": page("td{white-space:nowrap}", f"<table>{('<tr>' + CELLS + '</tr>') * 3}</table>"),
    "picture attr 700": page("", '<img src="/big.png" width="700" height="300" alt="">'),
    "picture attr 700 max": page(
        "img{max-width:100%;height:auto}", '<img src="/big.png" width="700" height="300" alt="">'
    ),
    "natural 900 picture": page("", '<img src="/big.png" alt="">'),
    "natural 900 picture max": page(RESET, '<img src="/big.png" alt="">'),
    "natural 300 picture": page("", '<img src="/small.png" alt="">'),
    "picture in table, max": page(
        "img{max-width:100%}", '<table><tr><td><img src="/big.png" alt=""></td></tr></table>'
    ),
    "picture in table": page("", '<table width="100%"><tr><td><img src="/big.png" alt=""></td></tr></table>'),
    "picture 50% ": page("img{width:50%}", '<img src="/big.png" alt="">'),
    "long word": page("", f"<h1>{LONG}</h1>"),
    "long word broken": page("h1{overflow-wrap:break-word}", f"<h1>{LONG}</h1>"),
    "long address": page(
        "", "<p>Write to secretary.of.the.old.school.hall.committee@villagehallassociation.example.org</p>"
    ),
    "long url small": page("p{font-size:12px}", "<p>https://www.example.org/club/pages/summer/camp/2026/</p>"),
    "pre of 120": page("", "<pre>" + "x" * 120 + "</pre>"),
    "pre of 30": page("", "<pre>" + "x" * 30 + "</pre>"),
    "iframe 560": page("", '<iframe width="560" height="315" src="about:blank"></iframe>'),
    "iframe 560 max": page("iframe{max-width:100%}", '<iframe width="560" height="315" src="about:blank"></iframe>'),
    "iframe in ratio box": page(
        ".v{position:relative;padding-bottom:56%;height:0} .v iframe{position:absolute;top:0;left:0;width:100%;height:100%;border:0}",
        '<div class=v><iframe width="560" height="315" src="about:blank"></iframe></div>',
    ),
    "textarea cols 60": page("", '<form><textarea cols="60" rows="4"></textarea></form>'),
    "input size 60": page("", '<form><input size="60"></form>'),
    "input size 30": page("", '<form><input size="30"></form>'),
    "inputs full": page(
        "input,textarea{width:100%;box-sizing:border-box}",
        '<form><input size="60"><textarea cols=70></textarea></form>',
    ),
    "inputs full with padding": page("body{margin:0} input{width:100%;padding:12px 20px}", "<form><input></form>"),
    "select of long words": page("", f"<select><option>{LOREM[:90]}</option></select>"),
    "bootstrap rows": page(
        RESET + ROWS,
        f"<div class=container><div class=row><div class=c6>{LOREM}</div><div class=c6>{LOREM}</div></div></div>",
    ),
    "row without container": page(RESET + ROWS, f"<div class=row><div class=c6>{LOREM}</div></div>"),
    "cols three": page(
        RESET + ROWS,
        "<div class=container><div class=row>" + "<div class=col><h2>Monday</h2></div>" * 3 + "</div></div>",
    ),
    "cols six": page(
        RESET + ROWS,
        "<div class=container><div class=row>" + "<div class=col><h2>Wednesdays</h2></div>" * 6 + "</div></div>",
    ),
    "flex nowrap fits": page(
        "ul{display:flex;list-style:none;padding:0} li{padding:8px}", "<ul><li>Home<li>About<li>News</ul>"
    ),
    "flex nowrap too many": page(
        "ul{display:flex;list-style:none;padding:0} li{padding:8px 16px}",
        "<ul><li>Home<li>Programme<li>Photographs<li>Volunteering<li>Safeguarding<li>Contact</ul>",
    ),
    "flex wrap many": page(
        "ul{display:flex;flex-wrap:wrap;list-style:none;padding:0} li{padding:8px 16px}",
        "<ul><li>Home<li>Programme<li>Photographs<li>Volunteering<li>Safeguarding<li>Contact</ul>",
    ),
    "flex fixed cards": page(
        ".r{display:flex} .k{width:250px;margin:10px}", "<div class=r>" + f"<div class=k>{LOREM}</div>" * 3 + "</div>"
    ),
    "flex rigid cards": page(
        ".r{display:flex} .k{flex:0 0 250px;margin:10px}",
        "<div class=r>" + f"<div class=k>{LOREM}</div>" * 3 + "</div>",
    ),
    "flex column": page(
        ".r{display:flex;flex-direction:column} .k{margin:10px}",
        "<div class=r>" + f"<div class=k>{LOREM}</div>" * 3 + "</div>",
    ),
    "grid fr 3": page(
        ".g{display:grid;grid-template-columns:repeat(3,1fr);gap:20px}",
        "<div class=g>" + "<div>Short words here</div>" * 6 + "</div>",
    ),
    "grid px 3": page(
        ".g{display:grid;grid-template-columns:repeat(3,300px);gap:20px}",
        "<div class=g>" + "<div>Short words</div>" * 6 + "</div>",
    ),
    "grid autofit 280": page(
        ".g{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:20px}",
        "<div class=g>" + f"<div>{LOREM}</div>" * 4 + "</div>",
    ),
    "grid autofit 450": page(
        ".g{display:grid;grid-template-columns:repeat(auto-fit,minmax(450px,1fr));gap:20px}",
        "<div class=g>" + f"<div>{LOREM}</div>" * 4 + "</div>",
    ),
    "grid sidebar": page(
        ".g{display:grid;grid-template-columns:250px 1fr}", f"<div class=g><nav>Menu</nav><main>{LOREM}</main></div>"
    ),
    "grid sidebar with wide": page(
        ".g{display:grid;grid-template-columns:200px 1fr}",
        '<div class=g><nav>Menu</nav><main><img src="/big.png" alt=""></main></div>',
    ),
    "float columns px": page(
        "#a{float:left;width:200px} #b{float:left;width:560px}", f"<div id=a>Menu</div><div id=b>{LOREM}</div>"
    ),
    "float columns %": page(
        "#a{float:left;width:30%} #b{float:left;width:70%}", f"<div id=a>Menu</div><div id=b>{LOREM}</div>"
    ),
    "floats 300 wrap": page(".f{float:left;width:300px;margin:5px}", f"<div class=f>{LOREM}</div>" * 3),
    "inline blocks 350": page(".f{display:inline-block;width:350px}", f"<div class=f>{LOREM}</div>" * 3),
    "nowrap menu": page(
        "nav{white-space:nowrap} a{padding:0 10px}", "<nav>" + "<a href=#>Programme</a> " * 7 + "</nav>"
    ),
    "margin left 300": page("#b{margin-left:300px}", f"<div id=b>{LOREM}</div>"),
    "absolute at 500": page("#b{position:absolute;left:500px;top:0;width:200px}", f"<div id=b>{LOREM}</div>"),
    "absolute right": page("#b{position:absolute;right:10px;top:0;width:200px}", f"<div id=b>{LOREM}</div>"),
    "off canvas left": page("#b{position:absolute;left:-300px;width:280px}", f"<div id=b>{LOREM}</div><p>Words"),
    "off canvas right": page("#b{position:absolute;right:-300px;width:280px}", f"<div id=b>{LOREM}</div><p>Words"),
    "off canvas fixed": page("#b{position:fixed;right:-300px;width:280px}", f"<div id=b>{LOREM}</div><p>Words"),
    "hidden from sight": page(".sr{position:absolute;left:-9999px}", f"<a class=sr href=#m>Skip</a><p>{LOREM}"),
    "sr-only": page(
        ".sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap}",
        f"<span class=sr>{LOREM}</span>",
    ),
    "text indent away": page("h1{text-indent:-9999px;width:200px}", f"<h1>Club</h1><p>{LOREM}"),
    "body hides overflow": page("body{overflow-x:hidden} #w{width:900px}", f"<div id=w>{LOREM}</div>"),
    "html and body hide overflow": page("html,body{overflow-x:hidden} #w{width:900px}", f"<div id=w>{LOREM}</div>"),
    "wrapper hides overflow": page(
        ".o{overflow:hidden} #w{width:900px}", f"<div class=o><div id=w>{LOREM}</div></div>"
    ),
    "100vw with padding": page("body{margin:0} .h{width:100vw;padding:0 30px}", f"<div class=h>{LOREM}</div>"),
    "100% with padding": page("body{margin:0} .h{width:100%;padding:0 30px}", f"<div class=h>{LOREM}</div>"),
    "100% with padding inside": page(RESET + ".h{width:100%;padding:0 30px}", f"<div class=h>{LOREM}</div>"),
    "calc": page(".h{width:calc(100% - 40px);padding:0 20px}", f"<div class=h>{LOREM}</div>"),
    "em wide": page("#w{width:40em}", f"<div id=w>{LOREM}</div>"),
    "large heading": page("h1{font-size:72px}", "<h1>Volunteering opportunities</h1>"),
    "large heading vw": page("h1{font-size:9vw}", "<h1>Volunteering opportunities</h1>"),
    "hr width": page("", '<hr width="700"><p>Words'),
    "marquee": page("", f'<marquee width="600">{LOREM}</marquee>'),
    "centered table 500": page(
        "", f'<center><table width="500" border="1" cellpadding="10"><tr><td>{LOREM}</td></tr></table></center>'
    ),
    "display none wide": page("#w{width:900px;display:none}", f"<div id=w>{LOREM}</div><p>Words"),
    "shut details wide": page("#w{width:900px}", f"<details><summary>More</summary><div id=w>{LOREM}</div></details>"),
    "translate centre": page(
        "#b{position:absolute;left:50%;transform:translateX(-50%);width:300px}", f"<div id=b>{LOREM}</div>"
    ),
    "japanese": page("", "<p>" + "毎週火曜日の夜に古い学校の体育館で集まります。" * 6 + "</p>"),
    "definition list": page(
        "dt{float:left;width:160px} dd{margin-left:170px}", f"<dl><dt>When</dt><dd>{LOREM}</dd></dl>"
    ),
    "blockquote in quote": page("", "<blockquote>" * 5 + f"<p>{LOREM}</p>" + "</blockquote>" * 5),
    "deep lists": page("", "<ul><li>" * 8 + "Volunteering" + "</ul>" * 8),
    "button row": page(
        "button{padding:12px 30px;margin:4px}",
        "<button>Join</button><button>Volunteer</button><button>Donate now</button>",
    ),
    "fieldset wide": page("", '<fieldset><legend>Join</legend><input size="55"></fieldset>'),
    "column layout": page("#c{column-count:2}", f"<div id=c>{LOREM}</div>"),
    "srcset small": page(
        RESET,
        '<img src="/big.png" srcset="/small.png 300w, /big.png 900w" sizes="(max-width:600px) 100vw, 900px" alt="">',
    ),
    "hidden on phones": page(
        "@media(max-width:600px){#w{display:none}} #w{width:900px}", f"<div id=w>{LOREM}</div><p>Words"
    ),
}
"""By name; `/big.png` is 900 x 300 pixels, `/small.png` 300 x 100."""
