"""What shoppers and points are told of, and when: once an event, in the transaction of what happens."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Contact, Destination
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_order, cancel_overdue, lapse, move_on, pass_to_points
from shop.fulfilment.states import Mover, Status
from shop.fulfilment.telling import (
    remind_points,
    remind_to_pay,
    tell_of_payment,
    tell_of_refund,
    tell_shopper,
)
from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message
from shop.messages.sending import send_due
from shop.payments.money import format_dong
from shop.tests.worlds import NOW, a_basket, a_point, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
READER = Contact(name="Lò Thị Thử", phone="0912345678", email="lo@example.com")


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"
    settings.PUBLIC_URL = "https://shop.example"


@pytest.fixture
def point():
    point = a_point("Điểm OCOP Mường Thanh", phone="0215123456")
    point.opening_periods.create(weekday=0, opens="07:30", closes="17:30")
    return point


@pytest.fixture
def tea(point):
    put_on_shelf(tea := a_product("Trà shan tuyết"), 20, at=point)
    return tea


def ordered(product, units=2, contact=READER, **wish):
    return an_order((product, units), contact=contact, **wish)


def fetched(product, point, **wish):
    return ordered(product, destination=Destination(sales_point=point), **wish)


def kinds(order):
    return list(Message.objects.filter(order=order).order_by("pk").values_list("kind", flat=True))


def brought(order, *steps, **how):
    parcel = order.fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW, **how)
    return parcel


def sent(order, kind=None, at=NOW + timedelta(hours=30)):
    """Everything is sent; the e-mail about the order of a kind, or the last one."""
    send_due(clock=lambda: at)
    messages = Message.objects.filter(order=order, **({"kind": kind} if kind else {}))
    return messages.order_by("pk").last()


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


def test_an_e_mail_says_what_when_and_how_much(tea, point):
    order = ordered(tea, language="en")

    message = sent(order)

    assert (message.state, mail.outbox[0].to) == ("sent", ["lo@example.com"])
    for words in ("Trà shan tuyết", format_dong(order.total_incl_tax), point.name, "0215123456"):
        assert words in message.text
        assert words in message.html
    assert f"https://shop.example/en{order.get_absolute_url()}".replace("/en/en/", "/en/") in message.text
    assert message.subject == f"Order {order.number} is placed"


def test_who_fetches_reads_where_until_when_at_which_hours_and_what_to_pay(tea, point, settings):
    order = fetched(tea, point)
    brought(order, Status.CONFIRMED, Status.PACKED)

    message = sent(order, Kind.PARCEL_READY, NOW + timedelta(days=2))

    assert settings.PICK_UP_WITHIN_DAYS == 7
    for words in (point.name, "Chợ trung tâm", "30/11/2026", "Thứ Hai: 07:30–17:30", format_dong(200_000)):
        assert words in message.text


def test_hours_that_are_alike_stand_in_one_line(tea, point):
    for weekday in range(1, 5):
        point.opening_periods.create(weekday=weekday, opens="07:30", closes="17:30")
    order = fetched(tea, point)
    brought(order, Status.CONFIRMED, Status.PACKED)

    text = sent(order, Kind.PARCEL_READY).text

    assert "Thứ Hai – Thứ Sáu: 07:30–17:30" in text
    assert "Thứ Bảy – Chủ Nhật: nghỉ" in text


@pytest.mark.parametrize(
    ("how", "says", "not_says"),
    [
        ({"by": Mover.POINT, "note": "Hộp bị ướt"}, "Lý do: Hộp bị ướt", "theo yêu cầu"),
        ({"by": Mover.SHOPPER, "note": "đổi ý"}, "Theo yêu cầu của bạn", "xin lỗi"),
    ],
)
def test_a_cancelled_parcel_says_why_and_apologises_where_it_was_not_the_shopper(tea, how, says, not_says):
    order = ordered(tea)
    brought(order, Status.CANCELLED, **how)

    text = sent(order, Kind.PARCEL_CANCELLED).text

    assert says in text
    assert not_says not in text
    assert "Bạn không phải trả tiền" in text


def test_a_parcel_that_nobody_confirmed_brings_an_apology(tea):
    order = ordered(tea)
    cancel_overdue(now=NOW + timedelta(hours=25))

    text = sent(order, Kind.PARCEL_CANCELLED).text

    assert "không kịp xác nhận" in text
    assert "confirm_by" not in text


def test_money_for_a_cancelled_parcel_that_was_paid_goes_back_and_that_is_said(tea):
    order = ordered(tea, means="transfer")
    pass_to_points(order=order, at=NOW)
    brought(order, Status.CANCELLED)

    assert f"{format_dong(230_000)}, sẽ được hoàn lại" in sent(order, Kind.PARCEL_CANCELLED).text


def test_no_money_goes_back_for_what_was_cancelled_before_it_was_paid(tea):
    order = ordered(tea, means="transfer")
    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)

    assert "Bạn không phải trả tiền" in sent(order, Kind.PARCEL_CANCELLED).text


def test_an_unpaid_order_asks_for_the_money_and_one_paid_by_then_does_not(tea):
    waiting, paid = ordered(tea, means="transfer"), ordered(tea, means="transfer")
    pass_to_points(order=paid, at=NOW)

    sent(waiting)

    texts = {
        order: Message.objects.get(order=order, kind=Kind.ORDER_PLACED).text for order in (waiting, paid)
    }
    assert "Mời bạn thanh toán" in texts[waiting]
    assert "Mời bạn thanh toán" not in texts[paid]


def test_an_order_not_paid_in_time_is_told_once(tea):
    order = ordered(tea, means="transfer")
    lapse(order=order, at=NOW)
    lapse(order=order, at=NOW)

    assert kinds(order) == [Kind.ORDER_PLACED, Kind.ORDER_LAPSED]
    assert "quá hạn thanh toán" in sent(order).subject


def test_goods_that_are_gone_when_the_money_comes_are_told(tea):
    order = ordered(tea, 20, means="transfer")
    lapse(order=order, at=NOW)
    ordered(tea, 20)
    pass_to_points(order=order, at=NOW)

    message = sent(order)

    assert message.kind == Kind.PAID_SHORT
    assert "tiền đã về, nhưng hàng đã hết" in message.subject
    # The order has been taken up again, so that it lapsed is no news.
    assert Message.objects.get(order=order, kind=Kind.ORDER_LAPSED).state == "dropped"


def test_news_that_is_overtaken_before_it_is_sent_is_dropped(tea):
    order = ordered(tea)
    brought(order, Status.CONFIRMED, Status.PACKED, Status.SENT)

    sent(order)

    states = Message.objects.filter(order=order).order_by("pk").values_list("kind", "state")
    assert list(states) == [
        (Kind.ORDER_PLACED, "sent"),
        (Kind.PARCEL_CONFIRMED, "dropped"),
        (Kind.PARCEL_SENT, "sent"),
    ]


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


def test_what_only_the_caller_knows_is_said(tea):
    order = ordered(tea)
    parcel = order.fulfilments.get()
    brought(order, Status.CONFIRMED, Status.PACKED)
    Message.objects.all().delete()
    transfer = {"bank": "VCB", "account": "0123", "holder": "OCOP", "memo": order.number}
    how = {"carrier": "EMS", "tracking": "E1", "tracking_link": "https://ems.example/E1"}
    tell_shopper(order=order, kind=Kind.PARCEL_SENT, event="a:1:b", at=NOW, parcel=parcel.pk, **how)
    tell_shopper(order=order, kind=Kind.RETURN_ANSWERED, event="a:2:b", at=NOW, answer="Được.", amount=5)
    tell_shopper(order=order, kind=Kind.ORDER_PLACED, event="a:3:b", at=NOW, transfer=transfer)

    sent(order)

    texts = " ".join(Message.objects.values_list("text", flat=True))
    for words in ("EMS", "E1", "https://ems.example/E1", "Được."):
        assert words in texts


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


def test_a_message_costs_as_many_queries_whatever_the_order_holds(point):
    costs = []
    for number in (1, 6):
        goods = [a_product() for _ in range(number)]
        for product in goods:
            put_on_shelf(product, 3, at=point)
        an_order(*[(product, 1) for product in goods], contact=READER)
        with CaptureQueriesContext(connection) as queries:
            send_due(clock=lambda: NOW)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_an_order_in_several_parcels_names_those_that_go_on(point):
    elsewhere = a_point("Điểm OCOP Tủa Chùa")
    tea, honey = a_product("Trà"), a_product("Mật ong")
    put_on_shelf(tea, 1, at=point)
    put_on_shelf(honey, 1, at=elsewhere)
    order = an_order((tea, 1), (honey, 1), contact=READER)
    first = order.fulfilments.get(partner=point.partner)
    move_on(fulfilment=first, to=Status.CANCELLED, at=NOW)

    text = sent(order, Kind.PARCEL_CANCELLED).text

    assert "Trà" in text
    assert "Mật ong" not in text
    assert "Các kiện khác của bạn vẫn giao như đã hẹn: Điểm OCOP Tủa Chùa." in text


def test_an_order_from_the_central_warehouse_is_told_as_well(settings):
    settings.SHOP_PHONE = "02153000000"
    put_on_shelf(tea := a_product(), 2)
    order = an_order((tea, 1), contact=READER)

    message = sent(order)

    assert message.state == "sent"
    assert "02153000000" in message.text
    assert (Order.objects.count(), Fulfilment.objects.count()) == (1, 1)
