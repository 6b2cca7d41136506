"""An e-invoice on request: all of it or nothing, nothing typed is lost, its number for the buyer to see."""

import pytest
from django.urls import reverse
from django.utils import timezone

from shop.forks.order.models import Order
from shop.invoices.models import InvoiceRequest
from shop.settlement.invoicing.tests.invoice_world import out
from shop.settlement.invoicing.writing import Numbering, write_down
from shop.storefront.invoice_form import NEEDED
from shop.storefront.tests.test_checkout import details
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
ASKED = {
    "invoice_tax_code": "0100 109 106 – 001",
    "invoice_name": "Công ty TNHH Thử & Nghiệm",
    "invoice_address": "Số 1, phố Thử",
    "invoice_email": "ketoan@example.com",
}


@pytest.fixture(autouse=True)
def rates(settings):
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY = "8", "10"


@pytest.fixture
def shopper(client):
    """Somebody with one thing at 185,000 đồng in the basket."""
    product = put_on_shelf(a_product("Mật ong hoa ban"), 5, price=185_000).product
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    return client


def send(shopper, **said):
    return shopper.post("/thanh-toan/", {**details(), **ASKED, **said})


def place(shopper, **said):
    return send(shopper, agreed_total="215000", means="cod", place="1", **said)


def test_it_is_asked_for_and_the_buyer_sees_its_way(shopper):
    reviewed = send(shopper).content.decode()
    assert "Công ty TNHH Thử &amp; Nghiệm, 0100109106-001" in reviewed
    placed = place(shopper)

    asked = InvoiceRequest.objects.get(order=Order.objects.get())
    assert (asked.tax_code, asked.name) == ("0100109106-001", "Công ty TNHH Thử & Nghiệm")
    assert "Hoá đơn được lập khi hàng đã giao đi." in shopper.get(placed["Location"]).content.decode()

    order = out(Order.objects.get(), at=asked.order.date_placed)
    given = Numbering("1C26TDB", 12, timezone.localdate(order.date_placed))
    write_down(order=order, given=given, seen=0, by=a_seller(), at=order.date_placed)
    assert "1C26TDB 00000012 ngày" in shopper.get(placed["Location"]).content.decode()


def test_nobody_has_to_ask(shopper):
    place(shopper, **dict.fromkeys(ASKED, ""))

    assert Order.objects.exists()
    assert not InvoiceRequest.objects.exists()
    assert "Hoá đơn GTGT" not in shopper.get(Order.objects.get().get_absolute_url()).content.decode()


@pytest.mark.parametrize("field", NEEDED)
def test_a_part_of_it_asks_for_the_rest_beside_the_field(shopper, field):
    answer = send(shopper, **{field: ""})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    page = answer.content.decode()
    assert '<details class="card fold fold--always" id="invoice" open>' in page
    assert all(
        f'value="{value}"' in page for name, value in ASKED.items() if name != field and "&" not in value
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("invoice_tax_code", "12345"),
        ("invoice_tax_code", "0100109107"),
        ("invoice_email", "không phải"),
        ("invoice_email", "a@\ue000.vn"),
        ("invoice_name", "\u0958" * 200),  # Twice as long once it is composed.
        *[(field, value) for field in ASKED for value in ("x" * 10_000, "a\x00b", "\x00")],
    ],
)
def test_what_cannot_be_is_said_in_words_also_when_it_was_tampered_with(shopper, field, value):
    for answer in (send(shopper, **{field: value}), place(shopper, **{field: value})):
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
    assert not Order.objects.exists()


def test_it_is_still_there_after_changing_something(shopper):
    page = send(shopper, edit="1").content.decode()

    assert "0100 109 106 – 001" in page
    assert 'id="invoice" open' in page


def test_the_part_is_folded_until_somebody_needs_it(shopper):
    page = shopper.get("/thanh-toan/").content.decode()

    assert '<details class="card fold fold--always" id="invoice">' in page


def test_review_and_order_say_the_vat_by_rate(shopper):
    for page in (send(shopper), shopper.get(place(shopper)["Location"])):
        text = page.content.decode()
        assert page.context["vat"].total == 13_704 + 2_727
        assert "16.431\N{NO-BREAK SPACE}₫" in text
        assert "8% trong 185.000\N{NO-BREAK SPACE}₫" in text


def test_what_has_no_rate_claims_no_amount(client, settings):
    settings.VAT_RATE = settings.VAT_RATE_DELIVERY = ""
    order = an_order((put_on_shelf(a_product(), 3).product, 1), now=NOW)

    page = client.get(order.get_absolute_url()).content.decode()

    assert "Giá đã gồm thuế GTGT." in page
    assert 'id="vat"' not in page
