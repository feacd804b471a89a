"""What is seen of a page by its pixels: contrast over pictures, flashes, movement, text over text, a slow network."""

import struct
import zlib
from typing import ClassVar

import pytest

from audits.judgement import attempt, judge_page
from audits.model import Example
from audits.registry import find
from audits.specimen import example_page
from tests.crawler.browser.looking import look, needs_browser, site

pytestmark = [needs_browser, pytest.mark.timeout(1200)]  # a busy machine takes its time

VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
WORDS = "<p>" + "We meet every Friday evening at the hall. " * 5 + "</p>"


def whole(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Club</title>{VIEWPORT}</head><body><main><h1>Club</h1>{body}</main></body></html>'


def picture(*columns: tuple[int, int, int], side: int = 64) -> bytes:
    """A picture of columns of these colours."""
    row = b"\0" + b"".join(bytes(columns[x * len(columns) // side]) for x in range(side))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")


LIGHT, DARK, GREY = (235, 225, 205), (20, 30, 45), (128, 128, 128)
PICTURES = {
    "/light.png": ("image/png", picture(LIGHT, (245, 240, 230))),
    "/dark.png": ("image/png", picture(DARK, (5, 5, 5))),
    "/both.png": ("image/png", picture(LIGHT, DARK)),
}


def on(image: str, text: str, style: str = "") -> str:
    return f'<div style="background:url(/{image}.png) 0 0/100% 100%;padding:30px;{style}">{text}</div>'


def laid(image: str, text: str) -> str:
    return f'<div style="position:relative;width:600px;height:120px"><img src="/{image}.png" alt="" style="width:600px;height:120px"><div style="position:absolute;left:20px;top:40px;width:560px">{text}</div></div>'


LINE = "Boats, camps and games for everybody who lives near the river"
PAINTED = {
    "background-fails": (on("light", f'<p id="fail" style="color:#fff">{LINE}</p>'), 0.0),
    "background-passes": (on("dark", f'<p style="color:#fff">{LINE}</p>'), 1.0),
    "half": (on("both", f'<p id="review" style="color:#fff">{LINE} {LINE}</p>'), 1.0),
    "laid-over-fails": (laid("light", f'<p id="fail" style="color:#fff">{LINE}</p>'), 0.0),
    "laid-over-passes": (laid("dark", f'<p style="color:#fff">{LINE}</p>'), 1.0),
    "gradient-fails": (f'<div style="background:linear-gradient(#eee, #ccc), linear-gradient(#fff, #fff)"><p id="fail" style="color:#fff;padding:20px">{LINE}</p></div>', 0.0),
    "gradient-that-the-source-fails": (f'<div style="background:linear-gradient(#eee, #ccc)"><p style="color:#fff;padding:20px">{LINE}</p></div>', "not_applicable"),
    "gradient-passes": (f'<div style="background:linear-gradient(#111, #333)"><p style="color:#fff;padding:20px">{LINE}</p></div>', 1.0),
    "shadow-is-looked-at": (on("light", f'<p id="review" style="color:#fff;text-shadow:0 0 1px #eee">{LINE}</p>'), 1.0),
    "large": (on("light", f'<h2 style="color:#777;font-size:30px">{LINE}</h2>'), 1.0),
    "small-of-the-same": (on("light", f'<p id="fail" style="color:#888">{LINE}</p>'), 0.0),
    "far-down": ("<div style='height:2500px'></div>" + on("light", f'<p id="fail" style="color:#fff">{LINE}</p>'), 0.0),
    "box-between": (on("light", f'<p style="color:#fff;background:#111">{LINE}</p>'), "not_applicable"),
    "covered": (on("light", f'<p style="color:#fff">{LINE}</p>', "position:relative") + '<div style="position:fixed;inset:0;background:#fff">Over all</div>', "cannot_tell"),
    "see-through": (on("light", f'<p id="fail" style="color:rgba(0,0,0,.3)">{LINE}</p>'), 0.0),
    "plain": (WORDS, "not_applicable"),
}  # fmt: skip


class TestPaintedContrast:
    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls):
        pages = {f"/{name}.html": whole(body) for name, (body, _) in PAINTED.items()}
        with site({**pages, **PICTURES}) as served:
            sights = look(*(served.url + path for path in pages), only=["axe", "inks"])
        return dict(zip(PAINTED, sights, strict=True))

    @pytest.mark.parametrize("name", PAINTED)
    def test_case(self, name, seen):
        body, gives = PAINTED[name]
        page = example_page(Example(whole(body), None, sight=seen[name].facts))
        outcome = attempt(find("accessibility/painted-contrast"), page)
        told = seen[name].facts["inks"]
        assert (outcome.value if outcome.kind == "measured" else outcome.kind) == gives, (outcome, told)
        for level in ("fail", "review"):
            wanted = {each for each in page.ids if each.startswith(level)}
            assert {f.element.get("id") for f in outcome.findings if f.level == level} == wanted, told

    @pytest.mark.parametrize("name", PAINTED)
    def test_no_fault_is_counted_twice(self, name, seen):
        page = example_page(Example(whole(PAINTED[name][0]), None, sight=seen[name].facts))
        failures = [spot.place.selector for spot in judge_page(page).spots if spot.level == "fail" and spot.wcag == ("1.4.3",)]  # fmt: skip
        assert len(failures) == len(set(failures))

    def test_letters_are_brought_back(self):
        body = whole(PAINTED["background-fails"][0] + '<p id="pale" style="color:#bbb">Pale words</p>')
        with site({"/": body, **PICTURES}) as served:
            with_inks, without = (look(served.url + "/", only=["axe", *more, "crops"])[0] for more in (["inks"], []))
        crops = [
            [picture for picture in sight.pictures if picture.selector == "#pale"] for sight in (with_inks, without)
        ]
        assert with_inks.facts["inks"]["texts"]
        assert crops[0][0].body == crops[1][0].body

    def test_the_ratio_is_that_of_the_colours(self, seen):
        """White on #eee to #ccc: 1.16 to 1.61."""
        [text] = seen["gradient-fails"].facts["inks"]["texts"]
        assert 1.1 <= text["low"] <= text["middle"] <= text["high"] <= 1.65


def blink(milliseconds: int, size: str = "600px;height:400px", one: str = "#000", other: str = "#fff") -> str:
    return f'<div id="ID" style="width:{size};background:{one}"></div><script>let on = 0; setInterval(() => {{ document.getElementById("ID").style.background = (on = 1 - on) ? "{other}" : "{one}"; }}, {milliseconds})</script>'


MOVING = {
    "still": (WORDS, 0.0, 0),
    "fast": (blink(90).replace("ID", "fail"), None, 1),
    "slow": (blink(450).replace("ID", "a"), None, 1),
    "fast-but-small": (blink(90, "60px;height:40px").replace("ID", "a"), None, 1),
    "fast-but-faint": (blink(90, one="#888", other="#909090").replace("ID", "a"), None, None),
    "ends": ('<div id="a" style="height:300px"></div><script>let n = 0; const t = setInterval(() => { a.style.background = n % 2 ? "#fff" : "#ddd"; if (++n > 12) clearInterval(t); }, 150)</script>', None, 0),
    "slides": ('<div id="a" style="position:relative;width:90px;height:90px;background:#a00"></div><script>let x = 0; setInterval(() => { a.style.left = (x = (x + 9) % 500) + "px"; }, 60)</script>', None, 1),
}  # fmt: skip


class TestFrames:
    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls):
        pages = {f"/{name}.html": whole(body) for name, (body, _, _) in MOVING.items()}
        with site(pages) as served:
            sights = look(*(served.url + path for path in pages), only=["frames"])
        return dict(zip(MOVING, sights, strict=True))

    @pytest.mark.parametrize("name", MOVING)
    def test_flashes(self, name, seen):
        facts = seen[name].facts
        outcome = attempt(find("accessibility/flashing"), example_page(Example(whole(MOVING[name][0]), None, sight=facts)))  # fmt: skip
        failed = [finding.element.get("id") for finding in outcome.findings if finding.level == "fail"]
        frames = facts["frames"]
        if name == "fast" and frames["frames"] < 10 * frames["seconds"]:
            pytest.skip(f"THE MACHINE IS TOO BUSY to make frames of a flash, this was not tested: {frames}")
        assert failed == (["fail"] if name == "fast" else []), (outcome, frames)
        if name == "fast":
            assert 4 <= frames["flashes"] <= 6.5, "five and a half are there"
        if name == "slow":
            assert 0.5 <= frames["flashes"] <= 1.5, "one is there"

    @pytest.mark.parametrize("name", [name for name in MOVING if MOVING[name][2] is not None])
    def test_movement_of_more_than_five_seconds(self, name, seen):
        page = example_page(Example(whole(MOVING[name][0]), None, sight=seen[name].facts))
        outcome = attempt(find("accessibility/restless-parts"), page)
        assert outcome.value == MOVING[name][2], seen[name].facts["frames"]

    def test_a_still_page_is_not_watched_for_long(self, seen):
        assert seen["still"].facts["frames"]["frames"] <= 3
        assert seen["still"].facts["frames"]["flashes"] == 0


class TestTextOverText:
    PAGE: ClassVar = whole(
        WORDS
        + '<div style="height:18px;line-height:1.1"><p id="fail-1" style="margin:0">One line of words here</p></div><p id="fail-2" style="margin:0">Another line of words below</p>'
        + '<div style="position:relative;height:60px"><b id="fail-3" style="position:absolute;left:0;top:0">Groups near the river</b><i id="fail-4" style="position:absolute;left:200px;top:0">Camps of this summer</i></div>'
    )
    SLIDES: ClassVar = whole('<div style="position:relative;height:90px">' + "".join(f'<div style="position:absolute;inset:0"><p>Slide {n} with its words</p></div>' for n in range(3)) + "</div>" + WORDS)  # fmt: skip
    GOOD: ClassVar = whole(
        WORDS + "<div><p>One line of words here</p></div><p>Another line</p><p>Water: H<sub>2</sub>O</p>"
    )

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls):
        with site({"/bad": cls.PAGE, "/good": cls.GOOD, "/slides": cls.SLIDES}) as served:
            return look(*(served.url + path for path in ("/bad", "/good", "/slides")), only=["desk"])

    def test_letters_twice_as_large(self, seen):
        page = example_page(Example(self.PAGE, None, sight=seen[0].facts))
        outcome = attempt(find("accessibility/enlarged-text"), page)
        assert outcome.value is False
        assert {f.element.get("id") for f in outcome.findings} <= {"fail-1", "fail-2", "fail-3", "fail-4"}
        assert len(outcome.findings) == 2, seen[0].facts["desk"]["enlarged"]["overlaps"]

    @pytest.mark.parametrize("number", [1, 2])
    @pytest.mark.parametrize("name", ["enlarged-text", "spaced-text", "narrow-page"])
    def test_what_flows_keeps_its_place_and_slides_lie_on_slides(self, name, number, seen):
        page = example_page(Example((self.GOOD, self.SLIDES)[number - 1], None, sight=seen[number].facts))
        outcome = attempt(find(f"accessibility/{name}"), page)
        assert outcome.value is True, outcome.findings


class TestSlowNetwork:
    HEAVY: ClassVar = 600_000

    def test_a_heavy_page_takes_the_time_that_its_bytes_take(self):
        big = ("text/javascript", b"/*" + b"x" * self.HEAVY + b"*/")
        pages = {"/": whole(WORDS + '<script src="/big.js"></script>'), "/big.js": big}
        with site({**pages, "/light": whole(WORDS)}) as served:
            settings = {"network": "slow-4g"}
            heavy, light = look(served.url + "/", served.url + "/light", only=["phone"], settings=settings)
            [plain] = look(served.url + "/", only=["phone"])
        slow, quick = heavy.facts["slow"], light.facts["slow"]
        wire = self.HEAVY * 8 / 1474.56
        assert (slow["profile"], slow["down"], slow["complete"]) == ("slow-4g", 1474.56, True)
        assert wire <= slow["loaded"] <= wire * 1.3 + 3 * 562.5 + 1500
        assert 562 <= quick["first_paint"] <= 3000
        assert quick["loaded"] < slow["loaded"]
        assert "slow" not in plain.facts, "only where it was asked for"

    def test_the_figures_are_those_of_the_estimate(self):
        from audits.standards import table
        from crawler.browser.networks import NETWORKS
        from reports.settings import RENDER_NETWORKS

        rows = table("connections.toml")["profile"]
        assert {name: (row["wait_ms"], row["down_kbits"], row["up_kbits"]) for name, row in rows.items()} == NETWORKS
        assert tuple(NETWORKS) == RENDER_NETWORKS

    def test_an_unknown_connection_is_refused(self):
        from reports.options import OptionsError
        from reports.settings import crawl_settings

        assert crawl_settings({"render": 1, "render_network": "3g"})["FRONTLINE_RENDER_NETWORK"] == "3g"
        with pytest.raises(OptionsError, match="slow-4g and 3g"):
            crawl_settings({"render_network": "5g"})
