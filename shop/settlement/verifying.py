"""Whether the money adds up to the đồng, for `verify_money` and `recover`: every difference in words.

Each rule is a query or two over all orders, or over five hundred of them.
"""

from collections.abc import Iterator

from django.db.models import DecimalField, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from shop.forks.order.models import Line, Order, OrderDiscount
from shop.forks.payment.models import Source, Transaction
from shop.fulfilment import states
from shop.fulfilment.models import Fulfilment
from shop.payments.money import format_dong
from shop.settlement.balance import balances
from shop.settlement.bank.queries import bank_differences
from shop.settlement.models import Refund
from shop.settlement.verifying_vat import vat_differences

#: Orders looked at in one go.
BATCH = 500


def _sum(field, condition=None):
    return Coalesce(Sum(field, filter=condition), Value(0), output_field=DecimalField())


def money_differences() -> Iterator[str]:
    """What does not agree, in Vietnamese; nothing where all is well."""
    yield from _sums_of_sources()
    yield from _sums_of_parcels()
    yield from _sums_of_orders()
    yield from _sums_of_discounts()
    yield from vat_differences()
    yield from _refunds_without_money()
    yield from _states_without_money()
    yield from bank_differences()


def _sums_of_sources():
    came = _sum("transactions__amount", Q(transactions__txn_type=Transaction.DEBIT))
    went = _sum("transactions__amount", Q(transactions__txn_type=Transaction.REFUND))
    sources = Source.objects.order_by("pk").annotate(came=came, went=went).select_related("order")
    for source in sources.exclude(came=F("amount_debited"), went=F("amount_refunded")):
        written = f"đã thu {source.amount_debited:.0f}, đã trả {source.amount_refunded:.0f}"
        yield f"Đơn {source.order.number}: {written}, sổ ghi {source.came:.0f} và {source.went:.0f}"


def _sums_of_parcels():
    """A parcel's amount is what its lines cost after discounts, its fee and its wrapping."""
    goods = {
        (order, partner): total
        for order, partner, total in Line.objects.order_by()
        .values_list("order", "partner")
        .annotate(total=Sum("line_price_incl_tax"))
    }
    for parcel in Fulfilment.objects.order_by("pk").select_related("order").iterator():
        cost = goods.get((parcel.order_id, parcel.partner_id), 0) + parcel.fee + parcel.wrap
        if parcel.amount != cost:
            name = f"Đơn {parcel.order.number}, kiện {parcel.pk}"
            yield f"{name}: {parcel.amount} đồng, các dòng và phí cộng lại {cost:.0f}"


def _sums_of_orders():
    """An order's total is the sum of its parcels, and its delivery that of their fees."""
    orders = Order.objects.order_by("pk").annotate(
        parcels=_sum("fulfilments__amount"), fees=_sum("fulfilments__fee")
    )
    wrong = orders.exclude(total_incl_tax=F("parcels"), shipping_incl_tax=F("fees"))
    for order in wrong:
        said = f"tổng {order.total_incl_tax:.0f} (giao hàng {order.shipping_incl_tax:.0f})"
        yield f"Đơn {order.number}: {said}, các kiện cộng lại {order.parcels:.0f} ({order.fees:.0f})"


def _sums_of_discounts():
    """What offers took off an order's lines is what the lines cost less, and what each offer says it gave."""
    before = F("line_price_before_discounts_incl_tax")
    lines = Line.objects.order_by("pk").annotate(taken=_sum("discounts__amount"))
    for line in lines.exclude(taken=before - F("line_price_incl_tax")).select_related("order"):
        yield f"Đơn {line.order.number}, dòng {line.pk}: ưu đãi ghi {line.taken:.0f} không khớp giá"
    given = OrderDiscount.objects.order_by("pk").annotate(taken=_sum("discount_lines__amount"))
    for offer in given.exclude(taken=F("amount")).select_related("order"):
        said = f"ưu đãi {offer.pk} ghi {offer.amount:.0f}, các dòng cộng lại {offer.taken:.0f}"
        yield f"Đơn {offer.order.number}: {said}"


def _refunds_without_money():
    """A refund that was sent stands in the ledger with its amount."""
    written = {
        reference: (source, amount)
        for source, reference, amount in Transaction.objects.filter(txn_type=Transaction.REFUND).values_list(
            "source", "reference", "amount"
        )
    }
    for refund in Refund.objects.filter(state=Refund.State.SENT).select_related("order"):
        if written.get(refund.reference) != (refund.source_id, refund.amount):
            yield f"Đơn {refund.order.number}: khoản trả lại {refund.pk} không có trong sổ"


def _states_without_money():
    """What the points have to do, or have done, has been paid for where that comes before."""
    orders = Order.objects.order_by("pk").prefetch_related("fulfilments")
    page = []
    for order in orders.iterator(chunk_size=BATCH):
        page.append(order)
        if len(page) == BATCH:
            yield from _of_page(page)
            page = []
    yield from _of_page(page)


def _of_page(orders):
    standing = balances(order.pk for order in orders)
    for order in orders:
        now, parcels = standing[order.pk], {parcel.status for parcel in order.fulfilments.all()}
        if now.kept < 0:
            yield f"Đơn {order.number}: trả lại nhiều hơn đã thu {format_dong(-now.kept)}"
        if order.is_prepaid and parcels & _NEEDS_MONEY and now.owed:
            yield f"Đơn {order.number}: đã chuyển cho điểm bán khi còn thiếu {format_dong(now.owed)}"
        if states.Status.UNPAID in parcels and not now.owed:
            yield f"Đơn {order.number}: đã đủ tiền mà chưa chuyển cho điểm bán"
        if order.status != (wanted := states.of_order(parcels)):
            yield f"Đơn {order.number}: trạng thái {order.status}, theo các kiện là {wanted}"
        taken = sum(p.amount for p in order.fulfilments.all() if p.status in states.ARRIVED)
        if not order.is_prepaid and now.received < taken:
            yield f"Đơn {order.number}: đã giao {format_dong(taken)}, mới thu {format_dong(now.received)}"


_NEEDS_MONEY = {*states.OPEN, states.Status.SENT, *states.ARRIVED}
