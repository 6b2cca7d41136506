"""Packing decides from which lots an order is filled; they leave with the parcel, or come out of it again."""

from datetime import date, timedelta

import pytest

from catalog.trace.operations import lot_named
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import PastUseBy, WrongState
from shop.fulfilment.models import Fulfilment, PackedLot
from shop.fulfilment.operations import move_on
from shop.fulfilment.packing import repack
from shop.fulfilment.queries import all_stock_differences
from shop.stock.exceptions import NotEnoughOfLot
from shop.stock.models import LotStock, Movement
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_gift_set, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
Status = Fulfilment.Status
TODAY = date(2026, 11, 23)


@pytest.fixture
def point():
    return a_point()


@pytest.fixture
def record(point):
    return put_on_shelf(a_product(), 0, at=point)


@pytest.fixture
def lots(record):
    """Three units that end soon, five that end later."""
    return bring(record, "SOON", 3, 10), bring(record, "LATE", 5, 90)


def bring(record, code, units, days):
    lot = lot_named(product=record.product, code=code, use_by_date=TODAY + timedelta(days=days))
    receive(stock=record, quantity=units, reference=f"nhập {code}", at=NOW, lot=lot)
    return lot


def a_parcel(point, *items):
    parcel = an_order(*items, destination=Destination(sales_point=point)).fulfilments.get()
    return move_on(fulfilment=parcel, to=Status.CONFIRMED, at=NOW)


def packed(parcel):
    rows = PackedLot.objects.of_parcel(parcel)
    return {row.lot.code if row.lot else "": row.quantity for row in rows}


def test_a_parcel_is_packed_from_what_ends_first(point, record, lots):
    parcel = a_parcel(point, (record.product, 4))
    move_on(fulfilment=parcel, to=Status.PACKED, at=NOW)
    assert packed(parcel) == {"SOON": 3, "LATE": 1}
    assert all_stock_differences() == []


def test_another_lot_is_packed_when_it_is_chosen(point, record, lots):
    parcel = a_parcel(point, (record.product, 4))
    chosen = {record.pk: {lots[1].pk: 3}}
    move_on(fulfilment=parcel, to=Status.PACKED, at=NOW, chosen=chosen)
    assert packed(parcel) == {"LATE": 3, "SOON": 1}


def test_a_lot_without_enough_is_refused_and_the_parcel_stays_as_it_was(point, record, lots):
    parcel = a_parcel(point, (record.product, 4))
    with pytest.raises(NotEnoughOfLot):
        move_on(fulfilment=parcel, to=Status.PACKED, at=NOW, chosen={record.pk: {lots[0].pk: 4}})
    parcel.refresh_from_db()
    assert parcel.status == Status.CONFIRMED
    assert packed(parcel) == {}
    assert all_stock_differences() == []


def test_two_parcels_never_share_a_unit_of_a_lot(point, record, lots):
    first, second = (a_parcel(point, (record.product, 3)) for _ in range(2))
    for parcel in (first, second):
        move_on(fulfilment=parcel, to=Status.PACKED, at=NOW)
    assert (packed(first), packed(second)) == ({"SOON": 3}, {"LATE": 3})
    assert all_stock_differences() == []


def test_what_was_packed_is_what_the_ledger_says_was_sold(point, record, lots):
    parcel = a_parcel(point, (record.product, 4))
    for step in (Status.PACKED, Status.HANDED_OVER):
        move_on(fulfilment=parcel, to=step, at=NOW)
    sold = Movement.objects.filter(kind=Movement.Kind.SALE, reference=parcel.reference)
    assert dict(sold.values_list("lot__code", "quantity")) == {"SOON": -3, "LATE": -1}
    assert dict(LotStock.objects.values_list("lot__code", "on_hand")) == {"SOON": 0, "LATE": 4}
    assert packed(parcel) == {"SOON": 3, "LATE": 1}
    assert all_stock_differences() == []


def test_a_cancelled_parcel_gives_its_lots_back(point, record, lots):
    parcel = a_parcel(point, (record.product, 4))
    for step in (Status.PACKED, Status.CANCELLED):
        move_on(fulfilment=parcel, to=step, at=NOW)
    assert packed(parcel) == {}
    assert set(LotStock.objects.values_list("packed", flat=True)) == {0}
    assert all_stock_differences() == []


def test_the_same_goods_by_themselves_and_in_a_set_are_packed_together(point, record, lots):
    box = a_gift_set((record.product, 2), at=a_point(status="paused"))
    parcel = a_parcel(point, (record.product, 3), (box, 1))
    move_on(fulfilment=parcel, to=Status.PACKED, at=NOW)
    assert PackedLot.objects.of_parcel(parcel).by_stock() == {record.pk: {lots[0].pk: 3, lots[1].pk: 2}}
    move_on(fulfilment=parcel, to=Status.HANDED_OVER, at=NOW)
    assert all_stock_differences() == []


def test_what_ended_since_it_was_packed_is_not_handed_over_until_it_is_packed_anew(point, record, lots):
    parcel = a_parcel(point, (record.product, 3))
    move_on(fulfilment=parcel, to=Status.PACKED, at=NOW)
    later = NOW + timedelta(days=11)
    with pytest.raises(PastUseBy) as refusal:
        move_on(fulfilment=parcel, to=Status.HANDED_OVER, at=later)
    assert refusal.value.lots == ["SOON"]
    parcel.refresh_from_db()
    assert parcel.status == Status.PACKED

    repack(fulfilment=parcel, at=later, chosen={})
    assert packed(parcel) == {"LATE": 3}
    move_on(fulfilment=parcel, to=Status.HANDED_OVER, at=later)
    assert all_stock_differences() == []


def test_only_a_packed_parcel_is_packed_anew(point, record, lots):
    parcel = a_parcel(point, (record.product, 3))
    with pytest.raises(WrongState):
        repack(fulfilment=parcel, at=NOW, chosen={})


def test_what_is_left_has_ended_so_nothing_is_packed(point, record):
    bring(record, "ENDED", 3, -1)
    parcel = a_parcel(point, (record.product, 2))
    with pytest.raises(NotEnoughOfLot) as refusal:
        move_on(fulfilment=parcel, to=Status.PACKED, at=NOW)
    assert (refusal.value.wanted, refusal.value.left) == (2, 0)


def test_a_parcel_packed_before_lots_were_known_is_handed_over(point, record):
    put_on_shelf(record.product, 3, at=point)
    parcel = a_parcel(point, (record.product, 2))
    Fulfilment.objects.filter(pk=parcel.pk).update(status=Status.PACKED)
    parcel.refresh_from_db()
    move_on(fulfilment=parcel, to=Status.HANDED_OVER, at=NOW)
    assert packed(parcel) == {"": 2}
    assert all_stock_differences() == []
