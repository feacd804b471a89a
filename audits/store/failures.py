"""The closed list of ways a fetch can fail: its name, whether it is worth a retry, and the sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailureKind:
    """`retry` says that the same request may go through a little later; the rest is final for this visit."""

    name: str
    retry: bool
    sentence: str


FAILURES: dict[str, FailureKind] = {
    kind.name: kind
    for kind in (
        FailureKind("dns_not_found", False, "The name of the site does not resolve to an address."),
        FailureKind("connection_refused", True, "The server refused the connection."),
        FailureKind("connection_reset", True, "The server broke the connection off."),
        FailureKind("no_answer", True, "The server took the connection or the request and did not answer in time."),
        FailureKind("too_slow", False, "The answer came so slowly that its time ran out."),
        FailureKind("tls_expired", False, "The site's certificate has expired."),
        FailureKind("tls_self_signed", False, "The site's certificate is signed by nobody browsers trust."),
        FailureKind("tls_wrong_name", False, "The site's certificate is for another name."),
        FailureKind("tls_too_old", False, "The server offers only encryption that browsers no longer speak."),
        FailureKind("tls_error", False, "No encrypted connection could be made."),
        FailureKind("bad_response", False, "What the server sent is not HTTP."),
        FailureKind("body_cut", True, "The answer ended before the length it promised."),
        FailureKind("body_too_large", False, "The answer is larger than the limit and was cut."),
        FailureKind("bad_encoding", False, "The answer is not packed the way it says."),
        FailureKind("redirect_loop", False, "The address redirects in a circle."),
        FailureKind("too_many_redirects", False, "The address redirects more often than browsers put up with."),
        FailureKind("redirect_refused", False, "The address redirects to something that is not a web page."),
        FailureKind(
            "private_address",
            False,
            "The name points at a private address, which is reached only with --allow-private.",
        ),
        FailureKind("port_refused", False, "The address uses a port that this crawl may not reach."),
        FailureKind("robots_forbidden", False, "The site's robots.txt asks crawlers to stay away."),
        FailureKind(
            "robots_unreachable", False, "The site's robots.txt could not be read, which forbids crawling for now."
        ),
        FailureKind("unauthorized", False, "The page asks for a password."),
        FailureKind("forbidden", False, "The server forbids the page."),
        FailureKind("bot_wall", False, "The server asks visitors to prove that they are no robot."),
        FailureKind("not_found", False, "The page does not exist."),
        FailureKind("too_many_requests", True, "The server says it is asked too often."),
        FailureKind("client_error", False, "The server rejects the request."),
        FailureKind("server_error", True, "The server failed."),
        FailureKind("not_html", False, "The address is no web page, whatever its label says."),
        FailureKind("empty_page", False, "The answer is empty."),
        FailureKind("pages_budget", False, "The budget of pages for this site was used up."),
        FailureKind("seconds_budget", False, "The time for this site was used up."),
        FailureKind("bytes_budget", False, "The bytes for this site were used up."),
        FailureKind("deadline", False, "The run's deadline came."),
        FailureKind("invalid_address", False, "The line of the list is no web address, or stands there twice."),
        FailureKind("crawl_error", False, "Our own crawler failed on this site; please report it."),
    )
}
