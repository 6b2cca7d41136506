"""What producers bring: announced or not, counted when it comes, with the lot that its label names."""

from datetime import date

import pytest

from catalog.trace.exceptions import NotThisLot
from catalog.trace.operations import lot_named
from shop.stock.models import LotStock, Movement
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_producer, a_product, a_seller, put_on_shelf
from shop.warehouse.exceptions import LineRefused, PaperRefused
from shop.warehouse.labels import LotLabel, lot_on_label
from shop.warehouse.models import Shipment
from shop.warehouse.queries import all_differences
from shop.warehouse.receiving import Arrival, receive_at_once, receive_shipment
from shop.warehouse.shipping import send, set_line, write_shipment

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return a_seller()


@pytest.fixture
def destination():
    return a_point().partner


def there(partner):
    """Lot code → units on hand at a partner."""
    rows = LotStock.objects.filter(stock__partner=partner, on_hand__gt=0)
    return dict(rows.values_list("lot__code", "on_hand"))


def test_a_delivery_is_an_announcement_until_it_comes_and_names_its_lot_then(destination, keeper):
    product = a_product("Cà phê")
    shipment = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=10)
    send(shipment=shipment, at=NOW, actor=keeper)
    assert not Movement.objects.exists()

    line = shipment.lines.get()
    label = LotLabel("L07", date(2026, 11, 1), date(2027, 11, 1))
    arrivals = {line.pk: Arrival(8, reason="thiếu hai gói", label=label)}
    receive_shipment(shipment=shipment, arrivals=arrivals, at=NOW, actor=keeper)
    assert all_differences() == []

    lot = LotStock.objects.get().lot
    assert (lot.code, lot.use_by_date) == ("L07", date(2027, 11, 1))
    assert there(destination) == {"L07": 8}


def test_a_lot_that_contradicts_itself_is_said_beside_its_line(destination, keeper):
    record = put_on_shelf(a_product(), 0)
    product = record.product
    lot = lot_named(product=product, code="L07", use_by_date=date(2027, 11, 1))
    receive(stock=record, quantity=1, reference="nhập", at=NOW, lot=lot)
    shipment = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=1)
    send(shipment=shipment, at=NOW, actor=keeper)
    line = shipment.lines.get()
    wrong = Arrival(1, label=LotLabel("L07", None, date(2028, 1, 1)))
    with pytest.raises(LineRefused) as refusal:
        receive_shipment(shipment=shipment, arrivals={line.pk: wrong}, at=NOW, actor=keeper)
    assert refusal.value.line_id == line.pk


def test_what_has_become_a_gift_set_on_its_way_is_refused_in_words(destination, keeper):
    product = a_product("Hộp quà")
    shipment = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
    set_line(shipment=shipment, product=product, quantity=1)
    send(shipment=shipment, at=NOW, actor=keeper)
    product.components.create(component=a_product(), quantity=2)
    line = shipment.lines.get()
    with pytest.raises(LineRefused, match="Hộp quà"):
        receive_shipment(shipment=shipment, arrivals={line.pk: Arrival(1)}, at=NOW, actor=keeper)
    shipment.refresh_from_db()
    assert shipment.state == Shipment.State.SENT


@pytest.fixture
def brought(destination, keeper):
    """Takes in goods that a producer brings: (product, lot, units) each."""

    def brings(*goods):
        shipment = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
        for product, lot, units in goods:
            set_line(shipment=shipment, product=product, lot=lot, quantity=units)
        receive_at_once(shipment=shipment, at=NOW, actor=keeper)
        return shipment

    return brings


def test_goods_that_a_producer_brings_unannounced_are_one_paper(destination, brought):
    tea = a_product("Chè")
    lots = [lot_named(product=tea, code=code) for code in "AB"]
    shipment = brought((tea, lots[0], 5), (tea, lots[1], 3), (a_product("Khăn"), None, 2))
    assert Shipment.objects.get(pk=shipment.pk).state == Shipment.State.RECEIVED
    assert there(destination) == {"A": 5, "B": 3, None: 2}
    assert all_differences() == []


def test_nothing_is_brought_by_nobody(destination, brought, keeper):
    with pytest.raises(PaperRefused):
        brought()
    source = a_point().partner
    product = put_on_shelf(a_product(), 3, at=source.sales_point).product
    transfer = write_shipment(sender=source, destination=destination, at=NOW, actor=keeper)
    set_line(shipment=transfer, product=product, quantity=1)
    with pytest.raises(PaperRefused):
        receive_at_once(shipment=transfer, at=NOW, actor=keeper)


def test_what_is_past_its_date_on_arrival_is_not_for_sale(destination, brought):
    tea = a_product()
    brought((tea, lot_named(product=tea, code="CU", use_by_date=date(2026, 11, 1)), 2))
    assert destination.stockrecords.get().net_stock_level == 0
    assert all_differences() == []


RIGHT, MISREAD = date(2027, 11, 1), date(2026, 1, 1)


@pytest.fixture
def misread(destination, keeper):
    """A draft with one line of a lot whose label was misread."""
    product = a_product("Chè")
    shipment = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
    label = LotLabel("L7", date(2025, 12, 1), MISREAD)
    lot = lot_on_label(shipment=shipment, product=product, label=label)
    set_line(shipment=shipment, product=product, lot=lot, quantity=5)
    return shipment.lines.get()


def on_label(line, use_by_date, shipment=None):
    label = LotLabel("L7", None, use_by_date)
    return lot_on_label(shipment=shipment or line.shipment, product=line.product, label=label)


def test_a_misread_date_is_corrected_while_only_its_own_shipment_names_the_lot(misread):
    lot = on_label(misread, RIGHT)
    assert lot == misread.lot
    assert (lot.made_date, lot.use_by_date) == (None, RIGHT)
    assert on_label(misread, None).use_by_date == RIGHT


def test_nobody_corrects_what_is_in_stock_or_in_the_shipment_of_another(misread, destination, keeper):
    another = write_shipment(sender=a_producer(), destination=destination, at=NOW, actor=keeper)
    with pytest.raises(NotThisLot):
        on_label(misread, RIGHT, shipment=another)
    receive_at_once(shipment=misread.shipment, at=NOW, actor=keeper)
    with pytest.raises(NotThisLot):
        on_label(misread, RIGHT)


def test_the_line_that_is_changed_may_become_of_another_lot(misread):
    other = lot_named(product=misread.product, code="L8")
    set_line(shipment=misread.shipment, product=misread.product, lot=other, quantity=3, instead_of=misread)
    assert list(misread.shipment.lines.values_list("lot__code", "quantity")) == [("L8", 3)]
