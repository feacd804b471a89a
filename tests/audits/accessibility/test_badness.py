"""Whatever HTML comes, no accessibility audit raises, and none does more than its share of work."""

import cProfile
import pstats

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.registry import page_audits
from audits.specimen import page_of

AUDITS = [audit for audit in page_audits() if audit.card.category == "accessibility"]

TAGS = """a abbr area article aside audio b blockquote body br button canvas caption col dd details dialog div dl dt em
fieldset figure font footer form frame frameset h1 h2 h3 header hr html iframe img input label legend li link main map
marquee math menu meta meter nav object ol optgroup option p picture progress q script section select small source span
strong style sub summary svg table tbody td template textarea tfoot th thead title tr track u ul video x-own path text""".split()
NAMES = """alt aria-braillelabel aria-busy aria-checked aria-controls aria-describedby aria-expanded aria-hidden
aria-label aria-labelledby aria-level aria-owns aria-rowindex autocomplete autoplay bgcolor class cols colspan content
contenteditable controls coords data dir disabled for headers height hidden href http-equiv id inert lang multiple name
onblur onclick open placeholder role rowspan scope size src srcdoc style summary tabindex title type usemap value width
xml:lang""".split()
VALUES = """a b c 0 1 -1 2.5 99999999999 true false mixed page none presentation button checkbox combobox grid heading
img list listitem menu menuitem option radiogroup row rowgroup tab tablist table text textbox tree treeitem switch slider
image submit hidden radio search refresh viewport row col en xx #a #b ?x=1 http://[ javascript:x a.png a.mp3
user-scalable=no 5;url=x display:none position:absolute;left:-999em color:#aaa;background:#fff
background:linear-gradient(red,blue) line-height:1!important;width:9px letter-spacing:1px!important
overflow:auto;height:10px opacity:.5 transform:rotate(90deg) email off \u00e9\u4e2d\U0001f4a1 \x0b""".split()

attributes = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=6)), max_size=4)
pieces = st.one_of(
    st.builds(
        lambda tag, attrs, close: (
            f"<{tag} {' '.join(f'{name}={_quoted(value)}' for name, value in attrs)}>" if not close else f"</{tag}>"
        ),
        st.sampled_from(TAGS),
        attributes,
        st.booleans(),
    ),
    st.text(max_size=12),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "&#0;", "<", "</", "\x00", "<style>p{color:#aaa}", "<script>x</script>"]
    ),
)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', "&quot;") + '"'


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, max_size=60).map("".join))
def test_no_audit_raises_on_any_html(html: str):
    page = page_of(html or " ")
    for audit in AUDITS:
        outcome = audit.run(page)
        assert outcome.kind in {"measured", "not_applicable", "cannot_tell"}, audit.id
        if isinstance(outcome.value, float) and audit.card.unit == "share":
            assert 0 <= outcome.value <= 1, audit.id


GROWING = {
    "deep": lambda n: "<div role=list aria-label=x><a href=#>" * n + "x",
    "deep buttons": lambda n: "<span role=button tabindex=0>" * n + "<img src=a>",
    "links": lambda n: '<p>One sentence with words and a <a href="/x" style="text-decoration:none">link</a>.</p>' * n,
    "one id": lambda n: "<p id=a>x</p>" * n + "<input aria-labelledby=a>" * n,
    "labels": lambda n: "<label for=a>x</label>" * n + "<input id=a><input id=a>",
    "long references": lambda n: f"<div id=a>{'<b>word</b> ' * n}</div>" + "<a href=# aria-labelledby=a>x</a>" * n,
    "table": lambda n: "<table>" + "<tr><th>a<td headers=x>b<td>c<td colspan=3>d</tr>" * n + "</table>",
    "tables in tables": lambda n: "<table><tr><th>x<td>" * min(n, 200) + "x",
    "rows of headers": lambda n: "<table><tr>" + "<th>a" * n + "<tr>" + "<td>b" * n + "</table>",
    "spans": lambda n: "<table>" + "<tr><td rowspan=9 colspan=1000>x</tr>" * n + "</table>",
    "menus": lambda n: "<div role=menu><div role=group>" * min(n, 300) + "<span role=menuitem>x</span>" * n,
    "fields": lambda n: "<form>" + "<input type=radio name=a> <input type=checkbox name=b>" * n + "</form>",
    "lists": lambda n: "<ul><li>x<dl><dt>a<dd>b</dl></ul>" * n,
    "owned": lambda n: (
        f"<div role=list aria-owns='{' '.join(f'i{k}' for k in range(n))}'></div>"
        + "".join(f"<p id=i{k} role=listitem>x</p>" for k in range(n))
    ),
    "landmarks": lambda n: "<nav aria-label=x><section title=y>" * min(n, 150) + "<main>x</main>" * n,
    "floating": lambda n: "<div style='position:absolute;background:red'><p style='color:#aaa'>x</p></div>" * n,
    "frames": lambda n: "<iframe tabindex=-1 title=a src=x></iframe><iframe title=a src=y></iframe>" * n,
}


@pytest.mark.parametrize("shape", GROWING)
def test_work_grows_with_the_page_and_no_faster(shape: str):
    """Counts calls instead of seconds: four times the page may cost little more than four times the calls."""
    small, large = (_calls(GROWING[shape](n)) for n in (60, 240))
    assert large < 6.5 * small, f"{small} calls became {large}"


def _calls(html: str) -> int:
    page = page_of(html)
    page.index, page.ids, page.order  # noqa: B018 - made before the count begins
    profile = cProfile.Profile()
    profile.enable()
    for audit in AUDITS:
        audit.run(page)
    profile.disable()
    return pstats.Stats(profile).total_calls
