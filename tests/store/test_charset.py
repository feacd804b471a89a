"""Pages that declare no encoding are read in the one their letters belong to, and in windows-1252 when in doubt."""

import pytest

from audits.store.text import decode

TEXTS = {
    "Czech": ("cp1250 iso8859-2", "Scházíme se každé úterý v klubovně. Vítáme všechny děti, které mají rády přírodu a dobrodružství."),
    "Polish": ("cp1250 iso8859-2", "Zapraszamy dzieci i młodzież. Świetlica jest czynna od poniedziałku do piątku, udział w zajęciach jest bezpłatny."),
    "Hungarian": ("cp1250 iso8859-2", "Minden pénteken találkozunk a klubban, új tagokat szívesen látunk, hűvös időben is. Öltözzön jól."),
    "Croatian": ("cp1250 iso8859-2", "Sastajemo se svaki četvrtak, dođite jer šetnje i igre čekaju sve učenike i mlade, također i roditelje."),
    "Turkish": ("cp1254", "Her cuma akşamı buluşuyoruz, gençler için ücretsiz, çay ve oyun var, şarkı söylüyoruz."),
    "Lithuanian": ("cp1257", "Susitinkame kiekvieną penktadienį, laukiame visų vaikų, kurie mėgsta žaisti, ateikite šį šeštadienį."),
    "Russian": ("cp1251 koi8-r", "Мы собираемся каждую пятницу в клубе, и новые участники всегда желанные гости."),
    "Greek": ("cp1253", "Κάθε Σάββατο στις 16:00 συναντιόμαστε στην εστία μας για παιχνίδι και δράση με όλα τα παιδιά."),
    "French": ("cp1252", "L’été, nous accueillons les enfants à la semaine. L’œuvre des colonies vous accueille. Où ça ? Noël."),
    "Icelandic": ("cp1252", "Við hittumst á hverjum fimmtudegi í húsinu okkar, allir krakkar eru velkomnir og það er ókeypis þegar þú vilt."),
    "Norwegian": ("cp1252", "Klubben er åpen hver dag for å møte andre ungdommer på skøyter, ræv og åål."),
    "Portuguese": ("cp1252", "As inscrições estão abertas até à próxima reunião; não é necessário trazer nada, só boa disposição."),
    "names of many countries": ("cp1252", "Café Zürich, Malmö, Besançon, São Paulo, Ærø – Grüße von Günther, René, Çelik, Øyvind, Ñandú, Íñigo"),
    "few letters": ("cp1252", "Café, naïve, 5 £ – Zoë"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), [(text, one) for names, text in TEXTS.values() for one in names.split()])
def test_undeclared(text, encoding):
    page = f"<html><body><p>{text}</p><script>var a = 1;</script></body></html>"
    assert decode(page.encode(encoding)).text == page


def test_what_is_declared_is_believed():
    body = f'<meta charset="windows-1252"><p>{TEXTS["Czech"][1]}</p>'.encode("cp1250")
    assert decode(body).encoding == "cp1252"
