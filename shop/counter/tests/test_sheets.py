"""The counter's pages of stock as a file: taken, looked through, applied piece by piece, and once."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shop.forks.partner.models import StockRecord
from shop.stock.models import LotStock, Movement
from shop.tests.journeys.test_counter_sweep import everything
from shop.tests.worlds import a_gift_set, a_point, a_product, a_seller, put_on_shelf
from shop.warehouse import sheet_applying, sheet_files
from shop.warehouse.models import StockSheet
from shop.warehouse.sheet_checking import rows_of
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheets import write_csv, write_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(client):
    """A point with three products, whose keeper is signed in."""
    found = a_point()
    for units in (5, 6, 7):
        put_on_shelf(a_product(), units, at=found)
    user = a_seller(found)
    user.memberships.update(role="keeper")
    client.force_login(user)
    return found


@pytest.fixture
def address(point):
    return reverse("counter:sheets", kwargs={"code": point.partner.code})


def rows(point, **values):
    records = StockRecord.objects.filter(partner=point.partner).with_available()
    return [replace(row, **values) for row in rows_of(records, "X")]


def send(client, address, content, name="tồn.xlsx"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def on_hand(point):
    shelves = LotStock.objects.filter(stock__partner=point.partner)
    return list(shelves.order_by("stock").values_list("on_hand", flat=True))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_is_taken_and_comes_back_without_a_difference(client, point, address, kind):
    a_gift_set((a_product(), 1), at=point)  # It has no shelf, so it is in no file.
    answer = client.get(f"{address}xuat/?kieu={kind}")
    assert f'.{kind}"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert len(read_file(f"a.{kind}", answer.content)) == 3
    page = client.get(send(client, address, answer.content, f"a.{kind}")["Location"])
    assert "Tệp không thay đổi gì" in page.content.decode()
    assert client.get(f"{address}xuat/?kieu=pdf").status_code == 404


def test_nothing_is_written_until_it_is_applied_and_then_piece_by_piece(client, point, address, monkeypatch):
    monkeypatch.setattr(sheet_applying, "PIECE", 2)
    page = send(client, address, write_xlsx(rows(point, new=1)))["Location"]
    shown = client.get(page).content.decode()
    assert "3 dòng sẽ thay đổi. Chưa có gì được ghi." in shown
    assert "<del>5</del> → <ins>1</ins> (-4)" in shown
    assert on_hand(point) == [5, 6, 7]
    assert client.post(page, {"what": "apply"})["Location"] == f"{page}?tiep=1"
    assert "data-runs" in client.get(f"{page}?tiep=1").content.decode()
    paused = client.get(page).content.decode()
    assert "data-runs" not in paused
    assert '<progress aria-labelledby="how-far" max="3" value="0">' in paused
    assert client.post(page, {"what": "go-on", "seen": "0"})["Location"] == page
    assert on_hand(point) == [1, 1, 7]
    again = client.post(page, {"what": "go-on", "seen": "0"})
    assert (again.status_code, on_hand(point)) == (409, [1, 1, 7])
    client.post(page, {"what": "go-on", "seen": "2"})
    assert on_hand(point) == [1, 1, 1]
    assert "Gửi lại tệp này không thay đổi gì" in client.get(page).content.decode()
    assert {move.reason for move in Movement.objects.filter(kind="adjustment")} == {"Nhập từ tệp tồn.xlsx"}


def test_the_same_file_twice_changes_nothing_and_says_when_it_was_applied(client, point, address):
    content = write_csv(rows(point, new=1))
    page = send(client, address, content, "a.csv")["Location"]
    client.post(page, {"what": "apply"})
    client.post(page, {"what": "go-on", "seen": "0"})
    before = everything()
    again = send(client, address, content, "b.csv")
    assert again["Location"] == page
    shown = client.get(page).content.decode()
    assert "Chính tệp này đã được gửi trước đây. Không thay đổi gì." in shown
    assert "Đã ghi lúc" in shown
    assert everything() == before


def test_faults_are_said_by_row_and_nothing_is_written(client, point, address):
    before = everything()
    answer = send(client, address, write_xlsx([*rows(point, new="mười"), rows(point, sku="LẠ")[0]]))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "4 ô cần sửa" in shown
    assert shown.count("Đây không phải số nguyên.") == 3
    assert "Điểm này không có hàng nào mang mã này." in shown
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"hello", "không phải sổ tính Excel"),
        ("a.xlsm", b"PK", "có thể chứa macro"),
        ("a.csv", "Mã hàng;Giá\nx;1\n".encode(), "Tệp thiếu các cột: Mã lô"),
        ("a.csv", b"x" * (sheet_files.MOST_BYTES + 1), "Tệp lớn hơn 5 MB"),
    ],
)
def test_a_bad_file_is_refused_with_words_and_nothing_is_written(
    client, point, address, name, content, words
):
    before = everything()
    answer = send(client, address, content, name)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert everything() == before


def test_a_form_without_a_file_or_a_known_step(client, point, address):
    assert "Hãy chọn tệp trước." in client.post(address).content.decode()
    page = send(client, address, write_csv(rows(point, new=1)), "a.csv")["Location"]
    assert client.post(page, {"what": "x"}).status_code == 422
    for seen in ("", "-1", "²", "9" * 400):
        assert client.post(page, {"what": "go-on", "seen": seen}).status_code == 409
    client.post(page, {"what": "give-up"})
    assert client.post(page, {"what": "apply"}).status_code == 409
    assert StockSheet.objects.get().state == "cancelled"
    assert on_hand(point) == [5, 6, 7]


def test_a_file_name_is_shown_as_text(client, point, address):
    file = BytesIO(write_csv(rows(point, new=1)))
    file.name = "<img src=x>.csv"
    page = client.get(client.post(address, {"file": file})["Location"]).content.decode()
    assert "<img src=x>" not in page


def test_sellers_see_no_way_to_it(client, point, address):
    shelves = reverse("counter:shelves", kwargs={"code": point.partner.code})
    assert address in client.get(shelves).content.decode()
    seller = a_seller(point)
    seller.memberships.update(role="seller")
    client.force_login(seller)
    assert address not in client.get(shelves).content.decode()
    assert client.get(address).status_code == 403
    assert client.get(f"{address}xuat/").status_code == 403
