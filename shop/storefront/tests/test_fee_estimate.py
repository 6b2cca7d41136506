"""What delivery costs is told at the basket, for a province and a commune alone; nothing is kept of it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.places.models import FormerUnit
from catalog.products.models import Product
from catalog.products.season import mask_of
from shop.delivery.models import Table
from shop.storefront.templatetags.shop_tags import kilograms
from shop.tests.worlds import a_commune, a_point, a_product, put_on_shelf, the_central_warehouse

pytestmark = pytest.mark.django_db
HOME = {"province": "Điện Biên", "commune": "Mường Lay"}


@pytest.fixture
def rice():
    product = a_product("Gạo nếp nương", net_weight_g=1_500)
    put_on_shelf(product, 9, price=60_000)
    a_commune()
    return product


def add(client, product, units):
    client.post(f"/gio-hang/add/{product.pk}/", {"quantity": units})


def asked(client, **place):
    answer = client.get("/gio-hang/", place)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".fee-estimate")


def words(section):
    return section.get_text(" ", strip=True).replace("\N{NO-BREAK SPACE}", " ")


def test_it_tells_parcel_weight_days_fee_and_total(client, rice):
    add(client, rice, 2)
    said = words(asked(client, **HOME))

    for part in ("Kho trung tâm", "3,1 kg", "1–3 ngày", "40.000 ₫", "160.000 ₫", "gần nhất"):
        assert part in said


def test_what_it_tells_is_what_is_asked_at_the_review(client, rice):
    add(client, rice, 2)
    told = words(asked(client, **HOME))
    details = {**HOME, "key": "K" * 22, "method": "delivery", "name": "Lò", "phone": "0912345678"}
    reviewed = client.post("/thanh-toan/", {**details, "street": "Bản 1", "email": "", "point": ""})

    assert reviewed.context["quote"].total == 160_000
    assert "160.000 ₫" in told


def test_the_place_need_not_be_typed_again_at_checkout(client, rice):
    add(client, rice, 2)
    page = BeautifulSoup(client.get("/gio-hang/", HOME).content, "html.parser")
    details = client.get(page.select_one(".basket-sum .button")["href"])

    form = BeautifulSoup(details.content, "html.parser")
    assert form.select_one("[name=commune]")["value"] == "Mường Lay"
    assert form.select_one("[name=province] [selected]")["value"] == "Điện Biên"


def test_each_parcel_is_told_by_itself(client):
    tea = a_product("Trà", net_weight_g=900)
    points = [a_point("Điểm gần"), a_point("Điểm khác")]
    for point in points:
        put_on_shelf(tea, 2, at=point)
    add(client, tea, 4)

    said = words(asked(client, province="Hà Nội"))
    assert all(point.name in said for point in points)
    assert said.count("45.000 ₫") == 2
    assert "90.000 ₫" in said


def test_an_old_name_is_understood_and_a_wrong_one_is_told_beside_the_field(client, rice):
    was = {"level": "commune", "code": "00001", "kind": "Xã", "name": "Lay Nưa"}
    FormerUnit.objects.create(**was, successor=a_commune(), ended_date="2025-06-30")
    add(client, rice, 1)

    assert "xã Mường Lay" in words(asked(client, province="Điện Biên", commune="xã Lay Nưa"))

    wrong = asked(client, province="Điện Biên", commune="Paris")
    assert wrong.select_one(".field--wrong [name=commune]")["value"] == "Paris"
    assert not wrong.select(".fee-estimate__answer")
    assert asked(client, province="Điện Biên", commune="").select_one(".field__error")
    assert asked(client, province="Paris", commune="").select_one(".field__error")


def test_outside_the_province_no_commune_is_asked(client, rice):
    add(client, rice, 1)
    assert "45.000 ₫" in words(asked(client, province="Cà Mau"))


def test_it_asks_nothing_personal_and_keeps_nothing(client, rice):
    add(client, rice, 1)
    before = list(Session.objects.values())
    form = asked(client, **HOME).select_one("form")

    assert form["method"] == "get"
    assert {field["name"] for field in form.select("[name]")} == {"province", "commune"}
    assert list(Session.objects.values()) == before


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"needs_cold": True}, "Phải giữ lạnh"),
        ({"sending_season": mask_of([1])}, "chỉ gửi được vào tháng 1"),
        ({"ships_to": "province"}, "trong tỉnh"),
    ],
)
def test_what_cannot_go_there_is_named_with_what_to_do(client, rice, values, said, time_machine):
    time_machine.move_to("2026-11-23 03:00 +0000", tick=False)
    add(client, rice, 1)
    Product.objects.filter(pk=rice.pk).update(**values)

    refusal = words(asked(client, province="Hà Nội"))
    assert said in refusal
    assert "Gạo nếp nương" in refusal
    assert "nhận tại điểm bán" in refusal


def test_the_table_decides_at_once(client, rice):
    add(client, rice, 1)
    Table.objects.update(packing_g=9_000)
    assert "147.000 ₫" in words(asked(client, province="Cà Mau"))


def test_an_empty_basket_has_no_fee_to_ask(client):
    assert asked(client, **HOME) is None


def test_the_queries_do_not_grow_with_the_parcels(client):
    the_central_warehouse()
    counts = []
    for number in (1, 3):
        client.cookies.clear()
        tea = a_product(net_weight_g=900)
        for _ in range(number):
            put_on_shelf(tea, 1, at=a_point())
        add(client, tea, number)
        asked(client, province="Hà Nội")
        with CaptureQueriesContext(connection) as queries:
            asked(client, province="Hà Nội")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("grams", "said"),
    [(300, "300 g"), (1_000, "1 kg"), (1_250, "1,25 kg"), (3_100, "3,1 kg"), (20_000, "20 kg")],
)
def test_weights_are_said_as_they_are(grams, said):
    assert kilograms(grams) == said
