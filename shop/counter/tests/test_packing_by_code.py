"""What is scanned goes into the parcel, lot by lot; what does not belong there is refused."""

from datetime import date

import pytest

from catalog.trace.operations import lot_named
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import PackedLot
from shop.fulfilment.operations import move_on
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
HONEY, TEA = "08938505974194", "04006381333931"


def on_shelf(name, gtin, point, **lots):
    """Goods with a bar code, so many units of each lot; the year in which it ends is the lot's name."""
    record = put_on_shelf(a_product(name, upc=gtin[1:]), 0, at=point)
    for code, units in lots.items():
        lot = lot_named(product=record.product, code=code, use_by_date=date(int(code[1:]), 1, 1))
        receive(stock=record, quantity=units, reference=code, at=NOW, lot=lot)
    return record


@pytest.fixture
def honey(point):
    return on_shelf("Mật ong hoa ban", HONEY, point, H2028=9, H2029=9, H2030=1)


@pytest.fixture
def tea(point):
    return on_shelf("Trà shan tuyết", TEA, point, T2028=9, T2029=9)


@pytest.fixture
def page(client, point, honey, tea):
    """Of an order for two jars and one bag, to be packed."""
    order = an_order((honey.product, 2), (tea.product, 1), destination=Destination(sales_point=point))
    parcel = order.fulfilments.get()
    move_on(fulfilment=parcel, to="confirmed", at=NOW)
    client.force_login(a_seller(point))
    return f"/quay/kien/{parcel.pk}/"


def scanned(client, page, code, **before):
    return client.get(page, {"q": code, **before})


def chosen(answer):
    """Field → lot id, as the form stands on the page."""
    form = answer.context["lots_form"]
    return {name: form[name].value() for name in form.fields if form[name].value()}


def lot_id(record, code):
    return str(record.lots.get(lot__code=code).lot_id)


def test_the_lot_that_is_scanned_is_packed_and_the_one_before_stays_chosen(client, page, honey, tea):
    first = scanned(client, page, f"(01){HONEY}(10)H2029")
    assert "Đã lấy lô H2029: Mật ong hoa ban." in first.content.decode()
    second = scanned(client, page, "T2029", **chosen(first))
    assert chosen(second) == {
        f"lot-{honey.pk}": lot_id(honey, "H2029"),
        f"lot-{tea.pk}": lot_id(tea, "T2029"),
    }
    client.post(page, {"to": "packed", "seen": "confirmed", **chosen(second)})
    assert set(PackedLot.objects.values_list("lot__code", "quantity")) == {("H2029", 2), ("T2029", 1)}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("96385074", "Hàng này không có trong kiện"),
        ("(01)96385074(10)H2029", "Hàng này không có trong kiện"),
        (f"(01){HONEY}(10)H2030", "Lô H2030 không có ở đây, đã quá hạn hoặc không đủ"),
        (f"(01){HONEY}(10)T2029", "Lô T2029 không có ở đây"),
        ("H2031", "Lô H2031 không có ở đây"),
        (HONEY, "Mã không ghi lô"),
    ],
)
def test_what_cannot_go_in_is_told_and_changes_no_choice(client, page, honey, code, words):
    before = {f"lot-{honey.pk}": lot_id(honey, "H2029")}
    answer = scanned(client, page, code, **before)
    assert words in answer.content.decode()
    assert chosen(answer) == before


def test_a_lot_that_the_address_makes_up_is_not_chosen(client, page, honey):
    assert chosen(client.get(page, {f"lot-{honey.pk}": "999999"})) == {}


def test_what_was_scanned_stays_in_the_address_of_the_next_scan(client, page, honey):
    answer = scanned(client, page, "H2029")
    assert f'<input type="hidden" name="lot-{honey.pk}" value="{lot_id(honey, "H2029")}">' in (
        answer.content.decode()
    )
