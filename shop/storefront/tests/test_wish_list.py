"""A person's favourites: kept from a page that is the same for everybody, seen by nobody else."""

import pytest
from django.test import Client
from oscar.apps.wishlists.models import WishList

from shop.accounts import wish_list
from shop.accounts.models import User
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import a_product, a_variant, put_on_shelf

pytestmark = pytest.mark.django_db
LIST = "/tai-khoan/yeu-thich/"
PASSWORD = "mot-mat-khau-2026"


@pytest.fixture
def person():
    return User.objects.create_user(email="mua@example.com", password=PASSWORD)


def goods(title="Chè shan", units=5, **values):
    product = a_product(title, **values)
    put_on_shelf(product, units)
    return product


def keep(client, product):
    return client.post(f"{LIST}{product.pk}/them/", follow=True)


def test_what_is_kept_is_in_the_list_with_stars_and_price(client, person):
    client.force_login(person)
    product = goods(stars=4)

    page = keep(client, product).content.decode()

    assert product.get_absolute_url() in page
    assert "100.000" in page
    assert client.get(LIST)["Cache-Control"] == "private, no-store"
    assert wish_list.remembered(person) == [product.pk]


def test_who_is_not_signed_in_is_led_there_and_back_and_then_it_is_kept(client, person):
    product = goods()

    answer = keep(client, product)

    to, _status = answer.redirect_chain[-1]
    assert to == f"/tai-khoan/dang-nhap/?next={LIST}"
    answer = client.post(to, {"username": person.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert product.get_absolute_url() in answer.content.decode()
    assert wish_list.remembered(person) == [product.pk]


def test_a_product_page_has_the_button_and_carries_no_cookie(client):
    product = goods()

    page = client.get(product.get_absolute_url())

    assert f'action="{LIST}{product.pk}/them/"' in page.content.decode()
    assert not page.cookies


def test_a_link_puts_nothing_into_the_list(client, person):
    client.force_login(person)

    assert client.get(f"{LIST}{goods().pk}/them/").status_code == 302
    assert wish_list.remembered(person) == []


def test_another_site_puts_nothing_into_it(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    address = f"{LIST}{goods().pk}/them/"

    answer = client.post(address, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "csrfmiddlewaretoken" in answer.content.decode()
    assert wish_list.remembered(person) == []
    assert client.post(address, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_what_is_for_adults_or_off_show_is_not_kept(client, person):
    client.force_login(person)
    client.post("/du-tuoi/", {"answer": "yes"})
    spirit = goods("Rượu ngô", category="II.1")

    page = client.get(spirit.get_absolute_url())

    assert page.status_code == 200
    assert f"{LIST}{spirit.pk}/" not in page.content.decode()
    for product in (spirit, goods(is_public=False)):
        assert keep(client, product).status_code == 404


def test_each_person_sees_their_own(client, person):
    product = goods()
    wish_list.remember(user=person, product=product)
    client.force_login(User.objects.create_user(email="khac@example.com", password=PASSWORD))

    assert product.get_absolute_url() not in client.get(LIST).content.decode()
    client.post(f"{LIST}{product.pk}/bo/")

    assert wish_list.remembered(person) == [product.pk]


def test_it_is_taken_out(client, person):
    client.force_login(person)
    product = goods()
    keep(client, product)

    client.post(f"{LIST}{product.pk}/bo/")

    assert wish_list.remembered(person) == []


def test_it_moves_into_the_basket(client, person):
    client.force_login(person)
    product = goods()
    keep(client, product)

    answer = client.post(f"{LIST}{product.pk}/vao-gio/", {"quantity": 1}, follow=True)

    assert answer.redirect_chain == [("/gio-hang/", 302)]
    assert product.title in answer.content.decode()
    assert wish_list.remembered(person) == []


def test_what_the_basket_refuses_stays_in_the_list(client, person):
    client.force_login(person)
    product = goods(units=0)
    keep(client, product)
    assert "vao-gio" not in client.get(LIST).content.decode()

    client.post(f"{LIST}{product.pk}/vao-gio/", {"quantity": 1})

    assert wish_list.remembered(person) == [product.pk]


def test_what_is_off_show_is_counted_and_comes_back(client, person):
    client.force_login(person)
    product = goods()
    keep(client, product)
    product.is_public = False
    product.save()

    page = client.get(LIST).content.decode()

    assert product.get_absolute_url() not in page
    assert "1 sản phẩm trong danh sách hiện không bán" in page


def test_a_product_is_in_it_once_and_a_size_as_its_product(person):
    parent = a_product()
    wish_list.remember(user=person, product=parent)
    wish_list.remember(user=person, product=a_variant(parent))

    assert wish_list.remembered(person) == [parent.pk]


def test_a_full_list_takes_nothing_more_and_says_so(client, person, monkeypatch):
    monkeypatch.setattr(wish_list, "MOST_REMEMBERED", 1)
    client.force_login(person)
    first = goods()
    keep(client, first)

    page = keep(client, goods("Mật ong")).content.decode()

    assert "Mục yêu thích đã đầy (1)" in page
    assert wish_list.remembered(person) == [first.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_at_the_same_moment_make_one_list(person):
    products = [a_product(), a_product()]

    at_once(lambda product: wish_list.remember(user=person, product=product), products)

    assert WishList.objects.filter(owner=person).count() == 1
    assert sorted(wish_list.remembered(person)) == sorted(product.pk for product in products)


@pytest.mark.parametrize("address", [LIST, f"{LIST}5/bo/", f"{LIST}5/vao-gio/"])
def test_who_is_not_signed_in_is_asked_to(client, address):
    assert client.post(address).url.startswith("/tai-khoan/dang-nhap/")


def test_the_list_costs_as_much_however_long_it_is(client, person, django_assert_max_num_queries):
    for _ in range(6):
        wish_list.remember(user=person, product=goods(None))
    client.force_login(person)
    client.get(LIST)

    with django_assert_max_num_queries(10):
        assert client.get(LIST).status_code == 200
