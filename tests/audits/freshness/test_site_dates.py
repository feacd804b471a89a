"""Hard cases of weighing a site's dates: order, clocks, furniture, missing years, stamps of servers and programs."""

import pytest

from audits.derived.site_dates import site_dates
from audits.derived.written_dates import around
from audits.freshness.calendar import calendar
from audits.freshness.newest_content import newest_content
from audits.model import Answer, SiteExample
from audits.specimen import example_visit


def dates(pages, **more):
    return site_dates(example_visit(SiteExample(pages, None, **more)))


def newest(pages, **more):
    found = dates(pages, **more).newest
    return (found.iso, found.klass) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Match on 3/4/2011", "2011-04-03"),
        ("Match on 3/4/2011, before that 25/12/2010", "2011-04-03"),
        ("Match on 3/4/2011, before that 12/25/2010", "2011-03-04"),
        ("Match on 3/4/2011; meeting of December 5, 2010", "2011-03-04"),
        ("Match on 3/4/2011; meeting of 5 December 2010", "2011-04-03"),
        ("Match on 3/4/2011. We are at 12 Main St, Springfield, IL 62704", "2011-03-04"),
        ("Spiel am 3.4.2011; 12/25/2010", "2011-04-03"),
    ],
)
def test_day_or_month_first(text, expected):
    assert newest({"/": f"<p>{text}</p>"}) == (expected, "C")


@pytest.mark.parametrize(("url", "expected"), [("https://club.us", "2011-03-04"), ("https://club.co.uk", "2011-04-03")])
def test_country_decides_the_order_where_nothing_else_does(url, expected):
    assert newest({"/": "<p>Match on 3/4/2011</p>"}, url=url) == (expected, "C")


def test_order_on_one_page_decides_for_the_others():
    pages = {"/": "<p>Match on 3/4/2011</p>", "/a": "<p>12/25/2010</p>"}
    assert newest(pages) == ("2011-03-04", "C")


def test_heading_year_is_lent_to_the_days_below():
    html = "<h2>Programme 2015</h2><ul><li>10 May fete<li>Saturday 3 October hike</ul><h2>Rules</h2><p>Pay by 24 December.</p>"
    assert newest({"/": html}) == ("2015-10-03", "C")


def test_line_with_a_year_is_lent_too():
    html = "<p><b>Future events - 2015</b></p><p>Sunday 10th May: sausages<br>Saturday September 19th: sports</p>"
    assert newest({"/": html}) == ("2015-09-19", "C")


def test_table_head_year():
    html = "<table><tr><td>Parade<td>2024<tr><td>Lent<td>Sunday 3rd March, 9:30am<tr><td>Advent<td>Sunday 1st December</table>"
    assert newest({"/": html}) == ("2024-12-01", "C")


def test_programme_runs_into_january_by_its_weekday():
    html = "<h2>Programme 2014</h2><p>Friday 5 December</p><p>Friday 9 January: new year's meal</p>"
    assert newest({"/": html}) == ("2015-01-09", "C")


def test_season_heading_splits_at_new_year():
    html = "<h2>Season 2013/14</h2><p>21 September: opening</p><p>3 May: closing</p>"
    assert newest({"/": html}) == ("2014-05-03", "C")


def test_range_over_new_year():
    assert dates({"/": "<p>Closed 28 December - 3 January 2014</p>"}).newest.iso == "2014-01-03"


def test_weekdays_and_copyright_year_together_tell_the_year():
    html = "<p>Final on Friday 21st August</p><p>Pairs on Saturday 29th August</p><footer>© 2020 Club</footer>"
    assert newest({"/": html}) == ("2020-08-29", "C")


def test_weekdays_that_do_not_fit_tell_nothing():
    html = "<p>Final on Monday 21st August</p><p>Pairs on Saturday 29th August</p><footer>© 2020 Club</footer>"
    found = dates({"/": html})
    assert found.newest is None and found.yearless == 2


def test_days_without_a_year_are_said_to_be_so():
    outcome = newest_content.run(example_visit(SiteExample({"/": "<p>Next meeting: 14 March</p>"}, None)))
    assert outcome.kind == "cannot_tell" and "without a year" in outcome.reason


def test_clock_on_every_page_is_no_content():
    clock = "<div>Monday 1 June 2026</div>"
    pages = {path: f"{clock}<p>{path} Text</p>" for path in ("/", "/a", "/b")}
    pages["/c"] = f"{clock}<p>Fete of 4 May 2013</p>"
    assert newest(pages) == ("2013-05-04", "C")


def test_clock_that_says_so():
    assert newest({"/": "<p>Today is Monday, 1 June 2026</p><p>Fete of 4 May 2013</p>"}) == ("2013-05-04", "C")


@pytest.mark.parametrize(
    "text",
    [
        "For players born between 1 September 2012 and 31 August 2016.",
        "U10: geboren vom 1.1.2014 bis 31.12.2015",
        "Pour les jeunes nés entre le 1er janvier 2012 et le 31 décembre 2016",
    ],
)
def test_ranges_of_birthdays_are_no_news(text):
    assert newest({"/": f"<p>{text}</p><p>Last updated 5 May 2011</p>"}) == ("2011-05-05", "C")


@pytest.mark.parametrize(
    "clock",
    [
        "It is currently Mon Jun 01, 2026 1:00 pm",
        "Aktuelle Zeit: Mo 1. Jun 2026, 13:00",
        "Fecha actual: Lun 01 Jun 2026 13:00",
        "Aktualny czas: 01 cze 2026, o 13:00",
        "Käesolev aeg on 01 Jun 2026, 15:00",
        "Trenutno vrijeme: 01.06.2026 13:00",
    ],
)
def test_clocks_of_forums(clock):
    assert newest({"/": f"<p>{clock}</p><p>Tents by Ann, Sat Nov 08, 2014 9:12 pm</p>"}) == ("2014-11-08", "C")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Our hall was opened by Sir John Smith on 11 October 1997.", False),
        (
            "We meet in the Scout Hut, Mill Lane. The hut was officially opened by the Mayor of Exampleton on Saturday 4 June 1998.",
            False,
        ),
        ("The boathouse was opened on 11 October 1997 and has been our home ever since.", False),
        ("Our new hall was opened by the Mayor on 11 October 1997.", True),
        ("The fete was opened by the Mayor on 11 October 1997.", True),
        ("Bookings for the hall open on 11 October 1997.", True),
    ],
)
def test_opening_of_a_building_is_history(text, there):
    assert (newest({"/": f"<p>{text}</p>"}) == ("1997-10-11", "C")) is there


def test_caption_of_a_calendar_to_turn_is_no_content():
    assert newest({"/": "<p>Trip of 4 November 2013</p><table><tr><td>« June 2026 »</td></tr></table>"}) == (
        "2013-11-04",
        "C",
    )


def test_next_concert_is_an_event():
    visit = example_visit(SiteExample({"/": "<p>Next concert: 26 November 2011, Town Hall</p>"}, None))
    assert calendar.run(visit).facts["calendar_run_out"] is True


def test_news_of_the_day_is_no_clock():
    assert newest({"/": "<h3>1 June 2026</h3><p>We won.</p>", "/a": "<p>Old</p>"}) == ("2026-06-01", "C")


def test_year_in_the_frame_of_all_pages_is_furniture():
    pages = {path: f"<div>Badge of 2012</div><p>{path}</p>" for path in ("/", "/a", "/b", "/c")}
    assert newest(pages) is None


def test_next_meeting_in_the_frame_counts():
    pages = {path: f"<div>Next meeting: 14 March 2026</div><p>{path}</p>" for path in ("/", "/a", "/b", "/c")}
    assert newest(pages) == ("2026-03-14", "C")


def test_year_only_is_told_where_it_is_newer_than_every_date():
    pages = {"/": "<p>Trip of 26 January 2012</p><table><tr><td>Board<td>2013-2014</table>"}
    found = dates(pages)
    assert (found.newest.iso, found.newest.klass, found.dated.iso) == ("2014", "E", "2012-01-26")


def test_year_in_a_sentence_is_not_evidence():
    assert (
        newest({"/": "<p>Large events like the moot (2017 was in Iceland) are open to all of our members.</p>"}) is None
    )


def test_running_season_counts_as_this_year():
    assert newest({"/": "<h2>Season 2026/27</h2>"}) == ("2026", "E")


def test_history_before_the_web_is_no_content():
    assert newest({"/": "<p>On 12 May 1944 the hall was hit.</p>"}) is None


def test_only_dates_ahead():
    visit = example_visit(SiteExample({"/": "<p>Regatta on 4 July 2027</p>"}, None))
    assert newest_content.run(visit).kind == "cannot_tell"
    assert calendar.run(visit).facts == {"calendar_run_out": False, "newest_event_date": "2027-07-04"}


def test_leaf_of_a_calendar_in_blocks():
    html = "<div><div>12</div><div>Jan</div><div>2024</div><h3>Ice on the pond</h3></div>"
    assert newest({"/": html}) == ("2024-01-12", "C")


def test_archive_banner():
    html = "<div>Archived on 3 May 2025</div><p>Fete of 4 May 2013</p>"
    assert newest({"/": html}) == ("2013-05-04", "C")


def test_list_of_archived_months_is_content():
    assert newest({"/": "<h3>Archive</h3><ul><li><a href=/x>October 2014</a><li><a href=/y>May 2013</a></ul>"}) == (
        "2014-10",
        "C",
    )


# What machines are told


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


def test_article_date_is_class_b():
    html = ld('{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-05-03T10:00:00+01:00"}]}') + "<p>News"
    assert newest({"/": html}) == ("2025-05-03", "B")


def test_unseen_change_of_a_page_is_class_d_and_gives_way():
    html = ld('{"@type": "WebPage", "dateModified": "2025-05-03"}')
    assert newest({"/": html + "<p>Hello"}) == ("2025-05-03", "D")
    assert newest({"/": html + "<p>Fete of 4 May 2013"}) == ("2013-05-04", "C")


def test_change_that_is_seen_is_class_b():
    html = ld('{"@type": "WebPage", "dateModified": "2025-05-03"}') + "<p>Last updated 3 May 2025"
    assert newest({"/": html}) == ("2025-05-03", "B")


def test_changed_before_it_was_published_is_a_mistake():
    html = '<meta property="article:published_time" content="2014-05-03"><meta property="article:modified_time" content="1999-01-02">'
    assert newest({"/": f"<html><head>{html}</head><body><p>News"}) == ("2014-05-03", "B")


def test_dates_made_at_the_moment_of_the_visit():
    stamp = ld('{"@type": "WebPage", "dateModified": "2026-06-01T11:59:59Z"}')
    assert newest({"/": stamp + "<p>a", "/a": stamp + "<p>b", "/b": stamp + "<p>c"}) is None


def test_time_element():
    assert newest({"/": '<time datetime="2024-02-29T19:00">Leap day</time>'}) == ("2024-02-29", "B")


def test_broken_json_is_no_reason_to_fail():
    assert newest({"/": ld("{nope") + '<time datetime="soon">soon</time><p>Hello'}) is None


def test_date_in_the_address():
    assert newest({"/": "<p>Blog", "/2019/08/camp/": "<p>It rained."}) == ("2019-08", "D")


def page(text, changed="", date="Mon, 01 Jun 2026 12:00:00 GMT"):
    return Answer(text, headers={"content-type": "text/html", "last-modified": changed, "date": date})


def test_last_modified_that_differs():
    pages = {
        "/": page("<p>a", "Tue, 03 May 2011 10:00:00 GMT"),
        "/a": page("<p>b", "Wed, 04 Apr 2012 10:00:00 GMT"),
        "/b": page("<p>c", "Fri, 04 May 2012 10:00:00 GMT"),
    }
    assert newest(pages) == ("2012-05-04", "D")


def test_last_modified_of_one_copying_is_no_evidence():
    pages = {path: page("<p>" + path, "Fri, 04 May 2012 10:00:00 GMT") for path in ("/", "/a", "/b")}
    assert newest(pages) is None


def test_last_modified_at_the_moment_of_the_answer():
    pages = {
        path: page("<p>" + path, f"Mon, 01 Jun 2026 11:59:{second} GMT") for path, second in (("/", 10), ("/a", 20))
    }
    assert newest(pages) is None


def sitemap(*days):
    entries = "".join(
        f"<url><loc>https://example.org/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days)
    )
    return Answer(f'<?xml version="1.0"?><urlset>{entries}</urlset>', headers={"content-type": "application/xml"})


def test_sitemap():
    assert newest({"/": "<p>a", "/sitemap.xml": sitemap("2019-05-03", "2020-06-07T10:00:00+00:00", "2018-01-01")}) == (
        "2020-06-07",
        "D",
    )
    assert newest({"/": "<p>a", "/sitemap.xml": sitemap("2020-06-07", "2020-06-07", "2020-06-07")}) is None
    assert newest({"/": "<p>a", "/sitemap.xml": sitemap("2026-06-01", "2026-06-01", "2026-05-31")}) is None


def feed(*items, kind="application/rss+xml", link="https://example.org/"):
    entries = "".join(
        f"<item><title>x{n}</title><link>{link}{n}</link><pubDate>{day}</pubDate></item>" for n, day in enumerate(items)
    )
    return Answer(
        f'<rss version="2.0"><channel><title>t</title>{entries}</channel></rss>', headers={"content-type": kind}
    )


def test_feed():
    day = "Tue, 05 May 2026 10:00:00 GMT"
    assert newest({"/": "<p>a", "/feed.xml": feed(day, "Fri, 01 Jan 2010 10:00:00 GMT")}) == ("2026-05-05", "A")
    assert newest({"/": "<p>a", "/feed.xml": feed("Tue, 05 May 2037 10:00:00 GMT")}) is None
    assert newest({"/": "<p>a", "/comments/feed/": feed(day)}) is None


def test_feed_of_somebody_else():
    day = "Tue, 05 May 2026 10:00:00 GMT"
    assert (
        newest({"/": "<p>a", "https://news.example.com/feed.xml": feed(day, link="https://news.example.com/")}) is None
    )
    assert newest({"/": "<p>a", "https://feeds.example.net/feed.xml": feed(day)}) == ("2026-05-05", "A")


def test_feed_that_is_none():
    bad = Answer("<html>not found</html>", headers={"content-type": "application/rss+xml"})
    assert newest({"/": "<p>a", "/feed.xml": bad}) is None


def test_calendar_that_paused_is_not_run_out():
    visit = example_visit(SiteExample({"/": "<h2>Termine</h2><p>12. Mai 2026: Grillen</p>"}, None))
    assert calendar.run(visit).value is True


def test_the_words_round_a_date_are_whole_words() -> None:
    line = "The next meeting of the troop is on 9th January 2009 and we are already in the process of planning"
    start = line.index("9th")
    assert around(line, start, start + 16) == "…meeting of the troop is on 9th January 2009 and we are already in the…"
    assert around("9th January 2009", 0, 16) == "9th January 2009"
