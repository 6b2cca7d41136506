"""What shoppers and points are told of, and when: once an event, in the transaction of what happens."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from shop.fulfilment import telling
from shop.fulfilment.delivery import Contact
from shop.fulfilment.operations import lapse, pass_to_points
from shop.fulfilment.states import Status
from shop.fulfilment.telling import (
    remind_points,
    remind_to_pay,
    tell_of_payment,
    tell_of_refund,
)
from shop.fulfilment.tests.telling_world import (
    READER,
    brought,
    fetched,
    kinds,
    ordered,
    sent,
    the_point,
    the_tea,
)
from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message
from shop.payments.money import format_dong
from shop.tests.worlds import NOW, a_basket, a_point, a_seller, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"
    settings.PUBLIC_URL = "https://shop.example"


@pytest.fixture
def point():
    return the_point()


@pytest.fixture
def tea(point):
    return the_tea(point)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([Status.CONFIRMED], [Kind.PARCEL_CONFIRMED]),
        ([Status.CONFIRMED, Status.PACKED], [Kind.PARCEL_CONFIRMED]),
        ([Status.CONFIRMED, Status.PACKED, Status.SENT], [Kind.PARCEL_CONFIRMED, Kind.PARCEL_SENT]),
        (
            [Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED],
            [Kind.PARCEL_CONFIRMED, Kind.PARCEL_SENT, Kind.PARCEL_HANDED_OVER],
        ),
        ([Status.CANCELLED], [Kind.PARCEL_CANCELLED]),
    ],
)
def test_a_shopper_is_told_of_each_step_of_a_parcel_on_its_way(tea, steps, told):
    order = ordered(tea)

    brought(order, *steps)

    assert kinds(order) == [Kind.ORDER_PLACED, *told]


def test_a_shopper_who_fetches_is_told_when_it_is_packed_and_thanked(tea, point):
    order = fetched(tea, point)

    brought(order, Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER)

    assert kinds(order)[2:] == [Kind.PARCEL_READY, Kind.PARCEL_HANDED_OVER]


def test_a_step_that_is_undone_is_not_told(tea):
    order = ordered(tea)
    with transaction.atomic():
        brought(order, Status.CONFIRMED)
        transaction.set_rollback(True)

    assert kinds(order) == [Kind.ORDER_PLACED]


def test_an_order_that_cannot_be_placed_is_not_told(tea):
    with pytest.raises(Exception, match="left|còn"):
        ordered(tea, 99)
    assert not Message.objects.exists()


def test_a_form_sent_twice_is_told_once(tea):
    basket = a_basket((tea, 1))
    orders = {an_order(basket=basket, contact=READER, key="k" * 22, agreed_total=130_000).pk for _ in "ab"}

    assert len(orders) == 1
    assert Message.objects.count() == 1


def test_who_gave_a_phone_only_is_told_by_phone_where_somebody_takes_it(tea, settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    order = ordered(tea, contact=Contact(name="Thử", phone="0912345678"))

    message = Message.objects.get(order=order)
    assert (message.channel, message.recipient) == (Channel.SMS, "0912345678")


def test_who_signed_in_and_gave_no_address_is_told_at_their_own(tea):
    shopper = a_seller(email="own@example.com")

    order = ordered(tea, contact=Contact(name="Thử", phone="0912345678"), user=shopper)

    assert Message.objects.get(order=order).recipient == "own@example.com"


def test_an_order_not_paid_in_time_is_told_once(tea):
    order = ordered(tea, means="transfer")
    lapse(order=order, at=NOW)
    lapse(order=order, at=NOW)

    assert kinds(order) == [Kind.ORDER_PLACED, Kind.ORDER_LAPSED]
    assert "quá hạn thanh toán" in sent(order).subject


def test_payments_and_refunds_are_told_once_each(tea):
    order = ordered(tea)
    for _ in "ab":
        tell_of_payment(
            order=order, event="payment:1:received", amount=9_000, owed=0, reference="FT1", at=NOW
        )
        tell_of_refund(order=order, event="refund:1:sent", amount=8_000, reference="FT2", at=NOW)

    sent(order)

    texts = list(
        Message.objects.exclude(kind=Kind.ORDER_PLACED).order_by("pk").values_list("text", flat=True)
    )
    assert len(texts) == 2
    assert format_dong(9_000) in texts[0]
    assert "FT1" in texts[0]
    assert format_dong(8_000) in texts[1]


def test_a_point_is_reminded_once_of_what_it_has_to_confirm_soon(tea, point):
    a_seller(point, email="seller@example.com")
    a_seller(a_point(), email="other@example.com")
    order = ordered(tea)
    almost = order.fulfilments.get().confirm_by - timedelta(hours=4)

    reminded = [
        remind_points(now=almost - timedelta(minutes=1)),
        remind_points(now=almost),
        remind_points(now=almost),
    ]

    assert reminded == [0, 1, 0]
    message = sent(order, Kind.CONFIRM_REMINDER, almost)
    assert message.recipient == "seller@example.com"
    assert f"/quay/kien/{order.fulfilments.get().pk}/" in message.text
    assert "Lò Thị Thử" in message.text


def test_each_of_a_large_staff_is_reminded_for_themselves(tea, point):
    staff = {f"{'x' * 50}.{number}@mail.example.com" for number in range(25)}
    for address in staff:
        a_seller(point, email=address)
    a_seller(point, email="x@example.com")
    point.email = "x@example.com"
    point.save()
    order = ordered(tea)
    almost = order.fulfilments.get().confirm_by - timedelta(hours=4)

    assert [remind_points(now=almost) for _ in range(2)] == [1, 0]

    told = Message.objects.filter(order=order, kind=Kind.CONFIRM_REMINDER)
    assert sorted(told.values_list("recipient", flat=True)) == sorted({*staff, "x@example.com"})


def test_a_point_without_addresses_is_reminded_by_phone(tea, point, settings):
    settings.MESSAGES_WEBHOOK_URL = "https://sms.example"
    order = ordered(tea)

    assert remind_points(now=order.fulfilments.get().confirm_by - timedelta(hours=4)) == 1
    assert Message.objects.get(kind=Kind.CONFIRM_REMINDER).recipient == "0215123456"


def test_a_reminder_that_cannot_be_written_stops_no_other(tea, point, monkeypatch, caplog):
    a_seller(point)
    parcels = [ordered(tea, means=means).fulfilments.get() for means in ("cod", "cod")]
    waiting = [ordered(tea, means="transfer") for _ in range(2)]
    tell = telling.tell
    broken = f"{parcels[0].reference}:confirm", f"order:{waiting[0].pk}:reminded"
    monkeypatch.setattr(
        telling, "tell", lambda **told: 1 / 0 if told["event"].startswith(broken) else tell(**told)
    )

    soon = parcels[0].confirm_by - timedelta(hours=1), waiting[0].pay_by - timedelta(hours=1)
    assert (remind_points(now=soon[0]), remind_to_pay(now=soon[1])) == (1, 1)

    logged = [record.exc_text for record in caplog.records if record.exc_info]
    assert [("ZeroDivisionError" in said) for said in logged] == [True, True]


def test_a_point_that_has_confirmed_meanwhile_is_not_bothered(tea, point):
    a_seller(point)
    order = ordered(tea)
    remind_points(now=NOW + timedelta(hours=21))
    brought(order, Status.CONFIRMED)

    assert sent(order, Kind.CONFIRM_REMINDER).state == "dropped"


def test_who_has_still_to_transfer_is_reminded_once(tea):
    order = ordered(tea, means="transfer")
    paid = ordered(tea, means="transfer")
    pass_to_points(order=paid, at=NOW)
    by_hand = ordered(tea)
    almost = order.pay_by - timedelta(hours=6)

    reminded = [remind_to_pay(now=at) for at in (NOW, almost - timedelta(minutes=1), almost, almost)]

    assert reminded == [0, 0, 1, 0]
    assert Kind.PAYMENT_REMINDER in kinds(order)
    assert Kind.PAYMENT_REMINDER not in kinds(paid) + kinds(by_hand)
    assert "mời bạn thanh toán" in sent(order, at=almost).subject


def test_the_command_reminds_both(capsys):
    call_command("remind")
    assert "Nhắc xác nhận 0 kiện, nhắc chuyển khoản 0 đơn." in capsys.readouterr().out
