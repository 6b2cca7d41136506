"""Laying goods into a parcel, lot by lot, and what becomes of them: they leave with it, or come out again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shop.fulfilment.exceptions import PastUseBy, WrongState
from shop.fulfilment.models import Fulfilment, LineUnits, PackedLot
from shop.stock import operations as stock
from shop.stock.lots import Lots


def units_of(fulfilment: Fulfilment):
    """What the parcel's order lines take from its point."""
    return LineUnits.objects.filter(line__order=fulfilment.order_id, line__partner=fulfilment.partner_id)


def units_by_stock(fulfilment: Fulfilment) -> dict[int, int]:
    """What the parcel holds: stock record id → units."""
    return units_of(fulfilment).by_stock()


@transaction.atomic
def pack_goods(*, fulfilment: Fulfilment, at: datetime, chosen: dict[int, Lots]) -> None:
    """Takes what is not in the parcel yet from its lots: those `chosen`, then those that end first.

    `chosen` is stock record id → lot id → units. The caller has won the change of the parcel's state.
    Raises NotEnoughOfLot.
    """
    there = PackedLot.objects.of_parcel(fulfilment).by_stock()
    for stock_id, units in sorted(units_by_stock(fulfilment).items()):
        missing = units - sum(there.get(stock_id, {}).values())
        if missing > 0:
            taken = _take(stock_id, missing, at, chosen.get(stock_id, {}))
            _write(fulfilment, stock_id, taken)


def _take(stock_id, missing, at, chosen: Lots) -> Lots:
    """The lots named as far as they are wanted, the rest by their use-by dates."""
    taken: Lots = {}
    for lot_id, units in chosen.items():
        if (wanted := min(units, missing - sum(taken.values()))) > 0:
            named = stock.pack(stock_id=stock_id, units=wanted, at=at, lot=stock.lot_of(lot_id))
            taken |= named
    if rest := missing - sum(taken.values()):
        for lot_id, units in stock.pack(stock_id=stock_id, units=rest, at=at).items():
            taken[lot_id] = taken.get(lot_id, 0) + units
    return taken


def _write(fulfilment, stock_id, taken: Lots):
    """Shares the lots out among the order lines that take from this record."""
    left = dict(taken)
    for row in units_of(fulfilment).filter(stock=stock_id).prefetch_related("packed"):
        missing = row.quantity - sum(packed.quantity for packed in row.packed.all())
        for lot_id in list(left):
            if units := min(left[lot_id], missing):
                PackedLot.objects.create(units=row, lot_id=lot_id, quantity=units)
                left[lot_id] -= units
                missing -= units


@transaction.atomic
def unpack_goods(*, fulfilment: Fulfilment) -> None:
    """Takes everything out of the parcel again. The caller has won the change of its state."""
    lying = PackedLot.objects.of_parcel(fulfilment)
    for stock_id, lots in sorted(lying.by_stock().items()):
        stock.unpack(stock_id=stock_id, packed=lots)
    PackedLot.objects.filter(pk__in=[packed.pk for packed in lying]).delete()


@transaction.atomic
def repack(*, fulfilment: Fulfilment, at: datetime, chosen: dict[int, Lots]) -> None:
    """Puts other lots into a parcel that is packed. Raises WrongState and NotEnoughOfLot."""
    locked = Fulfilment.objects.select_for_update(no_key=True).get(pk=fulfilment.pk)
    if locked.status != Fulfilment.Status.PACKED:
        raise WrongState(f"{locked.status}: there is nothing to pack anew")
    unpack_goods(fulfilment=fulfilment)
    pack_goods(fulfilment=fulfilment, at=at, chosen=chosen)


def hand_out(*, fulfilment: Fulfilment, at: datetime, actor=None) -> None:
    """What lies in the parcel leaves the point. The caller has won the change of its state.

    Raises PastUseBy where a lot in it has ended since it was packed.
    """
    # A parcel that was packed before lots were known has none in it yet.
    pack_goods(fulfilment=fulfilment, at=at, chosen={})
    lying = PackedLot.objects.of_parcel(fulfilment)
    day = timezone.localdate(at)
    if ended := sorted({row.lot.code for row in lying if row.lot and row.lot.is_past_use_by(day)}):
        raise PastUseBy(ended)
    stock.consume(packed=lying.by_stock(), reference=fulfilment.reference, at=at, actor=actor)
