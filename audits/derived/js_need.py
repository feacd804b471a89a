"""What of a page cannot be read without JavaScript, told from its source alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.sight import seen
from audits.page import Page
from audits.store.records import Fetch
from audits.store.text import decode
from audits.store.unpack import unpack

Need = Literal["yes", "partial", "no"]

WORDS = 15
"""Readable words below which a page with scripts and without links has nothing to read (a design choice: shells of
script applications have 0 to 10, the shortest splash page seen without scripts has 5 and a link)."""

_ROOTS = frozenset({
    "root", "app", "__next", "__nuxt", "___gatsby", "main-app", "react-root", "app-root", "application", "svelte",
    "q-app", "ember-app", "spa",
})  # fmt: skip
_MENU = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|header|site-header|topbar|sidebar)(?:$|[-_ ])|^nav|nav$|menu$|^menu|header$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without)\W+(?:\w+\W+){0,4}?(?:java ?script)|java ?script\W+(?:\w+\W+){0,4}?(?:enabled?|activ|required|needed|disabled|aktiv|erforderlich|nécessaire|requis|necesari|wymag|vyžad|nutn)",
    re.IGNORECASE,
)
_INCLUDE = re.compile(
    r"""\.load\s*\(\s*['"][^'"]+\.(?:html?|php|txt|shtml)|fetch\s*\(\s*['"][^'"]*\.html?['"]|w3\.includeHTML|includeHTML\s*\(""",
    re.IGNORECASE,
)
_WRITES = (
    "innerHTML", "insertAdjacentHTML", "appendChild", ".append(", ".html(", ".load(", "createApp(", "ReactDOM", "new Vue(", "document.write",
)  # fmt: skip
_WRITTEN_LINK = re.compile(r"document\.write(?:ln)?\s*\([^;]{0,400}<a\s[^;]{0,200}href", re.IGNORECASE)
_SENDS_ON = re.compile(r"""\blocation(?:\.href)?\s*=\s*['"]|\blocation\.(?:replace|assign)\s*\(\s*['"]""")
_HIDES = re.compile(
    r"(?:^|;|\s)(?:opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|visibility\s*:\s*hidden|display\s*:\s*none)", re.IGNORECASE
)
_WHOLE = frozenset(
    {
        "body",
        "html",
        "main",
        "#main",
        "#wrapper",
        "#content",
        "#page",
        "#container",
        ".wrapper",
        ".container",
        "#root",
        "#app",
        "html body",
    }
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "title"})


@dataclass(frozen=True, slots=True)
class ScriptNeed:
    """`need` of one page, and the sentences that say why."""

    need: Need
    reasons: tuple[str, ...]


@derived
def script_need(page: Page) -> ScriptNeed:
    """Can this page be read without JavaScript: `no` need, `partial`, or `yes`, it needs it for everything."""
    scripts = page.elements("script")
    running = [script for script in scripts if _runs(script)]
    if not running or page.elements("frameset"):
        return ScriptNeed("no", ())
    if (written := written_share(page)) is not None:
        return _measured(page, *written)
    body = page.root.find("body")
    words = _readable(body, WORDS + 1) if body is not None else 0
    if words < WORDS and any(_SENDS_ON.search(script.text or "") for script in running):
        return ScriptNeed("partial", ("the page only sends visitors on, by a script",))
    if words < WORDS and (reason := _empty(page, body)):
        return ScriptNeed("yes", (reason,))
    reasons = [
        *_hidden(page),
        *_menu_by_script(page, running),
        *_filled_by_script(page, running),
        *_faded(page),
    ]
    return ScriptNeed("partial" if reasons else "no", tuple(reasons))


def _measured(page: Page, share: float, words: int) -> ScriptNeed:
    """The same from a browser's evidence; what styles hide until a script runs stands in the source all the same."""
    said = f"scripts put in {share:.0%} of the {words} words that a browser shows"
    if share >= MOST and words >= WORDS:
        return ScriptNeed("yes", (said,))
    hiding = [*_hidden(page), *_faded(page)]
    if share >= SOME or share * words >= PASSAGE:
        return ScriptNeed("partial", (said, *hiding))
    return ScriptNeed("partial" if hiding else "no", tuple(hiding))


MOST, SOME, PASSAGE = 0.5, 0.15, 100
"""Share of the words from which a page cannot, or can only in part, be read without scripts, and words that are a
passage by themselves on however long a page (design choices)."""


def written_share(page: Page) -> tuple[float, int] | None:
    """The share of the words a browser shows that are not in the source, and how many it shows; `None` unseen."""
    text = seen(page, "text")
    if text is None or text.get("characters", 0) > len(text.get("text", "")):
        return None
    shown = Counter(_words(str(text["text"])))
    source = Counter(_words(" ".join(_source_texts(page))))
    total = sum(shown.values())
    return (sum((shown - source).values()) / total, total) if total else (0.0, 0)


def _source_texts(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "noscript", "template"}:
            yield element.text or ""
            yield element.get("value") or ""
        yield element.tail or ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _runs(script: HtmlElement) -> bool:
    kind = script.get("type", "").strip().lower()
    return kind in {"", "module"} or "javascript" in kind or "ecmascript" in kind


def _readable(body: HtmlElement, enough: int) -> int:
    """Words a reader sees without scripts, counted until there are `enough`; a picture's text alternative counts."""
    words = 0
    for element in body.iter():
        if not isinstance(element.tag, str):
            words += len((element.tail or "").split())
            continue
        hidden = element.tag in _SKIPPED or any(parent.tag in _SKIPPED for parent in _few_parents(element))
        if not hidden:
            words += len((element.text or "").split())
            if element.tag == "img":
                words += 3  # a picture can be seen without scripts
        words += len((element.tail or "").split()) if not hidden or element.tag in _SKIPPED else 0
        if words >= enough:
            break
    return words


def _few_parents(element: HtmlElement) -> list[HtmlElement]:
    parents = []
    for parent in element.iterancestors():
        parents.append(parent)
        if len(parents) == 4:
            break
    return parents


def _empty(page: Page, body: HtmlElement | None) -> str:
    """Why a page with next to no words needs scripts; empty where something else explains it."""
    links = [link for link in page.elements("a", "area") if link.get("href", "#").strip() not in {"", "#"}]
    if links or body is None:
        return ""
    for element in body.iterchildren():
        if isinstance(element.tag, str) and (name := _app_root(element)):
            return f"the page is one empty element ({name}) that a script fills"
    if any(_DEMAND.search(" ".join(_texts(element))) for element in page.elements("noscript")):
        return "the page says that it needs JavaScript, and shows nothing without"
    shows = page.elements("img", "video", "object", "embed", "iframe", "form", "applet")
    shown = any(next(element.iterancestors("noscript"), None) is None for element in shows)
    return "" if shown else "the page has scripts and no text, links or pictures"


def _app_root(element: HtmlElement) -> str:
    """The name of the element that script applications draw into; empty where it is none."""
    tag, name = str(element.tag), element.get("id", "")
    if name.lower() in _ROOTS:
        return f"{tag}#{name}"
    return tag if "-" in tag and tag.endswith(("root", "app")) else ""


def _texts(element: HtmlElement) -> list[str]:
    return [str(text) for text in element.itertext()]


def _hidden(page: Page) -> list[str]:
    """Styles that hide the whole page until a script shows it."""
    for selector in _hiding_selectors(page):
        if not _rescued(page):
            return [f"the styles hide “{selector}” until a script shows it"]
    return []


def _rescued(page: Page) -> bool:
    return any(
        element.find(".//style") is not None or element.find(".//link") is not None
        for element in page.elements("noscript")
    )


def _hiding_selectors(page: Page) -> list[str]:
    body = page.root.find("body")
    found: list[str] = []
    if body is not None and _HIDES.search(body.get("style", "")):
        found.append("body")
    for style in page.elements("style"):
        found += _rules(style.text or "")
    for fetch in _sheets(page):
        found += _hidden_by(fetch)
    return [selector for selector in found if _present(page, selector)]


def _present(page: Page, selector: str) -> bool:
    if selector.startswith("#"):
        return selector[1:] in page.ids
    if selector.startswith("."):
        body = page.root.find("body")
        return body is not None and any(
            isinstance(child.tag, str) and selector[1:] in child.get("class", "").split()
            for child in body.iterchildren()
        )
    return True


@lru_cache(maxsize=512)
def _hidden_by(fetch: Fetch) -> tuple[str, ...]:
    """The whole-page selectors a style sheet hides; one sheet serves every page of a site."""
    return _rules(_text_of(fetch))


def _rules(css: str) -> tuple[str, ...]:
    if "opacity" not in css and "visibility" not in css and "display" not in css:
        return ()
    found: list[str] = []
    media = ""
    # Cut at the closing braces: linear, where a pattern would look at long pictures inside sheets again and again.
    for rule in _COMMENT.sub("", css).split("}"):
        head, brace, declarations = rule.rpartition("{")
        if not brace:
            media = ""  # the brace that closes an at-rule
            continue
        outer, nested, selectors = head.rpartition("{")
        media = outer.lower() if nested else media
        # For print hiding the whole page may be the point.
        hiding = "none" in (said := declarations.lower()) or "hidden" in said or "opacity" in said
        if hiding and "print" not in media and _HIDES.search(declarations):
            found += [name for part in selectors.split(",") if (name := " ".join(part.split()).lower()) in _WHOLE]
    return tuple(found)


def _menu_by_script(page: Page, running: list[HtmlElement]) -> list[str]:
    """An empty place for the menu, and no links of the site's own to walk by."""
    walkable = (link for link in page.elements("a", "area") if _walkable(link.get("href", "")))
    if len([*islice(walkable, 2)]) == 2:
        return []
    for element in page.elements("nav", "div", "header", "ul"):
        name = f"{element.get('id', '')} {element.get('class', '')}".strip()
        named = element.tag in {"nav", "header"} or any(_MENU.search(part) for part in name.split())
        if named and len(element) == 0 and not (element.text or "").strip():
            return [f"the menu (<{element.tag!s}> {name}".rstrip() + ") is empty until a script fills it"]
    if any("document.write" in text and _WRITTEN_LINK.search(text) for script in running if (text := script.text)):
        return ["the links are written by a script"]
    return []


def _walkable(href: str) -> bool:
    href = href.strip().lower()
    return bool(href) and not href.startswith(("#", "javascript:", "mailto:", "tel:", "http://", "https://", "//"))


def _filled_by_script(page: Page, running: list[HtmlElement]) -> list[str]:
    """Empty places that a script in the page fills, or pieces of pages fetched by script."""
    for element in page.elements("div", "section", "nav", "header", "footer"):
        for name in ("w3-include-html", "data-include", "include-html", "data-w3-include-html"):
            if element.get(name):
                return [f"a piece of the page ({element.get(name)}) is put in by a script"]
    inline = "\n".join(text for script in running if (text := script.text or ""))
    if ("load" in inline or "fetch" in inline or "include" in inline) and _INCLUDE.search(inline):
        return ["pieces of the page are fetched by a script"]
    named = _filled_names(inline)
    for script in running:
        fetch = page.answer(page.join(script.get("src"))) if script.get("src") else None
        if fetch is not None and fetch.ok and fetch.wire:
            named |= _filled_by(fetch)
    for name in sorted(page.ids.keys() & named):
        element = page.ids[name][0]
        if element.tag in _CONTAINERS and len(element) == 0 and not (element.text or "").strip() and _big(name):
            return [f"the content of #{name} is filled in by a script"]
    return []


_CONTAINERS = frozenset({"div", "section", "ul", "ol", "tbody", "main", "article"})


@lru_cache(maxsize=512)
def _filled_by(fetch: Fetch) -> frozenset[str]:
    return _filled_names(_text_of(fetch)[:_SCRIPT_CAP])


def _filled_names(script: str) -> frozenset[str]:
    """The ids that a script reaches for, if it writes into pages at all."""
    if not any(call in script for call in _WRITES):
        return frozenset()
    return frozenset(name for names in _REACHES.findall(script) for name in names if name)


_REACHES = re.compile(r"""getElementById\(\s*['"]([\w-]+)['"]|['"]#([\w-]+)['"]""")
_SCRIPT_CAP = 200_000  # characters of one script looked through: a site's own scripts are shorter, bundles name no ids


def _big(name: str) -> bool:
    return bool(
        re.search(
            r"news|event|post|list|content|main|gallery|article|team|programme|program|calendar|table|items|feed|result|fixtures|menu|nav",
            name,
            re.IGNORECASE,
        )
    )


def _faded(page: Page) -> list[str]:
    """Scroll animation that keeps most of the text transparent where its script does not run (AOS and its like)."""
    if _MARKED(page.root) < _FADED or _rescued(page):
        return []
    marked = sum(
        element.get("data-aos") is not None
        for element in page.elements("div", "section", "h1", "h2", "h3", "p", "article", "main", "img")
    )
    if marked < _FADED:
        return []
    # Only a style sheet that was fetched is evidence; one that never loads hides nothing.
    for fetch in _sheets(page):
        if "[data-aos" in _text_of(fetch):
            return ["a scroll animation keeps most of the text invisible until its script runs"]
    return []


_MARKED = etree.XPath("count(//@data-aos)")
_FADED = 3
"""Animated blocks from which most of a page is hidden (a design choice)."""


def _sheets(page: Page) -> list[Fetch]:
    """The style sheets of a page that were fetched."""
    links = [
        page.answer(page.join(link.get("href")))
        for link in page.elements("link")
        if "stylesheet" in link.get("rel", "").lower() and "print" not in link.get("media", "").lower()
    ]
    return [fetch for fetch in links if fetch is not None and fetch.ok and fetch.wire]


@lru_cache(maxsize=64)
def _text_of(fetch: Fetch) -> str:
    body = unpack(fetch.wire, fetch.header("content-encoding")).body
    return decode(body, fetch.header("content-type")).text
