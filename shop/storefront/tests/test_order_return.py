"""Asking, on the order's page, to give goods back: a form that refuses what was tampered with, kindly."""

from datetime import timedelta

import pytest

from shop.accounts.models import User
from shop.returns.models import ReturnRequest
from shop.settlement.moving import move_on
from shop.storefront.order_return import RETURNS_PER_ADDRESS
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
KEY = "k" * 22
OFFICE = "/quan-tri/money/returns/"


@pytest.fixture(autouse=True)
def a_day_after_it_came(time_machine):
    time_machine.move_to(NOW + timedelta(days=1), tick=False)


def delivered(units=2):
    order = an_order((put_on_shelf(a_product("Chè thử"), units, at=a_point()).product, units))
    for step in ("confirmed", "packed", "sent", "delivered"):
        move_on(fulfilment=order.fulfilments.get(), to=step, at=NOW)
    return order


@pytest.fixture
def order():
    return delivered()


def send(client, order, units="1", line=None, **said):
    said = {"key": KEY, "reason": "damaged", "words": "Hộp vỡ, chè bị ẩm.", **said}
    line = line or order.lines.get().pk
    return client.post(f"{order.get_absolute_url()}tra-hang/", {f"line-{line}": units, **said}, follow=True)


def text_of(answer):
    return answer.content.decode()


def test_the_buyer_asks_the_office_answers_and_the_money_goes_back(client, order):
    answer = send(client, order)
    assert "Văn phòng sẽ xem và trả lời tại đây" in text_of(answer)
    assert "chờ trả lời" in text_of(answer).lower()
    request = ReturnRequest.objects.get()
    client.force_login(User.objects.create_superuser(email="office@example.com", password="quay"))
    assert order.number in text_of(client.get(OFFICE))

    client.post(f"{OFFICE}{request.pk}/", {"verdict": "accept", "words": "Mang ra điểm\ntrước thứ Sáu."})

    money = f"/quan-tri/money/{order.number}/"
    prefilled = text_of(client.get(money, {"tra": request.pk}))
    assert f'name="request" value="{request.pk}"' in prefilled
    line = order.lines.get().pk
    given = {"key": KEY, "note": "vỡ", "came_back": "on", f"line-{line}": "1", "request": request.pk}
    theirs = {"request": request.pk + 1}
    assert client.post(f"{money}lines/", {**given, **theirs}).status_code == 422
    for _twice in range(2):
        assert client.post(f"{money}lines/", given).status_code == 302
    assert order.refunds.count() == 1
    request.refresh_from_db()
    assert (request.state, request.refund.amount) == ("closed", 100_000)
    assert client.get(OFFICE).context["requests"].count() == 0
    assert order.number in text_of(client.get(OFFICE, {"all": 1}))
    assert "Mang ra điểm<br>trước thứ Sáu." in text_of(client.get(order.get_absolute_url()))


def test_the_office_refuses_with_words_and_a_late_answer_changes_nothing(client, order):
    send(client, order)
    request = ReturnRequest.objects.get()
    client.force_login(User.objects.create_superuser(email="office@example.com", password="quay"))
    assert client.post(f"{OFFICE}{request.pk}/", {"verdict": "refuse", "words": " "}).status_code == 422
    client.post(f"{OFFICE}{request.pk}/", {"verdict": "refuse", "words": "Hộp đã mở."})

    late = client.post(f"{OFFICE}{request.pk}/", {"verdict": "accept", "words": "Được."})
    client.post(f"{OFFICE}{request.pk}/close/")

    assert late.status_code == 422
    request.refresh_from_db()
    assert (request.state, request.answer) == ("refused", "Hộp đã mở.")


@pytest.mark.parametrize("units", ["3", "-1", "1.5", "a", "9" * 30, "0", ""])
def test_quantities_that_cannot_be_are_refused_and_nothing_typed_is_lost(client, order, units):
    answer = send(client, order, units)

    assert answer.status_code == 422
    assert "Hộp vỡ, chè bị ẩm." in text_of(answer)
    assert not ReturnRequest.objects.exists()


@pytest.mark.parametrize(
    "said", [{"reason": "x"}, {"reason": ""}, {"words": ""}, {"words": "x" * 1001}, {"key": "x"}]
)
def test_a_form_that_lacks_something_is_shown_again(client, order, said):
    assert send(client, order, **said).status_code == 422
    assert not ReturnRequest.objects.exists()


def test_another_orders_line_is_refused(client, order):
    theirs = delivered().lines.get().pk

    answer = client.post(
        f"{order.get_absolute_url()}tra-hang/",
        {
            "key": KEY,
            "reason": "wrong",
            "words": "x",
            f"line-{order.lines.get().pk}": "1",
            f"line-{theirs}": "1",
        },
    )

    assert answer.status_code == 422
    assert not ReturnRequest.objects.exists()


def test_the_form_sent_twice_is_one_request(client, order):
    send(client, order)
    answer = send(client, order)

    assert answer.redirect_chain
    assert ReturnRequest.objects.count() == 1


def test_what_is_not_there_yet_or_any_more_cannot_be_asked_back(client, time_machine, order):
    new = an_order((put_on_shelf(a_product(), 2, at=a_point()).product, 1))
    assert "/tra-hang/" not in text_of(client.get(new.get_absolute_url()))
    assert "không (còn) gì trả lại được" in text_of(send(client, new))
    time_machine.move_to(NOW + timedelta(days=8))

    assert "không (còn) gì trả lại được" in text_of(send(client, order))
    assert not ReturnRequest.objects.exists()


def test_who_asks_too_often_waits_and_loses_nothing(client, order):
    address = f"{order.get_absolute_url()}tra-hang/"
    line = f"line-{order.lines.get().pk}"
    for number in range(int(RETURNS_PER_ADDRESS.split("/")[0])):
        client.post(address, {"key": f"{number:022d}", "reason": "wrong", "words": "x", line: "1"})
        ReturnRequest.objects.all().delete()

    answer = send(client, order)

    assert answer.status_code == 429
    assert "Hộp vỡ" in text_of(answer)


@pytest.mark.parametrize("key", ["x" * 22, "x" * 500])
def test_an_order_that_there_is_not_is_not_found(client, key):
    assert client.get(f"/don-hang/{key}/tra-hang/").status_code == 404
    assert client.get(f"/don-hang/{key}/don-hang.pdf").status_code == 404
