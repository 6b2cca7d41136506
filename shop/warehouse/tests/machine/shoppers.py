"""What shoppers do, and staff for them: hold, order, pack, hand over, cancel, bring back."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.forks.partner.models import StockRecord
from shop.fulfilment.exceptions import NotEnoughStock, PastUseBy, WrongState
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.fulfilment.operations import move_on
from shop.fulfilment.packing import repack
from shop.stock.exceptions import HoldEnded, NotEnoughOfLot, OutOfStock
from shop.stock.holds import hold, release_hold
from shop.stock.models import Hold
from shop.tests.worlds import (
    an_order,
)
from shop.warehouse.exceptions import PaperRefused
from shop.warehouse.taking_back import Returned, take_back
from shop.warehouse.tests.machine.shop import CHOICE, SHELF, SHOPPER, STEP, UNITS, Shop, chosen


class Shoppers(Shop):
    """Holds, orders and their parcels."""

    @rule(shopper=SHOPPER, wanted=st.dictionaries(SHELF, UNITS, min_size=1), minutes=st.integers(1, 90))
    def hold(self, shopper, wanted, minutes):
        quantities = {self.records[shelf]: units for shelf, units in wanted.items()}
        ends = self.now + timedelta(minutes=minutes)
        try:
            hold(key=shopper, quantities=quantities, expires_at=ends)
        except (OutOfStock, HoldEnded):
            return
        self.done["held"] += 1

    @rule(shopper=SHOPPER)
    def release(self, shopper):
        if held := Hold.objects.filter(key=shopper).first():
            self.done["hold released"] += release_hold(hold=held)

    @rule(
        units=st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 1)).filter(any),
        steps=st.integers(0, 3),
    )
    def order(self, units, steps):
        """Places an order, and staff move its parcels on by so many steps."""
        items = [(p, n) for p, n in zip([*self.products, self.gift_set], units, strict=True) if n]
        before = self._promised()
        try:
            placed = an_order(*items, now=self.now)
        except NotEnoughStock:
            assert self._promised() == before
            return
        self.done["placed"] += 1
        # What the order asks for, by the recipe alone: two of the first and one of the second in a set.
        singles, sets = units[:2], units[2]
        rose = {pk: n - before[pk] for pk, n in self._promised().items()}
        first, second = (sum(rose[pk] for pk in self.records[i : i + 3]) for i in (0, 3))
        assert (first, second) == (singles[0] + 2 * sets, singles[1] + sets)
        for parcel in placed.fulfilments.all():
            self._serve(parcel, steps)

    def _promised(self):
        return dict(StockRecord.objects.filter(pk__in=self.records).values_list("pk", "num_allocated"))

    @precondition(lambda self: Fulfilment.objects.open().exists())
    @rule(choice=CHOICE, steps=st.integers(1, 3))
    def serve(self, choice, steps):
        self._serve(chosen(Fulfilment.objects.open(), choice), steps)

    def _serve(self, parcel, steps):
        for _ in range(steps):
            if parcel.next_steps:
                self._move_on(parcel, parcel.next_steps[0])

    @precondition(lambda self: Fulfilment.objects.open().exists())
    @rule(choice=CHOICE)
    def cancel_order(self, choice):
        parcel = chosen(Fulfilment.objects.open(), choice)
        was_packed = parcel.status == "packed"
        self._move_on(parcel, "cancelled")
        self.done["cancelled when packed"] += was_packed

    @precondition(lambda self: Fulfilment.objects.exists())
    @rule(choice=CHOICE, step=STEP)
    def take_any_step(self, choice, step):
        self._move_on(chosen(Fulfilment.objects.all(), choice), step)

    def _move_on(self, parcel, step):
        try:
            move_on(fulfilment=parcel, to=step, at=self.now, actor=self.keeper)
        except (WrongState, NotEnoughOfLot, PastUseBy) as refusal:
            self.done[type(refusal).__name__] += 1
            parcel.refresh_from_db()
            return
        self.done[step] += 1
        if step in ("sent", "handed_over"):
            for stock_id, lots in PackedLot.objects.of_parcel(parcel).by_stock().items():
                self._move(stock_id, lots, -1)

    @precondition(lambda self: Fulfilment.objects.filter(status="packed").exists())
    @rule(choice=CHOICE)
    def pack_anew(self, choice):
        parcel = chosen(Fulfilment.objects.filter(status="packed"), choice)
        before = PackedLot.objects.of_parcel(parcel).by_stock()
        try:
            repack(fulfilment=parcel, at=self.now, chosen={})
        except NotEnoughOfLot:
            assert PackedLot.objects.of_parcel(parcel).by_stock() == before
        else:
            self.done["packed anew"] += 1

    @precondition(lambda self: PackedLot.objects.exists())
    @rule(choice=CHOICE, units=UNITS, damaged=st.integers(0, 2))
    def bring_back(self, choice, units, damaged):
        packed = chosen(PackedLot.objects.all(), choice)
        line = packed.units.line
        parcel = Fulfilment.objects.get(order=line.order, partner=line.partner)
        damaged = min(damaged, units)
        how = {"reason": "khách trả", "key": self._reference(), "at": self.now, "actor": self.keeper}
        try:
            for _ in range(2):  # told twice, counted once
                take_back(fulfilment=parcel, goods={packed.pk: Returned(units, damaged)}, **how)
        except PaperRefused:
            return
        self.done["returned"] += 1
        self._move(packed.units.stock_id, {packed.lot_id: units - damaged}, +1)
