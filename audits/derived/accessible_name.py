"""Computes the name by which assistive technology announces an element, and its description.

After Accessible Name and Description Computation 1.2, HTML-AAM 1.0 and SVG-AAM 1.0. Of what style sheets generate
(`::before`, `::after`) only words count: signs are mostly drawn by icon fonts, which say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from audits.derived import derived
from audits.derived.generated_words import generated_words
from audits.derived.hidden import concealment, hidden_from_at
from audits.derived.roles import explicit_role, input_type, name_from_content, role
from audits.page import Page

NAME_CAP = 4000
"""Characters kept of a name: nobody listens to more, and unbounded names make nested content quadratic."""

DEPTH_CAP = 150
"""Levels of content followed one by one; below it the text is taken as it stands (Python ends at about 1,000)."""


def accessible_name(page: Page, element: HtmlElement) -> str:
    """The accessible name, spaces collapsed; `""` where there is none."""
    memo = _memo(page)
    name = memo.get(element)
    if name is None:
        name = memo[element] = " ".join(_Naming(page).name(element).split())[:NAME_CAP]
    return name


def accessible_description(page: Page, element: HtmlElement) -> str:
    """What is read out after the name: `aria-describedby`, `aria-description`, or a `title` that is not the name."""
    naming = _Naming(page)
    targets = _targets(page, element.get("aria-describedby", ""))
    text = " ".join(" ".join(naming.referenced(target) for target in targets).split())
    text = text or " ".join(element.get("aria-description", "").split())
    if not text:
        title = " ".join(element.get("title", "").split())
        text = title if title != accessible_name(page, element) else ""
    return text[:NAME_CAP]


def named_by_author(page: Page, element: HtmlElement) -> bool:
    """Does `aria-labelledby` or `aria-label` name this element?"""
    naming = _Naming(page)
    return bool(naming.labelledby(element).strip() or element.get("aria-label", "").strip())


@derived
def labels_of(page: Page) -> Mapping[HtmlElement, list[HtmlElement]]:
    """The `label` elements of each control, in document order."""
    labels: dict[HtmlElement, list[HtmlElement]] = {}
    for label in page.elements("label"):
        control = _labelled_control(page, label)
        if control is not None:
            labels.setdefault(control, []).append(label)
    return labels


LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})


def _labelled_control(page: Page, label: HtmlElement) -> HtmlElement | None:
    target = label.get("for")
    if target is not None:
        found = page.ids.get(target)
        return found[0] if found and _labelable(found[0]) else None
    return next((inside for inside in label.iter() if isinstance(inside.tag, str) and _labelable(inside)), None)


def _labelable(element: HtmlElement) -> bool:
    if element.tag == "input":
        return input_type(element) != "hidden"
    return element.tag in LABELABLE


@derived
def _memo(_page: Page) -> dict[HtmlElement, str]:
    return {}


@derived
def _content_memo(_page: Page) -> dict[HtmlElement, str]:
    return {}


@derived
def _reference_memo(_page: Page) -> dict[HtmlElement, str]:
    return {}


def _targets(page: Page, references: str) -> list[HtmlElement]:
    return [page.ids[name][0] for name in dict.fromkeys(references.split()[:100]) if name in page.ids]


_NOTHING = ("", "")


class _Naming:
    """One computation: what it is for, and the element being named, which must not name itself."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.subject: HtmlElement | None = None
        self.by_reference = False
        self.show_hidden = False
        self.generated = generated_words(page)

    def name(self, element: HtmlElement) -> str:
        """Steps 2B to 2I for the element itself."""
        if hidden_from_at(self.page, element):
            return ""
        if text := self.labelledby(element).strip():
            return text
        if label := element.get("aria-label", "").strip():
            return label
        if (role(self.page, element) != "none" or element.tag == "svg") and (text := self.native(element, 0)):
            return text
        if self._by_content(element) and (text := self.content(element, 0).strip()):
            return text
        return self.tooltip(element)

    def labelledby(self, element: HtmlElement) -> str:
        references = element.get("aria-labelledby")
        if not references:
            return ""
        return " ".join(_Naming(self.page).referenced(target) for target in _targets(self.page, references))

    def referenced(self, target: HtmlElement) -> str:
        """The text of what `aria-labelledby` or `aria-describedby` points at, hidden or not."""
        memo = _reference_memo(self.page)
        if target not in memo:
            memo[target] = ""  # what refers to itself in a circle gives nothing
            self.by_reference = True
            self.show_hidden = bool(concealment(self.page).get(target, 0))
            memo[target] = self._text(target, 1, top=True)[:NAME_CAP]
        return memo[target]

    def content(self, element: HtmlElement, depth: int) -> str:
        """Step 2F: the text inside, element by element."""
        if depth > DEPTH_CAP:
            return "".join(element.itertext())[:NAME_CAP]
        whole = self.subject is None and not self.by_reference and not self.show_hidden
        memo = _content_memo(self.page)
        if whole and element in memo:
            return memo[element]
        before, after = self.generated.get(element, _NOTHING)
        parts = [before, element.text or ""]
        length = len(before) + len(parts[1])
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._text(child, depth + 1))
                length += len(parts[-1])
            if child.tail:
                parts.append(child.tail)
                length += len(child.tail)
            if length > 2 * NAME_CAP:
                break
        parts.append(after)
        text = "".join(parts)[: 2 * NAME_CAP]
        if whole:
            memo[element] = text
        return text

    def _text(self, element: HtmlElement, depth: int, *, top: bool = False) -> str:
        """The part an element contributes to another's name, with the spaces its box makes around it."""
        if not self.show_hidden and hidden_from_at(self.page, element):
            return ""
        tag = element.tag
        if element is self.subject and not top:
            return ""
        if tag in _SILENT:
            return " " if tag == "br" else ""
        attributes = element.attrib
        if attributes or tag in LABELABLE:
            text = self._attributed(element, depth, top=top)
            if text is not None:
                return f" {text} "
        elif tag in _NATIVE and (text := self.native(element, depth)):
            return f" {text} "
        text = self.content(element, depth)
        if not text.strip() and attributes and role(self.page, element) != "none":
            text = " ".join(attributes.get("title", "").split())
        return f" {text} " if tag in _BLOCKS else text

    def _attributed(self, element: HtmlElement, depth: int, *, top: bool) -> str | None:
        """What attributes or the element's own kind say, before its content is looked at; `None` if nothing."""
        if not self.by_reference and (text := self.labelledby(element).strip()):
            return text
        value = self._value(element)
        if value or (value is not None and not top):
            return value
        if label := element.get("aria-label", "").strip():
            return label
        tag = element.tag
        if tag in {"img", "svg"} or explicit_role(element) in {"img", "graphics-document", "graphics-symbol"}:
            if role(self.page, element) == "none":
                return ""
            return self.native(element, depth) or " ".join(element.get("title", "").split())
        if tag in _NATIVE:
            return self.native(element, depth) or None
        return None

    def _value(self, element: HtmlElement) -> str | None:
        """Step 2C: a field inside another's label speaks its value."""
        if element is self.subject:
            return None
        tag, kind = element.tag, role(self.page, element)
        if kind in {"textbox", "searchbox"}:
            if tag == "input":
                return " ".join(element.get("value", "").split())
            return " ".join("".join(element.itertext()).split())
        if tag == "select":
            options = [option for option in element.iter("option") if "selected" in option.attrib]
            chosen = options or list(element.iter("option"))[:1]
            return " ".join("".join(option.itertext()) for option in chosen)
        if kind in {"slider", "spinbutton", "scrollbar", "progressbar", "meter"}:
            return element.get("aria-valuetext") or element.get("aria-valuenow") or element.get("value") or ""
        return None

    def native(self, element: HtmlElement, depth: int) -> str:
        """Step 2D/2E: what HTML and SVG name an element by."""
        tag = element.tag
        attributes = element.attrib
        if tag == "input":
            return self._input(element, depth)
        if tag in {"img", "area"}:
            return " ".join(attributes.get("alt", "").split())
        if tag in LABELABLE:
            return self._labels(element, depth)
        if tag in {"fieldset", "figure", "table"}:
            part = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}[tag]
            caption = next((child for child in element if child.tag == part), None)
            text = self._text(caption, depth + 1).strip() if caption is not None else ""
            return text or (" ".join(attributes.get("summary", "").split()) if tag == "table" else "")
        if tag == "svg" or tag in _SVG_PARTS:
            title = next((child for child in element if child.tag == "title"), None)
            text = " ".join("".join(title.itertext()).split()) if title is not None else ""
            return text or " ".join(attributes.get("xlink:title", "").split())
        if tag == "optgroup":
            return " ".join(attributes.get("label", "").split())
        if tag == "option":
            return " ".join(attributes.get("label", "").split())
        return ""

    def _input(self, element: HtmlElement, depth: int) -> str:
        kind = input_type(element)
        attributes = element.attrib
        if kind in {"button", "submit", "reset"}:
            text = " ".join(attributes.get("value", "").split())
            if "value" not in attributes:
                text = {"submit": "Submit", "reset": "Reset"}.get(kind, "")
            return self._labels(element, depth) or text
        if kind == "image":
            return self._labels(element, depth) or " ".join(attributes.get("alt", "").split())
        return self._labels(element, depth)

    def _labels(self, element: HtmlElement, depth: int) -> str:
        """The text of the element's own `label` elements, where it is not itself inside another's name."""
        if depth:
            return ""
        labels = labels_of(self.page).get(element, ())
        parts = []
        for label in labels[:20]:
            naming = _Naming(self.page)
            naming.subject = element
            # A label that points at its field names it even where the label itself is hidden (accname 1.2, 2A).
            naming.show_hidden = bool(concealment(self.page).get(label, 0))
            parts.append(naming._text(label, 1).strip())
        return " ".join(parts).strip()

    def tooltip(self, element: HtmlElement) -> str:
        """Step 2I: `title`, and the placeholder of a text field."""
        if role(self.page, element) == "none":
            return ""
        title = " ".join(element.get("title", "").split())
        if title:
            return title
        if element.tag == "textarea" or (element.tag == "input" and input_type(element) in _PLACEHOLDERS):
            return " ".join((element.get("placeholder") or element.get("aria-placeholder") or "").split())
        return " ".join(element.get("aria-placeholder", "").split()) if element.get("role") else ""

    def _by_content(self, element: HtmlElement) -> bool:
        if name_from_content(role(self.page, element)):
            return True
        # HTML-AAM names these by their content though they have no role, or one that is not named so.
        return element.tag in {"summary", "label", "legend", "caption", "figcaption"} and not explicit_role(element)


_SILENT = frozenset({"br", "wbr", "script", "style", "template", "iframe", "noscript", "head", "source", "track"})
_NATIVE = frozenset({"area", "img", "input", "svg", "optgroup", "option"})
_SVG_PARTS = frozenset(
    {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "symbol", "text", "use"}
)
_PLACEHOLDERS = frozenset({"email", "number", "password", "search", "tel", "text", "url"})
_BLOCKS = frozenset("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre
    search section summary table tbody td tfoot th thead tr ul video
""".split())  # fmt: skip
