"""Goods that come to a point and leave it: the only writer of what is on hand and of the ledger.

Every operation is one transaction. A record's counters are written first and so lock it; then come its lots
(`shop.stock.lots`), then the ledger. Where several records change, they do in ascending order of their ids.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.products.models import Product
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner, StockRecord
from shop.stock import lots
from shop.stock.exceptions import NoStockKept, OutOfStock
from shop.stock.lots import LotChoice, Lots, Which
from shop.stock.models import Movement
from shop.stock.past_use_by import apart_from_set_aside

Kind = Movement.Kind
BY_HAND = (Kind.ADJUSTMENT, Kind.WRITE_OFF, Kind.COUNT)


@dataclass(frozen=True)
class Entry:
    """What the ledger says beside the units. With `stock`, `kind` and `reference` it is written once."""

    kind: str
    reference: str
    at: datetime
    actor: object = None
    reason: str = ""

    def __post_init__(self):
        if self.kind in BY_HAND and not self.reason.strip():
            raise ValueError("What is changed by hand names its reason.")


@transaction.atomic
def arrive(*, stock_id: int, units: int, entry: Entry, lot: Lot | None = None) -> bool:
    """Adds `units` (> 0) of a lot, or without one. False where the ledger has this entry already.

    What is past its use-by date on arrival is set aside at once.

    Raises ValueError for units that are not positive.
    """
    if units <= 0:
        raise ValueError("What arrives is one unit at least.")
    with apart_from_set_aside(stock_id=stock_id, lot=lot, day=timezone.localdate(entry.at)):
        _lock(stock_id)
        if _is_written(stock_id, entry):
            return False
        StockRecord.objects.filter(pk=stock_id).update(num_in_stock=F("num_in_stock") + units)
        came = {lot.pk if lot else None: units}
        lots.move(stock_id=stock_id, lots=came)
        _write(stock_id, came, entry)
    return True


@transaction.atomic
def leave(*, stock_id: int, units: int, entry: Entry, lot: LotChoice = Which.FIRST_TO_END) -> Lots:
    """Takes `units` (> 0) away that nobody was promised; the lots that they were taken from.

    Those that end first and are still good, unless a lot is named; None names what has no lot. Empty where
    the ledger has this entry already. Raises
    OutOfStock where promised goods would be taken away, NotEnoughOfLot where the lots do not hold so many,
    ValueError for units that are not positive.
    """
    if units <= 0:
        raise ValueError("What leaves is one unit at least.")
    day = timezone.localdate(entry.at)
    with apart_from_set_aside(stock_id=stock_id, lot=lot, day=day):
        _lock(stock_id)
        if _is_written(stock_id, entry):
            return {}
        free = StockRecord.objects.with_available().filter(pk=stock_id, left__gte=units)
        if not free.update(num_in_stock=F("num_in_stock") - units):
            raise OutOfStock(stock_id, units)
        taken = lots.choose(stock_id=stock_id, units=units, day=day, lot=lot)
        gone = {lot_id: -n for lot_id, n in taken.items()}
        lots.move(stock_id=stock_id, lots=gone)
        _write(stock_id, gone, entry)
    return taken


def receive(*, stock, quantity: int, reference: str, at: datetime, actor=None, lot=None) -> bool:
    """Adds `quantity` units (> 0) to `stock`. False where this reference was received before.

    Raises ValueError for a quantity that is not positive.
    """
    entry = Entry(Kind.RECEIPT, reference, at, actor)
    return arrive(stock_id=stock.pk, units=quantity, entry=entry, lot=lot)


def adjust(
    *, stock, difference: int, reason: str, reference: str, at: datetime, actor, lot=Which.FIRST_TO_END
) -> bool:
    """Corrects on hand by `difference` units, with the reason a person gives.

    Units added are of the lot named, or without one. False where it was done before. Raises OutOfStock where
    promised goods would be taken away, NotEnoughOfLot, and ValueError without a reason or a difference.
    """
    entry = Entry(Kind.ADJUSTMENT, reference, at, actor, reason)
    return change(stock_id=stock.pk, difference=difference, lot=lot, entry=entry)


def write_off(
    *, stock, quantity: int, reason: str, reference: str, at: datetime, actor, lot=Which.FIRST_TO_END
) -> Lots:
    """Takes off the books `quantity` units that can no longer be sold; their lots. Raises as `leave` does."""
    entry = Entry(Kind.WRITE_OFF, reference, at, actor, reason)
    return leave(stock_id=stock.pk, units=quantity, entry=entry, lot=lot)


def change(*, stock_id: int, difference: int, entry: Entry, lot: LotChoice = Which.FIRST_TO_END) -> bool:
    """Adds or takes away; False where it was done before. Raises as `arrive` and `leave` do."""
    if difference < 0:
        return bool(leave(stock_id=stock_id, units=-difference, entry=entry, lot=lot))
    came_of = None if lot is Which.FIRST_TO_END else lot
    return arrive(stock_id=stock_id, units=difference, entry=entry, lot=came_of)


@transaction.atomic
def pack(*, stock_id: int, units: int, at: datetime, lot: LotChoice = Which.FIRST_TO_END) -> Lots:
    """Lays promised units into a parcel; the lots that they are of. Nothing else can take them from there.

    Raises NotEnoughOfLot where the lots that are still good do not hold so many.
    """
    _lock(stock_id)
    chosen = lots.choose(stock_id=stock_id, units=units, day=timezone.localdate(at), lot=lot)
    lots.pack(stock_id=stock_id, lots=chosen)
    return chosen


@transaction.atomic
def unpack(*, stock_id: int, packed: Lots) -> None:
    """Takes units out of a parcel again."""
    _lock(stock_id)
    lots.pack(stock_id=stock_id, lots={lot_id: -units for lot_id, units in packed.items()})


@transaction.atomic
def consume(*, packed: dict[int, Lots], reference: str, at: datetime, actor=None) -> None:
    """What lies packed leaves a point: off both counters and its lots, a sale in the ledger for each.

    `packed` is stock record id → lots. The caller has won the change of the parcel's state; `reference` is
    the parcel's.
    """
    entry = Entry(Kind.SALE, reference, at, actor)
    for stock_id, lots_packed in sorted(packed.items()):
        units = sum(lots_packed.values())
        StockRecord.objects.filter(pk=stock_id).update(
            num_in_stock=F("num_in_stock") - units, num_allocated=F("num_allocated") - units
        )
        gone = {lot_id: -n for lot_id, n in lots_packed.items()}
        lots.move(stock_id=stock_id, lots=gone, packed=True)
        _write(stock_id, gone, entry)


def lot_of(lot_id: int | None) -> Lot | None:
    """The lot of this id; None stands for what has no lot. Raises Lot.DoesNotExist."""
    return None if lot_id is None else Lot.objects.get(pk=lot_id)


def _lock(stock_id):
    StockRecord.objects.select_for_update(no_key=True).get(pk=stock_id)


def _is_written(stock_id, entry):
    return Movement.objects.filter(stock=stock_id, kind=entry.kind, reference=entry.reference).exists()


def _write(stock_id, units_by_lot, entry):
    Movement.objects.bulk_create(
        Movement(
            stock_id=stock_id,
            lot_id=lot_id,
            kind=entry.kind,
            quantity=units,
            reference=entry.reference,
            reason=entry.reason,
            actor=entry.actor,
            moved_at=entry.at,
        )
        for lot_id, units in units_by_lot.items()
    )


def set_threshold(*, stock, threshold: int | None) -> None:
    """From how few units on the record counts as low; None: never."""
    StockRecord.objects.filter(pk=stock.pk).update(low_stock_threshold=threshold)


def record_at(*, partner: Partner, product: Product) -> StockRecord:
    """The product's stock record at a partner; made with the price that the product has elsewhere.

    Raises NoStockKept for what has no stock of its own: a gift set, or a product that comes in sizes.
    """
    if not product.has_own_stock:
        raise NoStockKept(product)
    elsewhere = StockRecord.objects.filter(product=product).order_by("pk").first()
    sku = elsewhere.partner_sku if elsewhere else f"SP-{product.pk}"
    if StockRecord.objects.filter(partner=partner, partner_sku=sku).exclude(product=product).exists():
        sku = f"SP-{product.pk}"
    values = {"partner_sku": sku, "price": elsewhere.price if elsewhere else None}
    return StockRecord.objects.get_or_create(partner=partner, product=product, defaults=values)[0]


def set_price(*, product, price: int) -> None:
    """Writes one price (whole đồng, > 0) to all the product's stock records. Raises ValueError."""
    if price != int(price) or price <= 0:
        raise ValueError("A price is a positive number of whole đồng.")
    StockRecord.objects.filter(product=product).update(price=price)
