"""What no reader can notice changes no outcome: comments, capital tags, other quotes, white space in tags, extra attributes."""

import re
from dataclasses import replace

import pytest

from audits.model import Example
from audits.registry import page_audits
from audits.specimen import example_page

_TAG = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(?P<raw>script|style|title|textarea|svg|math|noscript|template|iframe|xmp|plaintext)\b.*?</(?P=raw)\s*>"
    r"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"(</?)([a-zA-Z][a-zA-Z0-9]*)")
_VALUE = re.compile(r"""(\s[a-zA-Z-]+=)"([^"']*)\"""")
_TABLE = re.compile(
    r"</?(html|head|body|table|tr|tbody|thead|tfoot|colgroup|col|frameset|frame|select|option|optgroup|meta|link|base)\b",
    re.IGNORECASE,
)


def commented(tag):
    return tag if _TABLE.match(tag) else f"<!-- an editor's mark -->{tag}<!--#end-->"


def capital(tag):
    return _NAME.sub(lambda found: found[1] + found[2].upper(), tag, count=1)


def single_quotes(tag):
    return _VALUE.sub(r"\1'\2'", tag)


def spaced(tag):
    return re.sub(r"(/?)>$", r"\n  \1>", _VALUE.sub(r'\n   \1"\2"', tag))


def extra(tag):
    return tag if tag.startswith("</") else _NAME.sub(r'\1\2 editor="7"', tag, count=1)


def changed(html, change):
    def one(found):
        return found[0] if found[0].startswith("<!") or found["raw"] else change(found[0])

    if "<html" not in html.lower():
        html = f'<!doctype html><html lang="en"><head><title>Example</title></head><body>{html}</body></html>'
    return _TAG.sub(one, html)


def said(audit, example: Example):
    outcome = audit.run(example_page(example))
    return outcome.kind, outcome.value, len(outcome.findings)


@pytest.mark.parametrize("change", [commented, capital, single_quotes, spaced, extra])
def test_no_outcome_changes(change):
    different, tried = [], 0
    for audit in page_audits():
        for number, example in enumerate(audit.examples):
            if not isinstance(example.html, str):
                continue
            tried += 1
            plain = said(audit, replace(example, html=changed(example.html, str)))
            other = said(audit, replace(example, html=changed(example.html, change)))
            if plain != other:
                different.append((audit.id, number, plain, other))
    assert tried > 500
    assert not different
