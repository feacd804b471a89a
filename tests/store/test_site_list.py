"""Every line of a list becomes an entry; what is wrong with one names the line."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.store.site_list import SiteListError, absolute, parse_site_list


def entries(text, encoding="utf-8"):
    return parse_site_list(text.encode(encoding))


def test_columns_and_carried_cells():
    (entry,) = entries("URL,Name,group,area,lat,lon,charity number\nexample.org,Club,a,b,51.5,-0.12,123\n")
    assert (entry.url, entry.name, entry.group, entry.area) == ("http://example.org/", "Club", "a", "b")
    assert (entry.lat, entry.lon) == (51.5, -0.12)
    assert entry.extra == {"charity number": "123"}
    assert entry.line == 2


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write(separator, encoding):
    found = entries(f"url{separator}name\r\nexample.org{separator}Jugendzentrum Süd\r\n", encoding)
    assert found[0].name == "Jugendzentrum Süd"
    assert not found[0].problem


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("example.org", "http://example.org/"),
        ("https://EXAMPLE.org/Path", "https://example.org/Path"),
        ("//example.org", "http://example.org/"),
        ("  <http://example.org> ", "http://example.org/"),
        ("example.org:8080/x", "http://example.org:8080/x"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://example.org/#top", "http://example.org/"),
    ],
)
def test_addresses_as_people_write_them(written, url):
    assert absolute(written) == url


@pytest.mark.parametrize(
    "written",
    [
        "",
        "not an address",
        "ftp://example.org",
        "mailto:a@example.org",
        "http://",
        "http:///x",
        "C:\\site",
        "example",
        "http://user:secret@example.org",
        "http://exa mple.org",
    ],
)
def test_what_is_no_address_names_its_line(written):
    found = entries(f'url,x\nexample.com,1\n"{written}",2\n')
    assert not found[0].problem
    assert found[1].problem.startswith("line 3")


def test_the_same_site_twice_is_measured_once():
    found = entries("url\nexample.org\nhttps://www.example.org/\nexample.org/other\n")
    assert [bool(entry.problem) for entry in found] == [False, True, False]
    assert "line 2" in found[1].problem
    assert len({entry.key for entry in found}) == 3


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(raw):
    try:
        found = parse_site_list(raw)
    except SiteListError:
        return
    assert len({entry.key for entry in found}) == len(found)


@given(st.text(max_size=80))
def test_no_address_raises_anything_else(text):
    with contextlib.suppress(ValueError):
        assert absolute(text).startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("before", "separator"), [("", ","), ("\n\n", ","), (",,\r\n", ","), ("sep=;\r\n", ";"), ("sep=|\n", "|")]
)
def test_the_head_may_have_empty_lines_and_excels_own_word_above_it(before, separator):
    (entry,) = entries(f"{before}url{separator}name\nexample.org{separator}Club\n")
    assert (entry.url, entry.name) == ("http://example.org/", "Club")
    assert entry.line == before.count("\n") + 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('url,name\nexample.com,Club\n"example.org,Other\nexample.net,Third\n', ["line 3", "quotation mark"]),
        ("https://example.org/,Club\nexample.com,Other\n", ["line 1", "this is a site already", "`url`"]),
        ("List of 2026\nurl\nexample.org\n", ["line 1", "no column `url`"]),
        (",\n,\n", ["empty"]),
    ],
)
def test_a_list_that_would_lose_sites_is_refused(text, words):
    with pytest.raises(SiteListError) as refusal:
        entries(text)
    for word in words:
        assert word in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("info@club.example", "e-mail"),
        ("mailto:info@club.example", "e-mail"),
        ("http://a b.example/", "spaces"),
        ("http://999.1.1.1/", "no browser"),
        ("0", "a number"),
        ("http://a.example/\nhttp://b.example/", "several lines"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_in_words(written, why):
    with pytest.raises(ValueError, match=why):
        absolute(written)
