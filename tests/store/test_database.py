"""The tables lie where the run is, whatever its folder is called."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from audits.store.database import _line, open_store, site
from audits.store.records import SiteEntry
from audits.store.server import broken


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
