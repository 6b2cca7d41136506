"""Each message is sent once; what failed is tried again, what nobody knows of is not."""

import smtplib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.messages.kinds import Channel
from shop.messages.models import Message
from shop.messages.outbox import Reader
from shop.messages.senders import NotSent
from shop.messages.sending import LEASE, PAUSES, give_up_the_dead
from shop.messages.tests.outbox_world import Noting, minutes, sample_contexts, send, told
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
State = Message.State


def state_of(message):
    message.refresh_from_db()
    return message.state


def left_by_a_dead_process(**values):
    """A message that somebody began and never came back to."""
    message = told(**values)
    Message.objects.filter(pk=message.pk).update(state=State.SENDING, begun_at=NOW, tries=1)
    message.refresh_from_db()
    return message


def test_what_waits_is_sent_once_the_oldest_first():
    messages, sender = [told(), told()], Noting()

    runs = [send(sender).sent, send(sender).sent]

    assert runs == [2, 0]
    assert sender.got == messages
    assert [state_of(message) for message in messages] == [State.SENT] * 2
    assert messages[0].sent_at == NOW
    assert messages[0].subject
    assert messages[0].html


def test_what_failed_is_tried_again_after_growing_pauses_and_at_last_left_to_the_staff():
    message, sender = told(), Noting(*[NotSent("no") for _ in range(9)])
    at, waited = NOW, []

    for _ in range(len(PAUSES) + 1):
        assert send(sender, at=at).failed == 1
        assert send(sender, at=at).failed == 0
        message.refresh_from_db()
        if message.next_try_at:
            waited.append(message.next_try_at - at)
            at = message.next_try_at

    assert waited == PAUSES == sorted(PAUSES)
    assert (message.fault, message.has_given_up) == ("no", True)
    assert send(sender, at=at + timedelta(days=30)).failed == 0
    assert list(Message.objects.need_staff()) == [message]


def test_one_that_fails_stops_no_other():
    bad, good = told(), told()

    done = send(Noting(NotSent("no"), None))

    assert (done.failed, done.sent) == (1, 1)
    assert (state_of(bad), state_of(good)) == (State.FAILED, State.SENT)


def test_one_that_cannot_be_written_stops_no_other_and_is_not_handed_over():
    bad, good, sender = told("a:1:bad"), told(), Noting()

    def contexts(message, now):
        return sample_contexts(message, now) if message == good else 1 / 0

    done = send(sender, contexts=contexts)

    assert (done.failed, done.sent) == (1, 1)
    assert sender.got == [good]
    assert state_of(bad) == State.FAILED
    assert "ZeroDivisionError" in bad.fault


def test_what_is_not_true_any_more_is_dropped():
    message, sender = told(), Noting()

    done = send(sender, contexts=lambda message, now: None)

    assert (done.dropped, sender.got, state_of(message)) == (1, [], State.DROPPED)


def test_every_try_says_the_same_but_only_while_it_is_true():
    message = told()
    send(Noting(NotSent("no")))
    message.refresh_from_db()
    said = message.text

    send(Noting(NotSent("no")), at=minutes(2), contexts=lambda m, now: sample_contexts(m, minutes(999)))
    message.refresh_from_db()
    assert message.text == said

    send(Noting(), at=minutes(30), contexts=lambda m, now: None)
    assert state_of(message) == State.DROPPED


@pytest.mark.parametrize("fault", [TimeoutError(), smtplib.SMTPServerDisconnected("gone"), OSError()])
def test_an_e_mail_of_which_nobody_knows_is_not_sent_again(fault):
    message, sender = told(), Noting(fault)

    done = send(sender)
    send(sender, at=minutes(60 * 24))

    assert done.unsure == 1
    assert (state_of(message), sender.got) == (State.UNSURE, [message])


def test_what_a_receiver_knows_by_its_name_is_sent_again(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    message = told(to=Reader(phone="0912345678"))
    sender = Noting(TimeoutError(), channels=[Channel.SMS], may_repeat=True)

    outcomes = [send(sender).failed, send(sender, at=minutes(2)).sent]

    assert outcomes == [1, 1]
    assert [each.name for each in sender.got] == [message.name] * 2


def test_what_a_dead_process_began_is_unsure_once_its_time_is_up():
    message, sender = left_by_a_dead_process(), Noting()

    assert send(sender, at=NOW + LEASE).unsure == 0
    assert state_of(message) == State.SENDING

    assert send(sender, at=NOW + LEASE + timedelta(seconds=1)).unsure == 1
    assert send(sender, at=NOW + 3 * LEASE).unsure == 0
    assert (state_of(message), sender.got) == (State.UNSURE, [])
    assert list(Message.objects.need_staff()) == [message]


def test_what_a_dead_process_began_goes_out_again_where_the_receiver_knows_it(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    message = left_by_a_dead_process(to=Reader(phone="0912345678"))
    sender = Noting(channels=[Channel.SMS], may_repeat=True)

    assert send(sender, at=NOW + 2 * LEASE).sent == 1
    assert state_of(message) == State.SENT


def test_a_slow_process_that_comes_back_says_what_became_of_it():
    message = told()

    class Slow(Noting):
        def send(self, message):
            give_up_the_dead(now=NOW + 2 * LEASE, by=[self])
            assert state_of(message) == State.UNSURE

    assert send(Slow()).sent == 1
    assert state_of(message) == State.SENT


def test_a_channel_that_nobody_carries_waits(settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    message = told(to=Reader(phone="0912345678"))

    send(Noting())

    assert state_of(message) == State.WAITING


def test_the_command_says_what_it_came_to(capsys, settings):
    settings.MESSAGE_CONTEXTS = "shop.messages.tests.outbox_world.sample_contexts"
    told()
    call_command("send_messages")
    assert "Đã gửi 1 tin" in capsys.readouterr().out

    left_by_a_dead_process()
    with pytest.raises(CommandError, match="1 tin không rõ"):
        call_command("send_messages")


def test_a_message_costs_as_many_queries_whatever_waits_beside_it():
    costs = []
    for number in (1, 2, 6):
        for _ in range(number):
            told()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send(Noting())
        costs.append(len(queries))

    per_message = costs[1] - costs[0]
    assert costs[2] - costs[1] == 4 * per_message
