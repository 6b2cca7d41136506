"""A line of a draft is changed, or taken out, as it was written."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from shop.counter.access import Role
from shop.tests.worlds import NOW, a_producer, a_product, a_seller, put_on_shelf
from shop.warehouse.models import ShipmentLine
from shop.warehouse.shipping import set_line, write_shipment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
FIELDS = ("product", "line", "units", "lot_code", "made_date", "use_by_date")


@pytest.fixture
def keeper(client, point):
    user = a_seller(point)
    user.memberships.update(role=Role.KEEPER)
    client.force_login(user)
    return user


def the_page(point, shipment):
    return reverse("counter:shipment", kwargs={"code": point.partner.code, "pk": shipment.pk})


def to_change(client, page):
    """What stands in the form to which the first line's link leads."""
    link = BeautifulSoup(client.get(page).content, "html.parser").select_one(".lot-list a")
    form = BeautifulSoup(client.get(page + link["href"]).content, "html.parser")
    fields = [form.select_one(f"form[method=post] [name={name}]") for name in FIELDS]
    return {field["name"]: field.get("value", "") for field in fields if field}


def test_a_line_of_a_delivery_is_changed_with_its_lot_and_dates(client, keeper, point):
    shipment = write_shipment(sender=a_producer(), destination=point.partner, at=NOW, actor=keeper)
    page, product = the_page(point, shipment), a_product("Chè")
    wrong = {"what": "line", "units": 12, "lot_code": "L2", "use_by_date": "2026-01-01"}
    client.post(page, {"product": product.pk, **wrong})

    written = to_change(client, page)
    assert (written["units"], written["lot_code"], written["use_by_date"]) == ("12", "L2", "2026-01-01")
    client.post(page, {"what": "line", **written, "use_by_date": "2028-01-01"})
    client.post(page, {"what": "line", **written, "lot_code": "L3", "use_by_date": "2028-02-01"})

    lines = ShipmentLine.objects.values_list("quantity", "lot__code", "lot__use_by_date")
    assert list(lines) == [(12, "L3", date(2028, 2, 1))]


def test_a_scanned_label_fills_in_goods_lot_and_dates(client, keeper, point):
    shipment = write_shipment(sender=a_producer(), destination=point.partner, at=NOW, actor=keeper)
    product = a_product("Chè", upc="8938505974194")
    scanned = {"q": "(01)08938505974194(11)260301(17)280200(10)L2"}
    page = BeautifulSoup(client.get(the_page(point, shipment), scanned).content, "html.parser")
    filled = {name: page.select_one(f"form[method=post] [name={name}]").get("value") for name in FIELDS[2:]}
    assert page.select_one("[name=product]")["value"] == str(product.pk)
    assert filled | {"units": None} == {
        "units": None,
        "lot_code": "L2",
        "made_date": "2026-03-01",
        "use_by_date": "2028-02-29",
    }


def test_a_line_is_taken_out_whatever_its_lot_and_even_if_nothing_is_left(client, keeper, point, elsewhere):
    product = put_on_shelf(a_product("Chè"), 3, at=point).product
    how = {"sender": point.partner, "destination": elsewhere.partner, "at": NOW, "actor": keeper}
    shipment = write_shipment(**how)
    set_line(shipment=shipment, product=product, lot=product.lots.create(code="L1"), quantity=2)
    page = the_page(point, shipment)
    written = to_change(client, page)
    product.stockrecords.update(num_in_stock=0)

    answer = client.post(page, {"what": "line", **written, "units": 0, "lot_code": ""})

    assert answer.status_code == 302
    assert not ShipmentLine.objects.exists()
