"""Policies are found by what links say in many languages, and not by words that only look alike."""

import pytest

from audits.derived.policies import fold, offers
from audits.specimen import page_of

LINKS = {
    "privacy": [
        "Privacy", "Privacy Policy", "Privacy & cookies", "Data protection", "GDPR", "How we use your information",
        "Datenschutz", "Datenschutzerklärung", "Politique de confidentialité", "Données personnelles", "RGPD",
        "Política de privacidad", "Protección de datos", "Política de Privacidade", "Informativa sulla privacy",
        "Privacyverklaring", "Privatlivspolitik", "Personvernerklæring", "Integritetspolicy", "Tietosuojaseloste",
        "Polityka prywatności", "Ochrona danych osobowych", "RODO", "Ochrana osobních údajů", "Zaštita osobnih podataka",
        "Adatvédelem", "Политика конфиденциальности", "Πολιτική απορρήτου", "プライバシーポリシー", "個人情報保護方針",
        "隱私權政策", "Preifatrwydd", "Política de privacitat", "Politika zasebnosti", "Privaatsuspoliitika", "Privatumo politika",
        "Політика конфіденційності", "Политика за поверителност",
    ],
    "safeguarding": [
        "Safeguarding", "Safeguarding Policy", "Child Protection", "Child Safe Policy", "Keeping young people safe",
        "Youth Protection", "Safe from Harm", "Kinderschutz", "Schutzkonzept", "Institutionelles Schutzkonzept",
        "Prävention sexualisierter Gewalt", "Protection de l’enfance", "Protección infantil", "Entornos seguros",
        "Tutela dei minori", "Vertrouwenscontactpersoon", "Samværspolitik", "Trygga Möten", "Standardy ochrony małoletnich",
        "Ochrona dzieci", "Bezpečné prostředí", "Zaštita djece", "Защита детей", "Προστασία παιδιών", "Diogelu plant",
        "セーフ・フロム・ハーム", "兒童保護政策",
    ],
    "complaints": [
        "Complaints", "Complaints procedure", "Make a complaint", "Whistleblowing", "Beschwerden", "Réclamations",
        "Quejas y sugerencias", "Klachtenregeling", "Skargi i wnioski", "Stížnosti", "Жалобы", "苦情",
    ],
    "cookies": ["Cookie Policy", "Cookie settings", "Cookie-Richtlinie", "Gestion des cookies", "Polityka cookies", "Política de galetes"],
    "report": ["Childline", "Report harmful content", "Nummer gegen Kummer", "Linka bezpečí", "Телефон доверия"],
}  # fmt: skip

UNLIKE = [
    "Home", "Impressum", "News", "Girl Guide cookies for sale", "Cookies", "Our policy on mud", "Yellow card for Smith",
    "Foreign policy debate", "Private hire", "Members only", "Environmental protection", "Protect the forest", "Contact",
    "Land reclamation walk", "Children's page", "Enfants", "Kinder", "Danses et données", "Safety on the water",
    "First aid", "Plain sailing", "Terms and conditions", "Forum", "Über uns",
]  # fmt: skip


def kinds(html: str) -> set[str]:
    return {offer.kind for offer in offers(page_of(f"<!doctype html><html><body>{html}</body></html>"))}


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, all_ in LINKS.items() for words in all_])
def test_found(kind, words):
    assert kind in kinds(f'<a href="/page-17">{words}</a>')


@pytest.mark.parametrize("words", UNLIKE)
def test_not_found(words):
    assert kinds(f'<a href="/page-17">{words}</a>') == set()


@pytest.mark.parametrize(
    "words",
    [
        "Kindesschutz",
        "Prävention",
        "Política de protección a la infancia",
        "Tutela minori",
        "Sociale veiligheid",
        "Trygghetspolicy",
    ],
)
def test_safeguarding_by_more_names(words):
    assert kinds(f'<a href="/page-17">{words}</a>') == {"safeguarding"}


def test_cookies_beside_privacy_are_no_biscuits():
    assert kinds('<a href="/c">Cookies</a><a href="/p">Privacy</a>') == {"cookies", "privacy"}


@pytest.mark.parametrize("href", ["/privacy-policy/", "privacy.html", "/docs/Safeguarding_2024.pdf", "/datenschutz"])
def test_an_address_says_it_too(href):
    assert kinds(f'<a href="{href}">Read more</a>')


def test_a_picture_link_is_read_by_its_alt():
    assert kinds('<a href="/x"><img src="b.png" alt="Safeguarding policy"></a>') == {"safeguarding"}


def test_a_teaser_of_an_article_is_no_policy():
    teaser = "Last week our cubs walked to the castle and learnt about the history of privacy in the middle ages " * 2
    assert kinds(f'<a href="/story">{teaser}</a>') == set()


@pytest.mark.parametrize(
    "text",
    [
        "Registered charity number 1083294", "Registered Charity No: 306101 (England and Wales)", "Charity no. SC012345",
        "is a registered charity in Scotland (SC038262)", "Registered in England and Wales as a charity, number 1160438",
        "RCN 20009540", "CHY 3507", "EIN: 13-1624016", "a 501(c)(3) organization", "Vereinsregister Saarbrücken VR 4711",
        "NPO 123-456", "KRS: 0000270261", "IČO: 26561107", "OIB: 12345678901", "CVR-nr. 12345678", "KvK-nummer 40480543",
        "Org.nr: 802004-1234", "ОГРН 1027700132195", "NIT: 900123456", "119219814 RR0001",
    ],
)  # fmt: skip
def test_numbers_of_registers(text):
    assert "charity" in kinds(f"<p>{text}</p>")


@pytest.mark.parametrize(
    "text",
    [
        "We raised £1234567 in all", "Call 01632 960123", "a charity walk on 12 May 2024", "charity shop, 14 High Street",
        "being 13-1624016 metres", "Troop 501 camps", "Unit 1234567 of the series",
    ],
)  # fmt: skip
def test_numbers_of_other_things(text):
    assert kinds(f"<p>{text}</p>") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our safeguarding lead is Sam.", True),
        ("Child Welfare Officer: Alex", True),
        ("Präventionsfachkraft: Kim", True),
        ("Vertrauensperson für Kinder", True),
        ("Designated Liaison Person (DLP): Mary Byrne", True),
        ("Ansprechperson Kinderschutz: Maria", True),
        ("Responsabile Safeguarding: Paola Neri", True),
        ("Delegada de protección: Ana", True),
        ("Ansprechpartner für die Presse: Kim", False),
        ("Responsabile della segreteria: Paola", False),
        ("Our treasurer is Sam.", False),
        ("The health and safety officer", False),
    ],
)
def test_a_named_contact(text, found):
    assert ("contact" in kinds(f"<p>{text}</p>")) is found


def test_what_scripts_hold_is_not_read():
    assert kinds("<script>var a = 'safeguarding lead, registered charity number 1234567'</script>") == set()


def test_words_are_folded():
    assert fold("Données\u00a0 PERSONNELLES – l’été") == "donnees personnelles - l ete"


@pytest.mark.parametrize(
    ("href", "there"),
    [
        ("https://policies.google.com/privacy", False),
        ("https://www.godaddy.com/legal/agreements/privacy-policy", False),
        ("https://automattic.com/privacy/", False),
        ("https://www.scouts.example/privacy", True),
        ("https://docs.google.com/document/d/1/privacy", True),
        ("https://riverclub.weebly.com/privacy", True),
        ("/privacy", True),
    ],
)
def test_notice_of_a_company_that_serves_the_site_is_not_its_own(href, there):
    page = page_of(f'<p>This site is protected.</p><a href="{href}">Privacy Policy</a>')
    assert any(offer.kind == "privacy" for offer in offers(page)) is there
