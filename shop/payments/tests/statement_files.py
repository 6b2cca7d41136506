"""Statements as banks write them: titles above, sums below, some thousand rows, money in and out."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from openpyxl import Workbook

ACCOUNT = "257678859"
FIRST = datetime(2026, 11, 1, 8, 0)
NOW_ISH = "%d/%m/%Y"


def commas(amount: int) -> str:
    """1,250,000"""
    return f"{amount:,}"


def points(amount: int) -> str:
    """1.250.000"""
    return commas(amount).replace(",", ".")


@dataclass(frozen=True)
class Booking:
    """One row to be: `amount` đồng, negative for money out."""

    at: datetime
    amount: int
    memo: str
    reference: str


def bookings(count: int) -> list[Booking]:
    """So many, every fifth of them money out."""
    made = []
    for number in range(1, count + 1):
        at = FIRST + timedelta(minutes=7 * number)
        amount = -55_000 if number % 5 == 0 else 100_000 + 500 * number
        memo = f"MBVCB.{4_525_077_405 + number}.DB{number:06d}.CT tu 0351000646393 LO THI THU toi {ACCOUNT}"
        made.append(Booking(at, amount, memo, f"5243.{10_000 + number}"))
    return made


@dataclass(frozen=True)
class Style:
    """How one bank writes: rows above, headings, a row of a booking, rows below."""

    above: list[list]
    headings: list[str]
    row: Callable[[int, Booking], list]
    below: list[list]

    def rows(self, made: list[Booking]) -> list[list]:
        """All rows of the file."""
        return [
            *self.above,
            self.headings,
            *(self.row(number, one) for number, one in enumerate(made, 1)),
            *self.below,
        ]


def _two(one, write):
    """The cells of debit and credit."""
    return [write(-one.amount), ""] if one.amount < 0 else ["", write(one.amount)]


STYLES = {
    "vietcombank": Style(
        [["NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM"], [], ["Số tài khoản", "", f"{ACCOUNT} - VND"], []],
        [
            "STT",
            "Ngày GD\nTNX Date / Số CT",
            "Số tiền ghi nợ\nDebit",
            "Số tiền ghi có\nCredit",
            "Số dư\nBalance",
        ]
        + ["Nội dung chi tiết\nTransactions in detail"],
        lambda n, b: [n, f"{b.at:%d/%m/%Y}\n{b.reference}", *_two(b, commas), "1,000", b.memo],
        [["", "Tổng số / Total", "55,000", "1,000,000", "", ""], ["Ghi chú: chứng từ này được in tự động"]],
    ),
    "bidv": Style(
        [["SAO KÊ TÀI KHOẢN"], ["Tài khoản số:", ACCOUNT], ["Từ ngày", "01/11/2026"]],
        ["STT", "Mã tham chiếu", "Ngày giờ giao dịch", "PS nợ", "PS có", "Số dư cuối", "Nội dung giao dịch"],
        lambda n, b: [n, b.reference, f"{b.at:%d/%m/%Y %H:%M:%S}", *_two(b, points), "1.000", b.memo],
        [["Cộng phát sinh", "", "", "55.000", "1.000.000", "", ""]],
    ),
    "vietinbank": Style(
        [["VietinBank eFAST"], ["Account number: " + ACCOUNT]],
        ["STT", "Thời gian giao dịch", "Số tiền giao dịch", "Số dư sau giao dịch", "Mô tả giao dịch"]
        + ["Số giao dịch", "Tên tài khoản đối ứng"],
        lambda n, b: [
            n,
            f"{b.at:%d-%m-%Y %H:%M:%S}",
            f"{b.amount:+,}.00",
            "1,000.00",
            b.memo,
            b.reference,
            "LO",
        ],
        [],
    ),
    "agribank": Style(
        [],
        ["Ngày giao dịch", "Nợ/Có", "Số tiền (VND)", "Số dư", "Nội dung"],
        lambda n, b: [
            f"{b.at:%d/%m/%Y}",
            "Nợ" if b.amount < 0 else "Có",
            points(abs(b.amount)),
            "1.000",
            f"{b.memo} {n}",
        ],
        [["Số dư cuối kỳ", "", "", "1.000", ""]],
    ),
    "techcombank": Style(
        [["Techcombank"], *[[f"Dòng {n}"] for n in range(12)], ["Account No.", ACCOUNT]],
        ["Ngày giao dịch", "Đối tác/ Remitter", "Diễn giải/ Details", "Số bút toán/ Transaction No."]
        + ["Nợ TKTT/ Debit", "Có TKTT/ Credit", "Số dư/ Balance"],
        lambda n, b: [f"{b.at:%d/%m/%Y}", "LO THI THU", b.memo, b.reference, *_two(b, commas), "1,000"],
        [["", "", "Tổng cộng", "", "55,000", "1,000,000", ""]],
    ),
}


def as_csv(rows, *, separator=",", encoding="utf-8") -> bytes:
    """The rows as a CSV file."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def as_xlsx(rows, *, change=None) -> bytes:
    """The rows as a workbook, its title over merged cells."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:E1") if rows[0] and len(rows[0]) == 1 else None
    if change:
        change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
