"""What a page weighs, joined from its references and the answers: used fonts and pictures, frames, redirects, doubt."""

from audits.derived.load_time import load_time, profile
from audits.derived.page_resources import PageLoad, page_resources
from audits.model import Answer
from audits.specimen import page_of

SIZE = {"content-length": "50000"}


def load_of(html: str, **files: str | Answer) -> PageLoad:
    return page_resources(
        page_of(html, files={f"/{name.replace('__', '.')}": answer for name, answer in files.items()})
    )


def urls(load: PageLoad) -> set[str]:
    return {part.url.removeprefix("https://example.org") for part in load.parts if part.kind != "icon"} - {"/"}


def test_only_used_faces_and_pictures_count():
    load = load_of(
        '<link rel="stylesheet" href="a.css"><h1>Words</h1><p class="gone">Words</p>',
        a__css="""
        @font-face{font-family:Head;font-weight:400;src:url(head.woff2)} @font-face{font-family:Head;font-weight:700;src:url(head-bold.woff2)}
        @font-face{font-family:Body;src:url(body.woff2)} h1{font-family:Head;background:url(h1.png)}
        .gone{display:none;background:url(gone.png);font-family:Body} .nobody{background:url(nobody.png)}
        """,
    )
    assert urls(load) == {"/a.css", "/h1.png", "/head-bold.woff2"}


def test_icon_fonts_of_generated_content_count():
    load = load_of(
        "<style>@font-face{font-family:I;src:url(i.woff2)} i::before{font-family:I;content:'\\f00c'}</style><i></i>"
    )
    assert urls(load) == {"/i.woff2"}


def test_picture_of_a_sheet_counts_from_the_sheet():
    load = load_of('<link rel="stylesheet" href="/css/a.css"><p>x', **{"css/a__css": "p{background:url(p.png)}"})
    assert urls(load) == {"/css/a.css", "/css/p.png"}


def test_frames_bring_their_parts():
    load = load_of('<iframe src="f.html"></iframe>', f__html='<img src="a.png">', a__png=Answer(headers=SIZE))
    assert urls(load) == {"/f.html", "/a.png"}
    assert load.wire_bytes > 50_000
    assert load_of('<iframe src="https://other.example/x"></iframe>').unseen == ("https://other.example/x",)


def test_lazy_pictures_are_counted_apart():
    load = load_of(
        '<img src="a.png"><img src="b.png" loading="lazy">', a__png=Answer(headers=SIZE), b__png=Answer(headers=SIZE)
    )
    assert load.lazy_bytes > 50_000
    assert 50_000 < load.wire_bytes < 51_000


def test_redirects_count_with_their_heads():
    load = load_of(
        '<img src="a.png">',
        a__png=Answer(status=301, headers={"location": "/b.png"}),
        b__png=Answer(headers=SIZE),
    )
    part = next(part for part in load.parts if part.kind == "image")
    assert (part.redirects, part.final_url) == (1, "https://example.org/b.png")
    assert part.wire_bytes is not None
    assert part.wire_bytes > 50_080


def test_unknown_is_doubt_not_zero():
    load = load_of('<img src="a.png"><img src="b.png">')
    assert load.doubt
    assert not load.complete
    assert not load_of("<p>Words", favicon__ico="x").doubt


def test_a_loop_of_imports_and_frames_ends():
    load = load_of(
        '<link rel="stylesheet" href="a.css"><iframe src="f.html"></iframe>',
        a__css="@import 'b.css';",
        b__css="@import 'a.css';",
        f__html='<iframe src="f.html"></iframe><iframe src="/"></iframe>',
    )
    assert urls(load) == {"/a.css", "/b.css", "/f.html"}


def test_more_bytes_and_more_steps_take_longer():
    slow = profile("slow-4g")
    light = load_time(load_of("<p>Words"), slow)
    heavy = load_time(load_of('<img src="a.png">', a__png=Answer(headers=SIZE)), slow)
    deep = load_time(
        load_of(
            '<link rel="stylesheet" href="a.css"><img src="a.png">',
            a__png=Answer(headers=SIZE),
            a__css="@import 'b.css';",
            b__css="@import 'c.css';",
            c__css="p{color:red}",
        ),
        slow,
    )
    assert light.full < heavy.full < deep.full
    assert abs(heavy.full - (2 * slow.wait + 8 * 50_300 / slow.bits + 0.08)) < 0.05
    assert deep.first_paint > 4 * slow.wait
    assert load_time(load_of("<p>Words"), profile("3g")).full > light.full


def test_many_parts_share_six_lines():
    slow = profile("slow-4g")
    html = "".join(f'<img src="i{n}.png">' for n in range(24))
    files = {f"i{n}__png": Answer(headers={"content-length": "100"}) for n in range(24)}
    assert 5 * slow.wait < load_time(load_of(html, **files), slow).full < 5 * slow.wait + 0.5
