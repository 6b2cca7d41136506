"""Orders that were added to an account by their link: a link proves nothing, so it opens nothing more."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from shop.fulfilment.keeping import bookmarks_of, keep_order, own_orders_of
from shop.fulfilment.states import Status
from shop.fulfilment.telling import shopper_of
from shop.messages.models import Message
from shop.privacy.erasing import erase_account, erase_order
from shop.privacy.exporting import as_json, export_of
from shop.privacy.tests.people import (
    EMAIL,
    GIFT,
    NAME,
    PHONE,
    STREET,
    a_finished_order,
    a_person,
    a_transferred_order,
    an_order_of,
    bring,
    where_secrets_stand,
)
from shop.settlement.card.models import CardSession
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
CARRIER = "nguoi-giao@example.com"


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def carrier():
    """Somebody who knows number and phone, as they stand on the parcel."""
    return a_person(CARRIER)


def keeps(user, order):
    """Whether the order is in the account afterwards, as its own or not."""
    order.refresh_from_db()
    is_kept = keep_order(order=order, user=user, at=NOW)
    order.refresh_from_db()
    return is_kept


def test_an_order_with_an_email_is_kept_by_nobody_elses_account(carrier):
    order = a_finished_order(None, email=EMAIL)

    assert not keeps(carrier, order)

    assert (order.user, order.kept_at) == (None, None)
    erase_account(user=carrier, at=NOW)
    order.refresh_from_db()
    assert (order.contact_name, order.contact_phone, order.guest_email) == (NAME, PHONE, EMAIL)


def test_whoever_has_its_email_keeps_it_as_their_own_whatever_the_case():
    order = a_finished_order(None, email=EMAIL.upper())
    buyer = a_person()

    assert keeps(buyer, order)

    assert (order.user, order.kept_at) == (buyer, None)
    assert keeps(buyer, order)
    told = export_of(user=buyer, at=NOW)
    assert [each["contact"]["phone"] for each in told["orders"]] == [PHONE]
    assert erase_account(user=buyer, at=NOW) == 1
    assert where_secrets_stand() == set()


def test_one_without_an_email_is_a_bookmark_of_whoever_asked_last(carrier):
    order, buyer = a_finished_order(None), a_person()

    assert keeps(carrier, order)
    assert (order.user, order.kept_at) == (carrier, NOW)
    assert keeps(buyer, order)

    assert (order.user, order.kept_at) == (buyer, NOW)
    assert list(bookmarks_of(buyer)) == [order]
    assert not bookmarks_of(carrier)
    assert not own_orders_of(buyer)


def test_an_order_that_was_placed_in_an_account_becomes_no_bookmark(carrier):
    buyer = a_person()
    order = a_finished_order(buyer)

    assert not keeps(carrier, order)
    assert keeps(buyer, order)

    assert (order.user, order.kept_at) == (buyer, None)


def test_the_file_tells_of_a_bookmark_what_the_list_tells(carrier):
    order = a_transferred_order(None)
    CardSession.objects.filter(order=order).update(email="the@example.com")
    keeps(carrier, order)

    told = json.loads(as_json(export_of(user=carrier, at=NOW)))

    assert told["orders"] == []
    (kept,) = told["kept_orders"]
    assert (kept["number"], kept["kept_at"]) == (order.number, "2026-11-23T10:00:00+07:00")
    assert set(kept) == {"number", "placed_at", "kept_at", "status", "total", "lines"}
    assert not any(word in json.dumps(kept, ensure_ascii=False) for word in (NAME, PHONE, STREET, GIFT))
    assert "the@example.com" not in json.dumps(told)


def test_who_has_a_bookmark_is_written_nothing_about_it(carrier):
    order = an_order_of(None)
    keeps(carrier, order)
    assert (shopper_of(order).emails, shopper_of(order).phone) == ((), PHONE)

    bring(order)

    assert not Message.objects.filter(recipient__icontains=CARRIER).exists()
    assert order.email == ""


def test_erasing_the_account_lets_a_bookmark_go_as_it_is_also_one_on_its_way(carrier):
    order = an_order_of(None)
    keeps(carrier, order)

    assert erase_account(user=carrier, at=NOW) == 0

    order.refresh_from_db()
    assert (order.user, order.kept_at) == (None, None)
    assert (order.contact_name, order.contact_phone, order.gift_message) == (NAME, PHONE, GIFT)
    assert order.shipping_address.line1 == STREET
    assert not hasattr(order, "erasure")


def test_the_office_erases_a_bookmark_when_it_is_asked(carrier):
    order = a_finished_order(None)
    keeps(carrier, order)

    erase_order(order=order, at=NOW)

    order.refresh_from_db()
    assert (order.user, order.kept_at, order.contact_phone) == (None, None, "")


def run(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_the_commands_tell_a_bookmark_from_an_own_order(carrier):
    order = bring(an_order_of(None), Status.CANCELLED)
    keeps(carrier, order)

    listed = run("erase_person", "--email", CARRIER)
    assert f"{order.number}: chỉ được lưu bằng liên kết" in listed
    assert "(lưu bằng liên kết)" in run("erase_person", "--phone", PHONE)
    assert STREET in run("export_person", "--order", order.number)

    run("erase_person", "--email", CARRIER, "--order", order.number, "--yes")

    order.refresh_from_db()
    assert (order.user, order.contact_phone) == (None, "")
