"""The VAT that an order keeps: by line after discounts, in Oscar's own fields, and nothing more to pay."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shop.forks.order.models import Order
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.placing import place_order
from shop.fulfilment.quoting import quote
from shop.fulfilment.taxes import vat_of_order, vat_of_quote
from shop.invoices.models import InvoiceDetails, InvoiceRequest
from shop.settlement.verifying import money_differences
from shop.tests.offers import a_range, an_offer
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_gift_set,
    a_point,
    a_product,
    a_variant,
    a_wish,
    an_address,
    an_order,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
DETAILS = InvoiceDetails("0100109106", "Công ty Thử", "Số 1, phố Thử", "ketoan@example.com")


@pytest.fixture(autouse=True)
def rates(settings):
    """The operator's own rates: goods 8, delivery 10, wrapping 5."""
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY, settings.VAT_RATE_GIFT_WRAP = "8", "10", "5"


def on_sale(price=100_000, units=9, **values):
    return put_on_shelf(a_product(**values), units, price=price).product


def kept(order):
    """Of each line its rate and what is left without VAT."""
    return [(line.tax_code, int(line.line_price_excl_tax)) for line in order.lines.order_by("pk")]


def test_each_line_keeps_its_rate_and_its_price_without_vat():
    goods = [on_sale(185_000), on_sale(vat_rate="5"), on_sale(vat_rate="KCT"), on_sale(vat_rate="0")]

    order = an_order(*[(product, 1) for product in goods])

    assert kept(order) == [("8", 171_296), ("5", 95_238), ("KCT", 100_000), ("0", 100_000)]
    assert (order.shipping_tax_code, order.shipping_incl_tax, order.shipping_excl_tax) == (
        "10",
        30_000,
        27_273,
    )
    assert order.total_incl_tax == 485_000 + 30_000
    assert order.total_excl_tax == 171_296 + 95_238 + 200_000 + 27_273
    assert order.total_tax == vat_of_order(order).total


def test_what_counts_is_the_line_after_discounts_and_not_the_single_unit():
    product = on_sale(10_007, vat_rate="10")
    an_offer("Percentage", 10, goods=a_range(product))

    line = an_order((product, 3)).lines.get()

    assert (line.line_price_incl_tax, line.line_price_excl_tax) == (27_019, 24_563)
    assert (line.line_price_before_discounts_excl_tax, line.unit_price_excl_tax) == (27_292, 9_097)
    prices = line.prices.values_list("tax_code", "price_incl_tax", "price_excl_tax")
    assert {code for code, _price, _without in prices} == {"10"}
    assert all(without == round(price * 100 / 110) for _code, price, without in prices)
    assert list(money_differences()) == []


def test_a_variant_has_its_parents_rate_and_a_gift_set_its_own(settings):
    tea = a_product(vat_rate="5")
    bag = a_variant(tea)
    put_on_shelf(bag, 5)
    honey = on_sale(vat_rate="KCT")
    plain, taxed = a_gift_set((honey, 1), price=108_000), a_gift_set((honey, 1), price=110_000, vat_rate="10")

    order = an_order((bag, 1), (plain, 1), (taxed, 1))

    rates = dict(order.lines.values_list("product", "tax_code"))
    assert rates == {bag.pk: "5", plain.pk: "8", taxed.pk: "10"}


def test_wrapping_has_a_rate_of_its_own(settings):
    settings.GIFT_WRAP_FEE = 15_000
    basket = a_basket((on_sale(), 1))
    basket.gift_wrap = True

    charge = an_order(basket=basket).surcharges.get()

    assert (charge.tax_code, charge.incl_tax, charge.excl_tax) == ("5", 15_000, 14_286)


def test_where_nobody_has_said_a_rate_none_is_worked_out(settings):
    settings.VAT_RATE, settings.VAT_RATE_DELIVERY = "", "7"

    order = an_order((on_sale(), 1))

    assert kept(order) == [("", 100_000)]
    assert (order.shipping_tax_code, order.total_excl_tax) == ("", order.total_incl_tax)
    assert not vat_of_order(order).is_known
    assert list(money_differences()) == []


def test_the_review_says_what_the_order_will_keep_also_where_two_points_share():
    product = a_product(vat_rate="5")
    put_on_shelf(product, 2, at=a_point(), price=10_003)
    put_on_shelf(product, 2, price=10_003)
    basket = a_basket((product, 3), (on_sale(), 2))
    wish = a_wish(basket)
    said = vat_of_quote(basket, quote(basket=basket, destination=an_address(), at=NOW))

    order = place_order(basket=basket, wish=wish, now=NOW)

    assert said == vat_of_order(order)
    assert [share.code for share in said.shares] == ["10", "8", "5"]


def test_a_later_rate_changes_no_order():
    product = on_sale(vat_rate="5")
    order = an_order((product, 1))

    type(product).objects.update(vat_rate="10")

    assert kept(order) == [("5", 95_238)]
    assert list(money_differences()) == []


def test_the_database_knows_no_other_rate():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_product(vat_rate="7")


def test_a_request_for_an_invoice_is_written_with_the_order_or_not_at_all():
    product = on_sale()
    basket = a_basket((product, 1))
    with pytest.raises(CannotPlace):
        place_order(basket=basket, wish=a_wish(basket, agreed_total=1, invoice=DETAILS), now=NOW)
    assert not InvoiceRequest.objects.exists()

    order = place_order(basket=basket, wish=a_wish(basket, invoice=DETAILS), now=NOW)

    assert (order.invoice_request.tax_code, order.invoice_request.name) == ("0100109106", "Công ty Thử")


@pytest.mark.parametrize("wrong", [{"tax_code": "123"}, {"name": ""}, {"address": ""}, {"email": ""}])
def test_the_database_keeps_a_whole_request_or_none(wrong):
    order = an_order((on_sale(), 1))
    whole = {"tax_code": "0100109106", "name": "A", "address": "B", "email": "c@example.com"}

    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceRequest.objects.create(order=order, **whole | wrong)


def test_placing_asks_the_database_no_more_for_rates_and_an_invoice():
    counts = []
    for rates, invoice in ((["", ""], None), (["5", "10"], DETAILS)):
        basket = a_basket(*[(on_sale(vat_rate=rate), 1) for rate in rates])
        wish = a_wish(basket, invoice=invoice)
        with CaptureQueriesContext(connection) as asked:
            place_order(basket=basket, wish=wish, now=NOW)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1  # The request's own row.
    assert Order.objects.count() == 2
