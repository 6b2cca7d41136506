"""Street tiles over the locator's drawing: only where their address is set, and from that host alone."""

import pytest

from shop.storefront.points import tile_host
from shop.tests.worlds import a_point

pytestmark = pytest.mark.django_db
TILES = "https://tile.example/{z}/{x}/{y}.png"


def images_from(response):
    directives = response["Content-Security-Policy"].split(";")
    return next(each.split() for each in directives if each.strip().startswith("img-src"))


def test_without_an_address_of_tiles_there_is_the_drawing_alone(client):
    a_point()
    response = client.get("/diem-ban/")
    html = response.content.decode()
    assert "leaflet" not in html
    assert "data-tiles" not in html
    assert images_from(response) == ["img-src", "'self'", "data:"]


def test_with_one_the_page_lets_images_of_its_host_in_and_keeps_the_drawing(client, settings):
    settings.MAP_TILE_URL, settings.MAP_TILE_ATTRIBUTION = TILES, "© OpenStreetMap contributors"
    a_point(latitude=22.5, longitude=103.25)
    response = client.get("/diem-ban/")
    html = response.content.decode()
    assert f'data-tiles="{TILES}" data-attribution="© OpenStreetMap contributors"' in html
    assert 'data-at="22.500000,103.250000"' in html
    assert "<svg viewBox" in html
    assert images_from(response) == ["img-src", "'self'", "data:", "https://tile.example"]
    assert "script-src 'self';" in response["Content-Security-Policy"] + ";"


def test_other_pages_let_no_other_images_in(client, settings):
    settings.MAP_TILE_URL = TILES
    for address in ("/", a_point().get_absolute_url()):
        assert images_from(client.get(address)) == ["img-src", "'self'", "data:"]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (TILES, "https://tile.example"),
        ("https://{s}.tile.example/{z}/{x}/{y}.png", "https://*.tile.example"),
        ("http://127.0.0.1:8090/{z}/{x}/{y}.png?key=a", "http://127.0.0.1:8090"),
    ],
)
def test_the_host_of_an_address(address, host):
    assert tile_host(address) == host
