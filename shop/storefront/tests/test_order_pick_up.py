"""The order's page with all that a buyer wants of it: code, promise, lots; no query more for more lines."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.trace.operations import lot_named
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.fulfilment.pick_up import spaced
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_hour_after_it_was_placed(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture
def point():
    point = a_point()
    for weekday in range(7):
        point.opening_periods.create(weekday=weekday, opens="07:30", closes="17:30")
    return point


def with_lot(point, code="LO-7", **product):
    record = put_on_shelf(a_product(**product), 0, at=point)
    lot = lot_named(product=record.product, code=code, use_by_date=date(2027, 11, 1))
    receive(stock=record, quantity=9, reference=f"nhập {code}", at=NOW, lot=lot)
    return record.product


def moved(order, *steps):
    parcel = order.fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel


def page(client, order, language=""):
    return client.get(f"{language}{order.get_absolute_url()}").content.decode()


def fetched(point, *products, **wish):
    return an_order(*((each, 1) for each in products), destination=Destination(sales_point=point), **wish)


def review(client, point, product):
    client.post(f"/gio-hang/add/{product.pk}/", {"quantity": 1})
    asked = {"key": "k" * 22, "method": "pick-up", "point": point.slug, "name": "Lò Thị Thử"}
    return client.post("/thanh-toan/", {**asked, "phone": "0912345678"}).content.decode()


def test_the_page_shows_the_code_and_when_to_come(client, point):
    order = fetched(point, with_lot(point))
    parcel = order.fulfilments.get()

    text = page(client, order)

    assert spaced(parcel.pick_up_code) in text
    assert "Dự kiến có hàng từ <strong>12:00 23/11/2026</strong>" in text
    moved(order, "confirmed", "packed")
    assert "mời bạn đến nhận" in page(client, order)


@pytest.mark.parametrize("steps", [["cancelled"], ["confirmed", "packed", "handed_over"]])
def test_a_code_that_fetches_nothing_any_more_is_not_shown(client, point, steps):
    order = fetched(point, with_lot(point))
    parcel = moved(order, *steps)

    assert spaced(parcel.pick_up_code) not in page(client, order)


def test_an_unpaid_order_shows_its_code_once_it_is_paid(client, point):
    order = fetched(point, with_lot(point), means="transfer")

    text = page(client, order)

    assert spaced(order.fulfilments.get().pick_up_code) not in text
    assert "Khi tiền về, tại đây có mã nhận hàng" in text


def test_the_review_says_when_it_would_be_ready(client, point):
    assert "Dự kiến có hàng từ <strong>13:00 23/11/2026</strong>" in review(client, point, with_lot(point))


def test_the_review_says_where_nothing_can_be_promised(client, point):
    point.opening_exceptions.create(reason="other", from_date="2026-11-01", to_date="2026-12-31")

    assert "không mở trong hai tuần tới" in review(client, point, with_lot(point))


def test_each_line_tells_the_lot_that_it_came_from(client, point):
    product = with_lot(point, "LO-7")
    order = fetched(point, product)
    assert "LO-7" not in page(client, order)
    moved(order, "confirmed", "packed")

    text = page(client, order)

    assert f'<a href="{product.get_absolute_url()}lo/LO-7/">lô LO-7' in text
    assert "01/11/2027" in text


def test_the_page_takes_as_many_queries_for_five_lines_as_for_one(client, point):
    few = fetched(point, with_lot(point, "A"))
    many = fetched(point, *(with_lot(point, f"B{number}") for number in range(5)))
    counts = []
    for order in (few, few, many):
        parcel = order.fulfilments.get()
        for step in () if parcel.status == "handed_over" else ("confirmed", "packed", "handed_over"):
            move_on(fulfilment=parcel, to=step, at=NOW)
        with CaptureQueriesContext(connection) as asked:
            text = page(client, order)
        counts.append(len(asked))

    assert "/tra-hang/" in text
    # The first request reads what Django and Wagtail keep from then on.
    assert counts[1] == counts[2] <= 24
