"""Each producer is told once that a certificate ends; what was begun and not finished is there to be seen."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.certification.expiry import send_expiry_notices
from catalog.certification.models import ExpiryNotice
from catalog.certification.tests.conftest import NOW
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import a_producer, a_product, certify

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)


@pytest.fixture
def producer():
    return a_producer("Hợp tác xã Báo Trước", email="htx@example.com")


def ending_in(days, producer, title=None, **values):
    """A certificate whose last day is so many days away."""
    ends = TODAY + timedelta(days=days)
    product = a_product(title, producer=producer)
    return certify(product, issued=ends - timedelta(days=1095), ends_date=ends, **values)


def test_one_e_mail_lists_all_that_end_within_ninety_days(producer, settings):
    settings.PUBLIC_URL = "https://ocop.example"
    soon = ending_in(30, producer, "Trà hoa vàng")
    ending_in(90, producer, "Cà phê chín")
    ending_in(91, producer, "Gạo tám")

    sent = send_expiry_notices(now=NOW)

    assert (sent.emails, sent.certificates, sent.failed) == (1, 2, 0)
    [message] = mail.outbox
    assert message.to == ["htx@example.com"]
    address = f"https://ocop.example{soon.product.get_absolute_url()}chung-nhan/"
    for text in (message.body, message.alternatives[0].content):
        assert "Kính gửi Hợp tác xã Báo Trước" in text
        assert "Trà hoa vàng" in text
        assert "Cà phê chín" in text
        assert "Gạo tám" not in text
        assert address in text
        assert f"{soon.ends_date:%d/%m/%Y}" in text


def test_nobody_is_told_twice_and_what_ends_next_is_told_next(producer):
    ending_in(90, producer)
    ending_in(91, producer)

    assert send_expiry_notices(now=NOW).certificates == 1
    assert send_expiry_notices(now=NOW).certificates == 0
    assert send_expiry_notices(now=NOW + timedelta(days=1)).certificates == 1
    assert send_expiry_notices(now=NOW + timedelta(days=2)).certificates == 0
    assert len(mail.outbox) == 2


def test_who_is_not_told(producer):
    silent = a_producer("Hộ không thư")
    ending_in(30, silent)
    ending_in(30, None)
    ending_in(30, producer, is_sample=True)
    ending_in(-1, producer)
    ending_in(30, producer, withdrawn_at=NOW, withdrawal_reason="Sai nhãn")
    renewed = ending_in(30, producer)
    certify(renewed.product, issued=TODAY)

    assert send_expiry_notices(now=NOW).emails == 0


class Died(BaseException):
    """The process ended."""


def test_a_process_that_dies_before_sending_leaves_a_claim_and_no_second_try(producer, monkeypatch):
    certificate = ending_in(30, producer)

    def die(message):
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", die)
        with pytest.raises(Died):
            send_expiry_notices(now=NOW)

    notice = ExpiryNotice.objects.get()
    assert (notice.certificate, notice.sent_at) == (certificate, None)
    assert send_expiry_notices(now=NOW).emails == 0
    assert mail.outbox == []


def test_one_e_mail_that_fails_keeps_nobody_else_waiting(producer, monkeypatch):
    other = a_producer("Hộ thứ hai", email="ho@example.com")
    ending_in(30, producer)
    ending_in(40, other)
    send = mail.EmailMultiAlternatives.send

    def refuse_the_first(message):
        if message.to == ["htx@example.com"]:
            raise OSError("connection refused")
        return send(message)

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse_the_first)
    with pytest.raises(CommandError, match="1 thư có thể chưa gửi được"):
        call_command("send_expiry_notices", stdout=StringIO())

    assert [message.to for message in mail.outbox] == [["ho@example.com"]]
    assert ExpiryNotice.objects.filter(sent_at=None).get().email == "htx@example.com"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_send_one_e_mail():
    producer = a_producer("Hợp tác xã Báo Trước", email="htx@example.com")
    for days in range(30, 40):
        ending_in(days, producer)

    outcomes = at_once(lambda now: send_expiry_notices(now=now), [NOW] * 6)

    assert sum(outcome.certificates for outcome in outcomes) == 10, outcomes
    told = "".join(message.body for message in mail.outbox)
    assert told.count("giấy số") == 10
    assert ExpiryNotice.objects.filter(sent_at=None).count() == 0
