"""/quay/diem/…/chuyen-hang/: goods that come to a point and that leave it for another."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shop.counter.access import Role, at_point, for_counter_staff
from shop.counter.shipment_forms import DeliveryForm, TransferForm
from shop.warehouse.exceptions import PaperRefused
from shop.warehouse.models import Shipment, ShipmentLine
from shop.warehouse.shipping import write_shipment

State = Shipment.State
PER_PAGE = 30
_SHOWN = ("source", "producer", "destination__sales_point__commune")


@dataclass(frozen=True)
class Tab:
    """A kind of shipments in the list."""

    value: str
    words: str
    states: tuple[str, ...]


TABS = [
    Tab("", gettext_lazy("Open"), (State.DRAFT, State.SENT)),
    Tab("xong", gettext_lazy("Done"), (State.RECEIVED, State.CANCELLED)),
]


def shipments_of(point):
    """Those that come from the point or go to it, with what a list shows."""
    return Shipment.objects.of([point.pk]).select_related(
        "source", "producer", "destination__sales_point__commune"
    )


@require_safe
@at_point()
def shipment_list(request):
    """What is on its way here, what is being written, and what is done."""
    tab = next((tab for tab in TABS if tab.value == request.GET.get("loc", "")), None)
    if tab is None:
        raise Http404
    found = shipments_of(request.point).filter(state__in=tab.states)
    # A draft is the business of who writes it: the sender of a transfer, the receiver of a delivery.
    found = found.exclude(state=State.DRAFT, source__isnull=False, destination=request.point)
    context = {
        "point": request.point,
        "tabs": TABS,
        "shown": tab,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "query": f"loc={tab.value}" if tab.value else "",
    }
    return render(request, "counter/shipment_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point(Role.KEEPER)
def new_shipment(request):
    """Begins a transfer to another point, or a delivery by a producer."""
    what = request.POST.get("what", "")
    transfer = TransferForm(
        request.POST if what == "transfer" else None, source=request.point, prefix="transfer"
    )
    delivery = DeliveryForm(request.POST if what == "delivery" else None, prefix="delivery")
    form = {"transfer": transfer, "delivery": delivery}.get(what)
    if form is not None and form.is_valid():
        try:
            shipment = _begun(request, form.cleaned_data)
        except PaperRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("counter:shipment", code=request.point.code, pk=shipment.pk)
    context = {"point": request.point, "transfer": transfer, "delivery": delivery}
    status = 422 if request.method == "POST" else 200
    return render(request, "counter/shipment_new.html", context, status=status)


def _begun(request, given):
    is_transfer = "destination" in given
    return write_shipment(
        sender=request.point if is_transfer else given["producer"],
        destination=given["destination"] if is_transfer else request.point,
        expected_date=given.get("expected_date"),
        note=given["note"],
        at=timezone.now(),
        actor=request.user,
    )


@require_safe
@for_counter_staff
def shipment_by_code(request, code):
    """Where the QR code on a box leads: the shipment at a point of who scanned it, its destination first."""
    shipment = get_object_or_404(Shipment, code=code)
    mine = {point.pk: point for point in request.points}
    for partner_id in (shipment.destination_id, shipment.source_id):
        if partner_id in mine:
            return redirect("counter:shipment", code=mine[partner_id].code, pk=shipment.pk)
    raise Http404


@require_safe
@at_point()
def line_photograph(request, pk):
    """The photograph of a line, for those who may see its shipment."""
    line = get_object_or_404(ShipmentLine, pk=pk, shipment__in=shipments_of(request.point))
    if not line.photograph:
        raise Http404
    return FileResponse(line.photograph.open(), content_type="image/jpeg")
