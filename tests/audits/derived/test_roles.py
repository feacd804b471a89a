"""Roles, focus, hiding, tables and grounds: hard cases that examples of single audits do not reach."""

import pytest

from audits.derived.focusable import focusable, tabbable
from audits.derived.ground import ground_of
from audits.derived.headings import headings
from audits.derived.hidden import hidden_from_all, hidden_from_at, hidden_from_sight
from audits.derived.landmarks import landmarks
from audits.derived.lang_parts import known_language, language_of
from audits.derived.roles import role
from audits.derived.table_model import tables
from audits.derived.text_contrast import text_contrasts
from audits.specimen import page_of

ROLES = [
    ("<a id=x href=#>a</a>", "link"),
    ("<a id=x>a</a>", "generic"),
    ("<a id=x href=# role=none>a</a>", "link"),
    ("<div id=x role='nonsense NAVIGATION'>a</div>", "navigation"),
    ("<div id=x role=widget>a</div>", "generic"),
    ("<h1 id=x role=none>a</h1>", "none"),
    ("<h1 id=x role=presentation aria-label=b>a</h1>", "heading"),
    ("<img id=x src=a alt=''>", "none"),
    ("<img id=x src=a alt='' tabindex=0>", "img"),
    ("<img id=x src=a alt=' '>", "img"),
    ("<section id=x>a</section>", "generic"),
    ("<section id=x aria-label=a>a</section>", "region"),
    ("<section id=x aria-labelledby=lost>a</section>", "generic"),
    ("<div id=x role=region>a</div>", "generic"),
    ("<header id=x>a</header>", "banner"),
    ("<article><header id=x>a</header></article>", "generic"),
    ("<ul><li id=x>a</ul>", "listitem"),
    ("<ul role=none><li id=x>a</ul>", "none"),
    ("<ul role=menu><li id=x>a</ul>", "generic"),
    ("<table><tr><td id=x>a</table>", "cell"),
    ("<table role=grid><tr><td id=x>a</table>", "gridcell"),
    ("<table role=presentation><tr><td id=x>a</table>", "none"),
    ("<table><tr><th id=x>a<td>b</table>", "rowheader"),
    ("<table><tr><th id=x>a<th>b</table>", "columnheader"),
    ("<table><tr><th id=x scope=row>a<th>b</table>", "rowheader"),
    ("<input id=x>", "textbox"),
    ("<input id=x list=l>", "combobox"),
    ("<input id=x type=nonsense>", "textbox"),
    ("<input id=x type=password>", ""),
    ("<select id=x></select>", "combobox"),
    ("<select id=x size=3></select>", "listbox"),
    ("<div id=x role=directory>a</div>", "list"),
]


@pytest.mark.parametrize(("html", "expected"), ROLES)
def test_role(html: str, expected: str):
    page = page_of(html)
    assert role(page, page.ids["x"][0]) == expected


@pytest.mark.parametrize(
    ("html", "focus", "tab"),
    [
        ("<a id=x href=a>a</a>", True, True),
        ("<a id=x>a</a>", False, False),
        ("<p id=x tabindex=-1>a</p>", True, False),
        ("<p id=x tabindex=x>a</p>", False, False),
        ("<button id=x disabled>a</button>", False, False),
        ("<fieldset disabled><legend><input id=x></legend></fieldset>", True, True),
        ("<fieldset disabled><input id=x></fieldset>", False, False),
        ("<div inert><button id=x>a</button></div>", False, False),
        ("<button id=x style='visibility:hidden'>a</button>", False, False),
        ("<p id=x contenteditable>a</p>", True, True),
        ("<input id=x type=hidden>", False, False),
        ("<details><summary id=x>a</summary></details>", True, True),
    ],
)
def test_focus(html: str, focus: bool, tab: bool):
    page = page_of(html)
    assert (focusable(page, page.ids["x"][0]), tabbable(page, page.ids["x"][0])) == (focus, tab)


@pytest.mark.parametrize(
    ("html", "all_", "at", "sight"),
    [
        ("<p id=x>a</p>", False, False, False),
        ("<p id=x hidden>a</p>", True, True, True),
        ("<style>p{display:block}</style><p id=x hidden>a</p>", False, False, False),
        ("<style>@media print{p{display:none}}</style><p id=x>a</p>", False, False, False),
        ("<div style='visibility:hidden'><p id=x style='visibility:visible'>a</p></div>", False, False, False),
        ("<div aria-hidden=true><p id=x>a</p></div>", False, True, False),
        ("<div inert><p id=x>a</p></div>", False, True, False),
        ("<details><p id=x>a</p></details>", True, True, True),
        ("<details open><p id=x>a</p></details>", False, False, False),
        ("<dialog><p id=x>a</p></dialog>", True, True, True),
        ("<p>b</p><noscript><p id=x>a</p></noscript>", True, True, True),
        ("<p id=x style='position:absolute;left:-999em'>a</p>", False, False, True),
        ("<p id=x style='position:absolute;clip:rect(0 0 0 0)'>a</p>", False, False, True),
        ("<p id=x style='width:1px;height:1px;overflow:hidden'>a</p>", False, False, True),
        ("<p id=x style='margin-left:-10px'>a</p>", False, False, False),
    ],
)
def test_hiding(html: str, all_: bool, at: bool, sight: bool):
    page = page_of(html)
    element = page.ids["x"][0]
    found = hidden_from_all(page, element), hidden_from_at(page, element), hidden_from_sight(page, element)
    assert found == (all_, at, sight)


def test_outline_has_levels_words_and_order():
    page = page_of(
        "<h2>Two</h2><div role=heading aria-level=3>Three</div><h1 hidden>No</h1><h1><img src=a alt=One></h1>"
    )
    assert [(heading.level, heading.text) for heading in headings(page)] == [(2, "Two"), (3, "Three"), (1, "One")]


def test_landmarks_know_what_is_around_them():
    page = page_of("<main><nav aria-label=Here>a</nav></main><aside hidden>b</aside>")
    assert {(each.role, each.name, each.inside) for each in landmarks(page)} == {
        ("main", "", ""),
        ("navigation", "Here", "main"),
    }


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("en", True),
        ("EN-gb", True),
        ("eng", False),
        ("english", False),
        ("qaa", True),
        ("i-lux", False),
        ("gsw", True),
        ("", False),
    ],
)
def test_language_codes(tag: str, known: bool):
    assert known_language(tag) is known


def test_language_of_an_element_is_the_nearest():
    page = page_of("<html lang=en><body><div lang=cy><p id=x>a<b lang=''>b</b></p></div><p id=y>c</p></body></html>")
    assert language_of(page, page.ids["x"][0]) == "cy"
    assert language_of(page, page.ids["y"][0]) == "en"


def test_spans_move_cells_and_headers_reach_them():
    page = page_of(
        "<table><tr><th id=a rowspan=2>A<th id=b colspan=2>B<tr><td id=c>c<td id=d>d<tr><th id=e>E<td id=f>f<td id=g headers=b>g</table>"
    )
    (table,) = tables(page)
    assert (table.rows, table.columns) == (3, 3)
    cells = {name: {cell.get("id") for cell in table.assigned[page.ids[name][0]]} for name in "abe"}
    assert cells == {"a": {"b", "c", "d", "e"}, "b": {"c", "d", "f", "g"}, "e": {"f"}}


def test_a_table_of_endless_spans_is_laid_out_in_bounds():
    page = page_of("<table>" + "<tr><td rowspan=65534 colspan=1000>x</tr>" * 300 + "</table>")
    (table,) = tables(page)
    assert len(table.slots) <= 20_000


@pytest.mark.parametrize(
    ("html", "colours"),
    [
        ("<p id=x>a</p>", ((255, 255, 255),)),
        ("<body bgcolor=#000080><p id=x>a</p>", ((0, 0, 128),)),
        ("<div style='background:#fff'><p id=x style='background:rgba(0,0,0,.5)'>a</p></div>", ((128, 128, 128),)),
        ("<div style='background:url(a.png)'><p id=x>a</p></div>", ()),
        ("<div style='background:url(a.png)'><p id=x style='background:#fff'>a</p></div>", ((255, 255, 255),)),
        ("<p id=x style='position:absolute'>a</p>", ()),
        ("<p id=x style='float:left'>a</p>", ()),
        ("<div style='position:relative'><img style='position:absolute' src=a><p id=x>a</p></div>", ()),
        ("<style>p::before{content:'';background:#000}</style><p id=x>a</p>", ()),
    ],
)
def test_ground(html: str, colours: tuple):
    page = page_of(html)
    found = ground_of(page, page.ids["x"][0]).colours
    assert tuple(tuple(round(255 * part) for part in colour[:3]) for colour in found) == colours


@pytest.mark.parametrize(
    ("style", "ratio"),
    [
        ("color:#767676", 4.54),
        ("color:#777", 4.48),
        ("color:#000;opacity:.5", 3.98),
        ("color:rgba(0,0,0,.5)", 3.95),
        ("color:#fff", None),
        ("color:#aaa;text-shadow:0 0 2px #000", None),
        ("color:var(--lost)", 21.0),
        ("--c:#aaa;color:var(--c)", 2.32),
        ("color:#aaa;background:linear-gradient(#fff,#eee)", 2.32),
    ],
)
def test_contrast_of_text_on_white(style: str, ratio: float | None):
    page = page_of(f"<p style='{style}'>Words</p>")
    seen, texts = text_contrasts(page)
    assert texts == 1
    assert [round(each.ratio, 2) for each in seen] == ([pytest.approx(ratio, abs=0.05)] if ratio else [])
