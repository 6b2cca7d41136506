"""Goods on their way: what leaves one point reaches another, and every difference is named."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from catalog.trace.operations import lot_named
from shop.stock.models import LotStock, Movement
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_gift_set, a_point, a_producer, a_product, a_seller, put_on_shelf
from shop.warehouse.exceptions import AlreadyMovedOn, LineRefused, PaperRefused
from shop.warehouse.models import Shipment, ShipmentLine
from shop.warehouse.queries import all_differences
from shop.warehouse.receiving import Arrival, receive_shipment
from shop.warehouse.shipping import cancel, send, set_line, write_shipment

pytestmark = pytest.mark.django_db
Kind = Movement.Kind


@pytest.fixture
def keeper():
    return a_seller()


@pytest.fixture
def source():
    return a_point().partner


@pytest.fixture
def destination():
    return a_point().partner


@pytest.fixture
def product(source):
    """Three of a lot that ends first, five of another, at the source."""
    product = a_product("Mật ong hoa ban")
    record = put_on_shelf(product, 0, at=source.sales_point, price=185_000)
    for code, units, ends in (("SOON", 3, date(2026, 12, 24)), ("LATE", 5, date(2027, 12, 24))):
        lot = lot_named(product=product, code=code, use_by_date=ends)
        receive(stock=record, quantity=units, reference=code, at=NOW, lot=lot)
    return product


@pytest.fixture
def on_the_road(source, destination, product, keeper):
    """Four units sent: three of SOON, one of LATE."""
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=4)
    send(shipment=shipment, at=NOW, actor=keeper)
    shipment.refresh_from_db()
    return shipment


def there(partner):
    """Lot code → units on hand at a partner."""
    rows = LotStock.objects.filter(stock__partner=partner, on_hand__gt=0)
    return dict(rows.values_list("lot__code", "on_hand"))


def in_transit():
    """Product id → units that have left one point and not reached another."""
    lines = ShipmentLine.objects.filter(shipment__state="sent", shipment__source__isnull=False)
    return dict(lines.order_by().values_list("product").annotate(units=Sum("quantity")))


def arrivals(shipment, **by_code):
    """What came by lot code; as announced where none is named."""
    return {
        line.pk: by_code.get(line.lot.code, Arrival(line.quantity))
        for line in shipment.lines.select_related("lot")
    }


def received(shipment, keeper, goods, **more):
    receive_shipment(shipment=shipment, arrivals=goods, at=NOW, actor=keeper, **more)
    assert all_differences() == []


def test_sending_takes_the_goods_out_and_names_their_lots(source, product, on_the_road):
    lines = on_the_road.lines.values_list("lot__code", "quantity")
    assert dict(lines) == {"SOON": 3, "LATE": 1}
    assert there(source) == {"LATE": 4}
    assert in_transit() == {product.pk: 4}
    assert all_differences() == []


def test_what_comes_whole_is_at_the_destination_at_the_price_of_everywhere(
    destination, product, on_the_road, keeper
):
    received(on_the_road, keeper, arrivals(on_the_road))
    assert there(destination) == {"SOON": 3, "LATE": 1}
    assert destination.stockrecords.get().price == 185_000
    assert in_transit() == {}


def test_what_comes_short_stays_named_on_the_paper(destination, on_the_road, keeper):
    received(on_the_road, keeper, arrivals(on_the_road, SOON=Arrival(2, reason="rơi dọc đường")))
    assert there(destination) == {"SOON": 2, "LATE": 1}
    line = on_the_road.lines.get(lot__code="SOON")
    assert (line.short, line.reason) == (1, "rơi dọc đường")


def test_what_comes_beyond_is_an_adjustment_and_no_transfer(destination, on_the_road, keeper):
    received(on_the_road, keeper, arrivals(on_the_road, LATE=Arrival(3, reason="đếm thiếu lúc gửi")))
    assert there(destination) == {"SOON": 3, "LATE": 3}
    kinds = Movement.objects.filter(stock__partner=destination, lot__code="LATE")
    assert dict(kinds.values_list("kind", "quantity")) == {Kind.TRANSFER_IN: 1, Kind.ADJUSTMENT: 2}


def test_what_comes_damaged_is_written_off_at_once(destination, on_the_road, keeper):
    received(on_the_road, keeper, arrivals(on_the_road, SOON=Arrival(3, damaged=2, reason="vỡ lọ")))
    assert there(destination) == {"SOON": 1, "LATE": 1}
    assert Movement.objects.get(kind=Kind.WRITE_OFF).quantity == -2


@pytest.mark.parametrize(
    "arrival",
    [
        Arrival(2),
        Arrival(4),
        Arrival(3, damaged=1),
        Arrival(3, damaged=4, reason="vỡ"),
        Arrival(-1, reason="x"),
    ],
)
def test_a_difference_without_a_reason_or_sense_is_refused_and_nothing_is_received(
    destination, on_the_road, keeper, arrival
):
    with pytest.raises(LineRefused) as refusal:
        receive_shipment(
            shipment=on_the_road, arrivals=arrivals(on_the_road, SOON=arrival), at=NOW, actor=keeper
        )
    assert refusal.value.line_id == on_the_road.lines.get(lot__code="SOON").pk
    assert there(destination) == {}
    assert Shipment.objects.get().state == Shipment.State.SENT


def test_every_line_is_answered(on_the_road, keeper):
    goods = arrivals(on_the_road)
    goods.popitem()
    with pytest.raises(PaperRefused):
        receive_shipment(shipment=on_the_road, arrivals=goods, at=NOW, actor=keeper)


def test_received_twice_it_comes_once(destination, on_the_road, keeper):
    received(on_the_road, keeper, arrivals(on_the_road))
    with pytest.raises(AlreadyMovedOn):
        receive_shipment(shipment=on_the_road, arrivals=arrivals(on_the_road), at=NOW, actor=keeper)
    assert there(destination) == {"SOON": 3, "LATE": 1}


def test_sent_twice_it_leaves_once(source, on_the_road, keeper):
    with pytest.raises(AlreadyMovedOn):
        send(shipment=on_the_road, at=NOW, actor=keeper)
    assert there(source) == {"LATE": 4}


def test_what_came_back_whole_is_in_its_lots_again(source, on_the_road, keeper):
    cancel(shipment=on_the_road, at=NOW, actor=keeper)
    assert there(source) == {"SOON": 3, "LATE": 5}
    assert all_differences() == []
    with pytest.raises(AlreadyMovedOn):
        cancel(shipment=on_the_road, at=NOW, actor=keeper)


def test_a_line_for_more_than_is_free_is_refused_with_how_many_are(source, destination, product, keeper):
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=9)
    with pytest.raises(LineRefused, match="8"):
        send(shipment=shipment, at=NOW, actor=keeper)
    assert there(source) == {"SOON": 3, "LATE": 5}
    assert Shipment.objects.get().state == Shipment.State.DRAFT


def test_a_lot_that_is_named_and_the_rest_become_one_line_of_a_lot(source, destination, product, keeper):
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=2)
    set_line(shipment=shipment, product=product, quantity=2, lot=product.lots.get(code="SOON"))
    send(shipment=shipment, at=NOW, actor=keeper)
    assert dict(shipment.lines.values_list("lot__code", "quantity")) == {"SOON": 3, "LATE": 1}
    assert all_differences() == []


def test_a_draft_can_be_changed_and_a_shipment_on_its_way_cannot(source, destination, product, keeper):
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    for quantity in (3, 5, 0, 2):
        set_line(shipment=shipment, product=product, quantity=quantity)
    assert shipment.lines.get().quantity == 2
    send(shipment=shipment, at=NOW, actor=keeper)
    with pytest.raises(AlreadyMovedOn):
        set_line(shipment=shipment, product=product, quantity=1)


def test_nothing_is_not_sent(source, destination, keeper):
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    with pytest.raises(PaperRefused):
        send(shipment=shipment, at=NOW, actor=keeper)
    with pytest.raises(PaperRefused):
        write_shipment(sender=source, destination=source, at=NOW, actor=keeper)


def test_of_a_gift_set_nothing_is_sent(source, destination, product, keeper):
    box = a_gift_set((product, 2))
    shipment = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    with pytest.raises(PaperRefused):
        set_line(shipment=shipment, product=box, quantity=1)


def test_the_database_itself_keeps_papers_sound(on_the_road, destination):
    for change in ({"producer": a_producer()}, {"source": None}, {"destination": on_the_road.source}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shipment.objects.update(**change)
    for change in ({"arrived": 1}, {"arrived": 3, "damaged": 4, "reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShipmentLine.objects.filter(quantity=3).update(**change)


def test_verify_stock_finds_a_paper_that_lies(on_the_road):
    ShipmentLine.objects.filter(quantity=3).update(quantity=2)
    assert f"Phiếu chuyển {on_the_road.code}: gửi đi 3 trên phiếu, 4 trong sổ kho." in all_differences()
