"""Load time: the order in which a browser asks for the parts of a page, and what holds the page and its first paint back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.derived.load_time import PAINT, STEP, TURN, load_time, profile
from audits.derived.page_resources import PageLoad, Part, page_resources
from audits.model import Answer
from audits.specimen import page_of

SLOW = profile("slow-4g")
TRIP = SLOW.wait + TURN
SMALL = {"content-length": "100"}


def size(number: int) -> Answer:
    return Answer(headers={"content-length": str(number)})


def load_of(html: str, **files: str | Answer) -> PageLoad:
    return page_resources(
        page_of(html, files={f"/{name.replace('__', '.')}": answer for name, answer in files.items()})
    )


def trips(load: PageLoad) -> float:
    """Round trips of the whole page, its few bytes apart."""
    return round((load_time(load, SLOW).full - STEP) / TRIP, 1)


def pictures(number: int, attributes: str = "") -> tuple[str, dict[str, Answer]]:
    html = "".join(f'<img src="i{n}.png" {attributes}>' for n in range(number))
    return html, {f"i{n}__png": size(100) for n in range(number)}


def test_a_background_comes_after_the_last_sheet_and_is_waited_for():
    style = "p{background:url(b.png)}"
    assert trips(load_of('<link rel="stylesheet" href="a.css"><p>x', a__css=style, b__png=size(100))) == 3.0
    assert trips(load_of(f"<style>{style}</style><p>x", b__png=size(100))) == 2.0
    late = load_of(
        '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="c.css"><p>x',
        a__css=style, b__png=size(100), c__css="@import 'd.css';", d__css="i{color:red}",
    )  # fmt: skip
    assert trips(late) == 4.0


def test_a_frame_has_its_own_sheets_and_pictures_of_style():
    load = load_of(
        '<iframe src="f.html"></iframe>',
        f__html='<link rel="stylesheet" href="a.css"><p>x',
        a__css="p{background:url(b.png)}",
        b__png=size(100),
    )
    assert trips(load) == pytest.approx(4.0, abs=0.1)


def test_a_missing_font_is_tried_in_its_other_formats():
    style = (
        "<style>@font-face{font-family:F;src:url(f.woff2),url(f.woff),url(f.ttf),url(f.svg)} p{font-family:F}</style>"
    )
    there = load_of(style + "<p>x", f__woff2=size(100))
    gone = load_of(style + "<p>x", f__woff2=Answer(status=404))
    assert (trips(there), trips(gone)) == (2.0, 4.0)


def test_what_is_urgent_goes_first():
    html, files = pictures(12)
    body = load_of(html + '<script src="s.js"></script>', s__js="1", **files)
    ends = load_time(body, SLOW)
    alone = load_time(load_of(html, **files), SLOW)
    assert trips(body) == 4.0  # thirteen parts, six at a time
    assert ends.full > alone.full
    sheet = load_of(
        html + '<link rel="stylesheet" href="a.css">', a__css="@import 'b.css';", b__css="p{color:red}", **files
    )
    # The import takes the place of the sheet that named it, before the pictures that wait.
    assert load_time(sheet, SLOW).first_paint == pytest.approx(3 * TRIP + STEP + PAINT, abs=0.05)


@pytest.mark.parametrize(
    ("head", "held"),
    [
        ('<script src="s.js"></script>', True),
        ('<script src="s.js" defer></script>', False),
        ('<link rel="stylesheet" href="a.css"><script>1</script>', True),
        ('<script>1</script><link rel="stylesheet" href="a.css">', False),
        ('<link rel="stylesheet" href="a.css"><script type="application/ld+json">{}</script>', False),
    ],
)
def test_small_pictures_wait_while_the_head_is_read(head: str, held: bool):
    html, files = pictures(4, 'width="50" height="50"')
    load = load_of(f"<head>{head}</head>{html}", s__js="1", a__css="p{color:red}", **files)
    assert trips(load) == (3.0 if held else 2.0)


def test_the_first_paint_waits_for_sheets_and_head_scripts_alone():
    html, files = pictures(3)
    plain = load_time(load_of(html, **files), SLOW)
    assert plain.first_paint == pytest.approx(TRIP + PAINT, abs=0.01)
    blocked = load_time(load_of(f'<head><script src="s.js"></script></head>{html}', s__js="1", **files), SLOW)
    assert blocked.first_paint == pytest.approx(2 * TRIP + STEP + PAINT, abs=0.01)
    later = load_time(load_of(f'{html}<p>x<script src="s.js"></script>', s__js="1", **files), SLOW)
    assert later.first_paint == pytest.approx(plain.first_paint, abs=0.01)


def test_a_long_document_is_read_piece_by_piece():
    short = load_of('<img src="a.png">' + "<p>x", a__png=size(100))
    long = load_of('<img src="a.png">' + "<p>some words</p>" * 12_000, a__png=size(100))
    assert long.document.wire_bytes is not None
    seconds = long.document.wire_bytes * 8 / SLOW.bits
    assert load_time(long, SLOW).full == pytest.approx(TRIP + seconds, abs=0.05)
    assert load_time(long, SLOW).first_paint < load_time(short, SLOW).full


def test_redirects_are_round_trips():
    load = load_of('<img src="a.png">', a__png=Answer(status=302, headers={"location": "/b.png"}), b__png=size(100))
    assert trips(load) == 3.0


def test_prefetch_is_not_waited_for():
    assert trips(load_of('<link rel="prefetch" href="next.html"><p>x', next__html="<p>y")) == pytest.approx(
        0.9, abs=0.1
    )


KINDS = st.sampled_from(["image", "script", "style", "font", "frame", "media", "other"])


@given(
    st.lists(
        st.tuples(KINDS, st.integers(0, 60_000), st.booleans(), st.booleans(), st.integers(0, 40), st.booleans()),
        max_size=40,
    )
)
def test_every_graph_ends_and_none_is_faster_than_its_bytes(rows):
    parts = [Part("http://a.example/", "document", True, wire_bytes=5000, blocking=True, host="a.example")]
    for number, (kind, weight, blocking, awaited, parent, waits) in enumerate(rows):
        above = parts[parent % len(parts)]
        named = above.url if above.kind in {"style", "frame"} else ""
        part = Part(f"http://a.example/{number}", kind, True, wire_bytes=weight, parent=named, host="a.example")
        if kind in {"style", "script"}:
            part = replace(part, blocking=blocking, awaited=awaited and not named)
        if waits and kind in {"image", "font"}:
            part = replace(part, parent="styles" + (named if above.kind == "frame" else ""))
        parts.append(part)
    load = PageLoad(parts[0].url, tuple(parts))
    time = load_time(load, SLOW)
    waited = [part for part in parts if part.kind != "icon"]
    assert time.full >= sum(part.wire_bytes or 0 for part in waited) * 8 / SLOW.bits
    assert time.full >= TRIP * -(-(len(waited) - 1) // 6) - 1e-6
    assert TRIP < time.first_paint <= time.full + PAINT + 0.1
