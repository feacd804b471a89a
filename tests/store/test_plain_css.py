"""What is cut out of style sheets is what tinycss2 reads in them; plain selectors are what cssselect2 makes of them."""

import pytest
import tinycss2
from cssselect2 import parser
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audits.derived.selector import compile_selector
from audits.specimen import page_of
from audits.store import plain_css
from audits.store.declarations import block_declarations, declarations
from audits.store.media_query import PHONE
from audits.store.plain_selector import PARTS, chains
from audits.store.style_sheet import Sheet, _Place, _Reader, parse_sheet

PIECES = [
    "a", "b", ".x", "#y", "p:hover", "li:first-child", "::before", "*", ",", " ", ">", "+", "~", "{", "}", "(", ")", "[", "]",
    ":", ";", "!", "!important", "/*", "*/", "/* ; } */", '"', "'", "\\", "\\9", "\\}", "\\\n", "\n", "\r\n", "\f", "\0", "@", "@media",
    "@media screen{", "@supports (a:b){", "@layer q{", "@layer q;", "@import 'a';", "@keyframes k{", "@font-face{", "@charset 'x';",
    "url(", "url(a.png)", "url( 'a;b' )", 'url("}")', "url(a'b)", "rgba(1,2,3,.4)", "calc((1px + 2px) * 3)", "color:red", "margin:0 auto",
    "width:10px", "--v:1px", "var(--v)", "content:'x'", "*zoom:1", "_h:1", "<!--", "-->", "--", "-", "1", "é", "-a", "&",
    "font:12px/1.5 Arial,'B C'", "background:#FFF url(x.gif) no-repeat", "{color:red}", "a{b:c}", "a,b > .x:hover{color:red;}",
]  # fmt: skip
CSS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def read(text: str) -> Sheet:
    """The sheet as tinycss2 alone reads it."""
    reader = _Reader(PHONE)
    reader.read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), _Place())
    layers = tuple(dict.fromkeys(reader.layers))
    return Sheet(tuple(reader.rules), tuple(reader.imports), tuple(reader.faces), layers, reader.has_media)


def told(sheet: Sheet) -> object:
    rules = [
        (rule.prelude, rule.media, rule.applies, rule.layer, rule.order, rule.declarations,
         [(tuple(each.specificity), each.pseudo_element if hasattr(each, "parsed_tree") else each.pseudo or None)
          for each in rule.selectors])
        for rule in sheet.rules
    ]  # fmt: skip
    return rules, sheet.imports, sheet.faces, sheet.layers, sheet.has_media


@settings(max_examples=400, deadline=None)
@given(CSS)
def test_a_sheet_that_is_cut_reads_as_the_whole(text: str):
    assert told(parse_sheet(text)) == told(read(text))


@settings(max_examples=400, deadline=None)
@given(CSS)
@example("--::before")
@example("color/**/ :red; -- : x;-:y; --é:1;a b:c;:d;e")
def test_a_block_that_is_cut_reads_as_the_whole(text: str):
    whole = declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))
    assert block_declarations(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "a{b:c}", "a{color:red}/* } */b{color:blue}", "a{content:'}'}b{c:d}", "a{background:url(a}b.png)}b{c:d}", "@media x{a{b:c}",
        "a{b:url(it's)}c{d:'x'}", "a{b:\\}}c{d:e}", "} a{color:red} b{color:blue}", "<!-- a{color:red} --> b{color:blue}",
        "@media screen{<!-- a{color:red} --> b{color:blue}}", "a{color:red", "@-{a:b} c{color:red}", "@import url(x);a{b:c}",
        "a{&:hover{color:red} color:blue}", "a/**/b{color:red}", "a{co/**/lor:red;color/**/:blue}", "a{width:1px/**/2px}",
        "@layer a\\.b{p{color:red}}", "@media/**/screen{a{b:c}}", "@MEDIA screen{a{b:c}}", "a{--x:{a:b}}", "a{b:c}}d{color:red}",
        "a{b:url(i's)}c{d:')}e{color:red}", "a{co\\lor:red}", "a{color:red;b\\3a c:d}",
        "a{\\75rl(x:y)z:'}'}b{color:red}", "a{color:red!important;margin:0 ! IMPORTANT;width:1px!x}", "a{width:10px\\9 }",
    ],
)  # fmt: skip
def test_hard_sheets(text: str):
    assert told(parse_sheet(text)) == told(read(text))


def test_what_is_plain_is_cut():
    text = "@import 'x';/* y */ a, b > .c{color:red} @media print{p{margin:0 auto}} @keyframes k{from{a:b}} i:hover{content:'}'}"
    kinds = [type(item) for item in plain_css.cut(text)]
    assert kinds == [plain_css.Rest, plain_css.Block, plain_css.Group, plain_css.Passed, plain_css.Block]
    assert plain_css.declared("color: RED; Margin:0 auto !important;*zoom:1") == [
        ("color", "RED", False),
        ("margin", "0 auto", True),
    ]


NAMES = st.sampled_from(["a", "LI", "*", "", "b"])
PARTS_OF_ONE = st.sampled_from(
    [".x", ".X-1", "#y", ":hover", ":first-child", ":LAST-child", ":link", ":nope", "--", ".1", "#-a"]
)
COMPOUND = st.builds(lambda tag, parts: tag + "".join(parts), NAMES, st.lists(PARTS_OF_ONE, max_size=3))
SIGN = st.sampled_from([" ", ">", " > ", "+", "~", "\n", " ,", ",", ", ,", ">>"])
PSEUDO = st.sampled_from(["", "", ":before", "::after", "::-webkit-x", "::marker", ":first-letter"])
SELECTOR = st.builds(
    lambda first, more, end: first + "".join(sign + one for sign, one in more) + end,
    COMPOUND, st.lists(st.tuples(SIGN, COMPOUND), max_size=4), PSEUDO,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(SELECTOR, st.booleans())
def test_plain_selectors_are_as_cssselect2_reads_them(text: str, fold: bool):
    ours = chains(text)
    if ours is None:
        return
    theirs = list(parser.parse(text))
    elements = list(_page().all_elements())

    def classes(element) -> frozenset[str]:
        said = element.get("class") or ""
        return frozenset((said.lower() if fold else said).split())

    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        mine, known = (compile_selector(each, classes, fold=fold) for each in (one, other))
        assert (mine.key, mine.above, mine.specificity, mine.pseudo, mine.never) == (
            known.key, known.above, known.specificity, known.pseudo, known.never,
        )  # fmt: skip
        if not mine.never:
            assert [_test(mine, each) for each in elements] == [_test(known, each) for each in elements]


def _test(selector, element) -> bool:
    return selector.test is None or selector.test(element)


def _page():
    return page_of(
        "<!doctype html><ul><li class='x X-1' id=y><a href=q class=x>1</a><b>2</b><li class=X><a id=-a>3</a><b><a href=r>4</a></b>"
        "<li id=Y><ul><li class=x-1><b class='x'>5</b></ul></ul><a class=x>6</a>"
    )


def test_very_long_selectors_are_left_to_others():
    assert chains(" ".join("a" * (PARTS - 1))) is not None
    assert chains(" ".join("a" * PARTS)) is None
    css = (
        f"<style>{' '.join(['div'] * 300)} {{color:red}} {' > '.join(['div'] * 60)} b:last-child {{width:5px}}</style>"
    )
    page = page_of(css + "<div>" * 310 + "<b id=t>x")
    from audits.derived.cascade import cascade

    element = page.ids["t"][0]
    assert cascade(page).value(element, "width") == "5px"
    assert cascade(page).value(element.getparent(), "color") == "red"
