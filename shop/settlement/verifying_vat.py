"""Whether the VAT that orders keep is what their rates say, and adds up; a part of `verify_money`."""

from collections.abc import Iterator

from django.db.models import DecimalField, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from shop.forks.order.models import Line, Order, Surcharge
from shop.payments.vat import PERCENT, without_vat


def vat_differences() -> Iterator[str]:
    """What does not agree, in Vietnamese; three queries over all orders."""
    lines = Line.objects.order_by("pk").values_list(
        "order__number", "pk", "tax_code", "line_price_incl_tax", "line_price_excl_tax"
    )
    for number, pk, *price in lines.iterator():
        yield from _of_price(f"Đơn {number}, dòng {pk}", *price)
    charges = Surcharge.objects.order_by("pk").values_list(
        "order__number", "name", "tax_code", "incl_tax", "excl_tax"
    )
    for number, name, *price in charges.iterator():
        yield from _of_price(f"Đơn {number}, {name}", *price)
    yield from _of_orders()


def _of_orders():
    """Delivery by its rate, and the order's price without VAT as the sum of its parts."""
    orders = Order.objects.order_by("pk").annotate(
        parts=F("shipping_excl_tax") + _sum(Line, "line_price_excl_tax") + _sum(Surcharge, "excl_tax")
    )
    shipping = ("shipping_tax_code", "shipping_incl_tax", "shipping_excl_tax")
    rows = orders.values_list("number", "total_excl_tax", "parts", *shipping)
    for number, total, parts, *delivery in rows.iterator():
        yield from _of_price(f"Đơn {number}, phí giao hàng", *delivery)
        if total != parts:
            yield f"Đơn {number}: tổng chưa thuế ghi {total:.0f}, các phần cộng lại {parts:.0f}"


def _of_price(name, code, amount, without):
    """A price and the same without VAT, by its rate's code."""
    if (code or "") not in PERCENT:
        yield f"{name}: không có thuế suất {code!r}"
    elif without != (wanted := without_vat(int(amount), code)):
        rate = code or "không ghi"
        yield f"{name}: chưa thuế ghi {without:.2f}, theo thuế suất {rate} là {wanted} của {amount:.0f}"


def _sum(model, field):
    of_order = model.objects.filter(order=OuterRef("pk")).order_by().values("order")
    summed = of_order.annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(summed), Value(0), output_field=DecimalField(max_digits=14, decimal_places=2))
