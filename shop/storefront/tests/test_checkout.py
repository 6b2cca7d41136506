"""From the basket to a standing order, over HTTP: nothing typed is lost, nothing odd is a 500."""

import re

import pytest
from django.urls import reverse

from catalog.places.models import FormerUnit
from catalog.products.models import Product
from shop.forks.order.models import Order
from shop.forks.partner.models import StockRecord
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import a_commune, a_point, a_product, an_order, passes_the_age_gate, put_on_shelf

pytestmark = pytest.mark.django_db
ODD = ["chữ", "-1", "0", "1e9", "999999999999999999999", "x" * 10_000, "🍵", "'\"<script>", "\x00", "", "1.5"]
#: Values that no field of the checkout may take, whatever the field.
ODD_TEXT = ["x" * 10_000, "\x00", "a\x00b"]


@pytest.fixture
def product():
    product = a_product("Mật ong hoa ban")
    put_on_shelf(product, 5, price=185_000)
    return product


def add(client, product, quantity="1", **extra):
    return client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity}, **extra)


def details(**changes):
    a_commune()
    values = {
        "key": "k" * 22,
        "method": "delivery",
        "name": "Lò Thị Thử",
        "phone": "0912 345 678",
        "email": "",
        "province": "Điện Biên",
        "commune": "Mường Lay",
        "street": "Bản Quan Chiêng",
        "point": "",
    }
    return {**values, **changes}


def review(client, **changes):
    return client.post("/thanh-toan/", details(**changes))


def place(client, agreed_total, means="cod", **changes):
    answers = {"agreed_total": agreed_total, "means": means, "place": "1"}
    return client.post("/thanh-toan/", {**details(**changes), **answers})


def test_a_guest_orders_with_cash_on_delivery(client, product):
    assert add(client, product, "2").status_code == 302
    reviewed = review(client)
    assert reviewed.context["quote"].total == 2 * 185_000 + 30_000
    assert "400.000\N{NO-BREAK SPACE}₫" in reviewed.content.decode()

    placed = place(client, "400000")

    order = Order.objects.get()
    assert placed["Location"] == f"/don-hang/{order.key}/"
    assert (order.total_incl_tax, order.contact_phone, order.guest_email) == (400_000, "0912345678", "")
    page = client.get(placed["Location"])
    assert page["Cache-Control"] == "private, no-store"
    assert order.number in page.content.decode()
    assert all_stock_differences() == []


def test_a_guest_picks_up_at_a_point(client, product):
    point = a_point()
    put_on_shelf(product, 3, at=point, price=185_000)
    add(client, product, "3")

    placed = place(client, "555000", "at_point", method="pick-up", point=point.slug, street="", commune="")

    assert placed.status_code == 302
    assert Order.objects.get().fulfilments.get().partner == point.partner


def test_an_old_commune_is_understood_and_said(client, product):
    FormerUnit.objects.create(
        level="commune",
        code="03160",
        kind="Xã",
        name="Lay Nưa",
        successor=a_commune(),
        ended_date="2025-06-30",
    )
    add(client, product)

    page = review(client, commune="xã Lay Nưa")

    assert page.context["form"].renamed_commune == a_commune()
    assert page.context["destination"].address.commune_name == "xã Mường Lay"


def test_the_same_form_sent_twice_is_one_order(client, product):
    add(client, product)
    first, second = place(client, "215000"), place(client, "215000")

    assert first["Location"] == second["Location"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize("total", ["0", "1", "214999", "-215000", "abc", "", "9" * 40, "215000.5", "\x00"])
def test_a_total_that_was_tampered_with_is_refused(client, product, total):
    add(client, product)

    answer = place(client, total)

    assert answer.status_code == 422
    assert not Order.objects.exists()
    assert 'value="Lò Thị Thử"' in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "0912345678901"}, "phone"),
        ({"phone": "٠٩١٢٣٤٥٦٧٨"}, "phone"),
        ({"email": "không phải"}, "email"),
        ({"email": "a@\ue000.vn"}, "email"),
        # Three letters each once they are composed.
        ({"name": "\ufb2c" * 41}, "name"),
        ({"commune": "Na Tông"}, "commune"),
        ({"commune": ""}, "commune"),
        ({"street": ""}, "street"),
        ({"province": "Atlantis"}, "province"),
        ({"method": "drone"}, "method"),
        ({"method": "pick-up"}, "point"),
        ({"method": "pick-up", "point": "khong-co"}, "point"),
        ({"key": "short"}, "key"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, product, changes, field):
    add(client, product)

    answer = review(client, **changes)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "Bản Quan Chiêng" in answer.content.decode() or field == "street"


@pytest.mark.parametrize(
    "name", ["key", "method", "name", "phone", "email", "province", "commune", "street", "point"]
)
@pytest.mark.parametrize("value", ODD_TEXT)
def test_no_field_takes_the_impossible(client, product, name, value):
    add(client, product)
    changes = {"method": "pick-up", name: value} if name == "point" else {name: value}

    assert review(client, **changes).status_code == 422


def test_emoji_and_quotes_are_only_text(client, product):
    add(client, product)

    answer = review(client, name="Bà 🍵 'Tư' \"<script>\"", street="<b>ngõ</b> & phố")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>&quot;" not in page
    assert "<b>ngõ</b>" not in page


@pytest.mark.parametrize("quantity", [odd for odd in ODD if odd not in ("chữ",)] + ["chữ", "6"])
def test_an_odd_quantity_is_refused_with_words(client, product, quantity):
    answer = add(client, product, quantity, follow=True)

    assert answer.status_code == 200
    assert [str(message) for message in answer.context["messages"]]
    assert answer.context["basket"].is_empty


@pytest.mark.parametrize("quantity", ODD)
def test_an_odd_quantity_on_the_basket_page_is_no_500(client, product, quantity):
    add(client, product)
    page = client.get("/gio-hang/")
    form = dict(re.findall(r'<input[^>]*name="(form-[^"]+)"[^>]*value="([^"]*)"', page.content.decode()))

    answer = client.post("/gio-hang/", {**form, "form-0-quantity": quantity}, follow=True)

    refused = answer.context["formset"].errors if quantity not in ("", "0") else []
    assert answer.status_code == (422 if refused else 200)
    assert bool(refused) == (quantity not in ("", "0"))


@pytest.mark.parametrize("product_id", ["0", "999999999", "9" * 30])
def test_an_unknown_product_cannot_be_added(client, product_id):
    assert client.post(f"/gio-hang/add/{product_id}/", {"quantity": 1}).status_code == 404


@pytest.mark.parametrize("values", [{"age_restricted": True}, {"is_public": False}])
def test_what_is_not_sold_here_cannot_be_added(client, values):
    product = a_product(**values)
    put_on_shelf(product, 5)
    passes_the_age_gate(client)

    answer = add(client, product, follow=True)

    assert answer.context["basket"].is_empty


def test_goods_that_went_meanwhile_are_named(client, product):
    add(client, product, "5")
    an_order((product, 3))

    answer = review(client)

    assert answer.status_code == 422
    assert "Mật ong hoa ban: còn 2" in answer.content.decode()


def test_a_new_price_is_shown_before_anything_is_ordered(client, product):
    add(client, product)
    review(client)
    StockRecord.objects.update(price=200_000)

    assert place(client, "215000").status_code == 422
    assert not Order.objects.exists()


def test_what_may_not_be_sent_there_is_named_before_anything_is_ordered(client, product):
    Product.objects.filter(pk=product.pk).update(ships_to="province")
    add(client, product)
    assert "Chỉ giao trong tỉnh" in client.get(reverse("checkout:index")).content.decode()

    refused = review(client, province="Hà Nội", commune="Hoàn Kiếm")

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Chỉ giao trong tỉnh: Mật ong hoa ban. Hãy chọn nhận tại điểm bán" in page
    assert 'value="Lò Thị Thử"' in page
    assert review(client).status_code == 200


def test_an_empty_basket_has_no_checkout(client):
    assert client.get("/thanh-toan/")["Location"] == "/gio-hang/"
    assert review(client).status_code == 422


def test_another_shoppers_basket_stays_theirs(client, product):
    add(client, product, "2")
    stranger = type(client)()

    assert stranger.get("/gio-hang/").context["basket"].is_empty


def test_a_form_from_another_site_adds_nothing_but_asks(product):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    address = reverse("basket:add", args=[product.pk])

    foreign = browser.post(address, {"quantity": 1}, headers={"Sec-Fetch-Site": "cross-site"})
    ours = browser.post(address, {"quantity": 1}, headers={"Sec-Fetch-Site": "same-origin"})

    assert foreign.status_code == 403
    assert ours.status_code == 302


def test_an_order_is_found_by_number_and_phone(client, product):
    order = an_order((product, 1))

    found = client.post("/don-hang/", {"number": order.number.lower(), "phone": "+84 912.345.678"})

    assert found["Location"] == order.get_absolute_url()


@pytest.mark.parametrize(
    ("number", "phone"),
    [("DB999999", "0912345678"), (None, "0987654321"), ("\x00", "🍵"), ("x" * 9999, "0" * 99)],
)
def test_neither_number_nor_phone_alone_finds_an_order(client, product, number, phone):
    order = an_order((product, 1))

    answer = client.post("/don-hang/", {"number": number or order.number, "phone": phone})

    assert answer.status_code == 422


def test_guessing_at_orders_is_slowed_down(client, product):
    answers = [client.post("/don-hang/", {"number": f"DB{n}", "phone": "0912345678"}) for n in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]


@pytest.mark.parametrize("key", ["x", "k" * 22, "k" * 500, "\U0001f375", "..%2f"])
def test_a_wrong_link_is_a_404(client, key):
    assert client.get(f"/don-hang/{key}/").status_code == 404
