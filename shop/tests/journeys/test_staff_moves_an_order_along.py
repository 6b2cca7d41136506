"""A point's staff take an order from its arrival to the buyer's hands, through the pages of the counter."""

from datetime import timedelta

import pytest
import time_machine

from shop.accounts.models import User
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import move_on
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db

Status = Fulfilment.Status


@pytest.fixture(autouse=True)
def _at_a_still_moment():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def point():
    return a_point("Điểm OCOP Mường Thanh")


@pytest.fixture
def seller(point):
    return a_seller(point)


def a_parcel(point, *, method="pick_up", units=2, price=185_000, now=NOW):
    product = a_product("Trà shan tuyết Tủa Chùa")
    put_on_shelf(product, 5, at=point, price=price)
    destination = Destination(sales_point=point) if method == "pick_up" else None
    return an_order((product, units), destination=destination, now=now).fulfilments.get()


def page_of(parcel):
    return f"/quay/kien/{parcel.pk}/"


def take(client, parcel, step, **data):
    """Presses a button on the page as it was last seen."""
    return client.post(page_of(parcel), {"to": step, "seen": parcel.status, **data}, follow=True)


def test_from_sign_in_to_the_buyers_hands(client, point):
    parcel = a_parcel(point)
    seller = User.objects.create_user(email="ban@example.com", password="quay-hang")
    point.partner.users.add(seller)

    start = client.post(
        "/tai-khoan/dang-nhap/", {"username": seller.email, "password": "quay-hang"}, follow=True
    )
    assert start.redirect_chain == [("/quay/", 302)]
    assert [group.count for group in start.context["groups"]] == [1, 0, 0, 0]
    assert parcel.order.number in start.content.decode()

    for step in (Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER):
        answer = take(client, parcel, step)
        parcel.refresh_from_db()
        assert (answer.status_code, parcel.status) == (200, step)

    events = answer.context["events"]
    assert [event.status for event in events] == ["new", "confirmed", "packed", "handed_over"]
    assert {event.actor for event in events} == {None, seller}
    assert answer.context["steps"] == []
    assert list(client.get("/quay/").context["done"]) == [parcel]
    record = parcel.order.lines.get().stockrecord
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert all_stock_differences() == []


@pytest.mark.parametrize(("method", "last"), [("pick_up", Status.HANDED_OVER), ("delivery", Status.SENT)])
def test_the_last_button_is_the_one_that_fits_the_way(client, point, seller, method, last):
    parcel = a_parcel(point, method=method)
    for step in (Status.CONFIRMED, Status.PACKED):
        move_on(fulfilment=parcel, to=step, at=NOW)
    client.force_login(seller)

    assert [step for step, _ in client.get(page_of(parcel)).context["steps"]] == [last]


def test_the_page_says_whom_to_call_what_to_pack_and_what_to_collect(client, point, seller):
    parcel = a_parcel(point, method="delivery")
    client.force_login(seller)

    text = client.get(page_of(parcel)).content.decode()

    for words in (
        parcel.order.number,
        "Lò Thị Thử",
        'href="tel:0912345678"',
        "Số 1, tổ 2",
        "Trà shan tuyết Tủa Chùa",
        "2 ×",
        "30.000\N{NO-BREAK SPACE}₫",
        "400.000\N{NO-BREAK SPACE}₫",
    ):
        assert words in text


def test_the_parcels_of_an_order_collect_its_total_together(client):
    product = a_product()
    for _ in range(2):
        put_on_shelf(product, 3, at=a_point(), price=99_000)
    order = an_order((product, 5))
    office = User.objects.create_superuser(email="office@example.com", password="van-phong")
    client.force_login(office)

    collected = [client.get(page_of(parcel)).context["cash"] for parcel in order.fulfilments.all()]

    assert sum(part["total"] for part in collected) == order.total_incl_tax == 5 * 99_000 + 2 * 30_000
    assert [part["delivery"] for part in collected] == [30_000, 30_000]


def test_for_a_cancelled_parcel_there_is_nothing_to_collect(client, point, seller):
    parcel = a_parcel(point)
    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="Hết hàng")
    client.force_login(seller)

    page = client.get(page_of(parcel))

    assert page.context["cash"]["total"] == 0
    assert "Hết hàng" in page.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_cancelling_asks_for_a_reason_and_keeps_the_parcel_until_it_has_one(client, point, seller, reason):
    parcel = a_parcel(point)
    client.force_login(seller)

    answer = take(client, parcel, Status.CANCELLED, reason=reason)

    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"]
    parcel.refresh_from_db()
    assert parcel.status == Status.NEW


def test_a_cancelled_parcel_keeps_its_reason_and_frees_its_goods(client, point, seller):
    parcel = a_parcel(point)
    client.force_login(seller)

    take(client, parcel, Status.CANCELLED, reason="  Khách gọi   xin huỷ ")

    event = parcel.events.get(status=Status.CANCELLED)
    assert (event.note, event.actor) == ("Khách gọi xin huỷ", seller)
    record = parcel.order.lines.get().stockrecord
    assert (record.num_in_stock, record.num_allocated) == (5, 0)


def test_who_was_slower_is_told_so_and_what_the_state_is_now(client, point, seller):
    parcel = a_parcel(point)
    client.force_login(seller)
    move_on(fulfilment=Fulfilment.objects.get(pk=parcel.pk), to=Status.CONFIRMED, at=NOW)

    for step in (Status.CONFIRMED, Status.CANCELLED):
        answer = client.post(page_of(parcel), {"to": step, "seen": "new", "reason": "Hết hàng"}, follow=True)
        told = [str(message) for message in answer.context["messages"]]
        assert len(told) == 1
        assert str(Status.CONFIRMED.label) in told[0]

    parcel.refresh_from_db()
    assert parcel.status == Status.CONFIRMED
    assert parcel.events.count() == 2


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"to": "shipped", "seen": "new"},
        {"to": "confirmed"},
        {"to": "confirmed", "seen": "x" * 10_000},
        {"to": "\x00", "seen": "😀"},
        {"to": ["confirmed", "'\"<>"], "seen": "new"},
        {"to": "cancelled", "seen": "new", "reason": "\x00"},
        {"to": "cancelled", "seen": "new", "reason": "x" * 10_000},
    ],
)
def test_what_is_no_step_changes_nothing_and_says_so(client, point, seller, data):
    parcel = a_parcel(point)
    client.force_login(seller)

    answer = client.post(page_of(parcel), data)

    assert answer.status_code == 422
    parcel.refresh_from_db()
    assert parcel.status == Status.NEW


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_taken(client, point, seller, method):
    parcel = a_parcel(point)
    client.force_login(seller)

    assert getattr(client, method)(page_of(parcel)).status_code == 405
    assert client.post("/quay/").status_code == 405
    assert client.post("/quay/da-xong/").status_code == 405


def test_a_deadline_that_is_near_stands_out(client, point, seller):
    a_parcel(point)
    client.force_login(seller)
    near = [False]
    with time_machine.travel(NOW + timedelta(hours=21), tick=False):
        client.force_login(seller)
        near.append(client.get("/quay/").context["groups"][0].parcels[0].is_urgent)

    assert near == [client.get("/quay/").context["groups"][0].parcels[0].is_urgent, True]


def test_who_works_at_several_points_can_look_at_one(client, point):
    other = a_point("Điểm OCOP Tủa Chùa")
    seller = a_seller(point, other)
    here, there = a_parcel(point), a_parcel(other)
    client.force_login(seller)

    both = client.get("/quay/").context["groups"][0]
    one = client.get("/quay/", {"diem": other.partner.code}).context["groups"][0]

    assert both.count == 2
    assert set(both.parcels) == {here, there}
    assert one.parcels == [there]


def test_what_is_done_is_paged_and_ends_with_the_month(client, point, seller):
    days = [NOW - timedelta(days=number) for number in range(31)]
    parcels = [a_parcel(point, units=1, now=day) for day in days]
    for parcel, day in zip(parcels, days, strict=True):
        move_on(fulfilment=parcel, to=Status.CANCELLED, at=day, note="Thử")
    client.force_login(seller)

    first, second = (client.get("/quay/da-xong/", {"trang": n}).context["page_obj"] for n in (1, 2))

    assert list(first) == parcels[:30]
    assert list(second) == parcels[30:]
    for nonsense in ("0", "-1", "x", "9" * 30, "\x00"):
        assert client.get("/quay/da-xong/", {"trang": nonsense}).status_code == 200
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client.force_login(seller)
        assert client.get("/quay/da-xong/").context["page_obj"].paginator.count == 30


@pytest.mark.parametrize(("address", "most"), [("/quay/", 13), ("/quay/da-xong/", 8)])
def test_more_parcels_ask_the_database_no_more_often(
    client, point, seller, django_assert_num_queries, address, most
):
    client.force_login(seller)
    steps = ([], [Status.CONFIRMED], [Status.CONFIRMED, Status.PACKED], [Status.CANCELLED])
    for round_of_parcels in range(2):
        for way in steps * (1 + 3 * round_of_parcels):
            parcel = a_parcel(point, units=1)
            for step in way:
                move_on(fulfilment=parcel, to=step, at=NOW, note="Thử")
        with django_assert_num_queries(most):
            client.get(address)


def test_a_parcel_of_many_lines_asks_the_database_no_more_often(
    client, point, seller, django_assert_num_queries
):
    client.force_login(seller)
    for lines in (1, 12):
        products = [a_product() for _ in range(lines)]
        for product in products:
            put_on_shelf(product, 2, at=point)
        parcel = an_order(*((product, 1) for product in products)).fulfilments.get()
        with django_assert_num_queries(15):
            client.get(page_of(parcel))
