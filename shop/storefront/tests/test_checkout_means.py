"""How to pay is asked last, from what is possible; nothing else is taken."""

import pytest

from shop.forks.order.models import Order
from shop.storefront.tests.test_checkout import add, place, review
from shop.tests.worlds import NOW, a_product, put_on_shelf

pytestmark = pytest.mark.django_db


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
