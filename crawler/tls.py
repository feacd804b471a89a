"""Looks at a site's certificate and protocol once, apart from the crawl, which takes certificates as they come."""

from __future__ import annotations

import os
import socket
import ssl
from datetime import UTC, datetime
from typing import Any

import certifi
from cryptography import x509

from crawler.addresses import METADATA, given_hosts, public

TIMEOUT = 10  # seconds for one handshake


def tls_facts(host: str, port: int, *, allow_private: bool, address: str = "") -> dict[str, Any]:
    """Version, last day and problem of a host's TLS: `problem` is empty, expired, self_signed, wrong_name, too_old or error.

    `not_after` is ISO 8601 with time zone; what could not be learnt is missing. Never raises.
    """
    facts: dict[str, Any] = {"host": host, "port": port, "problem": ""}
    try:
        target = address or _resolve(host)
    except (OSError, UnicodeError) as error:
        return {**facts, "problem": "error", "detail": str(error)}
    if target in METADATA or not (allow_private or public(target)):
        return {**facts, "problem": "error", "detail": "private address"}
    facts.update(_handshake(host, target, port, verify=True))
    if facts["problem"] and facts["problem"] != "too_old":
        unverified = _handshake(host, target, port, verify=False)
        facts.update({key: value for key, value in unverified.items() if key in {"version", "not_after"}})
    return facts


def _resolve(host: str) -> str:
    given = given_hosts().get(host)
    return given[-1].lstrip("+") if given else socket.gethostbyname(host)


def _handshake(host: str, target: str, port: int, *, verify: bool) -> dict[str, Any]:
    context = ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((target, port), TIMEOUT) as raw,
            context.wrap_socket(raw, server_hostname=host) as wrapped,
        ):
            found: dict[str, Any] = {"version": wrapped.version(), "problem": ""}
            if der := wrapped.getpeercert(binary_form=True):
                found["not_after"] = x509.load_der_x509_certificate(der).not_valid_after_utc.isoformat()
            return found
    except ssl.SSLCertVerificationError as error:
        return {"problem": _PROBLEMS.get(error.verify_code, "self_signed"), "detail": error.verify_message}
    except ssl.SSLError as error:
        reason = (error.reason or str(error)).lower()
        old = any(
            word in reason for word in ("unsupported_protocol", "protocol_version", "no_protocols", "version_too")
        )
        return {"problem": "too_old" if old else "error", "detail": reason}
    except (OSError, ValueError, UnicodeError) as error:
        return {"problem": "error", "detail": str(error)}


def days_left(facts: dict[str, Any], moment: datetime) -> int | None:
    """Days until the certificate ends, negative when it has ended."""
    if "not_after" not in facts:
        return None
    return (datetime.fromisoformat(facts["not_after"]).astimezone(UTC) - moment).days


# OpenSSL's X509_V_ERR codes: 10 has expired, 9 not yet valid, 62 host name, 64 IP address mismatch.
_PROBLEMS = {9: "expired", 10: "expired", 62: "wrong_name", 64: "wrong_name"}
