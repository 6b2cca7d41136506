"""Reading orders and their parcels."""

from django.db.models import Prefetch

from shop.forks.order.models import Line, Order
from shop.fulfilment.models import Fulfilment
from shop.stock.queries import stock_differences


def open_order_units() -> dict[int, int]:
    """Units that open parcels promise, by stock record id."""
    rows = Fulfilment.objects.open().values_list("order_id", "partner_id")
    open_parcels = set(rows)
    units: dict[int, int] = {}
    lines = Line.objects.filter(order__fulfilments__in=Fulfilment.objects.open()).distinct()
    for line in lines.values("pk", "order_id", "partner_id", "stockrecord_id", "quantity"):
        if (line["order_id"], line["partner_id"]) in open_parcels:
            stock_id = line["stockrecord_id"]
            units[stock_id] = units.get(stock_id, 0) + line["quantity"]
    return units


def all_stock_differences() -> list[str]:
    """What `verify_stock` prints and `/readyz` looks at; empty where all is well."""
    return list(stock_differences(open_order_units()))


def order_with_parcels(key: str) -> Order | None:
    """The order behind a link, with its parcels and their lines read in."""
    parcels = Fulfilment.objects.select_related("partner__sales_point__commune").prefetch_related("events")
    return (
        Order.objects.filter(key=key)
        .select_related("shipping_address")
        .prefetch_related(Prefetch("fulfilments", queryset=parcels.order_by("pk")), "lines__product")
        .first()
    )


def find_order(*, number: str, phone: str) -> Order | None:
    """The order with this number, if the phone is the one it was placed with."""
    return Order.objects.filter(number=number, contact_phone=phone).first()
