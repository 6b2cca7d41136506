"""Somebody of age asks to see spirits, says so once, and finds them; no script is needed for it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
GONE = re.compile("Rượu", re.IGNORECASE)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_visitor_of_age_passes_the_gate(someone, javascript):
    visitor = someone(javascript=javascript)
    page = visitor.open("/san-pham/?q=ruou")
    expect(page.locator(".product-card").filter(has_text=GONE)).to_have_count(0)
    visitor.looks("list-before")
    page.locator(".age-note").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn đã đủ 18 tuổi chưa?")
    visitor.looks("gate")
    if javascript:
        visitor.finds_no_barrier()
    page.get_by_role("button", name="Tôi đã đủ 18 tuổi").press("Enter")

    expect(page).to_have_url(re.compile(r"/san-pham/\?nhom=II$"))
    expect(page.locator(".product-card").filter(has_text=GONE).first).to_be_visible()
    visitor.looks("list-after")
    page.locator(".product-card a").filter(has_text=GONE).first.click()
    expect(page.locator("main")).to_contain_text("chỉ bán tại điểm bán")
    visitor.looks("spirit")
