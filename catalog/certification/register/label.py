"""The columns for what a product's label says, all optional, and what reads those that are no plain text."""

import re
from collections.abc import Callable

from catalog.certification.register.problems import Unfit
from catalog.certification.register.shapes import Column
from catalog.products.label import LONGEST_SHELF_LIFE
from catalog.products.models import Product
from catalog.products.season import mask_of, stretches

_ships_to = Product.ShipsTo
SHIPS_TO = (
    (_ships_to.EVERYWHERE.value, ("Toàn quốc", "Mọi nơi")),
    (_ships_to.PROVINCE.value, ("Trong tỉnh",)),
    (_ships_to.PICK_UP.value, ("Chỉ nhận tại điểm", "Tại điểm bán")),
)
_units = {"ngày": Product.ShelfLifeUnit.DAY.value, "tháng": Product.ShelfLifeUnit.MONTH.value}
_all_year = ("quanh năm", "cả năm")


def _text(heading, field, example, most=2_000, kind="paragraphs"):
    expected = f"văn bản thường, tối đa {most:,} ký tự".replace(",", ".")
    return Column(heading, field, kind, expected, example, max_length=most)


LABEL_COLUMNS = (
    _text("Kích thước, dung tích", "size_text", "Hộp 12 × 8 × 5 cm", 80, "text"),
    _text("Thành phần", "ingredients", "100% búp chè xanh (dòng ví dụ)"),
    _text("Chất lượng", "quality", "TCCS 00:2025/VD (dòng ví dụ)", 250, "text"),
    _text("Hướng dẫn sử dụng", "usage", "Pha 5 g với 200 ml nước 90 °C (dòng ví dụ)"),
    _text("Bảo quản", "storage", "Nơi khô ráo, thoáng mát (dòng ví dụ)"),
    Column(
        "Hạn sử dụng", "shelf_life", "shelf_life", "số ngày hoặc số tháng kể từ ngày sản xuất", "12 tháng"
    ),
    _text("Cảnh báo", "warnings", None),
    _text("Chịu trách nhiệm hàng hóa", "responsible_party", None, 250, "text"),
    Column("Mùa vụ", "season", "months", "các tháng từ 1 đến 12, như 5-7, 11, hoặc Quanh năm", "Quanh năm"),
    Column(
        "Phạm vi giao",
        "ships_to",
        "choice",
        "Toàn quốc, Trong tỉnh hoặc Chỉ nhận tại điểm",
        "Toàn quốc",
        choices=SHIPS_TO,
    ),
)


def read_shelf_life(text: str) -> tuple[int, str]:
    """Number and unit of "12 tháng". Raises Unfit."""
    found = re.fullmatch(r"([0-9]{1,4}) ?(ngày|tháng)", text.casefold())
    if not found or not 1 <= int(found[1]) <= LONGEST_SHELF_LIFE:
        raise Unfit
    return int(found[1]), _units[found[2]]


def read_months(text: str) -> int:
    """The number that stands for "5-7, 11" or "Quanh năm". Raises Unfit."""
    if text.casefold() in _all_year:
        return 0
    months = set()
    for part in re.sub(r"tháng", "", text.casefold()).split(","):
        found = re.fullmatch(r"\s*([0-9]{1,2})\s*(?:[-–]\s*([0-9]{1,2})\s*)?", part)
        if not found or not all(1 <= int(month) <= 12 for month in found.groups() if month):
            raise Unfit
        first, last = int(found[1]), int(found[2] or found[1])
        months |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return mask_of(months)


def shelf_life_in_words(number: int | None, unit: str) -> str:
    """As the office writes it: "12 tháng"; empty where it is not said."""
    words = next(word for word, value in _units.items() if value == unit)
    return f"{number} {words}" if number else ""


def months_in_words(mask: int | None) -> str:
    """As the office writes it: "5-7, 11"."""
    parts = [f"{first}-{last}" if first != last else f"{first}" for first, last in stretches(mask or 0)]
    return ", ".join(parts) or "Quanh năm"


def label_readers(line: Callable) -> dict:
    """What reads the two kinds of column above, on a cell's one line of text."""
    return {
        "shelf_life": lambda raw, column: read_shelf_life(line(raw)),
        "months": lambda raw, column: read_months(line(raw)),
    }
