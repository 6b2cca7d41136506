"""What a counter prints: a point's pick list, a parcel's packing slip, the labels of shelves and boxes.

Each is a page in the size of the paper chosen (`?giay=`), printed by the browser.
"""

from django.db.models import Prefetch, Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.certification.querysets import with_certificates, with_stars
from catalog.products.models import Product
from shop.counter.access import at_point, for_counter_staff
from shop.counter.papers import PAPERS, chosen_paper
from shop.counter.parcel import cash_of, lines_of, visible_parcels
from shop.counter.pick_list import pick_list
from shop.counter.shipments import shipments_of
from shop.fulfilment.models import LineUnits, PackedLot
from shop.machines.parts import absolute
from shop.machines.qr import qr_path
from shop.stock.shelves import kept_at


@require_safe
@at_point()
def pick_sheet(request):
    """All that is to be taken from the shelves for the point's parcels to pack."""
    now = timezone.now()
    picks = pick_list(request.point, day=timezone.localdate(now))
    return _sheet(request, "pick_list", {"point": request.point, "picks": picks, "now": now})


@require_safe
@for_counter_staff
def packing_slip(request, pk):
    """What goes into a parcel for its buyer: goods with their lots, and what is to be paid."""
    parcel = get_object_or_404(visible_parcels(request.user), pk=pk)
    lines = slip_lines(parcel)
    context = {
        "parcel": parcel,
        "order": parcel.order,
        "lines": lines,
        "cash": cash_of(parcel),
        "point": parcel.partner,
        "place": parcel.partner.sales_point,
        "qr": qr_path(absolute(reverse("counter:parcel", kwargs={"pk": parcel.pk}))),
    }
    return _sheet(request, "packing_slip", context)


@require_safe
@at_point()
def shelf_label(request, pk):
    """A product's name, price, stars in force and maker, with a code that leads to its page."""
    record = get_object_or_404(kept_at(request.point).select_related("product__parent"), pk=pk)
    now = timezone.now()
    rated = with_certificates(with_stars(Product.objects.filter(pk=record.product.main.pk), now), now)
    main = rated.select_related("producer").get()
    address = absolute(record.product.get_absolute_url())
    context = {
        "point": request.point,
        "record": record,
        "main": main,
        "certificate": next(iter(main.certificates_in_force), None) if main.stars else None,
        "address": address,
        "qr": qr_path(address) if main.is_public else None,
        "now": now,
    }
    return _sheet(request, "shelf_label", context)


@require_safe
@at_point()
def box_label(request, pk):
    """Where a box of a shipment goes, with a code that opens the shipment on the phone of who receives it."""
    shipment = get_object_or_404(shipments_of(request.point), pk=pk)
    address = absolute(reverse("counter:box", kwargs={"code": shipment.code}))
    context = {
        "point": request.point,
        "shipment": shipment,
        "place": shipment.destination.sales_point,
        "units": shipment.lines.aggregate(units=Sum("quantity", default=0))["units"],
        "address": address,
        "qr": qr_path(address),
    }
    return _sheet(request, "box_label", context)


def slip_lines(parcel):
    """The parcel's lines, as `lines_of`, each with `taken`: what it takes, with the lots that lie packed."""
    lines = lines_of(parcel)
    taken = LineUnits.objects.filter(line__in=lines).select_related("stock__product__parent")
    packed = PackedLot.objects.select_related("lot").order_by("pk")
    by_line = {line.pk: line for line in lines}
    for line in lines:
        line.taken = []
    for row in taken.prefetch_related(Prefetch("packed", packed)):
        line = by_line[row.line_id]
        row.is_component = row.stock_id != line.stockrecord_id
        line.taken.append(row)
    return lines


def _sheet(request, name, context):
    paper = chosen_paper(request)
    return render(
        request, f"counter/print/{name}.html", {"paper": paper, "papers": PAPERS.values(), **context}
    )
