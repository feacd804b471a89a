"""The tables lie where the run is, whatever its folder is called."""

import pytest

from audits.store.database import open_store


@pytest.mark.parametrize("name", ["a b", "ümläut", "is it?mode=memory", "100%25", "ha#sh", "\udcfc"])
def test_a_folder_may_be_called_anything(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    open_store(folder / "run.sqlite").dispose()
    assert (folder / "run.sqlite").stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == [name]
