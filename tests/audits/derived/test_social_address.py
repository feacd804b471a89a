"""What an address on a social network is: a profile, a share link, a post, or something put on a page."""

import pytest

from audits.derived.social_address import is_social_address, social_address

PROFILES = [
    ("https://www.facebook.com/1stExample", "facebook", "1stexample"),
    ("http://de-de.facebook.com/pages/River-Club/12345", "facebook", "river-club"),
    ("https://m.facebook.com/groups/991", "facebook", "991"),
    ("https://www.facebook.com/profile.php?id=100064", "facebook", "100064"),
    ("https://www.facebook.com/share/1AbCdEf/", "facebook", "1abcdef"),
    ("https://www.facebook.com/riverclub/photos/?tab=album", "facebook", "riverclub"),
    ("https://fb.me/riverclub", "facebook", "riverclub"),
    ("https://instagram.com/river.club/?hl=fr", "instagram", "river.club"),
    ("https://twitter.com/#!/riverclub", "x", "riverclub"),
    ("https://x.com/riverclub", "x", "riverclub"),
    ("https://www.youtube.com/@RiverClub", "youtube", "riverclub"),
    ("https://www.youtube.com/channel/UCabc", "youtube", "ucabc"),
    ("https://www.tiktok.com/@riverclub", "tiktok", "riverclub"),
    ("https://uk.linkedin.com/company/river-club/", "linkedin", "river-club"),
    ("https://chat.whatsapp.com/AbC", "whatsapp", "abc"),
    ("https://t.me/riverclub", "telegram", "riverclub"),
    ("https://discord.gg/AbC", "discord", "abc"),
    ("https://mastodon.social/@riverclub", "mastodon", "riverclub"),
    ("https://social.example.de/@riverclub", "mastodon", "riverclub"),
    ("https://vk.com/riverclub", "vk", "riverclub"),
    ("https://www.flickr.com/photos/riverclub/albums", "flickr", "riverclub"),
    ("https://riverclub.tumblr.com/", "tumblr", "riverclub"),
    ("https://www.reddit.com/r/riverclub/", "reddit", "riverclub"),
    ("https://vimeo.com/riverclub", "vimeo", "riverclub"),
]

KINDS = [
    ("https://www.facebook.com/sharer/sharer.php?u=https://example.org", "share"),
    ("https://www.facebook.com/share.php?u=x", "share"),
    ("https://twitter.com/intent/tweet?text=x", "share"),
    ("http://twitter.com/home?status=x", "share"),
    ("https://www.linkedin.com/shareArticle?url=x", "share"),
    ("https://pinterest.com/pin/create/button/?url=x", "share"),
    ("https://api.whatsapp.com/send?text=x", "share"),
    ("https://t.me/share/url?url=x", "share"),
    ("https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Ffacebook.com%2Friverclub", "embed"),
    ("https://www.youtube.com/embed/abc", "embed"),
    ("https://www.facebook.com/riverclub/posts/123", "post"),
    ("https://x.com/riverclub/status/1", "post"),
    ("https://www.instagram.com/p/abc/", "post"),
    ("https://youtu.be/abc", "post"),
    ("https://www.youtube.com/watch?v=abc", "post"),
    ("https://vimeo.com/123456", "post"),
    ("https://www.facebook.com/", "other"),
    ("https://www.facebook.com/events/123/", "other"),
    ("https://www.instagram.com", "other"),
    ("https://twitter.com/hashtag/scouts", "other"),
]

NONE = ["https://notfacebook.com/x", "https://facebook.com.example.org/x", "https://medium.com/@x", "https://example.org/facebook.com/x", "", "mailto:a@facebook.com", "http://[bad"]  # fmt: skip


@pytest.mark.parametrize(("url", "network", "handle"), PROFILES)
def test_profile(url, network, handle):
    address = social_address(url)
    assert address is not None
    assert (address.network, address.kind, address.handle) == (network, "profile", handle)


@pytest.mark.parametrize(("url", "kind"), KINDS)
def test_kind(url, kind):
    address = social_address(url)
    assert address is not None and address.kind == kind


@pytest.mark.parametrize("url", NONE)
def test_none(url):
    assert social_address(url) is None


def test_the_page_plugin_names_its_page():
    address = social_address(
        "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2FRiverClub&x"
    )
    assert address is not None and address.handle == "riverclub"


@pytest.mark.parametrize(
    ("entry", "network"),
    [
        ("https://www.facebook.com/riverclub", "facebook"),
        ("facebook.com/riverclub", "facebook"),
        ("www.instagram.com/riverclub", "instagram"),
        ("https://www.tiktok.com/@riverclub", "tiktok"),
        ("https://linktr.ee/riverclub", "linktree"),
        ("https://riverclub.tumblr.com", None),
        ("https://riverclub.org", None),
        ("", None),
    ],
)
def test_an_entry_of_a_list(entry, network):
    assert is_social_address(entry) == network
