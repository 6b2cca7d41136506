"""A commune may be written by code or name, of today or of old; what is not certain is asked for."""

import pytest

from catalog.certification.tests.books import PRODUCER, book, good_book, imported
from catalog.products.models import Product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("03127", "03127"),
        (3127, "03127"),
        ("3127", "03127"),
        (3127.0, "03127"),
        ("Điện Biên Phủ", "03127"),
        ("phường điện biên phủ", "03127"),
        ("Xã Nậm Kè, tỉnh Điện Biên", "03177"),
        ("Pá Mỳ", "03177"),
        ("xã Pá Mỳ, huyện Mường Nhé", "03177"),
        ("03179", "03177"),
        ("thị trấn Mường Chà", "03172"),
        ("xã Mường Chà", "03166"),
        ("xã Sam Mứn, huyện Điện Biên", "03352"),
        ("Nà Tòng", "03217"),
        ("Na Tông", "03365"),
    ],
)
def test_a_commune_by_code_or_name_of_today_or_of_old(run, tmp_path, written, code):
    path = good_book(tmp_path / "so.xlsx", product={"Xã, phường": written})

    assert imported(run, path, Product).commune_id == code


def test_an_old_name_is_noted_with_the_unit_of_today_and_all_its_rows(run, tmp_path):
    rows = [PRODUCER | {"Tên chủ thể": f"Hộ {n}", "Xã, phường": "Pá Mỳ"} for n in range(12)]

    done = run(book(tmp_path / "so.xlsx", producers=rows))

    notes = [line for line in done.said.splitlines() if line.startswith("Ghi chú")]
    assert notes == [
        'Ghi chú: Chủ thể, cột "Xã, phường", dòng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 và 2 dòng khác: '
        "xã Pá Mỳ nay thuộc xã Nậm Kè (03177)."
    ]


def test_a_name_that_stayed_is_not_noted(run, tmp_path):
    assert "Ghi chú" not in run(good_book(tmp_path / "so.xlsx", product={"Xã, phường": "Nậm Kè"})).said


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Mường Chà", "xã Mường Chà (03166) ngày nay hoặc thị trấn Mường Chà cũ (Huyện Mường Chà)"),
        ("xã Sam Mứn", "xã Sam Mứn (03356) ngày nay hoặc xã Sam Mứn cũ (Huyện Điện Biên)"),
        ("phường Nậm Kè", "có phải ý là xã Nậm Kè (03177)"),
        ("huyện Tủa Chùa", "tên một xã, phường ở Điện Biên"),
        ("Na Tong", "hay xã Nà Tòng cũ (Huyện Tuần Giáo), nay thuộc xã Tủa Chùa (03217)?"),
        ("xã Sam Mứn, Điện Biên", "có thể thêm huyện cũ"),
        ("312", "mã của một xã, phường ở Điện Biên, 5 chữ số"),
        ("003127", "mã của một xã, phường ở Điện Biên, 5 chữ số"),
    ],
)
def test_a_commune_that_is_not_certain_is_asked_for(run, tmp_path, written, asked):
    done = run(good_book(tmp_path / "so.xlsx", product={"Xã, phường": written}))

    assert done.errors.startswith('Sản phẩm, dòng 2, cột "Xã, phường"')
    assert asked in done.errors
