"""Orders whose money wants an answer from the office."""

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from shop.forks.order.models import Order
from shop.forks.payment.models import Source
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import COSTS_NOTHING
from shop.settlement.bank.models import Allowance
from shop.settlement.models import Refund

_MONEY = DecimalField(max_digits=14, decimal_places=2)


def _sum(rows, field):
    of_order = rows.filter(order=OuterRef("pk")).order_by().values("order")
    summed = of_order.annotate(total=Sum(field, output_field=_MONEY)).values("total")
    return Coalesce(Subquery(summed), Value(0), output_field=_MONEY)


def with_surplus(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Adds `surplus`: what `Balance.to_give_back` says, in đồng."""
    refunds = Refund.objects.exclude(state=Refund.State.FAILED)
    granted = _sum(refunds.filter(reason__in=Refund.LOWER_THE_PRICE), "amount")
    cost = _sum(Fulfilment.objects.exclude(status__in=COSTS_NOTHING), "amount")
    due = Greatest(
        cost - granted - _sum(Allowance.objects.all(), "amount"),
        Value(0),
        output_field=_MONEY,
    )
    kept = (
        _sum(Source.objects.all(), "amount_debited")
        - _sum(Source.objects.all(), "amount_refunded")
        - _sum(refunds.filter(state=Refund.State.ASKED), "amount")
    )
    return orders.annotate(kept=kept, due=due).annotate(
        surplus=Greatest(F("kept") - F("due"), Value(0), output_field=_MONEY)
    )


def orders_to_answer() -> QuerySet[Order]:
    """Paid for but short, or with money that is to go back; the oldest first."""
    is_short = Q(status="paid_short")
    has_money = Q(sources__amount_debited__gt=F("sources__amount_refunded"))
    wanting = with_surplus(Order.objects.filter(is_short | has_money)).filter(is_short | Q(surplus__gt=0))
    return wanting.order_by("date_placed", "pk").distinct()


def open_refunds() -> QuerySet[Refund]:
    """Those that are still to be sent, then those that failed and that no other of so much has followed; each
    the oldest first.
    """
    asked, failed = Q(state=Refund.State.ASKED), Q(state=Refund.State.FAILED)
    later = Refund.objects.filter(
        order=OuterRef("order"), pk__gt=OuterRef("pk"), amount__gte=OuterRef("amount")
    ).exclude(failed)
    found = Refund.objects.filter(asked | (failed & ~Exists(later))).annotate(is_over=failed)
    return found.select_related("order", "source__source_type", "asked_by").order_by(
        "is_over", "asked_at", "pk"
    )
