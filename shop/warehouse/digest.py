"""What a point is told each morning: what runs low, what ends, what comes, and which orders wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shop.forks.partner.models import Partner
from shop.fulfilment.models import Fulfilment
from shop.stock.shelves import ending, kept_at, low_or_missed
from shop.warehouse.models import Shipment

#: Things of a kind that are named; of the others the number is.
NAMED = 20


@dataclass(frozen=True)
class Part:
    """Things of one kind, the most pressing ones by name."""

    named: list[Any]
    count: int

    @property
    def more(self) -> int:
        """Things that are not named."""
        return self.count - len(self.named)


@dataclass(frozen=True)
class Digest:
    """All that there is to tell a point at one moment."""

    low: Part
    past: Part
    near: Part
    coming: Part
    orders: Part

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell."""
        return any(part.count for part in (self.low, self.past, self.near, self.coming, self.orders))


def digest_of(partner: Partner, *, at: datetime) -> Digest:
    """What there is to tell a point at that moment; ten queries whatever it keeps."""
    day = timezone.localdate(at, zone_of(partner))
    records = low_or_missed(kept_at(partner), at).select_related("product__parent")
    ends = ending(day).filter(stock__partner=partner).select_related("lot", "stock__product__parent")
    ends = ends.order_by("lot__use_by_date", "pk")
    coming = Shipment.objects.on_their_way().to([partner]).select_related("source", "producer")
    orders = Fulfilment.objects.open().filter(partner=partner).select_related("order")
    return Digest(
        low=_part(records.order_by("left", "product__title", "pk")),
        past=_part(ends.filter(lot__use_by_date__lt=day)),
        near=_part(ends.filter(lot__use_by_date__gte=day)),
        coming=_part(coming.order_by(F("expected_date").asc(nulls_last=True), "pk")),
        orders=_part(orders.order_by("confirm_by", "pk")),
    )


def _part(things):
    return Part(list(things[:NAMED]), things.count())


def zone_of(partner: Partner) -> ZoneInfo:
    """The point's own time zone; the shop's for the central warehouse."""
    return ZoneInfo(partner.sales_point.time_zone if partner.sales_point else settings.TIME_ZONE)


def in_words(partner: Partner, digest: Digest, *, at: datetime) -> tuple[str, str]:
    """The digest in Vietnamese, as text and as HTML."""
    zone = zone_of(partner)
    context = {
        "partner": partner,
        "digest": digest,
        "day": timezone.localdate(at, zone),
        "base_url": settings.PUBLIC_URL.rstrip("/"),
    }
    with translation.override("vi"), timezone.override(zone):
        return (
            render_to_string("warehouse/point_digest.txt", context).strip() + "\n",
            render_to_string("warehouse/point_digest.html", context),
        )
