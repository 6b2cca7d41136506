"""The locator of a network of more points than one page of its list shows."""

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.storefront.points import POINTS_PER_PAGE
from shop.storefront.tests.pointing import closed_at_tet, open_on_mondays
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
LONG = "a" * 10_000


@pytest.fixture(autouse=True)
def _at_ten_on_monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def network():
    """30 points, each a little further north than the one before."""
    return points(30)


def points(count, **values):
    made = [
        a_point(f"Điểm {number:02d}", latitude=21.4 + number / 100, longitude=103.0, **values)
        for number in range(1, count + 1)
    ]
    for point in made:
        open_on_mondays(point)
        closed_at_tet(point)
    return made


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def numbers(response):
    return [row.number for row in response.context["listed"]]


def test_the_first_page_says_how_many_fit_and_shows_the_first_of_them(client, network):
    response = client.get("/en/diem-ban/")
    assert numbers(response) == list(range(1, POINTS_PER_PAGE + 1))
    status = soup(response).select_one(".locator__answer [role=status]").get_text(" ", strip=True)
    assert "30 sales points" in status
    assert "numbers 1 to 24 on this page" in status


def test_the_second_page_counts_on_and_its_pins_are_those_of_its_list(client, network):
    response = client.get("/en/diem-ban/?trang=2")
    page = soup(response)
    assert numbers(response) == [25, 26, 27, 28, 29, 30]
    for row in response.context["listed"]:
        pin = page.select_one(f'.sketch-map__pin[href="#diem-{row.point.slug}"]')
        assert pin["aria-label"] == f"{row.number}. {row.point.name}"
        assert page.find(id=f"diem-{row.point.slug}")


def test_every_point_is_on_the_map_and_what_is_elsewhere_leads_to_its_place_there(client, network):
    page = soup(client.get("/en/diem-ban/?trang=2&loai=point"))
    dots = page.select(".sketch-map__dots a")
    pins = page.select(".sketch-map__pin")
    assert (len(dots), len(pins)) == (24, 6)
    address = dots[0]["href"]
    assert address == f"?loai=point&trang=1#diem-{network[0].slug}"
    assert soup(client.get(f"/en/diem-ban/{address}")).find(id=address.partition("#")[2])


def test_pages_lead_to_one_another_and_keep_what_was_asked_for(client, network):
    first = soup(client.get("/en/diem-ban/?vi-tri=21.4,103.0&mo-cua=1&utm_source=x"))
    following = first.select_one("a[rel=next]")["href"]
    assert following == "?vi-tri=21.4%2C103.0&mo-cua=1&trang=2"
    second = soup(client.get(f"/en/diem-ban/{following}"))
    assert second.select_one("a[rel=prev]")["href"] == "?vi-tri=21.4%2C103.0&mo-cua=1&trang=1"
    assert second.select_one("a[rel=next]") is None


def test_each_page_of_the_whole_list_has_an_address_of_its_own(client, settings, network):
    def kept(query):
        return soup(client.get(f"/diem-ban/{query}")).find("link", rel="canonical")["href"]

    start = f"{settings.PUBLIC_URL}/diem-ban/"
    assert [kept(query) for query in ("", "?trang=1", "?trang=2", "?trang=2&loai=point")] == [
        start,
        start,
        f"{start}?trang=2",
        start,
    ]


def test_the_nearest_that_has_it_is_named_on_every_page(client, network):
    tea = a_product("Trà shan tuyết")
    for point in network[1:]:
        put_on_shelf(tea, 3, at=point)
    response = client.get(f"/en/diem-ban/?vi-tri=21.4,103.0&san-pham={tea.pk}&trang=2")
    text = " ".join(response.content.decode().split())
    assert numbers(response) == [25, 26, 27, 28, 29]
    assert "The nearest point, Điểm 01 (1.1 km), does not have it." in text
    assert "29 points have it; the nearest of them is Điểm 02, 2.2 km away." in text


@pytest.mark.parametrize("value", ["x", "-1", "0", "3", "9" * 400, "\x00", "🙂", LONG, "'\"<>", "1.5", "١"])
def test_a_page_that_there_is_not_is_told_and_the_first_is_shown(client, network, value):
    response = client.get("/en/diem-ban/", {"trang": value})
    assert response.status_code == 400
    assert soup(response).select_one("main [role=alert]")
    assert numbers(response) == list(range(1, POINTS_PER_PAGE + 1))


def test_hours_are_asked_for_of_the_points_that_are_shown_alone(client, network):
    with CaptureQueriesContext(connection) as queries:
        client.get("/diem-ban/?trang=2")
    (hours,) = [each["sql"] for each in queries if 'FROM "points_openingperiod"' in each["sql"]]
    (shown,) = re.findall(r"IN \(([^)]*)\)", hours)
    assert len(shown.split(",")) == 6


@pytest.mark.parametrize("count", [30, 60])
def test_it_asks_the_database_as_often_however_many_they_are(client, count):
    tea = a_product("Trà shan tuyết")
    for point in points(count):
        put_on_shelf(tea, 3, at=point)
    client.get("/diem-ban/")  # The index takes in what is new.
    asked = {}
    for query in ("", "trang=2", "mo-cua=1", f"vi-tri=21.4,103.0&san-pham={tea.pk}&mo-cua=1"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/diem-ban/?{query}")
        assert response.context["page_obj"].paginator.count == count
        asked[query[:8]] = len(queries)
    assert asked == {"": 8, "trang=2": 8, "mo-cua=1": 11, "vi-tri=2": 14}
