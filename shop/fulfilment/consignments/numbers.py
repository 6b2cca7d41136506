"""Carrier and number that staff type, and correct; what was told before stays as a consignment that ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Method, Status
from shop.fulfilment.telling import tell_of_number

State = Consignment.State
#: A parcel gets a number once it is packed, and its number may be put right as long as it is on its way.
NUMBERED = (Status.PACKED, Status.SENT)


@transaction.atomic
def write_number(
    *, fulfilment: Fulfilment, carrier: str, number: str, words: str, at: datetime, actor=None
) -> Consignment:
    """Writes down who carries the parcel, by hand; in place of what was written before.

    Who was told that it has been sent is told the new number. The same again changes nothing. Raises
    CannotConsign where the parcel has none to get (any more), or a carrier's own booking stands.
    """
    parcel = lock_parcel(fulfilment, NUMBERED)
    before = _by_hand(parcel)
    if before and (before.carrier, before.number, before.words) == (carrier, number, words):
        return before
    _end(before, at)
    values = {"carrier": carrier, "number": number, "words": words, "booked_at": at}
    made = begin_row(parcel, state=State.BOOKED, at=at, actor=actor, **values)
    if parcel.status == Status.SENT:
        tell_of_number(fulfilment=parcel, consignment=made.pk, at=at)
    return made


@transaction.atomic
def take_number_away(*, fulfilment: Fulfilment, at: datetime) -> None:
    """Nobody but the point itself carries it after all. Raises CannotConsign as `write_number`."""
    _end(_by_hand(lock_parcel(fulfilment, NUMBERED)), at)


def lock_parcel(fulfilment, states) -> Fulfilment:
    """The parcel's row, taken. Raises CannotConsign where it is to be fetched, or in none of these states."""
    parcel = Fulfilment.objects.select_for_update(no_key=True, of=("self",)).get(pk=fulfilment.pk)
    if parcel.method != Method.DELIVERY or parcel.status not in states:
        said = _("The parcel is now: %(state)s. Its carrier cannot be changed.")
        raise CannotConsign(said % {"state": parcel.get_status_display()})
    return parcel


def begin_row(parcel, *, at, **values) -> Consignment:
    """The parcel's next consignment. The caller has locked the parcel."""
    attempt = parcel.consignments.count() + 1
    reference = f"{parcel.order.number}-{parcel.pk}-{attempt}"
    stamps = {"begun_at": at, "asked_at": at}
    return Consignment.objects.create(
        fulfilment=parcel, attempt=attempt, reference=reference, **stamps, **values
    )


def _by_hand(parcel):
    """What was typed before, if anything."""
    live = Consignment.objects.live().filter(fulfilment=parcel).first()
    if live and live.by_machine:
        raise CannotConsign(_("It is booked with the carrier. Call that booking off first."))
    return live


def _end(consignment, at):
    if consignment:
        Consignment.objects.filter(pk=consignment.pk).update(state=State.CANCELLED, ended_at=at)
