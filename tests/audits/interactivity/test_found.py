"""Features in the markup of many systems and the words of many languages, and what only looks like them."""

import pytest

from audits.derived.sightings import sightings
from audits.specimen import page_of

TEXT = "<p>Our club meets in the hut by the river. All are welcome, so bring a friend and come along.</p>"


def features(body, url="https://example.org/page.html", head=""):
    page = page_of(
        f"<!doctype html><html><head><title>River club</title>{head}</head><body>{TEXT}{body}</body></html>", url
    )
    return {sighting.feature: sighting for sighting in sightings(page)}


SEARCH = {
    "type search": '<form action="/find"><input type="search" name="x"></form>',
    "role search": '<div><form role="search" action="/"><input name="zoek"><button>OK</button></form></div>',
    "WordPress": '<form role="search" method="get" class="search-form" action="https://example.org/"><label><span>Suche nach:</span><input type="search" name="s" placeholder="Suche …"></label></form>',
    "Joomla": '<form action="/index.php" method="post"><input name="searchword" id="mod_search_searchword" maxlength="20" type="text" value="Suchen..."><input type="hidden" name="option" value="com_search"></form>',
    "Drupal": '<form action="/node" id="search-block-form"><input type="text" name="search_block_form" size="15"><input type="submit" name="op" value="Search"></form>',
    "old table": '<table><form method="get" action="search.asp"><tr><td>Search:</td><td><input type="text" name="zoekwoord"></td></tr><tr><td><input type="submit" value="Go"></td></tr></form></table>',
    "Google, own site": '<form action="https://www.google.com/search"><input name="q"><input type="hidden" name="sitesearch" value="example.org"></form>',
    "Google custom search": '<script async src="https://cse.google.com/cse.js?cx=1"></script><div class="gcse-search"></div>',
    "FreeFind": '<form action="http://search.freefind.com/find.html"><input type="hidden" name="si" value="1"><input type="text" name="query"></form>',
    "outside a form": '<div class="box"><input type="text" placeholder="Search this site" aria-label="Search this site"></div>',
    "Google Sites": '<div role="banner"><div jsname="x"><input type="text" aria-label="Search this site" autocomplete="off"></div></div>',
    "Squarespace": '<div class="sqs-search-ui-button-wrapper"><div class="spinner"></div></div>',
    "French": '<form action="/recherche"><input type="text" name="mot" placeholder="Rechercher"><button>OK</button></form>',
    "Spanish": '<form action="buscar.php"><input name="texto"><input type="submit" value="Buscar"></form>',
    "Italian": '<form action="/it"><input name="t"><input type="submit" value="Cerca nel sito"></form>',
    "Polish": '<form action="/"><input name="fraza"><input type="submit" value="Szukaj"></form>',
    "Czech": '<form action="/"><input name="f"><input type="submit" value="Hledat"></form>',
    "Swedish": '<form action="/"><input name="f"><button>Sök</button></form>',
    "Danish": '<form action="/"><input name="f"><button>Søg</button></form>',
    "Finnish": '<form action="/"><input name="f"><button>Hae</button></form>',
    "Portuguese": '<form action="/"><input name="f" placeholder="Pesquisar"><button>OK</button></form>',
    "Croatian": '<form action="/"><input name="f"><button>Traži</button></form>',
    "Greek": '<form action="/"><input name="f"><button>Αναζήτηση</button></form>',
    "Russian": '<form action="/"><input name="f"><button>Поиск</button></form>',
    "Japanese": '<form action="/"><input name="f"><button>検索</button></form>',
    "Chinese": '<form action="/"><input name="f"><button>搜尋</button></form>',
}


@pytest.mark.parametrize("body", SEARCH.values(), ids=SEARCH)
def test_search(body):
    found = features(body)
    assert "search" in found
    assert not {"contact_form", "newsletter", "login"} & found.keys()


NO_SEARCH = {
    "search of the web": '<form action="https://www.google.com/search"><input name="q"><input type="submit"></form>',
    "another site's search": '<form action="https://www.bible.example/search"><input name="search" placeholder="Search the Bible"></form>',
    "a jump menu": '<form><select name="search"><option>Go to</option></select></form>',
    "clubs near a place": '<form action="/find-a-club"><label>Postcode <input name="postcode"></label><button>Find</button></form>',
    "a message": '<form action="/s"><input name="name"><textarea name="q"></textarea><button>Send</button></form>',
    "a link": '<a href="/search">Search</a>',
}


@pytest.mark.parametrize("body", NO_SEARCH.values(), ids=NO_SEARCH)
def test_no_search(body):
    assert "search" not in features(body)


CONTACT = {
    "plain": '<form action="/send" method="post"><input name="name"><input name="email"><textarea name="msg"></textarea><input type="submit"></form>',
    "no target": '<form><input type="text" id="name"><textarea id="body"></textarea><input type="button" value="Submit" onclick="send()"></form>',
    "mail program": '<form action="mailto:club@example.org" enctype="text/plain"><textarea name="a"></textarea><input type="submit"></form>',
    "old table": '<table><form action="/cgi-bin/formmail.pl" method="post"><tr><td>Name</td><td><input name="realname"></td></tr><tr><td>Text</td><td><textarea name="t"></textarea></td></tr><tr><td><input type="submit"></td></tr></form></table>',
    "no form at all": '<div><input placeholder="Your name"><input type="email"><textarea></textarea><button>Send</button></div>',
    "Contact Form 7": '<div class="wpcf7"><form action="/contact/#wpcf7-f1" class="wpcf7-form"><input type="email" name="your-email"><textarea name="your-message"></textarea><input type="submit"></form></div>',
    "Wix": '<form id="comp-1" class="wixui-form"><input type="text" name="first-name"><input type="email" name="email"><button aria-label="Send">Send</button></form>',
    "Squarespace": '<div class="sqs-block-form"><form data-form-id="1"><input name="fname"><input type="email" name="email"><textarea></textarea><input type="submit"></form></div>',
    "embedded Google form": '<iframe src="https://docs.google.com/forms/d/e/1/viewform?embedded=true"></iframe>',
    "embedded later": '<iframe data-src="https://form.jotform.com/123" src="about:blank"></iframe>',
    "script of a form service": '<script src="https://form.jotform.com/jsform/123"></script>',
    "German": '<form action="/mail.php"><input name="vorname"><input name="nachname"><input name="telefon"><button>Absenden</button></form>',
    "Japanese": '<form action="/mail.cgi">お名前 <input name="a1">メールアドレス <input name="mail"><textarea name="a2"></textarea><input type="submit" value="送信"></form>',
    "joining": '<h2>Join us</h2><form action="/join"><input name="child_name"><input type="date" name="dob"><input type="tel" name="phone"><button>Apply</button></form>',
}


@pytest.mark.parametrize("body", CONTACT.values(), ids=CONTACT)
def test_contact_form(body):
    found = features(body)
    assert "contact_form" in found
    assert not {"search", "login", "comments", "poll"} & found.keys()


NO_CONTACT = {
    "a link to a Google form": '<a href="https://forms.gle/abc">Contact form</a>',
    "log-in": '<form action="/in"><input name="user"><input type="password" name="pw"><button>Log in</button></form>',
    "quiz": '<form><p>1. What is a bowline?</p><input type="radio" name="q1"><input type="radio" name="q1"><p>2. And a reef knot?</p><input type="radio" name="q2"><input type="radio" name="q2"><button>Check</button></form>',
    "calculator": '<form><input name="a" size="3"> + <input name="b" size="3"><input type="button" value="=" onclick="add()"></form>',
    "text shown in a box": '<form action=""><textarea readonly rows="7">The rules of the game</textarea></form>',
    "comments": '<div id="respond"><h3>Leave a Reply</h3><form action="/wp-comments-post.php" id="commentform"><textarea name="comment"></textarea><input name="author"><input name="email"><input type="submit"></form></div>',
    "guest book": '<h2>Guestbook</h2><form action="guestbook.php"><input name="name"><input name="email"><textarea name="entry"></textarea><input type="submit" value="Sign"></form>',
    "PayPal button": '<form action="https://www.paypal.com/cgi-bin/webscr" method="post"><input type="hidden" name="cmd" value="_s-xclick"><input type="image" src="donate.gif"></form>',
    "menu of pages": '<form><select onchange="location=this.value"><option>Home</option></select><input type="submit" value="Go"></form>',
}


@pytest.mark.parametrize("body", NO_CONTACT.values(), ids=NO_CONTACT)
def test_no_contact_form(body):
    assert "contact_form" not in features(body)


def test_link_to_a_form_elsewhere_is_kept_apart():
    assert features('<a href="https://forms.gle/abc">Join us</a>')["external_form"].target == "https://forms.gle/abc"


@pytest.mark.parametrize(
    ("body", "works"),
    [
        ('<form action="/s"><input name="name"><textarea></textarea><button>Send</button></form>', True),
        ('<form action="#"><input name="name"><textarea></textarea><button>Send</button></form>', False),
        ('<form action="/s"><input name="name"><textarea></textarea></form>', False),
        (
            '<form action="mailto:a@example.org"><input name="name"><textarea></textarea><button>Send</button></form>',
            None,
        ),
        ('<form onsubmit="send()"><input name="name"><textarea></textarea><button>Send</button></form>', None),
    ],
)
def test_whether_a_form_works(body, works):
    assert features(body)["contact_form"].works is works


NEWS = {
    "en": "<h2>Latest news</h2><p>12 May 2024</p><p>Our new boat has arrived and is waiting for its name.</p>",
    "de": "<h2>Aktuelles</h2><p>12. Mai 2024</p><p>Unser neues Boot ist angekommen und wartet auf seinen Namen.</p>",
    "fr": "<h2>Actualités</h2><p>12 mai 2024 : notre nouveau bateau est arrivé et attend son nom.</p>",
    "es": "<h2>Noticias</h2><p>12 de mayo de 2024: ha llegado nuestro nuevo barco y espera su nombre.</p>",
    "it": "<h2>Notizie</h2><p>12 maggio 2024: la nostra nuova barca è arrivata e aspetta il suo nome.</p>",
    "nl": "<h2>Nieuws</h2><p>12 mei 2024: onze nieuwe boot is aangekomen en wacht op een naam.</p>",
    "pl": "<h2>Aktualności</h2><p>12 maja 2024: przypłynęła nasza nowa łódź i czeka na imię.</p>",
    "cs": "<h2>Aktuality</h2><p>12. května 2024: připlula naše nová loď a čeká na své jméno.</p>",
    "sv": "<h2>Nyheter</h2><p>12 maj 2024: vår nya båt har kommit och väntar på sitt namn.</p>",
    "da": "<h2>Nyheder</h2><p>12. maj 2024: vores nye båd er kommet og venter på sit navn.</p>",
    "no": "<h2>Siste nytt</h2><p>12. mai 2024: den nye båten vår er kommet og venter på navn.</p>",
    "fi": "<h2>Ajankohtaista</h2><p>12. toukokuuta 2024: uusi veneemme on saapunut ja odottaa nimeään.</p>",
    "pt": "<h2>Notícias</h2><p>12 de maio de 2024: chegou o nosso novo barco e espera pelo seu nome.</p>",
    "hr": "<h2>Novosti</h2><p>12. svibnja 2024. stigao je naš novi brod i čeka na svoje ime.</p>",
    "el": "<h2>Νέα</h2><p>12 Μαΐου 2024: ήρθε η καινούργια μας βάρκα και περιμένει το όνομά της.</p>",
    "ru": "<h2>Новости</h2><p>12 мая 2024: прибыла наша новая лодка и ждёт своего имени.</p>",
    "ja": "<h2>お知らせ</h2><p>2024年5月12日 新しいボートが届きました。名前を募集しています。みなさんのご応募をお待ちしています。</p><p>2024年4月3日 総会を開きました。</p>",
    "zh": "<h2>最新消息</h2><p>2024年5月12日 我們的新船到了，現在等大家為它取名字。</p><p>2024年4月3日 例會。</p>",
    "headed texts": "<h2>News</h2><h3>A new boat</h3><p>It has arrived and is waiting for its name by the river.</p><h3>A new shed</h3><p>It keeps out the rain, and most of the wind as well.</p>",
    "bold type": "<p><b>NEWS</b></p><p>12/5/2024 Our new boat has arrived and is waiting for its name.</p>",
}


@pytest.mark.parametrize("body", NEWS.values(), ids=NEWS)
def test_news(body):
    assert "feed" in features(body)


FEEDS = {
    "head": '<link rel="alternate" type="application/rss+xml" href="/feed/">',
    "Atom": '<link rel="alternate" type="application/atom+xml" href="/atom.xml">',
}


@pytest.mark.parametrize("head", FEEDS.values(), ids=FEEDS)
def test_linked_feed(head):
    assert "feed" in features("", head=head)


NO_NEWS = {
    "a heading alone": "<h2>News</h2>",
    "no items": "<h2>News</h2><p>There is none at the moment.</p>",
    "sign-up": '<h2>Newsletter</h2><p>Sign up for our newsletter to hear of all that we do.</p><form action="/n"><input type="email" name="email"><button>Subscribe</button></form>',
    "a menu": '<ul><li><a href="/news">News</a></li><li><a href="/dates">12 May</a></li><li><a href="/x">Our history since 1908</a></li></ul>',
    "comment feed": '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">',
    "good news": "<p>Good news for all who love the river and its boats.</p>",
}


@pytest.mark.parametrize("body", NO_NEWS.values(), ids=NO_NEWS)
def test_no_news(body):
    assert "feed" not in features(body)


EVENTS = {
    "en": "<h2>Upcoming events</h2><p>Saturday 12 May: summer fair</p>",
    "term plan": "<h3>Programme for the term</h3><table><tr><td>6 Sept</td><td>Games</td></tr><tr><td>13 Sept</td><td>Knots</td></tr></table>",
    "de": "<h2>Termine</h2><p>12.05. Sommerfest</p>",
    "fr": "<h2>Prochaines dates</h2><p>samedi 12 mai : fête d'été</p>",
    "es": "<h2>Próximos eventos</h2><p>12 de mayo: fiesta de verano</p>",
    "it": "<h2>Appuntamenti</h2><p>12 maggio: festa d'estate</p>",
    "nl": "<h2>Activiteitenkalender</h2><p>12 mei: zomerfeest</p>",
    "pl": "<h2>Wydarzenia</h2><p>12 maja: festyn</p>",
    "cs": "<h2>Kalendář akcí</h2><p>12. 5. letní slavnost</p>",
    "sv": "<h2>Kalender</h2><p>12 maj: sommarfest</p>",
    "da": "<h2>Arrangementer</h2><p>12. maj: sommerfest</p>",
    "no": "<h2>Terminliste</h2><p>12. mai: sommerfest</p>",
    "fi": "<h2>Tapahtumat</h2><p>12.5. kesäjuhla</p>",
    "pt": "<h2>Agenda</h2><p>12 de maio: festa de verão</p>",
    "hr": "<h2>Događanja</h2><p>12. svibnja: ljetna zabava</p>",
    "el": "<h2>Εκδηλώσεις</h2><p>12 Μαΐου: καλοκαιρινή γιορτή</p>",
    "ru": "<h2>Мероприятия</h2><p>12 мая: летний праздник</p>",
    "ja": "<h2>行事予定</h2><p>5月12日(日) 夏祭り</p>",
    "zh": "<h2>活動日程</h2><p>5月12日 夏日同樂會</p>",
    "a list that does not say so": "<p>3 March, 9:30am parade</p><p>16 June, 9:30am parade</p><p>29 September, 10am harvest</p>",
    "Google calendar": '<iframe src="https://calendar.google.com/calendar/embed?src=x"></iframe>',
    "to subscribe": '<a href="webcal://example.org/club.ics">Subscribe</a>',
    "The Events Calendar": '<div class="tribe-events tribe-common"><p>Loading</p></div>',
    "schema.org": '<script type="application/ld+json">{"@type": "Event", "name": "Fair", "startDate": "2024-05-12"}</script>',
    "microdata": '<div itemscope itemtype="https://schema.org/Event"><span itemprop="name">Fair</span></div>',
}


@pytest.mark.parametrize("body", EVENTS.values(), ids=EVENTS)
def test_calendar(body):
    assert "calendar" in features(body)


NO_EVENTS = {
    "empty": "<h2>Upcoming events</h2><p>More to come.</p>",
    "weekly times": "<h2>When we meet</h2><p>Beavers meet on Mondays from 5.30 to 6.45pm in term time.</p>",
    "a day long ago": "<p>The club was founded on 12 May 1908 at a meeting in the inn. On 3 June 1910 a concert was held. On 4 July 1911 the first camp was opened.</p>",
    "stamp": "<h2>Programme</h2><p>We play games and learn knots.</p><p>Last updated: 12 May 2024</p>",
    "posts of a blog": "<h1>A day out</h1><p>Posted on Sunday 12 May 2024 by Ann</p><p>It rained.</p>",
    "links to calendars": '<a href="https://www.teamup.com/">Made with Teamup</a>',
}


@pytest.mark.parametrize("body", NO_EVENTS.values(), ids=NO_EVENTS)
def test_no_calendar(body):
    assert "calendar" not in features(body)


OTHERS = [
    ("newsletter", '<form action="https://x.us1.list-manage.com/subscribe/post"><input type="email" name="EMAIL"><button>Go</button></form>'),
    ("newsletter", '<h3>Stay informed</h3><form action="/n"><input type="email" name="e"><button>Subscribe</button></form>'),
    ("newsletter", '<form action="/n">Rundbrief abonnieren <input name="email"><input type="submit" value="Anmelden"></form>'),
    ("comments", '<a href="gaestebuch.php">Gästebuch</a>'),
    ("comments", '<a href="https://www.blogger.com/comment.g?blogID=1&amp;postID=2">2 comentarios</a>'),
    ("comments", '<a href="https://example.org/camp/#respond">Leave a reply</a>'),
    ("comments", '<div id="disqus_thread"></div>'),
    ("join_form", '<form action="/cgi-bin/FormMail.pl" method="post"><input type="hidden" name="recipient" value="club@example.org"><h2>Joining form</h2>Child&#39;s name <input name="childname"> Date of birth <input name="dob"> Illnesses <textarea name="medical"></textarea> E-mail <input name="email"><input type="submit" value="Send"></form>'),
    ("poll", '<form action="/vote"><p>Which colour shall the boat be?</p><input type="radio" name="c"> red <input type="radio" name="c"> blue <input type="submit" value="Vote"></form>'),
    ("booking", '<a href="https://www.eventbrite.co.uk/e/summer-fair-1">Tickets for the fair</a>'),
    ("donate", '<a href="https://www.justgiving.com/riverclub">Help us</a>'),
    ("donate", '<a href="/spenden.html">Spenden</a>'),
    ("donate", '<form action="https://www.paypal.com/cgi-bin/webscr"><input type="hidden" name="cmd" value="_s-xclick"><input type="image" src="d.gif"></form>'),
    ("chat", '<a href="https://wa.me/441632960123">Message us</a>'),
    ("chat", "<script>var s1=document.createElement('script');s1.src='https://embed.tawk.to/1/default';</script>"),
    ("login", '<a href="/wp-login.php">Log in</a>'),
    ("login", '<a href="/intern">Mitgliederbereich</a>'),
    ("forum", '<a href="/phpbb/viewforum.php?f=1">Talk</a>'),
    ("forum", '<form action="/up" enctype="multipart/form-data"><input type="file" name="picture"><input type="submit"></form>'),
    ("faq", "<h2>Häufige Fragen</h2><p>Was kostet das?</p>"),
    ("map", '<iframe src="https://www.google.de/maps/embed?pb=1"></iframe>'),
    ("map", '<a href="https://what3words.com/filled.count.soap">Find us</a>'),
    ("map", '<a href="https://maps.google.co.uk/maps?q=hut">Map</a>'),
    ("video", '<video src="camp.mp4"></video>'),
    ("video", '<a href="https://youtu.be/abc">See the camp</a>'),
    ("video", '<object><param name="movie" value="http://www.youtube.com/v/abc"></object>'),
    ("downloads", '<a href="/files/form.docx?v=2">Form</a>'),
    ("share", '<a href="https://www.facebook.com/sharer/sharer.php?u=x">f</a>'),
    ("share", '<a href="mailto:?subject=Look">Tell a friend</a>'),
    ("share", '<a href="https://wa.me/?text=https%3A%2F%2Fexample.org">WhatsApp</a>'),
    ("social_embed", '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Friverclub"></iframe>'),
    ("social_embed", '<a class="twitter-timeline" href="https://twitter.com/riverclub">Tweets</a>'),
    ("email", "<p>club (at) example.org</p>"),
    ("email", '<a href="/cdn-cgi/l/email-protection" data-cfemail="1"><span>[email protected]</span></a>'),
    ("email", "<p>jo.hill AT clubmail DOT com</p>"),
    ("email", "<p>Mail naar leiding(apenstaartje)scoutgroep.be</p>"),
    ("email", '<button onclick="window.location.href=\'mailto:club@example.org\'">Write</button>'),
    ("phone", "<p>Tel.: 030 / 123 45 67</p>"),
    ("phone", "<p>Call us on (555) 123-4567</p>"),
    ("phone", "<p>Bel 0478 12 34 56</p>"),
    ("phone", "<p>Jan: 06-12345678</p>"),
    ("phone", "<p>Parish office (01) 555 1234</p>"),
    ("phone", "<p>Büro 0911 / 55 51 23</p>"),
    ("phone", "<p>954 12 34 56</p>"),
    ("phone", "<p>22 555 12 34 lub 600-123-456</p>"),
    ("phone", "<p>Kansli 08-555 123 45</p>"),
    ("phone", "<p>☎ 03-1234-5678</p>"),
    ("phone", "<p>Scrivete o telefonate allo 051 555 0123.</p>"),
    ("phone", "<p>Ring oss på 61 55 51 23 eller kom innom.</p>"),
    ("phone", "<p>Write to Ann (01639 555 123).</p>"),
    ("phone", "<p>Appelez-nous au 71 23 45 67</p>"),
    ("address", "<p>The Scout Hut, 12 Mill Lane, Exampleton, EX4 3MP</p>"),
    ("address", "<p>Hauptstraße 5, 12345 Musterstadt</p>"),
    ("address", "<p>12, rue de la Gare</p>"),
    ("address", "<p>Calle Mayor 5, Madrid</p>"),
    ("address", "<p>The Parish Hall, Main Street, Ballyhale, Co. Waterford</p>"),
    ("address", "<p>Youth Café, Ballyhale P51 X2Y3</p>"),
    ("address", "<p>Scout Den, Rathmines, D6W XH27</p>"),
    ("address", "<p>C/ Mayor, 15, 2º B, 28013 Madrid</p>"),
    ("address", "<p>Place de la Mairie, 35000 Rennes</p>"),
    ("address", "<p>Masarykova 25, 602 00 Brno</p>"),
    ("times", "<p>Cubs: Wednesdays, 6.30 to 8pm</p>"),
    ("times", "<p>Gruppenstunde: freitags 16:00 bis 17:30 Uhr</p>"),
    ("times", "<p>Mon-Fri 9:00 - 17:00</p>"),
    ("times", "<p>Open Saturdays 10 till 4</p>"),
    ("times", "<p>Sábados de 10 a 13 horas</p>"),
    ("times", "<p>Martedì e giovedì ore 17-19</p>"),
    ("times", "<p>vrijdagavond 19.00-21.00 uur</p>"),
    ("times", "<p>pon.-pt. 8:00-16:00</p>"),
    ("times", "<p>毎週土曜日 10:00〜12:00</p>"),
    ("times", "<p>Świetlica jest czynna od poniedziałku do piątku w godzinach 14.00 - 18.00.</p>"),
    ("times", "<p>Mae'r clwb ar agor bob nos Fawrth rhwng 6.30 a 9.00</p>"),
    ("times", "<p>Breakfast club opens at 7.45am and after school club runs until 6pm.</p>"),
    ("times", "<p>The unit parades on Mondays from 1900 to 2130.</p>"),
    ("times", "<p>Täglich 14:00 bis 18:00 Uhr</p>"),
    ("email", "<p>leiri (a) kerho.fi</p>"),
    ("times", "<p>Hétfőtől péntekig 14:00–20:00</p>"),
    ("times", "<p>Noortekeskus on avatud 12:00–19:00</p>"),
    ("feed", "<h2>Jaunumi</h2><p>2026. gada 15. maijs — vasaras nometne</p><p>2026. gada 2. aprīlis — pasākums</p>"),
    ("feed", "<h2>Noutăți</h2><p>14 octombrie 2022</p><p>Peste două sute de copii au participat la festival.</p>"),
    ("calendar", "<h2>Koledar</h2><p>6. junij 2026 – Piknik za starše</p>"),
    ("calendar", "<h2>Események</h2><p>2026. augusztus 23. Tábor</p>"),
    ("address", "<p>Sediul: strada Lungă 25</p>"),
    ("address", "<p>Petőfi utca 12.</p>"),
    ("address", "<p>Brīvības iela 40</p>"),
    ("address", "<p>Prešernova ulica 5</p>"),
    ("phone", "<p>Ph: (03) 9555 0123</p>"),
    ("address", "<p>Nábřežní 12<br>790 70 Javorník</p>"),
    ("address", "<p>Am Anger 4<br>72070 Tübingen</p>"),
    ("address", "<p>Nygade 3<br>5000 Odense C</p>"),
    ("map", '<iframe src="//www.weebly.com/weebly/apps/generateMap.php?map=google"></iframe>'),
    ("comments", '<a href="https://example.org/2020/camp.html#comment-form">2 comentários:</a>'),
    ("share", '<a href="https://www.blogger.com/share-post.g?blogID=1&amp;target=facebook">f</a>'),
    ("login", '<a href="./ucp.php?mode=login">Logi sisse</a>'),
    ("poll", '<form><div class="pollQue">Which?</div><input type="radio" name="answer" value="1">A<input type="submit" class="pollBut"></form>'),
    ("chat", '<iframe id="mchatIfm2" src="/mchat/"></iframe>'),
    ("feed", '<article><h2>The camp is over</h2><span class="posted-on">14 August 2023</span><p>Thanks to all.</p></article>'),
    ("calendar", "<h2>Ferienprogramm 2026</h2><p>10.08.–14.08.2026 Walderlebnis</p>"),
    ("calendar", "<p>Next concert: 26 November 2011, Town Hall</p>"),
    ("times", "<p>E-Jugend: Mo 17:00–18:30 Uhr</p>"),
    ("times", "<p>Every Monday and Wednesday night at half past six</p>"),
    ("times", "<p>The old hut burnt down on 3 May 1987. The company meets on Fridays: Juniors 6.15 to 7.15, Seniors 7.30 to 9.30. All wear uniform.</p>"),
    ("times", "<p>Elke vrijdagavond open vanaf zeven uur</p>"),
    ("times", "<p>Vi mødes hver onsdag klokken 17 i hytten</p>"),
    ("times", "<p>Sueigos kiekvieną antradienį 18 val.</p>"),
    ("times", "<p>Збираємося щосуботи об 11:00</p>"),
    ("times", "<p>Κάθε Σάββατο στις πέντε στην εστία</p>"),
    ("times", "<p>De dilluns a divendres de 16 a 21 h</p>"),
    ("times", "<p>Sastanci su subotom u 10 sati</p>"),
    ("times", "<p>Minden pénteken 17 órától</p>"),
    ("times", "<p>Tous les mercredis à 18 heures</p>"),
    ("feed", '<div class="news-list-item"><h3>Sternsingen</h3><p>Wieder waren vierzig Kinder unterwegs.</p></div>'),
    ("feed", "<h2>Derniers articles</h2><ul><li>Stage de théâtre <small>12 mars 2013</small></li><li>Soirée jeux <small>2 février 2013</small></li></ul>"),
    ("newsletter", '<form method="post" action="http://lists.example.org/mailman/subscribe/news"><input name="email"><input type="password" name="pw"><input type="submit" value="Subscribe"></form>'),
    ("feed", '<h2>Newsletter archive</h2><ul><li><a href="/spring24.pdf">Spring 2024</a></li><li><a href="/autumn23.pdf">Autumn 2023</a></li></ul>'),
    ("feed", '<a href="/index.php?format=feed&amp;type=rss">RSS</a>'),
    ("feed", '<a href="spip.php?page=backend"><img src="feed.png" alt="RSS"></a>'),
    ("language_choice", '<a href="/cy/" hreflang="cy">Cymraeg</a>'),
    ("language_choice", '<a href="/en/"><img src="gb.gif" alt="English"></a>'),
    ("language_choice", '<div class="gtranslate_wrapper"></div>'),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "body"), OTHERS)
def test_other_features(feature, body):
    assert feature in features(body)


NOT_THESE = [
    ("video", '<a href="https://www.youtube.com/@riverclub">Our channel</a>'),
    ("social_embed", '<script src="https://connect.facebook.net/en_GB/sdk.js"></script>'),
    ("chat", '<a href="https://wa.me/?text=https%3A%2F%2Fexample.org">WhatsApp</a>'),
    ("booking", '<a href="/books.html">Scout Book</a>'),
    ("email", '<a href="mailto:?subject=Look">Tell a friend</a>'),
    ("email", "<p>We meet at school dot the i and cross the t</p>"),
    ("phone", "<p>ISBN 978-3-16-148410-0, charity no. 1083294</p>"),
    ("phone", "<p>Ring 12 12345 Musterstadt</p>"),
    ("phone", "<p>Version 01 555 123.4</p>"),
    ("phone", "<p>Season 01/09/2024 to 05-2025-26, results 01 2024 2025</p>"),
    ("phone", "<p>P.IVA 01234567890 - C.F. 02345678901</p>"),
    ("phone", "<p>SIRET 123 456 789 00012, 12.05.2024 - 14.05.2024, EAN 4006381333931</p>"),
    ("phone", "<p>1234567 people in 2023 2024</p>"),
    ("address", "<p>The band is from Ballyhale, Co. Waterford.</p>"),
    ("address", "<p>Use form P60 2006 or B12 3456.</p>"),
    ("address", "<p>In 1998 there were 12 of us.</p>"),
    ("times", "<p>The first Monday of May was kept from 1900 to 2010.</p>"),
    ("times", "<p>A soldier brought the dog home on a Monday from the war of 1708-1709.</p>"),
    ("times", "<p>Posted on Monday, 12 May 2025 at 10:15</p>"),
    ("times", "<p>Doors open 7pm, film begins 7.30pm.</p>"),
    ("feed", '<a href="/shop?type=rss-reader">A reader</a>'),
    ("language_choice", '<a href="/subjects/english">English and drama</a>'),
    ("times", "<p>The train leaves at 10:30.</p>"),
    ("times", "<p>On 3 May 2014 we went to the lake. On Sunday we set off at 10.30 and it rained.</p>"),
    ("email", "<p>Please bring (a) boots and (b) a coat.</p>"),
    ("phone", "<p>ABN 12 345 678 901</p>"),
    ("address", "<p>Heute 12<br>34567 Besucher</p>"),
    ("comments", '<a href="https://blog.example.com/camp#comments">A story about us</a>'),
    ("address", "<p>Acampada del 26 al 30 de diciembre</p>"),
    ("address", "<p>Under 12<br>2015 Winners</p>"),
    ("login", '<a href="https://accounts.google.com/ServiceLogin">Sign in</a>'),
    ("calendar", "<p>Next to the hall stands an oak of 3 May 1850.</p>"),
    ("login", "<p>Please log in your hours in the book by the door.</p>"),
    ("donate", "<p>We thank all who donate their time.</p>"),
    ("downloads", '<a href="page.html">pdf.html</a>'),
    ("map", '<a href="/sitemap.html">Site map</a>'),
    ("faq", "<p>If you have a question, ask.</p>"),
    ("newsletter", '<form action="/send"><input name="email"><textarea name="m"></textarea><button>Send</button></form>'),
    ("contact_form", '<form action="/tell"><input name="recipient" placeholder="Your friend"><input name="email"><textarea name="m"></textarea><button>Send</button></form>'),
    ("poll", '<form action="/x"><input type="radio" name="s"> Mr <input type="radio" name="s"> Ms <input name="name"><input name="email"><button>Join</button></form>'),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "body"), NOT_THESE)
def test_not_these(feature, body):
    assert feature not in features(body)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("<p>Drawn in 2004 av Hans in the old village archive.</p>", False),
        ("<p>The farm was owned in 1709 av en lokal bonde.</p>", False),
        ("<p>Una parte av Harbour. Men sommaren 1888 came the flood.</p>", False),
        ("<p>Notre local: 14 av. Victor Hugo.</p>", True),
        ("<p>Write bgcolor=#B7B9BF for every head of a table.</p>", False),
        ("<p>Nous sommes au 12 avenue Jean Moulin, Lyon.</p>", True),
        ("<p>The hut stands in Mill Lane, ZE3 9JW.</p>", True),
    ],
)
def test_years_and_colours_are_no_addresses(text: str, there: bool):
    assert ("address" in features(text)) is there
