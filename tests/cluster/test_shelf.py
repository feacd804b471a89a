"""Files that many machines share: in a folder, and in an object store."""

import os

import pytest

from audits.store.shelf import ShelfError, open_shelf
from tests.running import frontline, rows
from tests.serving import serve

BUCKET = "frontline-files"


@pytest.fixture(scope="module")
def object_store():
    """An S3 of this machine, without any account."""
    moto = pytest.importorskip(
        "moto.server", reason="SKIPPED LOUDLY: moto is not installed (pip install 'moto[server]')"
    )
    boto3 = pytest.importorskip("boto3")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "anybody",
        "AWS_SECRET_ACCESS_KEY": "anything",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        boto3.client("s3").create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
        yield f"s3://{BUCKET}"
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.stop()


@pytest.fixture(params=["folder", "s3"])
def shelf(request, tmp_path):
    where = str(tmp_path / "shelf") if request.param == "folder" else request.getfixturevalue("object_store") + "/run1"
    opened = open_shelf(where)
    yield opened
    for place in opened.files.find(opened.root):
        opened.files.rm_file(place)


def file(tmp_path, text):
    path = tmp_path / "local.warc.gz"
    path.write_bytes(text)
    return path


def test_a_file_has_its_name_only_when_it_is_published(shelf, tmp_path):
    sent = shelf.send(file(tmp_path, b"one"), "a.example")
    assert list(shelf.keys()) == []
    assert not shelf.fetch("a.example", tmp_path / "back")
    sent.publish()
    sent.publish()
    assert list(shelf.keys()) == ["a.example"]
    assert shelf.fetch("a.example", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == b"one"
    assert not (tmp_path / "back.part").exists()


def test_the_second_takes_the_place_of_the_first_at_once(shelf, tmp_path):
    shelf.send(file(tmp_path, b"one"), "a.example").publish()
    second = shelf.send(file(tmp_path, b"second"), "a.example")
    late = shelf.send(file(tmp_path, b"too late"), "a.example")
    second.publish()
    late.withdraw()
    assert shelf.fetch("a.example", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == b"second"
    assert list(shelf.keys()) == ["a.example"]


def test_what_the_dead_left_is_tidied_away(shelf, tmp_path):
    shelf.send(file(tmp_path, b"one"), "a.example")
    shelf.send(file(tmp_path, b"two"), "b.example").publish()
    shelf.tidy()
    assert len(shelf.files.find(shelf.root)) == 1
    assert list(shelf.keys()) == ["b.example"]


def test_a_place_that_is_none_is_told_in_one_sentence(tmp_path, object_store):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for where in (str(tmp_path / "file" / "shelf"), "s3://no-such-bucket/x", "quatsch://user:geheim@host/x"):
        with pytest.raises(ShelfError, match="cannot be written to") as told:
            open_shelf(where)
        assert "geheim" not in str(told.value)


def test_a_run_with_its_files_in_an_object_store(tmp_path, database, object_store):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>Choir</title><h1>Choir</h1><p>{"We sing on Fridays. " * 20}',
        encoding="utf-8",
    )
    with serve({"a": folder}, net="127.0.64") as served:
        shared = ("--store", database, "--warcs", f"{object_store}/night")
        options = ("--allow-private", "--delay", "0", "--quiet")
        done = frontline("run", served.urls["a"], tmp_path / "run", *shared, *options)
        assert done.returncode == 0, done.stderr
        asked = len(served.log)
        assert [row["status"] for row in rows(tmp_path / "run")] == ["ok"]
        assert len(list(open_shelf(f"{object_store}/night").keys())) == 1
        again = frontline("audit", tmp_path / "run", "--quiet")  # the file comes back from there
        assert again.returncode == 0, again.stderr
        assert len(served.log) == asked
    assert not list((tmp_path / "run" / "fetched").iterdir())
