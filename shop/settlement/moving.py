"""Moving parcels along where money changes hands with it: in one transaction with the step."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.forks.payment.models import Transaction
from shop.fulfilment import operations
from shop.fulfilment.consignments.queries import by_machine_cash
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import COSTS_NOTHING, Mover, Status
from shop.payments.money import dong
from shop.settlement.balance import balance
from shop.settlement.card.paying import close
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.receiving import lock, receive
from shop.settlement.refunding import ask_due

#: With which step the money for a parcel is taken, by the way that its order is paid.
_TAKEN_WITH = {
    Order.PaymentMethod.CASH_ON_DELIVERY: Status.DELIVERED,
    Order.PaymentMethod.PAY_AT_POINT: Status.HANDED_OVER,
}


@transaction.atomic
def move_on(*, fulfilment: Fulfilment, to: str, at: datetime, **how) -> Fulfilment:
    """As `shop.fulfilment.operations.move_on`, and raises as it does.

    Cash that is taken with the step is written down; what was paid for a cancelled parcel is asked back.
    """
    moved = operations.move_on(fulfilment=fulfilment, to=to, at=at, **how)
    means = moved.order.payment_method
    if _TAKEN_WITH.get(means) == to and (amount := _taken(moved)):
        receive(order=moved.order, means=means, amount=amount, reference=moved.reference, at=at)
    if to in COSTS_NOTHING:
        ask_due(order=moved.order, reason=Refund.Reason.CANCELLED, at=at, actor=how.get("actor"))
    return moved


def cancel_order(*, order: Order, at: datetime, by: str, actor=None, note="") -> int:
    """As `shop.fulfilment.operations.cancel_order`; what was paid is asked back, and its hosted page closed.

    Not to be called within a transaction, as the card company is asked after its own.
    """
    with transaction.atomic():
        cancelled = operations.cancel_order(order=order, at=at, by=by, actor=actor, note=note)
        ask_due(order=order, reason=Refund.Reason.CANCELLED, at=at, actor=actor)
    close(order=order, at=at)
    return cancelled


def _taken(fulfilment):
    """What a carrier was asked to take stays what it took, whatever has been granted on the order since."""
    told = by_machine_cash(fulfilment)
    return to_collect(fulfilment) if told is None else told


@transaction.atomic
def promise_anew(*, fulfilment: Fulfilment, at: datetime, actor) -> Fulfilment:
    """Gives its point a parcel that was paid for but short, now that the goods are there.

    Raises RefundRefused where its money has gone back meanwhile, and as `move_on`; nothing is changed then.
    """
    if balance(lock(fulfilment.order)).to_give_back < fulfilment.amount:
        raise RefundRefused(_("Its money has gone back to the buyer. Cancel it instead."))
    return move_on(fulfilment=fulfilment, to=Status.NEW, at=at, by=Mover.OFFICE, actor=actor)


def taken_with(fulfilment: Fulfilment) -> int:
    """Đồng that was taken by hand with a parcel, and written down with that step."""
    rows = Transaction.objects.filter(
        source__order=fulfilment.order_id, txn_type=Transaction.DEBIT, reference=fulfilment.reference
    )
    return dong(rows.aggregate(taken=Sum("amount"))["taken"] or 0)


def to_collect(fulfilment: Fulfilment) -> int:
    """Đồng that is to be taken by hand for a parcel: its amount, or what is still owed where that is less."""
    if fulfilment.order.payment_method not in _TAKEN_WITH or fulfilment.status in COSTS_NOTHING:
        return 0
    return min(fulfilment.amount, balance(fulfilment.order).owed)
