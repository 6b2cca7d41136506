"""What a person, Excel or a keyboard may write in several ways is understood as one value."""

import re
import shutil
import unicodedata
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from catalog.certification.models import Certificate
from catalog.certification.tests.books import CERTIFICATE, PRODUCER, PRODUCT, book, flat_file, good_book
from catalog.producers.models import Producer
from catalog.products.models import Product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def imported(run, path, record):
    """The one record of its kind after the file has gone in."""
    done = run(path)
    assert done.refusal == "", done.errors
    return record.objects.get()


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


def test_a_formula_counts_with_the_value_that_excel_saved(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx", product={"Tên sản phẩm": "=1+1", "Nơi sản xuất": '=""'})
    _save_results(path, {"1+1": "<v>2</v>", '""': "<v></v>"})

    product = imported(run, path, Product)

    assert (product.title, product.origin_text) == ("2", "")


def _save_results(path, results):
    """Does what Excel does on saving: writes each formula's result beside it."""
    copy = path.with_suffix(".copy")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.infolist():
            content = old.read(part).decode() if part.filename.endswith(".xml") else old.read(part)
            if "worksheets/sheet" in part.filename:
                for formula, result in results.items():
                    empty = ' t="str"' if result == "<v></v>" else ""
                    pattern = rf'<c r="(\w+)"><f>{re.escape(formula)}</f><v\s?/?>(</v>)?</c>'
                    content = re.sub(pattern, rf'<c r="\1"{empty}><f>{formula}</f>{result}</c>', content)
            new.writestr(part, content)
    shutil.move(copy, path)


def test_an_empty_row_and_a_column_of_ordinals_do_no_harm(run, tmp_path):
    path = book(tmp_path / "so.xlsx", producers=[PRODUCER])
    workbook = load_workbook(path)
    page = workbook["Chủ thể"]
    page.insert_rows(1)
    page["K2"], page["K3"], page["K4"] = "STT", 1, 2
    page["A5"] = "   "
    page["A9"], page["B9"] = "Hộ Chè", "HKD"
    workbook.save(path)

    done = run(path)

    assert done.refusal == "", done.errors
    assert sorted(Producer.objects.values_list("name", flat=True)) == ["Hộ Chè", "Hợp tác xã Chè Thử"]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig")])
def test_csv_with_comma_or_semicolon_with_or_without_a_mark(run, tmp_path, delimiter, encoding):
    rows = [PRODUCER | {"Xã, phường": "Nậm Kè", "Thôn, bản": 'Bản "Một"'}]

    path = flat_file(tmp_path / "chu-the.csv", rows, delimiter=delimiter, encoding=encoding)

    assert imported(run, path, Producer).village == 'Bản "Một"'


def test_each_csv_file_is_known_by_its_headings(run, tmp_path):
    for name, row in (("a", PRODUCER), ("b", PRODUCT), ("c", CERTIFICATE)):
        assert run(flat_file(tmp_path / f"{name}.csv", [row])).refusal == ""

    assert Certificate.objects.get().product.producer.name == "Hợp tác xã Chè Thử"


def test_sheet_names_and_headings_may_differ_in_capitals_spaces_and_form(run, tmp_path):
    path = book(tmp_path / "so.xlsx", producers=[PRODUCER])
    workbook = load_workbook(path)
    page = workbook["Chủ thể"]
    page.title = unicodedata.normalize("NFD", "CHỦ THỂ ")
    page["A1"] = unicodedata.normalize("NFD", " tên  CHỦ thể")
    workbook.save(path)

    assert imported(run, path, Producer)
