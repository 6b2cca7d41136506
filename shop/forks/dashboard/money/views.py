"""What wants an answer, and one order's money."""

from django.shortcuts import get_object_or_404
from django.views.generic import ListView, TemplateView

from shop.forks.dashboard.money.forms import CancelForm, GiveForm, LinesForm, SentForm
from shop.forks.order.models import Order
from shop.fulfilment.states import Mover, Status
from shop.fulfilment.taxes import vat_of_order
from shop.returns.models import ReturnRequest
from shop.returns.queries import brought_back
from shop.settlement.balance import balance, balances
from shop.settlement.by_line import lines_with_buyer
from shop.settlement.models import Refund
from shop.settlement.queries import open_refunds, orders_to_answer


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
        refunds = open_refunds()
        more = max(0, refunds.count() - self.paginate_by)
        return {**context, "rows": rows, "refunds": refunds[: self.paginate_by], "more_refunds": more}


class OrderMoneyView(TemplateView):
    """One order: what is due, what came and went, and the steps that can be taken."""

    template_name = "oscar/dashboard/money/order.html"

    def get_order(self) -> Order:
        """The order that the address names."""
        return get_object_or_404(Order, number=self.kwargs["number"])

    def get_context_data(self, forms=None, **kwargs):
        """`forms` are those that were refused, with what was typed."""
        order, forms = self.get_order(), forms or {}
        parcels = list(order.fulfilments.select_related("partner").order_by("pk"))
        standing = balance(order)
        initial = {"amount": standing.to_give_back or None, "reason": _usual_reason(order, standing)}
        return super().get_context_data(
            order=order,
            parcels=parcels,
            balance=standing,
            vat=vat_of_order(order),
            transactions=_transactions(order),
            refunds=[(refund, forms.get(refund.pk) or sent_form(refund)) for refund in _refunds(order)],
            short=[parcel for parcel in parcels if parcel.status == Status.SHORT],
            may_cancel=any(Status.CANCELLED in parcel.steps_for(Mover.OFFICE) for parcel in parcels),
            forms={
                "give": GiveForm(initial=initial, auto_id="give-%s"),
                "lines": _lines_form(order, self.request.GET.get("tra", "")),
                "cancel": CancelForm(auto_id="cancel-%s"),
                **forms,
            },
            **kwargs,
        )


def sent_form(refund, data=None) -> SentForm:
    """What became of a refund; several stand on one page."""
    return SentForm(data, auto_id=f"refund-{refund.pk}-%s")


def lines_form(order, data=None, **kwargs) -> LinesForm:
    """Units of each line that the buyer has had, beside what is known to have come back of it."""
    lines = list(lines_with_buyer(order))
    back = brought_back({line.pk: line.quantity for line in lines})
    for line in lines:
        line.taken_in = back.get(line.pk, 0)
    return LinesForm(data, lines=lines, auto_id="lines-%s", **kwargs)


def _lines_form(order, asked):
    """Filled in with what the buyer asks to give back, where the page is come to from there."""
    accepted = order.return_requests.filter(state=ReturnRequest.State.ACCEPTED)
    found = (
        accepted.filter(pk=asked).first() if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    )
    if found is None:
        return lines_form(order)
    units = {f"line-{each.line_id}": each.quantity for each in found.lines.all()}
    initial = {"request": found, "note": found.get_reason_display()[:200], **units}
    return lines_form(order, requests=accepted, initial=initial)


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
