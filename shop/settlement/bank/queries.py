"""What the office looks through, what it is offered, and whether bookings and ledger agree."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from catalog.text import having_words
from shop.forks.order.models import Order
from shop.forks.payment.models import Transaction
from shop.settlement.balance import balances
from shop.settlement.bank.models import BankTransaction
from shop.settlement.bank.reconciling import payable

MOST_SUGGESTED, LOOKED_THROUGH = 5, 200
SEARCHED = ("memo", "payer", "reference", "order__number")


def counts_by_state() -> dict[str, int]:
    """State → how many bookings, in one query."""
    rows = BankTransaction.objects.order_by().values_list("state")
    return dict(rows.annotate(count=Count("pk")))


def bookings(*, states: tuple[str, ...], typed: str = "") -> QuerySet[BankTransaction]:
    """The bookings in these states that have all the typed words, the latest first."""
    found = BankTransaction.objects.filter(state__in=states).select_related("order")
    return having_words(found, typed, *SEARCHED)


def suggested_orders(booking: BankTransaction) -> list[Order]:
    """Orders that wait for exactly this amount, the latest first."""
    waiting = payable().filter(status="awaiting_payment").order_by("-date_placed", "-pk")
    likely = list(waiting.filter(total_incl_tax__gte=booking.amount)[:LOOKED_THROUGH])
    owed = balances(order.pk for order in likely)
    return [order for order in likely if owed[order.pk].owed == booking.amount][:MOST_SUGGESTED]


def bank_differences() -> Iterator[str]:
    """Bookings of an order that the ledger does not know, in Vietnamese; nothing where all is well."""
    written = set(
        Transaction.objects.filter(txn_type=Transaction.DEBIT, reference__startswith="bank:").values_list(
            "reference", "amount", "source__order"
        )
    )
    for booking in BankTransaction.objects.exclude(order=None).select_related("order").order_by("pk"):
        if (booking.ledger_reference, booking.amount, booking.order_id) not in written:
            yield f"Đơn {booking.order.number}: khoản chuyển khoản {booking.reference} không có trong sổ"
    for booking in BankTransaction.objects.filter(state=BankTransaction.State.NEW).order_by("pk"):
        yield f"Khoản chuyển khoản {booking.reference} chưa được xem"
