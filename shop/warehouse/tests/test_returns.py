"""What a buyer brings back goes to the point and the lot that it came from."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog.trace.operations import lot_named
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import PackedLot
from shop.fulfilment.operations import move_on
from shop.stock.models import LotStock, Movement
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.models import CustomerReturn
from shop.warehouse.queries import all_differences
from shop.warehouse.taking_back import Returned, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel():
    """Three units handed over: two of lot A and one of lot B."""
    point = a_point()
    record = put_on_shelf(a_product(), 0, at=point)
    for code, units, ends in (("A", 2, date(2026, 12, 24)), ("B", 5, date(2027, 1, 24))):
        lot = lot_named(product=record.product, code=code, use_by_date=ends)
        receive(stock=record, quantity=units, reference=code, at=NOW, lot=lot)
    parcel = an_order((record.product, 3), destination=Destination(sales_point=point)).fulfilments.get()
    for step in ("confirmed", "packed", "handed_over"):
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel


def bring_back(parcel, units, damaged=0, code="A", reason="khách đổi ý", key="k1"):
    packed = PackedLot.objects.of_parcel(parcel).get(lot__code=code)
    goods = {packed.pk: Returned(units, damaged)}
    return take_back(fulfilment=parcel, goods=goods, reason=reason, key=key, at=NOW, actor=a_seller())


def there():
    return dict(LotStock.objects.values_list("lot__code", "on_hand"))


def test_it_goes_back_to_its_lot(parcel):
    bring_back(parcel, 2)
    assert there() == {"A": 2, "B": 4}
    assert all_differences() == []


def test_what_is_spoilt_is_written_off_at_once(parcel):
    bring_back(parcel, 2, damaged=1)
    assert there() == {"A": 1, "B": 4}
    kinds = Movement.objects.exclude(kind__in=["receipt", "sale"])
    assert dict(kinds.values_list("kind", "quantity")) == {"return": 2, "write_off": -1}
    assert all_differences() == []


def test_no_more_comes_back_than_went_out(parcel):
    bring_back(parcel, 1)
    with pytest.raises(LineRefused, match="1"):
        bring_back(parcel, 2, key="k2")
    assert there() == {"A": 1, "B": 4}
    with pytest.raises(IntegrityError), transaction.atomic():
        PackedLot.objects.update(returned=9)


def test_the_same_form_sent_twice_is_one_return(parcel):
    assert bring_back(parcel, 1) == bring_back(parcel, 1)
    assert there() == {"A": 1, "B": 4}
    assert CustomerReturn.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"units": 0}, {"units": 1, "reason": " "}, {"units": 1, "damaged": 2}])
def test_a_return_says_how_many_and_why(parcel, wrong):
    with pytest.raises(PaperRefused):
        bring_back(parcel, **wrong)
    assert there() == {"A": 0, "B": 4}


def test_what_has_not_left_is_cancelled_instead(parcel):
    point = parcel.partner.sales_point
    waiting = an_order((a_product_at(point), 1), destination=Destination(sales_point=point))
    waiting = waiting.fulfilments.get()
    for step in ("confirmed", "packed"):
        move_on(fulfilment=waiting, to=step, at=NOW)
    packed = PackedLot.objects.of_parcel(waiting).get()
    with pytest.raises(PaperRefused):
        take_back(
            fulfilment=waiting, goods={packed.pk: Returned(1)}, reason="x", key="k", at=NOW, actor=a_seller()
        )


def a_product_at(point):
    return put_on_shelf(a_product(), 1, at=point).product


def test_goods_of_another_parcel_are_not_taken(parcel):
    with pytest.raises(PaperRefused):
        take_back(fulfilment=parcel, goods={0: Returned(1)}, reason="x", key="k", at=NOW, actor=a_seller())
    assert not CustomerReturn.objects.exists()
