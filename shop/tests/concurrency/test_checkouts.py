"""Shoppers at once, each over HTTP with a session of their own: nothing is oversold, and no request fails."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.forks.order.models import Order
from shop.fulfilment.queries import all_stock_differences
from shop.settlement.verifying import money_differences
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import a_commune, a_product, put_on_shelf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BUYERS, UNITS, ROUNDS = 24, 10, 20
ADDING = 32
#: What a unit and its delivery cost, in đồng.
PRICE, FEE = 100_000, 30_000


def with_one_in_the_basket(product) -> Client:
    client = Client()
    answer = client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})
    assert answer.status_code == 302
    return client


def order(client, number):
    """Sends the checkout's last form; the answer's status."""
    form = {
        "key": f"buyer-{number:016d}",
        "method": "delivery",
        "name": "Lò Thị Thử",
        "phone": "0912345678",
        "province": "Điện Biên",
        "commune": "Mường Lay",
        "street": "Bản Quan Chiêng",
        "means": "cod",
        "agreed_total": str(PRICE + FEE),
        "place": "1",
    }
    return client.post("/thanh-toan/", form).status_code


def test_ten_of_twenty_four_buyers_get_ten_units_each_time():
    a_commune()
    for number in range(ROUNDS):
        product = a_product()
        record = put_on_shelf(product, UNITS, price=PRICE)
        clients = [with_one_in_the_basket(product) for _ in range(BUYERS)]

        answers = at_once(
            lambda buyer: order(clients[buyer], number * BUYERS + buyer),  # noqa: B023
            range(BUYERS),
        )

        assert sorted(map(str, answers)) == ["302"] * UNITS + ["422"] * (BUYERS - UNITS)
        assert Order.objects.filter(lines__product=product).count() == UNITS
        record.refresh_from_db()
        assert (record.num_in_stock, record.num_allocated) == (UNITS, UNITS)
    assert all_stock_differences() == []
    assert list(money_differences()) == []


def test_no_request_fails_where_many_fill_their_baskets_at_once():
    product = put_on_shelf(a_product(), 500).product
    address = reverse("basket:add", args=[product.pk])

    def add(client):
        return [client.post(address, {"quantity": "1"}).status_code for _ in range(5)]

    clients = [Client() for _ in range(ADDING)]
    answers = at_once(add, clients)

    assert answers == [[302] * 5] * ADDING
    assert [client.get(reverse("basket:summary")).context["basket"].num_items for client in clients] == [
        5
    ] * ADDING


def test_one_form_sent_several_times_at_once_leads_every_time_to_its_one_order():
    a_commune()
    product = put_on_shelf(a_product(), 500, price=PRICE).product
    client = with_one_in_the_basket(product)

    def send(_time):
        again = Client()
        again.cookies = client.cookies.copy()
        return order(again, 1)

    assert at_once(send, range(6)) == [302] * 6
    assert Order.objects.count() == 1
