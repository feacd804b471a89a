"""Pages of which one thing there is far too much cost in proportion to their size: no page that hangs an audit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from audits.judgement import PageJudgement, judge_page, prepare
from audits.registry import site_audits
from audits.specimen import page_of
from tests.growth import assert_in_proportion, cpu_seconds


def _page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>Much</title>{head}</head><body>{body}</body></html>'


def _repeat(pattern: str, n: int, before: str = "", after: str = "") -> str:
    return _page(before + "".join(pattern.replace("#", str(k)) for k in range(n)) + after)


def _css(n: int) -> str:
    return _page(
        "<div class='c1 c2'><p id=i1>Words on a page.</p></div>" * 50,
        "<style>"
        + "".join(f".c{k} p, #i{k}:hover {{ color: #123; margin: {k}px auto }}\n" for k in range(n))
        + "</style>",
    )


def _table(n: int) -> str:
    return _page("<table>" + "<tr><td>one<td>2<td>three<td>4<td>five</tr>" * (n // 5) + "</table>")


PAGES: dict[str, tuple[int, Callable[[int], str]]] = {
    "links": (20_000, partial(_repeat, '<a href="/p#.html">Page #</a> ')),
    "lonely_links": (20_000, partial(_repeat, '<p><a href="/n">more</a></p>', before="<div>", after="</div>")),
    "leading_spans": (
        10_000,
        partial(_repeat, "<p><span onclick=\"location='#.html'\">Go</span></p><a href='a#.html'>Page</a>"),
    ),
    "fake_buttons": (
        10_000,
        lambda n: _repeat("<p><span role=button onclick=go()>Go</span></p>", n, f"<script>{'a=b;(' * n}</script>"),
    ),
    "same_links": (20_000, partial(_repeat, '<a href="/news.html">here</a> ')),
    "entities": (60_000, lambda n: _page("<p>" + "&eacute;&amp;" * (n // 2) + "</p>")),
    "word": (200_000, lambda n: _page("<p>" + "a" * n + "</p>")),
    "word_with_ats": (200_000, lambda n: _page("<p>" + "a@b." * (n // 4) + "</p>")),
    "dots": (200_000, lambda n: _page("<p>" + "." * n + "</p>")),
    "digits": (200_000, lambda n: _page("<p>" + "1" * n + "</p>")),
    "dates": (60_000, lambda n: _page("<p>" + "1.1.2020 " * (n // 9) + "</p>")),
    "capitals": (100_000, lambda n: _page("<p>" + "ABC DEF " * (n // 8) + "</p>")),
    "spaces": (200_000, lambda n: _page("<p>a" + " \n" * (n // 2) + "b</p>")),
    "quotes": (100_000, lambda n: _page("<p>" + "\"'(" * (n // 3) + "</p>")),
    "nested_spans": (1_000, lambda n: _page("<span>" * n + "deep" + "</span>" * n)),
    "spans_in_branches": (20_000, lambda n: _page(("<span>" * 200 + "deep words" + "</span>" * 200) * (n // 200))),
    "cells": (50_000, _table),
    "one_row": (4_000, lambda n: _page("<table><tr>" + "<td>one word</td>" * n + "</tr></table>")),
    "fields": (10_000, partial(_repeat, '<label for="f#">Name #</label><input id="f#" name="f#">')),
    "fields_without_labels": (10_000, partial(_repeat, '<form>Name <input name="f#"></form>')),
    "radios": (10_000, partial(_repeat, '<label><input type="radio" name="r" value="#"> Choice #</label>')),
    "options": (20_000, partial(_repeat, "<option value='#'>Choice #", before="<select>", after="</select>")),
    "styles": (20_000, partial(_repeat, '<p style="color: #fff; margin: #px">Word</p>')),
    "rules": (20_000, _css),
    "ids": (30_000, partial(_repeat, '<div id="i#">Word</div>')),
    "one_id": (30_000, partial(_repeat, '<div id="i">Word</div>')),
    "references": (10_000, partial(_repeat, '<div id="i#" aria-labelledby="i# i1 i2" role="img"></div>')),
    "classes": (
        20_000,
        partial(_repeat, '<div class="a b c#">Word</div>', before="<style>.a .b{color:red}.c1{margin:0}</style>"),
    ),
    "images": (20_000, partial(_repeat, '<img src="/i#.png">')),
    "lists": (20_000, partial(_repeat, "<li>Item #", before="<ul>", after="</ul>")),
    "headings": (20_000, partial(_repeat, "<h2>Heading #</h2><p>Text</p>")),
    "lines": (50_000, partial(_repeat, "Line #<br>")),
    "bold_lines": (20_000, partial(_repeat, "<p><b>Line #</b></p>")),
    "frames": (5_000, partial(_repeat, '<iframe src="/f#.html"></iframe>')),
    "scripts": (10_000, partial(_repeat, "<script>var a# = document.write('x');</script>")),
    "one_script": (200_000, lambda n: _page("<script>" + "a=b;(" * (n // 5) + "</script>")),
    "comments": (20_000, partial(_repeat, "<!-- # --><b>x</b>")),
    "fonts": (20_000, partial(_repeat, "<font size=2 color=red>Word #</font> ")),
    "buttons": (10_000, partial(_repeat, '<button onclick="go(#)"><i></i></button>')),
    "landmarks": (10_000, partial(_repeat, "<nav><a href='/#'>Word</a></nav>")),
    "metas": (10_000, lambda n: _page("x", "<meta name=date content='2020-01-01'>" * n)),
    "mails": (10_000, partial(_repeat, "<p>Write to club#@example.org or call 0123 456#</p>")),
    "json": (
        100_000,
        lambda n: _page('<script type="application/ld+json">' + '[{"@type":"Event",' * (n // 18) + "</script>"),
    ),
    "nested_tables": (200, lambda n: _page("<table border=1><tr><td>a<td>" * n + "deep" + "</table>" * n)),
    "nested_lists": (400, lambda n: _page("<ul><li>a" * n + "</ul>" * n)),
    "nested_divs": (1_000, lambda n: _page('<div class="a" style="opacity: .9; width: 90%">x' * n + "</div>" * n)),
    "nested_floats": (400, lambda n: _page('<div style="float: left; display: inline-block">x' * n + "</div>" * n)),
    "nested_flex": (300, lambda n: _page('<div style="display: flex">x<div>y' * (n // 2) + "</div></div>" * (n // 2))),
    "nested_buttons": (400, lambda n: _page('<div role="button" tabindex="0">x' * n + "</div>" * n)),
    "nested_fieldsets": (400, lambda n: _page("<fieldset disabled><legend>x</legend><input>" * n + "</fieldset>" * n)),
    "calc_in_calc": (16_000, lambda n: _page("<p>x", "<style>p{width:" + "calc(" * n + "1px" + ")" * n + "}</style>")),
    "brackets_in_conditions": (
        16_000,
        lambda n: _page("<p>x", "<style>@supports " + "(" * n + "color:red" + ")" * n + "{p{color:red}}</style>"),
    ),
    "nested_labels": (400, lambda n: _page('<div role="group" aria-labelledby="a">x' * n + "</div>" * n + "<p id=a>a")),
    "sheets": (2_000, lambda n: _page("<p class=a>x", "<style>.a { color: red } .b p { margin: 0 }</style>" * n)),
    "one_style": (50_000, lambda n: _page(f'<p style="{"color: red;" * (n // 11)}">x')),
    "variables": (
        2_000,
        lambda n: _page(
            "<p>x",
            "<style>:root{--v0:1px;"
            + "".join(f"--v{k}:calc(var(--v{k - 1}) + var(--v{k - 1}));" for k in range(1, n))
            + f"}} p{{margin:var(--v{n - 1})}}</style>",
        ),
    ),
    "siblings": (
        20_000,
        lambda n: _page(
            "<i></i><b>x</b>" * (n // 2),
            "<style>b:nth-child(2n) {color: red} i ~ b {margin: 0} b:last-of-type {top: 0}</style>",
        ),
    ),
    "descendants": (
        5_000,
        lambda n: _page(
            "<div>" * 300 + "<b>x</b>" * n + "</div>" * 300,
            "<style>div div div b.x, div > div div b, i div div b { color: red }</style>",
        ),
    ),
    "class_names": (100_000, lambda n: _page('<p class="' + " ".join(f"c{k}" for k in range(n // 8)) + '">x')),
    "href": (100_000, lambda n: _page('<a href="/' + "a/" * (n // 2) + '">x</a>')),
    "srcset": (
        50_000,
        lambda n: _page('<img alt="" srcset="' + ", ".join(f"a{k}.png {k + 1}w" for k in range(n // 12)) + '">'),
    ),
    "accents": (100_000, lambda n: _page("<p>" + "čšž" * (n // 3))),
    "chinese": (60_000, lambda n: _page("<p>" + "我们的社区" * (n // 5))),
    "arabic": (60_000, lambda n: _page("<p>" + "مرحبا بكم " * (n // 10))),
    "commas": (100_000, lambda n: _page("<p>" + "and, " * (n // 5))),
    "colons": (100_000, lambda n: _page("<p>" + "12:00 " * (n // 6))),
    "phones": (100_000, lambda n: _page("<p>" + "0123 456 789 " * (n // 13))),
    "streets": (100_000, lambda n: _page("<p>" + "Mill Street 12, " * (n // 16))),
    "brackets": (100_000, lambda n: _page("<p>" + "(a (b " * (n // 6))),
    "quotations": (100_000, lambda n: _page("<p>" + '"one “two ' * (n // 10))),
    "hyphens": (100_000, lambda n: _page("<p>" + "a-" * (n // 2))),
    "apostrophes": (100_000, lambda n: _page("<p>" + "a'" * (n // 2))),
    "copyright": (100_000, lambda n: _page("<p>" + "© 2019-" * (n // 7))),
    "left": (100_000, lambda n: _page("<p>" + "click the left " * (n // 15))),
    "press": (100_000, lambda n: _page("<p>" + "press " * (n // 6) + "button")),
}


NEEDS = tuple(dict.fromkeys(need for audit in site_audits() for need in audit.needs))


def _seconds(html: str) -> float:
    page = page_of(html)

    def judge() -> PageJudgement:
        judgement = judge_page(page)
        prepare(page, NEEDS)
        return judgement

    spent, judgement = cpu_seconds(judge)
    broken = {name: outcome.reason for name, outcome in judgement.outcomes.items() if outcome.kind == "error"}
    assert not broken
    return spent


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    _seconds(_page("<p>Words on a page of 2020, and some more of them.</p>"))  # tables and models are read once


@pytest.mark.parametrize("name", PAGES)
def test_a_large_page_costs_in_proportion_to_its_size(name: str) -> None:
    size, make = PAGES[name]
    assert_in_proportion(lambda length: _seconds(make(length)), size // 4)
