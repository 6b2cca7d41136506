"""The office's list of invoices that are due, the same as a file, and one order's with its number."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from shop.forks.dashboard.invoices.forms import FilterForm, NumberForm
from shop.forks.order.models import Order
from shop.fulfilment.taxes import vat_of_order
from shop.invoices.exceptions import InvoiceRefused
from shop.settlement.invoicing.files import as_csv, as_xlsx
from shop.settlement.invoicing.listing import orders_in, partly_out
from shop.settlement.invoicing.rows import rows_by_order, rows_in, rows_of_one
from shop.settlement.invoicing.writing import waits, write_down

ROWS, PARTLY_SHOWN = 50, 20
KINDS = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


class Filtered:
    """Orders by what the address asks for; without a word, this month's that have no invoice yet."""

    def filter_form(self):
        """The form as the address fills it in."""
        today = timezone.localdate()
        usual = {"first": today.replace(day=1), "last": today, "state": FilterForm.OPEN}
        return FilterForm({**usual, **self.request.GET.dict()})

    def found(self, form):
        """The orders that a valid form asks for."""
        orders, state = orders_in(form.period), form.cleaned_data["state"]
        if form.cleaned_data["asked"]:
            orders = orders.filter(invoice_request__isnull=False)
        if state in (FilterForm.OPEN, FilterForm.DONE):
            orders = orders.filter(invoice__isnull=state == FilterForm.OPEN)
        elif state == FilterForm.BACK:
            orders = orders.filter(Q(refunds__isnull=False) | Q(fulfilments__status="came_back")).distinct()
        return orders


class InvoiceListView(Filtered, TemplateView):
    """Orders that went out in a period, what their invoices come to, and which there is already."""

    template_name = "oscar/dashboard/invoices/list.html"

    def get(self, request, *args, **kwargs):
        """The list, or 422 with words beside what is wrong in the filter."""
        form = self.filter_form()
        context = self.get_context_data(form=form, **(self._shown(form) if form.is_valid() else {}))
        return self.render_to_response(context, status=200 if form.is_valid() else 422)

    def _shown(self, form):
        page = Paginator(self.found(form), ROWS).get_page(self.request.GET.get("page"))
        rows = rows_by_order(page.object_list, form.period)
        asked = self.request.GET.copy()
        asked.pop("page", None)
        asked.pop("kind", None)
        return {
            "page_obj": page,
            "paginator": page.paginator,
            "orders": [(order, _Sums(rows[order.pk])) for order in page.object_list],
            "partly_out": partly_out(form.period)[:PARTLY_SHOWN],
            "query": asked.urlencode(),
        }


class _Sums:
    """What an order's rows come to, in đồng."""

    def __init__(self, rows):
        self.amount = sum(row.amount for row in rows if not row.is_back)
        self.back = -sum(row.amount for row in rows if row.is_back)
        self.vat = sum(row.vat for row in rows)


class InvoiceFileView(Filtered, View):
    """The rows of all these orders, for the provider."""

    http_method_names = ("get", "head", "options")

    def get(self, request):
        """`?kind=` is xlsx or csv; a wrong filter leads back to the list, which says what is wrong."""
        kind, form = request.GET.get("kind", "xlsx"), self.filter_form()
        if kind not in KINDS:
            raise Http404
        if not form.is_valid():
            return redirect(f"{reverse('dashboard:invoice-list')}?{request.GET.urlencode()}")
        write, content_type = KINDS[kind]
        written = io.BytesIO(write(rows_in(self.found(form), form.period)))
        name = f"hoa-don-{form.period.first:%Y%m%d}-{form.period.last:%Y%m%d}.{kind}"
        return FileResponse(written, as_attachment=True, filename=name, content_type=content_type)


class InvoiceOrderView(TemplateView):
    """One order's invoice: whom it is for, its rows, its number, and every number that was written down."""

    template_name = "oscar/dashboard/invoices/order.html"

    def get_context_data(self, form=None, **kwargs):
        """`form` is one that was refused, with what was typed."""
        found = Order.objects.select_related("invoice_request", "invoice")
        order = get_object_or_404(found, number=self.kwargs["number"])
        entries = list(order.invoice_entries.select_related("by"))
        return super().get_context_data(
            order=order,
            rows=rows_of_one(order),
            vat=vat_of_order(order),
            entries=entries,
            waits=waits(order),
            form=form or self._form(order, entries),
            **kwargs,
        )

    def _form(self, order, entries):
        last = entries[-1] if entries else None
        known = {name: getattr(last, name) for name in ("series", "number", "issued_on")} if last else {}
        initial = {"issued_on": timezone.localdate(), **known, "seen": len(entries)}
        return NumberForm(initial=initial, corrects=bool(entries))


class WriteView(InvoiceOrderView):
    """The invoice's number, written down or corrected."""

    http_method_names = ("post", "options")

    def post(self, request, number):
        """Writes it down, or shows the page with what was typed and what is wrong."""
        order = get_object_or_404(Order, number=number)
        form = NumberForm(request.POST, corrects=order.invoice_entries.exists())
        if form.is_valid():
            try:
                self._write(order, form)
            except InvoiceRefused as refusal:
                form = self._anew(order)
                form.refuse(refusal.errors)
            else:
                messages.success(request, _("Written down."))
                return redirect("dashboard:invoice-order", number=number)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _anew(self, order):
        """What was typed, beside the history of now: who was slower has seen it when they send again."""
        seen = order.invoice_entries.count()
        return NumberForm({**self.request.POST.dict(), "seen": seen}, corrects=bool(seen))

    def _write(self, order, form):
        data = form.cleaned_data
        who = {"by": self.request.user, "at": timezone.now()}
        write_down(order=order, given=form.given, seen=data["seen"], reason=data.get("reason", ""), **who)
