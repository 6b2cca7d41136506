"""A new password by e-mail: the same answer for everybody, a link that works once, and no flood of mail."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from shop.accounts.models import User

pytestmark = pytest.mark.django_db

#: What Django's check lets pass and no letter can be sent to.
UNSENDABLE = ("a@\ue000.vn", "lan@\u200dgmail.com", f"a@{'ă' * 60}.vn")
ASK = "/tai-khoan/mat-khau-moi/"
NEW = "trà-shan-tuyết-ngon"


@pytest.fixture(autouse=True)
def _a_still_clock_and_no_counts():
    cache.clear()
    with time_machine.travel(datetime(2026, 11, 23, 3, 0, tzinfo=UTC), tick=False):
        yield
    cache.clear()


@pytest.fixture
def user():
    return User.objects.create_user(email="nguoi.ban@example.com", password="quay")


def the_link_in_the_mail():
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.outbox[-1].body).group(1)


def test_a_link_in_the_mail_leads_to_a_new_password(client, user):
    asked = client.post(ASK, {"email": "Nguoi.Ban@example.com"}, follow=True)
    assert asked.redirect_chain == [(f"{ASK}da-gui/", 302)]
    assert mail.outbox[0].to == [user.email]

    form = client.get(the_link_in_the_mail(), follow=True)
    done = client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW}, follow=True)

    assert done.redirect_chain == [(f"{ASK}xong/", 302)]
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_link_works_once(client, user):
    client.post(ASK, {"email": user.email})
    link = the_link_in_the_mail()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": NEW, "new_password2": NEW})

    again = client.get(link)

    assert again.status_code == 200
    assert again.context["validlink"] is False


def test_the_link_names_our_own_host_whatever_the_request_says(client, user):
    client.post(ASK, {"email": user.email}, HTTP_HOST="evil.example")

    assert "evil.example" not in mail.outbox[0].body
    assert the_link_in_the_mail()


@pytest.mark.parametrize(("language", "said"), [("vi", "không có tài khoản"), ("en", "There is no account")])
def test_an_unknown_address_gets_the_same_answer_and_a_letter_that_says_so(client, user, language, said):
    page = ASK if language == "vi" else f"/en{ASK}"
    known = client.post(page, {"email": user.email})
    unknown = client.post(page, {"email": "unknown@example.com"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    link, told = mail.outbox
    assert (link.to, told.to) == ([user.email], ["unknown@example.com"])
    assert link.subject == told.subject
    assert said in told.body
    assert f"http://127.0.0.1:8000{page.replace('mat-khau-moi', 'dang-ky')}\n" in told.body
    assert ASK not in told.body


def test_who_cannot_sign_in_any_more_is_written_to_as_unknown(client, user):
    User.objects.update(is_active=False)

    client.post(ASK, {"email": user.email})

    assert "không có tài khoản" in mail.outbox[0].body
    assert len(mail.outbox) == 1


def test_an_unknown_address_is_not_flooded_either(client):
    answers = [client.post(ASK, {"email": "unknown@example.com"}).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_mail_server_that_is_down_changes_nothing_about_the_answer(client, user, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    for email in (user.email, "unknown@example.com"):
        assert client.post(ASK, {"email": email})["Location"] == f"{ASK}da-gui/"
    assert "could not be sent: password_reset_unknown" in caplog.text


def test_nobody_is_flooded_with_mail(client, user):
    answers = [client.post(ASK, {"email": user.email}).status_code for _ in range(6)]

    assert answers == [302, 302, 302, 429, 429, 429]
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "email", ["", "\x00", "not an address", "x" * 10_000 + "@example.com", "😀", *UNSENDABLE]
)
def test_what_is_no_address_is_said_beside_the_field(client, email):
    answer = client.post(ASK, {"email": email})

    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


@pytest.mark.parametrize("uid", ["MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "x", "a" * 500])
def test_a_made_up_link_says_that_it_does_not_work(client, uid):
    answer = client.get(f"{ASK}{uid}/set-password/")

    assert answer.status_code == 200
    assert answer.context["validlink"] is False
