"""The tables lie where the run is, whatever its folder is called."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from audits.store import database
from audits.store.database import _line, counts, open_store, put_sites, site
from audits.store.records import SiteEntry
from audits.store.server import StoreError, broken


@pytest.mark.parametrize("name", ["a b", "ümläut", "is it?mode=memory", "100%25", "ha#sh", "\udcfc"])
def test_a_folder_may_be_called_anything(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    open_store(folder / "run.sqlite").dispose()
    assert (folder / "run.sqlite").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_full_disk_is_told_from_a_mistake_of_ours(tmp_path):
    engine = open_store(tmp_path / "run.sqlite")
    sites = [SiteEntry(n, f"https://s{n}.example/", f"s{n}.example", name="x" * 1000) for n in range(2, 300)]
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=30")
        with pytest.raises(DBAPIError) as full:
            connection.execute(
                insert(site), [{**_line(entry), "key": entry.key, "state": "waiting"} for entry in sites]
            )
        assert broken(full.value)
        with pytest.raises(DBAPIError) as ours:
            connection.exec_driver_sql("SELECT nothing FROM nowhere")
        assert not broken(ours.value)
    engine.dispose()


def test_a_damaged_file_is_told_how_to_be_mended(tmp_path):
    path = tmp_path / "run.sqlite"
    path.write_text("no database at all, whatever it is called", encoding="utf-8")
    with pytest.raises(StoreError, match="makes it anew"):
        open_store(path)


def test_a_run_in_an_archive_can_be_read(tmp_path, monkeypatch):
    path = tmp_path / "is it?50%25" / "run.sqlite"
    path.parent.mkdir()
    engine = open_store(path)
    put_sites(engine, [SiteEntry(2, "https://a.example/", "a.example")])
    engine.dispose()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(database, "_set_up_sqlite", refuses)  # who runs the tests may be root, who may write anywhere
    archived = open_store(path)
    assert counts(archived) == {"waiting": 1}
    with pytest.raises(DBAPIError) as refused:
        put_sites(archived, [])
    assert broken(refused.value)
    archived.dispose()
    path.parent.chmod(0o755)
    assert [each.name for each in path.parent.iterdir()] == ["run.sqlite"]


def refuses(connection, _record):
    connection.execute("PRAGMA query_only=ON")
    connection.execute("CREATE TABLE something (id INTEGER)")
