"""A gift set from the basket to the counter: one line at the set's price, its components on the books."""

import pytest
from django.core.management import call_command

from shop.forks.partner.counting import sets_by_partner
from shop.forks.partner.strategy import Strategy
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace, NotEnoughStock
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_overdue, move_on
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_gift_set,
    a_point,
    a_product,
    a_variant,
    an_address,
    an_order,
    put_on_shelf,
    the_central_warehouse,
)

pytestmark = pytest.mark.django_db
Status = Fulfilment.Status


@pytest.fixture
def tea():
    return a_variant(a_product("Trà shan tuyết"), "100 g")


@pytest.fixture
def honey():
    return a_product("Mật ong rừng")


@pytest.fixture
def box(tea, honey):
    """Two teas and a honey, at 300,000 đồng."""
    return a_gift_set((tea, 2), (honey, 1), title="Bộ quà Mường Lay")


def counters(*records):
    for record in records:
        record.refresh_from_db()
    return [(record.num_in_stock, record.num_allocated) for record in records]


def test_there_are_as_many_sets_as_the_best_point_can_make(tea, honey, box):
    here, there = a_point(), a_point()
    for point, teas, honeys in ((here, 5, 9), (there, 2, 1)):
        put_on_shelf(tea, teas, at=point)
        put_on_shelf(honey, honeys, at=point)
    put_on_shelf(tea, 40)  # in the warehouse, where there is no honey

    assert Strategy().fetch_for_product(box).availability.num_available == 2


@pytest.mark.parametrize("change", ["paused", "hidden", "hidden parent"])
def test_a_point_that_is_shut_or_goods_that_are_hidden_make_no_set(tea, honey, box, change):
    point = a_point(status="paused" if change == "paused" else "open")
    put_on_shelf(tea, 5, at=point)
    put_on_shelf(honey, 5, at=point)
    if change == "hidden":
        type(honey).objects.filter(pk=honey.pk).update(is_public=False)
    if change == "hidden parent":
        type(tea).objects.filter(pk=tea.parent_id).update(is_public=False)

    assert Strategy().available(box) == 0
    assert not sets_by_partner(box).exists()


def test_an_order_is_one_line_at_the_sets_price_and_promises_its_components(tea, honey, box):
    point = a_point()
    teas, honeys = put_on_shelf(tea, 5, at=point), put_on_shelf(honey, 5, at=point)

    order = an_order((box, 2))

    line = order.lines.get()
    assert (line.title, line.quantity, line.line_price_incl_tax) == ("Bộ quà Mường Lay", 2, 600_000)
    assert (line.partner, line.partner_name) == (point.partner, point.name)
    assert order.fulfilments.get().partner == point.partner
    assert counters(teas, honeys) == [(5, 4), (5, 2)]
    assert all_stock_differences() == []


def test_a_set_and_its_component_in_one_order_share_a_parcel_and_its_books(tea, honey, box):
    teas, honeys = put_on_shelf(tea, 5), put_on_shelf(honey, 5)

    order = an_order((box, 1), (tea, 3))

    lines = {line.title: (line.quantity, line.stockrecord.product) for line in order.lines.all()}
    assert lines == {"Bộ quà Mường Lay": (1, box), "Trà shan tuyết, 100 g": (3, tea)}
    assert counters(teas, honeys) == [(5, 5), (5, 1)]
    parcel = order.fulfilments.get()
    for step in (Status.CONFIRMED, Status.PACKED, Status.SENT):
        move_on(fulfilment=parcel, to=step, at=NOW)
    assert counters(teas, honeys) == [(0, 0), (4, 0)]
    sales = {movement.stock_id: movement.quantity for movement in teas.movements.filter(kind="sale")}
    assert sales == {teas.pk: -5}
    assert all_stock_differences() == []


def test_a_cancelled_set_lets_its_components_go(tea, honey, box):
    teas, honeys = put_on_shelf(tea, 5), put_on_shelf(honey, 5)

    move_on(fulfilment=an_order((box, 2)).fulfilments.get(), to=Status.CANCELLED, at=NOW, note="hết hộp")

    assert counters(teas, honeys) == [(5, 0), (5, 0)]
    assert all_stock_differences() == []


def test_a_set_that_nobody_confirms_lets_its_components_go(tea, honey, box):
    teas, honeys = put_on_shelf(tea, 5), put_on_shelf(honey, 5)
    parcel = an_order((box, 2)).fulfilments.get()

    assert cancel_overdue(now=parcel.confirm_by) == 1

    assert counters(teas, honeys) == [(5, 0), (5, 0)]


def test_a_set_changed_after_the_order_leaves_what_was_promised(tea, honey, box):
    teas, honeys = put_on_shelf(tea, 9), put_on_shelf(honey, 9)
    parcel = an_order((box, 1)).fulfilments.get()
    box.components.filter(component=tea).update(quantity=4)

    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="đổi ý")

    assert counters(teas, honeys) == [(9, 0), (9, 0)]


def test_the_books_tell_of_a_lost_promise_of_a_set(tea, honey, box, capsys):
    teas, _honeys = put_on_shelf(tea, 5), put_on_shelf(honey, 5)
    an_order((box, 1))
    type(teas).objects.filter(pk=teas.pk).update(num_allocated=0)

    assert [text for text in all_stock_differences() if "đã hứa 0, giữ chỗ và đơn mở cộng lại 2" in text]
    with pytest.raises(Exception, match="1 sai lệch"):
        call_command("verify_stock")


def test_more_sets_than_any_point_can_make_are_refused_by_name(tea, honey, box):
    for point in (a_point(), a_point()):
        put_on_shelf(tea, 2, at=point)
        put_on_shelf(honey, 1, at=point)

    with pytest.raises(NotEnoughStock, match="Bộ quà Mường Lay") as refusal:
        an_order((box, 2))

    assert refusal.value.shortages == {box.pk: 1}


def test_a_set_is_picked_up_where_it_can_be_made(tea, honey, box):
    lacking, having = a_point(accepts_pick_up=True), a_point(accepts_pick_up=True)
    put_on_shelf(tea, 9, at=lacking)
    put_on_shelf(tea, 2, at=having)
    put_on_shelf(honey, 1, at=having)

    order = an_order((box, 1), destination=Destination(sales_point=having))

    assert order.lines.get().partner == having.partner
    with pytest.raises(NotEnoughStock):
        an_order((box, 1), destination=Destination(sales_point=lacking))


def test_a_set_with_alcohol_is_not_ordered_even_where_nobody_marked_it(tea, honey, box):
    put_on_shelf(tea, 9)
    put_on_shelf(honey, 9)
    basket = a_basket((box, 1))
    type(honey).objects.filter(pk=honey.pk).update(age_restricted=True)

    with pytest.raises(CannotPlace, match="Rượu"):
        an_order(basket=basket, destination=an_address())


def test_variants_of_one_product_are_lines_of_their_own(tea):
    big = a_variant(tea.parent, "250 g")
    put_on_shelf(tea, 3, price=80_000)
    put_on_shelf(big, 3, price=180_000)

    order = an_order((tea, 1), (big, 2))

    assert {(line.title, line.line_price_incl_tax) for line in order.lines.all()} == {
        ("Trà shan tuyết, 100 g", 80_000),
        ("Trà shan tuyết, 250 g", 360_000),
    }
    assert the_central_warehouse().fulfilments.count() == 1
    assert all_stock_differences() == []


def test_a_variant_of_a_hidden_product_cannot_be_had(tea):
    put_on_shelf(tea, 3)
    type(tea).objects.filter(pk=tea.parent_id).update(is_public=False)
    tea.refresh_from_db()

    assert not Strategy().fetch_for_product(tea).availability.is_available_to_buy
