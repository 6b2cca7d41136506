"""What a session has come to, whoever tells it: an event, or the answer to our own question."""

from datetime import datetime

from django.db import transaction

from shop.forks.order.models import Order
from shop.fulfilment.operations import lapse
from shop.fulfilment.states import Mover
from shop.payments.card.values import CURRENCY, Session
from shop.settlement.card.models import CardSession, ProviderEvent
from shop.settlement.receiving import lock, receive

State, Outcome = CardSession.State, ProviderEvent.Outcome


class DoesNotAgree(Exception):
    """What is told does not fit what was asked for; the message says how, for the office."""


@transaction.atomic
def learn(*, session: Session, at: datetime, has_failed: bool = False) -> str:
    """Takes in what a session is now: money that came, an end without money, or a bank that has yet to say.

    `has_failed`: the bank has said no after all. An `Outcome`; the same news again is NOTHING. Raises
    DoesNotAgree where it is not one of ours, or not for what was asked; nothing is written then.
    """
    order = _order_of(session)
    locked = lock(order)
    mine = _mine(locked, session)
    _refuse_what_differs(mine, session)
    state = State.ENDED if has_failed else _state_of(session)
    was_live, is_news = mine.is_live, mine.moves_on_to(state)
    if mine.session_id != session.id or is_news:
        _write(mine, session, state if is_news else mine.state)
    if not is_news:
        return Outcome.NOTHING
    if state == State.PAID:
        receive(
            order=locked,
            means=Order.PaymentMethod.CARD,
            amount=session.amount,
            reference=session.payment,
            at=at,
        )
    elif state == State.ENDED and was_live:
        lapse(order=locked, at=at, by=Mover.PAYMENT)
    return Outcome.APPLIED


def _order_of(session):
    mine = CardSession.objects.filter(session_id=session.id).select_related("order").first()
    order = mine.order if mine else Order.objects.filter(number=session.reference).first()
    if order is None:
        raise DoesNotAgree(f"There is no order {session.reference!r}.")
    return order


def _mine(order, session):
    """The try that the session belongs to; the one of its number where we have not been told its name yet."""
    tries = CardSession.objects.filter(order=order)
    mine = tries.filter(session_id=session.id).first()
    mine = mine or tries.filter(session_id="", number=session.attempt).first()
    if mine is None:
        raise DoesNotAgree(f"Order {order.number} knows no session {session.id}.")
    return mine


def _refuse_what_differs(mine, session):
    if session.reference != mine.order.number:
        raise DoesNotAgree(f"It is for {session.reference!r} instead of {mine.order.number}.")
    if session.currency != CURRENCY:
        raise DoesNotAgree(f"It is in {session.currency!r} instead of {CURRENCY!r}.")
    if session.amount != mine.amount:
        raise DoesNotAgree(f"It is {session.amount} đồng instead of {mine.amount}.")
    if session.is_paid and not session.payment:
        raise DoesNotAgree("It is paid, but its payment has no name.")


def _state_of(session):
    if session.is_paid:
        return State.PAID
    if session.is_waiting:
        return State.WAITING
    return State.OPEN if session.is_open else State.ENDED


def _write(mine, session, state):
    mine.session_id, mine.state = session.id, state
    mine.save(update_fields=["session_id", "state"])
    sources = mine.order.sources.filter(source_type__code=Order.PaymentMethod.CARD)
    sources.update(reference=session.id)
