"""Turns selectors that cssselect2 has parsed into fast tests of lxml elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from cssselect2 import parser
from lxml.html import HtmlElement
from tinycss2.nth import parse_nth

from audits.store.plain_selector import PARTS, Chain, Compound

Test = Callable[[HtmlElement], bool]


class Classes(Protocol):
    """Gives the class names of an element."""

    def __call__(self, element: HtmlElement, /) -> frozenset[str]: ...


class Selector:
    """One selector, ready to match.

    `key` is what its subject must carry, for the index: ("#", id), (".", class), ("", tag) or ("*", ""). `above`
    are the tags, `.classes` and `#ids` that must stand among the ancestors. `test` is `None` where the key says it
    all. `never` where it can match nothing on a page at rest. `chain` is what it asks of tags, ids and classes: of the
    element and of those around it; `more` tests what else it asks of an element that fits into the chain, and is
    `None` where it asks nothing else.
    """

    __slots__ = ("_make", "_make_more", "_more", "_test", "above", "chain", "key", "never", "pseudo", "specificity")

    def __init__(
        self, key: tuple[str, str], above: frozenset[str], make: Callable[[], Test | None],
        specificity: tuple[int, int, int], pseudo: str, *, never: bool, chain: Chain,
        more: Callable[[], Test | None] | None,
    ) -> None:  # fmt: skip
        self.key = key
        self.above = above
        self.specificity = specificity
        self.pseudo = pseudo
        self.never = never
        self.chain = chain
        self._make: Callable[[], Test | None] | None = make
        self._test: Test | None = None
        self._make_more = more
        self._more: Test | None = None

    @property
    def test(self) -> Test | None:
        """Made when first asked for: most selectors of a framework are never tried."""
        if self._make is not None:
            self._test, self._make = self._make(), None
        return self._test

    @property
    def more(self) -> Test | None:
        if self._make_more is not None:
            self._more, self._make_more = self._make_more(), None
        return self._more


def compile_selector(parsed: Any, classes: Classes, *, fold: bool) -> Selector:
    """`fold` where ids and classes match in any case (quirks mode)."""
    if isinstance(parsed, Chain):
        return _of_chain(parsed, classes, fold=fold)
    tree = parsed.parsed_tree
    last = tree.right if isinstance(tree, parser.CombinedSelector) else tree
    maker = _Maker(classes, fold)
    try:
        test, whole = maker.test(tree), maker.key_only(tree)
    except (ValueError, TypeError, AttributeError, NotImplementedError, RecursionError):
        test, whole = _never, False
    return Selector(
        maker.key(last),
        frozenset(maker.above(tree)),
        lambda: None if whole else test,
        tuple(parsed.specificity),
        parsed.pseudo_element or "",
        never=test is _never,
        chain=maker.chain(tree),
        more=lambda: None if whole else maker.more(tree, test),
    )


def _of_chain(chain: Chain, classes: Classes, *, fold: bool) -> Selector:
    if fold:
        chain = chain._replace(compounds=tuple(_folded(compound) for compound in chain.compounds))
    compounds, signs = chain.compounds, chain.signs
    last = compounds[-1]
    if last.idents:
        key = ("#", last.idents[0])
    elif last.classes:
        key = (".", last.classes[-1])
    else:
        key = ("", last.lower) if last.tag else ("*", "")
    above: list[str] = []
    if signs:
        for compound, sign in zip(compounds, signs, strict=False):
            if sign in " >":
                above += ["#" + name for name in compound.idents]
                above += ["." + name for name in compound.classes]
                if compound.tag:
                    above.append(compound.lower)
    stateful = any(compound.states for compound in compounds)
    never = stateful and any(_PSEUDO_CLASSES.get(s, _never) is _never for c in compounds for s in c.states)

    def make() -> Test | None:
        return _chain_test(chain, classes, fold=fold)

    def more() -> Test:
        """What else it asks of its subject; the whole of it where it asks more of others."""
        if "+" in signs or "~" in signs or any(compound.states for compound in compounds[:-1]):
            return make() or _always
        return _all([_PSEUDO_CLASSES.get(state, _never) for state in last.states])

    near = "+" in signs or "~" in signs
    asks = more if stateful or near else None
    return Selector(
        key, frozenset(above), make, chain.specificity, chain.pseudo, never=never, chain=chain, more=asks
    )  # fmt: skip


def _folded(compound: Compound) -> Compound:
    idents, classes = (tuple(name.lower() for name in names) for names in (compound.idents, compound.classes))
    return compound._replace(idents=idents, classes=classes)


def _chain_test(chain: Chain, classes: Classes, *, fold: bool) -> Test | None:
    """The chain as a test of elements; `None` where it has one part only, which is its key."""
    first = chain.compounds[0]
    if not chain.signs and len(first.idents) + len(first.classes) + bool(first.tag) == 1 and not first.states:
        return None
    maker = _Maker(classes, fold)
    test = _compound_test(first, classes, fold=fold)
    for sign, compound in zip(chain.signs, chain.compounds[1:], strict=True):
        test = maker.combined(test, sign, _compound_test(compound, classes, fold=fold))
    return test


def _compound_test(compound: Compound, classes: Classes, *, fold: bool) -> Test:
    tags, wanted = {compound.tag, compound.lower}, frozenset(compound.classes)
    tests: list[Test] = []
    if compound.tag:
        tests.append(lambda element: element.tag in tags)
    tests += [_ident_test(name, fold=fold) for name in compound.idents]
    if wanted:
        tests.append(lambda element: wanted <= classes(element))
    tests += [_PSEUDO_CLASSES.get(state, _never) for state in compound.states]
    return _all(tests)


def _ident_test(ident: str, *, fold: bool) -> Test:
    if fold:
        return lambda element: (element.get("id") or "").lower() == ident
    return lambda element: element.get("id") == ident


def _all(tests: list[Test]) -> Test:
    if _never in tests:
        return _never
    if not tests:
        return _always
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda element: first(element) and second(element)
    return lambda element: all(test(element) for test in tests)


def _never(_element: HtmlElement) -> bool:
    return False


def _always(_element: HtmlElement) -> bool:
    return True


class _Maker:
    """Makes closures from the nodes of one selector."""

    def __init__(self, classes: Classes, fold: bool) -> None:
        self.classes = classes
        self.fold = fold

    def name(self, text: str) -> str:
        return text.lower() if self.fold else text

    def key(self, compound: Any) -> tuple[str, str]:
        best = ("*", "")
        for part in compound.simple_selectors:
            if isinstance(part, parser.IDSelector):
                return ("#", self.name(part.ident))
            if isinstance(part, parser.ClassSelector):
                best = (".", self.name(part.class_name))
            elif isinstance(part, parser.LocalNameSelector) and best[0] == "*":
                best = ("", part.lower_local_name)
        return best

    def key_only(self, tree: Any) -> bool:
        """Is the selector one simple part, so that finding it in the index is matching it?"""
        if isinstance(tree, parser.CombinedSelector) or len(tree.simple_selectors) > 1:
            return False
        known = (parser.IDSelector, parser.ClassSelector, parser.LocalNameSelector)
        return all(isinstance(part, known) for part in tree.simple_selectors)

    def chain(self, tree: Any) -> Chain:
        """What the selector asks of tags, ids and classes."""
        compounds: list[Compound] = []
        signs: list[str] = []
        while isinstance(tree, parser.CombinedSelector):
            compounds.append(self._compound(tree.right))
            signs.append(tree.combinator)
            tree = tree.left
        compounds.append(self._compound(tree))
        if len(compounds) > PARTS:  # what stands further left is left to the test of the whole
            compounds, signs = compounds[:PARTS], [*signs[: PARTS - 2], "~"]
        return Chain(tuple(reversed(compounds)), tuple(reversed(signs)), (0, 0, 0), "")

    def _compound(self, compound: Any) -> Compound:
        tag = lower = ""
        idents: list[str] = []
        classes: list[str] = []
        for part in compound.simple_selectors:
            if isinstance(part, parser.IDSelector):
                idents.append(self.name(part.ident))
            elif isinstance(part, parser.ClassSelector):
                classes.append(self.name(part.class_name))
            elif isinstance(part, parser.LocalNameSelector):
                tag, lower = part.local_name, part.lower_local_name
        return Compound(tag, lower, tuple(idents), tuple(classes), ())

    def more(self, tree: Any, test: Test) -> Test | None:
        """A test of what the chain does not say: of the subject alone where that is all, else the whole test."""
        last = tree
        if isinstance(tree, parser.CombinedSelector):
            left, last = tree.left, tree.right
            if len(self.chain(tree).compounds) >= PARTS:
                return test
            while isinstance(left, parser.CombinedSelector):
                if left.combinator not in {" ", ">"} or not all(map(_told, left.right.simple_selectors)):
                    return test
                left = left.left
            if tree.combinator not in {" ", ">"} or not all(map(_told, left.simple_selectors)):
                return test
        return _all(
            [t for part in last.simple_selectors if not _told(part) and (t := self._simple(part)) is not _always]
        )

    def above(self, tree: Any) -> Iterable[str]:
        while isinstance(tree, parser.CombinedSelector):
            if tree.combinator in {" ", ">"}:
                left = tree.left.right if isinstance(tree.left, parser.CombinedSelector) else tree.left
                yield from self._tokens(left)
            else:
                # Beyond a sibling the ancestors of the left side are still ours, its own compound is not.
                pass
            tree = tree.left

    def _tokens(self, compound: Any) -> Iterable[str]:
        for part in compound.simple_selectors:
            if isinstance(part, parser.IDSelector):
                yield "#" + self.name(part.ident)
            elif isinstance(part, parser.ClassSelector):
                yield "." + self.name(part.class_name)
            elif isinstance(part, parser.LocalNameSelector):
                yield part.lower_local_name

    def test(self, tree: Any) -> Test:
        if isinstance(tree, parser.CombinedSelector):
            return self.combined(self.test(tree.left), tree.combinator, self.test(tree.right))
        return _all([test for part in tree.simple_selectors if (test := self._simple(part)) is not _always])

    def combined(self, left: Test, combinator: str, right: Test) -> Test:
        if left is _never or right is _never:
            return _never
        if combinator == " ":
            return lambda element: right(element) and _stands_in(element, left)
        if combinator == ">":
            return lambda element: right(element) and (other := element.getparent()) is not None and left(other)
        if combinator == "+":
            return lambda element: right(element) and (other := _previous(element)) is not None and left(other)
        return lambda element: right(element) and _follows(element, left)

    def _simple(self, part: Any) -> Test:
        if isinstance(part, parser.LocalNameSelector):
            tag, raw = part.lower_local_name, part.local_name
            return lambda element: element.tag in {tag, raw}
        if isinstance(part, parser.ClassSelector):
            name, classes = self.name(part.class_name), self.classes
            return lambda element: name in classes(element)
        if isinstance(part, parser.IDSelector):
            return _ident_test(self.name(part.ident), fold=self.fold)
        if isinstance(part, parser.AttributeSelector):
            return _attribute(part)
        if isinstance(part, parser.NamespaceSelector):
            return _always
        if isinstance(part, parser.PseudoClassSelector):
            return _PSEUDO_CLASSES.get(part.name, _never)
        if isinstance(part, parser.FunctionalPseudoClassSelector):
            return self._function(part)
        inner = [self._inner(one) for one in part.selector_list]
        if isinstance(part, parser.NegationSelector):
            return lambda element: not any(test(element) for test in inner)
        if isinstance(part, parser.RelationalSelector):
            return lambda element: any(test(element) for test in inner)
        return _never if not inner else lambda element: any(test(element) for test in inner)

    def _inner(self, one: Any) -> Test:
        if not isinstance(one, parser.RelativeSelector):
            return self.test(one.parsed_tree)
        test, combinator = self.test(one.selector.parsed_tree), one.combinator
        if combinator == " ":
            return lambda element: any(test(e) for e in element.iterdescendants() if isinstance(e.tag, str))
        if combinator == ">":
            return lambda element: any(test(child) for child in element if isinstance(child.tag, str))
        if combinator == "+":
            return lambda element: (other := _next(element)) is not None and test(other)
        return lambda element: any(test(e) for e in element.itersiblings() if isinstance(e.tag, str))

    def _function(self, part: Any) -> Test:
        if part.name == "lang":
            wanted = [t.value.lower() for t in part.arguments if t.type in {"ident", "string"}]
            return lambda element: _lang(element).startswith(tuple(wanted))
        if part.name not in {"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"}:
            return _never
        arguments = [token for token in part.arguments if token.type != "comment"]
        of: list[Any] = []
        for place, token in enumerate(arguments):
            if token.type == "ident" and token.lower_value == "of":
                arguments, of = arguments[:place], arguments[place + 1 :]
                break
        step = parse_nth(arguments)
        if step is None:
            return _never
        a, b = step
        among = [self.test(one.parsed_tree) for one in parser.parse(of)] if of else None
        same, backwards = part.name.endswith("of-type"), "last" in part.name

        places = _SIBLINGS.places[same, backwards]

        def nth(element: HtmlElement) -> bool:
            if among is not None and not any(test(element) for test in among):
                return False
            if among is None:
                place = places.get(element) or _place(element, same=same, backwards=backwards)
            else:
                place = 1
                for other in element.itersiblings(preceding=not backwards):
                    if isinstance(other.tag, str) and (not same or other.tag == element.tag):
                        place += any(test(other) for test in among)
            return bool(place == b if a == 0 else (place - b) % a == 0 and (place - b) // a >= 0)

        return nth


def _told(part: Any) -> bool:
    """Is that part of a selector in its chain?"""
    return isinstance(part, (parser.IDSelector, parser.ClassSelector, parser.LocalNameSelector))


_NEAR = 40
"""Siblings looked at one by one; beyond that they are counted once for all, or a list of 20,000 takes seconds."""


class _Siblings:
    """What was found out of one page: places of children, where the first of a kind stands, what stands in one."""

    def __init__(self) -> None:
        self.root: HtmlElement | None = None
        kinds = ((same, backwards) for same in (False, True) for backwards in (False, True))
        self.places: dict[tuple[bool, bool], dict[HtmlElement, int]] = {kind: {} for kind in kinds}
        self.first: dict[tuple[HtmlElement, Test], int] = {}
        self.inside: dict[Test, dict[HtmlElement, bool]] = {}

    def of(self, element: HtmlElement) -> None:
        """Forget the page before: its elements must not be kept in memory."""
        root = element.getroottree().getroot()
        if root is not self.root:
            self.root = root
            for places in self.places.values():
                places.clear()
            self.first.clear()
            self.inside.clear()


_SIBLINGS = _Siblings()


def _stands_in(element: HtmlElement, left: Test) -> bool:
    """Does an element around it match? Each is tested once, however many stand in it."""
    node = element.getparent()
    known = _SIBLINGS.inside.get(left)
    if known is None or node not in known:
        _SIBLINGS.of(element)
        known = _SIBLINGS.inside.setdefault(left, {})
    chain: list[HtmlElement] = []
    found = False
    while node is not None:
        if node in known:
            found = known[node]
            break
        chain.append(node)
        node = node.getparent()
    for node in reversed(chain):
        found = known[node] = found or left(node)
    return found


def _place(element: HtmlElement, *, same: bool, backwards: bool) -> int:
    """Its place among the children of its parent, from 1; with `same` among those of its tag."""
    parent = element.getparent()
    if parent is None:
        return 1
    places = _SIBLINGS.places[same, backwards]
    if element not in places:
        _SIBLINGS.of(element)
        counts: Counter[str] = Counter()
        for child in parent.iterchildren(reversed=backwards):
            if isinstance(child.tag, str):
                kind = child.tag if same else ""
                counts[kind] += 1
                places[child] = counts[kind]
    return places[element]


def _follows(element: HtmlElement, left: Test) -> bool:
    """Does an earlier sibling match?"""
    for seen, other in enumerate(element.itersiblings(preceding=True)):
        if seen == _NEAR:
            break
        if isinstance(other.tag, str) and left(other):
            return True
    else:
        return False
    _SIBLINGS.of(element)
    parent: HtmlElement = element.getparent()  # type: ignore[assignment]  # it has siblings
    first = _SIBLINGS.first.get((parent, left))
    if first is None:
        matching = (child for child in parent if isinstance(child.tag, str) and left(child))
        found = next(matching, None)
        first = 1 << 60 if found is None else _place(found, same=False, backwards=False)
        _SIBLINGS.first[parent, left] = first
    return first < _place(element, same=False, backwards=False)


_LOWERED = {
    "type", "align", "valign", "method", "dir", "lang", "media", "rel", "shape", "target", "hreflang", "color", "face",
    "bgcolor", "checked", "disabled", "readonly", "selected", "multiple",
}  # fmt: skip
"""Attributes whose values HTML compares without regard to case in selectors (a part of the standard's list)."""


def _attribute(part: Any) -> Test:
    name, operator, value = part.lower_name, part.operator, part.value
    lower = part.case_sensitive is False or (part.case_sensitive is None and name in _LOWERED)
    if operator is None:
        return lambda element: name in element.attrib
    value = value.lower() if lower else value
    if operator != "=" and not value:
        return _never
    compare: Callable[[str], bool] = {
        "=": lambda text: text == value,
        "~=": lambda text: value in text.split(),
        "|=": lambda text: text == value or text.startswith(value + "-"),
        "^=": lambda text: text.startswith(value),
        "$=": lambda text: text.endswith(value),
        "*=": lambda text: value in text,
    }[operator]

    def test(element: HtmlElement) -> bool:
        text = element.get(name)
        return text is not None and compare(text.lower() if lower else text)

    return test


def _previous(element: HtmlElement) -> HtmlElement | None:
    other = element.getprevious()
    while other is not None and not isinstance(other.tag, str):
        other = other.getprevious()
    return other


def _next(element: HtmlElement) -> HtmlElement | None:
    other = element.getnext()
    while other is not None and not isinstance(other.tag, str):
        other = other.getnext()
    return other


def _lang(element: HtmlElement) -> str:
    own = element.get("lang")
    if own is not None:
        return own.lower()
    return next((lang.lower() for other in element.iterancestors() if (lang := other.get("lang")) is not None), "")


def _twin(element: HtmlElement, *, preceding: bool) -> bool:
    return any(e.tag == element.tag for e in element.itersiblings(preceding=preceding))


_FIELDS = {"button", "input", "select", "textarea", "option", "optgroup", "fieldset"}


def _disabled(element: HtmlElement) -> bool:
    if element.tag not in _FIELDS:
        return False
    if "disabled" in element.attrib:
        return True
    return element.tag not in {"option", "optgroup"} and any(
        "disabled" in other.attrib for other in element.iterancestors("fieldset")
    )


def _checked(element: HtmlElement) -> bool:
    if element.tag == "option":
        return "selected" in element.attrib
    return element.tag == "input" and "checked" in element.attrib


def _editable(element: HtmlElement) -> bool:
    if "readonly" in element.attrib or "disabled" in element.attrib:
        return False
    unwritable = {"checkbox", "radio", "file", "submit", "button", "reset", "image", "hidden", "range", "color"}
    return element.tag == "textarea" or (
        element.tag == "input" and element.get("type", "text").lower() not in unwritable
    )


def _link(element: HtmlElement) -> bool:
    return element.tag in {"a", "area"} and "href" in element.attrib


def _empty(element: HtmlElement) -> bool:
    return not element.text and not any(isinstance(child.tag, str) or child.tail for child in element)


_PSEUDO_CLASSES: dict[str, Test] = {
    "link": _link,
    "any-link": _link,
    "root": lambda element: element.getparent() is None,
    "scope": lambda element: element.getparent() is None,
    "first-child": lambda element: _previous(element) is None,
    "last-child": lambda element: _next(element) is None,
    "only-child": lambda element: _previous(element) is None and _next(element) is None,
    "first-of-type": lambda element: not _twin(element, preceding=True),
    "last-of-type": lambda element: not _twin(element, preceding=False),
    "only-of-type": lambda element: not _twin(element, preceding=True) and not _twin(element, preceding=False),
    "empty": _empty,
    "disabled": _disabled,
    "enabled": lambda element: element.tag in _FIELDS and not _disabled(element),
    "checked": _checked,
    "required": lambda element: "required" in element.attrib,
    "optional": lambda element: element.tag in {"input", "select", "textarea"} and "required" not in element.attrib,
    "read-write": _editable,
    "read-only": lambda element: not _editable(element),
    "placeholder-shown": lambda element: "placeholder" in element.attrib and not element.get("value"),
    "open": lambda element: "open" in element.attrib,
    "defined": lambda element: "-" not in str(element.tag),
}
"""Pseudo-classes of a page at rest; `:hover`, `:focus`, `:visited` and every other match nothing."""
