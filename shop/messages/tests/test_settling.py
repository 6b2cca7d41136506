"""What the staff decide about a message, and what is forgotten of an order."""

from datetime import timedelta

import pytest

from shop.messages.models import Message
from shop.messages.sending import LEASE
from shop.messages.settling import NotToBeSettled, forget_order, mark_arrived, send_again
from shop.messages.tests.outbox_world import Noting, send, told
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def unsure():
    """A message that nobody knows of."""
    message = told()
    send(Noting(TimeoutError()))
    message.refresh_from_db()
    return message


@pytest.fixture
def clerk():
    return a_seller()


def test_staff_send_it_again_and_it_goes_once_more(unsure, clerk):
    sender = Noting()

    send_again(message=unsure, by=clerk, now=NOW)
    done = [send(sender).sent, send(sender).sent]

    unsure.refresh_from_db()
    assert done == [1, 0]
    assert (unsure.state, unsure.tries, unsure.settled_by) == (State.SENT, 2, clerk)


def test_staff_say_that_it_has_arrived_and_it_goes_no_more(unsure, clerk):
    sender = Noting()

    mark_arrived(message=unsure, by=clerk, now=NOW)
    send(sender, at=NOW + timedelta(days=2))

    unsure.refresh_from_db()
    assert (unsure.state, unsure.sent_at, sender.got) == (State.SENT, NOW, [])


@pytest.mark.parametrize("decide", [send_again, mark_arrived])
def test_of_two_who_decide_one_is_told_that_it_is_decided(unsure, clerk, decide):
    other = Message.objects.get(pk=unsure.pk)
    send_again(message=unsure, by=clerk, now=NOW)

    with pytest.raises(NotToBeSettled):
        decide(message=other, by=clerk, now=NOW)


def test_a_decision_about_an_older_try_decides_nothing(clerk):
    seen = told()
    send(Noting(TimeoutError()))
    seen.refresh_from_db()
    send_again(message=seen, by=clerk, now=NOW)
    send(Noting(TimeoutError()))

    with pytest.raises(NotToBeSettled):
        mark_arrived(message=seen, by=clerk, now=NOW)


@pytest.mark.parametrize("state", [State.SENT, State.WAITING, State.SENDING, State.DROPPED])
def test_what_is_not_open_is_not_decided(clerk, state):
    message = told()
    Message.objects.update(state=state, sent_at=NOW, begun_at=NOW)

    with pytest.raises(NotToBeSettled):
        send_again(message=message, by=clerk, now=NOW)


def test_an_order_s_messages_are_forgotten_and_none_is_sent():
    put_on_shelf(product := a_product(), 5)
    order = an_order((product, 1))
    sent, waiting, other = (
        told(order_id=order.pk, facts={"reason": "x"}),
        told("a:2:b", order_id=order.pk),
        told("c:3:d"),
    )
    Message.objects.exclude(pk__in=[sent.pk]).update(next_try_at=NOW + timedelta(hours=1))
    send(Noting())

    assert forget_order(order_id=order.pk) == 2
    sender = Noting()
    send(sender, at=NOW + 2 * LEASE + timedelta(hours=1))

    assert sender.got == [other]
    for message, state in ((sent, State.SENT), (waiting, State.DROPPED)):
        message.refresh_from_db()
        assert message.state == state
        assert (message.recipient, message.subject, message.text, message.html, message.facts) == (
            "",
            "",
            "",
            "",
            {},
        )
