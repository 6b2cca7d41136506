"""Register files for tests: good rows that a test spoils or fills with what it is about."""

import csv
from pathlib import Path

from openpyxl import Workbook

from catalog.certification.register.columns import CERTIFICATES, PRODUCERS, PRODUCTS, SHEETS

PRODUCER = {"Tên chủ thể": "Hợp tác xã Chè Thử", "Loại hình": "Hợp tác xã"}
PRODUCT = {
    "Mã sản phẩm": "CHE-01",
    "Tên sản phẩm": "Chè xanh thử",
    "Mã phân nhóm": "I.5a",
    "Tên chủ thể": "Hợp tác xã Chè Thử",
}
CERTIFICATE = {
    "Số giấy chứng nhận": "01/GCN-OCOP",
    "Mã sản phẩm": "CHE-01",
    "Hạng sao": 4,
    "Cơ quan cấp": "UBND tỉnh Điện Biên",
    "Cấp": "Tỉnh",
    "Ngày cấp": "15/09/2025",
}


def book(path: Path, *, producers=(), products=(), certificates=(), headings=None) -> Path:
    """A workbook with these rows, given by heading; it has all columns unless `headings` names some."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet, rows in ((PRODUCERS, producers), (PRODUCTS, products), (CERTIFICATES, certificates)):
        page = workbook.create_sheet(sheet.name)
        columns = (headings or {}).get(sheet.name) or [column.heading for column in sheet.columns]
        page.append(columns)
        for row in rows:
            page.append([row.get(heading) for heading in columns])
    workbook.save(path)
    return path


def good_book(path: Path, *, producer=None, product=None, certificate=None) -> Path:
    """One producer, product and certificate, with what a test wants different."""
    return book(
        path,
        producers=[PRODUCER | (producer or {})],
        products=[PRODUCT | (product or {})],
        certificates=[CERTIFICATE | (certificate or {})],
    )


def flat_file(path: Path, rows, *, delimiter=",", encoding="utf-8") -> Path:
    """A CSV file with the headings of the first row."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def column_letter(sheet_name: str, heading: str) -> str:
    """Where a workbook of `book` has this column."""
    sheet = next(sheet for sheet in SHEETS if sheet.name == sheet_name)
    place = [column.heading for column in sheet.columns].index(heading)
    return "ABCDEFGHIJKLMNOP"[place]


def imported(run, path: Path, model):
    """The one record of its kind after the file has gone in."""
    done = run(path)
    assert done.refusal == "", done.errors
    return model.objects.get()
