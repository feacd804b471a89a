"""Claims meet neither in a file nor on a server: many workers, no network."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from audits.store.claims import (
    _writing,
    any_due,
    any_waiting,
    auditor,
    claim,
    claim_sealed,
    free,
    free_all,
    give_back,
    renew,
    seal,
    take_address,
)
from audits.store.database import (
    changed,
    counts,
    get_about,
    measurement,
    open_store,
    page,
    put_about,
    put_sites,
    save_result,
    site,
)
from audits.store.records import FindingGroup, Measurement, PageRecord, Place, SiteEntry, SiteResult

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(params=["file", "server"])
def engine(request, tmp_path):
    where = tmp_path / "run.sqlite" if request.param == "file" else request.getfixturevalue("database")
    store = open_store(where, 24)
    yield store
    store.dispose()


def entries(number):
    return [SiteEntry(line=n + 2, url=f"https://s{n}.example/", key=f"s{n}.example") for n in range(number)]


def row(engine, key):
    with engine.connect() as connection:
        return connection.execute(select(site).where(site.c.key == key)).one()


def expire(engine, key):
    with engine.begin() as connection:
        connection.execute(update(site).where(site.c.key == key).values(lease_until=1.0))


def test_a_run_that_was_killed_again_and_again_blames_no_site(engine):
    put_sites(engine, entries(1))
    for _ in range(9):
        found = claim(engine, "m#crawl1", 60.0)
        assert found is not None
        assert found.attempts == 1
        free_all(engine)


def test_ctrl_c_in_the_middle_of_a_claim_is_ctrl_c(engine):
    """SQLAlchemy closes the connection under a statement that was interrupted; nothing was claimed."""
    put_sites(engine, entries(1))

    def interrupted():
        with _writing(engine) as connection:
            connection.execute(update(site).values(state="crawling"))
            connection.invalidate()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert counts(engine) == {"waiting": 1}


def test_sites_are_claimed_in_the_order_of_the_list(engine):
    put_sites(engine, entries(5))
    assert [claim(engine, "a", 60).entry.key for _ in range(5)] == [entry.key for entry in entries(5)]
    assert claim(engine, "a", 60) is None
    assert counts(engine) == {"crawling": 5}


def test_the_list_again_changes_nothing_that_was_done(engine):
    put_sites(engine, entries(4))
    found = claim(engine, "a", 60)
    assert seal(engine, found.entry.key, "a", "m", 60)
    assert put_sites(engine, entries(6)[:1] + entries(6)[2:]) == 2  # one gone, two new
    assert counts(engine) == {"sealed": 1, "waiting": 4}


def test_many_workers_never_hold_one_site_or_one_address_together(engine):
    sites, addresses = 120, 7
    put_sites(engine, entries(sites))
    lock, at_work, done, clashes = threading.Lock(), {}, [], []

    def work(name):
        idle = 0
        while idle < 200:
            found = claim(engine, name, 60)
            if found is None:
                if not any_waiting(engine):
                    return
                idle += 1
                time.sleep(0.01)
                continue
            address = f"192.0.2.{found.id % addresses}"
            if not take_address(engine, found, name, address):
                continue
            with lock:
                clashes.extend([address] if address in at_work.values() else [])
                at_work[name] = address
            time.sleep(0.002)
            with lock:
                del at_work[name]
                done.append(found.entry.key)
            assert seal(engine, found.entry.key, name, "m", 60)
            idle = 0

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not clashes
    assert sorted(done) == sorted(entry.key for entry in entries(sites))
    assert counts(engine) == {"sealed": sites}


def test_a_busy_address_puts_a_site_to_sleep_and_its_end_wakes_it_first(engine):
    put_sites(engine, entries(4))
    first, second = claim(engine, "a", 60), claim(engine, "b", 60)
    assert take_address(engine, first, "a", "192.0.2.1")
    assert not take_address(engine, second, "b", "192.0.2.1")
    assert row(engine, second.entry.key).attempts == 0
    third = claim(engine, "b", 60)
    assert third.entry.key == "s2.example"  # the sleeper is passed over, and no list of it is carried around
    assert seal(engine, first.entry.key, "a", "m", 60)
    assert claim(engine, "b", 60).entry.key == second.entry.key  # before s3, which was not begun yet


def test_an_address_nobody_knows_keeps_nobody_waiting(engine):
    put_sites(engine, entries(2))
    first, second = claim(engine, "a", 60), claim(engine, "b", 60)
    assert take_address(engine, first, "a", "")
    assert take_address(engine, second, "b", "")


def test_a_lease_runs_out_and_the_old_holder_can_neither_seal_nor_give_back(engine):
    put_sites(engine, entries(1))
    found = claim(engine, "a", 60)
    key = found.entry.key
    assert take_address(engine, found, "a", "192.0.2.1")
    expire(engine, key)
    assert any_due(engine)
    again = claim(engine, "b", 60)
    assert (again.entry.key, again.attempts) == (key, 2)
    named = []
    assert not seal(engine, key, "a", "old", 60, lambda: named.append(1))
    assert not named  # its file never gets the name
    give_back(engine, key, "a")
    assert not take_address(engine, found, "a", "192.0.2.9")
    assert row(engine, key).worker == "b"
    assert renew(engine, "a", 60, {key}) == set()
    assert renew(engine, "b", 60, {key}) == {key}
    assert seal(engine, key, "b", "m", 60, lambda: named.append(2))
    assert named == [2]


def test_a_file_that_could_not_be_named_is_no_sealed_site(engine):
    put_sites(engine, entries(1))
    key = claim(engine, "a", 60).entry.key

    def fails():
        raise OSError("the shelf is away")

    with pytest.raises(OSError, match="away"):
        seal(engine, key, "a", "m", 60, fails)
    assert row(engine, key).state == "crawling"


def test_a_claim_whose_answer_was_lost_is_not_kept_alive(engine):
    put_sites(engine, entries(2))
    lost, known = claim(engine, "a", 60), claim(engine, "a", 60)
    expire(engine, lost.entry.key)
    assert renew(engine, "a", 60, {known.entry.key}) == {known.entry.key}
    assert claim(engine, "b", 60).entry.key == lost.entry.key


def test_sealing_twice_is_sealing_once(engine):
    put_sites(engine, entries(1))
    key = claim(engine, "m#crawl-1", 60).entry.key
    assert seal(engine, key, "m#crawl-1", "m", 60)
    assert seal(engine, key, "m#crawl-1", "m", 60)  # the server's answer to the first was lost
    assert [entry.key for entry in claim_sealed(engine, "m", 60, 5)] == [key]
    assert seal(engine, key, "m#crawl-1", "m", 60)


def test_what_was_given_back_waits_behind_what_was_never_begun(engine):
    put_sites(engine, entries(3))
    key = claim(engine, "a", 60).entry.key
    give_back(engine, key, "a")
    assert row(engine, key).attempts == 0
    assert [claim(engine, "b", 60).entry.key for _ in range(3)] == ["s1.example", "s2.example", "s0.example"]


def test_a_machine_frees_only_its_own(engine):
    put_sites(engine, entries(3))
    mine, other = claim(engine, "m1#crawl-7", 60), claim(engine, "m10#crawl-7", 60)
    free(engine, "m1")
    assert row(engine, mine.entry.key).state == "waiting"
    assert row(engine, other.entry.key).state == "crawling"


def test_a_machine_audits_its_own_first_and_takes_over_what_others_leave_lying(engine):
    put_sites(engine, entries(4))
    for machine in ("m", "m", "n", "n"):
        seal(engine, claim(engine, f"{machine}#crawl-1", 60).entry.key, f"{machine}#crawl-1", machine, 60)
    assert [entry.key for entry in claim_sealed(engine, "n", 60, 1)] == ["s2.example"]
    assert [entry.key for entry in claim_sealed(engine, "n", 60, 9)] == ["s3.example"]
    assert claim_sealed(engine, "n", 60, 9) == []
    expire(engine, "s0.example")
    assert [entry.key for entry in claim_sealed(engine, "n", 60, 9)] == ["s0.example"]


def result(key, title="Home"):
    """A site whose server promised a terabyte, with a text in every place where one may stand."""
    page = PageRecord(f"https://{key}/", 200, NOW, 10**12, title, home=True, values={"a/b": float("inf"), "a/c": title})
    group = FindingGroup(
        "a/b", title, "fail", "failure", ("1.1.1",), (), "serious", title, title, 1, 1,
        (Place(f"https://{key}/", "img", title, title),),
    )  # fmt: skip
    rows = (Measurement("a/b", 1, "measured", title), Measurement("a/c", 1, "measured", True, facts={"words": title}))
    return SiteResult(key, "ok", "", title, f"https://{key}/", NOW, 1, 0, 10**12, (page,), rows, (group,))


@pytest.mark.parametrize("title", ["Été", "a\0b", "a\ud800b", "\U0001f600", "", "null", "\\u0000"])
def test_any_text_of_the_web_can_be_stored(engine, title):
    put_sites(engine, entries(1))
    assert save_result(engine, result("s0.example", title))
    with engine.connect() as connection:
        stored = connection.execute(select(page.c.title, page.c.wire_bytes, page.c["values"])).one()
        values = connection.execute(select(measurement.c.value).order_by(measurement.c.audit)).scalars().all()
    assert stored.title == title.replace("\0", "\ufffd").replace("\ud800", "?")
    assert stored.wire_bytes == 10**12
    assert stored.values["a/b"] is None
    assert values[1] is True


def test_a_result_is_kept_once_and_only_from_the_holder(engine):
    put_sites(engine, entries(1))
    key = claim(engine, "m#crawl-1", 60).entry.key
    seal(engine, key, "m#crawl-1", "m", 60)
    claim_sealed(engine, "m", 60, 1)
    expire(engine, key)
    assert claim_sealed(engine, "n", 60, 1)
    assert not save_result(engine, result(key), auditor("m"))
    assert save_result(engine, result(key), auditor("n"))
    assert not save_result(engine, result(key), auditor("n"))
    assert counts(engine) == {"audited": 1}


def test_what_all_machines_must_know_is_kept(engine):
    put_about(engine, {"settings": {"A": 1, "B": "x"}, "sites": "url\nhttps://a.example\n"})
    put_about(engine, {"settings": {"A": 2}})
    assert get_about(engine, "settings", "sites", "none") == {
        "settings": {"A": 2},
        "sites": "url\nhttps://a.example\n",
    }


def test_a_clock_that_is_set_passes_no_claim_on(engine, monkeypatch):
    put_sites(engine, entries(1))
    assert claim(engine, "a", 60)
    now = time.time()
    for jump in (1e7, -1e7):
        monkeypatch.setattr("time.time", lambda jump=jump: now + jump)
        assert claim(engine, "b", 60) is None
        assert renew(engine, "a", 60, ["s0.example"]) == {"s0.example"}


def test_after_a_restart_of_the_machine_every_site_can_be_claimed(engine, monkeypatch):
    """Its clock begins anew; `free_all` is what a run begins with."""
    put_sites(engine, entries(3))
    first, second = claim(engine, "a", 60), claim(engine, "a", 60)
    give_back(engine, first.entry.key, "a")
    monkeypatch.setattr("time.monotonic", lambda: 5.0)
    free_all(engine)
    assert second is not None
    assert {claim(engine, "b", 60).entry.key for _ in range(3)} == {"s0.example", "s1.example", "s2.example"}


def done(key, status):
    return SiteResult(key, status, "", "", "", NOW, 1, 0, 9, (PageRecord("u", 200, NOW, 9, "t", True, {}),), (), ())


def test_a_line_whose_address_is_another_one_begins_anew(engine):
    listed = [SiteEntry(2, "http://a.example/x_y", "a"), SiteEntry(3, "http://b.example/", "b"), SiteEntry(4, "x", "c")]
    put_sites(engine, listed)
    assert save_result(engine, done("a", "ok"))
    assert save_result(engine, done("b", "unreachable"))
    reordered = [replace(entry, line=9 - entry.line) for entry in listed]
    assert changed(engine, reordered) == []
    put_sites(engine, reordered)
    assert counts(engine) == {"audited": 2, "waiting": 1}
    mended = [replace(listed[0], url="https://www.a.example/x_y"), replace(listed[1], url="https://b.example/")]
    assert changed(engine, mended) == ["b"]  # the same site, so only what could not be measured is tried again
    other = [replace(listed[0], url="http://a.example/x/y"), listed[1]]
    assert changed(engine, other) == ["a"]
    put_sites(engine, other)
    assert (row(engine, "a").state, row(engine, "a").status, row(engine, "a").pages) == ("waiting", "", 0)
    with engine.connect() as connection:
        assert connection.execute(select(page.c.site_id)).scalars().all() == [row(engine, "b").id]


def test_what_is_wrong_with_a_line_names_the_line_it_is_on_now(engine):
    for line in (2, 7):
        put_sites(engine, [SiteEntry(line, "x", "k", problem=f"line {line}: x")])
        assert row(engine, "k").reason == f"line {line}: x"
