"""Reading orders and their parcels."""

from django.db.models import Exists, OuterRef, Prefetch

from shop.forks.order.models import Order
from shop.fulfilment.models import Fulfilment, LineUnits
from shop.stock.queries import stock_differences


def open_order_units() -> dict[int, int]:
    """Units that open parcels promise, gift sets' components among them, by stock record id."""
    # A line and its parcel are of one order and one point.
    open_parcels = Fulfilment.objects.open().filter(
        order=OuterRef("line__order"), partner=OuterRef("line__partner")
    )
    return LineUnits.objects.filter(Exists(open_parcels)).by_stock()


def all_stock_differences() -> list[str]:
    """What `verify_stock` prints and `/readyz` looks at; empty where all is well."""
    return list(stock_differences(open_order_units()))


def order_with_parcels(key: str) -> Order | None:
    """The order behind a link, with its parcels and their lines read in."""
    with_components = Prefetch("lines__units", LineUnits.objects.of_components(), to_attr="components")
    parcels = Fulfilment.objects.select_related("partner__sales_point__commune").prefetch_related("events")
    return (
        Order.objects.filter(key=key)
        .select_related("shipping_address")
        .prefetch_related(
            Prefetch("fulfilments", queryset=parcels.order_by("pk")),
            "lines__product__parent",
            with_components,
        )
        .first()
    )


def find_order(*, number: str, phone: str) -> Order | None:
    """The order with this number, if the phone is the one it was placed with."""
    return Order.objects.filter(number=number, contact_phone=phone).first()
