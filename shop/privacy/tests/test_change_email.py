"""The shop puts an account's e-mail right for who asks for it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shop.accounts.models import User

pytestmark = pytest.mark.django_db
OLD, NEW = "lo@example.com", "lo.moi@example.com"


@pytest.fixture(autouse=True)
def person():
    return User.objects.create_user(email=OLD, password="quay")


def change(old, new):
    said = StringIO()
    call_command("change_email", old, new, stdout=said)
    return said.getvalue()


def test_who_has_a_new_address_signs_in_with_it_and_keeps_everything(client, person):
    assert NEW in change(OLD.upper(), f" {NEW} ")

    person.refresh_from_db()
    assert person.email == NEW
    assert client.login(username=NEW, password="quay")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ai@example.com", NEW, "Không có tài khoản"),
        (OLD, "lo@@example.com", "không phải địa chỉ"),
        (OLD, "lo@\ue000.vn", "không phải địa chỉ"),
        (OLD, "Khac@Example.com", "đã có tài khoản khác"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(person, old, new, says):
    User.objects.create_user(email="khac@example.com", password="quay")

    with pytest.raises(CommandError, match=says):
        change(old, new)

    person.refresh_from_db()
    assert person.email == OLD
