"""One shipment at one of its two points: written and sent there, received here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from catalog.pictures.waiting import WaitingRoom
from catalog.trace.exceptions import NotThisLot
from catalog.trace.models import Lot
from shop.counter import scanned
from shop.counter.access import Role, at_point, for_another_role, may
from shop.counter.picking import candidates, chosen_line, chosen_product
from shop.counter.shipment_forms import ArrivalForm, LabelledLineForm, LineForm, as_scanned, as_written
from shop.counter.shipments import State, shipments_of
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.labels import lot_on_label
from shop.warehouse.receiving import receive_at_once, receive_shipment
from shop.warehouse.shipping import cancel, send, set_line


@method_decorator(at_point(), name="dispatch")
class ShipmentView(View):
    """Sellers look; keepers write, send and receive. What may be done depends on state and side."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, pk):
        return self._page(self._shipment(pk))

    def post(self, request, pk):
        shipment, what = self._shipment(pk), request.POST.get("what", "")
        if not may(request.point, Role.KEEPER):
            return for_another_role(request, Role.KEEPER)
        if what not in self._steps(shipment):
            messages.error(request, _("This cannot be done to the shipment (any more). Look at its state."))
            return self._page(shipment, status=422)
        return getattr(self, f"_{what}")(shipment)

    def _shipment(self, pk):
        return get_object_or_404(shipments_of(self.request.point), pk=pk)

    def _is_writer(self, shipment):
        writer = shipment.source_id if shipment.is_transfer else shipment.destination_id
        return writer == self.request.point.pk

    def _steps(self, shipment) -> set[str]:
        """What may be done to it from this point, by a keeper."""
        if shipment.state == State.DRAFT and self._is_writer(shipment):
            return {"line", "send", "cancel", *(() if shipment.is_transfer else ("all_here",))}
        if shipment.state == State.SENT:
            receives = {"receive"} if shipment.destination_id == self.request.point.pk else set()
            return receives | ({"cancel"} if self._is_writer(shipment) else set())
        return set()

    def _line(self, shipment):
        line, product = self._chosen(shipment, self.request.POST, "product", "line")
        form = self._line_form(shipment)(self.request.POST)
        if product is None:
            messages.error(self.request, _("Choose the goods first."))
            return self._page(shipment, status=422)
        if form.is_valid():
            try:
                self._write(shipment, line, product, form)
                return redirect("counter:shipment", code=self.request.point.code, pk=shipment.pk)
            except (NotThisLot, Lot.DoesNotExist) as wrong:
                known = _("There is no lot of this code. Leave it empty to take what ends first.")
                form.add_error("lot_code", str(wrong) if isinstance(wrong, NotThisLot) else known)
            except PaperRefused as refusal:
                form.add_error("units", str(refusal))
        return self._page(shipment, line=line, product=product, line_form=form, status=422)

    def _chosen(self, shipment, asked, product_name, line_name):
        """(the line that is changed, None for a new one; its product)."""
        line = chosen_line(shipment, asked.get(line_name, ""))
        if line:
            return line, line.product
        return None, chosen_product(shipment, self.request.point, asked.get(product_name, ""))

    def _write(self, shipment, line, product, form):
        units = form.cleaned_data["units"]
        # Whatever stands in the other fields, 0 takes the line out that is changed.
        lot = line.lot if line and not units else self._lot(shipment, product, form.label)
        set_line(shipment=shipment, product=product, lot=lot, quantity=units, instead_of=line)

    def _lot(self, shipment, product, label):
        if not shipment.is_transfer:
            return lot_on_label(shipment=shipment, product=product, label=label)
        code = label.code.strip()
        return Lot.objects.get(product=product, code=code) if code else None

    def _send(self, shipment):
        said = (
            _("It is on its way. Put its label on the box.")
            if shipment.is_transfer
            else _("It is announced.")
        )
        return self._do(shipment, send, said)

    def _all_here(self, shipment):
        answer = self._do(shipment, receive_at_once, _("All of it is in stock."))
        self._tell_of_ended(shipment)
        return answer

    def _cancel(self, shipment):
        is_back = shipment.state == State.SENT and shipment.is_transfer
        said = _("Its goods are back on the shelf.") if is_back else _("It is cancelled.")
        return self._do(shipment, cancel, said)

    def _do(self, shipment, step, said):
        try:
            step(shipment=shipment, at=timezone.now(), actor=self.request.user)
        except PaperRefused as refusal:
            messages.error(self.request, str(refusal))
            return self._page(self._shipment(shipment.pk), status=422)
        messages.success(self.request, said)
        return redirect("counter:shipment", code=self.request.point.code, pk=shipment.pk)

    def _receive(self, shipment):
        forms = self._arrival_forms(shipment, self.request.POST, self.request.FILES)
        if [form for form in forms if form.is_valid()] == forms:
            try:
                receive_shipment(
                    shipment=shipment,
                    arrivals={form.line.pk: form.arrival for form in forms},
                    at=timezone.now(),
                    actor=self.request.user,
                )
            except LineRefused as refusal:
                form = next(form for form in forms if form.line.pk == refusal.line_id)
                form.add_error(None, str(refusal))
            except PaperRefused as refusal:
                messages.error(self.request, str(refusal))
            else:
                for form in forms:
                    form.let_pictures_go()
                messages.success(self.request, _("It is in stock."))
                self._tell_of_ended(shipment)
                return redirect("counter:shipment", code=self.request.point.code, pk=shipment.pk)
        for form in forms:
            form.keep_pictures()
        return self._page(self._shipment(shipment.pk), arrival_forms=forms, status=422)

    def _tell_of_ended(self, shipment):
        """Says what came past its date: it stands in the books, but nobody can buy it."""
        ended = shipment.lines.filter(arrived__gt=0, lot__use_by_date__lt=timezone.localdate())
        if codes := list(ended.values_list("lot__code", flat=True)):
            said = _("Past its use-by date already, so not sold: lot %(lots)s. Send it back or write it off.")
            messages.warning(self.request, said % {"lots": ", ".join(codes)})

    def _arrival_forms(self, shipment, data=None, files=None):
        lines = shipment.lines.select_related("product__parent", "lot")
        room = WaitingRoom(self.request.user.pk, timezone.now())
        return [ArrivalForm(data, files, line=line, room=room) for line in lines]

    def _line_form(self, shipment):
        return LineForm if shipment.is_transfer else LabelledLineForm

    def _page(self, shipment, *, line=None, product=None, line_form=None, arrival_forms=None, status=200):
        steps = self._steps(shipment) if may(self.request.point, Role.KEEPER) else set()
        typed = scanned.typed(self.request)
        context = {
            "point": self.request.point,
            "shipment": shipment,
            "lines": shipment.lines.select_related("product__parent", "lot"),
            "steps": steps,
            "typed": typed,
            "is_incoming": shipment.destination_id == self.request.point.pk,
        }
        if "line" in steps:
            context |= self._adding(shipment, typed, line, product, line_form)
        if "receive" in steps:
            context["arrival_forms"] = arrival_forms or self._arrival_forms(shipment)
        return render(self.request, "counter/shipment.html", context, status=status)

    def _adding(self, shipment, typed, line, product, form):
        found = candidates(shipment, self.request.point, typed)
        if product is None:
            line, product = self._chosen(shipment, self.request.GET, "sp", "dong")
        if product is None and len(found) == 1:
            product = found[0]
        initial = as_written(line) if line else as_scanned(scanned.read(typed).code)
        form = form or self._line_form(shipment)(initial=initial)
        return {"candidates": found, "line": line, "product": product, "line_form": form}
