"""Turns the bytes of a page into text, once, as browsers do, and says where the label was wrong."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from bs4.dammit import UnicodeDammit
from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding

from audits.store.charset import WESTERN, likely_charset

_PRESCAN = 4096  # bytes in which a charset is looked for; the HTML standard says 1,024, old editors write long heads
_META = re.compile(
    rb"""<\s*meta[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.\-]+)|<\?xml[^>]*?encoding\s*=\s*["']([a-z0-9_:.\-]+)""",
    re.IGNORECASE,
)
# One set of first bytes, so that what is ASCII is skipped at the speed of C.
_MULTIBYTE = re.compile(
    rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])[\x80-\xbf]|(?<=[\xe0-\xef])[\x80-\xbf]{2}|(?<=[\xf0-\xf4])[\x80-\xbf]{3})"
)
_ASCII = bytes(range(128))
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\f\r")
_UNSUITED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WESTERN = frozenset(
    ("cp1250", "cp1252", "cp1254", "iso8859-2", "iso8859-15")
)  # no letter has another's place in Latin-1
_FEW = 30  # different bytes above ASCII up to which exchanging one after another is quicker than Python's codec


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that gave it, the label that was declared and where, and what was wrong with the label.

    `source` is one of `bom`, `header`, `meta`, `bytes` (nothing declared). `problem` is empty or a sentence.
    """

    text: str
    encoding: str
    label: str
    source: str
    problem: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page. Never raises: bytes that fit no encoding become U+FFFD."""
    bom, mark = read_bom(body)
    if bom:
        assert mark is not None
        declared, _ = _declared(body, content_type)
        problem = _clash(declared, bom)
        return Decoded(_clean(body[len(mark) :].decode(bom, "replace")), bom, declared, "bom", problem)
    if wide := _wide_without_mark(body):
        return Decoded(
            _clean(body.decode(wide, "replace")), wide, "", "bytes", f"{wide} without a byte order mark or a label"
        )
    label, source = _declared(body, content_type)
    encoding = resolve_encoding(label) if label else None
    if encoding and encoding.startswith("utf-16"):  # seen in ASCII bytes, so it cannot be true (HTML 13.2.3.2)
        encoding = "utf-8"
    if label and not encoding:
        text, encoding = _guess(body)
        return Decoded(_clean(text), encoding, label, source, f"label says {label}, which no browser knows")
    if encoding is None:
        text, encoding = _guess(body)
        if encoding == "windows-1252" and (other := likely_charset(body)) != WESTERN:
            text, encoding = _decoded(body, other), other
        return Decoded(_clean(text), encoding, "", "bytes")
    return _by_label(body, label, encoding, source)


def _by_label(body: bytes, label: str, encoding: str, source: str) -> Decoded:
    if encoding == "utf-8":
        text, actual = _guess(body)
        problem = "" if actual == "utf-8" else f"label says {label}, bytes are {actual}"
        return Decoded(_clean(text), actual, label, source, problem)
    if encoding == "cp1252" and _MULTIBYTE.search(body) and _is_utf8(body):
        return Decoded(_clean(body.decode("utf-8")), "utf-8", label, source, f"label says {label}, bytes are utf-8")
    try:
        text = _decoded(body, encoding)
    except (LookupError, UnicodeError):
        text, encoding = _guess(body)
    if encoding == "cp1252":  # browsers read the five unassigned bytes as C1 controls
        text = text.replace("\ufffd", "")
    return Decoded(_clean(text), encoding, label, source)


def _guess(body: bytes) -> tuple[str, str]:
    """UTF-8 where the bytes are, both mixed where most are, else windows-1252."""
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut in the middle of a character
            return body.decode("utf-8", "replace"), "utf-8"
    in_sequences = sum(map(len, _MULTIBYTE.findall(body)))
    if in_sequences * 2 > len(body.translate(None, _ASCII)):
        mixed = UnicodeDammit.detwingle(body)
        return mixed.decode("utf-8", "replace"), "utf-8 and windows-1252 mixed"
    return _decoded(body, "cp1252"), "windows-1252"


def _decoded(body: bytes, encoding: str) -> str:
    """`body.decode(encoding, "replace")`: Python's own codecs of one byte a letter take ten times as long as its Latin-1."""
    if encoding not in _WESTERN or len(odd := set(body.translate(None, _ASCII))) > _FEW:
        return body.decode(encoding, "replace")
    text = body.decode("latin-1")
    letters = _letters(encoding)
    for byte in odd & letters.keys():
        text = text.replace(chr(byte), letters[byte])
    return text


@cache
def _letters(encoding: str) -> dict[int, str]:
    """What the bytes mean that mean something else in Latin-1."""
    return {code: letter for code in range(256) if (letter := bytes((code,)).decode(encoding, "replace")) != chr(code)}


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(body: bytes, content_type: str) -> tuple[str, str]:
    header = http_content_type_encoding(content_type) if content_type else None
    raw = re.search(r"charset\s*=\s*[\"']?\s*([\w:.\-]+)", content_type, re.IGNORECASE)
    if header:
        return (raw.group(1) if raw else header), "header"
    match = _META.search(body[:_PRESCAN])
    if match:
        return (match.group(1) or match.group(2)).decode("ascii", "replace"), "meta"
    if raw:
        return raw.group(1), "header"
    return "", "bytes"


def _clash(declared: str, actual: str) -> str:
    resolved = resolve_encoding(declared) if declared else None
    if declared and (resolved is None or codecs.lookup(resolved).name.split("-")[:2] != actual.split("-")[:2]):
        return f"label says {declared}, bytes are {actual}"
    return ""


def _wide_without_mark(body: bytes) -> str:
    """UTF-16 told from its zero bytes: ASCII markup has one in every pair, on one side."""
    head = body[:512]
    if len(head) < 16 or head.count(0) < len(head) // 3:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    if even > 4 * odd:
        return "utf-16-be"
    return ""


def _clean(text: str) -> str:
    """Drop what neither HTML nor lxml can hold: NUL, most C0 controls, lone surrogates, noncharacters."""
    raw = text.encode("utf-8", "surrogatepass")
    # Most texts hold none, and bytes are looked through faster: ED is the first byte of surrogates, EF BF of noncharacters.
    if len(raw.translate(None, _CONTROLS)) == len(raw) and b"\xed" not in raw and b"\xef\xbf" not in raw:
        return text
    return _UNSUITED.sub("", text)
