"""What a crash, a lost webhook or an outage has left open is asked about and finished."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.one_by_one import one_by_one
from shop.fulfilment.states import Status
from shop.payments.card import gateway as card
from shop.payments.card.exceptions import CardTrouble, NotFound
from shop.settlement.card import paying, returning
from shop.settlement.card.events import PROVIDER, take_waiting
from shop.settlement.card.learning import DoesNotAgree
from shop.settlement.card.models import CardSession, ProviderEvent

logger = logging.getLogger(__name__)
State, Outcome = CardSession.State, ProviderEvent.Outcome
#: A shopper may be on the page; only what has been open for longer is asked about.
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Recovered:
    """What there was to do, and how much of it is done."""

    asked: int = 0
    settled: int = 0
    refunds: int = 0
    events: int = 0


def recover(*, now: datetime) -> Recovered:
    """Asks about open pages, closes those of orders that are off, sends refunds, takes in events that wait.

    Run twice, or by two at once, it does the same once. Where the card company does not answer, all stays as
    it is for the next time. Without keys there is nothing to do.
    """
    if not card.is_configured():
        return Recovered()
    asked, settled = _sessions(now)
    return Recovered(asked=asked, settled=settled, refunds=_refunds(now), events=_events(now))


def _each(things, finish) -> list:
    """What each came to; one that fails is tried again by the next run."""
    return one_by_one(things, finish, logger=logger, words="%s could not be finished.")


def _sessions(now):
    live = CardSession.objects.filter(state__in=CardSession.LIVE, created_at__lte=now - PATIENCE)
    asked = list(live.select_related("order"))
    _each(asked, lambda mine: _look_at(mine, now))
    settled = CardSession.objects.filter(pk__in=[mine.pk for mine in asked], state=State.PAID)
    return len(asked), settled.count()


def _look_at(mine, now):
    if mine.session_id:
        is_kept = mine.order.fulfilments.filter(status=Status.UNPAID).exists()
        (paying.ask if is_kept else paying.close)(order=mine.order, at=now)
    elif mine.expires_at <= now:
        paying.end_unheard_of(mine)


def _refunds(now):
    asked = list(returning.asked_by_card())
    _each(asked, lambda refund: returning.send(refund=refund, at=now))
    return len(asked) - returning.asked_by_card().filter(pk__in=[refund.pk for refund in asked]).count()


def _events(now):
    waiting = ProviderEvent.objects.filter(provider=PROVIDER, outcome=Outcome.WAITING)
    payments = list(waiting.order_by("payment").values_list("payment", flat=True).distinct())
    return sum(_each(payments, lambda payment: _take_in(payment, now)))


def _take_in(payment, now):
    """What has gone back of a payment in all, as the company tells it, then what waits for that."""
    try:
        _each(card.gateway().refunds(payment), lambda refund: _learn(refund, now))
    except NotFound:
        logger.warning("Events wait for payment %s, which the card company does not know.", payment)
    except CardTrouble as trouble:
        logger.warning("What went back of payment %s: %s", payment, trouble)
    return take_waiting(payment=payment, at=now)


def _learn(refund, now):
    try:
        returning.learn_refund(refund=refund, at=now)
    except DoesNotAgree as trouble:
        logger.warning("Refund %s of payment %s: %s", refund.id, refund.payment, trouble)
