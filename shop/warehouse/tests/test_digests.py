"""Each point is told once a morning, and of nothing where there is nothing."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.trace.operations import lot_named
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.messages.hooks import HookFailed
from shop.stock.operations import receive, set_threshold
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.digest import NAMED, digest_of
from shop.warehouse.models import PointDigest, PointHook
from shop.warehouse.shipping import send, set_line, write_shipment
from shop.warehouse.telling import keep_hook, send_point_digests, tell

pytestmark = pytest.mark.django_db
TOO_EARLY = NOW.replace(hour=23, minute=29) - timedelta(days=1)  # 06:29 in Điện Biên


@pytest.fixture
def point():
    """A point with a manager, a keeper and a seller, and something low."""
    point = a_point("Điểm OCOP Mường Thanh")
    for role in ("manager", "keeper", "seller"):
        user = a_seller(point, email=f"{role}@example.com")
        user.memberships.update(role=role)
    set_threshold(stock=put_on_shelf(a_product("Trà shan"), 2, at=point), threshold=3)
    return point


class Chat:
    """A chat service that takes what is sent, or does not."""

    def __init__(self, fails=False):
        self.fails, self.got = fails, []

    def __call__(self, url, body, headers):
        self.got.append((url, body, headers))
        if self.fails:
            raise HookFailed("Không trả lời.")


def test_it_says_what_is_low_ends_comes_and_waits(point):
    elsewhere = a_point("Điểm gửi")
    honey = put_on_shelf(a_product("Mật ong"), 0, at=point)
    for code, ends in (("CU", date(2026, 11, 22)), ("GAN", date(2026, 12, 23)), ("XA", date(2026, 12, 24))):
        lot = lot_named(product=honey.product, code=code, use_by_date=ends)
        receive(stock=honey, quantity=4, reference=code, at=NOW, lot=lot)
    order = an_order((honey.product, 1), destination=Destination(sales_point=point))
    send_point_digests(now=NOW)
    (message,) = [each for each in mail.outbox if point.name in each.subject]
    for words in ("Trà shan: còn 2", "CU: 4", "GAN: 4", order.number, "/quay/?diem="):
        assert words in message.body
        assert words.split(":")[0] in message.alternatives[0][0]
    assert "XA" not in message.body
    assert elsewhere.name not in message.body


def test_it_goes_to_who_keeps_the_stock_and_to_the_point_itself(point):
    point.email = "diem@example.com"
    point.save()
    send_point_digests(now=NOW)
    assert mail.outbox[0].to == ["diem@example.com", "keeper@example.com", "manager@example.com"]


def test_it_is_sent_from_half_past_six_and_once_a_day(point):
    send_point_digests(now=TOO_EARLY)
    assert mail.outbox == []
    told = [send_point_digests(now=TOO_EARLY + timedelta(hours=hour)).emails for hour in (1, 2, 25)]
    assert told == [1, 0, 1]


def test_what_waits_after_a_morning_without_news_waits_for_the_next(point):
    quiet = a_point("Điểm yên")
    a_seller(quiet).memberships.update(role="manager")
    assert send_point_digests(now=NOW).emails == 1
    set_threshold(stock=put_on_shelf(a_product(), 1, at=quiet), threshold=3)
    assert send_point_digests(now=NOW + timedelta(hours=1)).emails == 0
    assert send_point_digests(now=NOW + timedelta(days=1)).emails == 2


def test_of_two_runs_at_once_one_sends(point, monkeypatch):
    keep_hook(partner=point.partner, url="https://chat.example/a")
    deliver, chat, others = mail.EmailMultiAlternatives.send, Chat(), []

    def meanwhile(message, *args, **kwargs):
        others.append(send_point_digests(now=NOW, post=chat).emails)
        return deliver(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", meanwhile)
    told = send_point_digests(now=NOW, post=chat)
    assert (told.emails, others, len(chat.got)) == (1, [0], 1)


def test_the_database_keeps_one_a_day(point):
    send_point_digests(now=NOW)
    digest = PointDigest.objects.get()
    digest.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        digest.save()


def test_a_chat_that_fails_is_tried_again_and_keeps_no_mail_back(point):
    keep_hook(partner=point.partner, url="https://chat.example/a")
    told = send_point_digests(now=NOW, post=Chat(fails=True))
    assert (told.emails, told.failed_hooks) == (1, 1)
    digest = PointDigest.objects.get()
    assert (digest.hook_state, digest.hook_error, digest.hook_tries) == ("failed", "Không trả lời.", 1)
    chat = Chat()
    told = [send_point_digests(now=NOW + timedelta(hours=hour), post=chat).hooks for hour in (1, 2)]
    assert told == [1, 0]
    assert len(chat.got) == len(mail.outbox) == 1
    assert PointDigest.objects.get().hook_state == "sent"


def test_a_run_that_died_while_sending_is_followed_by_another(point):
    keep_hook(partner=point.partner, url="https://chat.example/a")
    send_point_digests(now=NOW, post=Chat())
    PointDigest.objects.update(hook_state="sending")
    told = [send_point_digests(now=NOW + timedelta(minutes=n), post=Chat()).hooks for n in (29, 31)]
    assert told == [0, 1]


def test_a_mail_that_fails_is_not_sent_twice_and_stops_no_other_point(point, monkeypatch):
    other = a_point("Điểm sau")
    a_seller(other, email="sau@example.com").memberships.update(role="manager")
    set_threshold(stock=put_on_shelf(a_product(), 1, at=other), threshold=3)
    deliver = mail.EmailMultiAlternatives.send

    def refuses(message, *args, **kwargs):
        if "manager@example.com" in message.to:
            raise OSError("refused")
        return deliver(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuses)
    told = send_point_digests(now=NOW)
    assert (told.emails, told.failed_emails) == (1, 1)
    monkeypatch.undo()
    assert send_point_digests(now=NOW).emails == 0
    assert [message.to for message in mail.outbox] == [["sau@example.com"]]


def test_the_command_says_what_failed(point, monkeypatch, time_machine):
    time_machine.move_to(NOW, tick=False)

    def refuses(message, *args, **kwargs):
        raise OSError("refused")

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuses)
    with pytest.raises(CommandError, match="1 thư"):
        call_command("send_point_digests")


def test_what_sold_out_of_late_is_said_without_a_threshold(point):
    gone, never = put_on_shelf(a_product("Hết rồi"), 1, at=point), put_on_shelf(a_product("Xưa"), 0, at=point)
    parcel = an_order((gone.product, 1), destination=Destination(sales_point=point)).fulfilments.get()
    for step in ("confirmed", "packed", "handed_over"):
        move_on(fulfilment=parcel, to=step, at=NOW)
    low = digest_of(point.partner, at=NOW + timedelta(hours=1)).low.named
    assert gone in low
    assert never not in low
    assert gone not in digest_of(point.partner, at=NOW + timedelta(days=31)).low.named


def test_shipments_on_their_way_are_named(point):
    source, keeper = a_point("Điểm gửi"), a_seller()
    tea = put_on_shelf(a_product("Trà"), 5, at=source)
    shipment = write_shipment(sender=source.partner, destination=point.partner, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=tea.product, quantity=2)
    assert digest_of(point.partner, at=NOW).coming.named == []
    send(shipment=shipment, at=NOW, actor=keeper)
    assert digest_of(point.partner, at=NOW).coming.named == [shipment]
    assert digest_of(source.partner, at=NOW).coming.named == []


def test_many_things_are_counted_and_ask_no_more(point):
    with CaptureQueriesContext(connection) as few:
        digest_of(point.partner, at=NOW)
    for _ in range(NAMED + 4):
        set_threshold(stock=put_on_shelf(a_product(), 1, at=point), threshold=3)
    with CaptureQueriesContext(connection) as many:
        low = digest_of(point.partner, at=NOW).low
    assert (len(low.named), low.more) == (NAMED, 5)
    assert len(many) == len(few)


def test_another_address_has_another_secret_and_none_has_no_hook(point):
    first = keep_hook(partner=point.partner, url="https://chat.example/a")
    assert keep_hook(partner=point.partner, url="https://chat.example/a").secret == first.secret
    assert keep_hook(partner=point.partner, url="https://chat.example/b").secret != first.secret
    assert keep_hook(partner=point.partner, url="") is None
    assert not PointHook.objects.exists()


def test_the_database_keeps_only_encrypted_addresses(point):
    with pytest.raises(IntegrityError), transaction.atomic():
        PointHook.objects.create(partner=point.partner, url="http://chat.example/a")


def test_a_chat_service_gets_a_text_and_nothing_else():
    hook, got = PointHook(url="https://chat.example/a", secret="bí mật"), []

    tell(hook, text="Trà còn 2", event="digest-1-20261123", post=lambda *sent: got.append(sent))

    ((url, body, headers),) = got
    assert (url, json.loads(body)) == (hook.url, {"text": "Trà còn 2"})
    assert headers["X-Event-Id"] == "digest-1-20261123"
