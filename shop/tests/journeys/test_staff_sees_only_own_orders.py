"""Who sees what at the counter: every address, asked for by every kind of person."""

import pytest
from django.contrib.auth.models import Group, Permission

from shop.accounts.models import User
from shop.fulfilment.models import Fulfilment
from shop.tests.worlds import a_point, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db

BUYER = "Lò Thị Thử"
PHONE = "0912345678"
SECRETS = (BUYER, PHONE, "Số 1, tổ 2")
SIGN_IN = "/tai-khoan/dang-nhap/"
ADDRESSES = {"index": "/quay/", "done": "/quay/da-xong/", "parcel": "/quay/kien/{pk}/"}


@pytest.fixture
def parcel():
    """A new parcel of one point."""
    point = a_point("Điểm OCOP Mường Thanh")
    product = a_product("Trà shan tuyết Tủa Chùa")
    put_on_shelf(product, 5, at=point)
    return an_order((product, 2)).fulfilments.get()


def a_shopper(parcel):
    return User.objects.create_user(email="shopper@example.com", password="quay")


def a_marketer(parcel):
    user = User.objects.create_user(email="marketer@example.com", password="quay")
    group = Group.objects.create(name="Người biên tập")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def a_seller_elsewhere(parcel):
    return a_seller(a_point("Điểm OCOP Tủa Chùa"))


def its_seller(parcel):
    return a_seller(parcel.partner.sales_point)


def the_office(parcel):
    user = User.objects.create_user(email="office@example.com", password="quay")
    user.is_staff = True
    user.save()
    return user


#: Person → what each address answers, and whether the buyer's data may be in it.
WHO_SEES_WHAT = [
    (None, {"index": "sign in", "done": "sign in", "parcel": "sign in"}),
    (a_shopper, {"index": 403, "done": 403, "parcel": 403}),
    (a_marketer, {"index": 403, "done": 403, "parcel": 403}),
    (a_seller_elsewhere, {"index": 200, "done": 200, "parcel": 404}),
    (its_seller, {"index": "data", "done": 200, "parcel": "data"}),
    (the_office, {"index": "data", "done": 200, "parcel": "data"}),
]
CASES = [(who, place, answer) for who, places in WHO_SEES_WHAT for place, answer in places.items()]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("who", "place", "expected"), CASES)
def test_each_person_sees_their_own_and_nothing_else(client, parcel, who, place, expected, language):
    address = language + ADDRESSES[place].format(pk=parcel.pk)
    if who:
        client.force_login(who(parcel))

    answer = client.get(address)

    text = answer.content.decode()
    if expected == "sign in":
        assert (answer.status_code, answer["Location"]) == (302, f"{language}{SIGN_IN}?next={address}")
    else:
        assert answer.status_code == (200 if expected == "data" else expected)
    assert (BUYER in text) == (expected == "data")
    assert expected == "data" or not any(secret in text for secret in SECRETS)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


@pytest.mark.parametrize("step", ["confirmed", "cancelled"])
@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 302), (a_shopper, 403), (a_marketer, 403), (a_seller_elsewhere, 404)],
)
def test_who_may_not_see_a_parcel_cannot_move_it(client, parcel, who, status, step):
    if who:
        client.force_login(who(parcel))

    answer = client.post(
        ADDRESSES["parcel"].format(pk=parcel.pk), {"to": step, "seen": "new", "reason": "Vì muốn thế"}
    )

    assert answer.status_code == status
    parcel.refresh_from_db()
    assert parcel.status == Fulfilment.Status.NEW
    assert parcel.events.count() == 1


@pytest.mark.parametrize("who", [its_seller, the_office])
def test_who_sees_it_moves_it(client, parcel, who):
    client.force_login(who(parcel))

    client.post(ADDRESSES["parcel"].format(pk=parcel.pk), {"to": "confirmed", "seen": "new"})

    parcel.refresh_from_db()
    assert parcel.status == Fulfilment.Status.CONFIRMED


def test_of_a_shared_order_each_point_sees_its_own_part(client):
    product = a_product("Mật ong hoa ban")
    points = [a_point("Điểm OCOP thứ nhất"), a_point("Điểm OCOP thứ hai")]
    for point in points:
        put_on_shelf(product, 3, at=point)
    order = an_order((product, 5))
    mine, other = order.fulfilments.order_by("pk")
    client.force_login(a_seller(mine.partner.sales_point))

    seen = client.get(ADDRESSES["parcel"].format(pk=mine.pk))

    assert [line.partner for line in seen.context["lines"]] == [mine.partner]
    assert other.partner.name not in seen.content.decode()
    assert client.get(ADDRESSES["parcel"].format(pk=other.pk)).status_code == 404


def test_another_points_parcels_cannot_be_had_by_its_filter(client, parcel):
    client.force_login(a_seller_elsewhere(parcel))

    for code in (parcel.partner.code, "khong-co", "\x00", "😀", "x" * 10_000, "'\"<>"):
        assert client.get("/quay/", {"diem": code}).status_code == 404


def test_who_leaves_a_point_sees_its_orders_no_more(client, parcel):
    seller = its_seller(parcel)
    client.force_login(seller)
    assert client.get("/quay/").status_code == 200

    parcel.partner.users.remove(seller)

    assert client.get("/quay/").status_code == 403
    assert client.get(ADDRESSES["parcel"].format(pk=parcel.pk)).status_code == 403


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30, "-1", "abc", "1.5", "%00"])
def test_a_made_up_number_is_not_found(client, parcel, pk):
    client.force_login(its_seller(parcel))

    assert client.get(f"/quay/kien/{pk}/").status_code == 404
    assert client.post(f"/quay/kien/{pk}/", {"to": "confirmed", "seen": "new"}).status_code == 404
