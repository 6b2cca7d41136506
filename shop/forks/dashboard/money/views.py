"""What wants an answer, and one order's money."""

from django.shortcuts import get_object_or_404
from django.views.generic import ListView, TemplateView

from shop.forks.dashboard.money.forms import CancelForm, GiveForm, LinesForm, SentForm
from shop.forks.order.models import Order
from shop.fulfilment.states import Mover, Status
from shop.fulfilment.taxes import vat_of_order
from shop.returns.models import ReturnRequest
from shop.settlement.balance import balance, balances
from shop.settlement.models import Refund
from shop.settlement.queries import orders_to_answer, refunds_by_hand


class MoneyListView(ListView):
    """Orders that are short or have money to go back, and refunds that wait to be sent."""

    template_name = "oscar/dashboard/money/list.html"
    context_object_name = "orders"
    paginate_by = 50

    def get_queryset(self):
        """Those that want an answer."""
        return orders_to_answer()

    def get_context_data(self, **kwargs):
        """With each order's balance, and the refunds."""
        context = super().get_context_data(**kwargs)
        standing = balances(order.pk for order in context["orders"])
        rows = [(order, standing[order.pk]) for order in context["orders"]]
        return {**context, "rows": rows, "refunds": refunds_by_hand()[: self.paginate_by]}


class OrderMoneyView(TemplateView):
    """One order: what is due, what came and went, and the steps that can be taken."""

    template_name = "oscar/dashboard/money/order.html"

    def get_context_data(self, forms=None, **kwargs):
        """`forms` are those that were refused, with what was typed."""
        order = get_object_or_404(Order, number=self.kwargs["number"])
        parcels = list(order.fulfilments.select_related("partner").order_by("pk"))
        lines = list(order.lines.order_by("pk"))
        standing = balance(order)
        initial = {"amount": standing.to_give_back or None, "reason": _usual_reason(order, standing)}
        return super().get_context_data(
            order=order,
            parcels=parcels,
            balance=standing,
            vat=vat_of_order(order),
            transactions=_transactions(order),
            refunds=[(refund, SentForm(auto_id=f"refund-{refund.pk}-%s")) for refund in _refunds(order)],
            short=[parcel for parcel in parcels if parcel.status == Status.SHORT],
            may_cancel=any(Status.CANCELLED in parcel.steps_for(Mover.OFFICE) for parcel in parcels),
            forms={
                "give": GiveForm(initial=initial),
                "lines": _lines_form(order, lines, self.request.GET.get("tra", "")),
                "cancel": CancelForm(),
                **(forms or {}),
            },
            **kwargs,
        )


def _lines_form(order, lines, asked):
    """Filled in with what the buyer asks to give back, where the page is come to from there."""
    accepted = order.return_requests.filter(state=ReturnRequest.State.ACCEPTED)
    found = (
        accepted.filter(pk=asked).first() if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    )
    if found is None:
        return LinesForm(lines=lines)
    units = {f"line-{each.line_id}": each.quantity for each in found.lines.all()}
    initial = {"request": found, "note": found.get_reason_display()[:200], **units}
    return LinesForm(lines=lines, requests=accepted, initial=initial)


def _usual_reason(order, standing):
    if not standing.to_give_back:
        return Refund.Reason.GOODWILL
    is_kept = order.status in ("placed", "completed")
    return Refund.Reason.OVERPAID if is_kept else Refund.Reason.CANCELLED


def _transactions(order):
    found = [row for source in order.sources.all() for row in source.transactions.select_related("source")]
    return sorted(found, key=lambda row: (row.happened_at, row.pk))


def _refunds(order):
    return order.refunds.select_related("source__source_type", "asked_by").prefetch_related("lines__line")
