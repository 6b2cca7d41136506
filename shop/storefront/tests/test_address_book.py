"""A shopper's addresses: written as at checkout, seen by nobody else, and where checkout begins."""

import pytest

from shop.accounts.models import User
from shop.forks.address.models import UserAddress
from shop.forks.address.operations import (
    MOST_ADDRESSES,
    AddressGone,
    AddressKnown,
    BookFull,
    change_address,
    make_usual,
    remove_address,
)
from shop.forks.address.queries import addresses_of
from shop.forks.order.models import Order
from shop.storefront.tests.shoppers import a_shopper, an_entry, has_address
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import a_commune, a_point, a_product, a_seller, put_on_shelf

pytestmark = pytest.mark.django_db
BOOK, CHECKOUT = "/tai-khoan/dia-chi/", "/thanh-toan/"
TYPED = {
    "name": "Lò Thị Thử",
    "phone": "0912 345 678",
    "province": "Điện Biên",
    "commune": "Mường Lay",
    "street": "Bản Quan Chiêng, số 12",
}


@pytest.fixture
def user():
    a_commune()
    return a_shopper(first_name="Lò Thị Thử", phone="0912345678")


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def the_office():
    return User.objects.create_superuser("office@example.com", "quay")


def fills_the_basket(client):
    product = a_product()
    put_on_shelf(product, 9)
    client.post(f"/gio-hang/add/{product.pk}/", {"quantity": 1})


def test_an_address_is_added_with_the_commune_of_today(signed_in, user):
    answer = signed_in.post(f"{BOOK}them/", TYPED)

    assert answer["Location"] == BOOK
    address = UserAddress.objects.get()
    assert (address.user, address.commune.name, address.phone) == (user, "Mường Lay", "0912345678")
    assert address.is_default_for_shipping
    assert "Bản Quan Chiêng, số 12" in signed_in.get(BOOK).content.decode()


def test_an_old_name_of_a_commune_is_understood(signed_in):
    today = a_commune()
    today.replaced_units.create(
        level="commune", code="03000", kind="xã", name="Lay Nưa", ended_date="2025-06-30"
    )

    signed_in.post(f"{BOOK}them/", TYPED | {"commune": "Lay Nưa"})

    assert UserAddress.objects.get().line4 == str(today)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"commune": "Paris"}, "commune"),
        ({"commune": ""}, "commune"),
        ({"phone": "12"}, "phone"),
        ({"street": ""}, "street"),
        ({"province": "Lào"}, "province"),
        ({"name": "\x00"}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(signed_in, typed, field):
    answer = signed_in.post(f"{BOOK}them/", TYPED | typed)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["name"].value() == (TYPED | typed)["name"]
    assert not UserAddress.objects.exists()


def test_it_is_changed_made_the_usual_one_and_removed(signed_in, user):
    first, second = has_address(user), has_address(user, "Số 2")

    form = signed_in.get(f"{BOOK}{second.pk}/").content.decode()
    assert 'value="Số 2"' in form
    signed_in.post(f"{BOOK}{second.pk}/", TYPED | {"street": "Số 3"})
    signed_in.post(f"{BOOK}{second.pk}/mac-dinh/")

    assert [address.line1 for address in addresses_of(user)] == ["Số 3", first.line1]
    signed_in.post(f"{BOOK}{second.pk}/xoa/")
    (left,) = addresses_of(user)
    assert (left, left.is_default_for_shipping) == (first, True)


def test_the_same_twice_and_too_many_are_refused_in_words(signed_in, user, monkeypatch):
    has_address(user)
    twice = signed_in.post(f"{BOOK}them/", TYPED)
    assert twice.status_code == 422
    assert "Địa chỉ này đã có trong sổ" in twice.content.decode()

    monkeypatch.setattr("shop.forks.address.operations.MOST_ADDRESSES", 1)
    full = signed_in.post(f"{BOOK}them/", TYPED | {"street": "Số 9"})

    assert full.status_code == 422
    assert addresses_of(user).count() == 1


@pytest.mark.parametrize("step", ["", "xoa/", "mac-dinh/"])
@pytest.mark.parametrize(
    "who", [lambda: a_shopper("khac@example.com"), lambda: a_seller(a_point()), the_office]
)
def test_nobody_reaches_another_persons_address(client, user, step, who):
    mine = has_address(user)
    other = who()
    has_address(other, "Của người khác")
    client.force_login(other)

    assert client.post(f"{BOOK}{mine.pk}/{step}", TYPED | {"street": "Chiếm"}).status_code == 404
    if not step:
        assert client.get(f"{BOOK}{mine.pk}/").status_code == 404
    fills_the_basket(client)
    assert client.get(f"{CHECKOUT}?dia-chi={mine.pk}").status_code == 404

    mine.refresh_from_db()
    assert (mine.line1, mine.is_default_for_shipping) == ("Bản Quan Chiêng, số 12", True)


@pytest.mark.parametrize("odd", ["0", "-1", "x", "9" * 30, "1 or 1", ""])
def test_an_address_that_is_none_is_not_found(signed_in, odd):
    fills_the_basket(signed_in)

    assert signed_in.get(CHECKOUT, {"dia-chi": odd}).status_code == 404


def test_checkout_begins_with_the_usual_address_and_offers_the_others(signed_in, user):
    has_address(user)
    other = has_address(user, "Số 2", name="Lò Văn Mẹ", phone="0987654321")
    fills_the_basket(signed_in)

    form = signed_in.get(CHECKOUT).context["form"]
    assert form["street"].value() == "Bản Quan Chiêng, số 12"
    assert (form["email"].value(), form["phone"].value()) == (user.email, "0912345678")
    assert form["keep_address"].value() is None

    page = signed_in.get(f"{CHECKOUT}?dia-chi={other.pk}")
    form = page.context["form"]
    assert (form["name"].value(), form["street"].value()) == ("Lò Văn Mẹ", "Số 2")
    assert f'href="?dia-chi={other.pk}" aria-current="true"' in page.content.decode()


def test_a_place_that_was_asked_about_counts_more_than_the_usual_one(signed_in, user):
    has_address(user)
    fills_the_basket(signed_in)

    form = signed_in.get(CHECKOUT, {"province": "Hà Nội", "commune": "Hoàn Kiếm"}).context["form"]

    assert (form["province"].value(), form["street"].value()) == ("Hà Nội", None)
    assert form["phone"].value() == "0912345678"


def places(client, **typed):
    fills_the_basket(client)
    key = client.get(CHECKOUT).context["form"]["key"].value()
    data = {"key": key, "method": "delivery", **TYPED, **typed}
    review = client.post(CHECKOUT, data)
    assert review.status_code == 200
    hidden = {field: value for field, value in data.items() if value}
    total = review.context["quote"].total
    return client.post(CHECKOUT, hidden | {"means": "cod", "place": "1", "agreed_total": total})


def test_a_new_address_is_kept_if_the_box_is_ticked(signed_in, user):
    assert places(signed_in).status_code == 302
    assert not addresses_of(user).exists()

    assert places(signed_in, keep_address="on").status_code == 302
    assert places(signed_in, keep_address="True").status_code == 302

    assert addresses_of(user).get().line1 == TYPED["street"]
    assert set(Order.objects.values_list("user", flat=True)) == {user.pk}


def test_a_guest_has_no_such_box_and_nothing_is_kept(client):
    a_commune()
    fills_the_basket(client)
    assert "keep_address" not in client.get(CHECKOUT).content.decode()

    assert places(client, keep_address="on").status_code == 302

    assert not UserAddress.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_at_the_same_moment_leave_one_usual_address(user):
    addresses = [has_address(user, f"Số {n}") for n in range(4)]

    at_once(lambda address: make_usual(address=address), addresses)

    assert UserAddress.objects.filter(is_default_for_shipping=True).count() == 1


def test_an_address_that_was_removed_meanwhile_does_not_come_back(user):
    address = has_address(user)
    remove_address(address=UserAddress.objects.get())

    for write in (
        make_usual,
        remove_address,
        lambda address: change_address(address=address, entry=an_entry()),
    ):
        with pytest.raises(AddressGone):
            write(address=address)

    assert not UserAddress.objects.exists()


@pytest.mark.parametrize("step", ["", "xoa/", "mac-dinh/"])
def test_a_page_about_an_address_that_goes_away_meanwhile_says_that_it_is_not_there(
    signed_in, user, monkeypatch, step
):
    address = has_address(user)
    monkeypatch.setattr("shop.storefront.account_addresses.address_of", lambda *_: address)
    UserAddress.objects.all().delete()

    assert signed_in.post(f"{BOOK}{address.pk}/{step}", TYPED).status_code == 404


def test_what_was_changed_meanwhile_stays(user):
    first, second = has_address(user), has_address(user, "Số 2")
    before = UserAddress.objects.get(pk=second.pk)
    change_address(address=second, entry=an_entry("Số 3"))

    make_usual(address=before)
    change_address(address=second, entry=an_entry("Số 4"))

    address = addresses_of(user).first()
    assert (address.line1, address.is_default_for_shipping) == ("Số 4", True)
    assert not UserAddress.objects.get(pk=first.pk).is_default_for_shipping


@pytest.mark.parametrize("field", ["name", "street"])
def test_what_grows_when_it_is_composed_is_measured_as_it_is_kept(signed_in, field):
    # Three letters each once they are composed.
    answer = signed_in.post(f"{BOOK}them/", TYPED | {field: "\ufb2c" * 80})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_book_itself_refuses_what_its_pages_do(user):
    first, second = has_address(user), has_address(user, "Số 2")

    with pytest.raises(AddressKnown):
        change_address(address=second, entry=an_entry())
    for number in range(3, MOST_ADDRESSES + 1):
        has_address(user, f"Số {number}")
    with pytest.raises(BookFull):
        has_address(user, "Số 99")
    remove_address(address=first)
    assert addresses_of(user).first().is_default_for_shipping
