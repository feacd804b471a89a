"""Shortcuts of reading bytes and building trees give what the long way gives."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.store.text import decode
from audits.store.tree import tree_of

LABELS = {
    "windows-1252": "cp1252",
    "iso-8859-2": "iso8859-2",
    "windows-1250": "cp1250",
    "windows-1254": "cp1254",
    "iso-8859-15": "iso8859-15",
    "windows-1251": "cp1251",
}


@given(
    st.sampled_from(sorted(LABELS)),
    st.one_of(
        st.binary(max_size=60), st.text("aé€„şłŠ \n", max_size=40).map(lambda text: text.encode("cp1250", "ignore"))
    ),
)
def test_labelled_bytes_are_read_as_python_reads_them(label: str, tail: bytes) -> None:
    body = b"<p>\xff" + tail.replace(b"\0", b"") + b"</p>"
    read = decode(body, f"text/html; charset={label}")
    said = body.decode(LABELS[label], "replace")
    if label == "windows-1252":
        said = said.replace("\ufffd", "")
    kept = "".join(letter for letter in said if letter in "\t\n\f\r" or (ord(letter) >= 32 and letter != "\x7f"))
    assert read.text == kept


@given(st.text(max_size=60))
def test_only_what_html_cannot_hold_is_dropped(text: str) -> None:
    read = decode(b"\xef\xbb\xbf" + text.encode("utf-8", "replace")).text
    unsuited = {*map(chr, range(32)), "\x7f", "\ufffe", "\uffff"} - set("\t\n\f\r")
    assert read == "".join(letter for letter in text.encode("utf-8", "replace").decode() if letter not in unsuited)


def test_elements_have_the_classes_of_lxml_html() -> None:
    root = tree_of("<form><label>A</label><input><select></select><textarea></textarea></form><p><!-- c --></p>").root
    names = {element.tag: type(element) for element in root.iter() if isinstance(element.tag, str)}
    assert names["p"] is lxml.html.HtmlElement
    assert names["form"] is lxml.html.FormElement
    assert names["label"] is lxml.html.LabelElement
    assert names["input"] is lxml.html.InputElement
    assert names["select"] is lxml.html.SelectElement
    assert names["textarea"] is lxml.html.TextareaElement


@pytest.mark.parametrize(
    ("text", "slow"),
    [("<div>" * 1300, True), ("<br>" * 3000, False), ("<b></b>" * 2000, False), ("<p>x</p>" * 2000, False)],
)
def test_deep_pages_are_told_from_long_ones(text: str, slow: bool) -> None:
    assert ("deep" in tree_of(text).note) is slow
