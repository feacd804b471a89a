"""What is visible, what is a word, and which part of the page a block stands in."""

import pytest

from audits.derived.body_text import body_text
from audits.derived.text_blocks import text_blocks
from audits.derived.visible_text import count_words, visible_text, visible_words
from audits.specimen import page_of


def text(html):
    return visible_text(page_of(f"<html><head><title>T</title></head><body>{html}</body></html>"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<b>O</b>ne <i>two</i>", "One two"),
        ("<span>a</span><span>b</span>", "ab"),
        ("<div>a</div>b<div>c</div>d", "a\nb\nc\nd"),
        ("  spaces \n\t and&nbsp;more ", "spaces and more"),
        ("<table><tr><td>1<td>2<tr><td>3", "1\n2\n3"),
        ("<p>a</p><script>b</script><style>c</style><template>d</template>", "a"),
        ("<p>a</p><noscript>Turn scripts on</noscript>", "a"),
        ("<p>a</p><p hidden>b</p>", "a"),
        ('<p>a</p><p style="color:red;DISPLAY : none">b</p>', "a"),
        ('<p>a</p><div style="visibility:hidden"><p>b</p></div>c', "a\nc"),
        ('<p style="display:block">a</p>', "a"),
        ("<p>a<!-- b -->c</p>", "ac"),
        ("<select><option>Monday</select><textarea>x</textarea>a", "a"),
        ("<button>Send</button>", "Send"),
        ("<details><summary>More</summary>inside</details>", "More\ninside"),
        ("<pre>one\ntwo  three</pre>", "one\ntwo three"),
        ("<iframe src=x>none</iframe><video>old browser</video><object data=x.swf>Get Flash</object>", "Get Flash"),
        ("<img alt='A boat'>", ""),
        ("14<sup>th</sup> March", "14th March"),
        ("", ""),
    ],
)
def test_visible(html, expected):
    assert text(html) == expected


def test_title_and_head_are_not_on_the_page():
    assert text("") == ""


def test_frameset_shows_nothing_itself():
    assert (
        visible_text(page_of("<html><frameset><frame src=a><noframes>Get a new browser</noframes></frameset></html>"))
        == ""
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We meet on Fridays.", 4),
        ("A - B | C & D", 4),
        ("don't e-mail me@example.org 7.30pm", 4),
        ("", 0),
        ("• – |", 0),
        ("私たちは毎週金曜日に", 5),
        ("我们 meet 你们", 3),
        ("Мы встречаемся по пятницам", 4),
        ("สวัสดีครับทุกคน", 3),
    ],
)
def test_words(words, expected):
    assert count_words(words) == expected


def test_deep_pages_do_not_break_the_walk():
    assert visible_words(page_of("<div>" * 3000 + "deep down" + "</div>" * 3000)) == 2


def test_areas():
    html = (
        "<header>h</header><nav>n</nav><div class='main-menu'>m</div><main><header>in</header><p>x</p></main>"
        "<div id=sidebar>s</div><div role=contentinfo>f</div><footer>g</footer><div class='newsletter'>l</div>"
    )
    areas = {block.text: block.area for block in text_blocks(page_of(f"<html><body>{html}</body></html>"))}
    assert areas == {
        "h": "header", "n": "navigation", "m": "navigation", "in": "main", "x": "main", "s": "aside", "f": "footer",
        "g": "footer", "l": "",
    }  # fmt: skip


def test_body_words_leave_menus_and_link_lists_out():
    html = "<nav>Home About</nav><ul><li><a href=a>One page</a><li><a href=b>Other page</a></ul><p>Three real words</p><footer>© Us</footer>"
    assert body_text(page_of(f"<html><body>{html}</body></html>")).words == 3


def test_a_linked_heading_is_body():
    assert body_text(page_of("<html><body><h2><a href=x>Camp report</a></h2></body></html>")).words == 2
