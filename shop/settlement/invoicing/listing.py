"""Which orders an invoice is due for in a period, since their goods have gone out, or some came back.

The moment is when ownership passes (decree 123/2020, art. 9): a parcel handed over at the point or given to
the carrier. An order has one invoice, so it counts once nothing of it is still to leave: on the day on which
the last of its parcels left or was cancelled, so that it never comes up in a month that is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from shop.forks.order.models import Order
from shop.fulfilment.models import Fulfilment, FulfilmentEvent
from shop.fulfilment.states import Status
from shop.settlement.models import Refund

#: The goods are the buyer's, or on their way.
KEPT = (Status.SENT, Status.DELIVERED, Status.HANDED_OVER)
#: By these a parcel goes out.
GOES_OUT = (Status.SENT, Status.HANDED_OVER)
#: By these it is to leave no more.
_WAITS_NO_MORE = (*GOES_OUT, Status.CANCELLED)
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
    """Orders that went out in the period, or of which something came back in it; `went_out` is when the last
    of it did.

    A parcel that came back undelivered counts only where the invoice had been made out by that day.
    """
    begins, ends = period.begins, period.ends
    events = FulfilmentEvent.objects.filter(happened_at__gte=begins, happened_at__lt=ends)
    moved = events.filter(status__in=(*_WAITS_NO_MORE, Status.CAME_BACK)).values("fulfilment__order")
    back = Refund.objects.filter(asked_at__gte=begins, asked_at__lt=ends, reason__in=Refund.LOWER_THE_PRICE)
    touched = Order.objects.filter(
        Q(pk__in=moved) | Q(pk__in=back.exclude(state=Refund.State.FAILED).values("order"))
    )
    parcels = Fulfilment.objects.filter(order=OuterRef("pk"))
    gone = touched.filter(Exists(parcels.filter(status__in=KEPT)) | Exists(_came_back_after_its_invoice()))
    gone = gone.exclude(Exists(parcels.filter(status__in=WAITS))).annotate(went_out=_went_out())
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


def counts(parcel: Fulfilment, order: Order) -> bool:
    """Whether the order's invoice has this parcel in it; with its events and the order's invoice at hand."""
    if parcel.status != Status.CAME_BACK:
        return parcel.status in KEPT
    invoice, came_back = getattr(order, "invoice", None), moment(parcel, (Status.CAME_BACK,))
    return invoice is not None and invoice.issued_on <= timezone.localdate(came_back)


def went_out(parcels: Iterable[Fulfilment]) -> datetime:
    """When the last of an order's parcels left or was cancelled; with their events at hand."""
    return max(at for parcel in parcels if (at := moment(parcel, _WAITS_NO_MORE)))


def moment(parcel: Fulfilment, states: Iterable[str]) -> datetime | None:
    """When a parcel last came into one of the states; None for never."""
    return max((event.happened_at for event in parcel.events.all() if event.status in states), default=None)


def _came_back_after_its_invoice():
    """As `counts` says of a parcel that came back."""
    events = FulfilmentEvent.objects.filter(fulfilment__order=OuterRef("pk"), status=Status.CAME_BACK)
    days = events.annotate(day=TruncDate("happened_at"))
    return days.filter(fulfilment__order__invoice__issued_on__lte=F("day"))


def _went_out():
    """As `went_out` says."""
    events = FulfilmentEvent.objects.filter(fulfilment__order=OuterRef("pk"), status__in=_WAITS_NO_MORE)
    last = events.order_by().values("fulfilment__order").annotate(last=Max("happened_at"))
    return Subquery(last.values("last"))
