"""Pages that hosts put where no site is yet or any more are told from a club's own pages that are being built."""

import pytest

from audits.model import SiteExample
from audits.specimen import example_visit
from audits.status import status_of


def status(body):
    return status_of(example_visit(SiteExample({"/": f"<!doctype html><html><body>{body}</body></html>"}, None))).status


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Hier entsteht eine neue Internetpräsenz</h1><p>Diese Domain wurde bei HOSTER registriert.</p>",
        "<h1>Félicitations !</h1><p>Votre domaine a bien été créé.</p>",
        "<p>Domena example.org jest utrzymywana na naszych serwerach.</p>",
        "<p>Denna domän är parkerad hos oss.</p>",
        "<h1>Looks Like This Domain Isn't Connected To A Website Yet!</h1>",
        "<h1>Website Expired</h1><p>This account has expired. If you are the site owner, click below to log in.</p>",
        "<p>This domain name has been registered with a registrar.</p>",
        "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is working.</p>",
        "<p>The domain otterclub.example.org has expired. If it is yours, renew it.</p>",
    ],
)
def test_pages_of_hosts(body):
    assert status(body) == "parked"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Hier entsteht die neue Homepage des Jugendzentrums</h1><p>Wir sind umgezogen und bauen neu.</p>",
        "<p>Unser Verein ist im Vereinsregister registriert. Diese Domain gehört dem Verein.</p>",
        "<p>Les Loutres, association loi 1901. Site hébergé par OVH.</p>",
        "<p>We are a charity registered with the Charity Commission, and our new site is being built.</p>",
    ],
)
def test_clubs_own_pages(body):
    assert status(body) == "ok"


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F&y=ipc:1"></head></html>',
        "<html><body><h1>Your access to this site has been limited by the site owner</h1></body></html>",
    ],
)
def test_walls(page):
    assert status_of(example_visit(SiteExample({"/": page}, None))).status == "refused"
