"""How to pay is asked last, from what is possible; nothing else is taken."""

import pytest

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Destination
from shop.fulfilment.paying import ways_to_pay
from shop.middleware import COUNT_COOKIE
from shop.storefront.tests.test_checkout import add, place, review
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
ALL = ["at_point", "transfer", "card"]


@pytest.fixture
def product():
    product = a_product("Mật ong hoa ban")
    put_on_shelf(product, 5, price=185_000)
    return product


def test_who_does_not_say_how_to_pay_is_asked_again_and_nothing_is_ordered(client, product):
    add(client, product)

    answer = place(client, "215000", means="")

    assert answer.status_code == 422
    assert "Bạn hãy chọn cách trả tiền." in answer.content.decode()
    assert 'name="name" value="Lò Thị Thử"' in answer.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize("means", ["at_point", "card", "transfer", "gold", "\x00", "x" * 10_000])
def test_a_way_to_pay_that_was_not_offered_is_refused(client, product, means, settings):
    settings.BANK_ACCOUNT = ""
    add(client, product)

    answer = place(client, "215000", means=means)

    assert answer.status_code == 422
    assert not Order.objects.exists()


def test_the_most_usual_way_is_chosen_to_begin_with(client, product):
    add(client, product)

    chosen = [way for way, _words, _more, is_chosen in review(client).context["ways"] if is_chosen]

    assert chosen == ["cod"]


def test_where_no_way_to_pay_is_left_it_is_said_what_to_do(client, product, settings):
    settings.BANK_ACCOUNT, settings.CASH_ON_DELIVERY_CAP = "", 100_000
    add(client, product)

    answer = review(client)

    assert "chỉ áp dụng đến 100.000" in answer.content.decode()
    assert 'value="Lò Thị Thử"' in answer.content.decode()


def test_a_bank_transfer_waits_for_its_money(client, product, settings):
    settings.BANK_ACCOUNT = "0123456789"
    add(client, product)
    assert [way[0] for way in review(client).context["ways"]] == ["cod", "transfer"]

    page = client.get(place(client, "215000", means="transfer")["Location"])

    assert Order.objects.get().status == "awaiting_payment"
    assert "Chờ trả tiền" in page.content.decode()


def test_who_chose_to_pay_by_card_is_led_to_pay_at_once(client, product, cards, time_machine):
    time_machine.move_to(NOW)
    add(client, product)

    led = place(client, "215000", means="card")

    order = Order.objects.get()
    assert led["Location"].startswith(cards.base)
    assert order.card_sessions.get().amount == 215_000
    again = place(client, "215000", means="card")
    assert again["Location"] == led["Location"]


def test_where_the_card_company_is_down_the_order_stands_and_can_be_paid_later(
    client, product, cards, asks_once
):
    add(client, product)
    cards.api.faults.append(503)

    answer = place(client, "215000", means="card")

    order = Order.objects.get()
    assert answer["Location"] == order.get_absolute_url()
    assert order.status == "awaiting_payment"


@pytest.mark.parametrize(
    ("total", "ways"),
    [(0, ALL[:1]), (14_999, ALL[:2]), (15_000, ALL), (99_999_999, ALL), (100_000_000, ALL[:2])],
)
def test_what_costs_nothing_waits_for_no_money_and_no_card_is_asked_for_too_much(settings, total, ways):
    settings.BANK_ACCOUNT, settings.STRIPE_SECRET_KEY = "0123456789", "rk_test_abcd"
    settings.STRIPE_WEBHOOK_SECRET = "whsec_abcd"
    destination = Destination(sales_point=a_point())

    assert ways_to_pay(destination=destination, total=total) == ways


def test_a_refused_order_leaves_the_basket_and_the_number_on_it(client, product):
    add(client, product)
    count = client.cookies[COUNT_COOKIE].value

    assert place(client, "1").status_code == 422

    assert client.cookies[COUNT_COOKIE].value == count == "1"
