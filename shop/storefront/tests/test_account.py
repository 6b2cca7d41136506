"""A shopper's account: own orders, own details, and an order of a guest that is kept in it."""

import pytest
from django.test import Client

from shop.forks.order.models import Order
from shop.storefront.account import ORDERS_PER_PAGE
from shop.storefront.tests.shoppers import a_shopper, an_order_of, has_address
from shop.tests.worlds import NOW, a_point, a_seller

pytestmark = pytest.mark.django_db
ACCOUNT, ORDERS, PROFILE = "/tai-khoan/cua-toi/", "/tai-khoan/don-hang/", "/tai-khoan/thong-tin/"


@pytest.fixture
def user():
    return a_shopper(first_name="Lò Thị Thử", phone="0912345678")


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def test_the_account_shows_own_orders_with_their_states_and_nobody_elses(signed_in, user):
    own, foreign = an_order_of(user), an_order_of(a_shopper("khac@example.com"))
    guests = an_order_of(None)

    for address in (ACCOUNT, ORDERS):
        page = signed_in.get(address)
        text = page.content.decode()
        assert own.get_absolute_url() in text
        assert "Chờ xác nhận" in text
        assert "230.000" in text
        for other in (foreign, guests):
            assert other.number not in text
        assert page["Cache-Control"] == "private, no-store"


def test_a_guests_order_with_the_same_email_is_not_shown_by_itself(signed_in, user):
    order = an_order_of(None)
    Order.objects.filter(pk=order.pk).update(guest_email=user.email)

    assert order.number not in signed_in.get(ORDERS).content.decode()


def test_orders_come_in_pages_and_cost_the_same_however_many(signed_in, user, django_assert_num_queries):
    orders = [an_order_of(user) for _ in range(ORDERS_PER_PAGE + 1)]
    signed_in.get(ORDERS)

    page = signed_in.get(ORDERS).content.decode()
    assert orders[-1].number in page
    assert orders[0].number not in page
    assert orders[0].number in signed_in.get(f"{ORDERS}?trang=2").content.decode()
    # Session, person, count, orders, parcels, lines with their products.
    with django_assert_num_queries(6):
        signed_in.get(ORDERS)
    for odd in ("0", "x", "9" * 30):
        assert signed_in.get(f"{ORDERS}?trang={odd}").status_code == 200


def test_name_phone_and_language_are_kept(signed_in, user):
    typed = {"name": "  Lò  Văn Mới ", "phone": "+84 987 654 321", "language": "en"}

    assert signed_in.post(PROFILE, typed)["Location"] == ACCOUNT

    user.refresh_from_db()
    assert (user.get_full_name(), user.phone, user.language) == ("Lò Văn Mới", "0987654321", "en")
    signed_in.post(PROFILE, {"name": "", "phone": "", "language": "vi"})
    user.refresh_from_db()
    assert (user.first_name, user.phone) == ("", "")


@pytest.mark.parametrize(
    "typed",
    [{"phone": "12"}, {"language": "xx"}, {"name": "x" * 121}, {"name": "\ufb2c" * 41}, {"name": "\x00"}, {}],
)
def test_what_is_wrong_about_details_is_said_and_nothing_is_lost(signed_in, user, typed):
    values = {"name": "Mới", "phone": "0987654321", "language": "vi"} | typed if typed else {"name": "Mới"}

    answer = signed_in.post(PROFILE, values)

    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.first_name == "Lò Thị Thử"


def test_a_guests_order_is_kept_in_the_account_by_its_link(signed_in, user):
    order = an_order_of(None)
    page = signed_in.get(order.get_absolute_url()).content.decode()
    address = f"{order.get_absolute_url()}giu/"
    assert address in page

    assert signed_in.get(address).status_code == 200
    order.refresh_from_db()
    assert order.user is None
    assert signed_in.post(address)["Location"] == order.get_absolute_url()

    order.refresh_from_db()
    assert (order.user, order.kept_at is None) == (user, False)
    assert "Thêm bằng liên kết" in signed_in.get(ORDERS).content.decode()
    assert address not in signed_in.get(order.get_absolute_url()).content.decode()
    assert signed_in.post(address)["Location"] == order.get_absolute_url()


def test_an_order_with_an_email_is_kept_by_that_account_only(signed_in, user):
    order = an_order_of(None)
    Order.objects.filter(pk=order.pk).update(guest_email="nguoi-mua@example.com")
    address = f"{order.get_absolute_url()}giu/"
    assert "e-mail đã ghi lúc đặt hàng" in signed_in.get(order.get_absolute_url()).content.decode()

    for answer in (signed_in.get(address), signed_in.post(address)):
        assert answer.status_code == 422
        assert "đăng nhập bằng e-mail đã ghi lúc đặt hàng" in answer.content.decode()
        assert "nguoi-mua@" not in answer.content.decode()
    order.refresh_from_db()
    assert order.user is None

    Order.objects.filter(pk=order.pk).update(guest_email=user.email.upper())
    assert signed_in.post(address).status_code == 302
    order.refresh_from_db()
    assert (order.user, order.kept_at) == (user, None)


def test_a_bookmark_of_somebody_else_is_offered_to_whoever_has_the_link(signed_in, user):
    order = an_order_of(a_shopper("khac@example.com"))
    Order.objects.filter(pk=order.pk).update(kept_at=NOW)
    address = f"{order.get_absolute_url()}giu/"
    assert address in signed_in.get(order.get_absolute_url()).content.decode()

    page = signed_in.get(address)
    assert "không gửi thư về đơn này" in page.content.decode()
    assert signed_in.post(address).status_code == 302

    order.refresh_from_db()
    assert (order.user, order.kept_at is None) == (user, False)


def test_an_order_in_another_account_stays_there(signed_in):
    order = an_order_of(other := a_shopper("khac@example.com"))

    answer = signed_in.post(f"{order.get_absolute_url()}giu/")

    assert answer.status_code == 422
    order.refresh_from_db()
    assert order.user == other


def test_a_guest_is_offered_an_account_after_the_order_and_led_back_to_keep_it(client):
    order = an_order_of(None)
    keep = f"{order.get_absolute_url()}giu/"

    page = client.get(order.get_absolute_url()).content.decode()

    assert f"/tai-khoan/dang-ky/?next={keep}" in page
    assert client.get(keep)["Location"] == f"/tai-khoan/dang-nhap/?next={keep}"
    assert client.get(f"/don-hang/{'x' * 22}/giu/")["Location"].startswith("/tai-khoan/dang-nhap/")


def test_staff_have_an_account_page_too_but_nothing_to_erase(client):
    client.force_login(a_seller(a_point()))

    page = client.get(ACCOUNT)

    assert page.status_code == 200
    assert "/tai-khoan/xoa/" not in page.content.decode()


def sweep(user, address):
    """Every address of the account: personal, and somebody's own."""
    return [
        ACCOUNT,
        ORDERS,
        PROFILE,
        "/tai-khoan/du-lieu/",
        "/tai-khoan/xoa/",
        "/tai-khoan/doi-mat-khau/",
        "/tai-khoan/dia-chi/",
        "/tai-khoan/dia-chi/them/",
        *(f"/tai-khoan/dia-chi/{address.pk}/{step}" for step in ("", "xoa/", "mac-dinh/")),
    ]


def test_who_is_not_signed_in_is_asked_to_everywhere(client, user):
    for address in sweep(user, has_address(user)):
        for method in (client.get, client.post):
            assert method(address).url.startswith("/tai-khoan/dang-nhap/?next="), address
    assert user.addresses.count() == 1


def test_every_page_of_the_account_is_kept_by_nobody(signed_in, user):
    for address in sweep(user, has_address(user)):
        answer = signed_in.get(address)
        assert answer.status_code in (200, 405), address
        assert answer["Cache-Control"] == "private, no-store", address


def test_another_site_changes_nothing(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    order = an_order_of(None)
    for address in [
        *sweep(user, has_address(user)),
        f"{order.get_absolute_url()}giu/",
        "/tai-khoan/dang-ky/",
    ]:
        assert client.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403, address
