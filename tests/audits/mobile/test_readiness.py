"""Readiness for phones on the corpus agrees with what a careful reader saw."""

import pytest

from audits.derived.phone_width import home_fit
from audits.derived.viewport import viewport
from audits.mobile.readiness import readiness
from audits.specimen import page_of
from audits.store.viewport import Viewport
from tests.corpus import labels, needs_corpus, site_names, visit_from_disk


@needs_corpus
@pytest.mark.parametrize("name", site_names())
def test_agrees_with_the_label(name: str):
    said = labels().get(name, {}).get("mobile_ready", "")
    if not said:
        pytest.skip("no label for this site")
    visit = visit_from_disk(name, 25)
    assert readiness.run(visit).value == said, visit.home and home_fit(visit.home)


@pytest.mark.parametrize(
    ("content", "kind", "width"),
    [
        ("width=device-width", "yes", 412), ("width=device-width, initial-scale=1.0", "yes", 412), ("initial-scale=1", "yes", 412),
        ("width = device-width ; initial-scale = 1", "yes", 412), ("WIDTH=DEVICE-WIDTH", "yes", 412), ("width=1024", "fixed", 1024),
        ("width=320", "fixed", 320), ("width=640px", "fixed", 640), ("user-scalable=no", "no", 980), ("", "no", 980),
        ("width=device-width, initial-scale=0.5", "fixed", 824), ("initial-scale=0.4", "fixed", 1030),
    ],
)  # fmt: skip
def test_viewport(content: str, kind: str, width: float):
    found = viewport(page_of(f'<meta name="viewport" content="{content}"><p>x'))
    assert isinstance(found, Viewport)
    assert (found.kind, round(found.width)) == (kind, width)


def test_the_last_viewport_counts():
    page = page_of('<meta name="viewport" content="width=1024"><meta name="Viewport" content="width=device-width"><p>x')
    assert viewport(page).kind == "yes"
