"""The file with all that is known of a person: theirs, readable, in whole đồng and moments with a zone."""

import json
import unicodedata

import pytest

from shop.forks.order.models import Order
from shop.privacy.exporting import as_json, export_of, export_of_orders
from shop.privacy.holdings import HANDED_OUT
from shop.privacy.tests.people import (
    EMAIL,
    GIFT,
    INVOICE,
    NAME,
    OPINION,
    PHONE,
    STREET,
    a_person,
    an_order_of,
    somebody_known,
)
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db


def the_file(user):
    return json.loads(as_json(export_of(user=user, at=NOW)))


def test_all_that_names_them_is_in_it(settings):
    told = the_file(somebody_known(settings))

    assert told["made_at"] == "2026-11-23T10:00:00+07:00"
    assert (told["profile"]["email"], told["profile"]["name"], told["profile"]["phone"]) == (
        EMAIL,
        NAME,
        PHONE,
    )
    assert told["consents"][0]["text"] == "Tôi đồng ý"
    assert (told["addresses"][0]["street"], told["addresses"][0]["phone"]) == (STREET, PHONE)
    assert [basket["kind"] for basket in told["baskets"]] == ["basket", "saved for later"]
    assert told["favourites"] == ["Mật ong"]


def test_all_that_names_them_in_their_orders_is_in_it(settings):
    cash, transfer, cancelled = the_file(somebody_known(settings))["orders"]

    assert cash["contact"] == {"name": NAME, "phone": PHONE, "email": EMAIL}
    assert cash["gift_message"] == GIFT
    assert cash["address"]["street"] == STREET
    assert (cash["total"], cash["lines"][0]["amount"], cash["payments"][0]["amount"]) == (
        230_000,
        200_000,
        230_000,
    )
    assert cash["reviews"][0]["text"] == OPINION
    assert (cash["invoice"]["asked_for"]["tax_code"], cash["returns"][0]["state"]) == (
        INVOICE.tax_code,
        "refused",
    )
    assert {"order_placed", "parcel_sent"} <= {message["kind"] for message in cash["messages"]}
    assert transfer["card_payments"][0]["email"] == EMAIL
    assert cancelled["parcels"][0]["steps"][-1]["status"] == "cancelled"


def test_each_part_that_is_promised_is_there(settings):
    told = the_file(somebody_known(settings))

    for part in HANDED_OUT.values():
        first, *inner = part.split(".")
        assert first in told, part
        assert all(key in told[first][0] for key in inner), part


def test_it_is_written_in_composed_letters(settings):
    user = a_person()
    type(user).objects.filter(pk=user.pk).update(first_name=unicodedata.normalize("NFD", NAME))
    user.refresh_from_db()

    text = as_json(export_of(user=user, at=NOW))

    assert unicodedata.is_normalized("NFC", text)
    assert NAME in text


def test_nobody_elses_orders_are_in_it_and_it_costs_the_same_for_many(django_assert_num_queries):
    user = a_person()
    foreign = an_order_of(a_person("khac@example.com"))
    orders = [an_order_of(user) for _ in range(3)]

    assert {order["number"] for order in the_file(user)["orders"]} == {order.number for order in orders}
    assert foreign.number not in as_json(export_of(user=user, at=NOW))
    for many in (1, 3):
        chosen = Order.objects.filter(pk__in=[order.pk for order in orders[:many]])
        with django_assert_num_queries(17):
            export_of_orders(orders=chosen, at=NOW)
