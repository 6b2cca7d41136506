"""Whatever is done to stock, in whatever order, the books agree after every step.

The machine keeps its own simple account of each shelf and compares: on hand is the ledger's sum, promised is
what live holds and open parcels promise, and 0 ≤ promised ≤ on hand.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from shop.forks.partner.models import StockRecord
from shop.fulfilment.exceptions import NotEnoughStock, WrongState
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_overdue, move_on
from shop.fulfilment.queries import all_stock_differences
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.holds import expire_holds, hold, release_hold
from shop.stock.models import Hold
from shop.stock.operations import adjust, receive
from shop.tests.worlds import NOW, a_gift_set, a_point, a_product, a_seller, an_order, put_on_shelf

SHELF = st.integers(0, 3)
UNITS = st.integers(1, 4)
SHOPPER = st.sampled_from(["anh", "binh", "chi"])
STEP = st.sampled_from(Fulfilment.Status.values)


class StockMachine(RuleBasedStateMachine):
    """Two products at a point and in the warehouse, and a gift set of both; shoppers, staff and time act on
    them at random.
    """

    @initialize()
    def open_shop(self):
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.now, self.steps = NOW, 0
        self.keeper, point = a_seller(), a_point()
        self.products = [a_product(), a_product()]
        first, second = self.products
        # Its price stands at a third place, so that its record is none of those counted here.
        self.gift_set = a_gift_set((first, 2), (second, 1), at=a_point(status="paused"))
        records = [put_on_shelf(p, 2, at=at) for p in self.products for at in (point, None)]
        self.records = [record.pk for record in records]
        self.on_hand = dict.fromkeys(self.records, 2)
        self.taken = {}

    def teardown(self):
        if hasattr(self, "scope"):
            transaction.set_rollback(True)
            self.scope.__exit__(None, None, None)

    def _record(self, shelf):
        return StockRecord.objects.get(pk=self.records[shelf])

    def _reference(self):
        self.steps += 1
        return f"step {self.steps}"

    @rule(shelf=SHELF, units=UNITS)
    def receive(self, shelf, units):
        reference = self._reference()
        for _ in range(2):  # told twice, counted once
            receive(stock=self._record(shelf), quantity=units, reference=reference, at=self.now)
        self.on_hand[self.records[shelf]] += units

    @rule(shelf=SHELF, difference=st.integers(-3, 3).filter(bool))
    def adjust(self, shelf, difference):
        record = self._record(shelf)
        how = {"reason": "đếm lại", "reference": self._reference(), "at": self.now, "actor": self.keeper}
        try:
            adjust(stock=record, difference=difference, **how)
        except OutOfStock:
            assert record.net_stock_level < -difference
        else:
            self.on_hand[record.pk] += difference

    @rule(shopper=SHOPPER, wanted=st.dictionaries(SHELF, UNITS, min_size=1), minutes=st.integers(1, 90))
    def hold(self, shopper, wanted, minutes):
        quantities = {self.records[shelf]: units for shelf, units in wanted.items()}
        ends = self.now + timedelta(minutes=minutes)
        try:
            hold(key=shopper, quantities=quantities, expires_at=ends, now=self.now)
        except (OutOfStock, HoldEnded):
            return

    @rule(shopper=SHOPPER)
    def release(self, shopper):
        held = Hold.objects.filter(key=shopper).first()
        if held:
            release_hold(hold=held)

    @rule(minutes=st.integers(1, 60 * 30))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        expire_holds(now=self.now)
        cancel_overdue(now=self.now)
        assert not Hold.objects.filter(state="live", expires_at__lte=self.now).exists()
        assert not Fulfilment.objects.overdue(self.now).exists()

    @rule(units=st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 2)).filter(any))
    def place(self, units):
        items = [(p, n) for p, n in zip([*self.products, self.gift_set], units, strict=True) if n]
        before = self._promised()
        try:
            order = an_order(*items, now=self.now)
        except NotEnoughStock:
            assert self._promised() == before
            return
        # What the order asks for, by the recipe alone: two of the first and one of the second in a set.
        singles, sets = units[:2], units[2]
        rose = {pk: n - before[pk] for pk, n in self._promised().items()}
        first, second = (sum(rose[pk] for pk in self.records[i : i + 2]) for i in (0, 2))
        assert (first, second) == (singles[0] + 2 * sets, singles[1] + sets)
        self._remember(order, sets)

    def _promised(self):
        return dict(StockRecord.objects.filter(pk__in=self.records).values_list("pk", "num_allocated"))

    def _remember(self, order, sets):
        """What each parcel is to take away, counted from the order's lines and the recipe."""
        partners = dict(StockRecord.objects.filter(pk__in=self.records).values_list("pk", "partner"))
        shelf = {(partners[pk], number // 2): pk for number, pk in enumerate(self.records)}
        for parcel in order.fulfilments.all():
            units = self.taken[parcel.pk] = {}
            for line in order.lines.filter(partner=parcel.partner):
                is_set = line.product_id == self.gift_set.pk
                recipe = {0: 2, 1: 1} if is_set else {self.products.index(line.product): 1}
                for product, quantity in recipe.items():
                    pk = shelf[parcel.partner_id, product]
                    units[pk] = units.get(pk, 0) + quantity * line.quantity
        assert order.lines.filter(product=self.gift_set).count() == bool(sets)

    @precondition(lambda self: Fulfilment.objects.exists())
    @rule(choice=st.integers(0, 99), step=STEP)
    def move_on(self, choice, step):
        parcels = list(Fulfilment.objects.order_by("pk"))
        parcel = parcels[choice % len(parcels)]
        try:
            move_on(fulfilment=parcel, to=step, at=self.now, actor=self.keeper)
        except WrongState:
            return
        if step in ("sent", "handed_over"):
            for pk, units in self.taken[parcel.pk].items():
                self.on_hand[pk] -= units

    @invariant()
    def the_books_agree(self):
        if not hasattr(self, "records"):
            return
        assert all_stock_differences() == []
        counted = StockRecord.objects.filter(pk__in=self.records)
        assert dict(counted.values_list("pk", "num_in_stock")) == self.on_hand
        assert not StockRecord.objects.filter(product=self.gift_set, num_allocated__gt=0).exists()


@pytest.mark.slow
@pytest.mark.django_db
class TestStockMachine(StockMachine.TestCase):
    """Runs the machine inside pytest's database."""

    settings = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
