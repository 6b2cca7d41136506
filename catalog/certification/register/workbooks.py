"""An Excel workbook (.xlsx): one sheet each for producers, products and certificates.

Nothing in it is ever calculated: a formula counts with the value that Excel saved beside it, and a workbook
that would unpack to more than memory should hold is refused before any of it is parsed.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from catalog.certification.register.columns import GUIDE_SHEET, SHEETS
from catalog.certification.register.problems import Problem, UnreadableFile
from catalog.certification.register.tables import Line, Table, make_table, same_words, sheet_named
from catalog.certification.register.values import SAID_BEFORE, Broken, dotted, is_blank, shown

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
#: Cells that a workbook may describe, the empty but coloured ones included, and the rows of an Excel sheet.
MAX_CELLS = 1_000_000
MAX_SHEET_ROWS = 1_048_576

_merged_area = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
_not_a_workbook = (
    "Tệp không phải sổ tính Excel .xlsx còn nguyên vẹn (hoặc có mật khẩu). "
    "Hãy mở bằng Excel, bỏ mật khẩu nếu có, và lưu lại dưới dạng .xlsx"
)
_sheet_names = f"tên trang là một trong {', '.join(sheet.name for sheet in SHEETS)}, mỗi tên một lần"
_type_over = "một giá trị ghi thẳng vào ô (công thức này chưa được Excel tính và lưu)"


def read_workbook(content: bytes, *, most_rows: int) -> tuple[list[Table], list[Problem]]:
    """The tables of a workbook and what is wrong with its sheets. Raises UnreadableFile."""
    _check_archive(content)
    grids = _read(_values, content, most_rows)
    _read(_mark_formulas, content, grids)
    _read(_mark_merged_cells, content, grids)
    tables, problems = [], []
    for title, grid in grids.items():
        sheet = sheet_named(title)
        if sheet and sheet not in [table.sheet for table in tables]:
            tables.append(make_table(sheet, grid.lines()))
        elif grid.rows and same_words(title) != same_words(GUIDE_SHEET):
            problems.append(Problem(title, None, "", title, _sheet_names))
    return tables, problems


class Grid:
    """The raw cells of one sheet, by row number and place from the left; rows without any are left out."""

    def __init__(self):
        self.rows: dict[int, dict[int, object]] = {}
        #: Cells whose formula came to an empty text, which is a result too.
        self.empty_results: set[tuple[int, int]] = set()

    def lines(self) -> Iterator[Line]:
        """The rows from the top, each with its cells from the left."""
        for number, cells in sorted(self.rows.items()):
            yield number, [cells.get(place) for place in range(max(cells) + 1)]

    def has(self, row: int, place: int) -> bool:
        """Whether there is something in this cell."""
        return place in self.rows.get(row, {})


def _check_archive(content):
    """Raises UnreadableFile for what should not be opened; nothing is unpacked yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFile(f"{_not_a_workbook}.") from error
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(f"Tệp giải nén ra hơn {MAX_UNPACKED_BYTES >> 20} MB, quá lớn để mở.")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UnreadableFile("Tệp có macro nên không được mở. Hãy lưu lại dưới dạng .xlsx.")


def _read(step, content, argument):
    """Runs one reading step; whatever openpyxl stumbles over in a damaged file becomes our own refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return step(content, argument)
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile(f"{_not_a_workbook} ({type(error).__name__}).") from error


def _streamed(content, *, data_only):
    """Each sheet's title and rows, one after the other, so that a file that is too big is given up early."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for passed, line in enumerate(sheet.iter_rows()):
            if passed > MAX_SHEET_ROWS:
                raise UnreadableFile(f"{_not_a_workbook}.")
            yield sheet.title, line


def _values(content, most_rows):
    """Every sheet's cells with their saved values."""
    grids, cells, rows = {}, 0, 0
    for title, line in _streamed(content, data_only=True):
        grid = grids.setdefault(title, Grid())
        cells += len(line)
        before = len(grid.rows)
        for cell in line:
            if not is_blank(cell.value):
                grid.rows.setdefault(cell.row, {})[cell.column - 1] = _value(cell)
            elif cell.data_type == "str":
                grid.empty_results.add((cell.row, cell.column - 1))
        rows += len(grid.rows) - before
        # The headings of the sheets don't count.
        if rows > most_rows + len(grids):
            raise UnreadableFile(f"Tệp có hơn {dotted(most_rows)} dòng. Hãy chia thành nhiều tệp.")
        if cells > MAX_CELLS:
            raise UnreadableFile(f"Tệp có hơn {dotted(MAX_CELLS)} ô. Hãy xoá các dòng, cột thừa.")
    return grids


def _value(cell):
    if cell.data_type == "e":
        return Broken(str(cell.value), "một giá trị (công thức trong ô đang báo lỗi)")
    return cell.value


def _mark_formulas(content, grids):
    """Marks the formulas that have no saved value."""
    for title, line in _streamed(content, data_only=False):
        grid = grids[title]
        for cell in line:
            if cell.data_type != "f" or grid.has(cell.row, cell.column - 1):
                continue
            if (cell.row, cell.column - 1) not in grid.empty_results:
                formula = str(getattr(cell.value, "text", cell.value))
                grid.rows.setdefault(cell.row, {})[cell.column - 1] = Broken(formula, _type_over)


def _mark_merged_cells(content, grids):
    """Marks merged areas that hold something.

    Read from the sheets' own text: openpyxl would make a cell for each place of an area, however big.
    """
    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    for sheet, part in reader.parser.find_sheets():
        rows = grids[sheet.name].rows if sheet.name in grids else {}
        width = max((max(cells) + 1 for cells in rows.values()), default=0)
        for area in _merged_area.findall(reader.archive.read(part.target)):
            _mark_merged(rows, area.decode(), width)


def _mark_merged(rows, area, width):
    min_column, min_row, max_column, max_row = range_boundaries(area)
    span, places = range(min_row, max_row + 1), range(min_column - 1, min(max_column, width))
    merged = [row for row in (span if len(span) < len(rows) else sorted(rows)) if row in rows and row in span]
    value = next((rows[row][place] for row in merged for place in places if place in rows[row]), None)
    if value is None:
        return
    mark = Broken(f"{area}: {shown(value)}", "mỗi ô một giá trị (hãy bỏ gộp ô)")
    for row in merged:
        for place in places:
            rows[row][place] = mark
            mark = SAID_BEFORE
