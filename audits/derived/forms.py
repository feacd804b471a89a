"""The forms of a page: what each is for, and whether it has what it takes to work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.hosts import vendors
from audits.derived.vocabulary import concepts, says
from audits.page import Page
from audits.visit import bare_host

Purpose = Literal[
    "contact", "join", "newsletter", "search", "web_search", "login", "comments", "poll", "donate", "booking", "upload", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One form, or the fields of a page that stand in none (`loose`).

    `target` is where it is sent (absolute; empty where nothing is named), `submit` if it has a control to send it with,
    `scripted` if a script may take it over. `personal` counts fields for a name, an address or a number.
    """

    purpose: Purpose
    target: str
    submit: bool
    scripted: bool
    fields: int
    personal: int
    loose: bool = False

    @property
    def works(self) -> bool | None:
        """Can it be sent: yes, no, or `None` where only its script or the visitor's mail program knows."""
        if not self.submit:
            return None if self.scripted or self.loose else False
        if self.target.startswith("http"):
            return True
        return None if self.scripted or self.loose or self.target.startswith("mailto:") else False


@dataclass(frozen=True, slots=True)
class FormElement:
    """A form and the element that makes it (of loose fields: the first one)."""

    form: Form
    element: HtmlElement


@derived
def forms(page: Page) -> tuple[Form, ...]:
    """The forms without their elements: this is what a site audit names in its `needs`."""
    return tuple(found.form for found in form_elements(page))


@derived
def form_elements(page: Page) -> tuple[FormElement, ...]:
    """Every form that has a field a person fills in, and every group of fields outside of forms."""
    controls = page.elements("input", "textarea", "select", "button")
    if not controls:
        return ()
    # What a page is about stands in its title or in its address (`/join-us`).
    title = " ".join(element.text or "" for element in page.elements("title")[:1])
    title = f"{title} {_NAME_BREAK.sub(' ', page.url.rpartition('/')[2].lower())}"
    labels = _labels(page)
    found = []
    for owner, members in _owned(page, controls):
        reading = _reading(owner, members, labels)
        if owner is None:
            found += [FormElement(*pair) for pair in _loose(reading, members)]
        elif reading.fields or reading.hidden:
            form = _form(page, owner, reading, title)
            if form is not None:
                found.append(FormElement(form, owner))
    return tuple(found)


@dataclass(slots=True)
class _Reading:
    """What a form shows: how many fields of which kind, and all the words on and around them."""

    texts: int = 0
    emails: int = 0
    personal: int = 0
    passwords: int = 0
    areas: int = 0
    files: int = 0
    searches: int = 0
    radios: int = 0
    radio_groups: int = 0
    selects: int = 0
    checks: int = 0
    hidden: int = 0
    submit: bool = False
    names: str = ""
    hidden_names: str = ""
    words: str = ""
    buttons: list[str] = field(default_factory=list)
    heading: str = ""

    @property
    def fields(self) -> int:
        return self.texts + self.passwords + self.areas + self.files + self.radios + self.selects + self.checks


def _form(page: Page, owner: HtmlElement, reading: _Reading, title: str) -> Form | None:
    action = owner.get("action", "").strip()
    empty = action in {"", "#", "?"} or action.lower().startswith(("javascript:", "about:"))
    target = "" if empty else page.join(action)
    names = f"{owner.get('id', '')} {owner.get('class', '')} {owner.get('name', '')} {action}".lower()
    purpose = _purpose(page, owner, reading, target, names, title)
    if purpose is None:
        return None
    scripted = bool(
        owner.get("onsubmit")
        or _SCRIPTED.search(names)
        or any(name.startswith(("data-", "@", "v-", "ng-", "x-")) for name in owner.attrib)
    )
    scripted = scripted or (not target and bool(page.elements("script")))
    return Form(purpose, target, reading.submit, scripted, reading.fields, reading.personal)


def _purpose(page: Page, owner: HtmlElement, reading: _Reading, target: str, names: str, title: str) -> Purpose | None:
    said = concepts(f"{_NAME_BREAK.sub(' ', names)} {reading.names[:200]} {reading.words}")
    services = {vendor.feature for vendor in vendors().of(target)}
    if "donate" in services:
        return "donate"
    if not reading.fields:
        return None
    if "mailman" in target and reading.emails:
        return "newsletter"  # Mailman lets its subscribers choose a password
    if reading.passwords:
        signs_up = reading.texts > 3 or reading.passwords > 1 or bool(_SIGN_UP.search(names))
        return "join" if signs_up else "login"
    # A hidden `recipient` is where FormMail and its like send what is written: the organisation, no friend.
    if _TELL_A_FRIEND.search(reading.names.removesuffix(reading.hidden_names)):
        return "other"
    if not reading.areas and _LOST_NAME.search(names):
        return "login"
    if not reading.areas and _LOST.search(f"{names} {reading.words.lower()} {reading.names}"):
        return "login"
    if (purpose := _search(page, owner, reading, target, names, said, services)) is not None:
        return purpose
    if "comments" in services or _COMMENTS.search(names):
        return "comments"
    if reading.areas and (said & {"comments", "guestbook"} or "guestbook" in concepts(title)):
        return "comments"
    if "newsletter" in services or (_takes_address(reading) and said & {"newsletter", "news"}):
        return "newsletter"
    if _is_poll(reading, said, services):
        return "poll"
    if "donate" in said and _AMOUNT.search(reading.names):
        return "donate"
    return _conversation(reading, said, services, names, title)


def _conversation(reading: _Reading, said: frozenset[str], services: set[str], names: str, title: str) -> Purpose:
    """Forms by which somebody writes to the organisation, by what for."""
    asks = bool(services & {"form_target", "external_form"}) or bool(_CONTACT_MARKUP.search(names))
    writes = reading.areas > 0 or reading.emails > 0 or reading.personal > 1 or (asks and reading.texts > 0)
    shown_only = reading.texts == 0 and not reading.submit  # a text area used as a box for text
    if reading.texts + reading.areas == 0 or not writes or shown_only:
        return "upload" if reading.files else "other"
    if reading.emails and not reading.areas and reading.texts == 1 and not reading.selects + reading.checks > 2:
        return "newsletter"
    about = concepts(f"{title} {_NAME_BREAK.sub(' ', names)} {reading.heading}")
    around = said | about
    if reading.areas and "contact" in around and "join" not in about:
        return "contact"
    if "booking" in around and reading.texts > 1:
        return "booking"
    if "join" in around:
        return "join"
    return "contact"


def _takes_address(reading: _Reading) -> bool:
    return reading.emails > 0 and not reading.areas and reading.texts <= 4


def _is_poll(reading: _Reading, said: frozenset[str], services: set[str]) -> bool:
    if "poll" in services:
        return True
    choices = reading.radios > 1 and reading.radio_groups == 1
    return (
        choices
        and not reading.texts
        and not reading.areas
        and not reading.selects
        and ("poll" in said or any(says("poll", words) for words in reading.buttons))
    )


def _search(
    page: Page,
    owner: HtmlElement,
    reading: _Reading,
    target: str,
    names: str,
    said: frozenset[str],
    services: set[str],
) -> Purpose | None:
    """A search box: one line to write in that is called so, sent to this site or to a service that searches it."""
    if reading.areas or reading.emails or reading.files or not reading.texts:
        return None
    if _PLACE.search(reading.names):
        return None  # it looks for what is near a place, not for words on this site
    if reading.texts > 2 and (reading.personal or not _SEARCH_ACTION.search(names)):
        return None
    named = reading.searches > 0 or owner.get("role") == "search" or "search" in services
    named = named or bool(_SEARCH_NAME.search(reading.names) or _SEARCH_ACTION.search(names)) or "search" in said
    if not named:
        return None
    if "search" in services or not target.startswith("http") or _one_owner(target, page.url):
        return "search"
    return "search" if _SITE_ONLY.search(reading.names) else "web_search"


def _one_owner(address: str, other: str) -> bool:
    """Do both hosts lie below the same registered name (`search.club.org`, `www.club.org`)?"""
    return _registered(bare_host(address)) == _registered(bare_host(other))


def _registered(host: str) -> str:
    labels = host.partition(":")[0].split(".")
    # `club.org.uk`: below two-letter domains short second levels are for everybody.
    long = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if long else -2 :])


def _loose(reading: _Reading, members: list[HtmlElement]) -> list[tuple[Form, HtmlElement]]:
    """Fields that stand in no form: a search box, or a form that a script sends."""
    boxes = [member for member in members if _is_search_box(member)]
    made = [(Form("search", "", True, scripted=True, fields=1, personal=0, loose=True), box) for box in boxes[:1]]
    said = concepts(reading.words)
    if reading.passwords:
        made.append((Form("login", "", reading.submit, True, reading.fields, reading.personal, loose=True), members[0]))
    elif reading.submit and (reading.areas or reading.emails) and (reading.emails or reading.personal):
        short = not reading.areas and reading.texts <= 2
        purpose: Purpose = "newsletter" if short else "join" if "join" in said and "contact" not in said else "contact"
        made.append((Form(purpose, "", reading.submit, True, reading.fields, reading.personal, loose=True), members[0]))
    return made


def _is_search_box(member: HtmlElement) -> bool:
    if member.tag != "input" or (member.get("type") or "text").lower() not in {"text", "search"}:
        return False
    if member.get("type", "").lower() == "search":
        return True
    named = " ".join(member.get(name, "") for name in ("name", "id", "class", "placeholder", "aria-label", "title"))
    return bool(_SEARCH_NAME.search(f" {_NAME_BREAK.sub(' ', named.lower())} ")) or "search" in concepts(
        f"{member.get('placeholder', '')} {member.get('aria-label', '')}"
    )


def _owned(page: Page, controls: list[HtmlElement]) -> list[tuple[HtmlElement | None, list[HtmlElement]]]:
    """Controls by the form that owns them.

    `<table><form><tr>` of old pages leaves an empty form before its fields (HTML tree construction closes it at once
    and only remembers the owner): fields without a form go to the last empty form before them.
    """
    by_form: dict[HtmlElement | None, list[HtmlElement]] = {form: [] for form in page.elements("form")}
    orphans = []
    for control in controls:
        owner = next(control.iterancestors("form"), None)
        if owner is None and (name := control.get("form")):
            owner = next((form for form in page.ids.get(name, ()) if form.tag == "form"), None)
        if owner is None:
            orphans.append(control)
        else:
            by_form.setdefault(owner, []).append(control)
    empty = [form for form, members in by_form.items() if form is not None and not members and not len(form)]
    if orphans and empty:
        orphans = _adopted(page, orphans, empty, by_form)
    if orphans:
        by_form[None] = orphans
    return [(owner, members) for owner, members in by_form.items() if members]


def _adopted(
    page: Page,
    orphans: list[HtmlElement],
    empty: list[HtmlElement],
    by_form: dict[HtmlElement | None, list[HtmlElement]],
) -> list[HtmlElement]:
    left = []
    places = [(page.order[form], form) for form in empty]
    for orphan in orphans:
        before = [pair for pair in places if pair[0] < page.order[orphan]]
        if before:
            by_form[before[-1][1]].append(orphan)
        else:
            left.append(orphan)
    return left


def _reading(owner: HtmlElement | None, members: list[HtmlElement], labels: dict[str, str]) -> _Reading:
    reading = _Reading()
    groups: set[str] = set()
    names: list[str] = []
    hidden: list[str] = []
    words: list[str] = []
    for member in members:
        _read(member, reading, groups, hidden if _is_hidden(member) else names, words, labels)
    reading.radio_groups = len(groups)
    reading.hidden_names = f" {' '.join(hidden)} ".lower()
    reading.names = f" {' '.join(names)} ".lower() + reading.hidden_names
    if owner is not None:
        words.append(" ".join(" ".join(owner.itertext()).split())[:400])
        before = owner.getprevious()
        headings = [*owner.iter("legend", "h1", "h2", "h3", "h4"), *([] if before is None else [before])]
        reading.heading = " ".join(
            " ".join(heading.itertext())[:80] for heading in headings if isinstance(heading.tag, str)
        )
        words.append(reading.heading)
    reading.words = " ".join(words)
    return reading


def _is_hidden(member: HtmlElement) -> bool:
    return member.tag == "input" and (member.get("type") or "").lower() == "hidden"


def _read(
    member: HtmlElement,
    reading: _Reading,
    groups: set[str],
    names: list[str],
    words: list[str],
    labels: dict[str, str],
) -> None:
    tag, kind = str(member.tag), (member.get("type") or "").lower()
    if tag == "button":
        reading.submit = reading.submit or kind in {"", "submit"} or bool(member.get("onclick"))
        words.append(" ".join(member.itertext()))
        reading.buttons.append(words[-1])
        return
    if kind in {"submit", "image", "button", "reset"} and tag == "input":
        reading.submit = (
            reading.submit or kind in {"submit", "image"} or (kind == "button" and bool(member.get("onclick")))
        )
        words.append(member.get("value") or member.get("alt") or "")
        reading.buttons.append(words[-1])
        return
    named = f"{member.get('name', '')} {member.get('id', '')}"
    called = " ".join(member.get(name, "") for name in ("placeholder", "aria-label", "title"))
    if tag == "input" and kind in {"", "text", "search", "email"}:
        called = f"{called} {member.get('value', '')[:40]}"  # before placeholders there were values
    called = f"{called} {labels.get(member.get('id', '')) or _around(member)}"
    if kind == "hidden" and tag == "input":
        reading.hidden += 1
        names.append(_NAME_BREAK.sub(" ", named))
        return
    names.append(f"{_NAME_BREAK.sub(' ', named)} {called} |")
    words.append(called)
    _count(member, tag, kind, f" {_NAME_BREAK.sub(' ', named)} {called} ".lower(), reading, groups)


def _count(member: HtmlElement, tag: str, kind: str, named: str, reading: _Reading, groups: set[str]) -> None:
    if tag == "textarea":
        reading.areas += "readonly" not in member.attrib and "g recaptcha" not in named
    elif tag == "select":
        reading.selects += 1
    elif kind == "password":
        reading.passwords += 1
    elif kind == "file":
        reading.files += 1
    elif kind == "radio":
        reading.radios += 1
        groups.add(member.get("name", ""))
    elif kind == "checkbox":
        reading.checks += 1
    elif "readonly" not in member.attrib or member.get("onfocus"):
        reading.texts += 1
        reading.searches += kind == "search"
        email = kind == "email" or bool(_EMAIL_NAME.search(named))
        reading.emails += email
        reading.personal += email or kind == "tel" or bool(_PERSONAL.search(named))


def _labels(page: Page) -> dict[str, str]:
    """Labels by the id of their field."""
    return {name: " ".join(label.itertext())[:80] for label in page.elements("label") if (name := label.get("for"))}


def _around(member: HtmlElement) -> str:
    """The label that stands around its field, of which lists of choices are no part."""
    parent = member.getparent()
    for _ in range(2):
        if parent is None or parent.tag == "label":
            break
        parent = parent.getparent()
    return "" if parent is None or parent.tag != "label" else " ".join(parent.itertext("label", "span", "b", "p"))[:80]


_NAME_BREAK = re.compile(r"[\s_\-\[\]./:?=&#%]+|(?<=[a-z])(?=[A-Z])")
_EMAIL_NAME = re.compile(
    r"e ?mail|courriel|correo|メール|邮箱|信箱|電子郵件|почт|sähköposti|e-?post\b|epost|posta elettronica|\bmail"
)
_PERSONAL = re.compile(
    r"name|\bnom\b|prénom|nombre|apellido|cognome|\bnome\b|naam|nazwisko|imi[ęe]|jméno|jmeno|prijmeni|namn|navn|nimi|\bime\b"
    r"|prezime|όνομα|имя|фамилия|氏名|名前|姓名|phone|telef|tel\b|mobil|puhelin|電話|电话|телефон|τηλέφωνο|address|adress|adresse"
    r"|strasse|straße|postcode|plz|birth|geburt|vorname|nachname|subject|betreff|asunto|oggetto|onderwerp|temat|předmět"
)
_SEARCH_NAME = re.compile(
    r"\s(?:s|q|qs|k|query|search\w*|searchword|keywords?|zoom query|words|suche\w*|suchbegriff|recherche\w*|buscar?|busqueda|cerca|zoek\w*|szukaj"
    r"|hledat|hledej|sok|søg|sok\w*|haku|pesquisa\w*|busca|trazi|pretraga|find|terms?)\s"
)
_PLACE = re.compile(
    r"\s(?:post ?code|zip(?: ?code)?|plz|postleitzahl|code postal|codigo postal|código postal|cap|kod pocztowy)\s"
)
_SEARCH_ACTION = re.compile(r"search|suche|recherche|busca|cerca|zoek|szukaj|hled[ae]|/find\b")
_SITE_ONLY = re.compile(r"\b(?:as ?)?site ?search\b|\bdomains?\b|\bsite\b|\bcx\b|\bcof\b")
_COMMENTS = re.compile(
    r"comment-?form|wp-comments-post|add-?comment|postcomment|guestbook|gaestebuch|gastbok|livre-?d-?or|gbook"
)
_CONTACT_MARKUP = re.compile(
    r"wpcf7|wpforms|gform|gravityform|ninja-forms|nf-form|frm_forms|formidable|forminator|elementor-form|contact|kontakt|form-to-email|formmail"
    r"|caldera|everest-forms|fluentform|hs-form|sqs-|w-form|jotform|wsform|rsform|breezing|mailto:|sendmail|mailform|mailer|cgiemail|web3forms"
)
_SCRIPTED = re.compile(r"wpcf7|wpforms|gform|elementor|hs-form|fluentform|w-form|sqs|ajax|netlify|forminator|ninja")
_TELL_A_FRIEND = re.compile(
    r"target email|source email|friends? ?(?:e ?mail|name)|recipient|empf(?:ae|ä)nger|destinatari|ami email"
)
_SIGN_UP = re.compile(r"regist|sign-?_?up|create|join")
_LOST_NAME = re.compile(r"password|passwort|fpass|forgot|user-pass|resetting|/login\b|log-?in")
_LOST = re.compile(
    r"(?:forgot|forgotten|lost|reset|recover)\W{0,3}(?:your |my |the |a )?(?:user|pass|pwd|account)|passwor[dt] (?:vergessen|zurücksetzen|reset|recovery)|passwortvergessen|mot de passe (?:oublié|perdu)"
    r"|(?:recuperar|restablecer|olvid\w+)\W+(?:\w+ )?(?:contraseña|clave|senha)|password dimenticata|wachtwoord vergeten|(?:zapomniał\w+|odzyskaj) hasł|zapomenut\w+ hesl|glömt lösenord|glemt (?:kodeord|passord)|salasana unohtu"
    r"|zaboravljen\w+ lozink|восстанов\w+ парол|забыли пароль|パスワードを忘れ|忘記密碼|忘记密码"
)
_AMOUNT = re.compile(
    r"amount|betrag|montant|importe|importo|bedrag|kwota|částka|castka|belopp|beløb|beløp|summa|valor|iznos|ποσό|сумма|金額|金额"
)
