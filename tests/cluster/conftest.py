"""One PostgreSQL server for the tests of this folder, and a fresh database for each test."""

import itertools

import pytest

pytest.importorskip(
    "psycopg", reason="SKIPPED LOUDLY: the extra `cluster` is not installed (pip install -e '.[cluster]')"
)

from tests.cluster.postgres import postgres, programs

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    if programs() is None:
        pytest.skip("SKIPPED LOUDLY: there is no PostgreSQL here; Debian: apt-get install -y postgresql")
    with postgres() as running:
        yield running


@pytest.fixture
def database(server):
    return server.create(f"run{next(numbers)}")
