"""The office sees all points at once: what waits, how long goods last, what to move or order, and why."""

from datetime import timedelta

import pytest

from shop.accounts.models import User
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.stock.operations import set_threshold
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
POINTS, GOODS = "/quay/van-phong/", "/quay/van-phong/hang/"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def office(client):
    user = User.objects.create_user(email="office@example.com", password="quay")
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


@pytest.fixture
def busy():
    return a_point("Điểm bán chạy")


@pytest.fixture
def quiet():
    return a_point("Điểm vắng")


def sell(product, point, units, days_ago):
    at = NOW - timedelta(days=days_ago)
    parcel = an_order((product, units), destination=Destination(sales_point=point), now=at).fulfilments.get()
    for step in ("confirmed", "packed", "handed_over"):
        move_on(fulfilment=parcel, to=step, at=at)


def test_all_points_stand_on_one_screen(office, busy, quiet):
    record = put_on_shelf(a_product(), 5, at=busy)
    set_threshold(stock=record, threshold=9)
    an_order((record.product, 1), destination=Destination(sales_point=busy), now=NOW)

    text = office.get(POINTS).content.decode()

    assert "Điểm bán chạy" in text
    assert "Điểm vắng" in text
    assert "1 mặt hàng sắp hết" in text
    assert "xác nhận trước" in text


def test_what_runs_short_at_one_point_is_to_come_from_where_nobody_buys_it(office, busy, quiet):
    product = a_product("Mật ong hoa ban")
    put_on_shelf(product, 16, at=busy)
    put_on_shelf(product, 30, at=quiet)
    sell(product, busy, 14, days_ago=3)

    text = office.get(GOODS, {"loc": "thieu"}).content.decode()

    assert "Mật ong hoa ban" in text
    # Two are left of fourteen sold in four weeks: four days. Twelve more last four weeks.
    assert "Chuyển 12 từ Điểm vắng, nơi còn 30 và 28 ngày qua chưa bán món nào" in text
    assert "đến Điểm bán chạy, nơi chỉ đủ 4 ngày" in text


def test_what_nobody_can_spare_is_to_be_ordered(office, busy):
    product = a_product("Mật ong hoa ban")
    put_on_shelf(product, 15, at=busy)
    sell(product, busy, 14, days_ago=3)
    text = office.get(GOODS, {"loc": "thieu"}).content.decode()
    assert "Đặt thêm 13 cho Điểm bán chạy: ở đó chỉ đủ 2 ngày" in text


def test_what_was_sold_long_ago_stands_still(office, busy):
    old, new = a_product("Khăn thổ cẩm"), a_product("Chè Shan")
    for product, days in ((old, 61), (new, 59)):
        put_on_shelf(product, 9, at=busy)
        sell(product, busy, 1, days_ago=days)
    text = office.get(GOODS, {"loc": "dung-yen"}).content.decode()
    assert "Khăn thổ cẩm" in text
    assert "Chè Shan" not in text


def test_goods_are_found_by_words_without_marks(office, busy):
    for title in ("Mật ong hoa ban", "Chè Shan"):
        put_on_shelf(a_product(title), 9, at=busy)
    text = office.get(GOODS, {"q": "mat ong"}).content.decode()
    assert "<h1>Mọi mặt hàng</h1>" in text
    assert "Mật ong hoa ban" in text
    assert "Chè Shan" not in text
    assert office.get(GOODS, {"loc": "x"}).status_code == 404


def test_nobody_else_sees_either(client, busy):
    manager = a_seller(busy)
    manager.memberships.update(role="manager")
    client.force_login(manager)
    assert [client.get(page).status_code for page in (POINTS, GOODS)] == [404, 404]


@pytest.mark.parametrize(("page", "queries"), [(POINTS, 13), (GOODS, 10)])
def test_more_points_and_goods_ask_the_database_no_more_often(
    office, busy, quiet, django_assert_num_queries, page, queries
):
    office.get(page)
    for _ in range(2):
        point = a_point()
        for _product in range(4):
            put_on_shelf(a_product(), 9, at=point)
        with django_assert_num_queries(queries):
            office.get(page)
