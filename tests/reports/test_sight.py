"""What a browser saw of a site stands in its page, and a report without pictures is as small as before."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from audits.store.records import Picture
from audits.store.run_folder import RunFolder
from audits.store.warc import SiteWarc
from reports.write import write_report
from tests.reports.made_run import card, finding, made_run, measurement, result

ALT = "accessibility/image-alt"
URL, SPOT = "https://a.example/", "img:nth-of-type(1)"


def _webp(width: int, height: int) -> bytes:
    """The head of a lossy WebP; nothing here looks at its pixels."""
    return b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\0" * 10 + width.to_bytes(2, "little") + height.to_bytes(2, "little")


def _run(folder: Path, *, render: int) -> RunFolder:
    found = [finding(ALT, "a picture has no text", url=URL)]
    run = made_run(
        folder,
        'url,name\nhttps://a.example/,"Boats ""R"" <Us>"\n',
        [result("a.example", [measurement(ALT, 0.2)], found)],
    )
    run.about.write_text(json.dumps({"options": {"render": render}}), encoding="utf-8")
    return run


def _page(run: RunFolder) -> str:
    write_report(run, [card(ALT)])
    return (run.report / "sites" / "a.example.html").read_text(encoding="utf-8")


def _with_pictures(run: RunFolder) -> None:
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    file = SiteWarc(run.warc("a.example"), "Frontline")
    for picture in (
        Picture(URL + "other", "phone", _webp(411, 823), 411, 823),
        Picture(URL, "phone", _webp(412, 823), 412, 823),
        Picture(URL, "desktop", _webp(1280, 800), 1280, 800),
        Picture(URL, "crop", _webp(200, 90), 200, 90, SPOT),
    ):
        file.write_picture(picture, moment)
    file.seal({}, moment)


def test_screenshots_of_the_front_page_and_a_picture_of_the_spot(tmp_path: Path) -> None:
    run = _run(tmp_path / "run", render=1)
    _with_pictures(run)
    page = _page(run)
    assert page.count("<img ") == 3
    assert 'width="412" height="823" loading="lazy"' in page
    assert 'width="411"' not in page  # the phone's picture of another page
    assert 'alt="What a phone shows first of the front page of Boats &#34;R&#34; &lt;Us&gt;"' in page
    spot = page.index('width="200" height="90"')
    assert page.index("A picture has no text</strong>") < spot < page.index(f"<code>{SPOT}</code>")


def test_a_run_without_a_browser_looks_into_no_file(tmp_path: Path) -> None:
    run = _run(tmp_path / "run", render=0)
    _with_pictures(run)
    assert "<img " not in _page(run)


def test_a_broken_file_costs_the_pictures_and_nothing_else(tmp_path: Path) -> None:
    run = _run(tmp_path / "run", render=1)
    run.warc("a.example").write_bytes(b"\x1f\x8bno WARC")
    page = _page(run)
    assert "<img " not in page
    assert "A picture has no text" in page
