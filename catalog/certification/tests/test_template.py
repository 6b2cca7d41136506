"""The template comes from the description of the columns, and so does docs/register.md."""

import csv

import pytest
from django.conf import settings
from openpyxl import load_workbook

from catalog.certification.models import Certificate
from catalog.certification.register.columns import SHEETS
from catalog.certification.register.template import example_in_words


@pytest.mark.django_db
def test_the_examples_of_the_workbook_go_in_as_they_stand(province, run, tmp_path):
    done = run("--template", tmp_path / "mau.xlsx")
    assert done.said == f"Đã ghi {tmp_path / 'mau.xlsx'}\n"

    done = run(tmp_path / "mau.xlsx")

    assert done.refusal == "", done.errors
    assert Certificate.objects.get().product.producer.name == "Hợp tác xã Ví Dụ"
    assert run(tmp_path / "mau.xlsx").said.endswith("Không có gì thay đổi.\n")


@pytest.mark.django_db
def test_the_examples_of_the_csv_files_go_in_as_they_stand_and_are_the_same(province, run, tmp_path):
    run("--template", tmp_path / "mau.xlsx")
    run(tmp_path / "mau.xlsx")
    run("--template", tmp_path / "mau.csv")

    for part in ("chu-the", "san-pham", "giay-chung-nhan"):
        assert run(tmp_path / f"mau-{part}.csv").said.endswith("Không có gì thay đổi.\n")


@pytest.mark.django_db
def test_every_column_of_the_template_is_read(province, run, tmp_path):
    run("--template", tmp_path / "mau.xlsx")
    workbook = load_workbook(tmp_path / "mau.xlsx")

    assert workbook.sheetnames == ["Hướng dẫn", "Chủ thể", "Sản phẩm", "Giấy chứng nhận"]
    for sheet in SHEETS:
        headings = [cell.value for cell in workbook[sheet.name][1]]
        assert headings == [column.heading for column in sheet.columns]


@pytest.mark.django_db
def test_cells_that_excel_would_spoil_are_text(province, run, tmp_path):
    run("--template", tmp_path / "mau.xlsx")
    page = load_workbook(tmp_path / "mau.xlsx")["Chủ thể"]

    formats = {cell.value: page.column_dimensions[cell.column_letter].number_format for cell in page[1]}

    assert {formats[heading] for heading in ("Mã số thuế", "Điện thoại", "Xã, phường")} == {"@"}


@pytest.mark.django_db
def test_a_template_is_never_written_over_somebodys_work(run, tmp_path):
    path = tmp_path / "mau-san-pham.csv"
    path.write_text("work")

    done = run("--template", tmp_path / "mau.csv")

    assert "đã có. Hãy chọn tên khác" in done.refusal
    assert path.read_text() == "work"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Hãy cho biết một tệp cần nhập"),
        (["so.xlsx", "--template", "mau.xlsx"], "Hãy cho biết một tệp cần nhập"),
        (["--template", "mau.pdf"], "Tên tệp mẫu phải có đuôi .xlsx hoặc .csv"),
        (["--template", "/khong/co/mau.xlsx"], "Không ghi được /khong/co/mau.xlsx"),
        (["--template", "/khong/co/mau.csv"], "Không ghi được /khong/co/mau.csv"),
    ],
)
def test_wrong_arguments_are_told_in_words(run, arguments, words):
    assert words in run(*arguments).refusal


@pytest.mark.django_db
def test_csv_templates_open_in_excel_as_utf8(run, tmp_path):
    run("--template", tmp_path / "mau.csv")

    assert (tmp_path / "mau-chu-the.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "mau-chu-the.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)] == ["Tên chủ thể", "Hợp tác xã Ví Dụ"]


def test_the_offices_guide_has_every_column_as_the_code_has_it():
    guide = (settings.BASE_DIR / "docs" / "register.md").read_text(encoding="utf-8")

    for sheet in SHEETS:
        assert f"### {sheet.name}" in guide
        for column in sheet.columns:
            needed = "có" if column.required else ""
            cells = [column.heading, needed, column.expected, example_in_words(column)]
            assert f"| {' | '.join(cells)} |".replace("  ", " ") in guide.replace("  ", " ")
