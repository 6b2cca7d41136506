"""Adding costs little; codes, gifts and things put aside on the basket's page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.accounts.models import User
from shop.forks.basket.models import Basket
from shop.tests.offers import a_range, a_voucher, an_offer
from shop.tests.worlds import a_product, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(client):
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    cache.clear()
    honey = a_product("Mật ong rừng", stars=4)
    put_on_shelf(honey, 9, price=99_999)
    client.honey = honey
    client.add = lambda quantity=1: client.post(f"/gio-hang/add/{honey.pk}/", {"quantity": quantity})
    client.page = lambda: client.get("/gio-hang/")
    return client


def aside(page):
    return [(line.product.title, line.quantity) for line in page.context["aside"]]


def lines(page):
    return [(line.product.title, line.quantity) for line in page.context["basket"].all_lines()]


@pytest.mark.parametrize("times", [0, 1], ids=["an empty basket", "one that has it"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_adding_asks_the_database_at_most_fifteen_times(shopper, times, signed_in):
    if signed_in:
        shopper.force_login(User.objects.create_user(email="a@example.com"))
    for number in range(3):
        an_offer(goods=a_range(stars_from=3 + number))
    for _time in range(times):
        shopper.add()

    with CaptureQueriesContext(connection) as asked:
        assert shopper.add().status_code == 302

    assert len(asked) <= 15, "\n".join(query["sql"][:150] for query in asked)


def test_the_page_asks_the_database_no_more_for_more_lines(client):
    an_offer(goods=a_range(stars_from=3))
    asked = []
    for number in (2, 6):
        for product in [put_on_shelf(a_product(), 5).product for _ in range(number)]:
            client.post(f"/gio-hang/add/{product.pk}/", {"quantity": "1"})
        client.get("/gio-hang/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/gio-hang/").status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_what_offers_and_codes_take_off_is_said(shopper):
    an_offer("Absolute", 9_999, name="Tết sum vầy", goods=a_range(stars_from=4))
    shopper.add(2)
    words = shopper.page().content.decode()

    assert "Tết sum vầy" in words
    assert "199.998" in words
    assert "189.999" in words


def test_a_code_goes_in_and_out_again(shopper):
    voucher = a_voucher("TET2027", start_datetime="2020-01-01T00:00Z", end_datetime="2099-01-01T00:00Z")
    shopper.add()

    assert shopper.post("/gio-hang/vouchers/add/", {"code": "tet2027"}).status_code == 302
    assert shopper.page().context["total"] == 90_000
    shopper.post(f"/gio-hang/vouchers/{voucher.pk}/remove/")
    assert shopper.page().context["total"] == 99_999


def test_a_guest_gets_back_what_was_put_aside(shopper):
    shopper.add(2)
    assert "put_aside" not in shopper.cookies
    line = Basket.objects.get().lines.get()

    shopper.post("/gio-hang/de-danh/", {"aside": line.pk})
    page = shopper.page()
    assert (lines(page), aside(page)) == ([], [("Mật ong rừng", 2)])

    shopper.post("/gio-hang/de-danh/", {"back": line.pk})
    page = shopper.page()
    assert (lines(page), aside(page)) == ([("Mật ong rừng", 2)], [])


def test_what_is_no_longer_there_stays_put_aside(shopper):
    shopper.add(2)
    line = Basket.objects.get().lines.get()
    shopper.post("/gio-hang/de-danh/", {"aside": line.pk})
    shopper.honey.stockrecords.update(num_in_stock=1)

    answer = shopper.post("/gio-hang/de-danh/", {"back": line.pk}, follow=True)

    assert "chỉ còn 1" in answer.content.decode()
    assert aside(answer) == [("Mật ong rừng", 2)]


def test_both_baskets_are_merged_at_sign_in(shopper):
    owner = User.objects.create_user(email="a@example.com")
    earlier = Basket.objects.create(owner=owner, status=Basket.SAVED)
    shopper.add(2)
    shopper.post("/gio-hang/de-danh/", {"aside": Basket.open.get().lines.get().pk})
    shopper.add(3)
    shopper.post("/gio-hang/qua-tang/", {"gift_message": "Chúc mừng  năm mới"})

    shopper.force_login(owner)
    page = shopper.page()

    assert (lines(page), aside(page)) == ([("Mật ong rừng", 3)], [("Mật ong rừng", 2)])
    assert page.context["basket"].gift_message == "Chúc mừng năm mới"
    assert earlier.lines.count() == 1
    assert aside(shopper.page()) == [("Mật ong rừng", 2)]
