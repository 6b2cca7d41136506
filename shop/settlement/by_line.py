"""Giving back money for units of an order's lines; goods that came back go to the point and lot they left."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from shop.forks.order.models import Line, Order
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.payments.money import dong
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.receiving import lock
from shop.settlement.refunding import LineShare, ask
from shop.warehouse.taking_back import Returned, take_back


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

    With `came_back` the goods are taken in as well, as good as new, where they left. The same key again is
    the same refund. Raises RefundRefused and what `take_back` raises; nothing is changed then.
    """
    locked = lock(order)
    if made := Refund.objects.filter(key=key).first():
        return made
    lines = {line.pk: line for line in locked.lines.order_by("pk")}
    if not units or units.keys() - lines.keys():
        raise RefundRefused(_("Say how many units of which line."))
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


def _share(line: Line, units: int) -> LineShare:
    """What so many units more cost; the shares of all units come to the line's price."""
    given = line.refund_lines.exclude(refund__state=Refund.State.FAILED)
    before = given.aggregate(units=Sum("quantity"))["units"] or 0
    price = dong(line.line_price_incl_tax)
    upto = price * (before + units) // line.quantity
    return LineShare(line, units, upto - price * before // line.quantity)


def _take_in(order, shares, key, at, actor, note):
    for parcel in order.fulfilments.filter(status__in=Fulfilment.GONE_OUT).order_by("pk"):
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
    for row in share.line.units.order_by("pk"):
        missing = row.quantity * share.quantity // share.line.quantity
        for packed in PackedLot.objects.filter(units=row).order_by("pk"):
            if back := min(missing, packed.quantity - packed.returned):
                goods[packed.pk] = Returned(back)
                missing -= back
    return goods
