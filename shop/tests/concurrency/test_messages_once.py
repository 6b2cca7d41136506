"""A message is sent once by however many senders, and none is lost or sent twice where one is killed."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Lock

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from shop.forks.order.models import Order
from shop.messages.models import Message
from shop.messages.sending import LEASE, send_due
from shop.messages.settling import send_again
from shop.messages.tests.outbox_world import Noting, sample_contexts, told
from shop.tests.concurrency.mail_sink import a_mail_sink, id_of
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State
HANDS, MESSAGES = 6, 12
SECONDS = 60


def test_many_senders_at_once_send_each_message_once():
    messages, taken, lock = [told() for _ in range(MESSAGES)], [], Lock()

    class Sender(Noting):
        def send(self, message):
            with lock:
                taken.append(message.pk)

    outcomes = at_once(
        lambda _: send_due(clock=lambda: NOW, by=[Sender()], contexts=sample_contexts), range(HANDS)
    )

    assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
    assert sorted(taken) == sorted(message.pk for message in messages)
    assert sum(done.sent for done in outcomes) == MESSAGES
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_one_event_that_many_tell_at_once_is_written_once():
    outcomes = at_once(lambda _: told("order:1:placed"), range(HANDS))

    assert Message.objects.count() == 1
    # Whoever was second found nothing new to unpack.
    assert sum(isinstance(outcome, ValueError) for outcome in outcomes) == HANDS - 1, outcomes


class Process:
    """`manage.py send_messages` as a process of its own, on this test's database, that can be killed."""

    def start(self, sink):
        environment = os.environ | {
            "DATABASE_URL": _address_of_the_database(),
            "DJANGO_SETTINGS_MODULE": "shop.settings.dev",
            "EMAIL_URL": sink.url,
            "SEARCH_INDEX_DIR": "",
        }
        command = [sys.executable, "manage.py", "send_messages"]
        self.running = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return self

    def kill(self):
        """As a power cut would: nothing is tidied up."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait(SECONDS)

    def end(self):
        """Its exit code, once it has ended."""
        said, _ = self.running.communicate(timeout=SECONDS)
        self.said = said.decode()
        return self.running.returncode


def _address_of_the_database():
    """Of the copy that this test works on."""
    here = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{Path(here['NAME'])}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**here)


def run(sink):
    """One run of the command from beginning to end; (exit code, what it said)."""
    process = Process().start(sink)
    return process.end(), process.said


def the_lease_is_over():
    """So much time passes that whoever began a message is taken for dead."""
    Message.objects.filter(state=State.SENDING).update(begun_at=timezone.now() - LEASE - timedelta(seconds=1))


@pytest.fixture
def message():
    """What is told of an order that somebody with an address has placed."""
    put_on_shelf(product := a_product(), 5)
    order = an_order((product, 1))
    Order.objects.filter(pk=order.pk).update(guest_email="lo@example.com")
    return told(f"order:{order.pk}:told", order_id=order.pk, at=timezone.now())


def killed_when(moment):
    """A run of the command that is killed when the mail server comes to a moment; what that has kept."""
    process = Process()
    with a_mail_sink(**{moment: lambda: process.kill()}) as sink:
        process.start(sink)
        assert process.end() == -signal.SIGKILL, process.said
        return list(sink.kept)


@pytest.mark.slow
def test_a_sender_that_nobody_kills_sends_it_once(message):
    with a_mail_sink() as sink:
        runs = [run(sink)[0], run(sink)[0]]

    assert runs == [0, 0]
    assert len(sink.kept) == 1
    assert f".{message.pk}@" in sink.ids[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "arrived"),
    [
        pytest.param("before", 0, id="between-claim-and-send"),
        pytest.param("after", 1, id="between-send-and-mark"),
    ],
)
def test_a_sender_killed_on_the_way_sends_nothing_twice_and_loses_nothing_in_silence(
    message, moment, arrived
):
    kept = killed_when(moment)
    message.refresh_from_db()
    assert (len(kept), message.state) == (arrived, State.SENDING)

    with a_mail_sink() as sink:
        code, said = run(sink)
        assert (code, sink.kept) == (0, []), said
        the_lease_is_over()
        code, said = run(sink)

    message.refresh_from_db()
    assert sink.kept == []
    assert (code, message.state) == (1, State.UNSURE)
    assert "1 tin không rõ đã tới chưa" in said
    assert list(Message.objects.need_staff()) == [message]


@pytest.mark.slow
def test_what_staff_send_again_after_a_kill_is_the_same_e_mail(message):
    (first,) = killed_when("after")
    the_lease_is_over()

    with a_mail_sink() as sink:
        run(sink)
        message.refresh_from_db()
        send_again(message=message, by=None, now=timezone.now())
        assert run(sink)[0] == 0

    assert sink.ids == [id_of(first)]
