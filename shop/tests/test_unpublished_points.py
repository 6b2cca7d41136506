"""A point that is planned or closed, or has no public address, is told to nobody anywhere."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shop.tests.worlds import a_point, a_product, put_on_shelf

HIDDEN = "Quầy Không Ai Biết"
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["planned", "closed"])
def point(request):
    """One with goods on its shelves, and with an address that people would read on a page."""
    found = a_point(HIDDEN, slug="kin", status=request.param, address_line="Ngõ Kín 7")
    put_on_shelf(a_product("Trà shan tuyết"), 5, at=found)
    return found


ADDRESSES = [
    "/",
    "/diem-ban/",
    "/diem-ban/?vi-tri=22.02,103.17",
    "/diem-ban/?hang=tra+shan+tuyet",
    "/san-pham/",
    "/tim/?q=quay+khong+ai+biet",
    "/tim/goi-y/?q=quay+khong",
    "/nguon/diem-ban.geojson",
    "/nguon/ton-kho.csv",
    "/api/v1/sales-points",
    "/sitemap.xml",
]


def content(response):
    return (response.getvalue() if response.streaming else response.content).decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_and_no_feed_tells_of_it(client, point, address):
    told = content(client.get(address))
    assert HIDDEN not in told
    assert "/kin/" not in told
    assert "Ngõ Kín" not in told


def test_the_same_places_tell_of_it_once_it_is_open(client, point):
    type(point).objects.filter(pk=point.pk).update(status="open")
    for address in (
        "/diem-ban/",
        "/diem-ban/?hang=tra+shan+tuyet",
        "/nguon/diem-ban.geojson",
        "/api/v1/sales-points",
    ):
        assert HIDDEN in content(client.get(address)), address


@pytest.mark.parametrize("path", ["", "ap-phich/"])
def test_it_has_neither_a_page_nor_a_poster(client, point, path):
    assert client.get(f"/diem-ban/kin/{path}").status_code == 404
    assert client.get(f"/en/diem-ban/kin/{path}").status_code == 404


def test_its_name_is_no_place_to_be_near_to(client, point):
    assert client.get("/diem-ban/", {"noi": HIDDEN}).status_code == 400


def test_its_product_page_says_that_no_point_has_it(client, point):
    product = point.partner.stockrecords.get().product
    assert HIDDEN not in client.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize("status", ["open", "paused"])
def test_without_an_address_it_cannot_be_published(status):
    planned = a_point(status="planned", address_line="")
    planned.status = status
    with pytest.raises(ValidationError):
        planned.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        planned.save()
