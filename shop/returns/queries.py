"""What of an order can still go back, and what the office has to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet, Sum

from shop.forks.order.models import Line, Order
from shop.fulfilment.models import Fulfilment, FulfilmentEvent, PackedLot
from shop.fulfilment.states import ARRIVED
from shop.returns.models import ReturnLine, ReturnRequest
from shop.settlement.models import Refund, RefundLine


@dataclass(frozen=True)
class Returnable:
    """A line of which `units` can still be asked back, until the moment `until`."""

    line: Line
    units: int
    until: datetime


def returnable(order: Order, now: datetime) -> list[Returnable]:
    """The lines that can still go back, in their order; six queries at most, whatever the order holds."""
    arrived = _arrived_at(order)
    days = timedelta(days=settings.RETURN_DAYS)
    lines = [line for line in order.lines.all() if line.partner_id in arrived]
    lines = [line for line in lines if now <= arrived[line.partner_id] + days]
    if not lines:
        return []
    gone = units_spoken_for(lines)
    found = [
        Returnable(line, line.quantity - gone.get(line.pk, 0), arrived[line.partner_id] + days)
        for line in sorted(lines, key=lambda line: line.pk)
    ]
    return [each for each in found if each.units > 0]


def _arrived_at(order) -> dict[int, datetime]:
    """Partner id → when its parcel came to the buyer, of those that did."""
    parcels = Fulfilment.objects.filter(order=order, status__in=ARRIVED)
    events = FulfilmentEvent.objects.filter(fulfilment__in=parcels, status__in=ARRIVED)
    return dict(events.values_list("fulfilment__partner", "happened_at"))


def units_spoken_for(lines: Iterable[Line]) -> dict[int, int]:
    """Line id → units asked back, given back the money of, or brought back already, whichever are more.

    What was asked, paid back and brought back is mostly the same units.
    """
    units = {line.pk: line.quantity for line in lines}
    asked = ReturnLine.objects.filter(line__in=units, request__state__in=ReturnRequest.COUNT)
    open_ones = _sums(asked.filter(request__state__in=ReturnRequest.OPEN))
    done = _sums(asked.filter(request__state=ReturnRequest.State.CLOSED))
    refunded = _sums(RefundLine.objects.filter(line__in=units).exclude(refund__state=Refund.State.FAILED))
    brought = brought_back(units)
    return {
        pk: open_ones.get(pk, 0) + max(done.get(pk, 0), refunded.get(pk, 0), brought.get(pk, 0))
        for pk in units
    }


def _sums(rows):
    return dict(rows.order_by().values_list("line").annotate(Sum("quantity")))


def brought_back(units: dict[int, int]) -> dict[int, int]:
    """Line id → units that the counter took in, of lines of so many; a gift set counts as back with the first
    of its parts.
    """
    rows = PackedLot.objects.filter(units__line__in=units, returned__gt=0).order_by()
    sums = rows.values_list("units__line", "units", "units__quantity").annotate(back=Sum("returned"))
    found: dict[int, int] = {}
    for line_id, _row, of_all, back in sums:
        # Parts of a set are whole sets, rounded up.
        found[line_id] = max(found.get(line_id, 0), -(-back * units[line_id] // of_all))
    return found


def requests_of(order: Order) -> QuerySet[ReturnRequest]:
    """What the buyer asked of one order, the last first."""
    return ReturnRequest.objects.filter(order=order).prefetch_related("lines__line__product__parent")


def requests_to_answer() -> QuerySet[ReturnRequest]:
    """Those that wait for an answer or for goods, the oldest first."""
    return ReturnRequest.objects.open().with_goods().order_by("-state", "asked_at", "pk")
