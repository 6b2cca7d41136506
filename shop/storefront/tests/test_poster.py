"""The sheet that a point hangs up, and the code on it."""

import io

import pytest
import segno

from shop.machines.qr import qr_path
from shop.tests.worlds import a_point

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_it_names_the_point_and_leads_to_its_page_in_the_sheets_language(client, settings, prefix):
    settings.PUBLIC_URL = "https://shop.example"
    point = a_point("Cửa hàng Mường Lay", slug="muong-lay")
    response = client.get(f"{prefix}/diem-ban/muong-lay/ap-phich/")
    html = response.content.decode()
    address = f"https://shop.example{prefix}/diem-ban/muong-lay/"
    assert point.name in html
    assert address in html
    assert f'd="{qr_path(address).path}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert response["Cache-Control"].startswith("public, max-age=")


def test_the_code_has_the_modules_that_segno_draws():
    code = qr_path("https://shop.example/diem-ban/muong-lay/")
    drawn = io.StringIO()
    segno.make_qr("https://shop.example/diem-ban/muong-lay/", error="q").save(drawn, kind="txt", border=4)
    rows = drawn.getvalue().splitlines()
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module == "1"}
    told = {tuple(map(int, part.split("h")[0].split())) for part in code.path.split("M")[1:]}
    assert code.size == len(rows)
    assert told == dark


def test_an_unknown_point_has_no_poster(client):
    assert client.get("/diem-ban/khong-co/ap-phich/").status_code == 404
