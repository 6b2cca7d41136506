"""/quay/tim/: an order, a box or goods, whichever a code or some words name."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from catalog.text import having_words
from shop.counter import scanned
from shop.counter.access import chosen_point, for_counter_staff
from shop.counter.board import RECENT, with_units
from shop.counter.goods import find
from shop.counter.pick_up import by_code
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.phone import phone_digits
from shop.stock.shelves import kept_at

MOST_SHOWN = 20
#: Fewer digits would be the end of too many numbers.
FEWEST_DIGITS = 3


@require_safe
@for_counter_staff
def find_anything(request):
    """Leads to the one thing that was meant, or shows those that may be."""
    typed, point = scanned.typed(request), chosen_point(request)
    code = scanned.read(typed)
    if code.box:
        return redirect("counter:box", code=code.box)
    if code.parcel_id:
        return redirect("counter:parcel", pk=code.parcel_id)
    if code.pick_up and (fetched := by_code(request, _parcels(request, point), code.pick_up)):
        return fetched
    parcels = records = ()
    if typed.strip():
        found = find(kept_at(*([point] if point else request.points)), typed)
        records = list(found.records.select_related("product__parent", "partner")[:MOST_SHOWN])
        if not found.is_by_code or not records:  # Eight digits may be a bar code's or a phone's.
            parcels = list(parcels_named(_parcels(request, point), typed, timezone.now())[:MOST_SHOWN])
    if len(parcels) + len(records) == 1:
        return _to_parcel(parcels[0]) if parcels else to_shelf(records[0], code)
    context = {
        "typed": typed,
        "point": point,
        "points": request.points,
        "kept": {"diem": point.code if point else ""},
        "parcels": parcels,
        "records": records,
    }
    return render(request, "counter/find.html", context)


def parcels_named(parcels: QuerySet[Fulfilment], typed: str, now: datetime) -> QuerySet[Fulfilment]:
    """Those with this order number or phone, or the end of one; else those for somebody of this name.

    By name only those that are open or not yet `RECENT` days old; the last first.
    """
    number = phone_digits(typed)
    named = Q(order__number__iexact=number)
    if number.isdecimal() and len(number) >= FEWEST_DIGITS:
        named |= Q(order__number__endswith=number) | Q(order__contact_phone__endswith=number)
    found = parcels.filter(named)
    if not found.exists():
        of_late = parcels.filter(Q(status__in=Fulfilment.OPEN) | Q(created_at__gte=now - RECENT))
        found = having_words(of_late, typed, "order__contact_name")
    return with_units(found).order_by("-created_at", "-pk")


def to_shelf(record, code: scanned.Scanned):
    """To the product's page at its point, at the lot where the code names one."""
    shelf = redirect("counter:shelf", code=record.partner.code, pk=record.pk)
    if code.code.lot:
        shelf["Location"] += "?" + urlencode({"lo": code.code.lot})
    return shelf


def _to_parcel(parcel):
    return redirect("counter:parcel", pk=parcel.pk)


def _parcels(request, point):
    parcels = Fulfilment.objects.visible_to(request.user)
    return parcels.filter(partner=point) if point else parcels
