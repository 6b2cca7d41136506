"""A new password by e-mail: the same answer for everybody, a link that works once, and no flood of mail."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from shop.accounts.models import User

pytestmark = pytest.mark.django_db

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


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, user):
    known = client.post(ASK, {"email": user.email})
    unknown = client.post(ASK, {"email": "unknown@example.com"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_nobody_is_flooded_with_mail(client, user):
    answers = [client.post(ASK, {"email": user.email}).status_code for _ in range(6)]

    assert answers == [302, 302, 302, 429, 429, 429]
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("email", ["", "\x00", "not an address", "x" * 10_000 + "@example.com", "😀"])
def test_what_is_no_address_is_said_beside_the_field(client, email):
    answer = client.post(ASK, {"email": email})

    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


@pytest.mark.parametrize("uid", ["MQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "x", "a" * 500])
def test_a_made_up_link_says_that_it_does_not_work(client, uid):
    answer = client.get(f"{ASK}{uid}/set-password/")

    assert answer.status_code == 200
    assert answer.context["validlink"] is False
