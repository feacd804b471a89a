"""Doctypes bring the modes that the HTML standard's parsing chapter says."""

import pytest

from audits.derived.doctype import doctype
from audits.derived.layout_tables import layout_tables
from audits.specimen import page_of

W3 = "http://www.w3.org/TR"
MODES = {
    "<!DOCTYPE html>": ("standards", "HTML5"),
    "<!doctype HTML>": ("standards", "HTML5"),
    '<!DOCTYPE html SYSTEM "about:legacy-compat">': ("standards", "HTML5"),
    f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "{W3}/html4/strict.dtd">': ("standards", "HTML 4.01"),
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">': ("standards", "HTML 4.01"),
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">': ("quirks", "HTML 4.01 Transitional"),
    f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "{W3}/html4/loose.dtd">': ("limited quirks", "HTML 4.01 Transitional"),
    f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN" "{W3}/html4/frameset.dtd">': ("limited quirks", "HTML 4.01 Frameset"),
    '<!doctype html public "-//w3c//dtd html 4.0 transitional//en">': ("quirks", "html 4.0 transitional"),
    f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN" "{W3}/REC-html40/loose.dtd">': ("quirks", "HTML 4.0 Transitional"),
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">': ("quirks", "HTML 3.2 Final"),
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML//EN">': ("quirks", "HTML"),
    f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{W3}/xhtml1/DTD/xhtml1-strict.dtd">': ("standards", "XHTML 1.0 Strict"),
    f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "{W3}/xhtml1/DTD/xhtml1-transitional.dtd">': ("limited quirks", "XHTML 1.0 Transitional"),
    f'<!DOCTYPE html\n PUBLIC "-//W3C//DTD XHTML 1.0 Frameset//EN"\n "{W3}/xhtml1/DTD/xhtml1-frameset.dtd">': ("limited quirks", "XHTML 1.0 Frameset"),
    f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "{W3}/xhtml11/DTD/xhtml11.dtd">': ("standards", "XHTML 1.1"),
    '<!DOCTYPE html PUBLIC "html">': ("quirks", "other"),
    '<!DOCTYPE html SYSTEM "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd">': ("quirks", "HTML5"),
    '<!DOCTYPE svg PUBLIC "x" "y">': ("quirks", "other"),
    "": ("quirks", "none"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "told"), MODES.items())
def test_mode(line, told):
    found = doctype(page_of(f"{line}<html><body>x</body></html>"))
    assert (found.mode, found.family) == told


@pytest.mark.parametrize(
    "before", ["\ufeff", "\n\n  ", "<!-- saved from url -->\n", '<?xml version="1.0" encoding="utf-8"?>\n']
)
def test_what_may_stand_before_it(before):
    assert doctype(page_of(f"{before}<!DOCTYPE html><html></html>")).mode == "standards"


def test_behind_an_element_it_counts_no_more():
    assert doctype(page_of("<p>Hi</p><!DOCTYPE html><html></html>")).mode == "quirks"


PROSE = "The club was founded long ago by people of the village who liked to row and to sing. " * 4
LAYOUT = [
    f"<table><tr><td>{PROSE}</td></tr></table>",
    "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>",
    f'<table role="presentation"><tr><td>a</td></tr></table><p>{PROSE}</p>',
    f"<table><tr><td>Menu</td><td><h1>Club</h1><p>{PROSE}</p></td></tr></table>",
    "<table><tr><td><table><tr><th>Day</th></tr><tr><td>Monday</td></tr></table></td></tr></table>",
]
DATA = [
    f"<p>{PROSE}</p><table><tr><td>Monday</td><td>7 pm</td></tr></table>",
    "<table><tr><th>Day</th></tr><tr><td><img src=a.png alt=A></td></tr></table>",
    "<table><caption>Fees</caption><tr><td><p>5</p></td></tr></table>",
    "<table>" + "<tr><td>12 May</td><td>Rowing</td><td>Harbour</td></tr>" * 20 + "</table>",
]


@pytest.mark.parametrize("html", LAYOUT)
def test_layout(html):
    assert len(layout_tables(page_of(f"<html><body>{html}</body></html>"))) == 1


@pytest.mark.parametrize("html", DATA)
def test_data(html):
    assert layout_tables(page_of(f"<html><body>{html}</body></html>")) == ()
