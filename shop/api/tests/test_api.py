"""/api/v1/ as a program elsewhere meets it."""

from datetime import date, time

import pytest
import time_machine

from shop.points.models import OpeningPeriod
from shop.tests.worlds import (
    NOW,
    a_commune,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
LONG = "a" * 10_000


@pytest.fixture(autouse=True)
def _at_ten_on_monday():
    with time_machine.travel(NOW, tick=False):
        yield


def titles(answer):
    return [product["name"] for product in answer["results"]]


class TestProducts:
    def test_a_product_has_all_its_fields(self, ask):
        product = a_product(
            "Trà shan tuyết Tủa Chùa",
            commune=a_commune(),
            producer=a_producer("HTX Mẫu", slug="htx-mau"),
        )
        certificate = certify(product, stars=4, issued=date(2025, 3, 1))
        put_on_shelf(product, 5, at=a_point(), price=185_000)
        put_on_shelf(product, 7, price=185_000)
        expected = {
            "id": product.pk,
            "name": "Trà shan tuyết Tủa Chùa",
            "url": f"http://testserver/san-pham/tra-shan-tuyet-tua-chua_{product.pk}/",
            "stars": 4,
            "certificate": {"number": certificate.number, "issued": "2025-03-01", "ends": "2028-03-01"},
            "group": {"code": "I.5a", "name": "Chè"},
            "producer": {"name": "HTX Mẫu", "slug": "htx-mau"},
            "commune": {"code": "03151", "name": "Mường Lay"},
            "price": 185_000,
            "available": 12,
            "variants": [],
            "components": [],
        }
        listed = ask("/products")
        assert (listed["count"], listed["results"]) == (1, [expected])
        assert ask(f"/products/{product.pk}") == expected

    def test_the_list_counts_what_each_filter_would_leave(self, ask):
        put_on_shelf(a_product(stars=4, commune=a_commune()), 5)
        facets = ask("/products")["facets"]
        assert facets["commune"] == [{"value": "03151", "name": "Mường Lay", "count": 1}]
        assert facets["stars"] == [{"value": "4", "name": "", "count": 1}]

    def test_what_is_not_known_is_null(self, ask):
        product = a_product()
        product.categories.clear()
        answer = ask(f"/products/{product.pk}")
        assert {name for name, value in answer.items() if value is None} == {
            "stars",
            "certificate",
            "group",
            "producer",
            "commune",
            "price",
        }
        assert answer["available"] == 0

    def test_stars_end_with_the_certificate(self, ask):
        product = a_product()
        certify(product, issued=date(2023, 11, 1))
        answer = ask(f"/products/{product.pk}")
        assert (answer["stars"], answer["certificate"]) == (None, None)

    def test_a_product_that_is_not_on_show_is_not_there(self, ask):
        product = a_product(is_public=False)
        ask(f"/products/{product.pk}", status=404)
        assert ask("/products")["count"] == 0

    @pytest.mark.parametrize(
        "unknown", ["0", "999", str(2**63), "9" * 400, "9" * 5000, "x", "-1", "1.5", "%00", "🙂"]
    )
    def test_an_unknown_id_is_not_found(self, ask, unknown):
        assert ask(f"/products/{unknown}", status=404)["detail"]


class TestProductList:
    @pytest.fixture(autouse=True)
    def _goods(self):
        lay, phu = a_commune(), a_commune("Điện Biên Phủ", "03127")
        maker = a_producer("HTX Mẫu", slug="htx-mau")
        put_on_shelf(a_product("A trà", stars=3, producer=maker, commune=lay), 1, price=300_000)
        put_on_shelf(a_product("B mật", stars=4, category="I.2b", commune=phu), 1, price=100_000)
        put_on_shelf(a_product("C khăn", category="IV.2", commune=lay), 1, price=200_000)

    @pytest.mark.parametrize(
        ("params", "expected"),
        [
            ({}, ["B mật", "A trà", "C khăn"]),
            ({"stars": "4"}, ["B mật"]),
            ({"stars": "5"}, []),
            ({"group": "I"}, ["B mật", "A trà"]),
            ({"group": "I.2b"}, ["B mật"]),
            ({"producer": "htx-mau"}, ["A trà"]),
            ({"commune": "03151"}, ["A trà", "C khăn"]),
            ({"sort": "name"}, ["A trà", "B mật", "C khăn"]),
            ({"sort": "price"}, ["B mật", "C khăn", "A trà"]),
            ({"sort": "-price"}, ["A trà", "C khăn", "B mật"]),
            ({"stars": "3", "commune": "03127"}, []),
            ({"limit": "2"}, ["B mật", "A trà"]),
            ({"limit": "2", "offset": "2"}, ["C khăn"]),
            ({"offset": "1000000"}, []),
            ({"stars": "", "limit": "", "offset": ""}, ["B mật", "A trà", "C khăn"]),
            ({"utm_source": "x", "trang": "9"}, ["B mật", "A trà", "C khăn"]),
        ],
    )
    def test_parameters(self, ask, params, expected):
        assert titles(ask("/products", params)) == expected

    def test_the_count_is_of_all_that_fit(self, ask):
        assert ask("/products", {"limit": "1", "group": "I"})["count"] == 2

    def test_24_at_once_unless_more_are_asked_for(self, ask):
        for _ in range(25):
            a_product()
        assert len(ask("/products")["results"]) == 24
        assert len(ask("/products", {"limit": "100"})["results"]) == 28


class TestProducers:
    def test_a_producer_with_its_products_counted(self, ask):
        maker = a_producer("HTX Mẫu", slug="htx-mau", kind="cooperative", commune=a_commune())
        a_product(producer=maker)
        a_product(producer=maker, is_public=False)
        assert ask("/producers") == {
            "count": 1,
            "results": [
                {
                    "name": "HTX Mẫu",
                    "slug": "htx-mau",
                    "url": "http://testserver/chu-the/htx-mau/",
                    "kind": "cooperative",
                    "commune": {"code": "03151", "name": "Mường Lay"},
                    "products": 1,
                }
            ],
        }


class TestSalesPoints:
    def test_a_point_has_all_its_fields(self, ask):
        point = a_point("Điểm mẫu", slug="diem-mau", phone="0215 3 825 001", is_sample=True)
        OpeningPeriod.objects.create(sales_point=point, weekday=0, opens=time(8), closes=time(18))
        put_on_shelf(a_product(), 3, at=point)
        (answer,) = ask("/sales-points")["results"]
        assert answer == {
            "name": "Điểm mẫu",
            "slug": "diem-mau",
            "url": "http://testserver/diem-ban/diem-mau/",
            "kind": "point",
            "setting": "market",
            "address": "Chợ trung tâm",
            "commune": {"code": "03151", "name": "Mường Lay"},
            "latitude": 22.02,
            "longitude": 103.17,
            "phone": "0215 3 825 001",
            "is_sample": True,
            "accepts_pick_up": True,
            "hours": [{"weekday": 0, "opens": "08:00", "closes": "18:00"}],
            "other_days": [],
            "time_zone": "Asia/Ho_Chi_Minh",
            "open_now": True,
            "changes_at": "2026-11-23T18:00:00+07:00",
            "distance_km": None,
            "products": 1,
        }

    def test_a_point_tells_its_coming_days_of_other_hours(self, ask):
        tet = a_point().opening_exceptions.create(reason="tet", from_tet_day=-1, to_tet_day=2)
        tet.periods.create(opens=time(9), closes=time(11))
        (answer,) = ask("/sales-points")["results"]
        (days,) = answer["other_days"]
        assert (days["first"], days["last"], days["name"]) == ("2027-02-05", "2027-02-08", "Tết")
        assert days["hours"] == [{"opens": "09:00", "closes": "11:00"}]

    def test_unknown_hours_are_null_and_not_closed(self, ask):
        a_point()
        (answer,) = ask("/sales-points")["results"]
        assert (answer["hours"], answer["open_now"], answer["changes_at"]) == ([], None, None)

    def test_the_nearest_comes_first(self, ask):
        a_point("Xa")
        a_point("Gần", latitude=21.41, longitude=103.05)
        answer = ask("/sales-points", {"near": "21.41,103.05"})
        assert [(point["name"], point["distance_km"]) for point in answer["results"]] == [
            ("Gần", 0.0),
            ("Xa", pytest.approx(68.952, abs=0.001)),
        ]

    def test_only_published_points(self, ask):
        a_point(status="planned")
        a_point(status="closed")
        a_point("Tạm nghỉ", status="paused")
        (answer,) = ask("/sales-points")["results"]
        assert (answer["name"], answer["open_now"]) == ("Tạm nghỉ", False)


class TestStock:
    def test_what_one_point_has(self, ask):
        point, product = a_point(slug="diem-mau"), a_product(stars=3)
        put_on_shelf(product, 3, at=point)
        put_on_shelf(product, 10)
        put_on_shelf(a_product(), 5, at=a_point())
        answer = ask("/sales-points/diem-mau/stock")
        assert answer["count"] == 1
        (shelf,) = answer["results"]
        assert (shelf["id"], shelf["available_here"], shelf["available"]) == (product.pk, 3, 13)

    def test_a_paused_point_sells_nothing(self, ask):
        put_on_shelf(a_product(), 3, at=a_point(slug="diem-mau", status="paused"))
        assert ask("/sales-points/diem-mau/stock") == {"count": 0, "results": []}

    @pytest.mark.parametrize("slug", ["khong-co", "an", "9" * 400, LONG, "%00", "🙂", "a b", "'\"<>"])
    def test_an_unknown_point_is_not_found(self, ask, slug):
        a_point(slug="an", status="planned")
        ask(f"/sales-points/{slug}/stock", status=404)


class TestVariantsAndSets:
    def test_a_product_names_its_sizes(self, ask):
        tea = a_product("Trà")
        variant = a_variant(tea, "250 g", net_weight_g=250, upc="8938505974194")
        put_on_shelf(variant, 4, price=120_000)

        answer = ask(f"/products/{tea.pk}")

        assert (answer["price"], answer["available"]) == (120_000, 4)
        assert answer["variants"] == [
            {
                "id": variant.pk,
                "name": "250 g",
                "net_weight_g": 250,
                "gtin": "8938505974194",
                "price": 120_000,
                "available": 4,
            }
        ]
        assert ask("/products")["count"] == 1

    def test_a_gift_set_names_its_components(self, ask):
        variant = a_variant(a_product("Trà"), "250 g")
        put_on_shelf(variant, 5)
        box = a_gift_set((variant, 2), price=300_000)

        answer = ask(f"/products/{box.pk}")

        assert (answer["price"], answer["available"]) == (300_000, 2)
        assert answer["components"] == [{"id": variant.pk, "name": "Trà, 250 g", "units": 2}]
