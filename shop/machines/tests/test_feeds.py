"""The feeds say what the pages say, and nothing of what may not be put forward."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.products.label import Label
from catalog.products.models import Product
from catalog.products.season import mask_of
from shop.points.models import SalesPoint
from shop.tests.bench.catalogue import build
from shop.tests.worlds import (
    NOW,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
G = "{http://base.google.com/ns/1.0}"
#: As people in Điện Biên count, seven hours ahead.
AFTERNOON, MIDNIGHT = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (8, 17))


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def items(client):
    """Id → item of the product feed."""

    def read(address="/nguon/san-pham.xml"):
        root = ElementTree.fromstring(client.get(address).getvalue())
        return {int(item.findtext(f"{G}id")): item for item in root.iter("item")}

    return read


@pytest.fixture
def shelves(client):
    """(point, id) → row of the stock feed."""

    def read():
        rows = csv.DictReader(io.StringIO(client.get("/nguon/ton-kho.csv").getvalue().decode()))
        return {(row["store_code"], int(row["id"])): row for row in rows}

    return read


def said(item):
    """What an item says, by name."""
    return {part.tag.removeprefix(G): part.text for part in item if not len(part)}


class TestProducts:
    def test_an_item_says_what_a_buyer_elsewhere_has_to_know(self, items, settings):
        label = {"description": "Hái tay", "net_weight_g": 250, "upc": "8938505974194"}
        product = a_product("Chè <shan> & cổ thụ", stars=4, producer=a_producer(), **label)
        put_on_shelf(product, 3, price=185_000)
        item = items()[product.pk]

        address = settings.PUBLIC_URL + product.get_absolute_url()
        assert said(item) == {
            "id": str(product.pk),
            "title": "Chè <shan> & cổ thụ",
            "description": "Hái tay",
            "link": address,
            "availability": "in_stock",
            "price": "185000 VND",
            "condition": "new",
            "brand": "Hợp tác xã Mẫu",
            "gtin": "8938505974194",
            "identifier_exists": "yes",
            "product_type": "Nhóm I > Chè",
            "unit_pricing_measure": "250 g",
            "unit_pricing_base_measure": "100 g",
            "shipping_weight": "250 g",
            "custom_label_0": "4",
        }

    def test_it_says_its_stars_and_what_sending_one_costs_at_most(self, items):
        product = a_product(stars=4, net_weight_g=6_000)
        put_on_shelf(product, 3)
        item = items()[product.pk]

        assert item.findtext(f"{G}product_detail/{G}attribute_value") == "4 sao OCOP"
        assert item.findtext(f"{G}shipping/{G}price") == "99000 VND"

    def test_it_speaks_the_language_of_its_address(self, items, settings):
        product = a_product("Chè", title_en="Tea", stars=3)
        put_on_shelf(product, 3)
        item = said(items("/en/nguon/san-pham.xml")[product.pk])

        assert item["title"] == "Tea"
        assert item["link"] == f"{settings.PUBLIC_URL}/en/san-pham/{product.slug}_{product.pk}/"

    def test_each_size_is_an_item_of_one_group(self, items):
        tea = a_product("Trà")
        small, large = (a_variant(tea, size) for size in ("100 g", "250 g"))
        put_on_shelf(small, 2, price=90_000)
        put_on_shelf(large, 0, price=200_000)
        found = {pk: said(item) for pk, item in items().items()}

        assert set(found) == {small.pk, large.pk}
        assert {each["item_group_id"] for each in found.values()} == {str(tea.pk)}
        assert (found[small.pk]["title"], found[small.pk]["size"]) == ("Trà, 100 g", "100 g")
        assert found[large.pk]["availability"] == "out_of_stock"

    def test_a_gift_set_is_an_item_by_itself(self, items):
        point, honey = a_point(), a_product()
        put_on_shelf(honey, 5, at=point)
        gift_set = a_gift_set((honey, 2), at=point)

        assert said(items()[gift_set.pk])["availability"] == "in_stock"

    def test_what_is_hidden_off_sale_or_without_a_price_is_no_item(self, items):
        lapsed = a_product(when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
        certify(lapsed, issued=date(2020, 1, 1))
        tea = a_product()
        hidden_size = a_variant(tea, "100 g", is_public=False)
        for product in (lapsed, a_product(is_public=False), hidden_size):
            put_on_shelf(product, 3)
        a_variant(tea, "250 g")
        a_product()

        assert items() == {}

    def test_a_lapsed_one_that_sells_on_is_an_item_without_stars(self, items):
        product = a_product(season=mask_of([1]))
        certify(product, stars=4, issued=date(2020, 1, 1))
        put_on_shelf(product, 3)
        item = items()[product.pk]

        assert said(item)["availability"] == "in_stock"
        assert item.find(f"{G}product_detail") is None
        assert "custom_label_0" not in said(item)

    def test_a_set_that_no_point_can_make_whole_is_out_of_stock(self, items):
        here, there, honey, tea = a_point(), a_point(), a_product(), a_product()
        put_on_shelf(honey, 5, at=here)
        put_on_shelf(tea, 5, at=there)
        gift_set = a_gift_set((honey, 1), (tea, 1), at=here)

        assert said(items()[gift_set.pk])["availability"] == "out_of_stock"

    def test_what_does_not_go_everywhere_says_no_fee(self, items):
        product = a_product(ships_to=Label.ShipsTo.PROVINCE)
        put_on_shelf(product, 3)

        assert items()[product.pk].find(f"{G}shipping") is None

    def test_no_control_character_breaks_it(self, items):
        product = a_product("Chè\x0b", description="a\x07b\tc\uffff")
        put_on_shelf(product, 1)

        assert said(items()[product.pk])["description"] == "ab\tc"


class TestStock:
    def test_a_row_for_each_product_and_size_that_an_open_point_has(self, shelves):
        point, tea = a_point(slug="diem-mau"), a_product()
        size = a_variant(tea)
        put_on_shelf(size, 4, at=point, price=90_000)
        honey = a_product()
        put_on_shelf(honey, 0, at=point)
        put_on_shelf(honey, 5)
        put_on_shelf(honey, 5, at=a_point(status="paused"))

        assert shelves() == {
            ("diem-mau", size.pk): {
                "store_code": "diem-mau",
                "id": str(size.pk),
                "quantity": "4",
                "availability": "in_stock",
                "price": "90000 VND",
            }
        }

    def test_nothing_for_adults(self, shelves):
        point, spirit = a_point(), a_product(age_restricted=True)
        put_on_shelf(spirit, 4, at=point)
        put_on_shelf(a_variant(a_product(age_restricted=True)), 4, at=point)

        assert shelves() == {}


@pytest.mark.parametrize("name", ["san-pham.xml", "ton-kho.csv", "diem-ban.geojson"])
def test_a_feed_is_everybodys_and_no_search_result(client, name):
    put_on_shelf(a_product(), 3, at=a_point())
    answer = client.get(f"/nguon/{name}")
    answer.getvalue()

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert "cookie" not in answer.get("Vary", "").lower()
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.post(f"/nguon/{name}").status_code == 405


@pytest.fixture
def told_again(client):
    """What somebody gets who has fetched a feed and asks for what has changed since."""
    known = {}

    def ask(name):
        known_as = {"If-None-Match": known[name]} if name in known else {}
        answer = client.get(f"/nguon/{name}", headers={"Accept-Encoding": "gzip", **known_as})
        known[name] = answer["ETag"]
        return answer.status_code

    return ask


@pytest.mark.parametrize("name", ["san-pham.xml", "ton-kho.csv", "diem-ban.geojson"])
def test_who_has_it_already_is_told_so_until_something_changes(told_again, time_machine, name):
    point = a_point()
    record = put_on_shelf(a_product(), 3, at=point)
    assert told_again(name) == 200
    assert told_again(name) == 304
    time_machine.move_to(NOW + timedelta(hours=2), tick=False)
    assert told_again(name) == 304

    record.price = 90_000
    record.save()
    SalesPoint.objects.filter(pk=point.pk).update(about="Mới")
    assert told_again(name) == 200
    assert told_again(name) == 304


@pytest.mark.parametrize(
    ("values", "moment"),
    [
        ({"ends_date": NOW.date()}, MIDNIGHT),
        ({"withdrawn_at": AFTERNOON, "withdrawal_reason": "Không còn đạt"}, AFTERNOON),
    ],
    ids=["expiry", "withdrawal"],
)
def test_who_has_it_already_is_told_when_stars_end_by_time_alone(told_again, time_machine, values, moment):
    certify(a_product(), **values)
    time_machine.move_to(moment - timedelta(minutes=1), tick=False)
    assert [told_again("san-pham.xml") for _ in range(2)] == [200, 304]

    time_machine.move_to(moment, tick=False)
    assert told_again("san-pham.xml") == 200


def test_nothing_is_made_for_who_has_it_already(client, django_assert_num_queries):
    put_on_shelf(a_product(), 3)
    known_as = client.get("/nguon/san-pham.xml")["ETag"]
    with django_assert_num_queries(2):
        assert client.get("/nguon/san-pham.xml", headers={"If-None-Match": known_as}).status_code == 304


@pytest.mark.slow
@pytest.mark.parametrize("products", [24, 2_000])
def test_feeds_and_sitemap_ask_as_often_however_large_the_shop_is(client, products):
    build(products=products, at=NOW)
    client.get("/sitemap.xml")
    counts = {}
    for address in ("/nguon/san-pham.xml", "/nguon/ton-kho.csv", "/nguon/diem-ban.geojson", "/sitemap.xml"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            assert answer.getvalue() if answer.streaming else answer.content
        counts[address] = len(asked)

    assert counts == {
        "/nguon/san-pham.xml": 11,
        "/nguon/ton-kho.csv": 3,
        "/nguon/diem-ban.geojson": 4,
        "/sitemap.xml": 19,
    }
