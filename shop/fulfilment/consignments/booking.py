"""Booking parcels with carriers' machines, asked outside transactions for what was written before."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.one_by_one import one_by_one
from shop.carriers.available import booking_carrier
from shop.carriers.exceptions import CarrierTrouble, KeyRefused, NoAnswer, Refused
from shop.fulfilment.consignments.addressing import parcel_of
from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.numbers import NUMBERED, begin_row, lock_parcel
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Status
from shop.fulfilment.telling import tell_of_number

logger = logging.getLogger(__name__)
State = Consignment.State
#: A carrier is asked anew no sooner: the first questions may still be under way. There are three of them at
#: most, of fifteen seconds each (`shop.carriers.asking`).
PATIENCE = timedelta(minutes=1)


@transaction.atomic
def begin(
    *, fulfilment: Fulfilment, carrier: str, cash: int, at: datetime, actor=None
) -> tuple[Consignment, bool]:
    """Writes down that a carrier is going to be asked, to take `cash` đồng from the buyer; `book` asks it.

    (The consignment, whether it is new): one that is under way with this carrier is taken up. Raises
    CannotConsign where the parcel is not packed to be sent, or somebody else carries it.
    """
    parcel = lock_parcel(fulfilment, [Status.PACKED])
    live = Consignment.objects.live().filter(fulfilment=parcel).first()
    if live is None:
        values = {"carrier": carrier, "by_machine": True, "cash": cash, "actor": actor}
        made = begin_row(parcel, state=State.ASKED, at=at, **values)
        parcel_of(made)  # What cannot be asked for is told before anything is written.
        return made, True
    if live.by_machine and live.carrier == carrier:
        return live, False
    raise CannotConsign(_("Somebody else carries it already: %(who)s.") % {"who": live.carrier_words})


def book(*, consignment: Consignment, at: datetime, again: bool) -> Consignment:
    """Asks the carrier for what was written down. The caller holds no transaction, and has won the `claim` of
    what is asked `again`.

    What it refuses is written down as failed; without an answer the consignment stays as it is, and `recover`
    asks `again`. Its `fault` says what the carrier said.
    """
    way = booking_carrier(consignment.carrier)
    if consignment.state != State.ASKED or way is None:
        return consignment
    try:
        made = way.book(parcel_of(consignment), again=again)
    except (Refused, CannotConsign) as refusal:
        _close(consignment, State.ASKED, state=State.FAILED, fault=_short(refusal), ended_at=at)
    except (NoAnswer, KeyRefused) as trouble:
        logger.warning("Consignment %s: %s", consignment.reference, trouble)
        _close(consignment, State.ASKED, fault=_short(trouble))
    else:
        _keep(consignment, made, at)
    return consignment


@transaction.atomic
def _keep(consignment, made, at):
    values = {"number": made.number, "fee": made.fee, "booked_at": at, "fault": ""}
    # The parcel first: whoever is just sending it has told the buyer of no number, or waits and tells of it.
    parcel = Fulfilment.objects.select_for_update(no_key=True).get(pk=consignment.fulfilment_id)
    won = _close(consignment, State.ASKED, state=State.BOOKED, **values)
    if won and parcel.status == Status.SENT:
        tell_of_number(fulfilment=parcel, consignment=consignment.pk, at=at)


def call_off(*, consignment: Consignment, at: datetime) -> Consignment:
    """Calls a booking off. The caller holds no transaction. Raises CarrierTrouble, and it stands as before.

    One of which nobody knows whether it was made is given up at once, so that another carrier can be found,
    and called off by `recover`. Raises CannotConsign while the carrier is just being asked.
    """
    if consignment.state == State.ASKED:
        if consignment.asked_at > at - PATIENCE or not claim(consignment=consignment, at=at):
            raise CannotConsign(_("The carrier is being asked this very moment. Try again in a minute."))
        _close(consignment, State.ASKED, state=State.LEAVING)
    elif consignment.state == State.BOOKED and consignment.by_machine:
        _way(consignment).cancel(consignment.number, consignment.reference)
        _close(consignment, State.BOOKED, state=State.CANCELLED, ended_at=at)
    return consignment


def recover(*, now: datetime) -> tuple[int, int]:
    """Asks again for what was left hanging, and calls off what is to be; (asked again, called off).

    Run twice, or by two at once, it does the same once. One that fails stops no other.
    """
    waiting = Consignment.objects.filter(asked_at__lte=now - PATIENCE, by_machine=True).order_by("pk")
    hanging = list(waiting.filter(state=State.ASKED, fulfilment__status__in=NUMBERED))
    asked = _done(hanging, lambda each: _settled(each, now))
    # Those whose parcel has gone another way meanwhile.
    _done(waiting.filter(state=State.ASKED).exclude(fulfilment__status__in=NUMBERED), _given_up)
    leaving = waiting.filter(state=State.LEAVING)
    # One that the carrier would not call off has its fault for people to read.
    orphans = waiting.filter(state=State.BOOKED, fulfilment__status=Status.CANCELLED, fault="")
    off = _done([*leaving, *orphans], lambda each: _called_off(each, now))
    return asked, off


def _done(consignments, finish) -> int:
    """With how many it is done."""
    return sum(one_by_one(consignments, finish, logger=logger, words="Consignment %s cannot be finished"))


def _settled(consignment, now):
    if not claim(consignment=consignment, at=now):
        return False
    return book(consignment=consignment, at=now, again=True).state != State.ASKED


def _given_up(consignment):
    return _close(consignment, State.ASKED, state=State.LEAVING)


def _called_off(consignment, now):
    """A refusal is for people: what the carrier has fetched already, it cannot leave behind."""
    was = consignment.state
    if not claim(consignment=consignment, at=now):
        return False
    try:
        _way(consignment).cancel(consignment.number, consignment.reference)
    except Refused as refusal:
        ending = {"state": State.FAILED, "ended_at": now} if was == State.LEAVING else {}
        _close(consignment, was, fault=_short(refusal), **ending)
        return False
    except CarrierTrouble as trouble:
        logger.warning("Consignment %s is not called off yet: %s", consignment.reference, trouble)
        return False
    _close(consignment, was, state=State.CANCELLED, ended_at=now)
    return True


def claim(*, consignment: Consignment, at: datetime) -> bool:
    """Whether this process is the one to ask the carrier; who comes at the same moment leaves it alone.

    `asked_at` is what the caller has seen of it, and says from now on that it is being asked.
    """
    seen = {"state": consignment.state, "asked_at": consignment.asked_at}
    won = Consignment.objects.filter(pk=consignment.pk, **seen).update(asked_at=at)
    if won:
        consignment.asked_at = at
    return bool(won)


def _close(consignment, was, **values) -> bool:
    """Writes what became of it; False where somebody was quicker, and the object says what they wrote."""
    won = Consignment.objects.filter(pk=consignment.pk, state=was).update(**values)
    consignment.refresh_from_db()
    return bool(won)


def _way(consignment):
    way = booking_carrier(consignment.carrier)
    if way is None:
        raise NoAnswer(_("This shop has no keys of the carrier's any more."))
    return way


def _short(trouble):
    return str(trouble)[:200]
