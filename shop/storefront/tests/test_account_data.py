"""One's data as a file and the end of an account: after the password, and for nobody else."""

import json

import pytest
from django.core import mail

from shop.accounts.models import User
from shop.forks.order.models import Order
from shop.fulfilment.states import Status
from shop.privacy.tests.people import EMAIL, PASSWORD, a_finished_order, a_person, an_order_of, bring
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db
EXPORT, ERASE, SIGN_IN = "/tai-khoan/du-lieu/", "/tai-khoan/xoa/", "/tai-khoan/dang-nhap/"


@pytest.fixture
def user():
    return a_person()


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def test_the_file_comes_after_the_password(signed_in, user):
    order = a_finished_order(user)
    foreign = an_order_of(a_person("khac@example.com"))
    assert signed_in.get(EXPORT).status_code == 200
    assert signed_in.post(EXPORT, {"password": "x"}).status_code == 422

    answer = signed_in.post(EXPORT, {"password": PASSWORD})

    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="ocop-dien-bien-20')
    assert answer["Cache-Control"] == "private, no-store"
    told = json.loads(answer.content)
    assert [each["number"] for each in told["orders"]] == [order.number]
    assert foreign.number not in answer.content.decode()


def test_files_are_not_fetched_without_end(signed_in):
    answers = [signed_in.post(EXPORT, {"password": PASSWORD}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("address", [EXPORT, ERASE])
def test_the_password_is_not_to_be_guessed(signed_in, address):
    answers = [signed_in.post(address, {"password": "x"}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]

    last = signed_in.post(address, {"password": PASSWORD})

    assert last.status_code == 429
    assert "Retry-After" in last
    assert User.objects.filter(email=EMAIL).exists()


def test_the_account_ends_everywhere_and_the_address_is_free_again(signed_in, user):
    a_finished_order(user)
    elsewhere = type(signed_in)()
    elsewhere.force_login(user)
    page = signed_in.get(ERASE).content.decode()
    assert "mười năm" in page
    assert signed_in.post(ERASE, {"password": "x"}).status_code == 422

    answer = signed_in.post(ERASE, {"password": PASSWORD}, follow=True)

    assert answer.redirect_chain == [("/tai-khoan/da-xoa/", 302)]
    assert "_auth_user_id" not in signed_in.session
    for client in (signed_in, elsewhere):
        assert client.get("/tai-khoan/cua-toi/").status_code == 302
    refused = signed_in.post(SIGN_IN, {"username": EMAIL, "password": PASSWORD})
    assert refused.status_code == 200
    signed_in.post("/tai-khoan/dang-ky/", {"email": EMAIL})
    assert "/tai-khoan/dang-ky/" in mail.outbox[-1].body


def test_the_pages_of_an_erased_order_name_nobody(signed_in, user, client):
    order = a_finished_order(user)
    office = User.objects.create_superuser("office@example.com", "quay")
    (parcel,) = order.fulfilments.all()
    signed_in.post(ERASE, {"password": PASSWORD})

    client.force_login(office)
    pages = [order.get_absolute_url(), f"/quay/kien/{parcel.pk}/", f"/quan-tri/orders/{order.number}/"]
    for address in [*pages, f"/quan-tri/money/{order.number}/"]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert "(đã xóa theo yêu cầu)" in text, address
        assert 'href="tel:"' not in text, address


def test_an_open_order_is_named_and_linked(signed_in, user):
    order = an_order_of(user)

    for answer in (signed_in.get(ERASE), signed_in.post(ERASE, {"password": PASSWORD})):
        assert answer.status_code == 422
        assert order.get_absolute_url() in answer.content.decode()
    assert User.objects.filter(pk=user.pk).exists()
    bring(order, Status.CANCELLED)
    assert signed_in.post(ERASE, {"password": PASSWORD}).status_code == 302


def test_staff_are_told_why_not(client):
    seller = a_seller(a_point())
    client.force_login(seller)

    assert client.get(ERASE).status_code == 422
    assert client.post(ERASE, {"password": "quay"}).status_code == 422
    assert client.post(EXPORT, {"password": "quay"}).status_code == 200
    assert User.objects.filter(pk=seller.pk).exists()


@pytest.mark.parametrize("password", ["", "\x00", "😀" * 1_000])
def test_whatever_is_typed_gets_an_answer_in_words(signed_in, user, password):
    for address in (EXPORT, ERASE):
        assert signed_in.post(address, {"password": password}).status_code == 422
    assert not Order.objects.exists()
