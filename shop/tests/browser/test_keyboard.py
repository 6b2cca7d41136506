"""The main job by keyboard alone, from the address bar on: no pointer, no field filled from outside."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from catalog.products.models import Product
from shop.assortment.queries import on_offer
from shop.demo.accounts import PASSWORD, seller_email
from shop.fulfilment.delivery import Destination
from shop.fulfilment.queries import all_stock_differences
from shop.points.models import SalesPoint
from shop.tests.browser.keyboard import Keyboard
from shop.tests.browser.ordering import field, link_to
from shop.tests.worlds import an_order

pytestmark = pytest.mark.browser
MONDAY_MORNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten o'clock in Điện Biên: points are open


@pytest.fixture
def pick_up(sample_shop):
    """An order to be fetched at the point of Mường Lay, placed now."""
    point = SalesPoint.objects.get(name__contains="Mường Lay")
    at_point = Product.objects.filter(
        stockrecords__partner__sales_point=point, stockrecords__num_in_stock__gte=2, age_restricted=False
    )
    return an_order((at_point.first(), 2), destination=Destination(sales_point=point), now=timezone.now())


def test_a_tourist_finds_a_point_that_is_open(someone, time_machine):
    time_machine.move_to(MONDAY_MORNING)
    page = someone().open("/")
    keys = Keyboard(page)
    keys.follow(link_to(page, "/diem-ban/"))
    expect(page).to_have_url(re.compile(r"/diem-ban/$"))

    keys.write(field(page, "noi"), "Lay Nưa")
    keys.follow(field(page, "mo-cua"), "Space")
    expect(field(page, "mo-cua")).to_be_checked()
    keys.follow(page.locator("form:has([name=noi]) button[type=submit]"))
    expect(page).to_have_url(re.compile(r"mo-cua="))

    nearest = page.locator("main").get_by_role("link", name=re.compile("Mường Lay"))
    keys.follow(nearest.and_(page.locator('[href*="/diem-ban/"]')))
    expect(page).to_have_url(re.compile(r"/diem-ban/[^/]+/$"))
    expect(page.locator("h1")).to_contain_text("Mường Lay")
    keys.walk_there_and_back()


def test_staff_confirm_pack_and_hand_over(someone, pick_up):
    page = someone().open("/tai-khoan/dang-nhap/")
    keys = Keyboard(page)
    keys.write(field(page, "username"), seller_email(pick_up.fulfilments.get().partner.sales_point.slug))
    keys.write(field(page, "password"), PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/quay/$"))
    keys.walk_there_and_back()
    keys.follow(page.get_by_role("link", name=re.compile(pick_up.number)))
    expect(page).to_have_url(re.compile(r"/quay/kien/\d+/$"))
    keys.walk_there_and_back()

    for step in ("confirmed", "packed", "handed_over"):
        shown = page.locator(f'button[value="{step}"]:visible')  # "pack anew" is folded away
        keys.follow(shown)
        expect(shown).to_have_count(0)

    assert pick_up.fulfilments.get().status == "handed_over"
    assert all_stock_differences() == []


def test_a_shopper_finds_an_order_again(someone, sample_shop):
    product = on_offer(timezone.now()).filter(available__gt=2).first()
    order = an_order((product, 1), now=timezone.now())
    page = someone().open("/don-hang/")
    keys = Keyboard(page)
    keys.write(field(page, "number"), order.number.lower())
    keys.write(field(page, "phone"), "0912345678")
    keys.follow(page.locator("main form:has([name=number]) button[type=submit]"))
    expect(page).to_have_url(re.compile(rf"/don-hang/{order.key}/$"))


def test_a_visitor_switches_the_language_and_comes_back(someone):
    page = someone().open("/san-pham/")
    keys = Keyboard(page)
    keys.follow(page.locator('a[hreflang="en"]'))
    expect(page).to_have_url(re.compile(r"/en/san-pham/$"))
    keys.follow(page.locator('a[hreflang="vi"]'))
    expect(page).to_have_url(re.compile(r"(?<!/en)/san-pham/$"))


@pytest.mark.parametrize("path", ["/", "/san-pham/", "/diem-ban/", "/gio-hang/", "/don-hang/"])
def test_the_first_tab_leads_past_the_header(someone, path):
    page = someone().open(path)
    keys = Keyboard(page)
    keys.tab()
    expect(page.locator('a[href="#main"]')).to_be_focused()
    page.keyboard.press("Enter")
    keys.tab()
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/san-pham/",
        "/chu-the/",
        "/diem-ban/",
        "/du-lich/",
        "/tin-tuc/",
        "/gio-hang/",
        "/don-hang/",
        "/tai-khoan/dang-nhap/",
        "/khong-co-trang-nay/",
    ],
)
def test_a_page_can_be_walked_through_forwards_and_back(someone, path):
    """Every link, button and field that is shown is a stop, and there is a way out at both ends."""
    page = someone().open(path)
    Keyboard(page).walk_there_and_back()
