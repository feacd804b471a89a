"""What can be wrong with a shared run is said in one sentence, without a password and without a traceback."""

import pytest

from tests.cluster.postgres import free_port
from tests.running import frontline

PASSWORD = "op3n-Sesame"


@pytest.fixture
def sites(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("url\nhttp://127.0.65.1:9/\n", encoding="utf-8")
    return path


def told(*arguments, code=2, **environment):
    done = frontline(*arguments, **environment)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert PASSWORD not in done.stderr + done.stdout
    lines = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(lines) == (1 if code == 2 else 0), done.stderr
    return lines[0] if lines else done.stdout


def test_a_server_that_is_not_there(sites, tmp_path):
    store = f"postgresql+psycopg://someone:{PASSWORD}@127.0.0.1:{free_port()}/runs"
    for command in (("run", sites, tmp_path / "r"), ("worker", tmp_path / "w"), ("status", tmp_path / "s"), ("report", tmp_path / "s")):  # fmt: skip
        assert "cannot be reached" in told(*command, "--store", store)
    assert "cannot be reached" in told("status", tmp_path / "s", FRONTLINE_STORE=store)
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and PASSWORD in path.read_text("utf-8", "ignore")
    ]


@pytest.mark.parametrize(
    "store",
    [
        f"mysql://someone:{PASSWORD}@127.0.0.1/runs",
        f"postgresql://someone:{PASSWORD}@127.0.0.1:port/runs",
        f"postgresql://someone:a@{PASSWORD}@127.0.0.1:port/runs",
        "runs",
    ],
)
def test_what_is_no_address_of_a_database(sites, tmp_path, store):
    assert "postgresql+psycopg://user@host/database" in told("run", sites, tmp_path / "r", "--store", store)


def test_a_database_and_a_schema_that_are_not_there(sites, tmp_path, server, database):
    assert "does not exist" in told("run", sites, tmp_path / "r", "--store", server.address("nowhere"))
    no_schema = f"{database}?options=-csearch_path%3Dnowhere"
    assert "cannot be used" in told("run", sites, tmp_path / "r", "--store", no_schema)


def test_a_worker_without_anything_to_join(tmp_path, database):
    assert "--store" in told("worker", tmp_path / "w")
    assert "holds no run yet" in told("worker", tmp_path / "w", "--store", database)
    assert "holds no run yet" in told("status", tmp_path / "w", "--store", database)


def test_one_database_holds_one_run(sites, tmp_path, database):
    quick = ("--pages", "1", "--quiet", "--processes", "1")
    told("run", sites, tmp_path / "first", "--store", database, *quick, code=0)
    other = tmp_path / "other.csv"
    other.write_text("url\nhttp://127.0.65.2:9/\n", encoding="utf-8")
    assert "already holds a run" in told("run", other, tmp_path / "second", "--store", database, *quick)
    assert "1 site: 1 done" in told("status", tmp_path / "first", code=0)
    # The same list from another folder goes on with that run, as on a machine that takes the first one's place.
    told("run", sites, tmp_path / "third", "--store", database, *quick, code=0)
    # Its files lie in the first machine's folder, so nobody else can help.
    assert "--warcs" in told("worker", tmp_path / "w", "--store", database)


def test_two_schemas_of_one_database_hold_two_runs(sites, tmp_path, server, database):
    name = database.rpartition("/")[2]
    for schema in ("june", "july"):
        server.ask(name, f"CREATE SCHEMA {schema}")
        store = f"{database}?options=-csearch_path%3D{schema}"
        told("run", sites, tmp_path / schema, "--store", store, "--pages", "1", "--quiet", code=0)
        assert server.ask(name, f"SELECT count(*) FROM {schema}.site") == [(1,)]


def test_files_for_all_need_a_database_for_all(sites, tmp_path, database):
    assert "--store" in told("run", sites, tmp_path / "r", "--warcs", tmp_path / "shelf")
    own = ("--store", database, "--warcs", tmp_path / "r" / "fetched")
    assert "another one" in told("run", sites, tmp_path / "r", *own, "--quiet")


def test_a_run_in_a_file_does_not_move_to_a_server(sites, tmp_path, database):
    told("run", sites, tmp_path / "r", "--pages", "1", "--quiet", code=0)
    assert "tables in a file" in told("run", sites, tmp_path / "r", "--store", database)
