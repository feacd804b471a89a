"""Elements that are styled once for all are styled as each would be by itself."""

import gc
from itertools import product

import pytest
from cssselect2 import parser
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from audits.derived import look as looks
from audits.derived.cascade import Cascade, cascade
from audits.derived.phone_layout import Face, Layout, _Run
from audits.derived.phone_width import phone_fit
from audits.derived.presentation import presentation
from audits.derived.selector import compile_selector
from audits.derived.stylebook import Candidate, Entry, stylebook
from audits.derived.text_width import text_width, widths_of
from audits.page import Page
from audits.specimen import page_of
from audits.standards import table

TAGS = ["div", "p", "a", "span", "ul", "li", "b", "table", "h1", "input", "code", "details", "summary", "font", "td"]
ATTRIBUTES = [
    "", "", " class=x", " class='y X'", " id=i", " href=q", " type=hidden", " hidden", " title=t", " data-a=1", " open",
    " style='color:green'", " style='font-size:2em;--v:4px'", " style='margin-left:var(--v);width:inherit'", " width=500",
    " align=right", " size=+2", " bgcolor=red", " style='all:unset;display:block!important'", " cellpadding=3",
]  # fmt: skip
SELECTORS = [
    "p", "div p", "div > p", ".x", ".x .y", "#i", "#i > *", "*", "a[href]", "[data-a] b", "li:first-child", "li:nth-child(2n) a",
    "p + p", "p ~ b", ":is(p, li) a", "div:has(> b)", ".x:not(.y)", "a:hover", "p::before", ".x li:last-child::after", "P.X",
    "ul ul li", "div div > .x b", "b:only-child", "input[type=hidden]", "html", "body > div", ":root", "span:empty", ".zz p",
]  # fmt: skip
BLOCKS = [
    "color:red", "font-size:120%", "font-size:larger;color:blue", "margin-left:2em", "width:50%", "box-sizing:inherit",
    "display:none", "visibility:hidden", "font-weight:bolder", "line-height:150%", "letter-spacing:.1em", "--v:9px",
    "padding:var(--v, 3px)", "color:inherit!important", "width:10rem;margin-left:inherit", "background:url(a.png)", "content:'x'",
    "border:1px solid;font-size:10px", "font:italic 12px/2 serif", "width:500;color:369",
]  # fmt: skip
PROPS = [
    "color", "font-size", "margin-left", "width", "box-sizing", "display", "visibility", "font-weight", "line-height", "content",
    "letter-spacing", "padding-left", "border-left-width", "background-image", "text-align", "font-style", "cursor",
]  # fmt: skip

NODE = st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.sampled_from(["", "", "words", "<!-- c -->"]))
TREE = st.lists(st.tuples(NODE, st.integers(0, 3)), max_size=25)
CSS = st.lists(st.tuples(st.sampled_from(SELECTORS), st.sampled_from(BLOCKS)), max_size=10)


def made(tree, css, doctype: str) -> Page:
    """A page of these elements, so many of which are closed before each next one."""
    html, opened = "", []
    for (tag, attribute, text), closed in tree:
        for _ in range(min(closed, len(opened))):
            html += f"</{opened.pop()}>"
        html += f"<{tag}{attribute}>{text}"
        opened.append(tag)
    rules = "".join(f"{selector}{{{block}}}" for selector, block in css)
    return page_of(f"{doctype}<style>{rules}</style><body link=#123456>{html}")


def alone(style: Cascade, element: HtmlElement, pseudo: str):
    """What the rules say of that element and no other, each selector read by cssselect2 and tested by itself."""
    quirky = style.quirks

    def classes(one: HtmlElement) -> frozenset[str]:
        said = one.get("class") or ""
        return frozenset((said.lower() if quirky else said).split())

    matched = []
    for place, linked in enumerate(style.sheets):
        for rule in linked.rules:
            for parsed in parser.parse(rule.prelude):
                selector = compile_selector(parsed, classes, fold=quirky)
                key, name = selector.key
                keyed = {
                    "#": name == ((element.get("id") or "").lower() if quirky else element.get("id")),
                    ".": name in classes(element),
                    "": name == element.tag,
                    "*": True,
                }[key]
                fitting = keyed and (selector.test is None or selector.test(element))
                if selector.pseudo == pseudo and not selector.never and fitting:
                    rank = (0, selector.specificity, place, rule.order)
                    matched.append(Candidate(rank, Entry(selector, rule)))
    return style.book.merged(sorted(matched, key=lambda one: one.rank)).values


@settings(max_examples=250, deadline=None)
@given(TREE, CSS, st.sampled_from(["<!doctype html>", ""]))
def test_every_element_has_what_the_rules_say_of_it(tree, css, doctype):
    page = made(tree, css, doctype)
    style = cascade(page)
    for element in page.all_elements():
        said = alone(style, element, "")
        if not element.get("style"):  # a style attribute comes over it
            hints = presentation(element, lambda one, tag: next(one.iterancestors(tag), None))
            assert style.declared(element).values == {**hints, **said}
        for pseudo in ("before", "after"):
            assert style.pseudo(element, pseudo) == alone(style, element, pseudo)


@pytest.mark.parametrize(
    "selector", [*SELECTORS, "ul > li b", "div div p", "p b a", "#i .x > b", "ul li > ul .X", "li + li b"]
)
def test_no_selector_finds_more_or_less(selector: str):
    page = page_of(
        f"<!doctype html><style>{selector}{{color:red}}</style><div class=x><p class='y X'>1<b>2</b></p><p id=i><span></span>"
        "<b data-a=1><b>3</b></b></p></div><ul><li class=x>4<b class=y>5</b><li><ul><li>6<a href=q>7</a><li class=X id=i><a>8</a>"
        "<b class=x><b>9</b></b></ul></ul><div><div><p>10<b><a>11</a></b></div><span class=zz></span></div><input type=hidden>"
    )
    style = cascade(page)
    for element, pseudo in product(page.all_elements(), ("", "before", "after")):
        own = style.pseudo(element, pseudo) if pseudo else style.declared(element).values
        assert own == alone(style, element, pseudo)


FAMILY = st.tuples(
    st.sampled_from(["div", "p", "span", "table", "td", "a"]),
    st.sampled_from([*ATTRIBUTES[-8:], " class=x", " class=y", " style='width:inherit;margin-left:inherit'", " style='--v:8px'"]),
    st.sampled_from(["", "words"]),
)  # fmt: skip
SHARED = st.lists(st.tuples(FAMILY, st.integers(0, 2)), min_size=4, max_size=20)
SAID = st.lists(st.tuples(st.sampled_from([".x", ".y", "span", "*", "a"]), st.sampled_from(BLOCKS)), max_size=6)


@settings(max_examples=250, deadline=None)
@given(SHARED, SAID, st.sampled_from(["<!doctype html>", ""]))
def test_what_is_shared_is_what_each_would_have(tree, css, doctype):
    page = made(tree, css, doctype)
    shared = cascade(page)
    values = {element: told(shared, element) for element in page.root.iter()}
    page.memo.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks.Looks, "_sharing", _by_itself)
        patch.setattr(looks, "_KEPT", -1)
        single = cascade(page)
        single.book.looks.clear()
        assert {element: told(single, element) for element in page.root.iter()} == values
        single.book.looks.clear()


def test_looks_go_with_their_page():
    """Without waiting for the garbage collector: looks that hold each other would cost it more than they save."""
    stylebook.cache_clear()
    gc.collect()
    gc.disable()
    try:
        before = _how_many()
        page = page_of("<style>li:first-child{color:red}</style><ul><li>1<li class=x>2</ul><details><p>3</details>")
        phone_fit(page)
        assert _how_many() > before
        page.release(())
        stylebook.cache_clear()
        assert _how_many() == before
    finally:
        gc.enable()


def _how_many() -> int:
    return sum(isinstance(one, (looks.Look, looks.Shared, looks.Fork)) for one in gc.get_objects())


def test_inheriting_what_is_not_inherited_is_not_shared():
    page = page_of(
        "<style>.w{width:100px;--v:1px}.n{width:7px}i{width:inherit;margin-left:var(--v,5px)}</style>"
        "<div class=w><i id=a></i></div><div class=n><i id=b></i></div>"
    )
    style = cascade(page)
    assert [style.px(page.ids[name][0], "width") for name in "ab"] == [100, 7]
    assert [style.px(page.ids[name][0], "margin-left") for name in "ab"] == [1, 5]


def _by_itself(store, look, declared, browser):
    store.below[look] = {}
    return look.share(looks.Shared(declared, browser, None))


def told(style: Cascade, element: HtmlElement):
    look = style.look(element)
    return (
        [look.value(prop) for prop in PROPS],
        [look.px(prop) for prop in PROPS],
        [look.px(prop, 200.0) for prop in PROPS],
        [look.own(prop) for prop in PROPS],
        look.rgba("color"),
        look.hidden,
        style.images(element),
    )


def test_the_browsers_own_sheet_asks_for_nothing_that_looks_do_not_tell_apart():
    asked = set()

    def walk(tree, tag: str) -> None:
        if isinstance(tree, parser.CombinedSelector):
            assert tree.combinator in {" ", ">"}
            walk(tree.left, "")
            walk(tree.right, "")
            return
        for part in tree.simple_selectors:
            if isinstance(part, parser.LocalNameSelector):
                tag = part.lower_local_name
        for part in tree.simple_selectors:
            if isinstance(part, parser.AttributeSelector):
                asked.add((tag, part.lower_name, part.value is not None))
            elif isinstance(part, parser.NegationSelector):
                for one in part.selector_list:
                    walk(one.parsed_tree, tag)
            else:
                assert isinstance(part, (parser.LocalNameSelector, parser.NegationSelector)), part

    for line in table("browser_style.toml")["sheet"].replace("\n", " ").split("}"):
        if "{" in line:
            for each in parser.parse(line.partition("{")[0]):
                walk(each.parsed_tree, "")
    assert asked
    for tag, name, valued in asked:
        present = looks._PRESENT.get(tag, looks._HIDDEN)
        assert name in looks._VALUED or (not valued and name in present), (tag, name)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet="abWi -\t\n\u00a0\u00adéč们\u200b", max_size=20), min_size=1, max_size=4),
    st.sampled_from(["", "letter-spacing:2px", "overflow-wrap:anywhere", "white-space:nowrap", "font-family:monospace;font-weight:bold"]),
)  # fmt: skip
def test_words_set_at_once_are_as_wide_as_one_by_one(texts, css):
    page = page_of(f"<p id=t style='{css}'>x")
    face = Face(cascade(page).look(page.ids["t"][0]))
    layout = Layout(page, cascade(page), 412.0)
    quick, whole, single = _Run(), _Run(), _Run()
    for text in filter(None, texts):
        layout._words(quick, text, face, lines=False)
        layout._words(whole, text, face, lines=True)
        slow = Slow(face)
        layout._words(single, text, slow, lines=True)
    for run in (quick, whole, single):
        run.end_line()
    assert quick.least == whole.least == single.least
    assert whole.most == single.most


class Slow:
    """A face whose words are set one by one: it has a spacing that is not nothing, but of no width."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def __getattr__(self, name: str):
        return (self.face.spacing or Nought()) if name == "spacing" else getattr(self.face, name)


class Nought(float):
    """Zero that is true."""

    def __bool__(self) -> bool:
        return True


def test_remembered_words_are_as_wide_as_measured_ones():
    words = ["Word", "naïve", "soft\u00adhyphen", "a\u00a0b", "们", "č", "\u200bx", "\x01\x7f", "🎈"]
    for family, bold, word in product(["arial", "serif", "monospace", "verdana, x", "georgia"], [False, True], words):
        assert widths_of(family, bold=bold)[word] == text_width(word, family, bold=bold)
