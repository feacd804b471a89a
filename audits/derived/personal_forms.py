"""Forms that ask for something about a person, and where they send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.inside import inside
from audits.page import Page
from audits.visit import bare_host

Target = Literal["own", "other", "mail"]
_PERSONAL_TYPES = frozenset({"email", "tel", "password", "file", "date", "datetime-local", "month"})


@dataclass(frozen=True, slots=True)
class PersonalForm:
    """One form: where it sends (absolute address), by which way, and whether it asks for a password or a file."""

    address: str
    target: Target
    protected: bool
    password: bool
    upload: bool
    element: HtmlElement


@derived
def personal_forms(page: Page) -> tuple[PersonalForm, ...]:
    """The forms of a page, searches and mere menus left out."""
    return tuple(made for form in page.elements("form") if (made := _form(page, form)) is not None)


@derived
def upload_fields(page: Page) -> tuple[HtmlElement, ...]:
    """Fields that take a file from the visitor's machine."""
    return tuple(field for field in page.elements("input") if field.get("type", "").strip().lower() == "file")


@derived
def form_facts(page: Page) -> tuple[tuple[str, Target, bool, bool, bool], ...]:
    """The same forms without their elements, for site audits: address, target, protected, password, upload."""
    return tuple((f.address, f.target, f.protected, f.password, f.upload) for f in personal_forms(page))


def _safe(url: str) -> bool:
    return url.startswith("https://") or inside(url)


def _form(page: Page, form: HtmlElement) -> PersonalForm | None:
    fields = list(form.iter("input", "textarea"))
    types = {field.get("type", "text").strip().lower() for field in fields if field.tag == "input"}
    posts = form.get("method", "get").strip().lower() == "post"
    asks = not types.isdisjoint(_PERSONAL_TYPES) or any(field.tag == "textarea" for field in fields)
    texts = sum(field.tag == "textarea" or field.get("type", "text").strip().lower() == "text" for field in fields)
    if not asks and not (posts and texts >= 2):
        return None
    action = form.get("action", "").strip()
    address = page.join(action) if action else page.url
    scheme = urlsplit(address).scheme if address else ""
    target: Target = "mail" if scheme == "mailto" else "own"
    if scheme in {"http", "https"} and bare_host(address) != bare_host(page.url):
        target = "other"
    # What an http page shows can be changed on the way, so a form on it is not protected wherever it sends.
    protected = _safe(address) and _safe(page.url)
    return PersonalForm(address, target, protected, "password" in types, "file" in types, form)
