"""Files that cannot be a register are refused with words that help, and nothing is written."""

import os
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from catalog.certification.register import files, workbooks
from catalog.certification.tests.books import PRODUCER, book, flat_file, good_book
from catalog.certification.tests.conftest import everything
from catalog.producers.models import Producer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

LINE = "Tên chủ thể,Loại hình\nHộ Chè,HKD\n"


def refused(run, path):
    """The words of the refusal, after which nothing has changed."""
    before = everything()
    done = run(path)
    assert everything() == before
    assert done.refusal.endswith("Không ghi gì cả.")
    return f"{done.errors}{done.refusal}"


def archive(path, **parts):
    """A zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/"), content)
    return path


def with_first_sheet(path, old, new):
    """A good workbook in whose first sheet `old` has become `new`."""
    with zipfile.ZipFile(good_book(path)) as good:
        parts = {part: good.read(part) for part in good.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert old in sheet
    return archive(path, **parts | {"xl/worksheets/sheet1.xml": sheet.replace(old, new, 1)})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("so.xlsx", b"not a zip", "không phải sổ tính Excel .xlsx còn nguyên vẹn (hoặc có mật khẩu)"),
        ("so.xlsx", b"", "không phải sổ tính Excel .xlsx"),
        ("so.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted", "bỏ mật khẩu nếu có"),
        ("so.xls", b"\xd0\xcf\x11\xe0", "Chỉ đọc được tệp .xlsx hoặc .csv"),
        ("so.ods", b"PK\x03\x04", "Chỉ đọc được tệp .xlsx hoặc .csv"),
        ("so", b"x", "Chỉ đọc được tệp .xlsx hoặc .csv"),
        ("so.xlsm", b"PK\x03\x04", "Tệp có thể chứa macro nên không được mở"),
        ("so.csv", b"", "Tệp không có dòng dữ liệu nào"),
        ("so.csv", b"\n\n , \n", "Tệp không có dòng dữ liệu nào"),
        ("so.csv", "Tên chủ thể,Loại hình\n".encode(), "Tệp không có dòng dữ liệu nào"),
        ("so.csv", b"PK\x03\x04 an Excel file by another name", "Hãy đổi đuôi tệp thành .xlsx"),
        ("so.csv", LINE.encode("utf-16"), "Tệp CSV ở bảng mã UTF-16, cần UTF-8"),
        ("so.csv", LINE.encode("cp1258", "replace"), "Tệp CSV không ở bảng mã UTF-8"),
        ("so.csv", LINE.encode() + b"H\0\n", "có ký tự NUL"),
        ("so.csv", LINE.replace(",", "\t").encode(), "ngăn cách bằng dấu phẩy hoặc dấu chấm phẩy"),
        ("so.csv", LINE.replace(",", "|").encode(), "ngăn cách bằng dấu phẩy hoặc dấu chấm phẩy"),
        ("so.csv", b"name,kind\nx,y\n", "Không nhận ra cột nào ở dòng đầu tiên"),
        ("so.csv", 'Tên chủ thể,Loại hình\n"Hộ" Chè,HKD\n'.encode(), "Dòng 2 của tệp CSV có dấu ngoặc kép"),
        ("so.csv", 'Tên chủ thể,Loại hình\n"Hộ Chè,HKD\n'.encode(), "của tệp CSV có dấu ngoặc kép"),
        ("so.csv", f"Tên chủ thể,Loại hình\n{'x' * 200_000},HKD\n".encode(), "ô quá dài"),
    ],
)
def test_a_file_that_is_not_a_register(run, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)

    assert words in refused(run, path)


def test_no_file_and_a_folder(run, tmp_path):
    folder = tmp_path / "thu-muc.csv"
    folder.mkdir()

    assert "Không có tệp này." in refused(run, tmp_path / "khong-co.csv")
    assert "Không mở được tệp" in refused(run, folder)


def test_a_zip_file_that_is_no_workbook(run, tmp_path):
    assert "không phải sổ tính Excel" in refused(run, archive(tmp_path / "so.xlsx", readme="hello"))


def test_a_workbook_cut_short_or_damaged(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx")
    whole = path.read_bytes()

    for cut in (len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        assert "không phải sổ tính Excel" in refused(run, path)
    path.write_bytes(whole[:2000] + bytes(200) + whole[2200:])
    assert "không phải sổ tính Excel" in refused(run, path)


def test_a_workbook_that_would_unpack_to_too_much_is_not_unpacked(run, tmp_path, monkeypatch):
    def unpacks(*arguments, **options):
        raise AssertionError("it was opened")

    monkeypatch.setattr(workbooks, "load_workbook", unpacks)
    bomb = archive(tmp_path / "so.xlsx", xl__worksheets__sheet1=bytes(201 * 1024 * 1024))
    assert bomb.stat().st_size < 1024 * 1024

    assert "giải nén ra hơn 200 MB, quá lớn để mở" in refused(run, bomb)


def test_entities_that_would_grow_without_end_are_refused(run, tmp_path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode()
    path = with_first_sheet(tmp_path / "so.xlsx", b"<worksheet", bomb + b"<worksheet")

    assert "không phải sổ tính Excel" in refused(run, path)


def test_a_workbook_with_macros_under_an_innocent_name(run, tmp_path):
    path = good_book(tmp_path / "so.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"code")

    assert "Tệp có macro nên không được mở" in refused(run, path)


def test_a_file_of_too_many_bytes(run, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text(LINE, encoding="utf-8")
    os.truncate(path, files.MAX_BYTES + 1)

    assert "Tệp lớn hơn 20 MB" in refused(run, path)


def test_a_workbook_of_too_many_rows_is_given_up_early(run, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_ROWS", 20)
    rows = [PRODUCER | {"Tên chủ thể": f"Hộ {n}"} for n in range(24)]

    assert run(book(tmp_path / "a.xlsx", producers=rows[:20])).refusal == ""
    assert "Tệp có hơn 20 dòng" in refused(run, book(tmp_path / "b.xlsx", producers=rows))


def test_a_csv_file_of_too_many_rows(run, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_ROWS", 20)
    rows = [PRODUCER | {"Tên chủ thể": f"Hộ {n}"} for n in range(21)]

    assert run(flat_file(tmp_path / "a.csv", rows[:20])).refusal == ""
    assert "Tệp có hơn 20 dòng" in refused(run, flat_file(tmp_path / "b.csv", rows))


def test_a_workbook_of_too_many_cells(run, tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_CELLS", 30)

    assert "Tệp có hơn 30 ô" in refused(run, good_book(tmp_path / "so.xlsx"))


def test_a_row_number_beyond_any_sheet_does_not_keep_it_busy(run, tmp_path):
    path = with_first_sheet(tmp_path / "so.xlsx", b'<row r="2"', b'<row r="99999999999"')

    assert "không phải sổ tính Excel" in refused(run, path)


def test_a_merged_area_as_big_as_a_sheet_does_not_keep_it_busy(run, tmp_path):
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    path = with_first_sheet(tmp_path / "so.xlsx", b"</sheetData>", merged)

    assert 'giá trị "A2:XFD1048576: Hợp tác xã Chè Thử"' in refused(run, path)


def test_sheets_by_other_names_are_named(run, tmp_path):
    workbook = load_workbook(good_book(tmp_path / "so.xlsx"))
    workbook["Sản phẩm"].title = "San pham"
    workbook.save(tmp_path / "so.xlsx")

    words = refused(run, tmp_path / "so.xlsx")

    assert (
        'San pham, giá trị "San pham": cần tên trang là một trong Chủ thể, Sản phẩm, Giấy chứng nhận' in words
    )


def test_a_sheet_that_is_there_twice_is_named(run, tmp_path):
    workbook = load_workbook(good_book(tmp_path / "so.xlsx"))
    workbook.copy_worksheet(workbook["Chủ thể"]).title = "Chủ thể "
    workbook.save(tmp_path / "so.xlsx")

    assert 'Chủ thể , giá trị "Chủ thể "' in refused(run, tmp_path / "so.xlsx")


def test_a_workbook_with_headings_only_or_empty_sheets_only(run, tmp_path):
    Workbook().save(tmp_path / "a.xlsx")

    for path in (tmp_path / "a.xlsx", book(tmp_path / "b.xlsx")):
        assert "Tệp không có dòng dữ liệu nào" in refused(run, path)


def test_an_empty_sheet_of_another_name_does_no_harm(run, tmp_path):
    workbook = load_workbook(good_book(tmp_path / "so.xlsx"))
    workbook.create_sheet("Sheet1")
    workbook.save(tmp_path / "so.xlsx")

    assert run(tmp_path / "so.xlsx").refusal == ""


def test_one_sheet_of_the_three_is_enough(run, tmp_path):
    workbook = load_workbook(book(tmp_path / "so.xlsx", producers=[PRODUCER]))
    del workbook["Sản phẩm"], workbook["Giấy chứng nhận"]
    workbook.save(tmp_path / "so.xlsx")

    assert run(tmp_path / "so.xlsx").said == "Chủ thể: 1 thêm mới, 0 thay đổi, 0 không đổi.\n"


def test_a_formula_in_a_csv_file_is_refused(run, tmp_path):
    rows = [PRODUCER | {"Tên chủ thể": '=HYPERLINK("http://example.com")'}]

    words = refused(run, flat_file(tmp_path / "so.csv", rows))

    assert "cần chữ, không phải công thức" in words
    assert not Producer.objects.exists()


def test_a_name_that_would_write_to_the_terminal_is_shown_as_codes(run, tmp_path):
    path = tmp_path / "\x1b[2Jso.csv"
    path.write_bytes(b"")

    assert "\x1b" not in refused(run, path)


def test_bad_text_in_the_file_never_breaks_the_command(run, tmp_path):
    texts = ["\\", "'\"<>", "😀", "0" * 10_000, "-1", "1e400", "\u202egnp.exe", "null", "NaN", "{}", "٣"]
    for column in ("Tên chủ thể", "Loại hình", "Mã số thuế", "Điện thoại", "Xã, phường", "Năm thành lập"):
        for text in texts:
            done = run(flat_file(tmp_path / "so.csv", [PRODUCER | {column: text}]))
            assert done.refusal or "Chủ thể: " in done.said
