"""Bytes become text as browsers do it, and text becomes a tree that loses nothing."""

import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.store.text import decode
from audits.store.tree import tree_of
from audits.store.unpack import unpack


@pytest.mark.parametrize(
    ("body", "content_type", "text", "problem"),
    [
        ("Süd – “gut”".encode(), "text/html; charset=utf-8", "Süd – “gut”", False),
        ("Süd – “gut”".encode("cp1252"), "", "Süd – “gut”", False),
        ("Süd".encode(), "", "Süd", False),
        ("Süd".encode("cp1252"), "text/html; charset=iso-8859-1", "Süd", False),
        ("Süd".encode("cp1252"), "text/html; charset=utf-8", "Süd", True),
        ("Süd".encode(), "text/html; charset=iso-8859-1", "Süd", True),
        ("łódź".encode("iso-8859-2"), "text/html; charset=iso-8859-2", "łódź", False),
        ("\ufefftext".encode("utf-16-le"), "text/html; charset=iso-8859-2", "text", True),
        ("<html><p>plain text</p>".encode("utf-16-be"), "", "<html><p>plain text</p>", True),
        ("Süd".encode("cp1252"), "text/html; charset=utf-9", "Süd", True),
        (b'<meta charset="windows-1251">\xcf\xf0\xe8', "", '<meta charset="windows-1251">При', False),
        ("Süd und ".encode() * 3 + "“zwei”".encode("cp1252"), "text/html; charset=utf-8", "Süd und " * 3 + "“zwei”", True),
        (b"a\x00b", "text/html; charset=utf-8", "ab", False),
    ],
)  # fmt: skip
def test_encodings(body, content_type, text, problem):
    decoded = decode(body, content_type)
    assert decoded.text == text
    assert bool(decoded.problem) is problem


def test_packing():
    body = b"<p>hello</p>" * 100
    for encoding, packed in {
        "gzip": gzip.compress(body), "br": brotli.compress(body), "deflate": zlib.compress(body),
        "identity": body, "": body, "GZIP": gzip.compress(body), "gzip, br": brotli.compress(gzip.compress(body)),
    }.items():  # fmt: skip
        assert unpack(packed, encoding).body == body, encoding
    raw = zlib.compressobj(wbits=-15)
    assert unpack(raw.compress(body) + raw.flush(), "deflate").body == body


def test_wrong_packing_comes_back_as_it_is():
    for encoding in ("gzip", "br", "zstd", "deflate", "nonsense"):
        found = unpack(b"<p>plain</p>", encoding)
        assert found.body == b"<p>plain</p>"
        assert found.problem


def test_bombs_stop_at_the_cap():
    zeros = b"\0" * 30_000_000
    for encoding, packed in {
        "gzip": gzip.compress(zeros),
        "br": brotli.compress(zeros),
        "deflate": zlib.compress(zeros),
    }.items():
        found = unpack(packed, encoding, 1_000_000)
        assert len(found.body) == 1_000_000, encoding
        assert found.cut


def test_a_packed_body_that_is_cut_keeps_what_came():
    body = bytes(range(256)) * 400
    packed = gzip.compress(body)
    assert unpack(packed[: len(packed) // 2], "gzip").body in body


@pytest.mark.parametrize(
    ("html", "path", "count"),
    [
        ("<p>a<table><tr><td>x<div></table>y", ".//td/div", 1),
        ("<b><p>x</b>y", ".//p/b", 1),
        ("<frameset cols=1><frame src=a></frameset>", ".//frame", 1),
        ("<html lang=en />text <p>more", ".//p", 1),
        ("", ".//body", 1),
        ("<picture><source srcset='a>b'><source srcset=b><img src=c></picture>", "body/picture/img", 1),
        ("<p>one<wbr>two<b>three</b>", "body/p/b", 1),
        ("<video><track src=a><p>x</p></video>", "body/video/p", 1),
        ("<div>" * 300 + "<img>", ".//img", 1),
        ("<div>" * 50_000 + "deep", ".//div", 399),
    ],
)
def test_trees(html, path, count):
    assert len(tree_of(html).root.findall(path)) == count


def test_the_slow_path_says_so_and_keeps_the_text():
    for html in ("<div>" * 5000 + "needle", "<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">needle"):
        tree = tree_of(html)
        assert "slowly" in tree.note
        assert "needle" in "".join(tree.root.itertext())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["", "text/html", "text/html; charset=utf-8", "text/html; charset=x"]))
def test_no_bytes_raise(body, content_type):
    tree = tree_of(decode(body, content_type).text)
    assert tree.root.tag == "html"
    for encoding in ("gzip", "br", "zstd", "deflate"):
        unpack(body, encoding, 10_000)


def test_what_is_open_in_a_noscript_does_not_hold_the_rest():
    html = "<body><noscript><div><p>Scripts are off<p>Turn them on</noscript><h1 id=after>Club</h1><p>Words"
    after = tree_of(html).root.get_element_by_id("after")
    assert after.getparent().tag == "body"


def test_comments_are_beside_the_tree():
    tree = tree_of("<!-- first --><html><body><p>One<!-- second -->Two</p><!-- third -->")
    assert [text.strip() for text in tree.comments] == ["first", "second", "third"]
    assert tree.root.find(".//p").text == "OneTwo"
