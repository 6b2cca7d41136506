"""Which orders an invoice is due for in a period, since their goods have gone out, or some came back.

The moment is when ownership passes (decree 123/2020, art. 9): a parcel handed over at the point or given to
the carrier. An order has one invoice, so it counts once nothing of it is still to leave, by its last parcel.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from shop.forks.order.models import Order
from shop.fulfilment.models import Fulfilment, FulfilmentEvent
from shop.fulfilment.states import Status
from shop.settlement.models import Refund

#: The goods are the buyer's, or on their way.
KEPT = (Status.SENT, Status.DELIVERED, Status.HANDED_OVER)
#: By these a parcel goes out.
GOES_OUT = (Status.SENT, Status.HANDED_OVER)
#: Still to leave: an order with such a parcel waits for it.
WAITS = (Status.UNPAID, Status.SHORT, Status.NEW, Status.CONFIRMED, Status.PACKED)
#: Longer than anybody declares at once.
MOST_DAYS = 92


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both of them whole, by the clock of the shop."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def holds(self, moment: datetime) -> bool:
        """Whether the moment is within it."""
        return self.begins <= moment < self.ends


def orders_in(period: Period) -> QuerySet[Order]:
    """Orders that went out in the period, or of which something came back in it; `went_out` is when.

    A parcel that came back undelivered counts only where an invoice had been made out by then.
    """
    begins, ends = period.begins, period.ends
    events = FulfilmentEvent.objects.filter(happened_at__gte=begins, happened_at__lt=ends)
    moved = events.filter(status__in=(*GOES_OUT, Status.CAME_BACK)).values("fulfilment__order")
    back = Refund.objects.filter(asked_at__gte=begins, asked_at__lt=ends, reason__in=Refund.LOWER_THE_PRICE)
    touched = Order.objects.filter(
        Q(pk__in=moved) | Q(pk__in=back.exclude(state=Refund.State.FAILED).values("order"))
    )
    waiting = Fulfilment.objects.filter(order=OuterRef("pk"), status__in=WAITS)
    gone = touched.filter(~Exists(waiting)).annotate(went_out=_went_out())
    return gone.filter(went_out__lt=ends).order_by("went_out", "pk")


def partly_out(period: Period) -> QuerySet[Order]:
    """Orders of which a parcel went out in the period while another one is still to leave."""
    out = FulfilmentEvent.objects.filter(
        happened_at__gte=period.begins,
        happened_at__lt=period.ends,
        status__in=GOES_OUT,
        fulfilment__status__in=KEPT,
    )
    waiting = Fulfilment.objects.filter(order=OuterRef("pk"), status__in=WAITS)
    return Order.objects.filter(Exists(waiting), pk__in=out.values("fulfilment__order")).order_by("pk")


def _went_out():
    """When the last of an order's parcels that count went out."""
    counts = Q(fulfilment__status__in=KEPT) | Q(
        fulfilment__status=Status.CAME_BACK, fulfilment__order__invoice__isnull=False
    )
    events = FulfilmentEvent.objects.filter(counts, fulfilment__order=OuterRef("pk"), status__in=GOES_OUT)
    last = events.order_by().values("fulfilment__order").annotate(last=Max("happened_at"))
    return Subquery(last.values("last"))
