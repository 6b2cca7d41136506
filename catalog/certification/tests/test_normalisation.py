"""What a person, Excel or a keyboard may write in several ways is understood as one value."""

import unicodedata
from datetime import date, datetime

import pytest

from catalog.certification.models import Certificate
from catalog.certification.tests.books import good_book, imported
from catalog.producers.models import Producer
from catalog.products.models import Product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.mark.parametrize(
    "written",
    [
        "  Hợp tác xã   Chè Thử ",
        unicodedata.normalize("NFD", "Hợp tác xã Chè Thử"),
        "Hợp tác xã\u00a0Chè\u202fThử",
        "\ufeffHợp tác xã Chè\u200b Th\u00adử",
        "Hợp tác xã\nChè Thử",
    ],
    ids=["spaces", "decomposed marks", "hard spaces", "invisible characters", "a line break"],
)
def test_a_name_is_one_line_in_composed_form(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", producer={"Tên chủ thể": written})

    assert imported(run, path, Producer).name == "Hợp tác xã Chè Thử"


def test_a_product_is_stored_in_composed_form_though_it_is_written_in_bulk(run, tmp_path):
    decomposed = {"Tên sản phẩm": "Chè xanh thử", "Mô tả": "Chè ngon.\nUống nóng.", "Mã sản phẩm": "CHE-01"}
    written = {heading: unicodedata.normalize("NFD", text) for heading, text in decomposed.items()}

    product = imported(run, good_book(tmp_path / "so.xlsx", product=written), Product)

    assert [product.title, product.description, product.code] == [
        unicodedata.normalize("NFC", text) for text in decomposed.values()
    ]


@pytest.mark.parametrize("written", ["HTX", "htx", "hợp  tác xã", "Hợp tác xã"])
def test_a_kind_in_the_words_of_the_office(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", producer={"Loại hình": written})

    assert imported(run, path, Producer).kind == Producer.Kind.COOPERATIVE


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        (912345678, "0912345678"),
        ("(0215) 3825 123", "02153825123"),
        (2153825123, "02153825123"),
    ],
)
def test_a_telephone_number(run, tmp_path, written, stored):
    path = good_book(tmp_path / "so.xlsx", producer={"Điện thoại": written})

    assert imported(run, path, Producer).phone == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("5600 123 456", "5600123456"),
        (5600123456, "5600123456"),
        ("5600123456-001", "5600123456-001"),
        (100109106, "0100109106"),
        (11123456789, "011123456789"),
    ],
)
def test_a_tax_code_gets_back_the_zero_that_excel_dropped(run, tmp_path, written, stored):
    path = good_book(tmp_path / "so.xlsx", producer={"Mã số thuế": written})

    assert imported(run, path, Producer).tax_code == stored


def test_a_zero_that_was_put_back_is_said(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx", producer={"Mã số thuế": 100109106}))

    assert 'Ghi chú: Chủ thể, cột "Mã số thuế", dòng 2: 100109106 được hiểu là 0100109106.' in done.said


def test_nine_digits_that_no_zero_makes_right_are_a_mistake(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx", producer={"Mã số thuế": 100109107}))

    assert 'cột "Mã số thuế", giá trị "100109107": cần 10 chữ số' in done.errors


@pytest.mark.parametrize(
    ("written", "stored"),
    [("2019", "2019"), (2019, "2019"), ("2/2019", "02/2019"), ("15/2/2019", "15/02/2019")]
    + [(date(2019, 2, 1), "02/2019"), (datetime(2020, 11, 30), "30/11/2020"), ("2020-11-30", "30/11/2020")],
)
def test_when_a_producer_was_founded(run, tmp_path, written, stored):
    path = good_book(tmp_path / "so.xlsx", producer={"Năm thành lập": written})

    assert imported(run, path, Producer).founded == stored


@pytest.mark.parametrize("written", ["che-01", " CHE-01 ", "CHE - 01", "Che\u00a0-01"])
def test_a_code_in_capitals_without_spaces(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", product={"Mã sản phẩm": written})

    assert imported(run, path, Product).code == "CHE-01"


def test_a_code_of_digits_only_from_a_cell_of_a_number(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", product={"Mã sản phẩm": 17.0}, certificate={"Mã sản phẩm": "17"})

    assert imported(run, path, Product).code == "17"


@pytest.mark.parametrize("written", ["I.5a", "i.5A", "I. 5a"])
def test_a_subgroup_however_it_is_spelt(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", product={"Mã phân nhóm": written})

    assert [category.code for category in imported(run, path, Product).categories.all()] == ["I.5a"]


def test_a_group_without_subgroups_is_its_own(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", product={"Mã phân nhóm": "vi"})

    assert imported(run, path, Product).categories.get().code == "VI"


@pytest.mark.parametrize(
    ("written", "grams"),
    [
        (130, 130),
        ("130", 130),
        (130.0, 130),
        ("130.0", 130),
        ("130,0", 130),
        ("1.250", 1250),
        (" 1 250 ", 1250),
    ]
    + [("1.250,00", 1250), ("12.000", 12_000)],
)
def test_a_weight_as_text_or_number(run, tmp_path, written, grams):
    path = good_book(tmp_path / "so.xlsx", product={"Khối lượng tịnh (g)": written})

    assert imported(run, path, Product).net_weight_g == grams


@pytest.mark.parametrize("written", ["8930000000019", 8930000000019, "893 0000 0000 19", 8930000000019.0])
def test_a_bar_code_as_text_or_number(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", product={"Mã vạch (GTIN)": written})

    assert imported(run, path, Product).upc == "8930000000019"


def test_a_bar_code_that_excel_shortened_is_explained(run, tmp_path):
    done = run(good_book(tmp_path / "so.xlsx", product={"Mã vạch (GTIN)": "8,93E+12"}))

    assert "Excel đã rút gọn số này, hãy định dạng cột là Văn bản rồi ghi lại" in done.errors


def test_a_description_keeps_its_lines(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", product={"Mô tả": "Chè  ngon.\r\n\n\n\nUống nóng. "})

    assert imported(run, path, Product).description == "Chè ngon.\n\nUống nóng."


@pytest.mark.parametrize("written", [4, "4", "4 sao", "4 SAO", 4.0])
def test_stars(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", certificate={"Hạng sao": written})

    assert imported(run, path, Certificate).stars == 4


@pytest.mark.parametrize("written", [82.5, "82.5", "82,5", "82,50"])
def test_a_score_with_comma_or_point(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", certificate={"Điểm": written})

    assert str(imported(run, path, Certificate).score) == "82.5"


@pytest.mark.parametrize(
    "written",
    ["05/03/2024", "5/3/2024", "05-03-2024", "05.03.2024", "2024-03-05", "2024-03-05 00:00:00"]
    + [date(2024, 3, 5), datetime(2024, 3, 5, 8, 30)],
)
def test_a_day_in_every_way_of_writing_it(run, tmp_path, written):
    path = good_book(tmp_path / "so.xlsx", certificate={"Ngày cấp": written})

    certificate = imported(run, path, Certificate)

    assert certificate.issued_date == date(2024, 3, 5)
    assert certificate.ends_date == date(2027, 3, 5)
