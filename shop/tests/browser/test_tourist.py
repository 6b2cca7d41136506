"""A tourist finds a sales point: nearest first, open or not, and what it has."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NEAR_MUONG_LAY = {"latitude": 22.02, "longitude": 103.17}


def test_tourist_finds_the_nearest_point_by_position(someone):
    tourist = someone(geolocation=NEAR_MUONG_LAY, permissions=["geolocation"])
    page = tourist.open("/diem-ban/")
    tourist.looks("all-points")
    page.locator("[data-locator-button]").click()

    expect(page).to_have_url(re.compile("vi-tri="))
    nearest = page.locator("main ol > li").first
    expect(nearest).to_contain_text("Mường Lay")
    expect(nearest).to_contain_text(re.compile(r"\d k?m\b"))
    tourist.looks("nearest")
    tourist.finds_no_barrier()


def test_tourist_without_scripts_names_an_old_commune(someone):
    tourist = someone(javascript=False)
    page = tourist.open("/diem-ban/")
    page.fill("input[name=noi]", "Lay Nưa")
    page.locator("form[data-locator] button[type=submit]").click()

    expect(page.locator("main")).to_contain_text("Mường Lay")
    tourist.looks("near-an-old-commune")
    page.locator("main ol > li").first.get_by_role("heading").get_by_role("link").press("Enter")
    expect(page.locator("h1")).to_contain_text("Mường Lay")
    expect(page.locator("main table, main .table").first).to_be_visible()
    tourist.looks("point")


def test_tourist_reads_about_a_village_and_where_to_buy(someone):
    tourist = someone()
    page = tourist.open("/du-lich/")
    page.locator("main").get_by_role("link", name=re.compile("Che Căn")).first.click()
    expect(page.locator("h1")).to_contain_text("Che Căn")
    tourist.looks("village")
    tourist.finds_no_barrier()
