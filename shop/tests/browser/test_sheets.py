"""A keeper takes the stock as a file, sends it back and has it applied, with scripts and without."""

import re
from threading import Event

import pytest
from playwright.sync_api import expect

from shop.counter import sheets
from shop.demo.accounts import seller_email
from shop.forks.partner.models import PointMembership, StockRecord
from shop.tests.scenes.sheets import filled_in, own_point
from shop.warehouse import sheet_applying
from shop.warehouse.models import StockSheet
from shop.warehouse.queries import all_differences
from shop.warehouse.sheets import write_xlsx

pytestmark = pytest.mark.browser
#: Longer than anybody waits; then the test has failed.
SECONDS = 20


@pytest.mark.parametrize("javascript", [True, False])
def test_a_keeper_sends_a_file_and_has_it_applied(someone, monkeypatch, javascript):
    monkeypatch.setattr(sheet_applying, "PIECE", 5)
    rows = filled_in()
    keeper = someone(javascript=javascript)
    keeper.signs_in(as_keeper())
    page = keeper.open(f"/quay/diem/{own_point().partner.code}/kho/")
    takes_the_file(page)
    sends_the_file(page, rows)
    expect(page.locator(".sheet-rows > li")).to_have_count(len(rows))
    page.get_by_role("button", name="Ghi tất cả vào sổ").click()
    if not javascript:
        for done in (0, 5, 10):
            expect(page.locator("progress")).to_have_attribute("value", str(done))
            page.get_by_role("button", name="Ghi tiếp").click()
    expect(page.locator("main .notice")).to_contain_text("Đã ghi lúc")
    assert StockSheet.objects.get().rows_done == len(rows)
    on_hand = dict(
        StockRecord.objects.filter(partner=own_point().partner).values_list("partner_sku", "num_in_stock")
    )
    assert {row.sku: on_hand[row.sku] for row in rows} == {row.sku: row.new for row in rows}
    assert all_differences() == []


def as_keeper():
    """The e-mail of the point's member, who is its stock keeper now."""
    email = seller_email(own_point().slug)
    PointMembership.objects.filter(user__email=email).update(role="keeper")
    return email


def takes_the_file(page):
    """From the shelves to the page of files, and the stock from there."""
    page.get_by_role("link", name="Xuất, nhập bằng tệp Excel").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel (.xlsx)").click()
    assert re.fullmatch(r"ton-.*\.xlsx", taken.value.suggested_filename)


def sends_the_file(page, rows):
    """Sends it filled in, for a look at what would change."""
    file = {"name": "t.xlsx", "mimeType": "application/octet-stream", "buffer": write_xlsx(rows)}
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Xem trước khác biệt").click()


def test_it_stops_at_the_button_and_goes_on_later(someone, monkeypatch):
    asked_to_stop = Event()

    def second_piece_waits(**how):
        if StockSheet.objects.get().rows_done:
            assert asked_to_stop.wait(SECONDS)
        sheet_applying.apply_piece(**how)

    monkeypatch.setattr(sheet_applying, "PIECE", 1)
    monkeypatch.setattr(sheets, "apply_piece", second_piece_waits)
    rows = filled_in()
    keeper = someone()
    keeper.signs_in(as_keeper())
    page = keeper.open(f"/quay/diem/{own_point().partner.code}/tep/")
    sends_the_file(page, rows)
    page.get_by_role("button", name="Ghi tất cả vào sổ").click()
    page.get_by_role("button", name="Dừng ở đây").click()
    asked_to_stop.set()
    expect(page.get_by_role("button", name="Ghi tiếp")).to_be_enabled()
    done = StockSheet.objects.get().rows_done
    assert 0 < done < len(rows)
    expect(page.locator("progress")).to_have_js_property("value", done)
    monkeypatch.undo()
    page.get_by_role("button", name="Ghi tiếp").click()
    expect(page.locator("main .notice")).to_contain_text("Đã ghi lúc")
    assert all_differences() == []
