"""Whatever is done to stock, in whatever order, the books agree after every step.

The machine keeps its own account of every lot on every shelf and compares: on hand is the ledger's sum, lots
add up to it, promised is what live holds and open parcels promise, 0 ≤ promised ≤ on hand, what is packed is
there, and what left one point is on its way or at another.
"""

import pytest
from hypothesis import HealthCheck, settings

from shop.warehouse.tests.machine.road import Road
from shop.warehouse.tests.machine.shoppers import Shoppers
from shop.warehouse.tests.machine.staff import Staff


class StockMachine(Staff, Road, Shoppers):
    """Shoppers, staff, the road between the points and time act on the shop at random."""


#: What must have come about at least once, so that a quiet machine is not taken for a sound shop.
EVERYTHING = {
    *("held", "hold released", "hold expired", "placed"),
    *("confirmed", "packed", "packed anew", "sent", "cancelled", "cancelled when packed", "returned"),
    *("delivered", "written off", "adjusted", "difference applied", "count closed", "set aside"),
    *("transfer sent", "came short", "came over", "came damaged", "transfer turned back"),
}


@pytest.mark.slow
@pytest.mark.django_db
class TestStockMachine(StockMachine.TestCase):
    """Runs the machine inside pytest's database."""

    settings = settings(
        max_examples=100,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )

    def runTest(self):  # noqa: N802 - unittest's name
        """The machine runs, and has done all there is to do."""
        super().runTest()
        assert {what for what in EVERYTHING if StockMachine.done[what] == 0} == set()
