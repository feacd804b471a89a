"""Saved crawls still measure what they measured: a change is made on purpose, by `python scripts/golden.py`, and reviewed."""

import json
from pathlib import Path

import pytest

from scripts.golden import measured

SAVED = sorted((Path(__file__).parent / "golden").glob("*.warc.gz"))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.name.partition(".")[0])
def test_saved_crawl(path):
    now = json.loads(json.dumps(measured(path)))
    then = json.loads(path.with_name(path.name.replace(".warc.gz", ".json")).read_text(encoding="utf-8"))
    changed = {
        name: (then["audits"].get(name), now["audits"].get(name))
        for name in {*then["audits"], *now["audits"]}
        if then["audits"].get(name) != now["audits"].get(name)
    }
    assert changed == {}, "run python scripts/golden.py if this is meant, and look at the diff"
    assert {**then, "audits": 0} == {**now, "audits": 0}


def test_nothing_broke_when_it_was_saved():
    assert len(SAVED) >= 3
    for path in SAVED:
        then = json.loads(path.with_name(path.name.replace(".warc.gz", ".json")).read_text(encoding="utf-8"))
        assert {line["outcome"] for line in then["audits"].values()} <= {"measured", "not_applicable", "cannot_tell"}
