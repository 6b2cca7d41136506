"""A point's staff see the orders of their own point and move one along."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalog.products.models import Product
from shop.demo.accounts import OFFICE, seller_email
from shop.fulfilment.delivery import Destination
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.queries import all_stock_differences
from shop.points.models import SalesPoint
from shop.tests.worlds import an_order

pytestmark = pytest.mark.browser


@pytest.fixture
def order(sample_shop):
    """A pick-up order at the point of Mường Lay, placed now."""
    point = SalesPoint.objects.get(name__contains="Mường Lay")
    at_point = Product.objects.filter(
        stockrecords__partner__sales_point=point, stockrecords__num_in_stock__gte=2, age_restricted=False
    )
    return an_order((at_point.first(), 2), destination=Destination(sales_point=point), now=timezone.now())


def test_staff_confirm_pack_and_hand_over(someone, order):
    seller = someone()
    own = order.fulfilments.get().partner.sales_point
    assert seller.signs_in(seller_email(own.slug)) == "/quay/"
    page = seller.page
    seller.looks("orders")
    seller.finds_no_barrier()
    page.get_by_role("link", name=re.compile(order.number)).first.click()
    seller.looks("to-confirm")
    seller.finds_no_barrier()

    for number, step in enumerate(("confirmed", "packed", "handed_over"), start=2):
        page.locator(f'button[value="{step}"]').click()
        expect(page.locator(".timeline > li")).to_have_count(number)
        assert order.fulfilments.get().status == step
    seller.looks("handed-over")
    assert all_stock_differences() == []


def test_staff_of_another_point_see_nothing_of_it(someone, order):
    other = SalesPoint.objects.get(name__contains="Mường Nhé")
    seller = someone()
    seller.signs_in(seller_email(other.slug))

    expect(seller.page.locator("main")).not_to_contain_text(order.number)
    parcel = Fulfilment.objects.get()
    answer = seller.page.request.get(f"{seller.base}/quay/kien/{parcel.pk}/")
    assert answer.status == 404


def test_the_office_is_led_to_the_dashboard_and_goes_on_from_there(someone):
    office = someone()
    assert office.signs_in(OFFICE) == "/quan-tri/"
    office.looks("dashboard")
    for way, address in (("Nội dung", "/noi-dung/"), ("Quầy", "/quay/"), ("Quản trị", "/quan-tri/")):
        strip = office.page.get_by_role("navigation", name="Nơi làm việc")
        strip.get_by_role("link", name=way).click()
        expect(office.page).to_have_url(office.base + address)
        expect(strip.get_by_role("link", name=way)).to_have_attribute("aria-current", "true")


#: What is in Oscar's own markup, and would take its templates to be rewritten.
OSCARS_OWN = {"definition-list", "empty-table-header", "heading-order"}


@pytest.mark.parametrize(
    "path", ["", "catalogue/", "catalogue/products/{product}/", "orders/", "orders/{order}/", "partners/"]
)
def test_the_offices_pages_fit_a_phone_and_have_no_barrier_of_ours(someone, order, path):
    office = someone()
    office.signs_in(OFFICE)
    product = order.lines.get().product_id
    office.open("/quan-tri/" + path.format(product=product, order=order.number))
    office.page.wait_for_load_state("networkidle")
    office.looks(path.split("/")[0] or "index")
    office.finds_no_barrier(but=OSCARS_OWN)
