"""Reading orders and their parcels."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from shop.forks.order.models import Line, Order
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.models import Fulfilment, LineUnits, PackedLot
from shop.stock.queries import stock_differences


def open_order_units() -> dict[int, int]:
    """Units that parcels promise, gift sets' components among them, by stock record id."""
    return LineUnits.objects.filter(_in_promised_parcel("line")).by_stock()


def packed_units() -> dict[tuple[int, int | None], int]:
    """Units that lie in parcels which wait to leave, by stock record id and lot id."""
    packed = PackedLot.objects.filter(_in_promised_parcel("units__line")).by_stock()
    return {(stock, lot): units for stock, lots in packed.items() for lot, units in lots.items()}


def _in_promised_parcel(line):
    # A line and its parcel are of one order and one point.
    mine = {"order": OuterRef(f"{line}__order"), "partner": OuterRef(f"{line}__partner")}
    return Exists(Fulfilment.objects.promised().filter(**mine))


def all_stock_differences() -> list[str]:
    """What `verify_stock` prints and `/readyz` looks at; empty where all is well."""
    return list(stock_differences(open_order_units(), packed_units()))


def order_with_parcels(key: str) -> Order | None:
    """The order behind a link, with its parcels and their lines read in.

    A line's `taken` are its units with the `lots` that were packed of them; `components` those of a gift set.
    """
    lots = PackedLot.objects.exclude(lot=None).select_related("lot__product__parent")
    with_lots = Prefetch("packed", lots.order_by("lot__use_by_date", "pk"), to_attr="lots")
    taken = LineUnits.objects.select_related("stock__product__parent").prefetch_related(with_lots)
    parcels = Fulfilment.objects.select_related("partner__sales_point__commune").prefetch_related("events")
    order = (
        Order.objects.filter(key=key)
        .select_related("shipping_address", "invoice_request", "invoice")
        .prefetch_related(
            Prefetch("fulfilments", queryset=parcels.order_by("pk")),
            "lines__product__parent",
            "surcharges",
            Prefetch("lines__units", taken, to_attr="taken"),
        )
        .first()
    )
    if order is not None:
        for line in order.lines.all():
            line.components = [row for row in line.taken if row.stock_id != line.stockrecord_id]
        _read_carriers([parcel for parcel in order.fulfilments.all() if parcel.has_gone_out])
    return order


def _read_carriers(parcels):
    """Who carries those that have gone out: `carried`, a list of one consignment or none."""
    prefetch_related_objects(
        parcels, Prefetch("consignments", Consignment.objects.booked(), to_attr="carried")
    )


def with_lines(order: Order) -> list[tuple[Fulfilment, list[Line]]]:
    """Each parcel of an order that is read in, with its own lines; no query."""
    lines = list(order.lines.all())
    return [
        (parcel, [line for line in lines if line.partner_id == parcel.partner_id])
        for parcel in order.fulfilments.all()
    ]


def find_order(*, number: str, phone: str) -> Order | None:
    """The order with this number, if the phone is the one it was placed with."""
    return Order.objects.filter(number=number, contact_phone=phone).first()


def orders_of(user) -> QuerySet[Order]:
    """The orders in somebody's account, the last one first, with their parcels' states and lines read in."""
    parcels = Fulfilment.objects.order_by("pk")
    lines = Line.objects.select_related("product__parent").order_by("pk")
    orders = Order.objects.filter(user=user).order_by("-date_placed", "-pk")
    return orders.prefetch_related(Prefetch("fulfilments", parcels), Prefetch("lines", lines))
