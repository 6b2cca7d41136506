"""The locator at a window: with and without scripts, position and street tiles, by keyboard too."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from shop.assortment.point_shelves import goods_at
from shop.tests.browser.tiles import Tiles
from shop.tests.scenes import choosing
from shop.tests.scenes.places import page_of_a_network
from shop.tests.worlds import NOW

pytestmark = pytest.mark.browser
NEAR_MUONG_LAY = {"latitude": 22.02, "longitude": 103.17}
FIRST = "main ol > li >> nth=0"


@contextmanager
def with_tiles(someone, settings, *, status=200, **options):
    """Somebody at the locator, and the server of its street tiles; their coming from elsewhere is meant."""
    with Tiles(status) as tiles:
        settings.MAP_TILE_URL, settings.MAP_TILE_ATTRIBUTION = tiles.address, "© Bản đồ thử"
        tourist = someone(**options)
        tourist.page.remove_listener("response", tourist._watch)
        tourist.open("/diem-ban/")
        yield tourist, tiles
        # Before the server goes: tiles that are still being asked for would find nobody there.
        tourist.page.close()


def test_who_refuses_the_position_is_told_to_write_a_place(someone):
    tourist = someone(permissions=[])
    page = tourist.open("/diem-ban/")
    page.locator("[data-locator-button]").click()
    expect(page.locator("[data-locator-message]")).to_contain_text("Chưa tìm được vị trí")
    expect(page.locator("[data-locator-button]")).to_be_enabled()
    expect(page).to_have_url(re.compile(r"/diem-ban/$"))
    tourist.looks("position-refused")
    page.fill("input[name=noi]", "Mường Lay")
    page.locator("form[data-locator] button[type=submit]").click()
    expect(page.locator(FIRST)).to_contain_text("Mường Lay")
    tourist.finds_no_barrier()


def test_a_product_and_services_are_chosen_without_scripts(someone):
    point, product = choosing.nearest_without()
    tourist = someone(javascript=False)
    page = tourist.open(f"/diem-ban/?noi={point.name}")
    page.fill("input[name=hang]", product.title)
    page.locator("form[data-locator] button[type=submit]").click()

    expect(page.locator("main [role=status]").last).to_contain_text(product.title)
    expect(page.locator(FIRST)).not_to_contain_text(point.name)
    expect(page.locator(".locator__answer")).to_contain_text("không có hàng này")
    tourist.looks("nearest-that-has-it")

    page.locator("summary").click()
    page.check("input[name=do-xe]")
    page.locator("form[data-locator] button[type=submit]").click()
    expect(page).to_have_url(re.compile("do-xe=1"))
    expect(page.locator("input[name=do-xe]")).to_be_checked()
    expect(page.locator("input[name=hang]")).to_have_value(product.title)
    tourist.looks("with-a-service")


def test_with_a_position_the_product_asked_for_stays(someone):
    product = choosing.in_most_points()
    tourist = someone(geolocation=NEAR_MUONG_LAY, permissions=["geolocation"])
    page = tourist.open(f"/diem-ban/?san-pham={product.pk}")
    page.locator("[data-locator-button]").click()
    expect(page).to_have_url(re.compile(rf"vi-tri=.*san-pham={product.pk}"))
    expect(page.locator(FIRST)).to_contain_text(re.compile(r"\d k?m\b"))


def test_a_pin_of_the_drawing_leads_to_its_point_by_keyboard(someone):
    page = someone().open("/diem-ban/")
    pin = page.locator(".sketch-map__pin").nth(2)
    pin.focus()
    pin.press("Enter")
    expect(page).to_have_url(re.compile("#diem-"))
    expect(page.locator(".listed-point:target")).to_be_in_viewport()


def test_street_tiles_lie_over_the_drawing_and_their_pins_lead_to_the_points(someone, settings):
    with with_tiles(someone, settings) as (tourist, tiles):
        page = tourist.page
        expect(page.locator(".street-map--ready")).to_be_visible()
        expect(page.get_by_text("© Bản đồ thử")).to_be_visible()
        assert tiles.asked
        tourist.looks("street-tiles")
        pins = page.locator(".street-map__pin")
        expect(pins).to_have_count(page.locator("main ol > li").count())
        pins.nth(1).focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#diem-"))
        expect(page.locator(".listed-point:target")).to_contain_text(
            pins.nth(1).get_attribute("aria-label").split(". ", 1)[1]
        )
        tourist.finds_no_barrier()


def test_of_a_network_each_page_numbers_its_own_and_the_dots_lead_to_the_others(someone, settings):
    page_of_a_network(1)(None)
    with with_tiles(someone, settings) as (tourist, _tiles):
        page = tourist.page
        expect(page.locator(".street-map--ready")).to_be_visible()
        expect(page.locator(".street-map__pin")).to_have_count(page.locator("main ol > li").count())
        dots = page.locator(".street-map__dot")
        expect(dots).to_have_count(page.locator(".sketch-map__dots a").count())
        dots.last.dispatch_event("click")
        expect(page).to_have_url(re.compile(r"trang=13#diem-"))
        expect(page.locator(".listed-point:target")).to_be_in_viewport()


def test_a_dot_of_the_drawing_leads_to_its_page_without_scripts(someone):
    page_of_a_network(1)(None)
    page = someone(javascript=False).open("/diem-ban/")
    page.locator(".sketch-map__dots a").last.dispatch_event("click")
    expect(page).to_have_url(re.compile(r"trang=13#diem-"))
    expect(page.locator(".listed-point:target")).to_be_in_viewport()


def test_where_no_tile_comes_the_drawing_remains(someone, settings):
    with with_tiles(someone, settings, status=404) as (tourist, _tiles):
        page = tourist.page
        page.locator(".street-map").wait_for(state="attached")
        page.wait_for_function(
            "performance.getEntriesByType('resource').some(e => /\\d+\\.png/.test(e.name))"
        )
        expect(page.locator(".street-map")).to_be_hidden()
        expect(page.locator(".sketch-map__pin").first).to_be_visible()
        page.locator(".sketch-map__pin").first.click()
        expect(page).to_have_url(re.compile("#diem-"))
        tourist.looks("no-tile-comes")


def test_without_scripts_tiles_are_not_asked_for(someone, settings):
    with with_tiles(someone, settings, javascript=False) as (tourist, tiles):
        expect(tourist.page.locator(".sketch-map__pin").first).to_be_visible()
        assert tiles.asked == []


def test_a_points_page_and_its_poster(someone):
    point = choosing.point_that_is("open")
    tourist = someone()
    page = tourist.open(point.get_absolute_url())
    assert goods_at(point, NOW, offset=0, limit=1).count
    expect(page.locator(".on-shelf__facts").first).to_contain_text(
        re.compile(r"còn \d+ · xác nhận \d\d/\d\d/")
    )
    page.get_by_role("link", name="Áp phích để in").click()
    expect(page.locator(".poster svg")).to_be_visible()
    tourist.looks("poster")
    page.emulate_media(media="print")
    expect(page.locator(".poster__around")).to_be_hidden()
    expect(page.locator("footer").first).to_be_hidden()
    assert page.pdf(format="A4", print_background=True).count(b"/Type /Page\n") == 1
