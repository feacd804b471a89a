"""Where a link really leads that goes through another company's page of leaving."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit


def destination(url: str) -> str:
    """The address behind Google's, Facebook's, Outlook's … pages of leaving; any other address as it is.

    Google Sites sends every link to the outside through `google.com/url`, and what is copied out of mails and
    documents goes through those of the mail program.
    """
    if not _DETOUR.match(url):
        return url
    query = parse_qs(urlsplit(url).query)
    for name in _NAMES:
        target = (query.get(name) or [""])[0].strip()
        if target.startswith(("http://", "https://")):
            return target
    return url


_NAMES = ("q", "url", "u", "z")
_DETOUR = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url\?|(?:www\.|lm?\.|m\.)?facebook\.com/l\.php\?|l\.instagram\.com/\?"
    r"|[a-z0-9]+\.safelinks\.protection\.outlook\.com/|(?:www\.)?youtube\.com/redirect\?|slack-redir\.net/link\?"
    r"|t\.umblr\.com/redirect\?|(?:www\.)?linkedin\.com/redir/redirect\?)",
    re.IGNORECASE,
)
