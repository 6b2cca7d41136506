"""Parcels with carriers where money depends on it: what to take from the buyer, and that it was delivered."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from shop.carriers.available import booking_carriers
from shop.carriers.exceptions import CarrierTrouble
from shop.carriers.values import Where
from shop.fulfilment.consignments import booking
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Mover, Status
from shop.settlement.moving import move_on, to_collect
from shop.settlement.receiving import lock

logger = logging.getLogger(__name__)
#: Consignments that one run asks about.
BATCH = 100
#: What a carrier's machine knows for certain, and the step that follows.
_STEPS = {Where.DELIVERED: Status.DELIVERED, Where.CAME_BACK: Status.CAME_BACK}


def book(*, fulfilment: Fulfilment, carrier: str, at: datetime, actor=None) -> Consignment:
    """Books a packed parcel with a carrier, which takes what is still owed for it where it is paid by hand.

    Not to be called within a transaction. What became of it stands in the consignment: booked, failed, or
    still asked where there was no answer, or where somebody else is asking. Raises CannotConsign.
    """
    with transaction.atomic():
        lock(fulfilment.order)
        cash = to_collect(fulfilment)
        begun = booking.begin(fulfilment=fulfilment, carrier=carrier, cash=cash, at=at, actor=actor)
    mine, is_new = begun
    if is_new or _may_ask_again(mine, at):
        return booking.book(consignment=mine, at=at, again=not is_new)
    return mine  # Pressed twice: the first is being answered.


def _may_ask_again(consignment, at) -> bool:
    hangs = consignment.state == Consignment.State.ASKED and consignment.asked_at <= at - booking.PATIENCE
    return hangs and booking.claim(consignment=consignment, at=at)


def call_off_with(*, fulfilment: Fulfilment, at: datetime) -> None:
    """Calls off the booking of a parcel that has been cancelled. The caller holds no transaction.

    Where the carrier does not answer, `recover` does it later.
    """
    if fulfilment.status != Status.CANCELLED:
        return
    for each in Consignment.objects.booked().filter(fulfilment=fulfilment, by_machine=True):
        try:
            booking.call_off(consignment=each, at=at)
        except CarrierTrouble as trouble:
            logger.warning("Consignment %s is not called off yet: %s", each.reference, trouble)


@dataclass
class Asked:
    """How many carriers were asked about, moved on, and did not answer; and with how many we failed."""

    asked: int = 0
    moved: int = 0
    unanswered: int = 0
    failed: int = 0


def ask_carriers(*, now: datetime) -> Asked:
    """Asks about parcels that are on their way with a booking, the longest not asked about first.

    Each is asked about once in `CARRIERS_ASKED_EVERY_HOURS`, whoever runs this at the same moment. Delivered
    and returned parcels are moved on; of all others the carrier's word is kept, for people. One that fails
    stops no other.
    """
    ways = {way.code: way for way in booking_carriers()}
    before = now - timedelta(hours=settings.CARRIERS_ASKED_EVERY_HOURS)
    on_their_way = Consignment.objects.booked().filter(
        by_machine=True, carrier__in=ways, asked_at__lte=before, fulfilment__status=Status.SENT
    )
    rows = on_their_way.select_related("fulfilment").order_by("asked_at", "pk")[:BATCH]
    done = Asked()
    for each in rows:
        for outcome in _ask_about(each, ways[each.carrier], now):
            setattr(done, outcome, getattr(done, outcome) + 1)
    return done


def _ask_about(consignment, way, now) -> list[str]:
    """What came of one, as the fields of Asked; nothing where somebody else is asking."""
    try:
        if not booking.claim(consignment=consignment, at=now):
            return []
        return ["asked", "moved"] if _learn(consignment, way, now) else ["asked"]
    except CarrierTrouble as trouble:
        logger.warning("Where is consignment %s? %s", consignment.reference, trouble)
        return ["asked", "unanswered"]
    except Exception:
        # A fault of ours in one of them; the others are asked about.
        logger.exception("Consignment %s cannot be asked about", consignment.reference)
        return ["asked", "failed"]


def _learn(consignment, way, now) -> bool:
    """Keeps the carrier's word; True where the parcel was moved on by it. Raises CarrierTrouble."""
    standing = way.where(consignment.number)
    Consignment.objects.filter(pk=consignment.pk).update(standing=standing.word[:60])
    step = _STEPS.get(standing.where)
    if step is None:
        return False
    note = f"{way.name}: {standing.word}"
    try:
        move_on(fulfilment=consignment.fulfilment, to=step, at=now, by=Mover.CARRIER, note=note)
    except WrongState:
        return False  # The point has told so in this very moment.
    return True
