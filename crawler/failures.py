"""Names what went wrong with a request, out of the closed list of failures."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)

from audits.store.failures import FAILURES, FailureKind
from crawler.addresses import public
from crawler.reach import PRIVATE, UnreachablePort
from crawler.robots import RobotsForbidden, RobotsUnreachable

__all__ = ["FAILURES", "FailureKind", "failure_name"]

_TLS = (
    (
        "tls_too_old",
        re.compile(r"unsupported.protocol|protocol.version|no.protocols|version.too.low|dh.key", re.IGNORECASE),
    ),
    ("tls_error", re.compile(r"ssl|tls|certificate", re.IGNORECASE)),
)


def failure_name(request: Request, error: Exception) -> str:
    """The name of the failure that an exception of the download means; always one of `FAILURES`."""
    if isinstance(error, RobotsUnreachable):
        return error.failure
    if isinstance(error, RobotsForbidden):
        return "robots_forbidden"
    if isinstance(error, UnreachablePort):
        return "port_refused"
    if isinstance(error, UnsupportedURLSchemeError):
        return "redirect_refused"
    if isinstance(error, CannotResolveHostError):
        host = urlsplit(request.url).hostname or ""
        return "private_address" if host in PRIVATE or _private_literal(host) else "dns_not_found"
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection_refused"
    if isinstance(error, DownloadTimeoutError):
        return "too_slow" if request.meta.get("answered") else "no_answer"
    if isinstance(error, DownloadCancelledError):
        return "body_too_large"
    return _by_text(error, f"{type(error).__name__} {error}")


def _private_literal(host: str) -> bool:
    """Twisted's resolver knows no IPv6 literals and says that the name is not found."""
    try:
        return not public(host)
    except ValueError:
        return False


def _by_text(error: Exception, text: str) -> str:
    if "ParseError" in text or "PotentialDataLoss" in text:
        return "bad_response"
    for name, pattern in _TLS:
        if pattern.search(text):
            return name
    if isinstance(error, (DownloadFailedError, ConnectionError, OSError)) or "Connection" in text:
        return "connection_reset"
    return "crawl_error"
