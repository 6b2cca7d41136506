"""What is to be told is written once an event and channel, with what happened or not at all."""

import pytest
from django.db import IntegrityError, transaction

from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader, emails, tell
from shop.messages.tests.outbox_world import READER, told
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
PHONE = Reader(phone="0912345678")


def test_the_same_event_again_writes_nothing():
    told("order:1:placed")

    again = tell(kind=Kind.ORDER_PLACED, event="order:1:placed", to=READER, language="en", at=NOW)

    assert again == []
    assert Message.objects.get().language == "vi"


def test_the_database_keeps_an_event_to_one_row_a_channel():
    first = told("order:1:placed")
    first.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_what_is_rolled_back_is_not_told():
    with transaction.atomic():
        told("order:1:placed")
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_a_reader_with_an_address_is_told_by_e_mail_alone(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"

    message = told(to=Reader(emails=("a@example.com",), phone=PHONE.phone))

    assert (message.channel, message.recipient) == (Channel.EMAIL, "a@example.com")


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.ZALO])
def test_a_reader_without_an_address_is_told_by_phone(settings, channel):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    settings.MESSAGES_PHONE_CHANNEL = channel

    message = told(to=PHONE)

    assert (message.channel, message.recipient) == (channel, PHONE.phone)


@pytest.mark.parametrize("reader", [PHONE, Reader()])
def test_who_cannot_be_reached_is_not_told(reader):
    assert tell(kind=Kind.ORDER_PLACED, event="order:1:placed", to=reader, language="vi", at=NOW) == []


def test_several_addresses_are_one_message_each_address_once():
    addresses = emails(["b@example.com", "", "a@example.com", "b@example.com"])

    message = told(to=Reader(emails=addresses))

    assert message.addresses == ["a@example.com", "b@example.com"]
