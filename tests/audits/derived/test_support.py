"""Versions and ends of support, against the snapshot's own rows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from audits.derived.support import support
from audits.derived.version import between, order
from audits.standards import table

PRODUCTS = {name: row for name, row in table("endoflife.toml").items() if isinstance(row, dict)}
ROWS = [(name, *cycle) for name, row in PRODUCTS.items() for cycle in row["cycles"]]


def test_there_are_some_twenty_products_with_sources():
    assert len(PRODUCTS) >= 20
    assert all(row["see"].startswith("products/") and row["title"] for row in PRODUCTS.values())
    assert table("endoflife.toml")["licence"].startswith("MIT")


@pytest.mark.parametrize(("product", "cycle", "released", "ended"), ROWS)
def test_every_row_ends_on_its_day(product, cycle, released, ended):
    assert date.fromisoformat(released) >= date(1995, 1, 1)
    on = support(product, f"{cycle}.0", date.fromisoformat(released))
    assert on is not None and not on.ended and on.cycle == cycle
    if not ended:
        assert not support(product, cycle, date(2100, 1, 1)).ended
        return
    last = date.fromisoformat(ended) + timedelta(days=PRODUCTS[product].get("grace_days", 0))
    assert not support(product, f"{cycle}.0", last).ended
    assert support(product, f"{cycle}.0", last + timedelta(days=1)).ended
    assert support(product, f"{cycle}.0", last).until == ended


@pytest.mark.parametrize("product", sorted(PRODUCTS))
def test_older_than_the_table_is_ended_and_newer_is_not_known(product):
    assert support(product, "0.1", date(2026, 11, 23)).ended
    assert support(product, "999.0", date(2026, 11, 23)) is None
    assert support(product, "", date(2026, 11, 23)) is None


def test_a_major_version_alone_is_given_its_newest_branch():
    told = support("drupal", "10", date(2026, 11, 23))
    assert told.cycle == "10.6" and not told.ended
    assert support("drupal", "8", date(2026, 11, 23)).ended


def test_an_unknown_product_has_no_support():
    assert support("quillpen", "1.0", date(2026, 11, 23)) is None


ORDERED = [
    "0.9",
    "1.0b1",
    "1.0-rc.1",
    "1.0-rc.2",
    "1.0-rc.10",
    "1.0",
    "1.0.1",
    "1.2",
    "1.9",
    "1.10",
    "2.0.0-beta.2",
    "2.0.0",
]


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(ORDERED)))
def test_order(lower, higher):
    assert order(lower) < order(higher)


def test_order_of_equals():
    assert order("1.9") == order("1.9.0") == order("v1.9.0") == order("1.9.0-custom")


def test_between():
    assert between("3.4.1", "1.0.3", "3.5.0")
    assert not between("3.5.0", "1.0.3", "3.5.0")
    assert between("1.0.3", "1.0.3", "3.5.0")
    assert not between("1.0.2", "1.0.3", "3.5.0")
