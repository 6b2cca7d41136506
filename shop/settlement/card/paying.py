"""Leads a shopper to the hosted page, and closes it. The card company is asked outside transactions."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from shop.forks.order.models import Order
from shop.fulfilment.states import Status
from shop.payments.card import gateway as card
from shop.payments.card.exceptions import CardTrouble, NotFound, Refused
from shop.payments.card.values import Session
from shop.settlement.balance import balance
from shop.settlement.card.exceptions import CannotPayByCard, CardsAreDown
from shop.settlement.card.learning import DoesNotAgree, learn
from shop.settlement.card.models import CardSession
from shop.settlement.receiving import lock, source_of

logger = logging.getLogger(__name__)
State = CardSession.State
#: A little more than the shortest that a hosted page can be open, for the way there.
SHORTEST = timedelta(minutes=card.SHORTEST_MINUTES, seconds=90)
#: Tries within one request: what was open may have ended, and what is asked for may have changed.
MOST_TRIES = 3


def start(*, order: Order, at: datetime, back_url: str) -> str:
    """The address of the hosted page for what the order owes; the open one, where there is one.

    `back_url` is the order's page, told to the world. Asked for again, in another tab or after a crash, it is
    the same page. Raises CannotPayByCard where nothing is to be paid by card (any more), CardsAreDown where
    the card company does not answer.
    """
    for _try in range(MOST_TRIES):
        mine = _begin(order, at, back_url)
        if mine is None:
            _give_up(order, at)
            continue
        session = _asked_for(mine, at)
        if session and session.is_open and _is_still_on(mine, at):
            return session.url
    raise CardsAreDown(f"No card session for order {order.number}.")


def _asked_for(mine, at) -> Session | None:
    """The page of a try, taken in; None where the card company does not want it. Raises CardsAreDown."""
    try:
        session = _session_of(mine)
        learn(session=session, at=at)
    except (Refused, DoesNotAgree) as trouble:
        # Perhaps too old by now; another one is asked for in its place.
        logger.warning("Card session %s of order %s: %s", mine.number, mine.order.number, trouble)
        end_unheard_of(mine)
        return None
    except CardTrouble as trouble:
        raise CardsAreDown(str(trouble)) from trouble
    return session


def _is_still_on(mine, at) -> bool:
    """Whether somebody is to be led to the page. Where the try was ended while the card company was asked, by
    another tab or the clock, nobody else knows of the page: it is closed here.
    """
    mine.refresh_from_db()
    if mine.state in CardSession.LIVE:
        return True
    _close_one(mine, at)
    return False


@transaction.atomic
def _begin(order, at, back_url):
    """The try that is under way for what is owed now, or a new one; None where one asks for something else.

    Raises CannotPayByCard.
    """
    locked = lock(order)
    if locked.payment_method != Order.PaymentMethod.CARD:
        raise CannotPayByCard(_("This order is not paid by card."))
    owed = balance(locked).owed
    if not owed:
        raise CannotPayByCard(_why_not(locked))
    live = locked.card_sessions.filter(state__in=CardSession.LIVE).first()
    if live:
        if live.state == State.WAITING:
            raise CannotPayByCard(
                _("Your bank has yet to confirm the payment. Nothing more is to be done now.")
            )
        return live if live.amount == owed else None
    return _new(locked, owed, at, back_url)


def _new(order, owed, at, back_url):
    source_of(order=order, means=Order.PaymentMethod.CARD)
    before = order.card_sessions.count()
    return CardSession.objects.create(
        order=order,
        number=before + 1,
        amount=owed,
        language=order.language,
        back_url=back_url,
        # The second try leaves it to the shopper, should the card company not have liked it.
        email="" if before else order.guest_email,
        expires_at=max(at + SHORTEST, order.pay_by or at),
        created_at=at,
    )


def _why_not(order):
    states = set(order.fulfilments.values_list("status", flat=True))
    if Status.LAPSED in states:
        return _("This order was not paid in time, so its goods are no longer kept. Please order again.")
    if states <= {Status.CANCELLED}:
        return _("This order has been cancelled. There is nothing to pay.")
    return _("This order is paid. There is nothing more to pay.")


def _session_of(mine) -> Session:
    way = card.gateway()
    if mine.session_id:
        return way.session(mine.session_id)
    with override(mine.language):
        description = _("Order %(number)s") % {"number": mine.order.number}
    return way.open_session(
        reference=mine.order.number,
        attempt=mine.number,
        amount=mine.amount,
        description=description,
        language=mine.language,
        success_url=f"{mine.back_url}?card=done",
        cancel_url=f"{mine.back_url}?card=back",
        expires_at=mine.expires_at,
        email=mine.email,
        key=mine.key,
    )


def _give_up(order, at):
    """Closes the page for what was owed before; the goods are kept, as the shopper is led to another page.

    The books are told first, so that the end of that page is not the end of the order.
    """
    for mine in order.card_sessions.filter(state__in=CardSession.LIVE):
        end_unheard_of(mine)
        _close_one(mine, at)


def end_unheard_of(mine: CardSession) -> None:
    """A try that cannot be asked for any more; the order may begin another. Money that came by it stays."""
    CardSession.objects.filter(pk=mine.pk, state__in=CardSession.LIVE).update(state=State.ENDED)


def ask(*, order: Order, at: datetime) -> None:
    """Asks the card company what the order's open page has come to, and takes it in; no answer is no harm."""
    mine = order.card_sessions.filter(state__in=CardSession.LIVE).exclude(session_id="").first()
    if mine is None:
        return
    try:
        learn(session=card.gateway().session(mine.session_id), at=at)
    except (CardTrouble, DoesNotAgree) as trouble:
        logger.warning("Card session %s of order %s: %s", mine.number, order.number, trouble)


def close(*, order: Order, at: datetime) -> bool:
    """Closes the order's open page, as its goods are to be let go (by the caller), or it is cancelled.

    False where the shopper has paid meanwhile: that money is taken in instead. Where the card company does
    not answer, the page closes by itself at its hour, and money that comes till then is taken as late.
    """
    for mine in order.card_sessions.filter(state__in=CardSession.LIVE):
        _close_one(mine, at)
    return not order.card_sessions.filter(state=State.PAID).exists()


def was_paid_after_all(order: Order, at: datetime) -> bool:
    """The last look at an order whose time to pay is over (`shop.settlement.deadlines`); closes its page."""
    return not close(order=order, at=at)


def _close_one(mine, at):
    if not mine.session_id and not _page_became_known(mine):
        return
    try:
        session = card.gateway().expire(mine.session_id)
        if not (session.is_paid or session.is_waiting):
            end_unheard_of(mine)
        learn(session=session, at=at)
    except NotFound:
        end_unheard_of(mine)
    except (CardTrouble, DoesNotAgree) as trouble:
        logger.warning("Card session %s of order %s: %s", mine.number, mine.order.number, trouble)


def _page_became_known(mine) -> bool:
    """Ends a try whose page nobody has been told of; True where it is too late, as it has a page by now."""
    unheard_of = CardSession.objects.filter(pk=mine.pk, session_id="", state__in=CardSession.LIVE)
    if unheard_of.update(state=State.ENDED):
        return False
    mine.refresh_from_db()
    return bool(mine.session_id)
