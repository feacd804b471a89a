"""Audits the targets of `frontline inspect` and writes them in the format asked for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from audits.store.run_folder import RunFolder
from audits.store.site_list import single_site

FORMS = ("text", "json", "jsonl")


class InspectionError(Exception):
    """A target cannot be read; the message is one sentence for the user."""


def inspected(targets: Sequence[str], *, allow_private: bool = False, render: bool = False) -> Iterator[dict[str, Any]]:
    """Each page of each target as an object, in order; with `render` a browser opens each.

    Raises `InspectionError` before anything is read, `NoBrowserError` where one is wanted and missing.
    """
    from audits.inspection import address_of, files_of, inspect_file
    from reports.night import browsing

    for target in targets:
        if not target.strip() or (not Path(target).exists() and not _is_address(target)):
            raise InspectionError(
                f"{target}: there is no such file or folder, and it is no address (http:// or https://)."
            )
    with browsing() if render else nullcontext() as browser:
        for target in targets:
            path = Path(target)
            if _is_address(target) and not path.exists():
                yield from _from_web(target, allow_private=allow_private, render=render)
                continue
            files = files_of(path)
            if not files:
                raise InspectionError(f"{target}: there is no HTML file in this folder.")
            for file in files:
                try:
                    facts = browser.file(file, address_of(file)) if browser else None
                    yield inspect_file(file, str(file) if path.is_dir() else target, facts)
                except OSError as error:
                    raise InspectionError(f"{file}: {error.strerror}.") from error


def written(pages: Iterable[dict[str, Any]], form: str) -> Iterator[str]:
    """The pages as lines of text: one object a line, one array, or sentences."""
    if form == "jsonl":
        for page in pages:
            yield json.dumps(page, ensure_ascii=False)
    elif form == "json":
        yield json.dumps(list(pages), ensure_ascii=False, indent=1)
    else:
        for page in pages:
            yield from _sentences(page)


def _sentences(page: dict[str, Any]) -> Iterator[str]:
    yield page["target"]
    if "error" in page:
        yield f"  {page['error']}"
        return
    findings = sorted(page["findings"], key=lambda found: (found["level"], found["grade"] != "failure", found["audit"]))
    for found in findings:
        criteria = f" (WCAG {', '.join(found['wcag'])})" if found["wcag"] else ""
        label = "review" if found["level"] == "review" else found["grade"]
        yield f"  {label:<8} {found['audit']}: {found['message']}{criteria}"
        if found["selector"]:
            yield f"           {found['selector']}"
    counted = sum(each["outcome"] == "measured" for each in page["measurements"].values())
    yield f"  {len(findings)} findings, {counted} of {len(page['measurements'])} audits measured something."
    yield "  Automated checks find only part of the barriers; a page without findings may still have some."


def _is_address(target: str) -> bool:
    return target.startswith(("http://", "https://"))


def _from_web(url: str, *, allow_private: bool, render: bool) -> list[dict[str, Any]]:
    """Fetch one page and its styles as a crawl would, robots.txt obeyed, and audit it."""
    from audits.inspection import inspect_warc
    from reports.night import Plan, prepare, work

    with tempfile.TemporaryDirectory() as folder:
        place = RunFolder(Path(folder)).create()
        entries = single_site(url)
        if entries[0].problem:
            raise InspectionError(f"{url}: this is no web address.")
        settings = {"FRONTLINE_PAGES": 1, "FRONTLINE_ALLOW_PRIVATE": allow_private, "DOWNLOAD_DELAY": 0.2}
        settings["FRONTLINE_RENDER"] = int(render)
        work(place, prepare(place, entries), Plan(audit=False, settings=settings))
        return inspect_warc(place.warc(entries[0].key), entries[0])
