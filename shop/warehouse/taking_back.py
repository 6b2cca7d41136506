"""Taking goods back from a buyer: to the same point and lot, and off the books where they are spoilt."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.stock.models import Movement
from shop.stock.operations import Entry, arrive, leave
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.models import CustomerReturn, ReturnedLot

Kind = Movement.Kind


@dataclass(frozen=True)
class Returned:
    """Units that came back, and how many of them can no longer be sold."""

    units: int
    damaged: int = 0


@transaction.atomic
def take_back(
    *,
    fulfilment: Fulfilment,
    goods: dict[int, Returned],
    reason: str,
    key: str,
    at: datetime,
    actor,
) -> CustomerReturn:
    """Puts goods of a parcel that had gone out back to its point. `goods` is packed lot id → what came back.

    The same key again is the same return. Raises PaperRefused for a parcel that has not gone out, a return
    of nothing or without a reason, LineRefused where more came back than went out; nothing is changed then.
    """
    # The parcel's row is locked first: a form sent twice at once waits here, and finds the return made.
    locked = Fulfilment.objects.select_for_update(no_key=True).get(pk=fulfilment.pk)
    if made := CustomerReturn.objects.filter(key=key, fulfilment=fulfilment).first():
        return made
    goods = {pk: back for pk, back in goods.items() if back.units}
    reason = one_line(reason)
    _refuse(locked, goods, reason)
    made = CustomerReturn.objects.create(
        key=key, fulfilment=fulfilment, reason=reason, returned_at=at, taken_by=actor
    )
    for packed in PackedLot.objects.of_parcel(fulfilment):
        if packed.pk in goods:
            _take(made, packed, goods.pop(packed.pk))
    if goods:
        raise PaperRefused(_("This is not in the parcel. Read the page anew."))
    return made


def _refuse(fulfilment, goods, reason):
    if not fulfilment.has_gone_out:
        raise PaperRefused(_("This parcel has not left yet: cancel it instead."))
    if not goods:
        raise PaperRefused(_("Say how many came back."))
    if not reason:
        raise PaperRefused(_("Say why it came back, in a few words."))


def _take(made, packed, back):
    if not 0 <= back.damaged <= back.units:
        raise LineRefused(packed.pk, _("No more can be damaged than came."))
    possible = PackedLot.objects.filter(pk=packed.pk, returned__lte=F("quantity") - back.units)
    if not possible.update(returned=F("returned") + back.units):
        left = packed.quantity - packed.returned
        raise LineRefused(packed.pk, _("Only %(left)s of it can come back.") % {"left": left})
    ReturnedLot.objects.create(customer_return=made, packed=packed, quantity=back.units, damaged=back.damaged)
    reference = f"return:{made.pk}:{packed.pk}"
    entry = Entry(Kind.RETURN, reference, made.returned_at, made.taken_by, made.reason)
    arrive(stock_id=packed.units.stock_id, units=back.units, entry=entry, lot=packed.lot)
    if back.damaged:
        entry = Entry(Kind.WRITE_OFF, reference, made.returned_at, made.taken_by, made.reason)
        leave(stock_id=packed.units.stock_id, units=back.damaged, entry=entry, lot=packed.lot)
