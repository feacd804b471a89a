"""Tables and labels built to grow with the square of the page are read in bounded room."""

from audits.derived.anchors import anchors
from audits.derived.table_uses import table_uses
from audits.specimen import page_of


def test_a_table_whose_cells_all_claim_a_thousand_rows_and_columns() -> None:
    row = "<tr>" + '<td rowspan="1000" colspan="1000">Boat</td>' * 3 + "</tr>"
    (table,) = table_uses(page_of(f"<table>{row * 300}</table>"))
    assert len(table.rows) == 300
    assert table.width <= 6000


def test_cells_below_one_that_reaches_over_rows_still_move_aside() -> None:
    (table,) = table_uses(page_of('<table><tr><td rowspan="2">Day</td><td>1</td></tr><tr><td>2</td></tr></table>'))
    assert table.rows[1][0].column == 1


def test_one_long_text_that_labels_many_links_is_kept_short() -> None:
    words = "Boats, tents and fires. " * 5000
    found = anchors(page_of(f'<p id="l">{words}</p>' + '<a href="a.html" aria-labelledby="l">A</a>' * 2000))
    assert sum(len(link.label) for link in found) <= 2000 * 300
    assert found[0].name.startswith("Boats, tents")


def test_lines_drawn_between_rows_and_columns_speak_against_layout() -> None:
    long = (
        "Two oars, a rudder and a sail were handed over to the keeper of the boat house in the spring of that year. "
        * 2
    )
    rows = f"<tr><td>Pounds<td>Shillings</tr><tr><td>12<td>{long}</tr><tr><td>3<td>The rest</tr>"
    (ruled,) = table_uses(page_of(f'<table border="1">{rows}</table>'))
    (plain,) = table_uses(page_of(f'<table border="0">{rows}</table>'))
    assert (ruled.use, plain.use) == ("unclear", "layout")
