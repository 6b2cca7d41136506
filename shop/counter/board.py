"""What waits at the counter: parcels by what is to be done with them next."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, Max, OuterRef, Subquery, Sum, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop.forks.order.models import Line
from shop.fulfilment.models import Fulfilment

Status = Fulfilment.Status

#: What is done stays in sight for so long.
RECENT = timedelta(days=30)
#: A deadline nearer than this is shown as urgent.
URGENT = timedelta(hours=4)
#: More open parcels than anybody can work through; beyond it the page says how many it leaves out.
MOST_SHOWN = 300


@dataclass
class Group:
    """Parcels that wait for the same step."""

    status: str
    title: str
    nothing: str
    count: int
    parcels: list[Fulfilment] = field(default_factory=list)


GROUPS = (
    (Status.NEW, _("To confirm"), _("No new orders.")),
    (Status.CONFIRMED, _("To pack"), _("Nothing to pack.")),
    (Status.PACKED, _("To hand over or send"), _("Nothing waits to leave.")),
    # Not done yet: somebody has to say that the buyer has it, or that it came back.
    (Status.SENT, pgettext_lazy("parcels", "On the way"), _("Nothing is on the way.")),
)
#: What each group's parcels wait for.
WAITING = (*Fulfilment.OPEN, Status.SENT)


def groups(parcels, *, now: datetime) -> list[Group]:
    """Those among `parcels` (a queryset) that wait for somebody, what is most pressing first."""
    waiting = parcels.filter(status__in=WAITING)
    counts = dict(waiting.order_by().values_list("status").annotate(Count("pk")))
    found = {
        status: Group(status, title, nothing, counts.get(status, 0)) for status, title, nothing in GROUPS
    }
    on_the_way_last = Case(When(status=Status.SENT, then=1), default=0)
    for parcel in with_units(waiting).order_by(on_the_way_last, "confirm_by", "pk")[:MOST_SHOWN]:
        parcel.is_urgent = parcel.status == Status.NEW and parcel.confirm_by - now < URGENT
        found[parcel.status].parcels.append(parcel)
    return list(found.values())


def recently_done(parcels, *, now: datetime):
    """Those delivered, handed over or cancelled of late, the last first; `done_at` says when."""
    of_late = parcels.exclude(status__in=WAITING).filter(events__happened_at__gte=now - RECENT)
    return with_units(of_late.annotate(done_at=Max("events__happened_at"))).order_by("-done_at", "-pk")


def with_units(parcels):
    """Adds `units` and reads in what a card shows."""
    lines = Line.objects.filter(order=OuterRef("order"), partner=OuterRef("partner")).order_by()
    units = lines.values("partner").annotate(units=Sum("quantity")).values("units")
    return parcels.select_related("order", "partner").annotate(units=Subquery(units))
