"""What messages say of an order: what is true when they are sent, in the reader's language."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.forks.order.models import Order
from shop.forks.payment.models import Source, SourceType
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_order, cancel_overdue, lapse, move_on, pass_to_points
from shop.fulfilment.states import Mover, Status
from shop.fulfilment.telling import (
    tell_shopper,
)
from shop.fulfilment.tests.telling_world import (
    READER,
    brought,
    fetched,
    ordered,
    sent,
    the_point,
    the_tea,
)
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.messages.sending import send_due
from shop.payments.money import format_dong
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

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


def came(order, amount):
    """So many đồng stand in the ledger."""
    kind, _new = SourceType.objects.get_or_create(code="transfer", defaults={"name": "Chuyển khoản"})
    Source.objects.create(order=order, source_type=kind, amount_debited=amount)


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


def test_an_unpaid_order_says_where_the_money_is_to_go_and_under_which_words(tea, settings):
    settings.BANK_BIN, settings.BANK_ACCOUNT = "970436", "0123456789"
    settings.BANK_ACCOUNT_NAME, settings.BANK_NAME = "OCOP DIEN BIEN", "Vietcombank"
    order = ordered(tea, means="transfer")

    text = sent(order, Kind.ORDER_PLACED).text

    for words in ("Vietcombank", "0123456789", "OCOP DIEN BIEN", f"Nội dung chuyển khoản: {order.number}"):
        assert words in text


def test_an_unpaid_order_asks_for_the_money_and_one_paid_by_then_does_not(tea):
    waiting, paid = ordered(tea, means="transfer"), ordered(tea, means="transfer")
    pass_to_points(order=paid, at=NOW)

    sent(waiting)

    texts = {
        order: Message.objects.get(order=order, kind=Kind.ORDER_PLACED).text for order in (waiting, paid)
    }
    assert "Mời bạn thanh toán" in texts[waiting]
    assert "Mời bạn thanh toán" not in texts[paid]


def test_a_reminder_asks_for_what_is_missing_and_no_more(tea):
    order = ordered(tea, means="transfer")
    came(order, 200_000)
    tell_shopper(order=order, kind=Kind.PAYMENT_REMINDER, event="reminded", at=NOW)

    text = sent(order, Kind.PAYMENT_REMINDER).text

    assert format_dong(30_000) in text
    assert f"Số tiền: {format_dong(order.total_incl_tax)}" not in text


def test_who_has_paid_by_another_way_is_asked_for_nothing_at_the_point(tea, point):
    order = fetched(tea, point)
    came(order, 200_000)
    brought(order, Status.CONFIRMED, Status.PACKED)

    text = sent(order, Kind.PARCEL_READY).text

    assert "Đơn đã được trả tiền." in text
    assert "Bạn trả" not in text


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


def test_what_only_the_caller_knows_is_said(tea):
    order = ordered(tea)
    parcel = order.fulfilments.get()
    brought(order, Status.CONFIRMED, Status.PACKED)
    Message.objects.all().delete()
    how = {"carrier": "EMS", "tracking": "E1", "tracking_link": "https://ems.example/E1"}
    tell_shopper(order=order, kind=Kind.PARCEL_SENT, event="a:1:b", at=NOW, parcel=parcel.pk, **how)
    tell_shopper(order=order, kind=Kind.RETURN_ANSWERED, event="a:2:b", at=NOW, answer="Được.", amount=5)

    sent(order)

    texts = " ".join(Message.objects.values_list("text", flat=True))
    for words in ("EMS", "E1", "https://ems.example/E1", "Được."):
        assert words in texts


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
