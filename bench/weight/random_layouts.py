"""Puts pages together from parts that small sites have, each in one of several styles, by seed."""

from __future__ import annotations

import random

from bench.weight.made_layouts import LOREM, page

WORDS = (
    "Home About Programme Volunteering Photographs Safeguarding Contact Donate News Calendar Hire Membership".split()
)


def random_layout(seed: int) -> str:
    rng = random.Random(seed)
    css = [rng.choice(["", "*{box-sizing:border-box}"]), rng.choice(["", "body{margin:0}", "body{margin:20px}"])]
    css.append(rng.choice(["", "", "img{max-width:100%;height:auto}", "img,iframe,table{max-width:100%}"]))
    css.append(
        rng.choice(
            ["", "body{font:16px/1.5 Arial,sans-serif}", "body{font-family:Georgia,serif}", "html{font-size:18px}"]
        )
    )
    makers = [nav, hero, cards, table, form, gallery, article, embed, footer]
    parts = [maker(rng, css) for maker in rng.sample(makers, rng.randint(3, 6))]
    inner = "".join(parts)
    wrap = rng.choice(["", "", "#page{max-width:960px;margin:0 auto;padding:0 20px}", "#page{width:92%;margin:auto}"])
    if rng.random() < 0.12:
        wrap = rng.choice(["#page{width:900px}", "#page{min-width:600px}", "#page{width:100%;padding:0 25px}"])
    if rng.random() < 0.1:
        wrap += "#page{overflow-x:hidden}"
    css.append(wrap)
    return page("\n".join(css), f"<div id=page>{inner}</div>")


def nav(rng: random.Random, css: list[str]) -> str:
    names = rng.sample(WORDS, rng.randint(3, 8))
    css.append(
        rng.choice(
            [
                "nav ul{list-style:none;padding:0;margin:0} nav li{display:inline-block;padding:8px 12px}",
                "nav ul{display:flex;flex-wrap:wrap;list-style:none;padding:0} nav li{padding:8px 12px}",
                "nav ul{display:flex;list-style:none;padding:0;gap:15px} nav li{padding:4px}",
                "nav ul{list-style:none;padding:0} nav li{float:left;padding:8px 14px} nav:after{content:'';display:block;clear:both}",
                "nav ul{display:none} @media(min-width:700px){nav ul{display:flex}}",
                "nav{overflow-x:auto;white-space:nowrap} nav li{display:inline-block;padding:8px 12px}",
                "nav ul{display:flex;flex-direction:column} nav li{width:100%}",
                "nav{position:fixed;top:0;left:0;width:100%} nav li{display:inline}",
                "nav{position:absolute;left:-260px;width:250px}",
            ]
        )
    )
    return "<nav><ul>" + "".join(f"<li><a href=#>{name}</a></li>" for name in names) + "</ul></nav>"


def hero(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                ".hero{padding:60px 20px;text-align:center} .hero h1{font-size:40px}",
                ".hero{width:100vw;padding:40px 0} .hero h1{font-size:3em}",
                ".hero{display:flex;align-items:center} .hero h1{font-size:36px;flex:1} .hero img{width:50%}",
                ".hero{display:grid;grid-template-columns:1fr 1fr;gap:20px} .hero img{width:100%}",
                ".hero{position:relative;height:200px} .hero h1{position:absolute;left:20px;bottom:10px}",
                ".hero h1{font-size:64px;letter-spacing:2px;text-transform:uppercase}",
                ".hero h1{white-space:nowrap;font-size:28px}",
            ]
        )
    )
    title = rng.choice(
        ["Riverside Club", "Volunteering opportunities", "Our summer programme", "First Hillside Scouts"]
    )
    return f'<div class=hero><h1>{title}</h1><img src="/{rng.choice(["big", "small"])}.png" alt=""></div>'


def cards(rng: random.Random, css: list[str]) -> str:
    size = rng.choice([140, 180, 260, 300, 350, 420])
    css.append(
        rng.choice(
            [
                f".cards{{display:flex;flex-wrap:wrap;gap:20px}} .card{{width:{size}px}}",
                f".cards{{display:flex;flex-wrap:wrap;gap:16px}} .card{{flex:1 1 {size}px;padding:16px}}",
                f".cards{{display:grid;grid-template-columns:repeat(auto-fill,minmax({size}px,1fr));gap:20px}}",
                ".cards{display:grid;grid-template-columns:repeat(3,1fr);gap:10px}",
                "@media(min-width:768px){.cards{display:grid;grid-template-columns:1fr 1fr 1fr}}",
                f".card{{float:left;width:{size}px;margin:10px}}",
                ".card{float:left;width:31%;margin:1%}",
                f".card{{display:inline-block;width:{size}px;vertical-align:top}}",
                ".cards{display:flex} .card{flex:1;padding:10px}",
                f".cards{{display:flex;overflow-x:auto}} .card{{flex:0 0 {size}px}}",
            ]
        )
    )
    count = rng.randint(2, 5)
    return (
        "<div class=cards>"
        + f"<div class=card><h3>Evening</h3><p>{LOREM[:120]}</p></div>" * count
        + "</div><div style='clear:both'></div>"
    )


def table(rng: random.Random, css: list[str]) -> str:
    columns = rng.randint(2, 7)
    css.append(
        rng.choice(
            [
                "td,th{padding:6px;border:1px solid}",
                "td,th{padding:14px 20px}",
                "table{width:100%}",
                "table{border-collapse:collapse} td{border:1px solid}",
            ]
        )
    )
    attributes = rng.choice(
        [
            "",
            "",
            ' width="100%"',
            ' width="600"',
            ' border="1" cellpadding="8"',
            ' style="display:block;overflow-x:auto"',
        ]
    )
    names = rng.sample(WORDS, columns)
    head = "".join(f"<th>{name}</th>" for name in names)
    cells = "".join(
        f"<td>{rng.choice(['yes', '7 pm', 'Monday', 'by arrangement', '01632 960123'])}</td>" for _ in names
    )
    return f"<table{attributes}><tr>{head}</tr>{('<tr>' + cells + '</tr>') * 3}</table>"


def form(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                "",
                "input,textarea,select{width:100%}",
                "input,textarea{width:100%;padding:10px;box-sizing:border-box}",
                "input{width:350px}",
                "form{display:flex;gap:10px}",
                "label{float:left;width:120px}",
            ]
        )
    )
    return (
        f'<form><p><label>Name</label> <input size="{rng.choice([20, 30, 45])}"></p><p><label>E-mail</label> <input type="email"></p>'
        f'<p><textarea cols="{rng.choice([20, 40, 60])}" rows="4"></textarea></p><p><select><option>Tuesday evening group</option></select>'
        "<button>Send the form</button></p></form>"
    )


def gallery(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                ".g img{width:150px;margin:5px}",
                ".g{display:flex;flex-wrap:wrap} .g img{width:48%}",
                ".g img{width:33.3%;float:left}",
                ".g{display:flex} .g img{width:200px}",
                ".g img{max-width:100%}",
                "",
            ]
        )
    )
    attributes = rng.choice(["", ' width="300" height="100"', ' width="640" height="213"'])
    return (
        "<div class=g>"
        + f'<img src="/{rng.choice(["big", "small"])}.png"{attributes} alt="">' * rng.randint(2, 5)
        + "</div><div style='clear:both'></div>"
    )


def article(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                ".two{display:flex} .side{width:200px} .main{flex:1}",
                ".side{float:left;width:180px} .main{margin-left:200px}",
                ".two{display:grid;grid-template-columns:1fr 2fr;gap:30px}",
                "@media(min-width:800px){.two{display:flex}}",
                ".main{width:65%;float:left} .side{width:30%;float:right}",
                ".main{padding:0 40px}",
                ".side{width:300px} .main{width:550px;max-width:100%}",
            ]
        )
    )
    extra = rng.choice(
        [
            "",
            "<pre>tent = rope + pole + canvas + pegs + patience;</pre>",
            "<p>secretary@riversideclub-hillside.example.org</p>",
            "<p>https://www.example.org/club/pages/summer/camp/2026/kit-list-for-beginners.pdf</p>",
            "<blockquote><p>A fine evening.</p></blockquote>",
        ]
    )
    return f"<div class=two><div class=side><h2>Dates</h2><ul><li>May camp<li>June hike</ul></div><div class=main><h2>Welcome</h2><p>{LOREM}</p>{extra}</div></div><div style='clear:both'></div>"


def embed(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                "",
                "iframe{max-width:100%}",
                ".v{position:relative;padding-top:56%} .v iframe{position:absolute;top:0;left:0;width:100%;height:100%}",
                "iframe{width:100%}",
            ]
        )
    )
    return f'<div class=v><iframe src="about:blank" width="{rng.choice([300, 425, 560])}" height="315" frameborder="0"></iframe></div>'


def footer(rng: random.Random, css: list[str]) -> str:
    css.append(
        rng.choice(
            [
                "footer{padding:20px;text-align:center}",
                "footer{display:flex;justify-content:space-between}",
                "footer{display:grid;grid-template-columns:repeat(4,1fr)}",
                "footer p{display:inline-block;margin:0 20px}",
                "footer{white-space:nowrap;font-size:12px}",
            ]
        )
    )
    return "<footer><p>Riverside Club</p><p>Registered charity</p><p>Privacy</p><p>Safeguarding policy</p></footer>"
