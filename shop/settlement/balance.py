"""What of an order is due, what came in and what went back, in whole đồng."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from shop.forks.order.models import Order
from shop.forks.payment.models import Source
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import COSTS_NOTHING, Status
from shop.payments.money import dong
from shop.settlement.bank.models import Allowance
from shop.settlement.models import Refund

Reason, State = Refund.Reason, Refund.State


@dataclass(frozen=True)
class Balance:
    """Of one order, in đồng. `asked` is what was promised back and has not left yet.

    `due` is what its parcels cost that reach the buyer or are still on the way, less what was granted on
    them or let pass; `kept_for` is what was let go because no money came, and would be due if it came now.
    """

    due: int = 0
    kept_for: int = 0
    received: int = 0
    returned: int = 0
    asked: int = 0

    @property
    def kept(self) -> int:
        """What the shop has of the buyer's money, less what it has promised back."""
        return self.received - self.returned - self.asked

    @property
    def owed(self) -> int:
        """What the buyer has still to pay."""
        return max(0, self.due - self.kept)

    @property
    def promised_back(self) -> int:
        """What the buyer may expect back: promised or not yet."""
        return self.to_give_back + self.asked

    @property
    def to_give_back(self) -> int:
        """What the shop has no right to, and nobody has promised back yet."""
        return max(0, self.kept - self.due)


def balance(order: Order) -> Balance:
    """The balance of one order."""
    return balances([order.pk])[order.pk]


def balances(order_ids: Iterable[int]) -> dict[int, Balance]:
    """Order id → its balance, with the same number of queries for any number of orders."""
    ids = list(order_ids)
    costs, money, refunds, allowed = _costs(ids), _money(ids), _refunds(ids), _allowed(ids)
    return {
        pk: Balance(
            due=max(0, costs.get(pk, (0, 0))[0] - refunds.get(pk, (0, 0))[0] - allowed.get(pk, 0)),
            kept_for=costs.get(pk, (0, 0))[1],
            received=money.get(pk, (0, 0))[0],
            returned=money.get(pk, (0, 0))[1],
            asked=refunds.get(pk, (0, 0))[1],
        )
        for pk in ids
    }


def _sum(field, **condition):
    return Coalesce(Sum(field, filter=Q(**condition)), 0)


def _costs(ids):
    parcels = Fulfilment.objects.filter(order__in=ids).order_by().values_list("order")
    due = Coalesce(Sum("amount", filter=~Q(status__in=COSTS_NOTHING)), 0)
    rows = parcels.annotate(due=due, kept_for=_sum("amount", status=Status.LAPSED))
    return {pk: costs for pk, *costs in rows}


def _money(ids):
    sources = Source.objects.filter(order__in=ids).order_by().values_list("order")
    rows = sources.annotate(came=Sum("amount_debited"), went=Sum("amount_refunded"))
    return {pk: (dong(came), dong(went)) for pk, came, went in rows}


def _allowed(ids):
    """What the office let pass as missing; negative where it was too much."""
    rows = Allowance.objects.filter(order__in=ids).order_by().values_list("order")
    return dict(rows.annotate(allowed=Sum("amount")))


def _refunds(ids):
    rows = (
        Refund.objects.filter(order__in=ids)
        .exclude(state=State.FAILED)
        .order_by()
        .values_list("order")
        .annotate(
            granted=_sum("amount", reason__in=Refund.LOWER_THE_PRICE),
            asked=_sum("amount", state=State.ASKED),
        )
    )
    return {pk: sums for pk, *sums in rows}
