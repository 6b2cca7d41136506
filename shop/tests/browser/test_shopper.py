"""A shopper chooses by star, orders without an account, and finds the order again."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from shop.assortment.queries import on_offer
from shop.forks.order.models import Order
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import an_order

pytestmark = pytest.mark.browser


def chooses_a_four_star_product(person):
    page = person.open("/san-pham/?sao=4")
    expect(page.locator("main .grid li").first).to_be_visible()
    page.locator("main .grid li a").first.click()
    expect(page.locator("h1")).to_be_visible()
    return page


def adds_two_to_the_basket(page):
    page.fill("#quantity", "2")
    page.get_by_role("button", name="Thêm vào giỏ").click()
    expect(page).to_have_url(re.compile(r"/gio-hang/$"))


def tells_where_to_send(page):
    page.fill("input[name=name]", "Lò Thị Thử")
    page.fill("input[name=phone]", "0912 345 678")
    page.fill("input[name=commune]", "Lay Nưa")
    page.fill("input[name=street]", "Bản Quan Chiêng")


def sees(shopper, what):
    """A picture of the page, and axe's word on it."""
    shopper.looks(what)
    shopper.finds_no_barrier()


def checks_out(shopper):
    """Through details, first sent empty, and review, to the placed order."""
    page = shopper.page
    page.locator('main a[href="/thanh-toan/"]').click()
    sees(shopper, "checkout")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".field__error").first).to_be_visible()
    sees(shopper, "checkout-refused")
    tells_where_to_send(page)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("phường Mường Lay")
    sees(shopper, "review")
    page.locator("button[name=place]").click()


def test_shopper_orders_with_cash_on_delivery(someone):
    shopper = someone()
    page = chooses_a_four_star_product(shopper)
    sees(shopper, "product")
    adds_two_to_the_basket(page)
    sees(shopper, "basket")
    expect(page.locator("[data-basket-count]")).to_have_text("2")

    checks_out(shopper)

    expect(page).to_have_url(re.compile(r"/don-hang/[^/]{22}/$"))
    order = Order.objects.get()
    expect(page.locator("h1")).to_contain_text(order.number)
    sees(shopper, "order")
    assert all_stock_differences() == []


def test_shopper_finds_an_order_again(someone, sample_shop):
    product = on_offer(timezone.now()).filter(available__gt=2).first()
    order = an_order((product, 1), now=timezone.now())
    shopper = someone()
    page = shopper.open("/don-hang/")
    page.fill("input[name=number]", order.number.lower())
    page.fill("input[name=phone]", "+84 912 345 678")
    sees(shopper, "look-up")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(rf"/don-hang/{order.key}/$"))


def test_shopper_without_scripts_fetches_at_a_point(someone):
    shopper = someone(javascript=False)
    page = shopper.open("/diem-ban/")
    point = page.locator("main ol > li").filter(has=page.get_by_role("heading", name=re.compile("Mường Lay")))
    point.get_by_role("heading").get_by_role("link").press("Enter")
    expect(page.locator("h1")).to_contain_text("Mường Lay")
    page.locator("main .grid li a").first.click()
    adds_two_to_the_basket(page)
    page.locator('main a[href="/thanh-toan/"]').click()
    page.check("input[name=method][value=pick-up]")
    page.fill("input[name=name]", "Lò Thị Thử")
    page.fill("input[name=phone]", "0912345678")
    page.select_option("select[name=point]", label="Điểm OCOP mẫu – Mường Lay")
    page.locator("main form button[type=submit]").click()
    page.locator("button[name=place]").click()

    order = Order.objects.get()
    assert order.payment_method == Order.PaymentMethod.PAY_AT_POINT
    expect(page.locator("h1")).to_contain_text(order.number)


def test_shopper_reads_the_shop_in_english(someone):
    shopper = someone()
    page = shopper.open("/san-pham/")
    page.locator("header").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/san-pham/$"))
    expect(page.locator("h1")).to_have_text("Products")
    shopper.looks("list-in-english")
    shopper.finds_no_barrier()
    page.locator("main .grid li a").first.click()
    expect(page.get_by_role("button", name="Add to basket")).to_be_visible()
