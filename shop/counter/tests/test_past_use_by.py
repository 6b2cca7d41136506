"""What a shelf's page says, and proposes, of goods past their use-by date."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from catalog.trace.operations import lot_named
from shop.counter.access import Role
from shop.fulfilment.delivery import Destination
from shop.stock.operations import receive
from shop.stock.past_use_by import set_aside_past_use_by
from shop.tests.worlds import NOW, a_producer, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.shipping import write_shipment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def record(client, point):
    """Nine good units, of which two are promised, and three of a lot that has ended."""
    user = a_seller(point)
    user.memberships.update(role=Role.KEEPER)
    client.force_login(user)
    record = put_on_shelf(a_product(), 9, at=point)
    an_order((record.product, 2), destination=Destination(sales_point=point))
    ended = lot_named(product=record.product, code="CU", use_by_date=date(2026, 1, 1))
    receive(stock=record, quantity=3, reference="nhập", at=NOW, lot=ended)
    set_aside_past_use_by(now=NOW)
    return record


@pytest.fixture
def page(record):
    return reverse("counter:shelf", kwargs={"code": record.partner.code, "pk": record.pk})


def test_what_is_past_its_date_is_not_called_promised(client, page):
    figures = BeautifulSoup(client.get(page).content, "html.parser").select(".shelf-figures > div")
    said = {each.dt.text: each.dd.text for each in figures}
    assert said == {"bán được": "7", "đã hứa cho khách": "2", "quá hạn": "3", "tồn kho": "12"}


def test_what_has_ended_is_proposed_to_be_written_off(client, page, record):
    form = BeautifulSoup(client.get(page).content, "html.parser")
    chosen = form.select_one("[name=write_off-lot] [selected]")
    assert chosen.text.startswith("CU")
    record.lots.filter(lot__code="CU").update(on_hand=0)
    form = BeautifulSoup(client.get(page).content, "html.parser")
    assert form.select_one("[name=write_off-lot] [selected]")["value"] == ""


def test_who_receives_what_has_ended_is_told_so(client, point, record):
    keeper = a_seller(point)
    delivery = write_shipment(sender=a_producer(), destination=point.partner, at=NOW, actor=keeper)
    page = reverse("counter:shipment", kwargs={"code": point.partner.code, "pk": delivery.pk})
    for code, ends in (("CU", "2026-01-01"), ("MOI", "2027-11-01")):
        line = {
            "what": "line",
            "product": record.product.pk,
            "units": 2,
            "lot_code": code,
            "use_by_date": ends,
        }
        client.post(page, line | {"use_by_date": ends})
    said = client.post(page, {"what": "all_here"}, follow=True).content.decode()
    assert "đã quá hạn sử dụng nên không bán: lô CU." in said
