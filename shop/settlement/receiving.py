"""Money that comes in: once a reference, whoever tells of it and however often."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from shop.forks.order.models import Order
from shop.forks.payment.models import Source, SourceType, Transaction
from shop.fulfilment.operations import pass_to_points
from shop.fulfilment.states import Status
from shop.fulfilment.telling import tell_of_payment
from shop.settlement.balance import Balance, balance


class Outcome(StrEnum):
    """What money that came in has come to."""

    REPEATED = "repeated"  # It was told of before; nothing changed.
    SETTLED = "settled"  # The order is paid for.
    PARTIAL = "partial"  # Some is still owed.
    OVER = "over"  # The order is paid for, and some is to go back.
    SHORT = "short"  # The order is paid for, but goods are gone.
    AGAIN = "again"  # The order was paid for before; this is to go back.
    CANCELLED = "cancelled"  # There is nothing to pay any more; this is to go back.


#: The buyer is told that it came. Of goods that are gone the parcels tell, of what goes back the refund.
TOLD = (Outcome.SETTLED, Outcome.PARTIAL, Outcome.OVER)


@transaction.atomic
def receive(*, order: Order, means: str, amount: int, reference: str, at: datetime) -> Outcome:
    """Writes down `amount` đồng (> 0) that came for an order by `means` (`Order.PaymentMethod`).

    An order paid in full goes to its points; goods that were let go meanwhile are promised anew where they
    are still there. `reference` names the payment for all time. Raises ValueError for an amount that is not
    positive or a reference that is empty.
    """
    if amount <= 0 or not reference:
        raise ValueError("Money that came in has an amount and a name.")
    locked = lock(order)
    if Transaction.objects.filter(txn_type=Transaction.DEBIT, reference=reference).exists():
        return Outcome.REPEATED
    before = balance(locked)
    source = source_of(order=locked, means=means)
    written = write(source, Transaction.DEBIT, amount, reference, at)
    outcome = _take(locked, before, balance(locked), at)
    if means in Order.PREPAID and outcome in TOLD:
        told = {"amount": amount, "owed": _missing(balance(locked)), "reference": reference}
        tell_of_payment(order=locked, event=f"payment:{written.pk}:received", at=at, **told)
    return outcome


def write(source: Source, kind: str, amount: int, reference: str, at: datetime) -> Transaction:
    """A line of the ledger, and its sum beside it. A refund that comes back counts as money that came in."""
    field = {Transaction.DEBIT: "amount_debited", Transaction.REFUND: "amount_refunded"}[kind]
    Source.objects.filter(pk=source.pk).update(**{field: F(field) + amount})
    return source.transactions.create(txn_type=kind, amount=amount, reference=reference, happened_at=at)


def lock(order: Order) -> Order:
    """The order's row, which every writer of its money takes first."""
    return Order.objects.select_for_update(no_key=True).get(pk=order.pk)


def source_of(*, order: Order, means: str) -> Source:
    """The order's source of this means, made where it has none. The caller has locked the order."""
    label = str(Order.PaymentMethod(means).label)
    kind = SourceType.objects.get_or_create(code=means, defaults={"name": label})[0]
    is_agreed = means == order.payment_method
    values = {"amount_allocated": order.total_incl_tax if is_agreed else 0}
    return Source.objects.get_or_create(order=order, source_type=kind, defaults=values)[0]


def _missing(now: Balance) -> int:
    """What is still to come before its points hear of an order, also of one that was let go."""
    return max(0, now.due + now.kept_for - now.kept)


def _take(order, before: Balance, now: Balance, at) -> Outcome:
    if not (before.owed or before.kept_for):
        return Outcome.AGAIN if before.due or before.received else Outcome.CANCELLED
    if _missing(now):
        return Outcome.PARTIAL
    if order.fulfilments.filter(status__in=(Status.UNPAID, Status.LAPSED)).exists():
        if not pass_to_points(order=order, at=at):
            return Outcome.SHORT
        now = balance(order)
    return Outcome.OVER if now.to_give_back else Outcome.SETTLED
