"""The steps of a page say the same as its tree, and what is shared between elements is told apart where it differs."""

import pytest

from audits.derived.cascade import cascade
from audits.derived.ground import WHITE, grounds
from audits.derived.steps import BREAK, Squeezed, past, steps, steps_of
from audits.specimen import page_of

PAGES = [
    "<p>One <b>two <i>three</i> four</b> five<br>six</p><ul><li>a<li>b</ul>tail",
    "<title>x</title><noscript><p>no</noscript><div><div><div>deep</div></div>after</div>",
    "<frameset cols='*,*'><frame src=a><frame src=b></frameset>",
    "<p>",
]


@pytest.mark.parametrize("html", PAGES)
def test_steps_hold_all_text_and_end_what_they_begin(html):
    page = page_of(html)
    opened = []
    for element, tag, text in steps(page):
        if tag is not None:
            assert (tag, text) == (element.tag, element.text)
            opened.append(element)
        else:
            assert opened.pop() is element
            assert text == element.tail
    assert opened == [page.root]
    assert [text for _, _, text in steps(page) if text] == list(page.root.itertext())


def test_steps_of_one_element_stay_inside_it():
    page = page_of("<body>before<p id=p>one<b>two</b>three</p>after")
    paragraph = page.ids["p"][0]
    assert [text for _, _, text in steps_of(page, paragraph)] == ["one", "two", "three"]
    walk = steps_of(page, paragraph)
    next(walk)
    bold, tag, _ = next(walk)
    assert tag == "b"
    assert past(walk, bold) == "three"


def test_squeezed_texts_keep_line_ends():
    squeezed = Squeezed()
    assert squeezed[f" a  b{BREAK}{BREAK} c\n"] == ("a b\nc", ["a", "b", "c"])
    assert squeezed[" a\n b "] == ("a b", ["a", "b"])


def test_cells_of_different_tables_are_styled_apart():
    cell = "<tr><td>x</td></tr></table>"
    page = page_of(f"<table cellpadding=4>{cell}<table cellpadding=9>{cell}<table border=1>{cell}")
    style = cascade(page)
    assert [style.value(each, "padding-left") for each in page.elements("td")] == ["4px", "9px", "1px"]
    assert [style.value(each, "border-left-style") for each in page.elements("td")] == ["none", "none", "inset"]


def test_lists_in_lists_have_bullets_by_their_depth():
    page = page_of("<ul><li><ul><li><ul><li>x</ul></ul></ul><ol><li><ul><li>y</ul></ol>")
    style = cascade(page)
    kinds = [style.value(each, "list-style-type") for each in page.elements("ul")]
    assert kinds == ["disc", "circle", "square", "circle"]


def test_rules_that_ask_for_parents_are_not_shared_with_other_places():
    page = page_of(
        "<style>.a > p {color: red} .a .b p {color: blue}</style>"
        "<div class=a><p id=one>1</p><div class=b><p id=two>2</p></div><div><p id=three>3</p></div></div>"
        "<div class=b><div class=a><p id=four>4</p></div></div>"
    )
    style = cascade(page)
    told = [style.value(page.ids[name][0], "color") for name in ("one", "two", "three", "four")]
    assert told == ["red", "blue", "#000000", "red"]


def test_a_ground_is_unknown_only_where_something_is_laid_behind():
    page = page_of(
        "<p id=free>Free</p><div style='position:relative'><img style='position:absolute' src=a alt=''><p id=laid>On it</p>"
        "<p id=paper style='background:#fff'>On paper</p></div>"
    )
    known = grounds(page)
    assert known.of(page.ids["free"][0]).colours == (WHITE,)
    assert not known.of(page.ids["laid"][0]).certain
    assert known.of(page.ids["paper"][0]).colours == (WHITE,)
