"""One sign-in for everybody: who gets in, where it leads, and what becomes of those who guess."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse

from shop.accounts.backends import EmailBackend
from shop.accounts.models import User
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db

SIGN_IN = "/tai-khoan/dang-nhap/"
PASSWORD = "quay"


@pytest.fixture(autouse=True)
def _a_still_clock_and_no_counts():
    # The windows of the limits have fixed ends; a clock that stands still cannot cross one.
    cache.clear()
    with time_machine.travel(datetime(2026, 11, 23, 3, 0, tzinfo=UTC), tick=False):
        yield
    cache.clear()


def a_user(email, **values):
    user = User.objects.create_user(email=email, password=PASSWORD)
    for name, value in values.items():
        setattr(user, name, value)
    user.save()
    return user


def the_office():
    return a_user("office@example.com", is_staff=True)


def a_marketer():
    user = a_user("marketer@example.com")
    group = Group.objects.create(name="Biên tập")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def sign_in(client, email, password=PASSWORD, **data):
    return client.post(SIGN_IN, {"username": email, "password": password, **data})


@pytest.mark.parametrize(
    ("somebody", "place"),
    [
        (the_office, "/quan-tri/"),
        (a_marketer, "/noi-dung/"),
        (lambda: a_seller(a_point()), "/quay/"),
        (lambda: a_user("shopper@example.com"), "/tai-khoan/cua-toi/"),
    ],
)
def test_everybody_is_led_to_their_own_place(client, somebody, place):
    answer = sign_in(client, somebody().email)

    assert (answer.status_code, answer["Location"]) == (302, place)


def test_capital_letters_in_the_address_do_not_matter(client):
    a_user("nguoi.ban@example.com")

    assert sign_in(client, "Nguoi.Ban@Example.com").status_code == 302


def test_who_came_for_a_page_is_led_to_it(client):
    seller = a_seller(a_point())

    answer = sign_in(client, seller.email, next="/quay/da-xong/")

    assert answer["Location"] == "/quay/da-xong/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/tai-khoan/dang-nhap/",
        "/en/tai-khoan/dang-xuat/",
        "/noi-dung/",
        "/" + "a" * 10_000,
        "\x00",
        "",
    ],
)
def test_nobody_is_led_to_a_foreign_host_or_to_where_they_may_not_go(client, elsewhere):
    seller = a_seller(a_point())

    answer = sign_in(client, seller.email, next=elsewhere)

    assert (answer.status_code, answer["Location"]) == (302, "/quay/")


def test_who_is_signed_in_is_led_on_from_the_sign_in(client):
    client.force_login(a_seller(a_point()))

    assert client.get(SIGN_IN)["Location"] == "/quay/"
    assert client.get(f"{SIGN_IN}?next=/noi-dung/")["Location"] == "/quay/"
    assert client.get("/tai-khoan/")["Location"] == "/quay/"


def test_wrong_credentials_are_said_to_be_wrong_but_not_which(client):
    a_user("known@example.com")

    of_known = sign_in(client, "known@example.com", "wrong")
    of_unknown = sign_in(client, "unknown@example.com", "wrong")

    assert of_known.status_code == of_unknown.status_code == 200
    errors = of_known.context["form"].non_field_errors()
    assert errors
    assert errors == of_unknown.context["form"].non_field_errors()


@pytest.mark.parametrize("email", ["", "\x00", "😀", "x" * 10_000, "'\"<script>@example.com"])
@pytest.mark.parametrize("password", ["", "\x00", "😀" * 1_000])
def test_whatever_is_typed_gets_an_answer_in_words(client, email, password):
    answer = sign_in(client, email, password)

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_after_forty_wrong_passwords_the_right_one_waits_until_the_window_ends(client):
    user = a_user("victim@example.com")
    statuses = [sign_in(client, user.email, f"wrong {n}").status_code for n in range(40)]

    refused = sign_in(client, user.email)

    assert set(statuses[:10]) == {200}
    assert set(statuses[10:]) == {429}
    assert refused.status_code == 429
    wait = int(refused["Retry-After"])
    assert 0 < wait <= 15 * 60
    assert "_auth_user_id" not in client.session
    with time_machine.travel(datetime.now(UTC).timestamp() + wait + 1, tick=False):
        assert sign_in(client, user.email).status_code == 302


def test_the_page_of_too_many_tries_says_when_to_try_again(client, settings):
    for n in range(10):
        sign_in(client, "nobody@example.com", f"wrong {n}")

    answer = sign_in(client, "nobody@example.com")

    assert answer.status_code == 429
    assert answer.context["until"].strftime("%H:%M")
    assert answer.context["until"] > datetime.now(UTC)
    assert "mật khẩu đúng cũng chưa vào được" in answer.content.decode()


def test_one_address_that_guesses_at_many_accounts_is_stopped(client):
    user = a_user("last@example.com")
    for n in range(50):
        sign_in(client, f"guess{n}@example.com", "wrong")

    assert sign_in(client, user.email).status_code == 429
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    answer = client.post(SIGN_IN, {"username": user.email, "password": PASSWORD}, **elsewhere)
    assert answer.status_code == 302


def test_signing_in_rightly_counts_for_nothing(client):
    user = a_user("busy@example.com")

    assert {sign_in(client, user.email).status_code for _ in range(30) if not client.logout()} == {302}


def test_the_limit_holds_for_every_page_that_asks_for_a_password():
    user = a_user("victim@example.com")
    request = RequestFactory().post("/")
    for _ in range(10):
        authenticate(request, username=user.email, password="wrong")

    assert authenticate(request, username=user.email, password=PASSWORD) is None


def test_an_unknown_address_costs_one_hash_like_a_known_one(settings, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    a_user("known@example.com")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))

    EmailBackend().authenticate(None, username="known@example.com", password="wrong")
    of_known = len(hashed)
    EmailBackend().authenticate(None, username="unknown@example.com", password="wrong")

    assert of_known == len(hashed) - of_known == 1


def test_a_closed_account_does_not_sign_in(client):
    user = a_user("gone@example.com", is_active=False)

    assert sign_in(client, user.email).status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_button(client):
    client.force_login(a_user("leaving@example.com"))

    by_link = client.get("/tai-khoan/dang-xuat/")
    assert (by_link.status_code, by_link["Allow"]) == (405, "POST, OPTIONS")
    assert "_auth_user_id" in client.session

    assert client.post("/tai-khoan/dang-xuat/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/quan-tri/login/", "/noi-dung/login/", "/_util/login/"])
def test_other_doors_lead_to_the_one_sign_in(client, door):
    for send in (client.get, client.post):
        answer = send(f"{door}?next=/quan-tri/orders/")
        assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next=/quan-tri/orders/")


@pytest.mark.parametrize("place", ["/quan-tri/", "/noi-dung/", "/quay/", "/tai-khoan/"])
def test_who_is_not_signed_in_is_led_from_each_place_to_the_sign_in_and_back(client, place):
    answer = client.get(place, follow=True)

    assert unquote(answer.redirect_chain[-1][0]) == f"{SIGN_IN}?next={place}"
    assert answer.context["next"] == place


def test_a_shopper_who_tries_the_editors_place_does_not_go_round_in_circles(client):
    client.force_login(a_user("shopper@example.com"))

    answer = client.get("/noi-dung/", follow=True)

    assert answer.redirect_chain[-1][0] == "/tai-khoan/cua-toi/"


def test_two_accounts_cannot_differ_by_capital_letters():
    a_user("buyer@example.com")

    with pytest.raises(Exception, match="(?i)unique"):
        get_user_model().objects.create_user(email="BUYER@example.com", password=PASSWORD)


def test_the_pages_of_the_sign_in_are_not_kept_by_anybody(client):
    assert "no-store" in client.get(reverse("customer:login"))["Cache-Control"]
