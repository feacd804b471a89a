"""The quick ways to a fact say what the plain ways say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from audits.accessibility.abbreviations import _goes_on, _spoken
from audits.accessibility.place_words import _places
from audits.derived.declared_properties import declaring, may_become, where_declared
from audits.derived.passages import passages
from audits.derived.roles import aria_roles, role, with_roles
from audits.derived.tongues import foreign_script
from audits.derived.wording import latin, worded, words_of
from audits.specimen import page_of
from audits.where import Ways, css_path

MIXED = st.text(alphabet="abcÄéßšȿɀ0²¼_'’-–—…“„«» .,/\n\u203f\u20ac\u2071жωא漢ˆ", max_size=60)
_PLAIN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@given(MIXED)
def test_words_are_the_same_in_latin_text(text: str):
    assert words_of(text) == _PLAIN.findall(text)


@given(MIXED)
def test_latin_text_is_in_no_foreign_script(text: str):
    if latin(text):
        assert not re.search(r"[^\x00-\u024f\u1e00-\u206f\u20a0-\u2bff\W\d_]", text)
        assert foreign_script(text) == ""


@pytest.mark.parametrize(
    ("text", "is_latin"), [("Čaj – “náš”…", True), ("чай", False), ("20 € ‿", False), ("漢", False)]
)
def test_latin(text: str, is_latin: bool):
    assert latin(text) is is_latin


@given(st.text(alphabet="leftL _-’.é", max_size=30))
def test_places_of_a_word_are_those_of_a_pattern(text: str):
    assert [*_places("left", text)] == [found.start() for found in re.finditer(r"\bleft\b", text)]


@given(st.text(alphabet="PTApta '’-_.", max_size=30))
def test_a_short_word_is_spoken_where_the_words_of_the_text_have_it(text: str):
    plainly = any(word.lower() == "pta" and not word.isupper() for word in words_of(text))
    assert _spoken("PTA", text, text.lower()) is plainly


def test_a_word_goes_on():
    assert (_goes_on("s"), _goes_on("-s"), _goes_on("- "), _goes_on("")) == (True, True, False, False)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<div> <p> One <b>two</b>\n three<br> four <!-- no --> five</p> </div>",
            [("One two three\nfour five", 5, True)],
        ),
        ("<p><a href=a>One two</a> x</p> <br> <p></p>", [("One two x", 3, False)]),
        ("<div>a<p>b</p>c<span hidden>d</span>e</div>", [("a", 1, True), ("b", 1, True), ("ce", 1, True)]),
    ],
)
def test_passages_count_their_words(html: str, expected: list[tuple[str, int, bool]]):
    found = passages(page_of(html))
    assert [(one.text, one.words, one.prose) for one in found] == expected


def test_only_direct_inline_elements_and_bare_text_count():
    one, *_ = passages(page_of("<p id=p><b>One <i>two</i></b> <u>three</u></p>"))
    assert ([inner.tag for inner in one.inline], one.bare) == (["b", "u"], False)
    (other,) = passages(page_of("<p><br><b>One</b> and</p>"))
    assert (other.bare, other.line_break is not None, other.text) == (True, True, "One and")


def test_declared_properties_by_element():
    page = page_of(
        "<style>.a { cursor: pointer; width: 10px } :root { --c: uppercase } .v { text-transform: var(--c) }</style>"
        "<p class=a id=one>x</p><p class=a id=two style='width: 2000px'>y</p><p class=v>z</p>"
    )
    assert {element.get("id") for element in declaring(page, "cursor", "height")} == {"one", "two"}
    assert [element.get("id") for element in where_declared(page, "width", lambda text: text == "2000px")] == ["two"]
    assert may_become(page, "text-transform", {"uppercase"})  # nobody has put the variable in
    assert may_become(page, "cursor", {"pointer"})
    assert not may_become(page, "cursor", {"hand"})
    assert not may_become(page, "float", {"left"})


def test_elements_by_role_are_those_that_have_it():
    page = page_of(
        "<header><a href=x>l</a></header><main><h2 role=none>n</h2><h1>h</h1><p role=heading>p</p><h3>3</h3>"
        "<img src=a alt=''><img src=b alt=b><section aria-label=s>t</section><input type=image alt=i><a>no</a>"
        "<ul><li>i</ul><table><tr><th>h<td>d</table><div hidden><h4>gone</h4></div><b role=''>b</b></main>"
    )
    for name in (*aria_roles(), "generic"):
        shown = [element for element in page.all_elements() if role(page, element) == name and not _gone(element)]
        if name != "generic":  # of which the head is full
            assert with_roles(page, name) == shown, name


def _gone(element: HtmlElement) -> bool:
    never = {"head", "title", "meta", "style"}
    return any(up.tag in never or "hidden" in up.attrib for up in (element, *element.iterancestors()))


def test_paths_are_the_same_with_and_without_what_is_known():
    page = page_of(
        "<div id=a><p>x<b>y</b></p><p id='1'>z<i>u</i></p></div><div id=a><p><b>v</b></p></div><!-- c --><p>w</p>"
    )
    ways = Ways(page.ids)
    paths = [css_path(element, ways) for element in reversed([*page.all_elements()])]
    assert paths == [css_path(element) for element in reversed([*page.all_elements()])]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p id=x> <b> </b></p>", False),
        ("<p id=x> <b>a</b></p>", True),
        ("<p id=x>a</p>", True),
        ("<p id=x></p>", False),
    ],
)
def test_worded(html: str, said: bool):
    assert worded(page_of(html).ids["x"][0]) is said
