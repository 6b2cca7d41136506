"""What a session has come to, whoever tells it: an event, or the answer to our own question."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.fulfilment.operations import lapse
from shop.fulfilment.states import Mover
from shop.payments.card.values import CURRENCY, Session
from shop.payments.money import format_dong
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
    _refuse_another(mine, session)
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
        raise DoesNotAgree(_("There is no order “%(number)s”.") % {"number": session.reference})
    return order


def _mine(order, session):
    """The try that the session belongs to; the one of its number where we have not been told its name yet."""
    tries = CardSession.objects.filter(order=order)
    mine = tries.filter(session_id=session.id).first()
    mine = mine or tries.filter(session_id="", number=session.attempt).first()
    if mine is None:
        raise DoesNotAgree(_("The order knows no session %(id)s.") % {"id": session.id})
    return mine


def _refuse_another(mine, session):
    number = mine.order.number
    if session.reference != number:
        words = _("Stripe tells of order “%(told)s”, here it is %(known)s.")
        raise DoesNotAgree(words % {"told": session.reference, "known": number})
    refuse_other_money(session, mine.amount)
    if session.is_paid and not session.payment:
        raise DoesNotAgree(_("It is paid, but its payment has no name."))


def refuse_other_money(told, amount: int | None = None) -> None:
    """Raises DoesNotAgree, in the office's words, where what is told is not in đồng, or not so many."""
    if told.currency != CURRENCY:
        words = _("Stripe tells of the currency “%(told)s” instead of đồng.")
        raise DoesNotAgree(words % {"told": told.currency})
    if amount is not None and told.amount != amount:
        words = _("Stripe tells of %(told)s, here it is %(known)s.")
        raise DoesNotAgree(words % {"told": format_dong(told.amount), "known": format_dong(amount)})


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
