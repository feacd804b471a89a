"""Names as the computation of accessible names and HTML's mapping ask for them; the element named has the id `x`."""

import pytest

from audits.derived.accessible_name import accessible_description, accessible_name
from audits.specimen import page_of

NAMES = [
    ('<a id=x href="#">Our <b>camp</b></a>', "Our camp"),
    ('<a id=x href="#">Our<br>camp</a>', "Our camp"),
    ('<a id=x href="#"><div>Our</div><div>camp</div></a>', "Our camp"),
    ('<a id=x href="#"><span>Our</span><span>camp</span></a>', "Ourcamp"),
    ('<a id=x href="#">Our<!-- -->camp</a>', "Ourcamp"),
    ('<a id=x href="#"><img src=a alt="Boat">!</a>', "Boat !"),
    ('<a id=x href="#"><img src=a alt="" title="Boat"></a>', ""),
    ('<a id=x href="#"><img src=a title="Boat"></a>', "Boat"),
    ('<a id=x href="#"><span aria-hidden=true>x</span></a>', ""),
    ('<a id=x href="#"><span hidden>x</span></a>', ""),
    ("<style>.no{display:none}</style><a id=x href=#><span class=no>x</span>y</a>", "y"),
    ('<a id=x href="#" aria-label=" ">y</a>', "y"),
    ('<a id=x href="#" title="More">&nbsp;</a>', "More"),
    ('<a id=x href="#" title="More">News</a>', "News"),
    ("<button id=x aria-labelledby='a b x'>go</button><i id=b>home</i><i id=a hidden>please</i>", "please home go"),
    ("<button id=x aria-labelledby=lost>go</button>", "go"),
    ("<button id=x aria-labelledby=a>go</button><i id=a aria-labelledby=b>one</i><i id=b>two</i>", "one"),
    ("<button id=x aria-labelledby=x aria-label=self>go</button>", "self"),
    ("<input id=x type=submit>", "Submit"),
    ("<input id=x type=submit value=''>", ""),
    ("<input id=x type=button value=Go>", "Go"),
    ("<input id=x type=image alt=Find>", "Find"),
    ("<label for=x>Name</label><input id=x>", "Name"),
    ("<label>Name <input id=x value=Ann></label>", "Name"),
    ("<label for=x hidden>Name</label><input id=x>", "Name"),
    ("<label for=x>Given</label><label for=x>name</label><input id=x>", "Given name"),
    ("<label for=y>Name</label><input id=x>", ""),
    ("<label>Ring <input id=x type=checkbox> me <input value=3> times</label>", "Ring me 3 times"),
    ("<label for=x>Pay <select><option>cash<option selected>card</select></label><input id=x>", "Pay card"),
    ("<label for=x>A</label><textarea id=x>text</textarea>", "A"),
    ("<input id=x placeholder=Where>", "Where"),
    ("<input id=x type=checkbox placeholder=Where>", ""),
    ("<input id=x title=T placeholder=P>", "T"),
    ("<fieldset id=x><legend>Will you?</legend><input></fieldset>", "Will you?"),
    ("<table id=x><caption>Results</caption></table>", "Results"),
    ("<svg id=x role=img><title>Boats</title></svg>", "Boats"),
    ("<svg id=x role=img><text>Boats</text></svg>", ""),
    ("<div id=x role=heading aria-level=2>News</div>", "News"),
    ("<div id=x role=textbox>typed</div>", ""),
    ("<div id=x role=img>***</div>", ""),
    ("<p id=x>text</p>", ""),
    ("<details><summary id=x>More</summary></details>", "More"),
    ("<select><optgroup id=x label=Far></select>", "Far"),
    ("<iframe id=x title=Map></iframe>", "Map"),
    ("<label for=a><button id=x>B</button></label><label for=x><button id=a>A</button></label>", "A"),
]


@pytest.mark.parametrize(("html", "name"), NAMES)
def test_name(html: str, name: str):
    page = page_of(f"<html lang=en><body>{html}</body></html>")
    assert accessible_name(page, page.ids["x"][0]) == name


def test_labels_in_a_circle_end():
    page = page_of(
        "<label for=a>one <input type=checkbox id=b></label><label for=b>two <input type=checkbox id=a></label>"
        "<i id=c aria-labelledby=d>three</i><i id=d aria-labelledby=c>four</i><button id=x aria-labelledby='c d'></button>"
    )
    assert accessible_name(page, page.ids["a"][0]) == "one"
    assert accessible_name(page, page.ids["x"][0]) == "three four"


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<input id=x aria-describedby='h lost'><p id=h>Eight letters</p>", "Eight letters"),
        ("<a id=x href=# title=More>News</a>", "More"),
        ("<a id=x href=# title=More></a>", ""),
        ("<button id=x aria-description='Opens a list'>Menu</button>", "Opens a list"),
    ],
)
def test_description(html: str, description: str):
    page = page_of(html)
    assert accessible_description(page, page.ids["x"][0]) == description
