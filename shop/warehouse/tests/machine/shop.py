"""The shop that the machine acts on, and the machine's own account of every lot on every shelf."""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from catalog.trace.operations import lot_named
from shop.forks.partner.models import StockRecord
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_overdue
from shop.stock.holds import expire_holds
from shop.stock.models import Hold, LotStock, Movement
from shop.stock.operations import Entry, arrive
from shop.stock.past_use_by import set_aside_past_use_by
from shop.tests.worlds import (
    NOW,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_seller,
    put_on_shelf,
)
from shop.tests.worlds import the_central_warehouse as warehouse
from shop.warehouse.queries import all_differences

SHELF = st.integers(0, 5)
PLACE = st.integers(0, 2)
CHOICE = st.integers(0, 99)
UNITS = st.integers(1, 4)
AT_FIRST = 4
SHOPPER = st.sampled_from(["anh", "binh", "chi"])
STEP = st.sampled_from(Fulfilment.Status.values)
#: Lots that end in some days, one that has ended, one that never does, and none.
LOT = st.sampled_from([("MAI", 1), ("TUAN", 7), ("CU", -1), ("BEN", None), None])


def chosen(objects, choice):
    """One of them, by a number; None where there is none."""
    found = list(objects.order_by("pk"))
    return found[choice % len(found)] if found else None


class Shop(RuleBasedStateMachine):
    """Two products at two points and in the warehouse, and a gift set of both."""

    #: How often each thing has come about, in all runs together; refusals do not count.
    done: Counter = Counter()

    @initialize()
    def open_shop(self):
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.now, self.steps = NOW, 0
        self.keeper, self.producer = a_seller(), a_producer()
        points = [a_point(), a_point()]
        self.partners = [*(point.partner for point in points), warehouse()]
        self.products = first, second = [a_product(), a_product()]
        # Its price stands at a fourth place, so that its record is none of those counted here.
        self.gift_set = a_gift_set((first, 2), (second, 1), at=a_point(status="paused"))
        records = [put_on_shelf(p, 0, at=at) for p in self.products for at in (*points, None)]
        self.records = [record.pk for record in records]
        #: (stock record id, lot id) → units, by the machine's own account.
        self.there: Counter = Counter()
        for record in records:
            self._bring(record, AT_FIRST, ("MAI", 1) if record.product == first else None)

    def _bring(self, record, units, named):
        """Told twice, counted once."""
        lot = self._lot(record.product, named)
        entry = Entry(Movement.Kind.RECEIPT, self._reference(), self.now)
        for is_first in (True, False):
            assert arrive(stock_id=record.pk, units=units, entry=entry, lot=lot) == is_first
        self._move(record.pk, {lot.pk if lot else None: units}, +1)

    def teardown(self):
        if hasattr(self, "scope"):
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)

    def _record(self, shelf):
        return StockRecord.objects.get(pk=self.records[shelf])

    def _reference(self):
        self.steps += 1
        return f"step {self.steps}"

    def _lot(self, product, named):
        if named is None:
            return None
        code, days = named
        ends = None if days is None else NOW.date() + timedelta(days=days)
        return lot_named(product=product, code=code, use_by_date=ends)

    def _move(self, stock_id, lots, sign):
        for lot_id, units in lots.items():
            self.there[stock_id, lot_id] += sign * units

    @rule(minutes=st.sampled_from([5, 60 * 6, 60 * 49]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.done["hold expired"] += expire_holds(now=self.now)
        self.done["order let go"] += cancel_overdue(now=self.now)
        self.done["set aside"] += bool(set_aside_past_use_by(now=self.now))
        assert not Hold.objects.filter(state="live", expires_at__lte=self.now).exists()
        assert not Fulfilment.objects.overdue(self.now).exists()

    @invariant()
    def the_books_agree(self):
        if not hasattr(self, "records"):
            return
        assert all_differences() == []
        rows = LotStock.objects.filter(stock__in=self.records, on_hand__gt=0)
        there = {(stock, lot): units for stock, lot, units in rows.values_list("stock", "lot", "on_hand")}
        assert there == {key: units for key, units in self.there.items() if units}
        assert not StockRecord.objects.filter(product=self.gift_set, num_allocated__gt=0).exists()
