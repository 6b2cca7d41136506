"""Opens a register file: what kind it is, whether it is fit to be read, and its tables."""

from pathlib import Path

from catalog.certification.register.flatfiles import read_flat_file
from catalog.certification.register.problems import Problem, UnreadableFile
from catalog.certification.register.tables import Table
from catalog.certification.register.workbooks import read_workbook

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000


def read_register_file(path: Path) -> tuple[list[Table], list[Problem]]:
    """The tables of a .xlsx or .csv file and what is wrong with its sheets' names.

    Raises UnreadableFile where there is nothing to read rows from.
    """
    kind = path.suffix.lower()
    if kind in (".xlsm", ".xltm", ".xlsb"):
        raise UnreadableFile("Tệp có thể chứa macro nên không được mở. Hãy lưu lại dưới dạng .xlsx.")
    if kind not in (".xlsx", ".csv"):
        raise UnreadableFile("Chỉ đọc được tệp .xlsx hoặc .csv. Trong Excel, hãy lưu lại dưới dạng .xlsx.")
    content = _content_of(path)
    if kind == ".xlsx":
        tables, problems = read_workbook(content, most_rows=MAX_ROWS)
    elif content.startswith(b"PK\x03\x04"):
        raise UnreadableFile("Đây là tệp Excel chứ không phải CSV. Hãy đổi đuôi tệp thành .xlsx.")
    else:
        tables, problems = read_flat_file(content, most_rows=MAX_ROWS), []
    if not problems and not any(table.rows or table.problems for table in tables):
        raise UnreadableFile("Tệp không có dòng dữ liệu nào dưới dòng tên cột.")
    return tables, problems


def _content_of(path):
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"Tệp lớn hơn {MAX_BYTES >> 20} MB. Hãy bỏ ảnh hoặc chia thành nhiều tệp.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("Không có tệp này.") from error
    except OSError as error:
        raise UnreadableFile(f"Không mở được tệp ({error.strerror}).") from error
