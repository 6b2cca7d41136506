"""Sheets, headings, rows and separators that differ from the template but leave no doubt."""

import re
import shutil
import unicodedata
import zipfile

import pytest
from openpyxl import load_workbook

from catalog.certification.models import Certificate
from catalog.certification.tests.books import (
    CERTIFICATE,
    PRODUCER,
    PRODUCT,
    book,
    flat_file,
    good_book,
    imported,
)
from catalog.producers.models import Producer
from catalog.products.models import Product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


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
