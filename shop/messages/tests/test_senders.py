"""How a message leaves: as an e-mail in two forms, or signed to the operator's webhook."""

import json
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from shop.messages.hooks import HookFailed, signature
from shop.messages.models import Message
from shop.messages.outbox import Reader
from shop.messages.senders import EmailSender, NotSent, WebhookSender, e_mail, senders
from shop.messages.tests.outbox_world import send, told
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db


class Server(EmailBackend):
    """A mail server that fails as it is told to."""

    open_fault = send_fault = None

    def open(self):
        if self.open_fault:
            raise self.open_fault

    def send_messages(self, messages):
        if self.send_fault:
            raise self.send_fault
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    return lambda **faults: [monkeypatch.setattr(Server, name, fault) for name, fault in faults.items()]


def test_an_e_mail_is_text_and_html_in_the_order_s_language():
    told(language="en")

    send(EmailSender())

    (sent,) = mail.outbox
    assert sent.to == ["lo@example.com"]
    assert sent.subject == "Order DB000000 is placed"
    assert "Hello Sample Shopper," in sent.body
    html, kind = sent.alternatives[0]
    assert (kind, 'lang="en"' in html) == ("text/html", True)


def test_an_e_mail_says_that_a_machine_wrote_it_and_bears_the_same_id_each_time(settings):
    settings.PUBLIC_URL = "https://shop.example"
    message = told("order:7:placed")

    first, second = (e_mail(message).message() for _ in range(2))

    assert first["Message-ID"] == second["Message-ID"] == f"<order-7-placed-email.{message.pk}@shop.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in first


@pytest.mark.parametrize(
    "faults",
    [
        {"open_fault": ConnectionRefusedError()},
        {"open_fault": TimeoutError()},
        {"open_fault": smtplib.SMTPAuthenticationError(535, b"no")},
        {"send_fault": smtplib.SMTPRecipientsRefused({})},
        {"send_fault": smtplib.SMTPSenderRefused(550, b"no", "a")},
        {"send_fault": smtplib.SMTPDataError(451, b"later")},
    ],
    ids=lambda faults: repr(next(iter(faults.values()))),
)
def test_what_the_server_never_took_is_known_not_to_be_sent(server, faults):
    server(**faults)
    with pytest.raises(NotSent):
        EmailSender().send(told())


@pytest.mark.parametrize("fault", [smtplib.SMTPServerDisconnected("gone"), TimeoutError()])
def test_of_what_was_handed_over_without_an_answer_nobody_knows(server, fault):
    server(send_fault=fault)
    with pytest.raises(type(fault)):
        EmailSender().send(told())


def test_an_address_with_a_new_line_reaches_no_server():
    message = told()
    message.recipient = "a@example.com\nBcc: b@example.com"
    with pytest.raises(NotSent):
        EmailSender().send(message)
    assert mail.outbox == []


def test_a_message_to_a_phone_is_signed_and_named(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    message, got = told("parcel:5:sent", to=Reader(phone="0912345678")), []
    sender = WebhookSender("https://gateway.example/", "bí mật", post=lambda *sent: got.append(sent))

    send(sender)

    ((url, body, headers),) = got
    said = json.loads(body)
    message.refresh_from_db()
    assert url == "https://gateway.example/"
    assert (said["to"], said["channel"], said["event"]) == ("0912345678", "sms", "parcel:5:sent:sms")
    assert said["text"] == message.text
    assert headers["X-Event-Id"] == "parcel:5:sent:sms"
    assert headers["X-Signature-256"] == signature("bí mật", body)


def test_a_gateway_that_does_not_take_it_is_asked_again_with_the_same_name(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    told(to=Reader(phone="0912345678"))
    got = []

    def post(url, body, headers):
        got.append(headers["X-Event-Id"])
        raise HookFailed("500")

    sender = WebhookSender("https://gateway.example/", "s", post=post)
    send(sender)
    Message.objects.update(next_try_at=NOW)
    send(sender)

    assert len(got) == 2
    assert len(set(got)) == 1


def test_without_a_webhook_e_mail_alone_is_sent(settings):
    assert [type(each) for each in senders()] == [EmailSender]
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    assert [type(each) for each in senders()] == [EmailSender, WebhookSender]
