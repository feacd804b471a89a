"""Puts what a browser saw of a site into its page: two screenshots, and beside findings a picture of the spot."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from audits.store.records import Picture
from audits.store.run_folder import RunFolder
from audits.store.warc import WarcError, read_pictures
from reports.formats.pieces import escaped
from reports.language import Language

_SCREENS = ("phone", "desktop")
_CROPS_CAP = 200_000  # bytes of pictures of spots on one page: it is to open at once on a telephone, and to be mailed


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of one site, as HTML: screenshots of its front page, and pictures of spots by page and element."""

    screens: Markup
    crops: Mapping[tuple[str, str], str]


_NOTHING = Sight(Markup(), {})


@dataclass(frozen=True)
class Sights:
    """Looks for pictures where pages of the run were opened in a browser, and nowhere else: reading files takes long."""

    run: RunFolder
    language: Language

    def of(self, site: Any, name: str) -> Sight:
        """What there is of one site; a file that cannot be read has none."""
        path = self.run.warc(site.key)
        if not self._rendered or not path.exists():
            return _NOTHING
        try:
            pictures = read_pictures(path)
        except WarcError:
            return _NOTHING
        return Sight(self._screens(_front(pictures, {site.final_url, site.url}), name), self._crops(pictures))

    @cached_property
    def _rendered(self) -> bool:
        try:
            options = json.loads(self.run.about.read_text(encoding="utf-8"))["options"]
            return bool(options.get("render"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def _screens(self, pictures: Sequence[Picture], name: str) -> Markup:
        shown = ""
        for kind in _SCREENS:
            of_kind = [picture for picture in pictures if picture.kind == kind]
            if of_kind:
                alt = escaped(self.language.say(f"site.seen_{kind}_alt", name=name))
                caption = escaped(self.language.say(f"site.seen_{kind}"))
                shown += f"<figure>{_image(of_kind[0], alt)}<figcaption>{caption}</figcaption></figure>\n"
        return Markup(shown)  # noqa: S704 - escaped above

    def _crops(self, pictures: Sequence[Picture]) -> dict[tuple[str, str], str]:
        alt, left = escaped(self.language.say("site.seen_spot_alt")), _CROPS_CAP
        crops: dict[tuple[str, str], str] = {}
        for picture in pictures:
            left -= len(picture.body) if picture.kind == "crop" else 0
            if picture.kind == "crop" and left > 0:
                crops[picture.url, picture.selector] = f'<p class="spot">{_image(picture, alt)}</p>\n'
        return crops


def _front(pictures: Sequence[Picture], addresses: set[str]) -> list[Picture]:
    """Those of the front page; of the page that was opened first where none has its address."""
    screens = [picture for picture in pictures if picture.kind in _SCREENS]
    there = [picture for picture in screens if picture.url in addresses]
    return there or [picture for picture in screens if picture.url == screens[0].url]


def _image(picture: Picture, alt: str) -> str:
    data = base64.b64encode(picture.body).decode()
    return (
        f'<img src="data:image/webp;base64,{data}" width="{picture.width}" height="{picture.height}" '
        f'loading="lazy" decoding="async" alt="{alt}">'
    )
