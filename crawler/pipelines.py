"""Writes each answer into its site's WARC file, and seals the file when the site is finished."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler

from audits.store.records import Fetch
from audits.store.version import SOFTWARE
from audits.store.warc import SiteWarc
from crawler.browser.sight import Sight

logger = logging.getLogger(__name__)


class WarcPipeline:
    """One file for one spider: `.part` until the spider says that its walk is complete, thrown away otherwise."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.folder = Path(crawler.settings["FRONTLINE_FETCHED"])
        self.started = datetime.now(UTC)
        self.warc: SiteWarc | None = None
        self.broken = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        spider: Any = self.crawler.spider
        try:
            self.warc = SiteWarc(self.folder / f"{spider.key}.warc.gz", SOFTWARE)
        except OSError as error:
            self._break(error)

    def process_item(self, item: Fetch | Sight) -> Fetch | Sight:
        if not self.broken and self.warc is not None:
            try:
                if isinstance(item, Sight):
                    self.warc.write_facts(item.url, item.facts, item.moment)
                    for picture in item.pictures:
                        self.warc.write_picture(picture, item.moment)
                else:
                    self.warc.write(item)
            except OSError as error:
                self._break(error)
        return item

    def close_spider(self) -> None:
        spider: Any = self.crawler.spider
        if not spider.complete or self.broken:
            if self.warc is not None:
                self.warc.discard()
            return
        assert self.warc is not None
        notes = {**spider.notes, "software": SOFTWARE, "started_at": self.started.isoformat(timespec="seconds")}
        try:
            path = self.warc.seal(notes, datetime.now(UTC))
        except OSError as error:
            self._break(error)
            self.warc.discard()
            return
        logger.info("sealed %s", path)

    def _break(self, error: OSError) -> None:
        """A file that cannot be written whole is not written at all, and the run is told why."""
        self.broken = True
        spider: Any = self.crawler.spider
        spider.trouble = f"{self.folder} cannot be written to: {error.strerror or error}"
