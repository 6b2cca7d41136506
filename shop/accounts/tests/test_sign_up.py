"""An account by a link in a letter: no foreign address is taken, and nobody learns who has an account."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from shop.accounts.models import Consent, User
from shop.accounts.signing_up import LINK_LASTS, Invitation, token_of
from shop.accounts.tests.test_new_password import UNSENDABLE

pytestmark = pytest.mark.django_db
SIGN_UP, NOW = "/tai-khoan/dang-ky/", datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EMAIL, PASSWORD = "mua@example.com", "trà-shan-tuyết-ngon"
TYPED = {"name": "Lò Thị Thử", "password1": PASSWORD, "password2": PASSWORD, "consent": "on"}


@pytest.fixture(autouse=True)
def _a_still_clock_and_no_counts():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
    cache.clear()


def ask(client, email=EMAIL, **data):
    return client.post(SIGN_UP, {"email": email, **data})


def the_link():
    return re.search(r"http://127\.0\.0\.1:8000(/\S+dang-ky/\S+)", mail.outbox[-1].body)[1]


def a_user(email=EMAIL, **values):
    return User.objects.create_user(email=email, password=PASSWORD, **values)


def test_a_link_in_the_mail_leads_to_an_account_and_signs_in(client):
    asked = ask(client)
    assert (asked.status_code, asked["Location"]) == (302, f"{SIGN_UP}da-gui/")
    assert not User.objects.exists()
    assert mail.outbox[0].to == [EMAIL]
    before = client.session.session_key

    answer = client.post(the_link(), TYPED, follow=True)

    assert answer.redirect_chain == [("/tai-khoan/cua-toi/", 302)]
    user = User.objects.get()
    assert (user.email, user.first_name, user.language) == (EMAIL, "Lò Thị Thử", "vi")
    assert user.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != before


def test_the_consent_is_kept_in_the_words_that_were_agreed_to(client):
    ask(client)
    page = unescape(client.get(the_link()).content.decode())
    box = re.search(r'<input[^>]*name="consent"[^>]*>', page)[0]
    assert "checked" not in box

    refused = client.post(the_link(), TYPED | {"consent": ""})
    assert refused.status_code == 422
    assert not User.objects.exists()
    client.post(the_link(), TYPED)

    consent = Consent.objects.get()
    assert consent.text in page
    assert (consent.purpose, consent.given_at) == ("account", NOW)


def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter_of_another_kind(client):
    a_user("Known@example.com", language="en")

    unknown, known = ask(client), ask(client, "known@example.com")

    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert client.get(SIGN_UP + "da-gui/").content
    link, told = mail.outbox
    assert told.to == ["Known@example.com"]
    assert "dang-ky" in link.body
    assert "/dang-ky/" not in told.body
    assert "You have one already" in told.body


def test_the_link_works_once_for_one_day_and_cannot_be_made_up(client):
    ask(client)
    link = the_link()
    for wrong in (f"{SIGN_UP}x/", link[:-3] + "abc/", f"{SIGN_UP}{'a' * 500}/"):
        answer = client.post(wrong, TYPED)
        assert (answer.status_code, answer.context["is_taken"]) == (200, False)
    with time_machine.travel(NOW + LINK_LASTS + timedelta(minutes=1), tick=False):
        assert client.post(link, TYPED).context["is_taken"] is False
    assert not User.objects.exists()

    client.post(link, TYPED)
    client.post("/tai-khoan/dang-xuat/")
    again = client.post(link, TYPED | {"password1": "khac-han-2026", "password2": "khac-han-2026"})

    assert again.context["is_taken"] is True
    assert "_auth_user_id" not in client.session
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password1": "12345678", "password2": "12345678"}, "password1"),
        ({"password1": "mua@example", "password2": "mua@example"}, "password1"),
        ({"password2": "khac"}, "password2"),
        ({"name": "x" * 121}, "name"),
        ({"name": "\x00"}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, typed, field):
    ask(client)

    answer = client.post(the_link(), TYPED | typed)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "\x00", "not an address", "x" * 10_000 + "@example.com", "😀", *UNSENDABLE]
)
def test_what_is_no_address_is_said_and_nothing_is_sent(client, email):
    answer = ask(client, email)

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]
    assert not mail.outbox


def test_marks_that_nobody_sees_are_left_out_around_an_address(client):
    assert ask(client, f"\ufeff {EMAIL}\u200e").status_code == 302

    assert mail.outbox[0].to == [EMAIL]


def test_a_name_that_grows_when_it_is_composed_is_measured_as_it_is_kept(client):
    ask(client)

    # Three letters each once they are composed.
    answer = client.post(the_link(), TYPED | {"name": "\ufb2c" * 41})

    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


def test_who_asked_too_often_is_told_the_day_where_it_is_not_today_and_nothing_about_passwords(client):
    # One minute before midnight here.
    with time_machine.travel(NOW.replace(hour=16, minute=59), tick=False):
        for _ in range(3):
            ask(client)

        page = ask(client).content.decode()

    assert re.search(r"sau \d\d:\d\d 24/11/2026", page)
    assert "mật khẩu đúng" not in page


def test_nobody_is_flooded_with_letters(client):
    assert [ask(client).status_code for _ in range(5)] == [302, 302, 302, 429, 429]
    others = [ask(client, f"n{n}@example.com").status_code for n in range(18)]

    assert (others[16], others[17]) == (302, 429)
    assert len(mail.outbox) == 20
    assert "Retry-After" in ask(client, "last@example.com")


def test_the_link_names_our_own_host_and_leads_on_to_where_one_was_going(client):
    client.post(SIGN_UP, {"email": EMAIL, "next": "/don-hang/"}, HTTP_HOST="evil.example")
    assert "evil.example" not in mail.outbox[0].body

    assert client.post(the_link(), TYPED)["Location"] == "/don-hang/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "x"])
def test_nobody_is_led_to_a_foreign_host(client, elsewhere):
    ask(client, next=elsewhere)
    assert client.post(the_link(), TYPED)["Location"] == "/tai-khoan/cua-toi/"

    forged = token_of(Invitation("khac@example.com", elsewhere))
    client.post("/tai-khoan/dang-xuat/")
    assert client.post(f"{SIGN_UP}{forged}/", TYPED)["Location"] == "/tai-khoan/cua-toi/"
    assert "evil.example" not in client.get(f"{SIGN_UP}?next={elsewhere}").content.decode()


def test_a_mail_server_that_is_down_changes_nothing_about_the_answer(client, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    assert ask(client)["Location"] == f"{SIGN_UP}da-gui/"
    assert "could not be sent: sign_up_link" in caplog.text


def test_a_link_opened_while_somebody_else_is_signed_in_leaves_nothing_of_theirs(client):
    client.force_login(a_user("khac@example.com"))
    session = client.session
    session["wanted_product"] = 5
    session.save()

    client.post(f"{SIGN_UP}{token_of(Invitation(EMAIL))}/", TYPED)

    assert client.session["_auth_user_id"] == str(User.objects.get(email=EMAIL).pk)
    assert "wanted_product" not in client.session


def test_the_pages_are_kept_by_nobody(client):
    ask(client)
    for address in (SIGN_UP, f"{SIGN_UP}da-gui/", the_link()):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_another_password_takes_the_old_one_and_ends_other_sessions(client):
    user = a_user()
    client.force_login(user)
    other = type(client)()
    other.force_login(user)
    address, new = (
        "/tai-khoan/doi-mat-khau/",
        {"new_password1": "măng-khô-2026", "new_password2": "măng-khô-2026"},
    )

    wrong = client.post(address, {"old_password": "x", **new})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["old_password"]
    before = client.session.session_key
    right = client.post(address, {"old_password": PASSWORD, **new}, follow=True)

    assert right.redirect_chain == [("/tai-khoan/cua-toi/", 302)]
    assert client.session.session_key != before
    assert other.get(address).status_code == 302
    user.refresh_from_db()
    assert user.check_password("măng-khô-2026")


def test_old_passwords_are_not_to_be_guessed_at(client):
    client.force_login(a_user())
    typed = {"old_password": "x", "new_password1": "măng-khô-2026", "new_password2": "măng-khô-2026"}
    answers = [client.post("/tai-khoan/doi-mat-khau/", typed).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
