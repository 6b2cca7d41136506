"""A marketer writes an article with a product chosen from the shop, looks at it, and publishes it."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import ArticlePage
from shop.demo.accounts import MARKETER

pytestmark = pytest.mark.browser


def test_marketer_writes_an_article_about_a_product(someone, width):
    marketer = someone()
    assert marketer.signs_in(MARKETER) == "/noi-dung/"
    marketer.looks("desk")
    parent = ArticlePage.objects.first().get_parent()
    page = marketer.open(f"/noi-dung/pages/add/cms/articlepage/{parent.pk}/")
    marketer.looks("editor")
    page.fill("input[name=title], textarea[name=title]", "Mật ong mùa hoa ban")
    page.fill("textarea[name=intro], input[name=intro]", "Một bài thử của biên tập.")

    page.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    page.locator("[role=option]", has_text=re.compile("^Sản phẩm$|^Product$")).first.click()
    page.get_by_role("button", name=re.compile("Choose a product|Chọn sản phẩm", re.I)).first.click()
    dialog = page.locator(".modal-content")
    dialog.locator("input[name=q]").fill("Mật ong hoa Ban")
    dialog.get_by_role("link", name="Mật ong hoa Ban").click()
    expect(dialog).to_be_hidden()
    marketer.looks("product-chosen")

    page.locator("button[name=action-publish]").evaluate("button => button.click()")
    expect(page.locator(".messages, [data-messages]")).to_be_visible()

    article = ArticlePage.objects.live().get(title="Mật ong mùa hoa ban")
    page = marketer.open(article.get_url())
    expect(page.locator("main")).to_contain_text("Mật ong hoa Ban")
    marketer.looks("published")


def test_a_marketer_has_the_way_to_the_shop_at_hand(someone):
    marketer = someone()
    marketer.signs_in(MARKETER)
    strip = marketer.page.get_by_role("navigation", name="Nơi làm việc")
    expect(strip.get_by_role("link", name="Nội dung")).to_have_attribute("aria-current", "true")
    marketer.finds_no_barrier()
    strip.get_by_role("link", name="Cửa hàng").click()
    expect(marketer.page).to_have_url(marketer.base + "/")
