"""What a counter prints: as wide as its paper, on one page, without what stands around it."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from shop.tests.browser.person import SCREENSHOTS
from shop.tests.scenes import printing

pytestmark = pytest.mark.browser
#: Points (1/72 inch) from edge to edge.
WIDTHS = {"a4": 595, "80": 227, "58": 164}
SHEETS = {"picks": printing.picks, "slip": printing.slip, "label": printing.label}


@pytest.mark.parametrize("width", [360], indirect=True)
@pytest.mark.parametrize("paper", WIDTHS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_fits_its_paper(someone, sheet, paper):
    client = Client()
    address = SHEETS[sheet](f"?giay={paper}")(client)
    staff = someone()
    staff.brings(client)
    page = staff.open(address)
    staff.looks(f"{sheet}-{paper}")
    expect(page.locator("[data-print]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".sheet-around")).to_be_hidden()
    expect(page.locator(".skip-link")).to_be_hidden()
    printed = page.pdf(prefer_css_page_size=True)
    (SCREENSHOTS / f"printed-{sheet}-{paper}.pdf").write_bytes(printed)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed)
    assert [round(float(wide)) for wide, _high in boxes] == [pytest.approx(WIDTHS[paper], abs=1)]
