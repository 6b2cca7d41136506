"""What an order's invoice says, row by row: goods, delivery and wrapping, and what came back of them.

A row belongs to the day on which its goods went out or came back, so the rows of two periods together are
those of both. What came back has minus before its units and its đồng.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.products.vat import VatRate
from shop.forks.order.models import Order
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Status
from shop.payments.money import dong
from shop.payments.vat import vat_within
from shop.settlement.invoicing.listing import KEPT, Period, counts, moment, went_out
from shop.settlement.models import Refund

#: Orders read in one go.
BATCH = 500


@dataclass(frozen=True)
class InvoiceRow:
    """One row: `quantity` units for `amount` đồng, `vat` of it VAT; both negative for what came back."""

    order: Order
    at: datetime
    goods: str
    unit: str
    quantity: int
    code: str
    amount: int
    vat: int

    @property
    def without(self) -> int:
        """Đồng without the VAT."""
        return self.amount - self.vat

    @property
    def unit_price(self) -> Decimal:
        """Đồng without VAT for one unit after discounts, with two decimals, since it need not divide."""
        return (Decimal(self.without) / self.quantity).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def rate(self) -> str:
        """`8%`, or KCT, as an e-invoice names it; empty where no rate was written down."""
        return self.code if self.code in ("", VatRate.EXEMPT) else str(VatRate(self.code).label)

    @property
    def is_back(self) -> bool:
        """Whether it takes off what was sold."""
        return self.amount < 0


def rows_in(orders: QuerySet[Order], period: Period) -> Iterator[InvoiceRow]:
    """The rows of orders (`orders_in`) that belong to the period, in a few queries for each five hundred."""
    batch: list[Order] = []
    for order in orders.iterator(chunk_size=BATCH):
        batch.append(order)
        if len(batch) == BATCH:
            yield from _of_batch(batch, period)
            batch = []
    yield from _of_batch(batch, period)


def rows_by_order(orders: Iterable[Order], period: Period) -> dict[int, list[InvoiceRow]]:
    """Order id → its rows in the period, of a page of orders."""
    found: dict[int, list[InvoiceRow]] = {order.pk: [] for order in orders}
    for row in _of_batch(list(orders), period):
        found[row.order.pk].append(row)
    return found


def rows_of_one(order: Order) -> list[InvoiceRow]:
    """All rows of one order, whenever they were; none as long as nothing of it has gone out."""
    _read_in([order])
    return _rows_of(order)


def _of_batch(orders: list[Order], period: Period) -> Iterator[InvoiceRow]:
    _read_in(orders)
    for order in orders:
        yield from (row for row in _rows_of(order) if period.holds(row.at))


def _read_in(orders):
    refunds = Refund.objects.filter(reason__in=Refund.LOWER_THE_PRICE).exclude(state=Refund.State.FAILED)
    prefetch_related_objects(
        orders,
        "lines",
        "surcharges",
        "invoice",
        "invoice_request",
        Prefetch("fulfilments", Fulfilment.objects.order_by("pk").prefetch_related("events")),
        Prefetch("refunds", refunds.order_by("asked_at", "pk").prefetch_related("lines")),
    )


def _rows_of(order: Order) -> list[InvoiceRow]:
    parcels = [parcel for parcel in order.fulfilments.all() if counts(parcel, order)]
    if not parcels:
        return []
    at = went_out(order.fulfilments.all())
    sold = _sold(order, parcels, at)
    undelivered = [parcel for parcel in parcels if parcel.status == Status.CAME_BACK]
    came_back = [
        row for parcel in undelivered for row in _sold(order, [parcel], moment(parcel, (Status.CAME_BACK,)))
    ]
    reached = {parcel.partner_id for parcel in parcels if parcel.status in KEPT}
    return [*sold, *map(_taken_back, came_back), *_given_back(order, reached, at)]


def _sold(order, parcels, at):
    """The rows of some of an order's parcels, as at the moment `at`."""
    partners = {parcel.partner_id for parcel in parcels}
    lines = [line for line in order.lines.all() if line.partner_id in partners]
    rows = [
        _row(order, at, line.title, line.quantity, line.tax_code, dong(line.line_price_incl_tax))
        for line in lines
    ]
    if fee := sum(parcel.fee for parcel in parcels):
        rows.append(
            _row(order, at, _("Delivery"), 1, order.shipping_tax_code, fee, unit=pgettext("unit", "time"))
        )
    if wrap := sum(parcel.wrap for parcel in parcels):
        code = next((charge.tax_code for charge in order.surcharges.all()), "")
        rows.append(
            _row(order, at, _("Gift wrap"), len(parcels), code, wrap, unit=pgettext("unit", "parcel"))
        )
    return rows


def _row(order, at, goods, quantity, code, amount, unit=None):
    values = {"unit": unit or pgettext("unit", "piece"), "quantity": quantity, "code": code or ""}
    return InvoiceRow(order, at, goods, **values, amount=amount, vat=vat_within(amount, code))


def _taken_back(row):
    figures = {name: -getattr(row, name) for name in ("quantity", "amount", "vat")}
    goods = _("Came back undelivered: %(goods)s") % {"goods": row.goods}
    return InvoiceRow(row.order, row.at, goods, unit=row.unit, code=row.code, **figures)


def _given_back(order, reached, went_out):
    """What was returned of parcels that reached the buyer; all else that was given back lowers the price.

    None of it is before the goods went out.
    """
    lines = {line.pk: line for line in order.lines.all() if line.partner_id in reached}
    left = {pk: dong(line.line_price_incl_tax) for pk, line in lines.items()}
    for refund in order.refunds.all():
        at, shares = max(refund.asked_at, went_out), refund.lines.all()
        returned = [share for share in shares if share.line_id in lines]
        for share in returned:
            yield _returned(order, at, lines[share.line_id], share, left)
        if lowered := refund.amount - sum(share.amount for share in returned):
            yield _lowered(order, at, lowered)


def _returned(order, at, line, share, left):
    """Units that came back. What is `left` of the line (đồng by line) has in it what the rule says."""
    before, left[line.pk] = left[line.pk], left[line.pk] - share.amount
    vat = vat_within(before, line.tax_code) - vat_within(left[line.pk], line.tax_code)
    goods = _("Returned: %(goods)s") % {"goods": line.title}
    values = {"quantity": -share.quantity, "amount": -share.amount, "vat": -vat}
    return InvoiceRow(order, at, goods, unit=pgettext("unit", "piece"), code=line.tax_code or "", **values)


def _lowered(order, at, amount):
    """Money back without goods: at the order's rate where it has one, else at none, for the books to say."""
    codes = {line.tax_code or "" for line in order.lines.all()}
    code = codes.pop() if len(codes) == 1 else ""
    values = {"code": code, "amount": -amount, "vat": -vat_within(amount, code)}
    return InvoiceRow(order, at, _("Price lowered"), unit=pgettext("unit", "time"), quantity=-1, **values)
