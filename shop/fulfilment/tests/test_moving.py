"""Moving a parcel along: which steps there are, what each does to stock, and that each happens once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.models import Fulfilment, FulfilmentEvent
from shop.fulfilment.operations import cancel_overdue, move_on
from shop.fulfilment.queries import all_stock_differences
from shop.stock.models import Movement
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_address, an_order, put_on_shelf

pytestmark = pytest.mark.django_db

Status = Fulfilment.Status
DELIVERY, PICK_UP = Fulfilment.Method.DELIVERY, Fulfilment.Method.PICK_UP
LATER = NOW + timedelta(hours=2)

#: The whole of what a point may do: from each state, which steps.
ALLOWED = {
    DELIVERY: {
        Status.NEW: {Status.CONFIRMED, Status.CANCELLED},
        Status.CONFIRMED: {Status.PACKED, Status.CANCELLED},
        Status.PACKED: {Status.SENT, Status.CANCELLED},
        Status.SENT: {Status.DELIVERED, Status.CAME_BACK},
        Status.DELIVERED: set(),
        Status.CAME_BACK: set(),
        Status.CANCELLED: set(),
    },
    PICK_UP: {
        Status.NEW: {Status.CONFIRMED, Status.CANCELLED},
        Status.CONFIRMED: {Status.PACKED, Status.CANCELLED},
        Status.PACKED: {Status.HANDED_OVER, Status.CANCELLED},
        Status.HANDED_OVER: set(),
        Status.CANCELLED: set(),
    },
}
WAY = {
    Status.NEW: [],
    Status.CONFIRMED: [Status.CONFIRMED],
    Status.PACKED: [Status.CONFIRMED, Status.PACKED],
    Status.SENT: [Status.CONFIRMED, Status.PACKED, Status.SENT],
    Status.DELIVERED: [Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED],
    Status.CAME_BACK: [Status.CONFIRMED, Status.PACKED, Status.SENT, Status.CAME_BACK],
    Status.HANDED_OVER: [Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER],
    Status.CANCELLED: [Status.CANCELLED],
}
#: On hand and promised of a shelf of 5, of which the parcel took 2.
COUNTERS = {
    Status.NEW: (5, 2),
    Status.CONFIRMED: (5, 2),
    Status.PACKED: (5, 2),
    Status.SENT: (3, 0),
    Status.DELIVERED: (3, 0),
    Status.CAME_BACK: (3, 0),
    Status.HANDED_OVER: (3, 0),
    Status.CANCELLED: (5, 0),
}


def a_parcel(method=PICK_UP, *, state=Status.NEW, units=2):
    """A parcel of a point with five units on its shelf, moved to a state."""
    point = a_point()
    record = put_on_shelf(a_product(), 5, at=point)
    destination = Destination(sales_point=point) if method == PICK_UP else an_address()
    parcel = an_order((record.product, units), destination=destination).fulfilments.get()
    for step in WAY[state]:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel


def counters(parcel):
    """(on hand, promised) of the parcel's one stock record."""
    record = parcel.order.lines.get().stockrecord
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


def sales():
    return Movement.objects.filter(kind=Movement.Kind.SALE)


CASES = [(method, state) for method, states in ALLOWED.items() for state in states]


@pytest.mark.parametrize(("method", "state"), CASES)
def test_from_each_state_the_allowed_steps_are_taken_and_no_others(method, state):
    parcel = a_parcel(method, state=state)
    taken = set()

    for step in Status:
        parcel.status = state
        with transaction.atomic():
            try:
                move_on(fulfilment=parcel, to=step, at=LATER)
            except WrongState:
                assert counters(parcel) == COUNTERS[state]
            else:
                taken.add(step)
                assert counters(parcel) == COUNTERS[step]
            assert all_stock_differences() == []
            transaction.set_rollback(True)

    assert taken == ALLOWED[method][state]


@pytest.mark.parametrize("nonsense", ["", "shipped", "NEW", None])
def test_what_is_no_state_is_refused(nonsense):
    parcel = a_parcel()

    with pytest.raises(WrongState):
        move_on(fulfilment=parcel, to=nonsense, at=LATER)

    parcel.refresh_from_db()
    assert parcel.status == Status.NEW


def test_goods_leave_the_ledger_when_the_parcel_does():
    parcel = a_parcel(DELIVERY, state=Status.PACKED)
    seller = a_seller()
    assert not sales().exists()

    move_on(fulfilment=parcel, to=Status.SENT, at=LATER, actor=seller)

    movement = sales().get()
    assert (movement.quantity, movement.reference) == (-2, parcel.reference)
    assert (movement.actor, movement.moved_at) == (seller, LATER)


def test_a_cancelled_parcel_lets_its_goods_go_without_a_line_in_the_ledger():
    parcel = a_parcel(state=Status.PACKED)
    lines_before = Movement.objects.count()

    move_on(fulfilment=parcel, to=Status.CANCELLED, at=LATER)

    assert counters(parcel) == (5, 0)
    assert Movement.objects.count() == lines_before


def test_every_step_is_remembered_with_who_when_and_why():
    parcel, seller = a_parcel(), a_seller()
    move_on(fulfilment=parcel, to=Status.CONFIRMED, at=NOW, actor=seller)
    move_on(fulfilment=parcel, to=Status.CANCELLED, at=LATER, actor=seller, note="Hàng bị ẩm")

    told = list(parcel.events.values_list("status", "actor", "note", "happened_at"))

    assert told == [
        (Status.NEW, None, "", NOW),
        (Status.CONFIRMED, seller.pk, "", NOW),
        (Status.CANCELLED, seller.pk, "Hàng bị ẩm", LATER),
    ]


def test_of_two_who_saw_the_same_state_the_second_changes_nothing():
    parcel = a_parcel()
    seen_by_another = Fulfilment.objects.get(pk=parcel.pk)
    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW)

    with pytest.raises(WrongState, match="quicker"):
        move_on(fulfilment=seen_by_another, to=Status.CONFIRMED, at=LATER)

    parcel.refresh_from_db()
    assert parcel.status == Status.CANCELLED
    assert not parcel.events.filter(status=Status.CONFIRMED).exists()
    assert all_stock_differences() == []


def test_a_parcel_moves_only_its_own_points_goods():
    product = a_product()
    here, there = put_on_shelf(product, 3, at=a_point()), put_on_shelf(product, 3, at=a_point())
    order = an_order((product, 5))
    parcel = order.fulfilments.get(partner=here.partner)

    for step in WAY[Status.SENT]:
        move_on(fulfilment=parcel, to=step, at=NOW)

    taken_here = order.lines.get(stockrecord=here).quantity
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.num_in_stock, here.num_allocated) == (3 - taken_here, 0)
    assert (there.num_in_stock, there.num_allocated) == (3, 5 - taken_here)
    assert all_stock_differences() == []


def two_parcels():
    """The parcels of one order that two points share."""
    product = a_product()
    for _ in range(2):
        put_on_shelf(product, 3, at=a_point())
    return list(an_order((product, 5)).fulfilments.order_by("pk"))


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Status.NEW, Status.NEW, "placed"),
        (Status.SENT, Status.NEW, "placed"),
        (Status.CANCELLED, Status.PACKED, "placed"),
        (Status.SENT, Status.SENT, "completed"),
        (Status.SENT, Status.CANCELLED, "completed"),
        (Status.CANCELLED, Status.CANCELLED, "cancelled"),
    ],
)
def test_the_orders_status_follows_from_its_parcels(first, second, status):
    parcels = two_parcels()

    for parcel, state in zip(parcels, (first, second), strict=True):
        for step in WAY[state]:
            move_on(fulfilment=parcel, to=step, at=NOW)

    assert Order.objects.get(pk=parcels[0].order_id).status == status
    assert all_stock_differences() == []


def test_what_nobody_confirms_in_time_is_cancelled_and_its_goods_are_free():
    parcel = a_parcel()
    deadline = NOW + timedelta(hours=settings.CONFIRM_WITHIN_HOURS)
    assert parcel.confirm_by == deadline
    assert cancel_overdue(now=deadline - timedelta(seconds=1)) == 0

    assert cancel_overdue(now=deadline) == 1

    parcel.refresh_from_db()
    event = FulfilmentEvent.objects.get(fulfilment=parcel, status=Status.CANCELLED)
    assert (event.actor, event.note, event.happened_at) == (None, "confirm_by", deadline)
    assert (parcel.order.status, counters(parcel)) == ("cancelled", (5, 0))
    assert cancel_overdue(now=deadline) == 0
    assert all_stock_differences() == []


@pytest.mark.parametrize("state", [Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER, Status.CANCELLED])
def test_what_was_confirmed_does_not_run_out_of_time(state):
    parcel = a_parcel(state=state)

    assert cancel_overdue(now=NOW + timedelta(days=30)) == 0

    assert counters(parcel) == COUNTERS[state]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_forty_hands_that_give_out_one_parcel_give_it_out_once():
    parcel = a_parcel(state=Status.PACKED)
    hands = [Fulfilment.objects.get(pk=parcel.pk) for _ in range(40)]

    outcomes = at_once(lambda mine: move_on(fulfilment=mine, to=Status.HANDED_OVER, at=LATER), hands)

    assert [type(outcome) for outcome in outcomes].count(Fulfilment) == 1, outcomes
    assert [type(outcome) for outcome in outcomes].count(WrongState) == 39, outcomes
    assert sales().count() == 1
    assert parcel.events.filter(status=Status.HANDED_OVER).count() == 1
    assert counters(parcel) == (3, 0)
    assert all_stock_differences() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_those_who_send_and_those_who_cancel_at_once_one_wins():
    parcel = a_parcel(DELIVERY, state=Status.PACKED)
    steps = [Status.SENT, Status.CANCELLED] * 10
    hands = [(Fulfilment.objects.get(pk=parcel.pk), step) for step in steps]

    outcomes = at_once(lambda hand: move_on(fulfilment=hand[0], to=hand[1], at=LATER), hands)

    assert [type(outcome) for outcome in outcomes].count(Fulfilment) == 1, outcomes
    parcel.refresh_from_db()
    assert counters(parcel) == COUNTERS[parcel.status]
    assert all_stock_differences() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_points_that_finish_one_order_at_once_complete_it():
    orders = [two_parcels() for _ in range(6)]
    parcels = [parcel for pair in orders for parcel in pair]
    for parcel in parcels:
        for step in WAY[Status.PACKED]:
            move_on(fulfilment=parcel, to=step, at=NOW)

    outcomes = at_once(lambda parcel: move_on(fulfilment=parcel, to=Status.SENT, at=LATER), parcels)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    assert set(Order.objects.values_list("status", flat=True)) == {"completed"}
    assert all_stock_differences() == []
