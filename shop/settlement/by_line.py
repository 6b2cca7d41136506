"""Giving back money for units of an order's lines; goods that came back go to the point and lot they left.

Only for goods that the buyer has had: a parcel on its way may still come back as a whole, and the money for
all of it is asked back with that step.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from shop.forks.order.models import Line, Order
from shop.fulfilment.models import PackedLot
from shop.fulfilment.operations import lock_stock
from shop.fulfilment.states import ARRIVED
from shop.payments.money import dong
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.receiving import lock
from shop.settlement.refunding import LineShare, ask
from shop.warehouse.taking_back import Returned, take_back


def lines_with_buyer(order: Order) -> QuerySet[Line]:
    """The lines of an order whose goods have reached the buyer."""
    arrived = order.fulfilments.filter(status__in=ARRIVED)
    return order.lines.filter(partner__in=arrived.values("partner")).order_by("pk")


@transaction.atomic
def refund_lines(
    *,
    order: Order,
    units: dict[int, int],
    came_back: bool,
    key: str,
    at: datetime,
    actor,
    note: str,
) -> Refund:
    """Asks for the money of so many units of each line (line id → units), of one order.

    With `came_back` the goods are taken in as well, as good as new, where they left; those that the counter
    has taken in already are not taken in again. The same key again is the same refund. Raises RefundRefused
    and what `take_back` raises; nothing is changed then.
    """
    locked = lock(order)
    if made := Refund.objects.filter(key=key).first():
        return made
    lines = {line.pk: line for line in lines_with_buyer(locked)}
    _refuse(locked, units, lines)
    shares = tuple(_share(lines[pk], number) for pk, number in sorted(units.items()))
    refund = ask(
        order=locked,
        amount=sum(share.amount for share in shares),
        reason=Refund.Reason.RETURNED,
        key=key,
        at=at,
        actor=actor,
        note=note,
        shares=shares,
    )
    if came_back:
        _take_in(locked, shares, key, at, actor, note)
    return refund


def _refuse(order, units, lines):
    if not units or units.keys() - set(order.lines.values_list("pk", flat=True)):
        raise RefundRefused(_("Say how many units of which line."))
    if units.keys() - lines.keys():
        raise RefundRefused(
            _("These goods have not reached the buyer. Say first what became of their parcel.")
        )


def _share(line: Line, units: int) -> LineShare:
    """What so many units more cost; the shares of all units come to the line's price."""
    given = line.refund_lines.exclude(refund__state=Refund.State.FAILED)
    before = given.aggregate(units=Sum("quantity"), money=Sum("amount"))
    upto = dong(line.line_price_incl_tax) * ((before["units"] or 0) + units) // line.quantity
    # Less the money, not the share of the units: of units whose refund failed, any may be the ones left.
    return LineShare(line, units, upto - (before["money"] or 0))


def _take_in(order, shares, key, at, actor, note):
    # The parcels are locked before their lots are looked at, as the counter does that takes them in.
    arrived = order.fulfilments.filter(status__in=ARRIVED).order_by("pk")
    parcels = list(arrived.select_for_update(no_key=True))
    lock_stock(parcels)
    for parcel in parcels:
        goods: dict[int, Returned] = {}
        for share in shares:
            if share.line.partner_id == parcel.partner_id:
                goods |= _lots_of(share)
        if goods:
            how = {"reason": note, "at": at, "actor": actor}
            take_back(fulfilment=parcel, goods=goods, key=f"{key[:24]}:{parcel.pk}", **how)


def _lots_of(share: LineShare) -> dict[int, Returned]:
    """Packed lots that the units are taken to have come from. A gift set brings back all that is in it."""
    goods = {}
    given = share.line.refund_lines.exclude(refund__state=Refund.State.FAILED)
    paid_back = given.aggregate(units=Sum("quantity"))["units"]
    for row in share.line.units.order_by("pk"):
        lots = list(PackedLot.objects.filter(units=row).order_by("pk"))
        back_already = sum(packed.returned for packed in lots)
        missing = min(
            row.quantity * share.quantity // share.line.quantity,
            row.quantity * paid_back // share.line.quantity - back_already,
        )
        for packed in lots:
            if (back := min(missing, packed.quantity - packed.returned)) > 0:
                goods[packed.pk] = Returned(back)
                missing -= back
    return goods
