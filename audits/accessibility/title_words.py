"""The page title was written for this page.

Why it matters: the title is the first thing heard, and all that is seen in tabs, bookmarks and search results.
What is measured: whether the title says something, rather than "Untitled", "Insert title here", "New Page 1", "Home" or a file name.
Limits: only what editors put there themselves, and no heading repeats, is a failure for certain; a title that says something can still be that of another page.
What to do: give each page a title of its own: its subject first, then the name of the site.
"""

import re

from audits.derived.headings import headings
from audits.derived.wording import phrases, plain, quoted, squeezed
from audits.model import Example, Finding, Outcome, measured, not_applicable, page_audit
from audits.page import Page

_FILE = re.compile(r"^[\w%-]+\.(?:html?|php\d?|aspx?|jsp|cfm|shtml|docx?|pdf|pub|txt)$", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*)$", re.IGNORECASE)
_INSERT = re.compile(
    r"\b(?:insert|enter|type|put|write|add|change|replace)\b.{0,25}\btitle\b|\btitle\b.{0,12}\b(?:goes )?here\b|\blorem ipsum\b"
    r"|\[(?:page )?title\]|\{\{.*\}\}|<%|%[A-Z_]+%|\$\{?title"
    r"|^(?:new|untitled|unnamed)\s+(?:page|document|web ?page)\s*[-_]?\d*$|^page\s*\d+$|^(?:untitled|document|slide|seite|pagina|strona)[\s-]?\d+$",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(
    r"(?:please )?(?:insert|enter|type|put|write|add)(?: (?:your|the|a|page|web|site|website|document))* title(?: (?:goes )?here)?"
    r"|(?:page |site )?title (?:goes )?here|untitled(?: (?:document|page))?[ -]*\d*|new page \d+|neue seite \d+|no title"
    r"|unbenannt(?:e seite|es dokument)?|ohne titel|(?:document |page )?sans (?:titre|nom)|(?:documento )?(?:sin t[ií]tulo|senza titolo|sem t[ií]tulo)"
    r"|naamloos(?: document)?|(?:dokument )?bez (?:naslova|názvu|nazwy|tytułu)"
)
"""What editors put there themselves: no page is about that (F25)."""
_BARE = frozenset({
    "home", "homepage", "home page", "welcome", "start", "startseite", "startpagina", "accueil", "inicio", "início", "főoldal",
    "strona główna", "úvod", "hem", "početna", "αρχική", "главная", "willkommen", "bienvenue", "bienvenidos", "benvenuti", "welkom",
    "witamy", "välkommen", "etusivu", "startsida", "hoofdpagina", "hlavní stránka", "naslovnica",
})  # fmt: skip


@page_audit(
    unit="yes/no",
    standards=["WCAG 2.2 SC 2.4.2 (A)", "WCAG Technique F25"],
    related=["2.4.2"],
    severity="serious",
    effort="minutes",
    examples=[
        Example("<html lang=en><title>Summer camp 2026 - Eastfield Scouts</title><p>Hello", gives=True),
        Example("<html lang=en><title id=fail>Untitled Document</title><p>Hello", gives=False),
        Example("<html lang=en><title id=fail>Please insert your title here</title><p>Hello", gives=False),
        Example("<html lang=de><title id=fail>Neue Seite 1</title><p>Hallo", gives=False),
        Example("<html lang=en><title id=fail>index.html</title><p>Hello", gives=False),
        Example("<html lang=en><p>No title", gives="not_applicable"),
    ],
)
def title_words(page: Page) -> Outcome:
    titles = page.elements("title")
    title = squeezed("".join(titles[0].itertext())) if titles else ""
    if not title:
        return not_applicable("no title")
    if fault := _fault(title):
        message = f"{fault}: {quoted(title)}"
        if _LEFT_BEHIND.fullmatch(plain(title)) and not _said_again(page, title):
            return measured(value=False, findings=[Finding(message, titles[0], grade="failure", wcag=("2.4.2",))])
        return measured(value=False, findings=[Finding(message, titles[0])])
    return measured(value=True)


def _said_again(page: Page, title: str) -> bool:
    """A heading that says the same: a work of art may be called "Untitled 3"."""
    return any(plain(heading.text) == plain(title) for heading in headings(page))


def _fault(title: str) -> str:
    heard = plain(title)
    if heard in phrases("title") or _INSERT.search(title) or not heard:
        return "inappropriate page title, a placeholder left by an editor"
    if _FILE.match(title) or _ADDRESS.match(title):
        return "inappropriate page title, only a file name or address"
    if heard in _BARE:
        return "page title says nothing of the site or page"
    return ""
